"""A whole site for nginx, to be put into /etc/nginx/sites-enabled/ as it is.

Traps that shape it: `add_header` in a location drops all others, so what differs by path is looked
up in maps and every header stands once; a map's hash takes `A` for `a`, so each entry brings the
address along as it was written and is checked against the request; 100,000 entries need room.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from plugins.webserver import policy
from plugins.webserver.moved import Moved, pattern, pattern_as_sent
from plugins.webserver.policy import Address, media_type

_CHALLENGES = "/var/www/html"
"""Where `certbot --webroot` puts its files: outside the site, so that no release removes them."""

_HEAD = """\
# Cấu hình nginx của {url}, do lệnh `webserver nginx` in ra. Đừng sửa tay:
# khi thiết lập hoặc địa chỉ cũ (aliases) thay đổi thì in lại, rồi chạy
#     nginx -t && systemctl reload nginx
"""
_CERTIFICATE = """\
# Chứng thư HTTPS phải có trước khi dùng tệp này. Lấy lần đầu, khi nginx còn trang mặc định:
#     certbot certonly --webroot -w {challenges} -d {host}
# Certbot tự gia hạn. Để nginx nhận chứng thư mới, thêm vào lệnh trên:
#     --deploy-hook "systemctl reload nginx"
"""
_SIZES = """\
# Nếu `nginx -t` báo "map_hash_… is duplicate" thì một trang khác trên máy này cũng đặt hai dòng
# sau: chỉ giữ một chỗ, với số lớn hơn.
map_hash_max_size {entries};
map_hash_bucket_size {bucket};
"""
_LOG = """\
# Nhật ký để đếm lượt xem: mỗi lượt một dòng JSON. Địa chỉ IP là dữ liệu cá nhân: chỉ giữ nhật ký
# đến khi đếm xong (logrotate của Debian giữ 14 ngày).
log_format {name} escape=json '{{"time":"$time_iso8601","address":"$remote_addr",'
    '"method":"$request_method","status":$status,"path":"$request_uri",'
    '"agent":"$http_user_agent","purpose":"$http_sec_purpose$http_purpose$http_x_moz"}}';
"""
_TO_HTTPS = """\
server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    server_tokens off;

    location ^~ /.well-known/acme-challenge/ {{
        root {challenges};
    }}
    location / {{
        return 301 {url}$request_uri;
    }}
}}
"""
_TLS = """\
    ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:{name}:2m;
    ssl_session_timeout 1d;
    ssl_session_tickets off;
