"""Settings are what their file says, or an error that names the setting and what it may be."""

from pathlib import Path
from typing import Any

import pytest

from plugins.core import settings, urls
from plugins.core.article import Name
from plugins.core.dates import Moment
from plugins.core.settings import Link, Settings, SettingsError

MISSING = object()


def read(*, base: Path = Path("/site"), **given: Any) -> Settings:
    """The settings of a small file in `base`, with others given or left out (MISSING)."""
    raw = {
        "SITENAME": "Cổng thông tin",
        "SITEURL": "https://tinhuy.example",
        "FEED_TAG": "tinhuy.example,2026",
        "CATEGORIES": ["Chính trị", "Kinh tế"],
        **given,
    }
    kept = {name: value for name, value in raw.items() if value is not MISSING}
    return settings.read(kept, base)


# Right


def test_settings__only_what_must_be_given__leaves_the_rest_at_its_default() -> None:
    found = read()
    assert (found.sitename, found.siteurl, found.sitesubtitle) == (
        "Cổng thông tin",
        "https://tinhuy.example",
        "",
    )
    assert found.categories == (Name("Chính trị", "chinh-tri"), Name("Kinh tế", "kinh-te"))
    assert found.authors == ()
    assert (found.timezone, found.default_lang) == ("Asia/Ho_Chi_Minh", "vi")
    assert (found.path, found.output_path) == (Path("/site/content"), Path("/site/output"))
    assert (found.state_path, found.root) == (Path("/site/.state/portal.sqlite"), Path("/site"))
    assert (found.theme / "templates" / "article.html").is_file()


def test_settings__relative_folders__are_below_the_settings_file() -> None:
    found = read(PATH="bai-viet", OUTPUT_PATH="/srv/www", THEME=Path("giao-dien"))
    assert (found.path, found.output_path, found.theme) == (
        Path("/site/bai-viet"),
        Path("/srv/www"),
        Path("/site/giao-dien"),
    )


def test_settings__relative_base__gives_whole_paths() -> None:
    assert read(base=Path("site")).path == Path.cwd() / "site" / "content"


