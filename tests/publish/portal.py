"""A portal that is built and published: what tests of publishing begin with."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.build.store import open_store
from plugins.publish.folder import Folder
from plugins.publish.publisher import Options, Outcome, Publisher
from plugins.publish.target import Target
from tests.build.sites import Site, files_in


@dataclass
class Portal:
    """A site with a state, and the folder that is its host."""

    site: Site
    root: Path
    commits: int = 0

    def build(self, **options: Any) -> None:
        """Build as editors do: each time from a new commit; it must have no errors."""
        self.commits += 1
        assert not self.site.build(**options).failed

    def publisher(self, target: Target, **options: Any) -> Outcome:
        """Publish, or take back with `rollback`."""
        rollback = options.pop("rollback", False)
        chosen = Options(**{"owner": "Lan@may-1", "commit": f"commit-{self.commits}", **options})
        with open_store(self.site.settings) as store:
            publisher = Publisher(self.site.settings, store, target, chosen)
            return publisher.rollback() if rollback else publisher.publish()

    def publish(self, **options: Any) -> Outcome:
        """Publish to the folder."""
        with closing(Folder(self.root)) as target:
            return self.publisher(target, **options)

    @property
    def built(self) -> Mapping[str, bytes]:
        """What was built, without what is no file of a release."""
        return contents(self.site.output)

    @property
    def published(self) -> Mapping[str, bytes]:
        """What readers get, without the note about the release."""
        found = contents(self.root)
        del found[".well-known/portal-release.json"]
        return found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path: (folder / path).read_bytes() for path in files_in(folder)}
