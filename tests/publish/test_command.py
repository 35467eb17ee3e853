"""`publish` and `verify` as they are run: options in, words and exit status out."""

from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from plugins.build import commands
from plugins.publish import command
from tests.build.processes import Ended, write_settings
from tests.build.sites import Site, site_of, write_article
from tests.factories import NOW, write


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Three articles that were built with the site's own settings file."""
    site = site_of(tmp_path / "site", 3)
    build(site)
    return site


def build(site: Site, more: str = "") -> None:
    """Build as CI does."""
    settings = write_settings(site.root, more)
    assert run(site, commands.build, settings=settings, now=NOW).status == 0


def run(site: Site, body: Callable[..., int], **options: Any) -> Ended:
    """Run a command in the site's folder."""
    out, err = StringIO(), StringIO()
    options = {"settings": "pelicanconf.py", **options}
    with chdir(site.root), redirect_stdout(out), redirect_stderr(err):
        status = body(**options)
    return Ended(status, out.getvalue(), err.getvalue())


def test_publish__to_a_folder__says_release_and_counts(site: Site) -> None:
    first = run(site, command.publish, to="../www")
    count = len(site.outputs())
    assert first == (
        0,
        f"{site.root.parent}/www: đã phát hành bản 1, gửi {count}, xóa 0 tệp.\n",
        "",
    )
    again = run(site, command.publish, to="../www")
    assert again.out == f"{site.root.parent}/www: không có gì mới, vẫn là bản 1.\n"


def test_publish__target_in_the_settings__needs_no_option(site: Site) -> None:
    build(site, "PUBLISH_TARGET = '../www'\n")
    assert run(site, command.publish).status == 0
    assert (site.root.parent / "www/index.html").is_file()  # beside the settings file's folder


def test_publish__dry_run__lists_and_leaves_no_trace(site: Site) -> None:
    done = run(site, command.publish, to="../www", dry_run=True)
    assert done.status == 0
    assert "gửi index.html\n" in done.out
    assert done.out.endswith("chưa làm gì.\n")
    assert not (site.root.parent / "www").exists()
    assert not (site.root.parent / "www.portal").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Chưa biết phát hành lên đâu"),
        ({"to": "ftp://may.example/www"}, "Không biết cách gửi đến ftp://"),
        ({"to": "portal@may.example:/srv/www"}, "ssh://portal@may.example/srv/www"),
        ({"to": "ssh://may.example"}, "ssh://user@host/thu-muc"),
        ({"to": "ssh://may.example:x/www"}, "ssh://user@host/thu-muc"),
        ({"to": "ssh://-oProxyCommand=x/www"}, "ssh://user@host/thu-muc"),
    ],
)
def test_publish__no_such_target__is_wrong_use(
    site: Site, options: dict[str, str], words: str
) -> None:
    done = run(site, command.publish, **options)
    assert done.status == 2
    assert words in done.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("SITENAME = 'Tên khác'\n", "bằng thiết lập, giao diện hay chương trình khác"),
        ("CATEGORIES = ['Chính trị', 'Thể thao']\n", "bằng thiết lập, giao diện"),
        ("SITEURL = 'http://localhost:8000'\n", "bạn đọc không tới được"),
        ("SITEURL = 'http://127.0.0.1'\n", "bạn đọc không tới được"),
    ],
)
def test_publish__built_otherwise__is_refused_with_the_build_to_run(
    site: Site, change: str, words: str
) -> None:
    write_settings(site.root, change)
    done = run(site, command.publish, to="../www")
    assert done.status == 2
    assert words in done.err
    assert "localhost" in change or "127" in change or "build --settings pelicanconf.py" in done.err
    assert not (site.root.parent / "www").exists()


def test_publish__never_built__says_which_build_to_run(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", 1)
    write_settings(site.root)
    done = run(site, command.publish, to="../www")
    assert done.status == 2
    assert "Chưa dựng" in done.err
    assert "python3 tasks.py build --settings pelicanconf.py" in done.err


def test_verify__state_damaged__is_left_as_it_is(site: Site) -> None:
    run(site, command.publish, to="../www")
    state = site.root / ".state/portal.sqlite"
    state.write_bytes(b"x" * 9000)
    done = run(site, command.verify, where="../www")
    assert done.status == 2
    assert "build --settings pelicanconf.py" in done.err
    assert state.read_bytes() == b"x" * 9000


def test_rollback__then_the_same_again__is_refused_with_the_way_on(site: Site) -> None:
    run(site, command.publish, to="../www")
    write_article(site, 1, title="Tên mới")
    build(site)
    run(site, command.publish, to="../www")
    back = run(site, command.publish, to="../www", rollback=True)
    assert (back.status, "đã trở lại bản 1" in back.out) == (0, True)
    held = run(site, command.publish, to="../www")
    assert held.status == 3
    assert "--force" in held.err
    assert run(site, command.publish, to="../www", force=True).status == 0


@pytest.mark.parametrize("where", ["tinhuy.example", "../khong-co"])
def test_verify__nothing_there__asks_for_another_look_at_the_target(site: Site, where: str) -> None:
    run(site, command.publish, to="../www")
    found = run(site, command.verify, where=where)
    assert (found.status, found.out) == (3, "")
    assert "không có tệp nào" in found.err


def test_publish__dry_run_of_what_would_be_refused__lists_first(site: Site) -> None:
    run(site, command.publish, to="../www")
    write_article(site, 1, title="Tên mới")
    build(site)
    run(site, command.publish, to="../www")
    run(site, command.publish, to="../www", rollback=True)
    done = run(site, command.publish, to="../www", dry_run=True)
    assert done.status == 3
    assert "gửi index.html\n" in done.out
    assert "đã bị rút lại" in done.err


def test_verify__difference__is_listed_with_what_to_do(site: Site) -> None:
    run(site, command.publish, to="../www")
    clean = run(site, command.verify, where="../www")
    assert clean.status == 0
    assert clean.out == f"{len(site.outputs()) + 1} tệp đúng như đã phát hành (bản 1).\n"
    write(site.root.parent / "www", {"cuoc.html": "x"})
    found = run(site, command.verify, where="../www", sample=2)
    assert (found.status, found.out) == (3, "tệp lạ: cuoc.html\n")
    assert "publish --full" in found.err
