"""A site whose articles depend on each other, and what goes wrong in it."""

from collections.abc import Mapping
from pathlib import Path

from plugins.build.options import Report
from plugins.core import problem
from tests.build.sites import Site, picture, site_of, write_article


def linked_site(root: Path) -> Site:
    """Eight articles with a link, a picture and a file among them, built."""
    made = site_of(root, 8)
    made.write({"images/a.jpg": picture("red"), "files/k.pdf": b"%PDF-1.4 k"})
    write_article(made, 1, body="Đoạn mở đầu.\n\nXem [bài kia]({filename}bai-02.md).")
    write_article(
        made, 3, image="{src: /images/a.jpg, alt: Toàn cảnh}", attachments="[/files/k.pdf]"
    )
    write_article(made, 4, aliases="[/cu/4.html]", id="bai-04")
    assert not made.build().failed
    return made


def places(report: Report) -> set[tuple[str, int]]:
    """Where the errors are."""
    return {(each.path, each.line) for each in problem.errors(report.problems)}


def put(site: Site, files: Mapping[str, str | bytes | None]) -> None:
    """Write these files below content/, delete those that are None."""
    for path, data in files.items():
        if data is None:
            site.delete(path)
        else:
            site.write({path: data})
