"""How a list falls into pages: numbered from the oldest, so that a new article moves none."""

PER_PAGE = 20

FEED_SIZE = 50
"""How many of the newest articles a feed holds."""

NEWS_DAYS = 2
"""How long an article is news for search engines (Google News sitemaps)."""

OLDER_SHOWN = 5
"""How many older articles of its category an article's page shows."""


def numbered(size: int) -> int:
    """How many numbered pages a list of this size has besides its front."""
    return max(0, size // PER_PAGE - 1)


def span(size: int, number: int) -> tuple[int, int]:
    """(offset from the newest, length) of a numbered page, or of the front (number 0)."""
    if number == 0:
        return 0, size - PER_PAGE * numbered(size)
    return size - PER_PAGE * number, PER_PAGE


def page_at(size: int, older: int) -> int:
    """The page on which the article stands that has `older` older ones; 0 is the front."""
    number = older // PER_PAGE + 1
    return number if number <= numbered(size) else 0


def steps(number: int) -> list[int]:
    """Numbered pages to offer from this one on: it, the next older, then ever further, to 1.

    Nothing newer: a page must not change when a newer one comes to be.
    """
    found, step = [number], 1
    while number - step > 1:
        found.append(number - step)
        step *= 2
    return found if number == 1 else [*found, 1]
