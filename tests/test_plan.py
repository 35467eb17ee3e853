"""A change reaches exactly the outputs that show something of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins import plan
from plugins.core import pagination, urls
from plugins.core.article import Article, Attachment, Correction, Picture, Source, Standing
from plugins.core.site import Key, ListRow
from plugins.core.urls import ListKey
from plugins.plan import Change
from tests.articles import (
    ECONOMY,
    POLITICS,
    at,
    hidden,
    make_article,
    make_page,
    many,
    names,
    row,
)
from tests.factories import NOW


def members(articles: Iterable[Article]) -> dict[ListKey, list[Article]]:
    """All lists with their articles, the oldest first."""
    found: dict[ListKey, list[Article]] = {}
    for each in sorted(articles, key=lambda each: each.key):
        if each.standing(NOW) == Standing.LISTED:
            for key in each.lists():
                found.setdefault(key, []).append(each)
    return found


class FakeLists:
    """The planner's questions, answered from plain lists."""

    def __init__(self, old: list[Article], new: list[Article]) -> None:
        self._old, self._new, self._all = members(old), members(new), new

    def before(self, key: ListKey) -> ListRow:
        found = self._old.get(key)
        return ListRow(key, found[0].lists()[key], len(found)) if found else ListRow(key, "", 0)

    def after(self, key: ListKey) -> ListRow:
        found = self._new.get(key)
        if not found:
            return ListRow(key, self.before(key).name, 0)
        return ListRow(key, found[0].lists()[key], len(found))

    def newer_count(self, key: ListKey, than: Key) -> int:
        return len(self.newer(key, than, len(self._all)))

    def newer(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        return [each for each in self._new.get(key, ()) if each.key > than][:limit]

    def is_among_newest(self, key: ListKey, place: Key, count: int) -> bool:
        return len(self.newer(key, place, count)) < count

    def bearers(self, key: ListKey, *, listed: bool) -> list[Article]:
        return [
            each
            for each in self._all
            if key in each.lists() and (each.standing(NOW) == Standing.LISTED) == listed
        ]


def change(old: Article | None, new: Article | None) -> Change:
    """One article before and after."""
    return Change(row(old) if old else None, row(new) if new else None)


def changes(old: Iterable[Article], new: Iterable[Article]) -> list[Change]:
    """Every article that is another now, came or went."""
    before, after = ({each.path: row(each) for each in articles} for articles in (old, new))
    pairs = [(before.get(path), after.get(path)) for path in before | after]
    return [Change(*pair) for pair in pairs if pair[0] != pair[1]]


def reached(old: list[Article], new: list[Article]) -> set[str]:
    """The outputs that the step from one site to the other reaches."""
    return set(plan.outputs(changes(old, new), FakeLists(old, new)))


def planned(old: list[Article], new: list[Article]) -> set[str]:
    """The pages among them; what machines read has tests of its own."""
    return {output for output in reached(old, new) if output.endswith(".html")}


def machines(old: list[Article], new: list[Article]) -> set[str]:
    """What machines read among them."""
    return reached(old, new) - planned(old, new)


def edited(articles: list[Article], number: int, **fields: Any) -> list[Article]:
    """The articles, one of them with other values."""
    return [replace(each, **fields) if n == number else each for n, each in enumerate(articles)]


def bai(*numbers: int) -> set[str]:
    """The outputs of articles made by `many`."""
    return {f"2023/03/bai-{number:03}.html" for number in numbers}


FRONT, FIRST, SECOND = (
    "chinh-tri/index.html",
    "chinh-tri/trang/1/index.html",
    "chinh-tri/trang/2/index.html",
)
HOME, MONTH, ARCHIVE = "index.html", "luu-tru/2023/03/index.html", "luu-tru/index.html"


# The article itself


def test_plan__nothing_changed__reaches_nothing() -> None:
    assert planned(many(45), many(45)) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "other digest"},
        {"lead": "Sapo <em>mới</em>"},
        {"views": 7},
        {"updated": at("2023-04-01 08:00")},
        {"anchors": ("muc-1",)},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_plan__what_only_the_article_shows_edited__reaches_its_page(fields: Any) -> None:
    assert planned(many(45), edited(many(45), 10, **fields)) == bai(10)


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Tên mới"},
        {"teaser": "Lời dẫn mới"},
        {"image": Picture("images/b.jpg")},
        {"source": Source("Nhân Dân")},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_plan__what_lists_show_edited__reaches_its_lists_and_the_five_newer(fields: Any) -> None:
    assert planned(many(45), edited(many(45), 10, **fields)) == {
        *bai(10, 11, 12, 13, 14, 15),
        *(FIRST, HOME, MONTH),
    }


