"""The web manifest says who the portal is and stays an ordinary page."""

import json

from plugins.manifest import Icon, manifest

ICONS = (
    Icon("/theme/icon-192-0123456789.png", "192x192", "image/png"),
    Icon("/favicon.svg", "any", "image/svg+xml"),
)


def made(
    name: str = "Cổng Phú Lương Giang", short: str = "Phú Lương Giang", about: str = ""
) -> str:
    """A manifest with these texts."""
    return manifest(name, short, about, ICONS, "#9e1219", "#fff").decode()


def test_manifest__read_back__opens_the_front_page_in_the_browser() -> None:
    assert json.loads(made(about="Tin của tỉnh")) == {
        "id": "/",
        "name": "Cổng Phú Lương Giang",
        "short_name": "Phú Lương Giang",
        "description": "Tin của tỉnh",
        "lang": "vi",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "browser",
        "theme_color": "#9e1219",
        "background_color": "#fff",
        "icons": [
            {"src": "/theme/icon-192-0123456789.png", "sizes": "192x192", "type": "image/png"},
            {"src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
    }


def test_manifest__letters__stand_as_they_are() -> None:
    assert '"name": "Cổng Phú Lương Giang"' in made()


def test_manifest__empty_text__is_left_out() -> None:
    assert {"short_name", "description"}.isdisjoint(json.loads(made(short="", about=" \n")))


def test_manifest__hostile_text__is_one_clean_line() -> None:
    found = json.loads(made(name='Cô\u0309ng "tin"\x00\ud800\ufffe </script>\n'))
    assert found["name"] == 'Cổng "tin" </script>'
