"""A settings file to Settings: the file is Python, as Pelican's is."""

import runpy
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.core import settings
from plugins.core.settings import PROJECT, Settings, SettingsError


def load(
    file: str | None,
    *,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> Settings:
    """Settings from a file (default pelicanconf.py), with folders that the caller overrides.

    Paths given are relative to the current folder. The settings file's state is for its own
    folders: others without a state of their own get none. Raises SettingsError.
    """
    path = Path(file).absolute() if file else PROJECT / "pelicanconf.py"
    if not path.is_file():
        raise SettingsError(f"Không có tệp thiết lập {path}.")
    try:
        names = _run(path)
    except Exception as error:  # the file may do anything
        message = f"{path}: {type(error).__name__}: {error}"
        if isinstance(error, SyntaxError):
            message = f"{path}:{error.lineno}: {error.msg}"
        raise SettingsError(message) from error
    raw = {name: value for name, value in names.items() if name.isupper()}
    found = settings.read(raw, path.parent)
    if content and not Path(content).is_dir():
        raise SettingsError(f"Không có thư mục bài viết {content}.")
    given = {"path": content, "output_path": output, "state_path": state}
    paths: dict[str, Any] = {name: Path(path).absolute() for name, path in given.items() if path}
    changed = replace(found, **paths)
    elsewhere = (changed.path, changed.output_path) != (found.path, found.output_path)
    return replace(changed, stateless=elsewhere and not state)


def _run(path: Path) -> dict[str, Any]:
    """The names that the file gives; what it imports from its own folder is read anew each time."""
    known = set(sys.modules)
    try:
        return runpy.run_path(str(path))
    finally:
        for name in sys.modules.keys() - known:
            source = getattr(sys.modules[name], "__file__", None)
            if source and Path(source).parent == path.parent:
                del sys.modules[name]
