"""What a publisher notes on the host before it changes anything there."""

import json
from collections.abc import Sequence
from typing import NamedTuple


class Sending(NamedTuple):
    """The note `sending`: which release is on its way, from what, and the paths it touches.

    `attempt` counts the publishers that began.
    """

    release: int
    attempt: int
    commit: str
    paths: Sequence[str]

    def dumps(self) -> bytes:
        """As it lies on the host: a line of JSON, then the paths."""
        head = json.dumps(self._replace(paths=())._asdict(), ensure_ascii=False)
        return "\n".join([head, *self.paths, ""]).encode()

    @classmethod
    def loads(cls, data: bytes | None) -> "Sending | None":
        """The note that `dumps` wrote; None if it is no such note."""
        head, *paths = (data or b"").decode("utf-8", "replace").splitlines() or [""]
        try:
            return cls(**json.loads(head))._replace(paths=paths)
        except (ValueError, TypeError):
            return None

    @property
    def kept(self) -> str:
        """Where this attempt keeps what it replaces: an earlier one may have kept the original."""
        return f"{kept(self.release)}/{self.attempt}"


def kept(number: int) -> str:
    """Where a release keeps what it replaced."""
    return f"kept/{number}"
