"""What one edit costs: the exact files a build writes and deletes, on a site of 45 articles.

Article 44 is the newest. Lists of 45 have a front with articles 20 to 44 and one numbered page
with 0 to 19; home shows 34 to 44; a page shows the five older articles of its category.
"""

from pathlib import Path

import pytest

from tests.build.sites import (
    Site,
    all_built,
    built,
    day,
    machines_built,
    pages,
    picture,
    site_of,
    without_machines,
    write_article,
)

SEPTEMBER, OCTOBER = "luu-tru/2026/09/index.html", "luu-tru/2026/10/index.html"
HOME, ARCHIVE, FEEDS_PAGE = "index.html", "luu-tru/index.html", "rss/index.html"
SEARCH = "tim-kiem/index.html"
CATEGORY, AUTHOR = "chinh-tri/index.html", "tac-gia/le-an/index.html"
FRONTS = {CATEGORY, AUTHOR}
FIRST_PAGES = {"chinh-tri/trang/1/index.html", "tac-gia/le-an/trang/1/index.html"}
SECOND_PAGES = {"chinh-tri/trang/2/index.html", "tac-gia/le-an/trang/2/index.html"}
NEXT_MONTH = "2026-12-15T08:00:00"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles, one a day, built."""
    made = site_of(tmp_path, 45)
    made.build()
    return made


def test_article__body_edited__its_page(site: Site) -> None:
    write_article(site, 38, body="Đoạn mở đầu.\n\nĐoạn hai viết lại.")
    assert built(site) == (pages(38), set())


def html_outputs(site: Site) -> set[str]:
    """All pages: whatever of the output is not the theme's own."""
    return {output for output in site.outputs() if output.endswith(".html")}


def test_article__first_paragraph_edited__lists_show_it_as_teaser(site: Site) -> None:
    write_article(site, 38, body="Mở đầu khác.\n\nĐoạn hai.")
    assert built(site) == (pages(38) | FRONTS, set())  # months and the home page show titles only


def test_article__title_edited__page_lists_home_and_five_newer(site: Site) -> None:
    write_article(site, 38, title="Tên khác")
    newer = pages(39, 40, 41, 42, 43)
    assert built(site) == (pages(38) | newer | FRONTS | {OCTOBER, HOME}, set())


def test_article__old_title_edited__numbered_page_not_front(site: Site) -> None:
    write_article(site, 10, title="Tên khác")
    newer = pages(11, 12, 13, 14, 15)
    assert built(site) == (pages(10) | newer | FIRST_PAGES | {SEPTEMBER}, set())


def test_article__views_edited__its_page(site: Site) -> None:
    write_article(site, 38, views="1234")
    assert built(site) == (pages(38), set())


@pytest.mark.parametrize(
    ("count", "numbered"),
    [
        (38, set()),
        (39, FIRST_PAGES),
        (45, set()),
        (59, FIRST_PAGES | SECOND_PAGES),  # the first page's link to the newer one
    ],
)
def test_newest_article__added__fronts_and_what_rolls_over(
    tmp_path: Path, count: int, numbered: set[str]
) -> None:
    site = site_of(tmp_path, count)
    site.build()
    write_article(site, count)
    assert built(site) == (pages(count) | FRONTS | numbered | {OCTOBER, ARCHIVE, HOME}, set())


def test_article__added_with_an_old_date__lists_from_there_on(site: Site) -> None:
    site.article("sot.md", date=f"{day(10)} 12:00")
    newer = pages(11, 12, 13, 14, 15)
    lists = FIRST_PAGES | FRONTS | {SEPTEMBER, ARCHIVE}
    assert built(site) == ({"2026/09/sot.html"} | newer | lists, set())


def test_article__other_category__both_fronts_and_lists_that_name_it(site: Site) -> None:
    write_article(site, 38, category="Kinh tế")
    newer = pages(39, 40, 41, 42, 43)
    lists = FRONTS | {"kinh-te/index.html", OCTOBER, HOME}
    assert built(site) == (pages(38) | newer | lists, set())


def test_article__deleted__its_page_goes(site: Site) -> None:
    site.delete("bai-38.md")
    newer = pages(39, 40, 41, 42, 43)
    assert built(site) == (newer | FRONTS | {OCTOBER, ARCHIVE, HOME}, pages(38))


def test_draft__published__as_if_added(site: Site) -> None:
    write_article(site, 45, status="draft")
    assert built(site) == (set(), set())
    write_article(site, 45)
    assert built(site) == (pages(45) | FRONTS | {OCTOBER, ARCHIVE, HOME}, set())


def test_article__hidden__only_its_page_stays(site: Site) -> None:
    write_article(site, 38, status="hidden")
    around = pages(38, 39, 40, 41, 42, 43)
    assert built(site) == (around | FRONTS | {OCTOBER, ARCHIVE, HOME}, set())


