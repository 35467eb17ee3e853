"""`publish` and `verify` as editors and CI run them: in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from plugins.core.settings import PROJECT
from tests.build.processes import Ended, end

_RUN = """\
import importlib, json, sys
command = importlib.import_module(sys.argv[1])
sys.exit(getattr(command, sys.argv[2])(**json.loads(sys.argv[3])))
"""
PUBLISH = "plugins.publish.command"


def start(
    folder: Path, name: str = "publish", module: str = PUBLISH, **options: Any
) -> subprocess.Popen[str]:
    """Start a command of a module in a folder, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _RUN, module, name, json.dumps(options)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def run(folder: Path, name: str = "publish", **options: Any) -> Ended:
    """Run a command of plugins.publish.command to its end; options as for `start`."""
    with start(folder, name, **options) as process:
        return end(process)
