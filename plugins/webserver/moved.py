r"""Old addresses as servers match them: read from redirects.json, told apart by how to ask.

A server knows a request in two forms: the line as it was sent, and the path decoded, with `//` and
dots resolved. Most old addresses are matched by the second, in which every spelling of a letter
(`ủ`, `%E1%BB%A7`, `%e1%bb%a7`) is the same. An address with a query, or one that a server would
take for another (`/a//b.html` for `/a/b.html`, perhaps a live page), is matched as it was sent.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

LONGEST = 1_000
"""Bytes of an old address. nginx reads words of at most 4,096; no portal ever had one so long."""

_ORIGIN = re.compile(r"/[!-~]*")
_TARGET = re.compile(r"/[a-z0-9/.-]*")
_UNRESOLVED = re.compile(r"//|/\.\.?(?:/|$)")
_LITERAL = frozenset("/-_%=&,:;@~!")
_ENCODED_LETTER = re.compile(r"%(?=[0-9]?[A-F])([0-9A-F]{2})")


class Damaged(Exception):
    """redirects.json is not what a build writes."""


@dataclass(frozen=True)
class Moved:
    """Old addresses and the paths that they lead to now, in the order of the file.

    `paths` are decoded; `asked` are as sent, each with the pattern of what is to be matched.
    """

    paths: tuple[tuple[str, str], ...]
    asked: tuple[tuple[str, str], ...]
    left_out: int = 0
    """How many are too long for any server."""

    def __len__(self) -> int:
        return len(self.paths) + len(self.asked)


def read(table: bytes) -> list[tuple[str, str]]:
    """The entries of /.well-known/redirects.json: old address, new path. Raises Damaged."""
    try:
        entries = [(each["from"], each["to"]) for each in json.loads(table)["redirects"]]
        good = all(_ORIGIN.fullmatch(old) and _TARGET.fullmatch(new) for old, new in entries)
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged from error
    if not good:
        raise Damaged
    return entries


def of(entries: Iterable[tuple[str, str]]) -> Moved:
    """Old addresses as a browser asks for them, each with its new path."""
    paths: dict[str, str] = {}
    asked: dict[str, str] = {}
    left_out = 0
    for origin, target in entries:
        if len(origin) > LONGEST:
            left_out += 1
        elif (path := _decoded(origin)) is None:
            asked[origin] = target
        else:
            paths.setdefault(path, target)
    return Moved(tuple(paths.items()), tuple(asked.items()), left_out)


def _decoded(origin: str) -> str | None:
    """The path that every server makes of an address; None if it must be matched as sent."""
    if "?" in origin:
        return None
    try:
        path = unquote_to_bytes(origin).decode()
    except UnicodeDecodeError:  # another encoding
        return None
    slashes = path.count("/") == origin.count("/")
    plain = slashes and path.isprintable() and "\\" not in path
    return path if plain and not _UNRESOLVED.search(path) else None


def pattern(text: str) -> str:
    """A regular expression (PCRE, bytes) for this text; nothing in it is special to a server.

    What is neither letter nor digit is written as `\\x24`: no quote, `$` or brace is left.
    """
    return "".join(map(_matched, text))


def pattern_as_sent(origin: str) -> str:
    """The same for a request as sent: encoded bytes in any case, and any query if it names none."""
    pieces = _ENCODED_LETTER.split(origin)
    pieces[::2] = map(pattern, pieces[::2])
    pieces[1::2] = [f"%(?i:{each})" for each in pieces[1::2]]
    return "".join(pieces) + ("" if "?" in origin else r"(?:\?.*)?")


def _matched(character: str) -> str:
    if character.isalnum() or character in _LITERAL:
        return character
    return "\\." if character == "." else "".join(f"\\x{each:02x}" for each in character.encode())
