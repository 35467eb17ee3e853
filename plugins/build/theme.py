"""What the theme is to pages, so that a change of it makes anew only what it reaches.

A template reaches the kinds of outputs that use it, be it through others. A style sheet, script,
font or icon has an address made from its bytes: of pages that only name it, nothing but the
address changes.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.assets import Assets
from plugins.core import urls
from plugins.core.settings import Settings

USED = {
    "home": ("index.html",),
    "article": ("article.html",),
    "category": ("category.html", "page.html"),  # standing pages have addresses like categories
    "author": ("author.html",),
    "tag": ("tag.html",),
    "topic": ("topic.html",),
    "month": ("period_archives.html",),
    "archive": ("archives.html",),
    "feeds": ("feeds.html",),
    "api": ("api.html",),
    "search": ("search.html",),
    "404": ("404.html",),
    "newest": ("newest.html",),
    "statistics": ("statistics.html",),
    "machine": ("partials/feed_item.html",),
    "category-feed": ("partials/feed_item.html",),
    "author-feed": ("partials/feed_item.html",),
}
"""The templates that a view names for each kind of output; other kinds need none."""

_OF_BYTES = frozenset(("machine", "asset"))  # what shows more of an asset than its address
_NAMED = re.compile(r"""["']([\w./-]+)["']""")
_UNKNOWN = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?!["'])|\bpartial\(\s*(?!["'])"""
)


class Theme(NamedTuple):
    """Digests of code and settings and of what each kind's templates say; the output of each
    asset by its name.
    """

    code: str
    templates: Mapping[str, str]
    assets: Mapping[str, str]

    @classmethod
    def of(cls, settings: Settings, code: str) -> "Theme":
        """The theme that the settings name. Raises MissingAsset."""
        assets = Assets.of(settings.theme / "static")
        templates = _templates(settings.theme / "templates")
        digests = {kind: _digest(templates, names) for kind, names in USED.items()}
        icons = hashlib.sha256()  # at addresses that stay
        for output in sorted(set(assets.outputs()) & set(urls.MACHINES)):
            icons.update(assets.content(output) or b"")
        digests["machine"] += icons.hexdigest()
        return cls(code, digests, assets.named)

    def dumps(self) -> str:
        """The theme in a line, for the state."""
        return json.dumps(self)

    @classmethod
    def loads(cls, line: str) -> "Theme":
        """What `dumps` gave; of an empty line a theme that is like no other."""
        return cls(*json.loads(line)) if line else cls("", {}, {})


class Reach(NamedTuple):
    """What is to be made again whatever became of the rows, and why.

    `kinds` of outputs (None: all) are rendered; if assets were `renamed` (old address, new one),
    all others get the new addresses.
    """

    reason: str = ""
    kinds: frozenset[str] | None = frozenset()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def is_total(self) -> bool:
        """True if it takes in every output."""
        return self.kinds is None or bool(self.renamed)

    def renders(self, output: str) -> bool:
        """True if the output is to be rendered."""
        route = urls.route(output)
        return self.kinds is None or route is None or route.kind in self.kinds

    def touches(self, output: str) -> bool:
        """True if the output is to be rendered, or gets new addresses."""
        return self.is_total or self.renders(output)


def all_for(reason: str) -> Reach:
    """Everything is rendered."""
    return Reach(reason, None)


def reach(old: Theme, new: Theme) -> Reach:
    """What a change of code, settings or theme reaches."""
    if old.code != new.code:
        return all_for("chương trình hoặc thiết lập đổi")
    reason = "giao diện đổi"
    if old.templates.keys() != new.templates.keys() or old.assets.keys() != new.assets.keys():
        return all_for(reason)
    kinds = {kind for kind, digest in new.templates.items() if old.templates[kind] != digest}
    renamed = [(old.assets[name], output) for name, output in new.assets.items()]
    renamed = [(before, after) for before, after in renamed if before != after]
    if not renamed:
        return Reach(reason, frozenset(kinds))
    return Reach(reason, frozenset(kinds | _OF_BYTES), tuple(renamed))


def readdressed(page: bytes, renamed: tuple[tuple[str, str], ...], siteurl: str) -> bytes | None:
    """The page with the new addresses of assets, as rendering would give it.

    Only attributes in its head are touched: text cannot look like one there. None if it names an
    asset anywhere else, so that it has to be rendered.
    """
    head, end, rest = page.partition(b"</head>")
    for old, new in renamed:
        for base in ("", siteurl):
            head = head.replace(f'="{base}/{old}"'.encode(), f'="{base}/{new}"'.encode())
    page = head + end + rest
    return None if any(old.encode() in page for old, _ in renamed) else page


def _templates(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _digest(templates: Mapping[str, str], names: tuple[str, ...]) -> str:
    """Of these templates and all that they name, directly or through others."""
    total = hashlib.sha256()
    for name in sorted(_closure(templates, names)):
        total.update(f"{name}\0{templates[name]}\0".encode())
    return total.hexdigest()


def _closure(templates: Mapping[str, str], names: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in names if name in templates]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _named(templates, templates[name])
    return found


def _named(templates: Mapping[str, str], source: str) -> Iterator[str]:
    """All templates that a template may use: whatever it has between quotes, or else all."""
    if _UNKNOWN.search(source):
        yield from templates
    for word in _NAMED.findall(source):
        for name in (word, f"partials/{word}.html"):
            if name in templates:
                yield name
