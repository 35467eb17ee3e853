"""A change of the theme makes anew what it reaches, and gives what a build from nothing gives."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.assets import MissingAsset
from plugins.build import render, theme
from plugins.build.theme import Reach, Theme
from plugins.core import urls
from tests.build.sites import (
    Site,
    built_anew,
    differences,
    pages,
    site_of,
    with_own_theme,
    write_article,
)

OLD, NEW = "theme/portal-0123456789.css", "theme/portal-abcdef0123.css"
RENAMED = ((OLD, NEW),)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles with a theme of their own, built."""
    made = with_own_theme(site_of(tmp_path / "site", 45))
    made.build()
    return made


def edit(name: str, old: str, new: str) -> Callable[[Site], None]:
    """A change of one file of the theme."""

    def change(site: Site) -> None:
        path = site.root / "theme" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change


COLOUR = edit("static/css/tokens.css", "}", "}\n:root { --moi: #123456; }")
EDITS = {
    "colour": COLOUR,
    "script": edit("static/js/print-button.js", "", "/* mới */"),
    "emblem in the header of every page": edit("static/images/emblem.svg", "<svg", "<svg id='e'"),
    "icon at an address that stays": edit("static/root/favicon.svg", "<svg", "<svg id='f'"),
    "article": edit("templates/article.html", "</article>", "<hr></article>"),
    "what lists share": edit("templates/listing.html", "{% block", "<!-- mới -->\n{% block"),
    "header of every page": edit("templates/partials/header.html", "<header", "<header data-x"),
    "macros": edit("templates/macros/parts.html", "<h1", "<h1 data-x"),
    "item of feeds": edit("templates/partials/feed_item.html", "{{", "mới {{"),
}
"""Changes of files that themes have, by what they are."""


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS)
def test_theme__changed__equals_a_build_from_nothing(
    site: Site, change: Callable[[Site], None]
) -> None:
    change(site)
    site.build()
    assert differences(site.output, built_anew(site, site.root / "anew")) == []


def test_theme__article_template_changed__articles_are_rendered_and_nothing_else(
    site: Site,
) -> None:
    EDITS["article"](site)
    report = site.build()
    assert set(report.written) == pages(*range(45))
    assert (report.rendered, report.parsed) == (45, 0)


def test_theme__colour_and_an_article_changed__both_are_there(site: Site) -> None:
    COLOUR(site)
    write_article(site, 44, title="Tên khác")
    site.build()
    assert "Tên khác" in site.text("2026/10/bai-44.html")
    assert differences(site.output, built_anew(site, site.root / "anew")) == []


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_theme__colour_changed__page_that_others_harmed_is_rendered(site: Site, harm: str) -> None:
    path = site.output / "2026/10/bai-44.html"
    path.unlink() if harm == "gone" else path.write_text("lạ", "utf-8")
    COLOUR(site)
    site.build()
    assert differences(site.output, built_anew(site, site.root / "anew")) == []


def test_theme__article_speaks_of_an_asset__its_text_stays(site: Site) -> None:
    style = render.theme_assets(site.settings).output("portal.css")
    words = f'Tệp "/{style}" và <span title="/{style}">tệp</span>.'
    write_article(site, 44, title=f'="/{style}"', summary=words, body=words)
    site.build()
    COLOUR(site)
    site.build()
    assert f"/{style}" in site.text("2026/10/bai-44.html")
    assert differences(site.output, built_anew(site, site.root / "anew")) == []


def test_theme__asset_that_a_template_names_is_gone__is_an_error(site: Site) -> None:
    (site.root / "theme/static/first-paint.js").unlink()
    with pytest.raises(MissingAsset, match=r"first-paint\.js"):
        site.build()


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (f'<link href="/{OLD}"></head>x', f'<link href="/{NEW}"></head>x'),
        (f'<meta a="https://a.vn/{OLD}"></head>', f'<meta a="https://a.vn/{NEW}"></head>'),
        ("<title>a</title></head>", "<title>a</title></head>"),
        (f'</head><img src="/{OLD}">', None),
        (f"<title>/{OLD}</title></head>", None),
        (f'<link href="/{OLD}"></head>/{OLD}', None),
        (f'{{"headline": "=\\"/{OLD}"}}</head>', None),
    ],
)
def test_readdressed__page__has_the_new_addresses_or_must_be_rendered(
    page: str, wanted: str | None
) -> None:
    found = theme.readdressed(page.encode(), RENAMED, "https://a.vn")
    assert found == (None if wanted is None else wanted.encode())


def test_used__every_kind__names_the_templates_that_its_view_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, {"live_views": True})
    site.page("gioi-thieu.md", title="Giới thiệu")
    write_article(site, 3, tags="[Nông thôn mới]", topics="[Học tập]")
    named: set[tuple[str, str]] = set()
    shown = render.Renderer._shown

    def noted(self: render.Renderer, route: urls.Route, output: str) -> object:
        found = shown(self, route, output)
        if found:
            named.add((route.kind, found[0]))
        return found

    monkeypatch.setattr(render.Renderer, "_shown", noted)
    site.build()
    every = {(kind, name) for kind, names in theme.USED.items() for name in names}
    assert named == {each for each in every if each[1] != "partials/feed_item.html"}


SOURCES = {
    "article.html": '{% extends "base.html" %}',
    "base.html": "{% from 'macros.html' import a %}{{ partial('head') }}",
    "macros.html": "",
    "partials/head.html": "",
    "tag.html": "",
}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ("article.html", True),
        ("base.html", True),
        ("macros.html", True),
        ("partials/head.html", True),
        ("tag.html", False),
    ],
)
def test_reach__template_changed__kinds_that_use_it(changed: str, reached: bool) -> None:
    before = theme._digest(SOURCES, theme.USED["article"])
    after = theme._digest(SOURCES | {changed: "mới"}, theme.USED["article"])
    assert (before != after) == reached


@pytest.mark.parametrize("source", ["{% include name %}", "{%- extends [a] %}", "{{ partial(x) }}"])
def test_reach__template_names_another_by_a_variable__any_may_be_meant(source: str) -> None:
    sources = SOURCES | {"article.html": source}
    before = theme._digest(sources, theme.USED["article"])
    assert before != theme._digest(sources | {"tag.html": "mới"}, theme.USED["article"])


def test_reach__setting_changed__everything() -> None:
    old = Theme("a", {"article": "1"}, {"portal.css": OLD})
    assert theme.reach(old, old._replace(code="b")).kinds is None


def test_reach__file_added_to_the_theme__everything() -> None:
    old = Theme("a", {"article": "1"}, {"portal.css": OLD})
    new = old._replace(assets={"portal.css": OLD, "b.js": "theme/b-0123456789.js"})
    assert theme.reach(old, new).kinds is None


def test_reach__asset_changed__pages_get_its_address_and_what_holds_it_is_rendered() -> None:
    old = Theme("a", {"article": "1", "tag": "1"}, {"portal.css": OLD})
    new = old._replace(assets={"portal.css": NEW}, templates={"article": "1", "tag": "2"})
    found = theme.reach(old, new)
    assert found == Reach("giao diện đổi", frozenset(("machine", "asset", "tag")), RENAMED)
    assert found.touches("2026/10/a.html")
    assert not found.renders("2026/10/a.html")
    assert found.renders("tu-khoa/a/index.html")


def test_theme__in_the_state__comes_back() -> None:
    made = Theme("a", {"article": "1"}, {"portal.css": OLD})
    assert Theme.loads(made.dumps()) == made
    assert re.fullmatch(r"[^\n]+", made.dumps())
