"""The repository's settings with the benchmark's categories and no table of authors."""

import runpy
from pathlib import Path

# Lower case: settings are the names in upper case.
_root = Path(__file__).resolve().parents[2]
_words = runpy.run_path(str(Path(__file__).with_name("vocabulary.py")))
_site = runpy.run_path(str(_root / "pelicanconf.py"))
_site = {name: value for name, value in _site.items() if name.isupper()}

# Folders are relative to the file that names them, which is not this one.
for _name in _site.keys() & {"PATH", "OUTPUT_PATH", "STATE_PATH", "THEME"}:
    _site[_name] = str(_root / _site[_name])
if "PLUGIN_PATHS" in _site:
    _site["PLUGIN_PATHS"] = [str(_root / each) for each in _site["PLUGIN_PATHS"]]

globals().update(_site)
CATEGORIES = list(_words["CATEGORIES"])
NOTICES = ""
AUTHORS: dict[str, str] = {}
