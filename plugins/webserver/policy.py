"""What goes with every answer, on every server: headers, media types, compression, caching.

Sources: OWASP Secure Headers Project; RFC 9111 (caching), RFC 8246 (immutable), RFC 6797 (HSTS).
"""

from typing import NamedTuple
from urllib.parse import urlsplit

from plugins.core import media_types, urls

YEAR = 365 * 24 * 60 * 60


class Address(NamedTuple):
    """SITEURL in the words of a server; `port` is None where the scheme's own is meant."""

    url: str
    secure: bool
    host: str
    port: int | None

    @classmethod
    def of(cls, siteurl: str) -> "Address":
        """The parts of SITEURL; a name with Vietnamese letters in the form that the DNS has.

        Raises ValueError for a port or a name that there cannot be.
        """
        parts = urlsplit(siteurl)
        host = str(parts.hostname).encode("idna").decode()
        url = f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
        return cls(url, parts.scheme == "https", host, parts.port)

    @property
    def is_local(self) -> bool:
        """True if only this machine itself is meant."""
        return self.host == "localhost" or self.host.startswith("127.")


# `object-src` stays what default-src says: with 'none' Safari shows no PDF that is opened.
_POLICY = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
_HEADERS = (
    ("Content-Security-Policy", _POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
# Subdomains are left out: other services may live there without HTTPS.
_HSTS = ("Strict-Transport-Security", f"max-age={YEAR}")


def headers(address: Address) -> tuple[tuple[str, str], ...]:
    """Name and value of what goes with every answer, errors and redirects included."""
    return (*_HEADERS, _HSTS) if address.secure else _HEADERS


METHODS = ("GET", "HEAD")
"""All that a site of files answers; anything else is 405."""

TYPES = {**media_types.OF, "htm": media_types.OF["html"]}
"""By extension; a stub at an old address may end in `.htm`."""

JSON_FEED = (urls.to_url(urls.JSON_FEED), media_types.of(urls.JSON_FEED))
"""The one file whose extension does not say its type."""


def media_type(value: str) -> str:
    """A media type without its parameters."""
    return value.partition(";")[0]


TEXT = {end: media_type(value) for end, value in TYPES.items() if "charset=utf-8" in value}
"""The types that are UTF-8 text, by extension: the ones worth compressing."""

_HASHED = "|".join((*(each.rstrip("/") for each in urls.CONTENT_ADDRESSED), "theme"))

CACHING = (
    (rf"/({_HASHED})/", f"max-age={YEAR}, immutable"),
    (r"/(views/|\.well-known/portal-release\.)", "no-store"),
)
"""How paths begin, as a pattern, and what Cache-Control says there; redirects and errors apart.

Addresses made from content never need to be asked for twice; live counts and the name of the
release are always asked for.
"""

OTHERWISE = "max-age=60"
"""Cache-Control everywhere else. A minute: whoever reads on or goes back waits for no round trip,
and a correction reaches every reader within that minute (with “reload” at once)."""

ON_ERROR = "no-store"
"""Cache-Control of what is not there: it may be published the next minute."""

OPEN = r"^/(api/|(.+/)?rss\.xml$|atom\.xml$|feed\.json$)"
"""A pattern of the paths that scripts of other sites may read: feeds and the API."""

HIDDEN = r"(^|/)\.(?!well-known/)"
"""A pattern of paths that are never answered: `.git`, `.env` and the like."""
