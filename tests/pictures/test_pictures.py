"""The sample pictures and their scenes belong together, without a browser."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.pictures.scenes import SCENES

IMAGES = Path(__file__).resolve().parents[2] / "content" / "images"
MOST_BYTES = 160_000

every_scene = pytest.mark.parametrize("name", list(SCENES))


def test_pictures__in_content__have_a_scene_each_and_the_reverse() -> None:
    assert sorted(path.stem for path in IMAGES.glob("*.jpg")) == sorted(SCENES)


def test_pictures__in_content__are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.glob("*.jpg")}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


@every_scene
def test_scene__drawn_twice__is_the_same_well_formed_svg(name: str) -> None:
    svg = SCENES[name]()
    assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert SCENES[name]() == svg


@every_scene
def test_scene__drawn__uses_only_what_it_defines(name: str) -> None:
    root = ElementTree.fromstring(SCENES[name]())
    known = {each.get("id") for each in root.iter()} - {None}
    used = {
        value.removeprefix("url(#").removesuffix(")")
        for each in root.iter()
        for value in each.attrib.values()
        if value.startswith("url(#")
    }
    used |= {each.attrib["href"].removeprefix("#") for each in root.iter() if "href" in each.attrib}
    assert used <= known


@every_scene
def test_scene__drawn__says_nothing_in_letters(name: str) -> None:
    tags = {each.tag.partition("}")[2] for each in ElementTree.fromstring(SCENES[name]()).iter()}
    assert tags.isdisjoint({"text", "image", "foreignObject", "script"})
