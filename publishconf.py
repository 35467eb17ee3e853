"""Settings of the portal as readers get it: the same, at its public address."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *  # noqa: F403

SITEURL = "https://tinhuy.example"
