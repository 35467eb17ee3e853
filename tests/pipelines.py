"""What the CI files say: their jobs, and the shell scripts of each as its host runs them."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plugins.core.settings import PROJECT

GITHUB = ".github/workflows/publish.yml"
PULL_REQUEST = ".github/workflows/pull-request.yml"
GITLAB = ".gitlab-ci.yml"
_NO_JOBS = ("workflow", "stages", "variables", "default")


class Job(NamedTuple):
    """A job of a CI file."""

    file: str
    name: str
    said: dict[str, Any]

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps of a job on GitHub."""
        return list(self.said.get("steps", ()))

    @property
    def scripts(self) -> list[str]:
        """What bash gets, one script after the other: GitHub's steps; GitLab's job is one."""
        if self.file == GITLAB:
            return ["\n".join([*self.said.get("before_script", ()), *self.said["script"]])]
        return [step["run"] for step in self.steps if "run" in step]

    @property
    def commands(self) -> list[str]:
        """The lines that start with `python3 tasks.py`."""
        lines = (line for script in self.scripts for line in script.splitlines())
        return [line for line in lines if line.startswith("python3 tasks.py ")]

    def run(self, folder: Path, environment: Mapping[str, str]) -> Iterator[tuple[int, str]]:
        """Run the scripts in a checkout: status and output of each, up to the first that fails."""
        for script in self.scripts:
            done = subprocess.run(
                ["bash", "-e", "-c", script],
                cwd=folder,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            yield done.returncode, done.stdout
            if done.returncode:
                return


def load(file: str) -> dict[str, Any]:
    """A CI file, every value as text: YAML would take the key `on` for true."""
    text = (PROJECT / file).read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # knows no type but text


def jobs(file: str) -> dict[str, Job]:
    """The jobs of a CI file by name."""
    said = load(file)
    found = {k: v for k, v in said.items() if k not in _NO_JOBS} if file == GITLAB else said["jobs"]
    return {name: Job(file, name, each) for name, each in found.items()}
