"""`python3 tasks.py COMMAND` runs any command of the portal, on any machine with Python >= 3.11.

It makes .venv from the hash-locked requirements.txt (plugins/build/bootstrap.py) and goes on there.
What follows is an ordinary Invoke collection: `invoke COMMAND` is the same inside .venv. The user's
folder is never left: paths given on the command line are relative to it.
Exit status: 0 done, 1 errors found, 2 wrong use, 3 a problem outside; 130, 143 or 129 stopped by
Ctrl-C, SIGTERM or a terminal that was closed.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - asked for whoever starts this by an older one
    sys.stderr.write(
        "Cần Python 3.11 trở lên. Cách sửa: cài bản mới hơn rồi chạy bằng bản ấy, ví dụ "
        "`python3.11 tasks.py`.\nPython 3.11 or newer is needed, this is {}.{}.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(2)

from plugins.build import bootstrap

if __name__ == "__main__":
    sys.excepthook = bootstrap.stopped
    if not bootstrap.is_inside():
        bootstrap.enter()
    import signal

    for name in ("SIGTERM", "SIGHUP"):  # tidied up first; the second is a terminal that closes
        stop = getattr(signal, name, None)
        if stop and signal.getsignal(stop) is signal.SIG_DFL:  # `nohup` ignores it
            signal.signal(stop, lambda number, _: sys.exit(128 + number))

# From here on inside .venv. What a command needs is imported by that command only.
from functools import partial
from itertools import chain

from invoke import Collection, Context

from plugins.build.command_line import Portal, number, task_of

HELP = {
    "settings": "Tệp thiết lập (mặc định: pelicanconf.py của cổng).",
    "content": "Thư mục bài viết (mặc định: content/ của cổng).",
    "output": "Thư mục để trang web dựng xong (mặc định: output/ của cổng).",
    "state": "Tệp ghi nhớ lần dựng trước (mặc định: .state/portal.sqlite của cổng).",
    "now": "Dựng như đang ở lúc này, ví dụ 2026-11-22T08:00 (mặc định: bây giờ).",
    "jobs": "Số tiến trình chạy cùng lúc (mặc định: mỗi nhân một tiến trình).",
    "full": "Dựng lại tất cả, không dựa vào lần trước.",
    "delta": "Chỉ ghi những tệp khác với bản đã phát hành gần nhất.",
    "keep_going": "Có tệp bị lỗi vẫn dựng mọi thứ còn lại.",
    "report": "Ghi những việc đã làm vào tệp JSON này.",
    "explain": "Nói vì sao ghi từng tệp.",
    "json": "In ra JSON.",
    "format": "'github': in thành chú thích của GitHub.",
    "title": "Tên bài, đặt trong ngoặc kép.",
    "category": "Chuyên mục của bài.",
    "from_": "Từ ngày, ví dụ 1/10/2026 hoặc 2026-10-01 (mặc định: đầu năm).",
    "to": "Đến hết ngày (mặc định: hôm nay).",
    "publish full": "So từng tệp trên máy chủ bằng mã kiểm, đặt lại những gì khác.",
    "publish settings": "Tệp thiết lập (mặc định: publishconf.py của cổng).",
    "verify settings": "Tệp thiết lập (mặc định: publishconf.py của cổng).",
    "publish to": "Nơi phát hành: ssh://tên@máy/thư-mục, hay thư mục (mặc định: PUBLISH_TARGET).",
    "log": "Nhật ký của máy chủ web: một hay nhiều tệp, cả .gz, cả 'access.log*'; - là đường ống.",
    "views to": "Ghi lên nơi phát hành này: ssh://tên@máy/thư-mục, hay thư mục.",
    "views output": "Thư mục có trang đã dựng, ghi vào views/ ở đó (mặc định: output/ của cổng).",
    "views settings": "Tệp thiết lập (mặc định: publishconf.py của cổng).",
    "views state": "Số đếm được giữ trong views.sqlite cạnh tệp này (mặc định: .state/ của cổng).",
    "watch": "Chạy mãi, cứ một lúc lại đọc phần mới của nhật ký.",
    "every": "Với --watch: số giây giữa hai lần đọc (mặc định: 60).",
    "freeze": "Ghi số đã đếm vào dòng views của từng bài, rồi đếm tiếp từ 0.",
    "csv": "Ghi thêm danh sách bài vào tệp này, mở được bằng Excel.",
    "target": "ssh://tên@máy/thư-mục, thư mục, hay https://… (mặc định: PUBLISH_TARGET).",
    "dry_run": "Chỉ nói sẽ làm gì.",
    "rollback": "Rút lại bản vừa phát hành, trở về bản trước đó.",
    "force": "Phát hành cả bản đã bị rút lại.",
    "allow_deletions": "Cho phép xóa đến chừng này tệp trong một lần.",
    "sample": "Chỉ so nội dung của chừng này tệp, chọn ngẫu nhiên (tên tệp thì so hết).",
    "server": "Tên máy chủ web: nginx hoặc apache.",
    "root": "Thư mục của trang trên máy chủ (mặc định: /var/www/ và tên miền).",
    "stubs": "Với apache: địa chỉ cũ nào đã có trang chuyển tiếp thì không in nữa.",
    "port": "Cổng mạng (mặc định: 8000; bận thì lấy số tiếp theo).",
    "soak": "Chạy cả những kiểm thử lâu.",
    "articles": "Số bài viết mẫu (mặc định: 10000).",
    "lines": "Đo việc đếm lượt xem, với nhật ký mẫu chừng này dòng, thay cho việc dựng trang.",
    "phone": "Đo trang tìm kiếm trên một điện thoại chậm giả lập, thay cho việc dựng trang.",
    "against": "So với hugo, pelican hay cả hai: hugo,pelican; với --lines thì goaccess.",
    "runs": "Số lần đo mỗi việc, lấy số ở giữa (mặc định: 3).",
    "write": "Ghi kết quả vào docs/benchmarks.md và docs/do-nhanh.svg.",
}

command = partial(task_of, help=HELP)


@command
def build(
    _: Context,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
    now: str | None = None,
    jobs: str | None = None,
    full: bool = False,
    delta: bool = False,
    keep_going: bool = False,
    report: str | None = None,
    explain: bool = False,
) -> None:
    """Dựng trang web: đưa output/ về đúng với các bài trong content/.

    Ví dụ: python3 tasks.py build
    """
    processes = number("--jobs", jobs, 1)
    from plugins.build import commands

    end(
        commands.build(
            settings=settings,
            content=content,
            output=output,
            state=state,
            now=now,
            jobs=processes,
            full=full,
            delta=delta,
            keep_going=keep_going,
            report=report,
            explain=explain,
        )
    )


@command
def check(
    _: Context,
    settings: str | None = None,
    content: str | None = None,
    state: str | None = None,
    json: bool = False,
    format: str | None = None,
) -> None:
    """Xem mọi lỗi trong các bài; không ghi gì.

    Ví dụ: python3 tasks.py check
    """
    from plugins.build import commands

    end(commands.check(settings=settings, content=content, state=state, json=json, format=format))


@command
def new(
    _: Context,
    title: str,
    category: str | None = None,
    settings: str | None = None,
    content: str | None = None,
) -> None:
    """Tạo một bài nháp; thiếu tên bài hay chuyên mục thì hỏi.

    Ví dụ: python3 tasks.py new "Hội nghị giao ban" --category "Chính trị"
    """
    from plugins.build import commands

    end(commands.new(title=title, category=category, settings=settings, content=content))


@command
def serve(
    _: Context, settings: str | None = None, content: str | None = None, port: str | None = None
) -> None:
    """Xem thử trên máy này, cả bài nháp; lưu tệp thì trang tự đổi theo.

    Ví dụ: python3 tasks.py serve
    """
    first = number("--port", port, 1, 65535, example=8800)
    from plugins.preview import command as preview

    end(preview.serve(settings=settings, content=content, port=first))


@command
def report(
    _: Context,
    from_: str | None = None,
    to: str | None = None,
    csv: str | None = None,
    settings: str | None = None,
    content: str | None = None,
    state: str | None = None,
) -> None:
    """Đếm bài đã đăng và lượt xem theo chuyên mục, tác giả, tháng.

    Ví dụ: python3 tasks.py report --from 1/10/2026 --csv quy-4.csv
    """
    from plugins.build import commands

    end(
        commands.report(
            from_=from_, to=to, csv=csv, settings=settings, content=content, state=state
        )
    )


@command
def publish(
    _: Context,
    to: str | None = None,
    dry_run: bool = False,
    rollback: bool = False,
    full: bool = False,
    force: bool = False,
    allow_deletions: str | None = None,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> None:
    """Đưa bản đã dựng lên máy chủ: chỉ gửi những gì khác bản ở đó.

    Ví dụ: python3 tasks.py publish --dry-run
    """
    deletions = number("--allow-deletions", allow_deletions, 0)
    from plugins.publish import command as publishing

    end(
        publishing.publish(
            to=to,
            dry_run=dry_run,
            rollback=rollback,
            full=full,
            force=force,
            allow_deletions=deletions or 0,
            settings=settings,
            content=content,
            output=output,
            state=state,
        )
    )


@command
def verify(
    _: Context,
    target: str | None = None,
    sample: str | None = None,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> None:
    """So trang trên máy chủ với bản đã phát hành: thiếu, bị đổi, tệp lạ.

    Ví dụ: python3 tasks.py verify --sample 50
    """
    count = number("--sample", sample, 1)
    from plugins.publish import command as publishing

    end(
        publishing.verify(
            where=target,
            sample=count,
            settings=settings,
            content=content,
            output=output,
            state=state,
        )
    )


@partial(command, many=["log"])
def views(
    _: Context,
    log: list[str] | None = None,
    to: str | None = None,
    watch: bool = False,
    every: str | None = None,
    freeze: bool = False,
    settings: str | None = None,
    content: str | None = None,
    output: str | None = None,
    state: str | None = None,
) -> None:
    """Đếm lượt xem từ nhật ký của máy chủ web, ghi vào views/ của trang.

    Ví dụ: python3 tasks.py views /var/log/nginx/tinhuy.example.log
    """
    seconds = number("--every", every, 1, example=60)
    from plugins.audience import command as audience

    end(
        audience.views(
            log or (),
            to=to,
            watch=watch,
            every=seconds,
            freeze=freeze,
            settings=settings,
            content=content,
            output=output,
            state=state,
        )
    )


@command
def webserver(
    _: Context,
    server: str,
    settings: str | None = None,
    output: str | None = None,
    root: str | None = None,
    stubs: bool = False,
) -> None:
    """In cấu hình cho máy chủ web: chuyển hướng, bảo mật, nén, nhớ tạm.

    Ví dụ: python3 tasks.py webserver nginx --settings publishconf.py
    """
    from plugins.build import webserving

    end(webserving.webserver(server, settings=settings, output=output, root=root, stubs=stubs))


@command
def test(_: Context, soak: bool = False) -> None:  # noqa: PT028 - not a pytest test
    """Chạy toàn bộ kiểm thử, cả trong trình duyệt và máy chủ web thật.

    Ví dụ: python3 tasks.py test
    """
    end(tool("tests.programs"))
    on_all_cores = ["-n", "auto", "--dist", "worksteal"]
    end(tools(["pytest", "-q", *on_all_cores, *(["--soak"] if soak else [])]))


@command
def lint(_: Context) -> None:
    """Soát cách viết mã và kiểu dữ liệu.

    Ví dụ: python3 tasks.py lint
    """
    end(tools(["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]))


@command
def screenshots(_: Context) -> None:
    """Chụp lại ảnh trong README từ nội dung mẫu.

    Ví dụ: python3 tasks.py screenshots
    """
    end(tool("tests.programs", "chromium"))
    end(tool("tests.browser.screenshots"))


@command
def bench(
    _: Context,
    articles: str | None = None,
    lines: str | None = None,
    phone: bool = False,
    against: str | None = None,
    runs: str | None = None,
    write: bool = False,
) -> None:
    """Đo thời gian, bộ nhớ, số tệp ghi của từng việc, trên các bài mẫu.

    Ví dụ: python3 tasks.py bench --articles 10000 --against hugo,pelican
    """
    count, times = number("--articles", articles, 20), number("--runs", runs, 1, 9)
    words = ["--articles", str(count or 10_000), "--runs", str(times or 3)]
    words += ["--lines", str(number("--lines", lines, 1))] if lines else []
    words += ["--phone"] if phone else []
    words += ["--against", against] if against else []
    end(tool("tests.bench", *words, *(["--write"] if write else [])))


def tools(*commands: list[str]) -> int:
    """Run each in the project's folder, also after one that fails; 1 if any did, else 0."""
    statuses = [tool(*command) for command in commands]
    return int(any(statuses))


def tool(*command: str) -> int:
    """Run a module in the project's folder; its exit status."""
    import subprocess

    words = [sys.executable, "-m", *command]
    return subprocess.run(words, cwd=bootstrap.PROJECT, check=False).returncode


def end(status: int) -> None:
    """Stop with a status that is not 0; else go on: `tasks.py lint test` are two commands."""
    if status:
        sys.exit(status)


COMMANDS = {
    "Viết bài": (new, serve, check, build),
    "Theo dõi": (report, views),
    "Đưa lên mạng": (publish, verify, webserver),
    "Dành cho người làm phần mềm": (test, lint, bench, screenshots),
}
"""All commands, by what they are for."""
FIRST_WORDS = {
    "new": "--title",
    "verify": "--target",
    "views": "--log",
    "webserver": "--server",
}
"""Commands whose plain words need no option before them, and the option that they stand for."""
namespace = Collection(*chain.from_iterable(COMMANDS.values()))
portal = Portal(namespace, COMMANDS, FIRST_WORDS)

if __name__ == "__main__":
    portal.run()