@pytest.mark.parametrize(
    ("number", "page"), [(0, FIRST), (19, FIRST), (20, SECOND), (39, SECOND), (40, FRONT)]
)
def test_plan__title_edited__reaches_the_page_it_stands_on_and_no_other(
    number: int, page: str
) -> None:
    reached = planned(many(60), edited(many(60), number, title="Tên mới"))
    assert reached & {FRONT, FIRST, SECOND} == {page}


def test_plan__title_of_the_newest_edited__reaches_no_other_article() -> None:
    assert planned(many(45), edited(many(45), 44, title="Tên mới")) == {
        *bai(44),
        *(FRONT, HOME, MONTH),
    }


def test_plan__title_of_a_hidden_article_edited__reaches_its_page_alone() -> None:
    old = edited(many(45), 10, status="hidden")
    assert planned(old, edited(old, 10, title="Tên mới")) == bai(10)


def test_plan__draft_edited__reaches_nothing() -> None:
    old = edited(many(45), 10, status="draft")
    assert planned(old, edited(old, 10, title="Tên mới", body="x")) == set()


def test_plan__lead_picture_replaced_under_its_name__reaches_what_shows_it() -> None:
    articles = many(45)
    same = Change(row(articles[10]), row(articles[10]))
    lists = FakeLists(articles, articles)
    found = plan.outputs([same], lists, frozenset([articles[10].path]))
    assert {output for output in found if output.endswith(".html")} == {
        *bai(10, 11, 12, 13, 14, 15),
        *(FIRST, HOME, MONTH),
    }


# What machines read of it

SITE_FEEDS = {"rss.xml", "atom.xml", "feed.json"}
FEEDS = SITE_FEEDS | {"chinh-tri/rss.xml"}
OF_MONTH = {
    *("sitemap/2023-03.xml", "api/v1/articles/2023-03.json", "sitemap/news.xml"),
    "tim-kiem/2023-03.json",
}
TEXTS = {"tim-kiem/noi-dung/2023-03.json"}


@pytest.mark.parametrize("fields", [{"views": 7}, {"title": "Mới"}, {"teaser": "Mới"}])
def test_plan__article_edited__reaches_its_feeds_and_its_month(fields: Any) -> None:
    assert machines(many(45), edited(many(45), 10, **fields)) == FEEDS | OF_MONTH


@pytest.mark.parametrize(
    "fields",
    [
        *({"body": "x"}, {"slug": "moi", "output": "2023/03/moi.html"}),
        *({"attachments": (Attachment("a.pdf", "Mẫu"),)}, {"date": at("2023-03-30 08:00")}),
        {"corrections": (Correction(at("2023-04-01"), "Sửa."),)},
    ],
)
def test_plan__what_its_text_says_or_where__reaches_the_texts_of_its_month(fields: Any) -> None:
    old = many(45)
    assert machines(old, edited(old, 10, **fields)) == FEEDS | OF_MONTH | TEXTS


def test_plan__listed_no_more__reaches_titles_and_texts_of_its_month() -> None:
    old = many(45)
    for status in ("hidden", "draft"):
        assert machines(old, edited(old, 10, status=status)) >= OF_MONTH | TEXTS


def test_plan__article_too_old_for_feeds__reaches_its_month_only() -> None:
    assert machines(many(90), edited(many(90), 39, views=7)) == OF_MONTH
    assert machines(many(90), edited(many(90), 40, views=7)) == FEEDS | OF_MONTH


