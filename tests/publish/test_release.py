"""Manifests, differences and the order in which files are sent."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.publish import release
from plugins.publish.release import NONE, Manifest, Release
from plugins.state.ledger import Made


def made(text: str) -> Made:
    """A file with this text."""
    return Made(sha256(text.encode()).hexdigest(), len(text))


PATHS = st.sampled_from(["index.html", "2026/11/bai.html", "anh/1-2.jpg", "tep/1/ke hoach.pdf"])
FILES = st.dictionaries(PATHS, st.text("ab", max_size=2).map(made))


@given(FILES)
def test_manifest__written_and_read__is_the_same(files: dict[str, Made]) -> None:
    manifest = release.next_release(files, NONE, "c0ffee")
    assert Manifest.loads(manifest.dumps()) == manifest


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data.replace(b"index", b"Index"),
        lambda data: data[data.index(b"\n") :],
        lambda data: data[:0],
        lambda data: b"\xff\xfe" + data,
        lambda data: data.replace(b'"release": 1', b'"release": "1"'),
        lambda data: data.replace(b'"parent": 0', b'"vater": 0'),
    ],
)
def test_manifest__damaged__is_none(damage) -> None:  # type: ignore[no-untyped-def]
    data = release.next_release({"index.html": made("a")}, NONE, "c").dumps()
    assert Manifest.loads(damage(data)) is None


def test_release__says_number_parent_commit_files_and_digest() -> None:
    files = {"index.html": made("a"), "404.html": made("b")}
    about = release.next_release(files, NONE._replace(release=7), "c0ffee").about
    assert about == Release(8, 7, "c0ffee", 2, release.digest_of(files))
    assert release.next_release(files, NONE, "").about.commit == about.digest


@given(FILES, FILES, st.sets(PATHS | st.just("la.html")))
def test_difference__applied__gives_what_was_built(
    now: dict[str, Made], there: dict[str, Made], unsure: set[str]
) -> None:
    change = release.difference(now, there, unsure)
    host = {path: made for path, made in there.items() if path not in unsure}
    host |= {path: now[path] for path in change.send}
    host = {path: made for path, made in host.items() if path not in change.delete}
    assert host == now
    assert unsure <= {*change.send, *change.delete}


def test_difference__nothing_changed__is_false() -> None:
    files = {"index.html": made("a")}
    assert not release.difference(files, files)


def test_stages__pictures_before_pages_before_lists_before_what_machines_read() -> None:
    order = [
        ["anh/0123456789abcdef-480.webp", "favicon.ico", "theme/portal-0123456789.css"],
        ["tep/0123456789abcdef/ke-hoach.pdf"],
        ["2026/11/bai.html", "cu/bai-1.html"],
        [
            "404.html",
            "api/v1/index.html",
            "chinh-tri/index.html",
            "index.html",
            "luu-tru/index.html",
        ],
        ["atom.xml", "chinh-tri/rss.xml", "feed.json", "rss.xml", "rss/opml.xml"],
        ["sitemap.xml", "sitemap/2026-11.xml"],
        ["fragments/newest.html"],
        [".well-known/redirects.json", "api/v1/articles/2026-11.json", "robots.txt"],
    ]
    mixed = sorted((path for stage in order for path in stage), key=lambda path: path[::-1])
    assert [sorted(stage) for stage in release.stages(mixed)] == order


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("views/index.html", True),
        ("viewsx.html", False),
        (".htaccess", True),
        (".htaccess-cu", False),
        ("ung-dung/a/b.php", True),
        ("ung-dung", False),
        ("google1.html", True),
        ("index.html", False),
    ],
)
def test_kept__views_and_what_the_webmaster_named(path: str, kept: bool) -> None:
    keep = (".htaccess", "/google1.html", "ung-dung/")
    assert release.is_kept(path, keep) is kept


@pytest.mark.parametrize(
    ("deleted", "files", "allowed", "expected"),
    [
        (20, 20, 0, False),
        (21, 420, 0, False),
        (21, 419, 0, True),
        (21, 419, 20, True),
        (21, 419, 21, False),
        (1000, 100_000, 0, False),
    ],
)
def test_deletions__many_and_a_large_part__look_like_a_mistake(
    deleted: int, files: int, allowed: int, expected: bool
) -> None:
    assert release.deletes_too_much(deleted, files, allowed) is expected
