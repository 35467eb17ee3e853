"""From what is written in settings or on the command line to a target, and who goes there."""

import getpass
import os
import platform
import re
import secrets
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from plugins.core import dates
from plugins.core.settings import Settings, SettingsError
from plugins.publish.folder import Folder
from plugins.publish.ssh import Ssh
from plugins.publish.target import Target

SETTINGS = "publishconf.py"
"""The settings file of the commands that speak of the public site, unless another is named."""


def target(given: str | None, chosen: Settings) -> Target:
    """The target that was given, else the settings' own. Raises SettingsError."""
    address = given or chosen.publish_target
    if not address:
        raise SettingsError(
            "Chưa biết phát hành lên đâu. Cách sửa: thêm --to ssh://tên@máy/thư-mục (hoặc "
            f"--to THƯ-MỤC), hay ghi PUBLISH_TARGET trong {SETTINGS}."
        )
    if re.match(r"[^/]{2,}:", address) and "://" not in address:  # rsync's and scp's own form
        host, _, path = address.partition(":")
        raise SettingsError(f"Viết đích là ssh://{host}/{path.lstrip('/')} thay cho {address}.")
    scheme = urlsplit(address).scheme
    if scheme == "ssh":
        return Ssh(address)
    if "://" in address:
        raise SettingsError(f"Không biết cách gửi đến {scheme}://. Dùng ssh://… hoặc một thư mục.")
    return Folder(Path(os.path.abspath(address if given else chosen.root / address)))


def owner() -> str:
    """Who goes there, for whoever else wants to; unlike any other."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    now = dates.from_datetime(datetime.now(dates.VIETNAM))
    return f"{user}@{platform.node()} từ {now.clock} {now.short} ({secrets.token_hex(3)})"
