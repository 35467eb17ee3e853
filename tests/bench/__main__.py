"""`python3 tasks.py bench`: the options, what is told meanwhile, what is written."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date

from plugins.core.settings import PROJECT
from tests import programs
from tests.bench import audience, chart, course, phone, table
from tests.bench.peers import MOST, PEERS, CannotInstall
from tests.bench.stopwatch import CommandFailed, Cost

BASE = PROJECT / ".state" / "bench"
"""Where measuring is done: on the disk that the portal itself is built on."""
DOCUMENT, CHART = PROJECT / "docs" / "benchmarks.md", PROJECT / "docs" / "do-nhanh.svg"


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print the table, write it if wanted; the exit status."""
    options = _options(words)
    against = [each for each in options.against.split(",") if each]
    known = [audience.PEER] if options.lines else [] if options.phone else [*PEERS]
    if unknown := [each for each in against if each not in known]:
        _say(f"--against {unknown[0]}: chỉ có thể là {', '.join(known) or 'không gì cả'}.")
        return 2
    for name in against:
        if options.articles > MOST.get(name, options.articles):
            _say(f"Không đo {name}: chỉ đo đến {MOST[name]} bài.")
    if sys.platform != "linux":
        _say("Không đo bộ nhớ: chỉ đo được trên Linux.")
    sites = BASE / "sites"
    shutil.rmtree(sites, ignore_errors=True)  # left by a run that was killed
    try:
        if options.phone:
            searches = phone.run(sites, options.articles, options.runs, _tell)
            _show("phone", phone.markdown(searches, date.today()), write=options.write)
        elif options.lines:
            sites.mkdir(parents=True)
            visits = audience.run(sites, options.lines, against, options.runs, _tell)
            _show("views", audience.markdown(visits, date.today()), write=options.write)
        else:
            results = course.run(
                sites, options.articles, against, options.runs, BASE / "programs", _tell
            )
            _show("bench", table.markdown(results, date.today()), write=options.write)
            if options.write:
                CHART.write_text(chart.svg(results), encoding="utf-8", newline="\n")
                _say(f"Đã ghi docs/{CHART.name}.")
    except CannotInstall as error:
        _say(
            f"{error}\nKhông cài được chương trình để so sánh (cannot install). Cách sửa: xem lại "
            "mạng rồi chạy lại, hoặc chạy không có --against."
        )
        return 3
    except programs.Missing as error:
        _say(str(error))
        return 3
    except (CommandFailed, OSError, subprocess.SubprocessError) as error:
        _say(f"{error}\nKhông đo được: xem lời báo ở trên, sửa xong hãy chạy lại.")
        return 3
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(sites, ignore_errors=True)
    return 0


def _show(name: str, text: str, *, write: bool) -> None:
    """Print the results; put them into the document's block of that name if wanted."""
    print(text)
    if write:
        source = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(table.document(source, name, text), encoding="utf-8", newline="\n")
        _say(f"Đã ghi docs/{DOCUMENT.name}.")


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--phone", action="store_true")
    parser.add_argument("--against", default="")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(words)


def _tell(what: str, cost: Cost) -> None:
    _say(f"{what}: {cost.wall:.2f} s")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
