"""One digest for everything besides content/ that outputs depend on."""

import hashlib
import sys
from dataclasses import fields
from pathlib import Path

from plugins.core.settings import PROJECT, Settings

_PLACES = (
    *("path", "output_path", "state_path", "theme", "root", "stateless"),
    *("plugins", "plugin_paths", "publish_target", "publish_keep", "crawlers"),
    *("most_read_minimum", "most_read_without", "most_read_max_age"),
)
_READING = ("core", "ingest", "images", "state")


def reading(settings: Settings) -> str:
    """Changes when files must be read again: the code that reads, libraries, some settings."""
    chosen = [settings.siteurl, settings.categories, settings.authors]
    places = [PROJECT / "plugins" / name for name in _READING]
    return _digest(repr(chosen), _python_files(places))


def rendering(settings: Settings) -> str:
    """Changes when anything must be rendered again: any code, the theme, any setting."""
    theme = sorted(path for path in settings.theme.rglob("*") if path.is_file())
    return _digest(code(settings), theme)


def code(settings: Settings) -> str:
    """Changes when everything must be rendered again: any code, any setting."""
    values = [
        (each.name, getattr(settings, each.name))
        for each in fields(settings)
        if each.name not in _PLACES
    ]
    return _digest(repr(values), _python_files([PROJECT / "plugins"]))


def _python_files(places: list[Path]) -> list[Path]:
    found = [place for place in places if place.is_file()]
    return found + sorted(path for place in places for path in place.rglob("*.py"))


def _digest(values: str, files: list[Path]) -> str:
    """The lock file stands for the versions of all libraries."""
    total = hashlib.sha256(f"{sys.version_info[:2]} {values}".encode())
    for path in (PROJECT / "requirements.txt", *files):
        if path.is_file():
            total.update(f"{path.name} {path.stat().st_size}\n".encode())
            total.update(path.read_bytes())
    return total.hexdigest()
