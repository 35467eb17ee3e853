"""The command `webserver`: settings and the built table of old addresses to a server's file."""

import sys
from io import TextIOWrapper

from plugins.build import configure, console
from plugins.build.commands import DONE, guarded
from plugins.core import aliases, urls
from plugins.core.settings import Settings, SettingsError
from plugins.webserver import apache, moved, nginx
from plugins.webserver.moved import Moved
from plugins.webserver.policy import Address

_SERVERS = ("nginx", "apache")
_AFTER = {
    "nginx": (
        "Lưu vào /etc/nginx/sites-enabled/, rồi chạy: nginx -t && systemctl reload nginx\n"
        "In lại mỗi khi địa chỉ cũ (aliases) hoặc thiết lập thay đổi."
    ),
    "apache": (
        "Lưu thành .htaccess ở thư mục gốc của trang trên máy chủ; có hiệu lực ngay.\n"
        "In lại mỗi khi địa chỉ cũ (aliases) hoặc thiết lập thay đổi."
    ),
}


def webserver(
    server: str,
    *,
    settings: str | None = None,
    output: str | None = None,
    root: str | None = None,
    stubs: bool = False,
) -> int:
    """Print the configuration of the site for a web server; what to do with it, on stderr.

    `root` is for nginx; with `stubs` Apache leaves alone what a stub of the build answers.
    """

    def run() -> int:
        if server not in _SERVERS:
            given = f", không phải “{server}”" if server else ""
            raise SettingsError(f"Máy chủ web phải là {' hoặc '.join(_SERVERS)}{given}.")
        if root is not None and server != "nginx":
            raise SettingsError("--root chỉ dùng với nginx: .htaccess nằm sẵn ở thư mục gốc.")
        if stubs and server != "apache":
            raise SettingsError("--stubs chỉ dùng với apache: nginx không chậm vì địa chỉ cũ.")
        chosen = configure.load(settings, output=output)
        address = _address(chosen)
        entries = _old_addresses(chosen)
        old = moved.of(each for each in entries if not (stubs and aliases.output(each[0])))
        folder = root if root is not None else f"/var/www/{address.host}"
        _print(_text(server, address, folder, old))
        _advise(server, address, old)
        return DONE

    return guarded(run)


def _address(settings: Settings) -> Address:
    try:
        return Address.of(settings.siteurl)
    except ValueError as error:
        message = f"SITEURL không phải địa chỉ mà máy chủ nhận được: {settings.siteurl}."
        raise SettingsError(message) from error


def _text(server: str, address: Address, folder: str, old: Moved) -> str:
    if server == "apache":
        return apache.configuration(address, old)
    try:
        return nginx.configuration(address, folder, old)
    except ValueError as error:
        message = (
            "--root phải là đường dẫn đầy đủ, không có dấu cách hay ký hiệu lạ, ví dụ /var/www"
        )
        raise SettingsError(f"{message}: {folder!r}.") from error


def _old_addresses(settings: Settings) -> list[tuple[str, str]]:
    path = settings.output_path / urls.REDIRECTS
    try:
        return moved.read(path.read_bytes())
    except FileNotFoundError as error:
        message = f"Chưa có {path}. Cách sửa: dựng trước, `python3 tasks.py build`."
        raise SettingsError(message) from error
    except moved.Damaged as error:
        message = f"{path} bị hỏng. Cách sửa: dựng lại, `python3 tasks.py build --full`."
        raise SettingsError(message) from error


def _print(text: str) -> None:
    """In UTF-8 whatever the terminal speaks: the file is a server's."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    console.say(text.removesuffix("\n"))


def _advise(server: str, address: Address, old: Moved) -> None:
    console.warn(f"{len(old)} địa chỉ cũ. {_AFTER[server]}")
    if address.is_local:
        console.warn(
            f"Cấu hình này là cho {address.url}, trên máy này. Cho máy chủ thật, thêm "
            "--settings publishconf.py."
        )
    if old.left_out:
        console.warn(
            f"Bỏ qua {old.left_out} địa chỉ cũ dài quá {moved.LONGEST} byte: máy chủ không nhận."
        )
    if server == "apache" and len(old) > apache.SLOW_FROM:
        console.warn(
            f"Apache đọc lại .htaccess ở mỗi lượt xem: quá {apache.SLOW_FROM} địa chỉ cũ thì trang "
            "chậm thấy rõ. Nên dùng nginx; hoặc thêm --stubs, để các trang chuyển tiếp mà lệnh "
            "build đã dựng ở địa chỉ cũ tự đưa bạn đọc đi."
        )
