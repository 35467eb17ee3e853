"""The web manifest: name and icons for whoever puts the portal on a phone's home screen.

Format: W3C Web Application Manifest (w3.org/TR/appmanifest). The portal stays an ordinary page in
the browser: back, address bar and text size are where its readers know them.
"""

import json
from collections.abc import Iterable
from typing import NamedTuple

from plugins.core.text import clean, one_line


class Icon(NamedTuple):
    """An icon: its address, sizes (`192x192`, `any`), MIME type."""

    url: str
    sizes: str
    type: str


def manifest(
    name: str,
    short_name: str,
    description: str,
    icons: Iterable[Icon],
    theme_color: str,
    background: str,
) -> bytes:
    """The manifest of a portal in Vietnamese whose front page is `/`.

    Texts that are empty are left out; colours are CSS colours.
    """
    texts = {"name": name, "short_name": short_name, "description": description}
    cleaned = {key: one_line(clean(value)) for key, value in texts.items()}
    found = {
        "id": "/",
        **{key: value for key, value in cleaned.items() if value},
        "lang": "vi",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": theme_color,
        "background_color": background,
        "icons": [{"src": url, "sizes": sizes, "type": type_} for url, sizes, type_ in icons],
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()
