"""A `.htaccess` for Apache 2.4 on shared hosting, to lie at the top of the site.

Apache reads it anew for every request. `Header always` alone is used, as only that reaches errors
and redirects; what differs by path is asked by expressions, since variables set early do not
survive the way to index.html and 404.html.
"""

from collections.abc import Iterator

from plugins.webserver import policy
from plugins.webserver.moved import Moved, pattern, pattern_as_sent
from plugins.webserver.policy import Address

SLOW_FROM = 2_000
"""Old addresses from which on the file is slow to read: 7 ms a thousand, at every request
(measured with Apache 2.4.71; nginx reads 100,000 in a second, once)."""

_HEAD = """\
# Cấu hình Apache (.htaccess) của {url}, do lệnh `webserver apache` in ra. Đừng sửa tay:
# khi thiết lập hoặc địa chỉ cũ (aliases) thay đổi thì in lại. Đặt ở thư mục gốc của trang.
# Cần Apache 2.4, `AllowOverride All` và các mô-đun rewrite, headers, deflate, mime.
#
# Đếm lượt xem cần nhật ký dạng combined, có sẵn trên mọi máy chủ. Ai sửa được cấu hình của máy
# chủ (tệp này thì không được) nên ghi thêm các lượt tải trước (Sec-Purpose), trong <VirtualHost>:
#     LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{{Referer}}i\\" \\"%{{User-Agent}}i\\" \
\\"%{{Sec-Purpose}}i\\"" portal
#     CustomLog ${{APACHE_LOG_DIR}}/{host}.log portal

Options -Indexes -MultiViews
DirectoryIndex index.html
ErrorDocument 404 /404.html
FileETag MTime Size
"""
_REWRITE = """\
RewriteEngine On
RewriteBase /
DirectorySlash Off
RewriteCond %{{REQUEST_METHOD}} "!^(?:{methods})$"
RewriteRule "^" "-" [R=405,L]
"""
# A proxy before the host speaks HTTPS for it; without its word this would never end.
_TO_HTTPS = """\
RewriteCond %{{HTTPS}} "!=on"
RewriteCond %{{HTTP:X-Forwarded-Proto}} "!=https"
RewriteCond %{{REQUEST_URI}} "!^/\\.well-known/acme-challenge/"
RewriteRule "^" "{url}%{{REQUEST_URI}}" [R=301,L]
"""
# Apache's own way to add the slash, off here, names the scheme that it sees behind a proxy.
_FOLDERS = """\
RewriteRule "{hidden}" "-" [R=404,L]
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteRule "^(.*[^/])$" "{url}/$1/" [R=301,L]
RewriteCond %{{REQUEST_FILENAME}} -d
RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
RewriteRule "^" "-" [R=404,L]
"""

_TEXT = " ".join(f".{end}" for end in policy.TEXT)


def configuration(address: Address, moved: Moved) -> str:
    """The text of the site's .htaccess."""
    url = address.url
    rewriting = _REWRITE.format(methods="|".join(policy.METHODS))
    if address.secure:
        rewriting += _TO_HTTPS.format(url=url)
    rewriting += "".join(_moved(url, moved)) + _FOLDERS.format(url=url, hidden=policy.HIDDEN)
    return "\n".join(
        (
            _HEAD.format(url=url, host=address.host),
            _if_there("mime", "".join(_types())),
            _if_there("headers", "".join(_headers(address))),
            _if_there("deflate", f"AddOutputFilter DEFLATE {_TEXT}\n"),
            _if_there("rewrite", rewriting),
        )
    )


def _if_there(module: str, lines: str) -> str:
    """Lines for a module that a host may lack; without the guard every page would be an error."""
    return f"<IfModule mod_{module}.c>\n{lines}</IfModule>\n"


def _types() -> Iterator[str]:
    for end, kind in policy.TYPES.items():
        yield f"AddType {policy.media_type(kind)} .{end}\n"
    yield f"AddCharset utf-8 {_TEXT}\n"
    path, kind = policy.JSON_FEED
    yield f'<Files "{path[1:]}">\n    ForceType "{kind}"\n</Files>\n'


def _headers(address: Address) -> Iterator[str]:
    for name, value in policy.headers(address):
        yield f'Header always set {name} "{value}"\n'
    cache = "Header always set Cache-Control"
    yield f'{cache} "{policy.OTHERWISE}"\n'
    for where, value in policy.CACHING:
        test = f"%{{REQUEST_URI}} =~ m#^{where}# && %{{REQUEST_STATUS}} != 301"
        yield f'{cache} "{value}" "expr={test}"\n'
    yield f'{cache} "{policy.ON_ERROR}" "expr=%{{REQUEST_STATUS}} -ge 400"\n'
    allowed = ", ".join(policy.METHODS)
    yield f'Header always set Allow "{allowed}" "expr=%{{REQUEST_STATUS}} == 405"\n'
    test = f"%{{REQUEST_URI}} =~ m#{policy.OPEN}#"
    yield f'Header always set Access-Control-Allow-Origin "*" "expr={test}"\n'
    # mod_deflate names the compressed page in its own way and would not know it again.
    yield 'RequestHeader edit* If-None-Match "-gzip\\"" "\\""\n'


def _moved(url: str, moved: Moved) -> Iterator[str]:
    """A rule for each old address; those with a query first."""
    for old, new in moved.asked:
        yield f'RewriteCond %{{THE_REQUEST}} "^\\S+ {pattern_as_sent(old)} "\n'
        yield f'RewriteRule "^" "{url}{new}" [R=301,L,QSD]\n'
    for old, new in moved.paths:
        yield f'RewriteRule "^{pattern(old[1:])}$" "{url}{new}" [R=301,L,QSD]\n'
