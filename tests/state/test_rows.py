"""The rows answer for exactly the articles that are in, whatever was put in and taken out."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import renditions
from plugins.core.article import Article, Picture, Reference
from plugins.core.site import ListRow, Media
from plugins.core.urls import ListKey
from plugins.state.packing import number
from plugins.state.records import Record
from plugins.state.rows import Rows
from tests.articles import (
    ECONOMY,
    HOME,
    POLITICS,
    at,
    change,
    hidden,
    make_article,
    make_page,
    many,
    open_rows,
    row,
)

TAG = ListKey("tag", "nong-thon-moi")
MARCH = ListKey("month", "2023-03")


def slugs(articles: list[Article]) -> list[str]:
    """The articles by their slugs."""
    return [each.slug for each in articles]


def contents(rows: Rows) -> dict[str, object]:
    """Everything the tables hold, by meaning: what two equal sites have alike."""
    tables = {
        "items": "SELECT path, kind, id, output, stamp, expires, standing, draft, data FROM items",
        "lists": "SELECT kind, slug, name, size FROM lists WHERE size > 0",
        "members": "SELECT lists.kind, slug, listed, m.stamp, m.id, path FROM members m "
        "JOIN lists ON lists.n = list LEFT JOIN items ON items.n = item",
        "refs": "SELECT target, path FROM refs LEFT JOIN items ON n = item",
        "aliases": "SELECT alias, path FROM aliases LEFT JOIN items ON n = item",
    }
    return {name: sorted(rows.link.execute(query), key=repr) for name, query in tables.items()}


# One article


def test_rows__article_put_in__is_found_by_file_and_output(rows: Rows) -> None:
    article = make_article("a", authors=["Lê Ân"], aliases=("/cu/1.html",))
    change(rows, added=[article])
    assert rows.item("a.md") == row(article)
    assert rows.at("2023/03/a.html") == row(article)
    assert rows.paths_with("id", "a") == ["a.md"]
    assert rows.claimants("/cu/1.html") == ["a.md"]
    assert rows.count() == 1


def test_rows__article_taken_out__is_nowhere(rows: Rows) -> None:
    link = Reference("item", "b.md", "", 1, "body")
    article = make_article(
        "a", authors=["Lê Ân"], tags=["Nông thôn mới"], aliases=("/cu",), references=(link,)
    )
    change(rows, added=[article])
    change(rows, removed=[article])
    assert contents(rows) == {name: [] for name in contents(rows)}
    assert rows.list_row(TAG).size == 0
    assert rows.lists("tag") == []


def test_rows__draft__has_no_output_and_is_in_no_list(rows: Rows) -> None:
    change(rows, added=[make_article("a", status="draft", tags=["Nông thôn mới"])])
    assert rows.at("2023/03/a.html") is None
    assert rows.paths_with("output", "2023/03/a.html") == []
    assert rows.public_outputs() == []
    assert rows.newest(POLITICS, 10) == []
    assert rows.list_row(TAG).size == 0


def test_rows__future_article__holds_its_output_but_is_not_public(rows: Rows) -> None:
    change(rows, added=[make_article("a", date=at("2027-01-01 08:00"))])
    assert rows.paths_with("output", "2027/01/a.html") == ["a.md"]
    assert rows.public_outputs() == []
    assert rows.newest(HOME, 10) == []


def test_rows__hidden_and_expired__have_outputs_but_stand_in_no_list(rows: Rows) -> None:
    old = make_article("a", expires="2024-01-01T00:00:00", tags=["Nông thôn mới"])
    secret = make_article("b", status="hidden", tags=["Nông thôn mới"])
    change(rows, added=[old, secret])
    assert rows.public_outputs() == ["2023/03/a.html", "2023/03/b.html"]
    assert rows.newest(TAG, 10) == []
    assert sorted(slugs(rows.bearers(TAG, listed=False))) == ["a", "b"]


def test_rows__pages__are_in_no_list_and_come_by_path(rows: Rows) -> None:
    two, one = make_page("lien-he"), make_page("gioi-thieu")
    change(rows, added=[two, one, make_article("a")])
    assert rows.pages() == [row(one), row(two)]
    assert slugs(rows.newest(HOME, 10)) == ["a"]


# Lists


def test_rows__lists__are_in_the_order_of_date_and_id(rows: Rows) -> None:
    same = at("2023-03-31 13:00")
    change(
        rows,
        added=[
            make_article("b", date=same),
            make_article("late", n=5),
            make_article("a", date=same),
            make_article("elsewhere", category="kinh-te"),
        ],
    )
    assert slugs(rows.newest(POLITICS, 10)) == ["late", "b", "a"]
    assert slugs(rows.newest(POLITICS, 1, offset=1)) == ["b"]
    assert slugs(rows.newest(HOME, 10)) == ["late", "elsewhere", "b", "a"]
    assert slugs(rows.newest(ECONOMY, 10)) == ["elsewhere"]


def test_rows__neighbours__are_those_right_before_and_after(rows: Rows) -> None:
    articles = many(8)
    change(rows, added=articles)
    place = articles[3].key
    assert slugs(rows.older(POLITICS, place, 2)) == ["bai-002", "bai-001"]
    assert slugs(rows.newer(POLITICS, place, 2)) == ["bai-004", "bai-005"]
    assert rows.newer_count(POLITICS, place) == 4
    assert rows.newer_count(POLITICS, ("2023-03-31T13:03:30", "")) == 4
    assert rows.newer(ECONOMY, place, 5) == rows.older(ECONOMY, place, 5) == []


def test_rows__lists_of_a_kind__are_those_with_articles_by_slug(rows: Rows) -> None:
    gone = make_article("c", tags=["Hết bài"])
    change(
        rows,
        added=[
            make_article("a", tags=["Nông thôn mới", "Chuyển đổi số"]),
            make_article("b", tags=["Nông thôn mới"]),
            make_article("d", tags=["Chỉ ẩn"], status="hidden"),
            gone,
        ],
    )
    change(rows, removed=[gone])
    assert rows.lists("tag") == [
        ListRow(ListKey("tag", "chuyen-doi-so"), "Chuyển đổi số", 1),
        ListRow(TAG, "Nông thôn mới", 2),
    ]


def test_rows__unknown_list__is_empty(rows: Rows) -> None:
    assert rows.list_row(TAG) == ListRow(TAG, "", 0)


def test_rows__spelling_of_a_tag__is_the_oldest_listed_articles(rows: Rows) -> None:
    oldest = make_article("a", n=1, tags=["NÔNG THÔN MỚI"])
    change(rows, added=[make_article("b", n=2, tags=["Nông thôn mới"]), oldest])
    assert rows.list_row(TAG).name == "NÔNG THÔN MỚI"
    older_but_hidden = make_article("h", n=0, tags=["nông thôn mới"], status="hidden")
    change(rows, added=[older_but_hidden])
    assert rows.list_row(TAG).name == "NÔNG THÔN MỚI"
    change(rows, removed=[oldest])
    assert rows.list_row(TAG).name == "Nông thôn mới"


# What falls due


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ("2026-01-01T00:00:00", "2026-01-01T00:00:00", set()),
        ("2023-03-31T12:59:59", "2023-03-31T13:00:00", {"a.md"}),
        ("2023-03-31T13:00:00", "2023-12-31T00:00:00", set()),
        ("2023-12-31T00:00:00", "2024-01-01T00:00:00", {"b.md"}),
        ("2023-01-01T00:00:00", "2025-01-01T00:00:00", {"a.md", "b.md"}),
        ("2025-01-01T00:00:00", "2023-06-01T00:00:00", {"b.md"}),
    ],
)
def test_rows__due__are_those_that_appear_or_expire_in_between(
    rows: Rows, before: str, now: str, wanted: set[str]
) -> None:
    long_ago = at("2020-01-01 08:00")
    expiring = make_article("b", date=long_ago, expires="2024-01-01T00:00:00")
    change(rows, added=[make_article("a"), expiring, make_article("c", date=long_ago)])
    assert set(rows.due(before, now)) == wanted


def test_rows__waiting__are_drafts_and_articles_of_the_future(rows: Rows) -> None:
    now = "2023-03-31T13:00:00"
    soon = make_article("c", n=1, title="Một “draft” khác")
    draft = make_article("b", status="draft", date=at("2020-01-01 08:00"))
    both = make_article("a", status="draft", n=2)
    change(rows, added=[soon, draft, both, make_article("now"), make_page("draft")])
    assert sorted(slugs(rows.waiting(now))) == ["a", "b", "c"]


# Media and references

PICTURE = Media("images/a.jpg", "anh/ab12-800.jpg", 800, 600, 1234)


def test_rows__media__are_found_by_file_and_output(rows: Rows) -> None:
    twin = PICTURE._replace(path="images/z.jpg")
    rows.put_media(twin)
    rows.put_media(PICTURE)
    assert rows.media("images/a.jpg") == PICTURE
    assert rows.media("images/b.jpg") is None
    for output in renditions.outputs(PICTURE):
        assert rows.media_at(output) == [PICTURE, twin]
    assert rows.media_at("anh/ab12-1200.jpg") == []
    assert sorted(rows.all_media()) == [PICTURE, twin]


def test_rows__media_put_again__are_replaced(rows: Rows) -> None:
    rows.put_media(PICTURE)
    rows.put_media(PICTURE._replace(output="anh/cd34-640.jpg"))
    assert rows.media_at(PICTURE.output) == []
    assert rows.media_at("anh/cd34-640.jpg") == [PICTURE._replace(output="anh/cd34-640.jpg")]


def shows(slug: str, **given: Any) -> Article:
    """An article that shows the picture."""
    return make_article(
        slug, references=(Reference("picture", PICTURE.path, "", 7, "body"),), **given
    )


@pytest.mark.parametrize(
    ("article", "wanted"),
    [
        (shows("a"), True),
        (shows("a", status="hidden"), True),
        (shows("a", expires="2024-01-01T00:00:00"), True),
        (shows("a", status="draft"), False),
        (shows("a", date=at("2027-01-01 08:00")), False),
        (make_article("a"), False),
    ],
    ids=["listed", "hidden", "expired", "draft", "future", "without"],
)
def test_rows__picture__is_used_while_something_public_shows_it(
    rows: Rows, article: Article, wanted: bool
) -> None:
    rows.put_media(PICTURE)
    change(rows, added=[article])
    assert rows.is_used(PICTURE.path) is wanted
    assert rows.used_media() == (renditions.outputs(PICTURE) if wanted else [])


def test_rows__unused_media__are_forgotten_unless_even_a_draft_shows_them(rows: Rows) -> None:
    draft = shows("a", status="draft")
    rows.put_media(PICTURE)
    change(rows, added=[draft])
    assert rows.drop_unused_media([PICTURE.path]) == []
    change(rows, removed=[draft])
    assert rows.drop_unused_media([PICTURE.path]) == [PICTURE.path]
    assert rows.media(PICTURE.path) is None


def test_rows__users__are_all_files_that_link_or_show(rows: Rows) -> None:
    links = [
        Reference("item", "b.md", "muc-2", 3, "body"),
        Reference("item", "b.md", "", 4, "body"),
        Reference("url", "/tim-kiem/?q=x", "", 5, "summary"),
    ]
    change(rows, added=[make_article("a", references=tuple(links)), make_article("b")])
    assert rows.users(["b.md"]) == {"a.md"}
    assert rows.users(["/tim-kiem/?q=x"]) == rows.users(["/tim-kiem/"]) == {"a.md"}
    assert rows.users(["a.md", "images/a.jpg"]) == set()


# Any run of changes

_TAGS = st.lists(st.sampled_from(["Nông thôn mới", "NÔNG THÔN MỚI", "Đảng"]), max_size=2)
_VERSIONS = st.builds(
    lambda slug, n, category, status, tags, alias, expires: make_article(
        slug,
        n=n,
        category=category,
        status=status,
        tags=list({each.lower(): each for each in tags}.values()),
        aliases=(alias,) if alias else (),
        references=(Reference("item", f"{alias or 'x'}.md", "", 1, "body"),),
        expires=expires,
    ),
    st.sampled_from("abcde"),
    st.integers(0, 9),
    st.sampled_from(["chinh-tri", "kinh-te"]),
    st.sampled_from(["published", "published", "hidden", "draft"]),
    _TAGS,
    st.sampled_from(["", "/cu/1", "/cu/2"]),
    st.sampled_from(["", "2024-01-01T00:00:00"]),
)


@given(edits=st.lists(st.tuples(_VERSIONS, st.booleans()), max_size=12))
def test_rows__any_run_of_edits__equals_the_last_versions_put_in_at_once(
    edits: list[tuple[Article, bool]],
) -> None:
    last: dict[str, Article] = {}
    with open_rows() as rows:
        for article, stays in edits:
            removed = [last.pop(article.path)] if article.path in last else []
            change(rows, removed, [article] if stays else [])
            if stays:
                last[article.path] = article
        with open_rows(*last.values()) as fresh:
            assert contents(rows) == contents(fresh)


def test_rows__cleared__hold_nothing(rows: Rows) -> None:
    picture = Picture("images/a.jpg")
    change(rows, added=[shows("a", image=picture, aliases=("/cu",)), make_page("lien-he")])
    rows.put_media(PICTURE)
    rows.clear()
    assert (rows.pages(), rows.used_media(), rows.media(PICTURE.path)) == ([], [], None)
    assert contents(rows) == {name: [] for name in contents(rows)}


def test_rows__addresses__are_of_what_is_public(rows: Rows) -> None:
    shown, page = make_article("a"), make_page("lien-he")
    change(rows, added=[shown, hidden(make_article("b")), make_article("c", status="draft"), page])
    assert rows.addresses() == {
        shown.path: shown.output,
        make_article("b").path: make_article("b").output,
        page.path: page.output,
    }


@pytest.mark.parametrize(
    "others",
    [
        [make_article("a", aliases=("/cu",))],
        [make_article("a", references=(Reference("item", "b.md", "", 1, "body"),))],
        [make_article("a", id="1"), make_article("b", id="1")],
        [make_article("a", output="x.html"), make_article("b", output="x.html")],
    ],
    ids=["alias", "reference", "one id", "one address"],
)
def test_rows__what_may_clash__is_suspect(rows: Rows, others: list[Article]) -> None:
    change(rows, added=[make_article("z"), make_article("d", status="draft"), *others])
    assert rows.suspects() == [each.path for each in others]


def test_rows__page_at_an_old_address__is_suspect_with_whoever_claims_it(rows: Rows) -> None:
    page, claimant = make_page("lien-he"), make_article("a", aliases=("/lien-he/",))
    change(rows, added=[make_article("z"), page, claimant])
    assert sorted(rows.suspects()) == sorted([page.path, claimant.path])


def test_records__give_back_the_article_with_its_standing() -> None:
    article = make_article("a", tags=["Nông thôn mới"], aliases=("/cu",))
    for each in (row(article), row(hidden(article))):
        assert Record.of(*each).row == each


def test_rows__replaced_by_a_hidden_version__leaves_its_lists(rows: Rows) -> None:
    article = make_article("a", tags=["Nông thôn mới"])
    change(rows, added=[article])
    change(rows, [article], [hidden(article)])
    assert rows.list_row(TAG).size == rows.list_row(MARCH).size == rows.list_row(HOME).size == 0


def test_rows__moved_to_another_category__stands_there_only(rows: Rows) -> None:
    article = make_article("a", tags=["Nông thôn mới"])
    change(rows, added=[article])
    change(rows, [article], [replace(article, category="kinh-te")])
    assert rows.newest(POLITICS, 9) == []
    assert slugs(rows.newest(ECONOMY, 9)) == slugs(rows.newest(TAG, 9)) == ["a"]


def test_rows__any_part_of_a_list__is_the_same_from_either_end(rows: Rows) -> None:
    change(rows, added=many(45))
    every = rows.newest(HOME, 45)
    for offset in range(0, 50, 3):
        assert rows.newest(HOME, 20, offset) == every[offset : offset + 20]


@pytest.mark.parametrize("count", [1, 300, 1_500])
def test_rows__newer_than_a_place__are_counted_from_the_nearer_end(rows: Rows, count: int) -> None:
    articles = many(count)
    change(rows, added=articles)
    for place in {0, 1, count // 2, count - 1} & set(range(count)):
        assert rows.newer_count(HOME, articles[place].key) == count - 1 - place


def test_rows__page_starts__are_the_oldest_articles_of_all_pages(rows: Rows) -> None:
    articles = many(45)
    change(rows, added=articles)
    starts = [number(articles[n].date.stamp) for n in (0, 20, 40)]
    found = [(page, stamp) for key, page, stamp in rows.page_starts() if key == HOME]
    assert sorted(found) == list(zip((1, 2, 3), starts, strict=True))
