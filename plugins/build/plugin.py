"""The portal as a plugin of Pelican: one generator that makes every page.

The only user of Pelican. Its own generators get no paths: they would keep all articles in memory,
log a bad one and go on.
"""

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.settings import DEFAULT_CONFIG

from plugins.build import commands, console
from plugins.build.options import Options
from plugins.core import dates, settings
from plugins.core.settings import Settings, SettingsError

_NOTHING_FOR_PELICAN: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "DELETE_OUTPUT_DIRECTORY": False,
    "READERS": {"rst": None, "html": None, "md": None},
    **{name: None for name in DEFAULT_CONFIG if name.endswith(("FEED_ATOM", "FEED_RSS"))},
    **{name: None for name in DEFAULT_CONFIG if name.startswith("FEED_ALL")},
}


_OF_PELICAN = (
    *("DEBUG", "CSS_FILE", "FEED_DOMAIN", "ARTICLE_EXCLUDES", "PAGE_EXCLUDES"),
    *("BIND", "PORT", "CACHE_PATH"),
)
"""What Pelican or its command line adds to the settings by itself."""

_TYPED = "portal"
"""Where the portal's own settings travel among Pelican's; not upper case, so not a setting."""


class PortalGenerator:
    """Pelican's view of the portal: everything happens when outputs are generated."""

    def __init__(self, *, settings: dict[str, Any], **_others: Any) -> None:
        self.settings = settings

    def generate_output(self, _writer: Any) -> None:
        """Build; if it fails, end with the exit status that `tasks.py build` has."""
        chosen: Settings = self.settings[_TYPED]
        sent: dict[str, Any] = {"context": self.settings}

        def written(path: str) -> None:
            signals.content_written.send(str(chosen.output_path / path), **sent)

        options = Options(
            now=dates.from_datetime(datetime.now(dates.VIETNAM)).stamp,
            jobs=os.cpu_count() or 1,
            on_written=written,
            tell=console.warn,
        )
        status = commands.run_build(chosen, options)
        if status != commands.DONE:
            raise SystemExit(status)


def typed(pelican: dict[str, Any]) -> Settings:
    """The portal's settings out of Pelican's, which hold all of Pelican's defaults too.

    What nobody set has the portal's default, not Pelican's. Raises SettingsError.
    """
    raw = {
        name: value
        for name, value in pelican.items()
        if name not in _OF_PELICAN and (name not in DEFAULT_CONFIG or value != DEFAULT_CONFIG[name])
    }
    raw["PLUGINS"] = [str(each) for each in raw["PLUGINS"]]
    root = Path(pelican["PLUGIN_PATHS"][0])
    found = settings.read(raw, root)
    return replace(found, stateless=_folders_are_overridden(found))


def _folders_are_overridden(found: Settings) -> bool:
    """True if the command line (`pelican -o …`) names other folders than the settings file."""
    own = [
        settings.read({name: value for name, value in vars(module).items() if name.isupper()}, root)
        for module in list(sys.modules.values())
        if (root := Path(getattr(module, "__file__", None) or "").parent) == found.root
        and hasattr(module, "SITENAME")
    ]
    folders = [(each.path, each.output_path) for each in own]
    return bool(folders) and (found.path, found.output_path) not in folders


def _take_over(pelican: Any) -> None:
    try:
        chosen = typed(pelican.settings)
    except SettingsError as error:
        console.warn(str(error))
        raise SystemExit(commands.WRONG_USE) from error
    pelican.settings.update(_NOTHING_FOR_PELICAN, **{_TYPED: chosen})


def _generators(_pelican: Any) -> type[PortalGenerator]:
    return PortalGenerator


def register() -> None:
    """Called by Pelican."""
    signals.initialized.connect(_take_over)
    signals.get_generators.connect(_generators)