def test_article__expires_as_time_passes__leaves_lists(site: Site) -> None:
    write_article(site, 38, expires="2026-11-30")
    assert built(site) == (set(), set())
    around = pages(38, 39, 40, 41, 42, 43)
    expected = around | FRONTS | {OCTOBER, ARCHIVE, HOME}
    assert built(site, now="2026-11-30T23:59:59") == (set(), set())
    assert built(site, now="2026-12-01T00:00:00") == (expected, set())


def test_future_article__its_time_comes__as_if_added(site: Site) -> None:
    site.article("mai.md", date="2026-12-01 07:00")
    assert built(site) == (set(), set())
    expected = {"2026/12/mai.html", "luu-tru/2026/12/index.html", ARCHIVE, HOME, SEARCH} | FRONTS
    assert built(site, now="2026-12-01T06:59:59") == (set(), set())
    assert built(site, now="2026-12-01T07:00:00") == (expected, set())
    assert built(site, now="2026-12-01T06:00:00")[1] == {
        "2026/12/mai.html",
        "luu-tru/2026/12/index.html",
    }


def test_tag__older_article_spells_it_otherwise__all_that_show_it(site: Site) -> None:
    for number in (20, 30):
        write_article(site, number, tags="[Nông thôn mới]")
    built(site)
    write_article(site, 5, tags="[NÔNG THÔN MỚI]")
    lists = {"tu-khoa/nong-thon-moi/index.html", "404.html", SEARCH}
    assert built(site) == (pages(5, 20, 30) | lists, set())


def test_author__last_article_deleted__page_goes_and_hidden_byline_is_text(site: Site) -> None:
    write_article(site, 38, author="Trần Bình")
    write_article(site, 20, author="Trần Bình", status="hidden")
    built(site)
    assert "/tac-gia/tran-binh/" in site.text("2026/09/bai-20.html")
    site.delete("bai-38.md")
    newer = pages(39, 40, 41, 42, 43)
    written, deleted = built(site)
    assert written == newer | pages(20) | {CATEGORY, OCTOBER, ARCHIVE, HOME, FEEDS_PAGE, SEARCH}
    assert deleted == pages(38) | {"tac-gia/tran-binh/index.html"}
    assert "Tác giả: Trần Bình" in site.text("2026/09/bai-20.html")


def test_link_target__moved__pages_that_link_to_it_follow(site: Site) -> None:
    write_article(site, 40, body="Xem [bài kia]({filename}bai-20.md).")
    built(site)
    write_article(site, 20, slug="moi", aliases="[/2026/09/bai-20.html]")
    written, deleted = built(site)
    newer = pages(21, 22, 23, 24, 25)
    stub = pages(20)  # the old address leads to the new one
    assert written == {"2026/09/moi.html"} | newer | pages(40) | stub | FRONTS | {SEPTEMBER}
    assert deleted == set()
    assert 'content="0; url=https://tinhuy.example/2026/09/moi.html"' in site.text(*stub)
    assert '<a href="/2026/09/moi.html">bài kia</a>' in site.text("2026/10/bai-40.html")


def test_link_target__made_a_draft__link_becomes_text_and_comes_back(site: Site) -> None:
    write_article(site, 40, body="Xem [bài kia]({filename}bai-20.md).")
    built(site)
    write_article(site, 20, status="draft")
    written, deleted = built(site)
    newer = pages(21, 22, 23, 24, 25)
    assert written == newer | pages(40) | FRONTS | {SEPTEMBER, ARCHIVE}
    assert deleted == pages(20)
    assert "Xem bài kia." in site.text("2026/10/bai-40.html")
    write_article(site, 20)
    assert built(site) == (written | deleted, set())


def test_picture__replaced_under_its_name__what_shows_it(site: Site) -> None:
    site.write({"images/a.jpg": picture("red")})
    write_article(site, 38, image="{src: /images/a.jpg, alt: Toàn cảnh}")
    write_article(site, 10, body="Đoạn mở đầu.\n\n![Cận cảnh](images/a.jpg)")
    old = {each for each in built(site)[0] if each.startswith("anh/")}
    site.write({"images/a.jpg": picture("green", 60, 30)})
    written, deleted = built(site)
    new = {each for each in written if each.startswith("anh/")}
    shows = pages(10, 38) | FRONTS | FIRST_PAGES | {SEPTEMBER, OCTOBER, HOME}
    assert (written, deleted) == (shows | new, old)
    assert {each.partition("-")[2] for each in new} == {"60.jpg", "60.webp", "57.jpg"}


