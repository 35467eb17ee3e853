"""What holds for every build in these tests: the disk is not waited for, templates compile once."""

import os
from collections.abc import Iterator

import pytest
from jinja2 import FileSystemBytecodeCache

from plugins.build import folders, templates


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Make os.sync do nothing; hundreds of builds would each flush the whole machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def folders_noted_soon() -> Iterator[None]:
    """Note folders of output/ after some clock ticks, not seconds: tests build again at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "_TICK", 20_000_000)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give all builds of this process one cache of templates: compiling them is most of a build.

    Jinja looks a template up by its path and its text, so that another theme gets its own.
    """
    shared = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "FileSystemBytecodeCache", lambda _: shared)
        yield
