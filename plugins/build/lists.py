"""The planner's view of lists: sizes before are remembered, all else is asked now."""

from dataclasses import dataclass, field

from plugins.build.store import Store
from plugins.core.article import Article
from plugins.core.site import Key, ListRow
from plugins.core.urls import ListKey


@dataclass(slots=True)
class Lists:
    """Lists as they were when first remembered, and as the rows have them now."""

    store: Store
    remembered: dict[ListKey, ListRow] = field(default_factory=dict)

    def remember(self, articles: list[Article]) -> None:
        """Note the lists of these articles as they are before anything changes."""
        rows = self.store.rows
        for article in articles:
            for key in article.lists():
                if key not in self.remembered:
                    self.remembered[key] = rows.list_row(key)

    def before(self, key: ListKey) -> ListRow:
        """The list before this build."""
        return self.remembered[key]

    def after(self, key: ListKey) -> ListRow:
        """The list with the new rows."""
        return self.store.rows.list_row(key)

    def newer_count(self, key: ListKey, than: Key) -> int:
        """How many articles stand after this place, with the new rows."""
        return self.store.rows.newer_count(key, than)

    def is_among_newest(self, key: ListKey, place: Key, count: int) -> bool:
        """True if fewer than `count` articles stand after this place, with the new rows."""
        return self.store.rows.is_among_newest(key, place, count)

    def newer(self, key: ListKey, than: Key, limit: int) -> list[Article]:
        """The articles right after this place, with the new rows."""
        return self.store.rows.newer(key, than, limit)

    def bearers(self, key: ListKey, *, listed: bool) -> list[Article]:
        """The articles that bear this author, tag or topic, in the list or not."""
        return self.store.rows.bearers(key, listed=listed)
