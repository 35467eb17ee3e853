"""The command line speaks the editors' language: what there is, what was meant, how it is used."""

import re
from inspect import signature

import pytest

import tasks
from plugins.audience import command as audience
from plugins.build import commands

PROMISE = re.compile(r"  ([a-z]+) +(\S.*)\n {14}python3 tasks\.py ([a-z]+).*")


def run(*words: str) -> int:
    """The exit status of a command line."""
    with pytest.raises(SystemExit) as end:
        tasks.portal.run(["tasks.py", *words])
    return int(end.value.code or 0)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The options with which `new` or `report` is called; both end with status 3."""
    options: dict[str, object] = {}

    def note(**received: object) -> int:
        options.update(received)
        return 3

    for name in ("new", "report"):
        monkeypatch.setattr(commands, name, note)
    return options


@pytest.mark.parametrize("words", [(), ("--help",)])
def test_no_command__lists_each_with_a_promise_and_an_example_of_it(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 0
    shown = capsys.readouterr().out
    found = PROMISE.findall(shown)
    assert sorted(name for name, _, _ in found) == sorted(tasks.namespace.tasks)
    assert [(name, example) for name, _, example in found if example != name] == []
    assert [line for line in shown.split("\n") if len(line) > 80] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("biuld",), "Không có lệnh “biuld”. Có phải build?"),
        (("raport", "--csv", "x"), "Không có lệnh “raport”. Có phải report?"),
        (("xyz",), "Không có lệnh “xyz”.\n"),
        (("--wrong",), "Không có lệnh “--wrong”.\n"),
        (("build", "--wrong"), "Dòng lệnh viết chưa đúng: lệnh này không có tùy chọn “--wrong”."),
        (("new", "--wrong"), "Dòng lệnh viết chưa đúng: lệnh này không có tùy chọn “--wrong”."),
        (("new", "Tin", "--category"), "viết chưa đúng: sau --category còn thiếu giá trị."),
        (("report", "--from"), "viết chưa đúng: sau --from còn thiếu giá trị."),
        (("new", "Hội", "nghị", "--category", "X"), "không hiểu “nghị”. Tên có dấu cách phải nằm"),
        (("new", "“Hội", "nghị”"), "không hiểu “nghị”. Tên có dấu cách phải nằm"),
        (("new", "Tin", "sang'"), "không hiểu “sang'”."),
    ],
)
def test_wrong_words__status_2_and_how_it_is_done(
    words: tuple[str, ...], told: str, given: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == 2
    shown = capsys.readouterr()
    assert (shown.out, given) == ("", {})
    assert told in shown.err
    assert shown.err.endswith("python3 tasks.py LỆNH --help\n")


@pytest.mark.parametrize("name", tasks.namespace.tasks)
def test_help__of_each_command__is_told_and_nothing_is_done(
    name: str, given: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name, "--help") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert f"python3 tasks.py {name}" in shown
    _, *options = signature(tasks.namespace.tasks[name].body).parameters
    helped = [tasks.HELP.get(f"{name} {each}") or tasks.HELP[each] for each in options]
    assert [each for each in helped if " ".join(each.split()[:3]) not in shown] == []
    assert given == {}


@pytest.mark.parametrize(
    ("words", "title", "category"),
    [
        ((), "", None),
        (("Lễ hội",), "Lễ hội", None),
        (("a = b", "--category", "Dân vận"), "a = b", "Dân vận"),
        (("--category", "Dân vận", "Lễ hội"), "Lễ hội", "Dân vận"),
        (("--category=Dân vận", "build"), "build", "Dân vận"),
        (("--category", "Dân vận"), "", "Dân vận"),
        (("--title", "Lễ hội"), "Lễ hội", None),
        (("--title=- Lễ hội",), "- Lễ hội", None),
    ],
)
def test_new__title_anywhere_or_nowhere__is_understood(
    words: tuple[str, ...], title: str, category: str | None, given: dict[str, object]
) -> None:
    assert run("new", *words) == 3
    assert (given["title"], given["category"]) == (title, category)


def test_report__from__is_an_option_though_python_keeps_the_word(given: dict[str, object]) -> None:
    assert run("report", "--from", "1/1/2026", "--to=2/1/2026", "--csv", "bao cao.csv") == 3
    wanted = {"from_": "1/1/2026", "to": "2/1/2026", "csv": "bao cao.csv"}
    assert given == {**wanted, "settings": None, "content": None, "state": None}


@pytest.mark.parametrize(
    ("words", "logs"),
    [
        ((), []),
        (("a.log",), ["a.log"]),
        (("a.log", "b.log.gz", "-"), ["a.log", "b.log.gz", "-"]),
        (("--to", "www", "a.log", "--watch", "b.log"), ["a.log", "b.log"]),
        (("--log", "a.log", "--log=b.log", "build"), ["a.log", "b.log", "build"]),
        (("access.log*", "--every=30"), ["access.log*"]),
    ],
)
def test_views__every_plain_word__is_a_log(
    words: tuple[str, ...], logs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[str] = []

    def note(log: list[str], **_: object) -> int:
        received.extend(log)
        return 3

    monkeypatch.setattr(audience, "views", note)
    assert run("views", *words) == 3
    assert received == logs
