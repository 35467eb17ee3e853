"""The portal as a plugin of Pelican: one generator that makes every page.

The only user of Pelican. Its own generators get no paths: they would keep all articles in memory,
log a bad one and go on.
"""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG


from plugins.core import dates, settings
from plugins.core.settings import SettingsError
