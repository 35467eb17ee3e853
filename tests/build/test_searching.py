"""What the search knows follows every edit, and nothing of what is not listed is in it."""

import json
from typing import Any

import pytest

from tests.build.sites import Site, all_built, site_of, write_article

TITLES, TEXTS = "tim-kiem/2026-09.json", "tim-kiem/noi-dung/2026-09.json"


@pytest.fixture
def site(tmp_path: Any) -> Site:
    """Five articles of September 2026, the newest of which is number 4."""
    made = site_of(tmp_path / "site", 5)
    made.build()
    return made


def known(site: Site, output: str = TITLES) -> dict[str, list[Any]]:
    """A month's articles by slug: their rows in the file of titles."""
    return {row[1]: row for row in json.loads(site.text(output))["articles"]}


def texts(site: Site) -> dict[str, str]:
    """The texts of September."""
    found: dict[str, str] = json.loads(site.text(TEXTS))
    return found


def index_files(paths: set[str]) -> set[str]:
    """What of these the search page fetches, and itself."""
    return {path for path in paths if path.startswith("tim-kiem/")}


def test_search__new_article__its_months_two_files_and_no_other(site: Site) -> None:
    site.article("moi.md", date="2026-09-28 08:00", title="Bài mới")
    written, _ = all_built(site)
    assert index_files(written) == {TITLES, TEXTS}
    assert next(iter(known(site))) == "moi"


def test_search__first_article_of_a_month__three_files(site: Site) -> None:
    site.article("moi.md", date="2026-11-20 08:00", title="Bài mới")
    written, _ = all_built(site)
    october = {"tim-kiem/2026-11.json", "tim-kiem/noi-dung/2026-11.json", "tim-kiem/index.html"}
    assert index_files(written) == october
    assert 'data-months="2026-11 2026-09"' in site.text("tim-kiem/index.html")


@pytest.mark.parametrize(
    ("keys", "place", "value"),
    [({"title": "Tên mới"}, 2, "Tên mới"), ({"summary": "Sapo mới."}, 3, "Sapo mới.")],
)
def test_search__title_or_lead_edited__right_after_the_next_build(
    keys: dict[str, str], place: int, value: str, site: Site
) -> None:
    write_article(site, 2, **keys)
    site.build()
    assert known(site)["bai-02"][place] == value


def test_search__category_changed__right_after_the_next_build(site: Site) -> None:
    write_article(site, 2, category="Kinh tế")
    site.build()
    head = json.loads(site.text(TITLES))
    assert head["categories"][known(site)["bai-02"][4]] == "kinh-te"


def test_search__moved_to_another_month__gone_from_the_old(site: Site) -> None:
    write_article(site, 2, date="2026-08-01 08:00")
    site.build()
    assert "bai-02" not in known(site)
    assert "bai-02" not in texts(site)
    assert list(known(site, "tim-kiem/2026-08.json")) == ["bai-02"]


def test_search__last_article_of_a_month_deleted__its_files_go(site: Site) -> None:
    site.article("moi.md", date="2026-11-20 08:00")
    site.build()
    site.delete("moi.md")
    _, deleted = all_built(site)
    assert index_files(deleted) == {"tim-kiem/2026-11.json", "tim-kiem/noi-dung/2026-11.json"}


@pytest.mark.parametrize(
    "keys",
    [{"status": "hidden"}, {"status": "draft"}, {"expires": "2026-10-01"}],
    ids=["hidden", "draft", "expired"],
)
def test_search__not_listed__not_in_it(keys: dict[str, str], site: Site) -> None:
    write_article(site, 2, **keys)
    site.build()
    assert "bai-02" not in known(site)
    assert "bai-02" not in texts(site)


def test_text__of_an_article__all_that_its_page_says(site: Site) -> None:
    body = (
        "Đoạn **mở** đầu, có CO<sub>2</sub>[^1].\n\n| Cột | Hai |\n|---|---|\n| ô một | ô hai |\n\n"
        "<div>trong</div><div>khung</div>\n\n[^1]: Lời chú."
    )
    write_article(site, 2, body=body, corrections="[{at: 2026-10-01 08:00, text: Đã sửa con số.}]")
    site.build()
    assert texts(site)["bai-02"] == (
        "Đoạn mở đầu, có CO2. Cột Hai ô một ô hai trong khung Lời chú. Đã sửa con số."
    )
