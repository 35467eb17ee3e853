"""`build --explain`: one line for each output that was written, with the reason, and no others."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.settings import PROJECT
from tests.build.processes import run_here, write_settings
from tests.build.sites import Site, pages, site_of, write_article
from tests.factories import NOW


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """45 articles with a theme of their own, not yet built."""
    made = site_of(tmp_path / "site", 45)
    shutil.copytree(PROJECT / "theme", made.root / "theme")
    write_settings(made.root, "THEME = 'theme'\n")
    return made


def explained(site: Site, **options: bool) -> dict[str, str]:
    """Build; the reason of each output, which must be all that were written, in order."""
    given = {"now": NOW, "report": "report.json", **options}
    ended = run_here(site, "build", explain=True, **given)
    assert (ended.status, ended.err) == (0, "")
    *lines, _ = ended.out.splitlines()
    told = [line.partition(": ") for line in lines]
    report = json.loads((site.root / "report.json").read_text("utf-8"))
    assert [path for path, _, _ in told] == report["written"]
    assert all(reason for _, _, reason in told)
    return {path: reason for path, _, reason in told}


@pytest.mark.parametrize("full", [False, True])
def test_explain__full_build__each_output_because_of_that(site: Site, full: bool) -> None:
    if full:
        explained(site)
        shutil.rmtree(site.output)
    found = explained(site, full=full)
    assert found.keys() == site.outputs()
    assert set(found.values()) == {"dựng lại toàn bộ"}


def _color(site: Site) -> None:
    path = site.root / "theme/static/css/tokens.css"
    path.write_text(path.read_text("utf-8") + "\n:root { --moi: #123456; }\n", encoding="utf-8")


def _template(site: Site) -> None:
    path = site.root / "theme/templates/article.html"
    path.write_text(path.read_text("utf-8").replace("</article>", "<hr></article>"), "utf-8")


@pytest.mark.parametrize("change", [_color, _template])
def test_explain__theme_changed__each_output_because_of_that(
    site: Site, change: Callable[[Site], None]
) -> None:
    explained(site)
    change(site)
    found = explained(site)
    assert found.keys() >= pages(*range(45))
    assert set(found.values()) == {"giao diện đổi"}


def test_explain__one_article__its_file_and_what_that_reaches(site: Site) -> None:
    explained(site)
    write_article(site, 38, title="Tên khác")
    found = explained(site)
    assert "bai-38.md" in found["2026/10/bai-38.html"]
    assert "bai-38.md" in found["2026/10/bai-39.html"]
    assert "danh sách" in found["chinh-tri/index.html"]


def test_explain__article_deleted__what_is_written_only(site: Site) -> None:
    explained(site)
    site.delete("bai-38.md")
    found = explained(site)
    assert "2026/10/bai-38.html" not in found
    assert {"index.html", "chinh-tri/index.html", "luu-tru/2026/10/index.html"} <= found.keys()


def test_explain__nothing_changed__no_line(site: Site) -> None:
    explained(site)
    assert explained(site) == {}