"""
_SERVER = """\
server {{
{listen}
    server_name {host};
    root {root};
    index index.html;
    access_log /var/log/nginx/{host}.log {name};
{tls}
    server_tokens off;
    absolute_redirect off;  # /chinh-tri -> /chinh-tri/ cùng giao thức, cùng tên miền
    client_max_body_size 1k;

{headers}

    charset utf-8;
    charset_types {text};
    types {{
{types}
    }}
    default_type application/octet-stream;

    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_types {text};

    if ($request_method !~ "^({methods})$") {{
        return 405;
    }}
    if (${name}_moved) {{
        return 301 {url}${name}_moved;
    }}
    error_page 404 /404.html;
    error_page 403 =404 /404.html;  # thư mục không có trang nào
    location ~ "{hidden}" {{
        return 404;
    }}
    location = {json_feed} {{
        types {{ }}
        default_type {json_feed_type};
    }}
}}
"""

_FOLDER = re.compile(r"/[^\s\"'\\${};#]*")
# In a pattern: what may be sent in two ways, and what no quoted word of nginx holds as it is.
_SPECIAL = re.compile(r"\(\?|\\x(?:22|24|5c)")


def configuration(address: Address, root: str, moved: Moved) -> str:
    """The text of the site's file; `root` is the folder on the server that output/ goes to.

    Raises ValueError for a folder that is not absolute or that nginx could not be told.
    """
    if not _FOLDER.fullmatch(root):
        raise ValueError(root)
    name = "portal_" + re.sub(r"[^a-z0-9]+", "_", address.url.partition("://")[2])
    words = {"url": address.url, "host": address.host, "name": name, "challenges": _CHALLENGES}
    text = sorted({*policy.TEXT.values(), media_type(policy.JSON_FEED[1])} - {"text/html"})
    server = _SERVER.format(
        **words,
        root=root,
        listen="\n".join(_listen(address)),
        tls=_TLS.format(**words) if address.secure else "",
        headers="\n".join(_headers(name, address)),
        text=" ".join(text),
        types="\n".join(f"        {media_type(it)} {end};" for end, it in policy.TYPES.items()),
        methods="|".join(policy.METHODS),
        hidden=policy.HIDDEN,
        json_feed=policy.JSON_FEED[0],
        json_feed_type=media_type(policy.JSON_FEED[1]),
    )
    parts = [_HEAD.format(**words)]
    if address.secure:
        parts.append(_CERTIFICATE.format(**words))
    parts += [*_moved(name, moved), *_choices(name), _LOG.format(**words)]
    if address.secure and not address.port:
        parts.append(_TO_HTTPS.format(**words))
    return "\n".join((*parts, server))


def _moved(name: str, moved: Moved) -> Iterator[str]:
    """Three maps, of which the last gives the new path or nothing, and room for them."""
    if moved:
        longest = max(len(old.encode()) for old, _ in moved.paths + moved.asked)
        # Two places for each entry, and room in a place for eight: nginx warns if it lacks any.
        entries, bucket = 2 << len(moved).bit_length(), 8 << (longest + 32).bit_length()
        yield _SIZES.format(entries=max(entries, 2048), bucket=bucket)
    yield _map("$uri", f"{name}_path", ['""', *_entries("$uri", moved.paths, pattern)])
    asked = _entries("$request_uri", moved.asked, pattern_as_sent)
    yield _map("$request_uri", f"{name}_asked", [f"${name}_path", *asked])
    exact = [r'"~^(/\S*) (.*) \2$" $1']
    yield _map(f"${name}_asked", f"{name}_moved", ['""', *exact])


def _entries(
    asked: str, pairs: Sequence[tuple[str, str]], as_pattern: Callable[[str], str]
) -> Iterator[str]:
    """`"/old" "/new /old $uri"`, or a pattern where a hash cannot tell what was meant."""
    alike = Counter(old.lower() for old, _ in pairs)
    for old, new in pairs:
        matched = as_pattern(old)
        if alike[old.lower()] > 1 or _SPECIAL.search(matched):
            yield f'"~^{matched}$" "{new} = ="'
        else:
            yield f'"{old}" "{new} {old} {asked}"'


def _choices(name: str) -> Iterator[str]:
    """Headers that depend on the answer; an empty one is not sent."""
    caching = [f'"~^(200|206|304) {where}" "{value}"' for where, value in policy.CACHING]
    caching = [f'"{policy.OTHERWISE}"', f'"~^[45]" "{policy.ON_ERROR}"', *caching]
    yield _map('"$status $uri"', f"{name}_caching", caching)
    yield _map("$uri", f"{name}_readers", ['""', f'"~{policy.OPEN}" "*"'])
    yield _map("$status", f"{name}_allow", ['""', f'405 "{", ".join(policy.METHODS)}"'])


def _map(source: str, variable: str, lines: list[str]) -> str:
    """A map whose first line is its default."""
    inside = "".join(f"    {line};\n" for line in (f"default {lines[0]}", *lines[1:]))
    return f"map {source} ${variable} {{\n{inside}}}\n"


def _headers(name: str, address: Address) -> Iterator[str]:
    values = [(header, f'"{value}"') for header, value in policy.headers(address)]
    values.append(("Cache-Control", f"${name}_caching"))
    values.append(("Access-Control-Allow-Origin", f"${name}_readers"))
    values.append(("Allow", f"${name}_allow"))
    return (f"    add_header {header} {value} always;" for header, value in values)


def _listen(address: Address) -> Iterator[str]:
    """Both families of addresses; on the machine itself nobody else is answered."""
    port = address.port or (443 if address.secure else 80)
    for where in ("127.0.0.1:",) if address.is_local else ("", "[::]:"):
        yield f"    listen {where}{port}{' ssl http2' if address.secure else ''};"