def test_plan__article_of_a_new_author_and_month__reaches_the_lists_of_both() -> None:
    new = make_article("moi", authors=["Lê Ân"], date=at("2023-04-01 08:00"))
    assert machines(many(3), [*many(3), new]) == {
        *FEEDS,
        *("tac-gia/le-an/rss.xml", "rss/opml.xml", "sitemap/pages.xml", "sitemap.xml"),
        *("sitemap/2023-04.xml", "sitemap/news.xml"),
        *("api/v1/articles/2023-04.json", "api/v1/index.json"),
        *("tim-kiem/2023-04.json", "tim-kiem/noi-dung/2023-04.json"),
    }


def test_plan__hidden_article_edited__reaches_nothing_for_machines() -> None:
    old = [hidden(make_article("an")), *many(3)]
    assert machines(old, edited(old, 0, body="x")) == set()


def test_plan__alias_given__reaches_its_stub_and_the_table() -> None:
    old = [hidden(make_article("an")), *many(3)]
    new = edited(old, 0, aliases=("/cu/1.html", "/?ItemID=1"))
    assert reached(old, new) == {"2023/03/an.html", "cu/1.html", urls.REDIRECTS}
    assert reached(new, old) == {"2023/03/an.html", "cu/1.html", urls.REDIRECTS}


# Its place in lists


@pytest.mark.parametrize(
    ("size", "pages"),
    [
        (0, {FRONT}),
        (19, {FRONT}),
        (38, {FRONT}),
        (39, {FRONT, FIRST}),
        (40, {FRONT}),
        (58, {FRONT}),
        (59, {FRONT, FIRST, SECOND}),  # the first page's link to the newer leads elsewhere now
        (60, {FRONT}),
    ],
)
def test_plan__newest_added__reaches_the_front_and_at_a_roll_over_the_new_page(
    size: int, pages: set[str]
) -> None:
    first = {urls.SEARCH} if size == 0 else set()  # which offers the months there are
    reached = planned(many(size), many(size + 1))
    assert reached == bai(size) | pages | {HOME, MONTH, ARCHIVE} | first


@pytest.mark.parametrize(
    ("size", "pages"), [(41, {FRONT}), (40, {FRONT, FIRST}), (60, {FRONT, FIRST, SECOND})]
)
def test_plan__newest_removed__undoes_the_same_pages(size: int, pages: set[str]) -> None:
    reached = planned(many(size), many(size - 1))
    assert reached == bai(size - 1) | pages | {HOME, MONTH, ARCHIVE}


def test_plan__deleted__reaches_the_pages_from_its_place_on_and_the_five_newer() -> None:
    old = many(65)
    assert planned(old, [each for each in old if each.slug != "bai-025"]) == {
        *bai(25, 26, 27, 28, 29, 30),
        *(FRONT, SECOND, HOME, MONTH, ARCHIVE),
    }


def test_plan__back_dated_article_added__reaches_the_pages_from_its_place_on() -> None:
    late = make_article("muon", date=at("2023-03-31 13:24"), id="z")
    assert planned(many(65), [*many(65), late]) == {
        "2023/03/muon.html",
        *bai(25, 26, 27, 28, 29),
        *(FRONT, SECOND, HOME, MONTH, ARCHIVE),
    }


def test_plan__moved_to_another_category__reaches_both_and_its_entry_elsewhere() -> None:
    economy = [make_article(f"kt-{n}", n=n, category="kinh-te") for n in (5, 15, 25)]
    old = [*many(45), *economy]
    assert planned(old, edited(old, 10, category="kinh-te")) == {
        *bai(10, 11, 12, 13, 14, 15),
        *("2023/03/kt-15.html", "2023/03/kt-25.html"),
        *(FRONT, FIRST, "kinh-te/index.html", HOME, MONTH),
    }


def test_plan__dated_into_another_month__reaches_both_places() -> None:
    old = many(10)
    new = edited(old, 3, date=at("2023-04-02 08:00"), output="2023/04/bai-003.html")
    assert planned(old, new) == {
        *bai(3, 4, 5, 6, 7, 8),
        "2023/04/bai-003.html",
        *(FRONT, HOME, MONTH, "luu-tru/2023/04/index.html", ARCHIVE, urls.SEARCH),
    }