@pytest.mark.parametrize(
    ("written", "siteurl"),
    [
        ("https://tinhuy.example", "https://tinhuy.example"),
        ("https://tinhuy.example/", "https://tinhuy.example"),
        ("https://tinhuy.example//", "https://tinhuy.example"),
        ("  https://tinhuy.example ", "https://tinhuy.example"),
        ("HTTPS://TinhUy.Example/", "https://tinhuy.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("https://tỉnhủy.example", "https://tỉnhủy.example"),
    ],
)
def test_settings__siteurl__has_no_slash_at_its_end(written: str, siteurl: str) -> None:
    assert read(SITEURL=written).siteurl == siteurl


def test_settings__text_in_nfd_with_odd_spaces__is_cleaned() -> None:
    assert read(SITENAME="\ufeffCo\u0302\u0309ng\xa0\xa0tin ").sitename == "Cổng tin"


def test_settings__author_addresses__part_and_join_names() -> None:
    people = {"Lê Ân": "le-an", "Lê An": "le-an-2", "L. Ân": "le-an"}
    assert read(AUTHORS=people).authors == (
        Name("Lê Ân", "le-an"),
        Name("Lê An", "le-an-2"),
        Name("L. Ân", "le-an"),
    )


@pytest.mark.parametrize("nothing", ["", None])
def test_settings__no_subtitle__is_none(nothing: str | None) -> None:
    assert read(SITESUBTITLE=nothing).sitesubtitle == ""


def test_settings__notices__are_a_category_by_name_or_slug() -> None:
    assert read().notices == ""
    assert read(NOTICES="Kinh tế").notices == "kinh-te"
    assert read(NOTICES="kinh-te").notices == "kinh-te"


def test_settings__links__have_a_name_an_address_and_perhaps_a_day() -> None:
    links = [("Ủy ban", "https://ubnd.example", "15/11/2026"), ["Báo", "http://bao.example/tin"]]
    assert read(LINKS=links).links == (
        Link("Ủy ban", "https://ubnd.example", Moment("2026-11-15T00:00:00", timed=False)),
        Link("Báo", "http://bao.example/tin", None),
    )


def test_settings__category__is_found_by_its_slug() -> None:
    assert read().category("kinh-te") == Name("Kinh tế", "kinh-te")
    with pytest.raises(KeyError):
        read().category("the-thao")


def test_settings__read__cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        read().sitename = "Khác"  # type: ignore[misc]


def test_settings__each_one__has_an_example_and_a_word_for_people() -> None:
    for name, each in settings.NAMES.items():
        assert each.metadata["example"], name
        assert each.metadata["doc"].endswith("."), name


# Wrong


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"SITENAME": ""}, "SITENAME phải là một dòng chữ, đang là ''."),
        ({"SITENAME": " \n"}, "SITENAME phải là một dòng chữ, đang là ' \\n'."),
        ({"SITENAME": "\ufeff"}, "SITENAME phải là một dòng chữ, đang là '\\ufeff'."),
        ({"SITENAME": None}, "SITENAME phải là một dòng chữ, đang là None."),
        ({"SITENAME": 5}, "SITENAME phải là một dòng chữ, đang là 5."),
        ({"SITESUBTITLE": 0}, "SITESUBTITLE phải là một dòng chữ, đang là 0."),
        ({"SITESUBTITLE": ["a"]}, "SITESUBTITLE phải là một dòng chữ, đang là ['a']."),
        (
            {"NOTICES": "Thể thao"},
            "NOTICES phải là một chuyên mục trong CATEGORIES, đang là 'Thể thao'.",
        ),
        (
            {"MOST_READ_WITHOUT": ["Kinh tế", "Thể thao"]},
            "MOST_READ_WITHOUT phải là một chuyên mục trong CATEGORIES, đang là 'Thể thao'.",
        ),
        ({"LIVE_VIEWS": "có"}, "LIVE_VIEWS phải là True hoặc False, đang là 'có'."),
        ({"CRAWLERS": ["Bot", " "]}, "CRAWLERS không được có chữ rỗng, đang là ['Bot', ' ']."),
        ({"LIVE_VIEWS": 1}, "LIVE_VIEWS phải là True hoặc False, đang là 1."),
        (
            {"MOST_READ_MINIMUM": -1},
            "MOST_READ_MINIMUM phải là số nguyên không âm, đang là -1.",
        ),
        (
            {"MOST_READ_MAX_AGE": True},
            "MOST_READ_MAX_AGE phải là số nguyên không âm, đang là True.",
        ),
        (
            {"LINKS": "https://a.example"},
            "LINKS phải là một danh sách, đang là 'https://a.example'.",
        ),
        (
            {"LINKS": [("Báo",)]},
            "LINKS: mỗi liên kết là ('Tên', 'https://…', 'ngày'): ('Báo',).",
        ),
        (
            {"LINKS": [("Báo", "javascript:x()")]},
            "LINKS phải bắt đầu bằng http:// hoặc https://, đang là 'javascript:x()'.",
        ),
        (
            {"FEED_TAG": "tinhuy.example"},
            "FEED_TAG phải là tên miền, dấu phẩy, năm, đang là 'tinhuy.example'.",
        ),
        ({"EMAIL": "thư"}, "EMAIL phải là một địa chỉ thư điện tử, đang là 'thư'."),
        ({"PATH": ""}, "PATH phải là một thư mục, đang là ''."),
        ({"OUTPUT_PATH": None}, "OUTPUT_PATH phải là một thư mục, đang là None."),
        ({"STATE_PATH": 1}, "STATE_PATH phải là một thư mục, đang là 1."),
        ({"THEME": ["theme"]}, "THEME phải là một thư mục, đang là ['theme']."),
        ({"TIMEZONE": "UTC"}, "TIMEZONE chỉ có thể là 'Asia/Ho_Chi_Minh', đang là 'UTC'."),
        ({"DEFAULT_LANG": "en"}, "DEFAULT_LANG chỉ có thể là 'vi', đang là 'en'."),
        ({"PLUGINS": "plugins"}, "PLUGINS phải là một danh sách chữ, đang là 'plugins'."),
        ({"PLUGIN_PATHS": [1]}, "PLUGIN_PATHS phải là một danh sách chữ, đang là [1]."),
        ({"CATEGORIES": []}, "CATEGORIES phải là một danh sách tên, đang là []."),
        (
            {"CATEGORIES": "Chính trị"},
            "CATEGORIES phải là một danh sách tên, đang là 'Chính trị'.",
        ),
        ({"CATEGORIES": ["Chính trị", 7]}, "CATEGORIES phải là một dòng chữ, đang là 7."),
        (
            {"CATEGORIES": ["Kinh tế", "Kinh Tế"]},
            "CATEGORIES: hai tên có cùng địa chỉ “kinh-te”: Kinh tế.",
        ),
        ({"AUTHORS": ["Lê Ân"]}, "AUTHORS phải là {'Tên': 'dia-chi'}, đang là ['Lê Ân']."),
        (
            {"AUTHORS": {"Lê Ân": "Lê Ân"}},
            "AUTHORS: địa chỉ của 'Lê Ân' phải gồm a-z, 0-9, -: 'Lê Ân'.",
        ),
        ({"AUTHORS": {"Lê Ân": ""}}, "AUTHORS: địa chỉ của 'Lê Ân' phải gồm a-z, 0-9, -: ''."),
        ({"AUTHORS": {"Lê Ân": 3}}, "AUTHORS: địa chỉ của 'Lê Ân' phải gồm a-z, 0-9, -: 3."),
        (
            {"AUTHORS": {"Lê Ân": "le--an"}},
            "AUTHORS: địa chỉ của 'Lê Ân' phải gồm a-z, 0-9, -: 'le--an'.",
        ),
        ({"AUTHORS": {3: "le-an"}}, "AUTHORS phải là một dòng chữ, đang là 3."),
    ],
)
def test_settings__wrong_value__is_an_error_that_names_it(
    given: dict[str, Any], message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        read(**given)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "written",
    [
        *("tinhuy.example", "//tinhuy.example", "ftp://tinhuy.example", "https:tinhuy.example"),
        *("https://", "https:///tin", "https://tinhuy.example/portal", "https://[hong"),
        *("https://tinhuy.example?a=1", "https://tinhuy.example#a", "https://tinh uy.example"),
        *("https://tinhuy.example:cong", "https://ai@tinhuy.example", 'https://a"b.example'),
        *("", None, 8000, "https://tinhuy..example", "https://tinhuy.example\\tin"),
    ],
)
def test_settings__siteurl_that_is_no_address_of_a_site__is_an_error(written: Any) -> None:
    with pytest.raises(SettingsError, match=r"^SITEURL "):
        read(SITEURL=written)