def test_attachment__replaced_under_its_name__its_page(site: Site) -> None:
    site.write({"files/k.pdf": b"%PDF-1.4 one"})
    write_article(site, 38, attachments="[/files/k.pdf]")
    (old,) = {each for each in built(site)[0] if each.startswith("tep/")}
    site.write({"files/k.pdf": b"%PDF-1.4 other"})
    written, deleted = built(site)
    (new,) = {each for each in written if each.startswith("tep/")}
    assert (written, deleted) == (pages(38) | {new}, {old})
    assert (site.output / new).read_bytes() == b"%PDF-1.4 other"


def test_standing_page__title_edited__every_page_has_the_menu(site: Site) -> None:
    site.page("gioi-thieu.md", title="Giới thiệu", slug="gioi-thieu")
    built(site)
    site.page("gioi-thieu.md", title="Về chúng tôi", slug="gioi-thieu")
    assert built(site) == (html_outputs(site), set())


def test_standing_page__body_edited__one_page(site: Site) -> None:
    site.page("gioi-thieu.md", slug="gioi-thieu")
    built(site)
    site.page("gioi-thieu.md", slug="gioi-thieu", body="Nội dung mới.")
    assert built(site) == ({"gioi-thieu/index.html"}, set())


def test_settings__changed__every_page_from_stored_bodies(site: Site) -> None:
    site.overrides["sitename"] = "Cổng mới"
    report = site.build()
    assert (without_machines(set(report.written)), report.parsed) == (html_outputs(site), 0)


SITE_FEEDS = {"rss.xml", "atom.xml", "feed.json"}
FEEDS = SITE_FEEDS | {"chinh-tri/rss.xml", "tac-gia/le-an/rss.xml"}
API_OCTOBER, SITEMAP_OCTOBER = "api/v1/articles/2026-10.json", "sitemap/2026-10.xml"
TITLES, TEXTS = "tim-kiem/2026-10.json", "tim-kiem/noi-dung/2026-10.json"


def test_machines__body_edited__the_feeds_that_hold_it(site: Site) -> None:
    write_article(site, 38, body="Đoạn mở đầu.\n\nĐoạn hai viết lại.")
    assert machines_built(site) == (FEEDS | {TEXTS}, set())


def test_machines__views_edited__the_month_for_programs(site: Site) -> None:
    write_article(site, 38, views="1234")
    assert machines_built(site) == ({API_OCTOBER}, set())


def test_machines__correction__item_and_sitemap_say_when(site: Site) -> None:
    before = site.text("rss.xml").count("<item>")
    write_article(site, 38, corrections="[{at: 2026-11-01 08:00, text: Sửa một con số.}]")
    assert machines_built(site) == (FEEDS | {SITEMAP_OCTOBER, API_OCTOBER, TEXTS}, set())
    assert "Sửa một con số." in site.text("rss.xml")
    assert site.text("rss.xml").count("<item>") == before
    assert "<lastmod>2026-11-01T08:00:00+07:00</lastmod>" in site.text(SITEMAP_OCTOBER)


def test_machines__new_article__its_feeds_and_its_month(site: Site) -> None:
    write_article(site, 45)
    of_october = {API_OCTOBER, SITEMAP_OCTOBER, TITLES, TEXTS}
    assert machines_built(site) == (FEEDS | of_october, set())


def test_machines__linked_article_moved__feeds_that_hold_the_link(site: Site) -> None:
    write_article(site, 40, body="Xem [bài kia]({filename}bai-20.md).")
    built(site)
    write_article(site, 20, slug="moi")
    site.build()
    assert 'href="https://tinhuy.example/2026/09/moi.html"' in site.text("feed.json").replace(
        "\\", ""
    )


def test_machines__two_days_later__news_no_more(site: Site) -> None:
    write_article(site, 44, date="2026-11-22 07:00")
    written, _ = machines_built(site)
    assert "sitemap/news.xml" in written
    assert machines_built(site, now="2026-11-24T06:59:59") == (set(), set())
    assert machines_built(site, now="2026-11-24T07:00:00") == (set(), {"sitemap/news.xml"})
    assert machines_built(site, now="2026-11-24T08:00:00") == (set(), set())
    assert machines_built(site, now="2026-11-22T09:00:00") == ({"sitemap/news.xml"}, set())


def test_machines__alias_taken_back__stub_goes(site: Site) -> None:
    write_article(site, 38, aliases="[/cu/bai-1.html, /cu/bai-2, '/?ItemID=3']")
    written, deleted = all_built(site)
    stubs = {"cu/bai-1.html", "cu/bai-2/index.html"}
    assert (written, deleted) == (stubs | {".well-known/redirects.json"}, set())
    write_article(site, 38)
    written, deleted = all_built(site)
    assert (written, deleted) == ({".well-known/redirects.json"}, stubs)