@pytest.mark.parametrize(
    "fields", [{"status": "hidden"}, {"expires": "2024-01-01T00:00:00"}, {"status": "draft"}]
)
def test_plan__taken_out_of_lists__reaches_them_like_a_deletion(fields: Any) -> None:
    assert planned(many(10), edited(many(10), 3, **fields)) == {
        *bai(3, 4, 5, 6, 7, 8),
        *(FRONT, HOME, MONTH, ARCHIVE),
    }


def test_plan__featured__reaches_home_besides_its_page() -> None:
    assert planned(many(10), edited(many(10), 3, featured=True)) == bai(3) | {HOME}


# Names


def tagged(number: int, spelling: str) -> Article:
    """One of `many`, with a tag."""
    return make_article(f"bai-{number:03}", n=number, tags=[spelling])


TAG, NOT_FOUND = "tu-khoa/nong-thon-moi/index.html", "404.html"


def test_plan__older_article_spells_a_tag_otherwise__reaches_all_that_bear_it() -> None:
    old = [
        tagged(1, "Nông thôn mới"),
        hidden(tagged(2, "Nông thôn mới")),
        *(make_article(f"khac-{n}", n=n, category="kinh-te") for n in range(6)),
    ]
    assert planned(old, [*old, tagged(0, "NÔNG THÔN MỚI")]) == {
        *bai(0, 1, 2),
        *(TAG, NOT_FOUND, urls.SEARCH, FRONT, HOME, MONTH, ARCHIVE),
    }


def test_plan__newer_article_spells_a_tag_otherwise__reaches_no_other_bearer() -> None:
    old = [tagged(1, "Nông thôn mới")]
    assert planned(old, [*old, tagged(9, "NÔNG THÔN MỚI")]) == {
        *bai(9),
        *(TAG, NOT_FOUND, urls.SEARCH, FRONT, HOME, MONTH, ARCHIVE),
    }


def by(slug: str, author: str, **given: Any) -> Article:
    """An article by someone, in an otherwise empty category of its own."""
    return make_article(slug, authors=[author], **given)


def test_plan__last_article_of_an_author_goes__reaches_the_hidden_ones_byline() -> None:
    secret, last = hidden(by("an", "Lê Ân")), by("cuoi", "Lê Ân", n=5)
    assert planned([secret, last], [secret]) == {
        *("2023/03/cuoi.html", "2023/03/an.html", "tac-gia/le-an/index.html"),
        *(FRONT, HOME, MONTH, ARCHIVE, urls.FEEDS_PAGE, urls.SEARCH),
    }


def test_plan__first_listed_article_of_an_author__reaches_the_hidden_ones_byline() -> None:
    secret, first = hidden(by("an", "Lê Ân")), by("dau", "Lê Ân", n=5)
    assert planned([secret], [secret, first]) == {
        *("2023/03/dau.html", "2023/03/an.html", "tac-gia/le-an/index.html"),
        *(FRONT, HOME, MONTH, ARCHIVE, urls.FEEDS_PAGE, urls.SEARCH),
    }


def test_plan__author_corrected__reaches_both_authors_and_its_cards() -> None:
    old = [by("a", "Lê Ân"), by("b", "Lê Ân", n=1), by("c", "Trần Bình", n=2)]
    assert planned(old, edited(old, 1, authors=names("Trần Bình"))) == {
        *("2023/03/b.html", "2023/03/c.html"),
        *("tac-gia/le-an/index.html", "tac-gia/tran-binh/index.html"),
        *(FRONT, HOME, MONTH),
    }


def test_plan__standing_page_edited__reaches_itself() -> None:
    old = [make_page("lien-he"), *many(3)]
    assert planned(old, edited(old, 0, title="Liên lạc")) == {"lien-he/index.html"}


def test_plan__moved_page__reaches_both_addresses() -> None:
    old, new = make_page("lien-he"), replace(make_page("lien-lac"), path="pages/lien-he.md")
    assert planned([old], [new]) == {"lien-he/index.html", "lien-lac/index.html"}


