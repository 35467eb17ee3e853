"""What is not published is nowhere in output/: no word of it, no picture, no file, no name."""

from pathlib import Path

import pytest

from tests.build.confidential import PAGE, STUB, TABLE, is_media, secret, traces
from tests.build.sites import Site, picture, site_of, write_article
from tests.factories import NOW, article_text

LATER = "2027-02-01T00:00:00"
MEDIA = ["jpg", "jpg", "pdf", "webp"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Seven public articles; article 3 links to the secret one, which shares a tag with it."""
    made = site_of(tmp_path / "site", 7)
    write_article(made, 3, body="Đoạn mở đầu.\n\nXem [ở đây]({filename}kin.md).", tags="[Chung]")
    return made


def test_traces__published_article__found_in_pages_lists_media_and_machines(site: Site) -> None:
    secret(site)
    site.build()
    found = traces(site.output)
    assert {name for name in found if not is_media(name)} == {
        *(PAGE, STUB, TABLE, "2026/09/bai-03.html", "index.html", "404.html"),
        *("chinh-tri/index.html", "tac-gia/le-xqbutdanh/index.html", "luu-tru/2026/08/index.html"),
        *("tu-khoa/xqnhan/index.html", "chu-de/xqchude/index.html", "rss/index.html"),
        *("rss.xml", "atom.xml", "feed.json", "chinh-tri/rss.xml", "rss/opml.xml"),
        *("tac-gia/le-xqbutdanh/rss.xml", "tac-gia/le-an/rss.xml"),  # article 3 links to it
        *("sitemap/2026-08.xml", "sitemap/pages.xml", "api/v1/articles/2026-08.json"),
        *("tim-kiem/index.html", "tim-kiem/2026-08.json", "tim-kiem/noi-dung/2026-08.json"),
        *(f"2026/09/bai-0{number}.html" for number in range(5)),  # it is older than they are
    }
    assert sorted(name.rpartition(".")[2] for name in found if is_media(name)) == MEDIA


def test_traces__picture_made_anew_in_another_quality__found_by_its_colour(site: Site) -> None:
    write_article(site, 3)
    site.write({"images/a.jpg": picture("purple", 300, 200), "images/b.jpg": picture("red")})
    write_article(site, 4, body="Ảnh.\n\n![Một](images/a.jpg)\n\n![Hai](images/b.jpg)")
    site.build()
    assert {name.partition("-")[2] for name in traces(site.output)} == {"300.jpg", "300.webp"}


ABSENT: dict[str, dict[str, str]] = {
    "draft": {"status": "draft"},
    "future": {"date": "2026-11-22 08:00:01"},
    "future draft": {"date": "2026-12-22", "status": "draft"},
    "future hidden": {"date": "2026-12-22", "status": "hidden"},
    "expired draft": {"expires": "2026-09-01", "status": "draft"},
}
UNLISTED: dict[str, dict[str, str]] = {
    "hidden": {"status": "hidden"},
    "expired": {"expires": "2026-09-01"},
    "hidden and expired": {"status": "hidden", "expires": "2026-09-01"},
}


@pytest.mark.parametrize("was_public", [False, True])
@pytest.mark.parametrize("keys", ABSENT.values(), ids=ABSENT)
def test_draft_or_future__any_part_of_it__nowhere(
    site: Site, keys: dict[str, str], was_public: bool
) -> None:
    if was_public:
        secret(site)
        site.build()
    secret(site, **keys)
    assert not site.build().failed
    assert traces(site.output) == set()
    assert "Xem ở đây." in site.text("2026/09/bai-03.html")
    site.build(full=True)
    assert traces(site.output) == set()


@pytest.mark.parametrize("was_public", [False, True])
@pytest.mark.parametrize("keys", UNLISTED.values(), ids=UNLISTED)
def test_hidden_or_expired__any_part_of_it__only_on_its_page_and_stub(
    site: Site, keys: dict[str, str], was_public: bool
) -> None:
    if was_public:
        secret(site)
        site.build()
    secret(site, **keys)
    site.article("bai-03.md", date="2026-09-04")
    assert not site.build().failed
    found = traces(site.output)
    assert {name for name in found if not is_media(name)} == {PAGE, STUB, TABLE}
    assert sorted(name.rpartition(".")[2] for name in found if is_media(name)) == MEDIA
    assert f'url=https://tinhuy.example/{PAGE}"' in site.text(STUB)
    assert '<meta name="robots" content="noindex">' in site.text(PAGE)
    assert ("đã hết hiệu lực" in site.text(PAGE)) == (keys.get("status") != "hidden")


def test_published__deleted__nowhere(site: Site) -> None:
    write_article(site, 3)
    secret(site)
    site.build()
    site.delete("kin.md")
    site.build()
    assert traces(site.output) == set()


def test_published__renamed_and_drafted_at_once__nowhere(site: Site) -> None:
    write_article(site, 3)
    secret(site)
    site.build()
    site.delete("kin.md")
    secret(site, "kin-2.md", status="draft")
    site.build()
    assert traces(site.output) == set()


def test_future__clock_forward_and_back__nowhere_again(site: Site) -> None:
    secret(site, date="2027-01-01")
    site.build()
    site.build(now=LATER)
    assert traces(site.output)
    site.build()
    assert traces(site.output) == set()


def test_expired__clock_forward__only_on_its_page(site: Site) -> None:
    write_article(site, 3)
    secret(site, expires="2027-01-01")
    site.build()
    site.build(now=LATER)
    assert {name for name in traces(site.output) if not is_media(name)} == {PAGE, STUB, TABLE}


@pytest.mark.parametrize(
    "keys",
    [
        *({"status": "hidden"}, {"status": "draft"}, {"expires": "2026-11-22 07:45"}),
        {"date": "2026-11-22 08:00:01"},
    ],
)
def test_unlisted__of_today__in_no_news_sitemap(site: Site, keys: dict[str, str]) -> None:
    write_article(site, 3)
    secret(site, **{"date": "2026-11-22 07:30"})
    site.build()
    assert "sitemap/news.xml" in traces(site.output)
    secret(site, **{"date": "2026-11-22 07:30", **keys})
    site.build()
    own = {"2026/11/kin-xq.html", STUB, TABLE}
    assert {name for name in traces(site.output) if not is_media(name)} <= own
    assert not (site.output / "sitemap/news.xml").exists()


def test_future__old_address__leads_there_only_when_it_is_public(site: Site) -> None:
    secret(site, date="2026-11-22 08:00:01")
    site.build()
    assert not (site.output / STUB).exists()
    site.build(now="2026-11-22T08:00:01")
    assert (site.output / STUB).is_file()
    site.build(now=NOW)
    assert traces(site.output) == set()


def test_draft__claims_the_old_address_of_a_public_article__error_and_no_word_of_it(
    site: Site,
) -> None:
    write_article(site, 4, aliases=f"[/{STUB}]")
    secret(site, status="draft")
    assert site.build(keep_going=True).failed
    found = traces(site.output)
    assert found <= {STUB, TABLE}  # named so by the public article, if it is not held back, too
    assert all(b"kin-xq" not in (site.output / name).read_bytes() for name in found)


def test_picture__shared_with_a_secret_article__only_the_public_words(site: Site) -> None:
    secret(site, status="draft")
    write_article(site, 3, body="Ảnh chung.\n\n![Toàn cảnh](images/xqanh.jpg)")
    assert not site.build().failed
    found = traces(site.output)
    assert sorted(name.rpartition(".")[2] for name in found if is_media(name)) == [
        "jpg",
        "jpg",
        "webp",
    ]
    assert not any("xq" in site.text(name) for name in found if not is_media(name))


def test_standing_page__draft_or_hidden__in_no_menu_and_no_sitemap(site: Site) -> None:
    write_article(site, 3)
    for status, own in (("draft", set[str]()), ("hidden", {"trang-xq/index.html"})):
        site.page("trang.md", title="Trang xqtieude", slug="trang-xq", status=status)
        site.build()
        assert traces(site.output) == own


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_tag__spelt_by_an_unlisted_article__readers_see_the_listed_spelling(
    site: Site, status: str
) -> None:
    secret(site, status=status, tags="[CHUNG]", author="Lê Ân")
    site.build()
    assert "CHUNG" not in site.text("2026/09/bai-03.html") + site.text("tu-khoa/chung/index.html")


def test_unused_file__in_content__never_copied(site: Site) -> None:
    secret(site)
    site.delete("kin.md")
    write_article(site, 3)
    site.write({"ghi-chu.txt": "xq", "_nhap.md": article_text(title="xq"), ".an/a.md": "xq"})
    site.write({"documents/a.md": "xq", "data/b.csv": "xq", "~a.md": "xq"})
    assert not site.build().failed
    assert traces(site.output) == set()
