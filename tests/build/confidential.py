"""An article that must not be seen, and where any part of it can be seen."""

import hashlib
from pathlib import Path
from typing import Any

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
    "chuthich",
    "tep",
    "anh",
)
PAGE = "2026/08/kin-xq.html"


def secret(site: Site, path: str = "kin.md", **keys: Any) -> None:
    """Write an article each of whose parts holds a word of its own, such as `xqtieude`."""
    word = {field: f"xq{field}" for field in FIELDS}
    site.write(
        {
            f"images/{word['anh']}.jpg": picture("purple", 77, 33),
            f"files/{word['tep']}.pdf": PDF,
        }
    )
    body = f"{word['thanbai']}.\n\n![{word['chuthich']}](images/{word['anh']}.jpg)"
    fields = {
        "title": f"Bài {word['tieude']}",
        "slug": "kin-xq",
        "id": "kin-xq",
        "date": "2026-08-20",
        "summary": f"Sapo {word['sapo']}",
        "author": f"Lê {word['butdanh']}",
        "tags": f"[{word['nhan']}]",
        "topics": f"[{word['chude']}]",
        "source": f"{{name: {word['nguon']}, url: https://bao.example/xq, published: 2026-08-01}}",
        "attachments": f"[{{src: /files/{word['tep']}.pdf, title: Kế hoạch {word['tep']}}}]",
        "body": body,
    }
    site.article(path, **fields | keys)


def traces(output: Path) -> set[str]:
    """The files in output/ whose name or bytes hold any word, picture or file of the secret."""
    media = picture("purple", 77, 33)
    marks = {b"xq", images.address(media).encode(), images.make(media).data, b"%PDF-1.4 xq"}
    marks.add(hashlib.sha256(PDF).hexdigest()[:16].encode())
    return {
        name
        for name in files_in(output)
        if any(mark in name.encode() or mark in (output / name).read_bytes() for mark in marks)
    }


def is_media(name: str) -> bool:
    """True for a picture or a file offered for download."""
    return name.startswith(("anh/", "tep/"))
