"""Nothing from outside content/ reaches output/: by no path, by no symbolic link."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.confidential import PDF, is_media, traces
from tests.build.sites import Site, picture, site_of, snapshot, write_article
from tests.factories import article_text, write


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Four articles, not yet built."""
    return site_of(tmp_path / "site", 4)


def outside(site: Site) -> Path:
    """A folder beside content/ with secrets of every type."""
    folder = site.root / "ngoai"
    files = {"kin.pdf": PDF, "kin.jpg": picture("purple", 77, 33)}
    write(folder, {**files, "kin.md": article_text(title="xqtieude", slug="kin-xq")})
    return folder


ESCAPES = (
    "[a]({static}../ngoai/kin.pdf)",
    "[a]({attach}../ngoai/kin.pdf)",
    "[a](../ngoai/kin.pdf)",
    "[a]({filename}../ngoai/kin.md)",
    "[a]({static}/../ngoai/kin.pdf)",
    "[a](%2e%2e/ngoai/kin.pdf)",
    "[a](file://{root}/ngoai/kin.pdf)",
    "[a]({root}/ngoai/kin.pdf)",
    "[a]({static}{root}/ngoai/kin.pdf)",
    "![a](../ngoai/kin.jpg)",
    "![a]({root}/ngoai/kin.jpg)",
    "![a](file://{root}/ngoai/kin.jpg)",
    '<img src="../ngoai/kin.jpg" alt="a">',
    '<video src="../ngoai/kin.mp4"></video>',
)


@pytest.mark.parametrize("body", ESCAPES)
def test_path_out_of_content__in_a_body__error_and_nothing_copied(site: Site, body: str) -> None:
    outside(site)
    write_article(site, 3, body=body.replace("{root}", str(site.root)))
    assert site.build(keep_going=True).failed
    assert not any(map(is_media, site.outputs()))


@pytest.mark.parametrize("path", ["../ngoai/kin.{}", "/../ngoai/kin.{}", "{root}/ngoai/kin.{}"])
@pytest.mark.parametrize(("key", "form", "ending"), [
    ("image", "{}", "jpg"), ("image", "{{src: {}, alt: a}}", "jpg"), ("attachments", "[{}]", "pdf"),
])  # fmt: skip
def test_path_out_of_content__in_a_header__error_and_nothing_copied(
    site: Site, path: str, key: str, form: str, ending: str
) -> None:
    outside(site)
    source = path.replace("{root}", str(site.root)).format(ending)
    write_article(site, 3, **{key: form.format(source)})
    assert site.build(keep_going=True).failed
    assert not any(map(is_media, site.outputs()))


Swap = Callable[[Path, Path], None]


def _link_files(content: Path, target: Path) -> None:
    for name in ("files/k.pdf", "images/k.jpg"):
        (content / name).unlink(missing_ok=True)
        (content / name).parent.mkdir(exist_ok=True)
        (content / name).symlink_to(target / f"kin{Path(name).suffix}")


def _link_folders(content: Path, target: Path) -> None:
    for ending, folder in ((".pdf", "files"), (".jpg", "images")):
        if (content / folder).exists():
            (content / folder).rename(content.parent / f"old-{folder}")
        (target / f"k{ending}").write_bytes((target / f"kin{ending}").read_bytes())
        (content / folder).symlink_to(target)


@pytest.mark.parametrize("swap", [_link_files, _link_folders])
@pytest.mark.parametrize("was_real", [False, True])
def test_symbolic_link__to_a_secret__never_followed(site: Site, swap: Swap, was_real: bool) -> None:
    content = site.root / "content"
    keys = {"attachments": "[/files/k.pdf]", "image": "{src: /images/k.jpg, alt: a}"}
    write_article(site, 3)
    if was_real:
        site.write({"files/k.pdf": b"%PDF-1.4 k", "images/k.jpg": picture("red")})
        write_article(site, 3, **keys)
        assert not site.build().failed
    swap(content, outside(site))
    write_article(site, 3, title="Khác", **keys)
    before = snapshot(site.output) if was_real else {}
    assert site.build().failed
    assert (snapshot(site.output) if site.output.exists() else {}) == before
    for name in filter(is_media, before):
        (site.output / name).unlink()
    for full in (False, True):
        assert site.build(keep_going=True, full=full).failed
        assert traces(site.output) == set()


def test_symbolic_link__as_an_article__ignored(site: Site) -> None:
    folder = outside(site)
    write_article(site, 3)
    (site.root / "content/kin.md").symlink_to(folder / "kin.md")
    (site.root / "content/2026").symlink_to(folder)
    assert not site.build().failed
    assert traces(site.output) == set()