# What else a change does


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (None, make_page("a"), True),
        (make_page("a"), None, True),
        (make_page("a"), make_page("a", title="Tên mới"), True),
        (make_page("a"), make_page("a", order=2), True),
        (make_page("a"), make_page("a", status="hidden"), True),
        (make_page("a"), make_page("a", body="x", teaser="y"), False),
        (make_page("a", status="hidden"), make_page("a", status="hidden", title="b"), False),
        (None, make_page("a", status="draft"), False),
        (make_article("a"), make_article("a", title="Tên mới"), False),
        (None, make_article("a"), False),
    ],
)
def test_changes_menu__only_what_menus_show_of_pages_counts(
    old: Article | None, new: Article | None, wanted: bool
) -> None:
    assert plan.changes_menu(change(old, new)) is wanted


A, ITS_NAMES = make_article("a"), {"a.md", "/2023/03/a.html"}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (None, A, ITS_NAMES),
        (A, None, ITS_NAMES),
        (A, replace(A, status="draft"), ITS_NAMES),
        (A, replace(A, output="2023/04/a.html"), {*ITS_NAMES, "/2023/04/a.html"}),
        (A, replace(A, anchors=("muc",)), ITS_NAMES),
        (A, replace(A, aliases=("/cu",)), {*ITS_NAMES, "/cu"}),
        (A, replace(A, title="Tên mới", body="x"), set()),
        (A, replace(A, status="hidden"), set()),
        (None, replace(A, status="draft"), set()),
        (replace(A, status="draft"), replace(A, status="draft", slug="b"), set()),
    ],
)
def test_targets__are_its_names_once_its_address_or_standing_changes(
    old: Article | None, new: Article | None, wanted: set[str]
) -> None:
    assert plan.targets(change(old, new)) == wanted


@pytest.mark.parametrize(
    ("size", "wanted"),
    [(1, set()), (39, {"/chinh-tri/trang/1/"}), (40, set()), (59, {"/chinh-tri/trang/2/"})],
)
def test_came_or_went__numbered_pages_at_a_roll_over(size: int, wanted: set[str]) -> None:
    old, new = many(size), many(size + 1)
    for before, after in ((old, new), (new, old)):
        assert plan.came_or_went(changes(before, after), FakeLists(before, after)) == wanted


def test_came_or_went__lists_that_begin_or_end() -> None:
    old, new = [by("a", "Lê Ân")], [by("a", "Trần Bình")]
    assert plan.came_or_went(changes(old, new), FakeLists(old, new)) == {
        *("/tac-gia/le-an/", "/tac-gia/le-an/rss.xml"),
        *("/tac-gia/tran-binh/", "/tac-gia/tran-binh/rss.xml"),
    }
    began = {
        *("/tac-gia/le-an/", "/tac-gia/le-an/rss.xml", "/luu-tru/2023/03/"),
        *("/sitemap/2023-03.xml", "/api/v1/articles/2023-03.json"),
        *("/tim-kiem/2023-03.json", "/tim-kiem/noi-dung/2023-03.json"),
    }
    assert plan.came_or_went(changes([], old), FakeLists([], old)) == began


# Any step from one site to another


def shown(articles: list[Article]) -> dict[str, Any]:
    """Every output of a site, with all that stands on it, links between files aside."""
    lists: dict[ListKey, list[Article]] = {POLITICS: [], ECONOMY: []} | members(articles)
    names_of = {key: found[0].lists()[key] for key, found in lists.items() if found}
    found: dict[str, Any] = {}
    for each in articles:
        if (standing := each.standing(NOW)) == Standing.ABSENT:
            continue
        category = lists[ListKey("category", each.category)] * (standing == Standing.LISTED)
        older = [plan.card(other) for other in category if other.key < each.key]
        labels = [(key, names_of.get(key)) for key in each.lists() if key.kind in urls.LIST_FOLDERS]
        found[each.output] = (each, standing, labels, older[-pagination.OLDER_SHOWN :])
    on_home = [key for key in sorted(lists) if key.kind in ("home", "featured", "category")]
    found[HOME] = [[plan.card(each) for each in lists[key][-14:]] for key in on_home]
    found[ARCHIVE] = sorted((key, len(lists[key])) for key in lists if key.kind == "month")
    for key, articles_of in lists.items():
        if key.kind in ("home", "featured"):
            continue
        newest_first = [plan.card(each) for each in reversed(articles_of)]
        if key.kind == "month":
            found[urls.listing(key)] = newest_first
            continue
        last = pagination.numbered(len(newest_first))
        for number in range(last + 1):
            start, length = pagination.span(len(newest_first), number)
            cards = newest_first[start : start + length]
            link = number == last if number else last
            found[urls.listing(key, number)] = (names_of.get(key), cards, link)
    return found


