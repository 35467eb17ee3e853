"""Media of a build: what was looked at goes in, what nothing shows goes, and whom that reaches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from plugins.core import renditions
from plugins.core.article import Article
from plugins.core.site import Media
from plugins.state.rows import Rows

if TYPE_CHECKING:
    from plugins.build.media import Inspected


@dataclass(slots=True)
class MediaChanges:
    """Outputs that may come or go, files of articles whose pictures were replaced under their
    old names, media files that nothing shows any more.
    """

    rows: Rows
    outputs: set[str] = field(default_factory=set)
    repictured: set[str] = field(default_factory=set)
    unused: list[str] = field(default_factory=list)

    def put(self, inspected: Mapping[str, "Inspected"]) -> None:
        """Put in all that can be used."""
        for path, each in inspected.items():
            old = self.rows.media(path)
            if each.media is None:
                continue
            self.rows.put_media(each.media)
            if old and old.output != each.media.output:
                for media in (old, each.media):
                    self.outputs.update(renditions.outputs(media))
                self.repictured |= self.rows.users([path])

    def drop_unused(self, articles: Iterable[Article]) -> None:
        """Forget what these showed or show now if nothing does any more."""
        shown = {ref.target for article in articles for ref in article.references}
        known = [each for path in shown if (each := self.rows.media(path))]
        for each in known:
            self.outputs.update(renditions.outputs(each))
        self.unused = self.rows.drop_unused_media(each.path for each in known)

    def keep(self, old: Iterable[Media], articles: Iterable[Article]) -> None:
        """What these articles show stays, though its file be gone."""
        shown = {ref.target for article in articles for ref in article.references}
        for media in old:
            if media.path in shown and self.rows.media(media.path) is None:
                self.rows.put_media(media)
