"""The settings of a small site for the views."""

from pathlib import Path

import pytest

from plugins.core.settings import Settings
from tests.factories import make_settings


@pytest.fixture(name="settings")
def _settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path, sitesubtitle="Tiếng nói của Đảng bộ")
