"""What is not published is nowhere in output/: no word of it, no picture, no file, no name."""

from pathlib import Path

import pytest

from tests.build.confidential import PAGE, is_media, secret, traces
from tests.build.sites import Site, site_of, write_article
from tests.factories import article_text

LATER = "2027-02-01T00:00:00"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Seven public articles; article 3 links to the secret one, which shares a tag with it."""
    made = site_of(tmp_path / "site", 7)
    write_article(made, 3, body="Đoạn mở đầu.\n\nXem [ở đây]({filename}kin.md).", tags="[Chung]")
    return made


def test_traces__published_article__found_in_pages_lists_and_media(site: Site) -> None:
    secret(site)
    site.build()
    found = traces(site.output)
    assert found >= {
        PAGE,
        "chinh-tri/index.html",
        "tu-khoa/xqnhan/index.html",
        "2026/09/bai-03.html",
    }
    assert len([name for name in found if is_media(name)]) == 2


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
def test_hidden_or_expired__any_part_of_it__only_on_its_page(
    site: Site, keys: dict[str, str], was_public: bool
) -> None:
    if was_public:
        secret(site)
        site.build()
    secret(site, **keys)
    site.article("bai-03.md", date="2026-09-04")
    assert not site.build().failed
    page, *media = sorted(traces(site.output))
    assert page == PAGE
    assert [is_media(name) for name in media] == [True, True]
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
    assert {name for name in traces(site.output) if not is_media(name)} == {PAGE}


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