def _add(articles: list[Article], n: int, kind: str) -> list[Article]:
    new = make_article(f"moi-{n}", n=n, authors=["Lê Ân"], tags=[kind], featured=n % 5 == 0)
    return articles if new.path in {each.path for each in articles} else [*articles, new]


def _edit(**fields: Any) -> Callable[[list[Article], int, str], list[Article]]:
    return lambda articles, n, _kind: edited(articles, n % max(1, len(articles)), **fields)


_STEPS: dict[str, Callable[[list[Article], int, str], list[Article]]] = {
    "add": _add,
    "remove": lambda articles, n, _: [each for at_, each in enumerate(articles) if at_ != n],
    "retitle": _edit(title="Tên mới"),
    "rewrite": _edit(body="other"),
    "hide": _edit(status="hidden"),
    "publish": _edit(status="published"),
    "expire": _edit(expires="2024-01-01T00:00:00"),
    "move": _edit(category="kinh-te"),
    "feature": _edit(featured=True),
    "tag": lambda articles, n, kind: edited(
        articles, n % max(1, len(articles)), tags=names(kind), authors=names("Lê Ân")
    ),
    "redate": lambda articles, n, _: edited(
        articles,
        n % max(1, len(articles)),
        date=at(f"2023-03-31 10:{n % 60:02}"),
    ),
}
steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(_STEPS)),
        st.integers(0, 70),
        st.sampled_from(["Nông thôn mới", "NÔNG THÔN MỚI", "Đảng"]),
    ),
    max_size=6,
)


def taken(articles: list[Article], run: list[tuple[str, int, str]]) -> list[Article]:
    """The site after a run of steps."""
    for step, n, kind in run:
        articles = _STEPS[step](articles, n, kind)
    return articles


@given(size=st.integers(36, 62) | st.integers(0, 5), first=steps, then=steps)
def test_plan__any_step__reaches_every_output_that_differs(
    size: int, first: list[tuple[str, int, str]], then: list[tuple[str, int, str]]
) -> None:
    old = taken(many(size), first)
    new = taken(old, then)
    before, after = shown(old), shown(new)
    differing = {path for path in before | after if before.get(path) != after.get(path)}
    assert differing - planned(old, new) == set()


@given(size=st.integers(36, 62) | st.integers(0, 5), first=steps, then=steps)
def test_came_or_went__any_step__is_exactly_the_list_pages_on_one_side_only(
    size: int, first: list[tuple[str, int, str]], then: list[tuple[str, int, str]]
) -> None:
    old = taken(many(size), first)
    new = taken(old, then)
    one_side = shown(old).keys() ^ shown(new).keys()
    articles = {each.output for each in (*old, *new)}
    found = plan.came_or_went(changes(old, new), FakeLists(old, new))
    pages = {each for each in found if each.endswith("/")}
    assert pages == {urls.to_url(each) for each in one_side - articles}


def test_plan__reasons__name_the_article_or_the_list() -> None:
    old, new = many(3), edited(many(3), 0, title="Tên mới")
    reasons = plan.outputs(changes(old, new), FakeLists(old, new))
    machines = {output for output in reasons if not output.endswith(".html")}
    assert {reasons.pop(output) for output in machines} == {"bài đổi: bai-000.md"}
    assert reasons == {
        "2023/03/bai-000.html": "bài đổi: bai-000.md",
        "2023/03/bai-001.html": "bài cũ hơn đổi: bai-000.md",
        "2023/03/bai-002.html": "bài cũ hơn đổi: bai-000.md",
        FRONT: "mục trong danh sách: bai-000.md",
        HOME: "mục trong danh sách: bai-000.md",
        MONTH: "mục trong danh sách: bai-000.md",
    }
    gone = plan.outputs(changes(old, old[1:]), FakeLists(old, old[1:]))
    assert gone["2023/03/bai-000.html"] == "bài đổi chỗ hoặc bị gỡ: bai-000.md"
    assert gone[FRONT] == "danh sách đổi: /chinh-tri/"
