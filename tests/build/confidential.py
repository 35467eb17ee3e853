"""An article that must not be seen, and where any part of it can be seen."""

import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from plugins import images
from tests.build.sites import Site, files_in, picture

PDF = b"%PDF-1.4 xqnoidungtep"
FIELDS = (
    "tieude",
    "sapo",
    "thanbai",
    "nhan",
    "chude",
    "butdanh",
    "nguon",
    "tacgiagoc",
    "chuthich",
    "dinhchinh",
    "diachicu",
    "tep",
    "anh",
)
PAGE, STUB, TABLE = "2026/08/kin-xq.html", "cu/xqdiachicu.html", ".well-known/redirects.json"
PURPLE = (128, 0, 128)
_NEAR = 60


def secret(site: Site, path: str = "kin.md", **keys: Any) -> None:
    """Write an article each of whose parts holds a word of its own, such as `xqtieude`."""
    word = {field: f"xq{field}" for field in FIELDS}
    site.write(
        {
            f"images/{word['anh']}.jpg": secret_picture(),
            f"files/{word['tep']}.pdf": PDF,
        }
    )
    body = f"{word['thanbai']}.\n\n![{word['chuthich']}](images/{word['anh']}.jpg)"
    source = (
        f"{{name: {word['nguon']}, author: {word['tacgiagoc']}, "
        "url: https://bao.example/xq, published: 2026-08-01}"
    )
    fields = {
        "title": f"Bài {word['tieude']}",
        "slug": "kin-xq",
        "id": "kin-xq",
        "date": "2026-08-20",
        "summary": f"Sapo {word['sapo']}",
        "author": f"Lê {word['butdanh']}",
        "tags": f"[{word['nhan']}]",
        "topics": f"[{word['chude']}]",
        "source": source,
        "attachments": f"[{{src: /files/{word['tep']}.pdf, title: Kế hoạch {word['tep']}}}]",
        "corrections": f"[{{at: 2026-08-21, text: {word['dinhchinh']}}}]",
        "aliases": f"[/{STUB}, '/?{word['diachicu']}=12']",
        "body": body,
    }
    site.article(path, **fields | keys)


@cache
def secret_picture() -> bytes:
    """The picture that must not be seen."""
    return picture("purple", 77, 33)


@cache
def _marks() -> tuple[bytes, ...]:
    """What no output may hold, be it text or not: words, addresses, bytes of pictures and files."""
    file = BytesIO(secret_picture())
    address = images.address(file)
    renditions = images.make(file, address).files.values()
    of_pdf = hashlib.sha256(PDF).hexdigest()[:16]
    words = [f"xq{field}".encode() for field in FIELDS]
    return (*words, secret_picture(), *renditions, PDF, address.encode(), of_pdf.encode())


def traces(output: Path) -> set[str]:
    """The files in output/ whose name, bytes or colour show any part of the secret."""
    return {name for name in files_in(output) if _shows(name, (output / name).read_bytes())}


def _shows(name: str, data: bytes) -> bool:
    if "xq" in name or any(mark in name.encode() or mark in data for mark in _marks()):
        return True
    if b"xq" in data and _is_text(data):
        return True
    return name.startswith("anh/") and _is_purple(data)


def _is_text(data: bytes) -> bool:
    """False for what is packed: two letters may stand anywhere in that."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_purple(data: bytes) -> bool:
    """True for the secret's picture in any size, format and quality."""
    with Image.open(BytesIO(data)) as image:
        colour = image.convert("RGB").resize((1, 1)).tobytes()
    return all(abs(one - other) < _NEAR for one, other in zip(colour, PURPLE, strict=True))


def is_media(name: str) -> bool:
    """True for a picture or a file offered for download."""
    return name.startswith(("anh/", "tep/"))
