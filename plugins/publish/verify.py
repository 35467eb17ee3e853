"""What a host has, compared with what was published: nobody else may have changed a file."""

import hashlib
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from plugins.build import render
from plugins.build.render import BodyLost, Renderer
from plugins.build.store import Outside, Store
from plugins.core import urls
from plugins.core.settings import Settings, SettingsError
from plugins.publish.release import NOTE, Release, is_kept
from plugins.publish.target import Target

_AT_ONCE = 8
_PATIENCE = 30
"""Seconds that an answer may take."""
_LONGEST = 64 << 20
"""Bytes of an answer that are looked at."""

_ADDRESS = re.compile(
    r"""(?:href|src|action|content)\s*=\s*["']?\s*(?:0;\s*url=)?(https?:)?//([^/"'\s>]+)""", re.I
)


@dataclass
class Findings:
    """What is not as it was published, by path."""

    release: int
    compared: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        """True if everything is as it was published."""
        return not (self.missing or self.changed or self.foreign)

    def lines(self) -> Iterator[str]:
        """One line a finding."""
        for what, paths in (("thiếu", self.missing), ("bị đổi", self.changed)):
            for path in sorted(paths):
                hosts = self.links.get(path)
                yield f"{what}: {path}" + (f" (liên kết lạ: {', '.join(hosts)})" if hosts else "")
        for path in sorted(self.foreign):
            yield f"tệp lạ: {path}"


class _Published:
    """What was published last: the digest of each file that must be there."""

    def __init__(self, settings: Settings, store: Store) -> None:
        about = Release.loads(store.ledger.get("release"))
        if about is None:
            raise SettingsError(
                "Chưa phát hành lần nào từ đây. Cách sửa: chạy `python3 tasks.py publish`."
            )
        self.release = about.release
        self.digests = {
            path: made.digest
            for path, made in store.ledger.all_delivered().items()
            if not is_kept(path, settings.publish_keep)
        }
        self.digests[NOTE] = hashlib.sha256(about.note()).hexdigest()

    def chosen(self, sample: int | None) -> list[str]:
        """The paths to compare: all, or so many by chance, the home page always."""
        paths = sorted(self.digests)
        if sample is None or sample >= len(paths):
            return paths
        return sorted({*random.sample(paths, sample), urls.HOME, NOTE} & self.digests.keys())


def on_target(target: Target, settings: Settings, store: Store, sample: int | None) -> Findings:
    """Compare a target's files: all names, and the bytes of a sample.

    Raises Outside, also if there is nothing at all.
    """
    published = _Published(settings, store)
    there, paths = target.files(), published.chosen(sample)
    if not there:
        raise Outside(
            f"Ở {target.name} không có tệp nào. Cách sửa: xem lại đích (một trang web thì viết cả "
            "https://), hoặc phát hành lại bằng `python3 tasks.py publish --full`."
        )
    digests = target.digests([path for path in paths if path in there])
    return Findings(
        published.release,
        len(paths),
        missing=[path for path in published.digests if path not in there],
        changed=[
            path for path in paths if path in there and digests.get(path) != published.digests[path]
        ],
        foreign=[
            path
            for path in there - published.digests.keys()
            if not is_kept(path, settings.publish_keep)
        ],
    )


def over_http(address: str, settings: Settings, store: Store, sample: int | None) -> Findings:
    """Compare the pages of a site as readers get them; links to hosts that ours lack are named.

    Raises Outside if the site does not answer.
    """
    published = _Published(settings, store)
    paths = published.chosen(sample)
    found = Findings(published.release, len(paths))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda path: _get(address, path), paths)
        for path, (status, body, location) in zip(paths, answers, strict=True):
            if status in (404, 410) and path != urls.NOT_FOUND:
                found.missing.append(path)
            elif not (
                hashlib.sha256(body).hexdigest() == published.digests[path]
                or _is_redirected_stub(path, status, location, settings)
            ):
                found.changed.append(path)
                found.links[path] = sorted(_hosts(body))
    _leave_out_our_own(found, settings, store)
    return found


def _is_redirected_stub(path: str, status: int, location: str, settings: Settings) -> bool:
    """True for an old address that the web server answers itself, as its configuration says."""
    own = urlsplit(settings.siteurl).netloc
    route = urls.route(path)
    leads_home = urlsplit(location).netloc in ("", own)
    return route is None and status in (301, 308) and bool(location) and leads_home


def _leave_out_our_own(found: Findings, settings: Settings, store: Store) -> None:
    """Keep of the links on changed pages those to hosts that the page as we make it lacks."""
    renderer = Renderer(render.Setup(settings, store.path, store.bodies))
    try:
        for path in found.links:
            try:
                ours = renderer.content(path)
            except BodyLost:
                ours = None
            known = _hosts(ours) if isinstance(ours, bytes) else set()
            known.add(urlsplit(settings.siteurl).netloc)
            found.links[path] = [each for each in found.links[path] if each not in known]
    finally:
        renderer.close()


def _hosts(page: bytes) -> set[str]:
    text = unescape(page.decode("utf-8", "replace"))
    return {match[2].lower() for match in _ADDRESS.finditer(text)}


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """A redirect is an answer like any other."""


def _get(address: str, path: str) -> tuple[int, bytes, str]:
    """Status, body and Location of one path. Raises Outside."""
    url = address.rstrip("/") + quote(urls.to_url(path))
    request = Request(url, headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=_PATIENCE) as answer:
            return answer.status, answer.read(_LONGEST), ""
    except HTTPError as error:
        with error:
            return error.code, error.read(_LONGEST), error.headers.get("Location", "")
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise Outside(
            f"{url} không trả lời: {reason}. Cách sửa: xem lại mạng và máy chủ."
        ) from error
