"""The theme's own files at addresses that change with their bytes: cached for ever, never stale.

Templates and styles name a file by where it stands in theme/static/: `images/emblem.svg`. All of
css/ is one style sheet, `portal.css`, and all of js/ one script, `portal.js`; search/ and
search-worker/ are the scripts that only the search page fetches. What lies in root/ is
published at the top of the site under its own name: icons that browsers ask for there. Files of
other types (licences, notes) are not published.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from plugins.core import urls

PUBLISHED = frozenset((".css", ".ico", ".js", ".svg", ".png", ".woff2"))
BUNDLES = {
    "css": "portal.css",
    "js": "portal.js",
    "search": "search.js",
    "search-worker": "search-worker.js",
}
ROOT = "root/"
FIRST = "css/layers.css"
"""Says in which order the layers of all other style sheets count."""

_REFERENCE = re.compile(r'url\("\.\./([^"]+)"\)')


class ThemeError(Exception):
    """A template is missing, cannot be read, or asks for what no page or theme has.

    Its last argument says what; one before it, of what kind.
    """


class MissingAsset(ThemeError):
    """A template or a style sheet names a file that theme/static/ does not have."""


class Assets:
    """The published files of a theme."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take files by their paths below static/, with `/`. Raises MissingAsset."""
        self._outputs: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}
        for name in sorted(files, key=lambda each: each.endswith(".css")):  # they name others
            self._add(name, files[name])

    @classmethod
    def of(cls, static: Path) -> "Assets":
        """The assets of a theme's folder static/, which may be missing."""
        found: dict[str, bytes] = {}
        bundles: dict[str, list[Path]] = {}
        for path in sorted(static.rglob("*")):
            if path.suffix not in PUBLISHED or not path.is_file():
                continue
            name = path.relative_to(static).as_posix()
            if bundle := BUNDLES.get(name.partition("/")[0]):
                bundles.setdefault(bundle, []).append(path)
            else:
                found[name] = path.read_bytes()
        for bundle, paths in bundles.items():
            paths.sort(key=lambda path: path != static / FIRST)
            found[bundle] = b"\n".join(path.read_bytes() for path in paths)
        return cls(found)

    def output(self, name: str) -> str:
        """The output of a file, known by its path below static/. Raises MissingAsset."""
        if name not in self._outputs:
            raise MissingAsset(f"theme/static/{name}")
        return self._outputs[name]

    @property
    def named(self) -> Mapping[str, str]:
        """The output of each file by its name."""
        return self._outputs

    def outputs(self) -> list[str]:
        """All outputs."""
        return list(self._contents)

    def content(self, output: str) -> bytes | None:
        """The bytes of an output; None if the theme has no such file."""
        return self._contents.get(output)

    def token(self, name: str) -> str:
        """The first value of a token of the style sheet, as `#9e1219`; empty if it has none."""
        style = self._contents.get(self._outputs.get("portal.css", ""), b"").decode()
        found = re.search(rf"--{re.escape(name)}:\s*([^;]+);", style)
        return found[1] if found else ""

    def _add(self, name: str, content: bytes) -> None:
        if name.endswith(".css"):
            content = _REFERENCE.sub(self._relative, content.decode()).encode()
        if name.startswith(ROOT):
            self._outputs[name] = name.removeprefix(ROOT)
            self._contents[self._outputs[name]] = content
            return
        digest = hashlib.sha256(content).hexdigest()[:10]
        output = urls.asset(Path(name).stem, digest, Path(name).suffix[1:])
        self._outputs[name] = output
        self._contents[output] = content

    def _relative(self, match: re.Match[str]) -> str:
        """A style sheet's `url("../fonts/….woff2")`: all assets lie in one folder."""
        return f'url("{self.output(match[1]).rpartition("/")[2]}")'
