"""The rows of pictures and files, and who shows or links them."""

import sqlite3
from collections.abc import Iterable

from plugins.core import renditions
from plugins.core.site import Media


class MediaRows:
    """Questions to the media of the state, and their changes within the caller's transaction."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self.link = link

    def media(self, path: str) -> Media | None:
        """A media file that something uses."""
        found = self.link.execute("SELECT * FROM media WHERE path = ?", (path,)).fetchone()
        return Media(*found) if found else None

    def media_at(self, output: str) -> list[Media]:
        """The media files that have this output: equal bytes have one."""
        first, last = renditions.family(output)
        query = "SELECT * FROM media WHERE output >= ? AND output < ? ORDER BY path"
        found = [Media(*row) for row in self.link.execute(query, (first, last))]
        return [media for media in found if output in renditions.outputs(media)]

    def all_media(self) -> list[Media]:
        """Every media file that something uses."""
        return [Media(*row) for row in self.link.execute("SELECT * FROM media")]

    def put_media(self, media: Media) -> None:
        """Note or replace a media file."""
        self.link.execute("REPLACE INTO media VALUES (?, ?, ?, ?, ?)", media)

    def is_used(self, path: str) -> bool:
        """True if a published article or page shows or links this media file."""
        query = (
            "SELECT 1 FROM refs JOIN items ON n = item "
            "WHERE target = ? AND standing != 'absent' LIMIT 1"
        )
        return self.link.execute(query, (path,)).fetchone() is not None

    def used_media(self) -> list[str]:
        """The outputs of all media that public articles and pages show or link."""
        query = (
            "SELECT * FROM media WHERE path IN (SELECT target FROM refs "
            "JOIN items ON n = item WHERE standing != 'absent') ORDER BY output"
        )
        used = (Media(*row) for row in self.link.execute(query))
        return list(dict.fromkeys(each for media in used for each in renditions.outputs(media)))

    def drop_unused_media(self, paths: Iterable[str]) -> list[str]:
        """Forget media files that no article or page refers to any more; returns them."""
        unused = []
        for path in paths:
            query = "SELECT 1 FROM refs WHERE target = ? LIMIT 1"
            if not self.link.execute(query, (path,)).fetchone():
                self.link.execute("DELETE FROM media WHERE path = ?", (path,))
                unused.append(path)
        return unused
