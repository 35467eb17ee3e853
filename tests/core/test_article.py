"""An article comes back from the state as it went in, and knows when it may be seen and where."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.article import (
    ARTICLE,
    PAGE,
    Article,
    Attachment,
    Correction,
    Name,
    Picture,
    Reference,
    Source,
    Standing,
)
from plugins.core.dates import Moment
from plugins.core.urls import ListKey
from tests.articles import at, make_article, make_page

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.builds(
    Moment, st.datetimes().map(lambda when: when.isoformat(timespec="seconds")), st.booleans()
)


def tuples(each: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few of a kind."""
    return st.lists(each, max_size=3).map(tuple)


names = tuples(st.builds(Name, words, words))
articles = st.builds(
    Article,
    path=words,
    kind=st.sampled_from([ARTICLE, PAGE]),
    id=words,
    slug=words,
    output=words,
    title=words,
    date=moments,
    status=st.sampled_from(["published", "hidden", "draft"]),
    category=words,
    authors=names,
    views=st.integers(0, 10**15),
    lead=words,
    teaser=words,
    updated=st.none() | moments,
    expires=words,
    tags=names,
    topics=names,
    image=st.none() | st.builds(Picture, words, words, words, words),
    image_in_body=st.booleans(),
    source=st.none() | st.builds(Source, words, words, words, st.none() | moments),
    attachments=tuples(st.builds(Attachment, words, words)),
    corrections=tuples(st.builds(Correction, moments, words)),
    aliases=tuples(words),
    featured=st.booleans(),
    order=st.integers(),
    anchors=tuples(words),
    references=tuples(
        st.builds(
            Reference,
            st.sampled_from(["item", "url", "picture", "file"]),
            words,
            words,
            st.integers(1, 9999),
            words,
        )
    ),
    body=words,
)


# To the state and back


@given(article=articles)
def test_article__dumped_and_loaded__is_the_same(article: Article) -> None:
    written = article.dumps()
    back = Article.loads(written)
    assert back == article
    assert repr(back) == repr(article)  # a Name equals a plain tuple, but does not do its work
    assert back.dumps() == written


@given(article=articles)
def test_article__dumped__is_one_line(article: Article) -> None:
    assert "\n" not in article.dumps()


def test_article__strategy_of_this_test__gives_every_field() -> None:
    # A new field that the strategy leaves at its default would not be tested above.
    default = {
        each.name: each.default
        for each in dataclasses.fields(Article)
        if each.default is not dataclasses.MISSING
    }

    @given(article=articles)
    def collect(article: Article) -> None:
        for name in [each for each in default if getattr(article, each) != default[each]]:
            del default[name]

    collect()
    assert default == {}


# When it may be seen

NOON = "2026-11-22T12:00:00"


@pytest.mark.parametrize(
    ("given_", "standing"),
    [
        ({}, Standing.LISTED),
        ({"date": at("2026-11-22 12:00")}, Standing.LISTED),
        ({"date": at("2026-11-22 12:01")}, Standing.ABSENT),
        ({"date": Moment("2026-11-22T00:00:00", timed=False)}, Standing.LISTED),
        ({"date": Moment("2026-11-23T00:00:00", timed=False)}, Standing.ABSENT),
        ({"status": "draft"}, Standing.ABSENT),
        ({"status": "draft", "expires": "2020-01-01T00:00:00"}, Standing.ABSENT),
        ({"status": "hidden"}, Standing.HIDDEN),
        ({"status": "hidden", "date": at("2026-11-22 12:01")}, Standing.ABSENT),
        ({"status": "hidden", "expires": "2020-01-01T00:00:00"}, Standing.HIDDEN),
        ({"expires": "2026-11-22T12:00:00"}, Standing.EXPIRED),
        ({"expires": "2026-11-22T12:00:01"}, Standing.LISTED),
        ({"expires": "2020-01-01T00:00:00"}, Standing.EXPIRED),
    ],
)
def test_article__at_a_moment__stands_as_its_editor_wished(
    given_: dict[str, Any], standing: Standing
) -> None:
    assert make_article(**given_).standing(NOON) == standing


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("published", Standing.LISTED),
        ("hidden", Standing.HIDDEN),
        ("draft", Standing.ABSENT),
    ],
)
def test_page__without_a_date__stands_by_its_status(status: str, standing: Standing) -> None:
    assert make_page("lien-he", status=status).standing(NOON) == standing


# Where it is and what it belongs to


def test_article__url__is_its_output_below_the_site() -> None:
    assert make_article("hoi-nghi").url == "/2023/03/hoi-nghi.html"
    assert make_page("lien-he").url == "/lien-he/"


def test_article__lists__are_all_those_it_would_stand_in() -> None:
    article = make_article(
        authors=["Lê Ân", "Trần Bình"],
        tags=["Nông thôn mới"],
        topics=["Đại hội Đảng"],
        featured=True,
    )
    assert article.lists() == {
        ListKey("home", ""): "",
        ListKey("featured", ""): "",
        ListKey("category", "chinh-tri"): "",
        ListKey("month", "2023-03"): "",
        ListKey("author", "le-an"): "Lê Ân",
        ListKey("author", "tran-binh"): "Trần Bình",
        ListKey("tag", "nong-thon-moi"): "Nông thôn mới",
        ListKey("topic", "dai-hoi-dang"): "Đại hội Đảng",
    }


def test_page__lists__are_none() -> None:
    assert make_page("lien-he", tags=["Nông thôn mới"]).lists() == {}


def test_article__order__is_by_date_then_id() -> None:
    same = at("2023-03-31 13:00")
    found = [make_article("b", date=same), make_article("c", n=-1), make_article("a", date=same)]
    assert [each.slug for each in sorted(found, key=lambda each: each.key)] == ["c", "a", "b"]


def test_article__targets__are_what_it_refers_to_with_and_without_a_query() -> None:
    references = (
        Reference("item", "b.md", "muc", 1, "body"),
        Reference("url", "/tim-kiem/?q=a", "", 2, "body"),
        Reference("picture", "images/a.jpg", "", 3, "image"),
    )
    assert make_article(references=references).targets() == {
        "b.md",
        "/tim-kiem/?q=a",
        "/tim-kiem/",
        "images/a.jpg",
    }
