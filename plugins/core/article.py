"""An article (or a standing page) as its editor wrote it, valid."""

import json
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple

from plugins.core.aliases import requested
from plugins.core.dates import Moment
from plugins.core.urls import ListKey

ARTICLE = "article"
PAGE = "page"

PUBLISHED = "published"
HIDDEN = "hidden"
DRAFT = "draft"


class Standing(StrEnum):
    """What readers may see of an article at a given moment."""

    ABSENT = "absent"  # a draft, or dated in the future: no output at all
    LISTED = "listed"
    HIDDEN = "hidden"  # has a page, stands in no list
    EXPIRED = "expired"  # the same, with a notice


class Name(NamedTuple):
    """A name as readers see it, and its slug: a byline, a tag, a topic."""

    name: str
    slug: str


class Picture(NamedTuple):
    """A picture by its path below content/."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


class Source(NamedTuple):
    """Where a reprint comes from; `published` is the original's time."""

    name: str
    url: str = ""
    author: str = ""
    published: Moment | None = None


class Attachment(NamedTuple):
    """A file offered for download, by its path below content/."""

    src: str
    title: str = ""


class Correction(NamedTuple):
    """What was wrong in the article, and when it was put right."""

    at: Moment
    text: str


class Reference(NamedTuple):
    """One link or picture of an article.

    kind `item`: target is the path of another article or page below content/; `url`: a path of
    this site, beginning with `/`; `picture` or `file`: a path below content/. `line` is the
    line in the article's file, `field` the front-matter key or `body`.
    """

    kind: str
    target: str
    fragment: str
    line: int
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Everything that is known of one article or standing page, except its body.

    `lead` is the editor's summary as inline HTML, `teaser` what lists and meta tags show as plain
    text. `references` are numbered: the body and the lead hold `ref:<number>` where they stand.
    """

    path: str
    kind: str
    id: str
    slug: str
    output: str
    title: str
    date: Moment
    status: str = PUBLISHED
    category: str = ""
    authors: tuple[Name, ...] = ()
    views: int = 0
    lead: str = ""
    teaser: str = ""
    updated: Moment | None = None
    expires: str = ""  # the first moment at which it has expired, as Moment.stamp
    tags: tuple[Name, ...] = ()
    topics: tuple[Name, ...] = ()
    image: Picture | None = None
    image_in_body: bool = False
    source: Source | None = None
    attachments: tuple[Attachment, ...] = ()
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    featured: bool = False
    order: int = 0
    anchors: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    body: str = ""  # digest of the body, so that a changed text shows in the row

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def url(self) -> str:
        """The address below SITEURL, beginning with `/`."""
        return "/" + self.output.removesuffix("index.html")

    @property
    def key(self) -> tuple[str, str]:
        """The one order of the site: `(date, id)`."""
        return self.date.stamp, self.id

    def is_waiting(self, now: str) -> bool:
        """True for a draft, and for an article dated after the moment `now` (as Moment.stamp)."""
        return self.status == DRAFT or (self.kind == ARTICLE and self.date.stamp > now)

    def standing(self, now: str, *, preview: bool = False) -> Standing:
        """What readers may see at the moment `now`; in a preview nothing waits."""
        if self.is_waiting(now) and not preview:
            return Standing.ABSENT
        if self.status == HIDDEN:
            return Standing.HIDDEN
        if self.expires and self.expires <= now:
            return Standing.EXPIRED
        return Standing.LISTED

    def lists(self) -> dict[ListKey, str]:
        """The lists it belongs to while it is listed, each with its name in this spelling."""
        if self.kind == PAGE:
            return {}
        found = {
            ListKey("home", ""): "",
            ListKey("category", self.category): "",
            ListKey("month", self.date.stamp[:7]): "",
        }
        if self.featured:
            found[ListKey("featured", "")] = ""
        for kind, names in (("author", self.authors), ("tag", self.tags), ("topic", self.topics)):
            for name, slug in names:
                found[ListKey(kind, slug)] = name
        return found

    def targets(self) -> set[str]:
        """What it refers to, as the targets' own changes are known by: paths and URLs."""
        found = {each.target for each in self.references}
        found |= {requested(each.target) for each in self.references if each.kind == "url"}
        return found | {each.target.partition("?")[0] for each in self.references}

    @property
    def changed(self) -> Moment:
        """The last change of what readers see: publication, update, or a correction."""
        moments = [self.date, *(each.at for each in self.corrections)]
        return max((*moments, self.updated) if self.updated else moments)

    def dumps(self) -> str:
        """The article as one line of JSON, for the state."""
        return _ENCODER.encode([getattr(self, name) for name in _FIELDS])

    @classmethod
    def loads(cls, text: str) -> "Article":
        """The article that `dumps` wrote."""
        row = dict(zip(_FIELDS, json.loads(text), strict=True))
        for name, shape in _SHAPES.items():
            if row[name] is not None:
                row[name] = shape(row[name])
        return cls(**row)


_FIELDS = tuple(field.name for field in fields(Article))


def _plain(value: Moment) -> list[Any]:
    return [value.stamp, value.timed]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def _moment(pair: list[Any]) -> Moment:
    return Moment(*pair)


def _source(row: list[Any]) -> Source:
    name, url, author, published = row
    return Source(name, url, author, published and _moment(published))


_SHAPES: dict[str, Any] = {
    "date": _moment,
    "updated": _moment,
    "authors": lambda rows: tuple(Name(*row) for row in rows),
    "tags": lambda rows: tuple(Name(*row) for row in rows),
    "topics": lambda rows: tuple(Name(*row) for row in rows),
    "image": lambda row: Picture(*row),
    "source": _source,
    "attachments": lambda rows: tuple(Attachment(*row) for row in rows),
    "corrections": lambda rows: tuple(Correction(_moment(at), text) for at, text in rows),
    "aliases": tuple,
    "anchors": tuple,
    "references": lambda rows: tuple(Reference(*row) for row in rows),
}
