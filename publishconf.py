"""Settings of the portal as readers get it: the same, at its public address."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = "https://tinhuy.example"

# Where `publish` brings the site; `--to` says otherwise. For example
# "ssh://portal@may-chu.example/srv/portal".
PUBLISH_TARGET = ""

# Files and folders (with a / at the end) of the web root that `publish` leaves alone.
PUBLISH_KEEP: list[str] = []

# True once views are counted from the web server's log: see docs/luot-xem.md.
LIVE_VIEWS = False
