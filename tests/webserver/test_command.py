"""`webserver`: the configuration on standard output, all else on standard error."""

import io
import json
import sys
from pathlib import Path

import pytest

import tasks
from plugins.build import webserving
from plugins.core import urls
from plugins.webserver import apache
from tests.build.processes import write_settings

ENTRIES = [("/?ItemID=12", "/2023/03/bai.html"), ("/cu/%E1%BB%A7y.html", "/2023/03/bai.html")]


@pytest.fixture
def settings(tmp_path: Path) -> str:
    """The settings of a built site with two old addresses."""
    write_table(tmp_path, ENTRIES)
    return write_settings(tmp_path)


def write_table(root: Path, entries: list[tuple[str, str]]) -> None:
    path = root / "output" / urls.REDIRECTS
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"from": old, "to": new} for old, new in entries]
    path.write_text(json.dumps({"version": 1, "redirects": rows}), encoding="utf-8")


@pytest.mark.parametrize(
    ("server", "what_next"), [("nginx", "nginx -t && systemctl reload nginx"), ("apache", ".htac")]
)
def test_webserver__either__prints_the_file_and_says_what_to_do_with_it(
    server: str, what_next: str, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert webserving.webserver(server, settings=settings) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# Cấu hình")
    assert "ItemID=12" in out
    assert "cu/ủy" in out
    assert err.startswith("2 địa chỉ cũ. ")
    assert what_next in err


def test_webserver__nginx__root_is_the_hosts_own_unless_given(
    settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    webserving.webserver("nginx", settings=settings)
    assert "    root /var/www/tinhuy.example;\n" in capsys.readouterr().out
    webserving.webserver("nginx", settings=settings, root="/srv/cong")
    assert "    root /srv/cong;\n" in capsys.readouterr().out


def test_webserver__apache_with_stubs__has_only_what_no_stub_answers(
    settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert webserving.webserver("apache", settings=settings, stubs=True) == 0
    out, err = capsys.readouterr()
    assert "ItemID=12" in out
    assert "cu/ủy" not in out
    assert err.startswith("1 địa chỉ cũ. ")


def test_webserver__apache_with_very_many_old_addresses__says_that_it_will_be_slow(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for count in (apache.SLOW_FROM, apache.SLOW_FROM + 1):
        write_table(tmp_path, [(f"/cu/{number}.html", "/a.html") for number in range(count)])
        assert webserving.webserver("apache", settings=settings) == 0
        assert ("--stubs" in capsys.readouterr().err) == (count > apache.SLOW_FROM)


def test_webserver__address_of_this_machine__says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(tmp_path, [])
    settings = write_settings(tmp_path, 'SITEURL = "http://localhost:8000"\n')
    assert webserving.webserver("nginx", settings=settings) == 0
    assert "publishconf.py" in capsys.readouterr().err


def test_webserver__terminal_of_another_encoding__is_given_utf_8(
    settings: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    with io.TextIOWrapper(written, encoding="ascii", newline="\r\n") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert webserving.webserver("nginx", settings=settings) == 0
        assert '"/cu/ủy.html"'.encode() in written.getvalue()
        assert b"\r" not in written.getvalue()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"server": "iis"}, "nginx hoặc apache"),
        ({"server": ""}, "nginx hoặc apache"),
        ({"server": "apache", "root": "/a"}, "--root"),
        ({"server": "nginx", "root": "a b"}, "--root"),
        ({"server": "nginx", "stubs": True}, "--stubs"),
    ],
)
def test_webserver__wrong_use__exit_2_and_nothing_printed(
    options: dict[str, object], said: str, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert webserving.webserver(settings=settings, **options) == 2  # type: ignore[arg-type]
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err


@pytest.mark.parametrize("siteurl", ["https://a.example:99999", f"https://{'a' * 64}.example"])
def test_webserver__address_that_there_cannot_be__exit_2(
    siteurl: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = write_settings(tmp_path, f'SITEURL = "{siteurl}"\n')
    assert webserving.webserver("apache", settings=settings) == 2
    assert "SITEURL" in capsys.readouterr().err


@pytest.mark.parametrize(("table", "cure"), [(None, "build`"), ("{}", "build --full`")])
def test_webserver__nothing_built_or_damaged__exit_2_with_the_command(
    table: str | None, cure: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if table is not None:
        write_table(tmp_path, [])
        (tmp_path / "output" / urls.REDIRECTS).write_text(table, encoding="utf-8")
    assert webserving.webserver("nginx", settings=write_settings(tmp_path)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert cure in err


def test_webserver__longest_addresses__are_counted_where_left_out(
    settings: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(tmp_path, [("/" + "a" * 1000, "/a.html")])
    assert webserving.webserver("nginx", settings=settings) == 0
    assert "Bỏ qua 1 địa chỉ cũ" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["nginx", "--root", "/a"], {"server": "nginx", "root": "/a", "stubs": False}),
        (["apache", "--stubs"], {"server": "apache", "root": None, "stubs": True}),
        ([], {"server": "", "root": None, "stubs": False}),
    ],
)
def test_command_line__server__needs_no_option_before_it(
    words: list[str], given: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    received: dict[str, object] = {}

    def note(server: str, **options: object) -> int:
        received.update(options, server=server)
        return 3

    monkeypatch.setattr(webserving, "webserver", note)
    with pytest.raises(SystemExit) as end:
        tasks.portal.run(["tasks.py", "webserver", *words])
    assert (end.value.code, received) == (3, {**given, "settings": None, "output": None})


def test_command_line__help__is_no_server(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        tasks.portal.run(["tasks.py", "webserver", "--help"])
    assert end.value.code == 0
    assert "--root" in capsys.readouterr().out