@pytest.mark.parametrize(
    "name",
    [*sorted(urls.RESERVED - {"rss-xml"}), "2026", "0001", "Tìm kiếm", "Tác giả", "RSS.XML", "!?"],
)
def test_settings__category_at_a_reserved_address__is_an_error(name: str) -> None:
    with pytest.raises(
        SettingsError, match=f"“{name}”.* là địa chỉ dành riêng".replace("?", r"\?")
    ):
        read(CATEGORIES=["Chính trị", name])


@pytest.mark.parametrize("name", ["SITENAME", "SITEURL", "CATEGORIES"])
def test_settings__missing__is_an_error_with_an_example(name: str) -> None:
    without: dict[str, Any] = {name: MISSING}
    with pytest.raises(SettingsError, match=f"^Thiếu thiết lập {name}. Ví dụ: {name} = "):
        read(**without)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("SITE_NAME", "SITENAME"),
        ("CATEGORY", "CATEGORIES"),
        ("AUTHOR", "AUTHORS"),
        ("OUTPUTPATH", "OUTPUT_PATH"),
        ("siteurl", "SITEURL"),
    ],
)
def test_settings__unknown_name__is_an_error_with_the_nearest(name: str, near: str) -> None:
    unknown: dict[str, Any] = {name: "x"}
    with pytest.raises(SettingsError) as caught:
        read(**unknown)
    assert str(caught.value) == f"Không có thiết lập nào tên {name}. Có phải {near}?"


@pytest.mark.parametrize("name", ["GOOGLE_ANALYTICS", "ROOT"])
def test_settings__name_like_no_other__is_an_error_without_a_guess(name: str) -> None:
    unknown: dict[str, Any] = {name: "x"}
    with pytest.raises(SettingsError) as caught:
        read(**unknown)
    assert str(caught.value) == f"Không có thiết lập nào tên {name}."
