"""A browser that keeps a theme's file for ever still gets the new one after a change."""

import re
from pathlib import Path

import pytest

from plugins.assets import Assets, MissingAsset
from plugins.core import urls
from plugins.core.settings import PROJECT
from tests.factories import write

FILES: dict[str, str | bytes] = {
    "first.js": "first()",
    "images/emblem.svg": "<svg/>",
    "fonts/serif.woff2": b"\x00font",
    "fonts/OFL.txt": "licence",
    "css/elements.css": 'body { src: url("../fonts/serif.woff2") }',
    "css/layers.css": "@layer a, b;",
    "css/components/card.css": ".card {}",
    "js/one.js": "one()",
    "js/two.js": "two()",
}


def make_assets(root: Path, **changed: str) -> Assets:
    """The assets of FILES, one or several of them changed (`first.js` as `first_js`)."""
    names = {re.sub(r"\W", "_", name): name for name in FILES}
    write(root, FILES | {names[key]: text for key, text in changed.items()})
    return Assets.of(root)


def test_assets__every_published_file__has_an_output_that_is_routed_back(tmp_path: Path) -> None:
    assets = make_assets(tmp_path)
    names = [re.sub(r"-[0-9a-f]{10}\.", ".", output) for output in assets.outputs()]
    assert sorted(names) == [
        *("theme/emblem.svg", "theme/first.js", "theme/portal.css", "theme/portal.js"),
        "theme/serif.woff2",
    ]
    for output in assets.outputs():
        route = urls.route(output)
        assert route is not None
        assert route.kind == "asset"


def test_assets__bundles__hold_all_files_layers_first(tmp_path: Path) -> None:
    assets = make_assets(tmp_path)
    style = assets.content(assets.output("portal.css")) or b""
    font = assets.output("fonts/serif.woff2").removeprefix("theme/")
    assert style.decode() == f'@layer a, b;\n.card {{}}\nbody {{ src: url("{font}") }}'
    assert assets.content(assets.output("portal.js")) == b"one()\ntwo()"
    assert assets.content("theme/portal-0000000000.css") is None


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({}, set()),
        ({"js_two_js": "2"}, {"portal.js"}),
        ({"first_js": "1"}, {"first.js"}),
        ({"fonts_serif_woff2": "x"}, {"fonts/serif.woff2", "portal.css"}),  # the sheet names it
    ],
)
def test_assets__a_file_changed__it_and_what_names_it_move(
    tmp_path: Path, changed: dict[str, str], moved: set[str]
) -> None:
    old, new = make_assets(tmp_path / "old"), make_assets(tmp_path / "new", **changed)
    names = ["first.js", "images/emblem.svg", "fonts/serif.woff2", "portal.css", "portal.js"]
    assert {name for name in names if old.output(name) != new.output(name)} == moved


def test_assets__name_that_is_not_there__is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingAsset, match=r"theme/static/images/khong-co\.svg"):
        make_assets(tmp_path).output("images/khong-co.svg")
    with pytest.raises(MissingAsset, match=r"theme/static/fonts/khong-co\.woff2"):
        make_assets(tmp_path, css_elements_css='a { src: url("../fonts/khong-co.woff2") }')


def test_assets__theme_without_static__has_none(tmp_path: Path) -> None:
    assert Assets.of(tmp_path / "static").outputs() == []


COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl")


def test_theme__colours__stand_in_tokens_only() -> None:
    sheets = (PROJECT / "theme/static/css").rglob("*.css")
    found = {path.name for path in sheets if COLOUR.search(path.read_text("utf-8"))}
    assert found == {"tokens.css"}


def test_theme__dark_by_system_and_by_choice__are_the_same_colours() -> None:
    text = (PROJECT / "theme/static/css/tokens.css").read_text("utf-8")
    system = text.partition(':root:not([data-theme="light"]) {')[2].partition("}")[0]
    choice = text.partition('[data-theme="dark"] {')[2].partition("}")[0]
    assert system.split() == choice.split() != []


def test_theme__styles__no_ids_no_important_all_in_layers() -> None:
    for path in (PROJECT / "theme/static/css").rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert "!important" not in text, path.name
        assert not re.search(r"(?:^|[\s,}])#[a-z][\w-]*[^;]*\{", text), path.name
        outside = re.sub(
            r"@layer [^{]+\{.*^\}|@font-face \{[^}]*\}|@layer [^{;]+;",
            "",
            text,
            flags=re.DOTALL | re.M,
        )
        assert outside.strip() == "", path.name


def test_theme__scripts__one_custom_element_a_file_named_after_it() -> None:
    for path in (PROJECT / "theme/static/js").glob("*.js"):
        defined = re.findall(r'customElements\.define\("([a-z-]+)"', path.read_text("utf-8"))
        assert defined == [path.stem]
