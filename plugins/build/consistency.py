"""What is wrong between files: addresses claimed twice, links that lead nowhere, names in two
spellings. Asks the rows with all changes already in them."""

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from plugins.core import aliases, site, text, urls
from plugins.core.article import DRAFT, Article, Reference, Standing
from plugins.core.problem import ERROR, WARNING, Problem
from plugins.core.settings import Settings
from plugins.core.urls import ListKey
from plugins.ingest.scan import Tree
from plugins.plan import Change
from plugins.state.rows import Rows

Lines = Callable[[str], list[str]]
_MOST_NEIGHBOURS = 500


class Names:
    """The paths of all articles and media in content/, and which of them is like a wrong one."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self._tree.items.keys() | self._tree.media.keys())

    def __contains__(self, path: str) -> bool:
        return path in self._tree

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(text.fold(posixpath.basename(path)), []).append(path)
        return found

    @cached_property
    def _by_folder(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(posixpath.dirname(path), []).append(path)
        return found

    def nearest(self, wrong: str, but: str) -> str | None:
        """A file of the same name elsewhere, or one like it in the same folder; never `but`."""
        for path in self._by_name.get(text.fold(posixpath.basename(wrong)), ()):
            if path != but:
                return path
        beside = self._by_folder.get(posixpath.dirname(wrong), [])[:_MOST_NEIGHBOURS]
        stems = {_stem(path): path for path in reversed(beside) if path != but}
        near = text.nearest(_stem(wrong), stems)
        return stems[near] if near else None


def _stem(path: str) -> str:
    """The file's own name: its folder and ending are shared by files that are nothing alike."""
    return posixpath.splitext(posixpath.basename(path))[0]


@dataclass(frozen=True, slots=True)
class Consistency:
    """The checks of one build.

    `unreadable` says why a media file cannot be used, and the cure; `lines` gives the lines of an
    article's file.
    """

    rows: Rows
    settings: Settings
    on_disk: Names
    unreadable: Mapping[str, tuple[str, str]]
    lines: Lines

    def check(
        self,
        added: Iterable[Article],
        linking: Iterable[Article],
        faulty: Mapping[str, Iterable[Reference]],
    ) -> list[Problem]:
        """All errors of articles that changed, and of articles that link to what changed.

        Of files that are `faulty` anyhow the references are checked all the same.
        """
        found: dict[Problem, None] = {}
        for article in added:
            found.update(dict.fromkeys(self._twins(article)))
            found.update(dict.fromkeys(self._aliases(article)))
            found.update(dict.fromkeys(self._references(article.path, article.references)))
        for article in linking:
            found.update(dict.fromkeys(self._references(article.path, article.references)))
        for path, references in faulty.items():
            found.update(dict.fromkeys(self._references(path, references)))
        return list(found)

    def bylines(
        self, names: Mapping[ListKey, set[str]], changed: Collection[str]
    ) -> Iterator[Problem]:
        """All authors that are spelt in two ways, by the names of each in files that changed."""
        for key, found in names.items():
            if found != {self.rows.list_row(key).name}:
                yield from self._spellings(key, changed)

    def _problem(
        self, path: str, line: int | str, field: str, message: str, cure: str, level: str = ERROR
    ) -> Problem:
        """`line` is a number, or words of which the first that stands in a line says which."""
        lines = self.lines(path)
        if isinstance(line, str):
            words = (line, "title:")
            found = (n for word in words for n, each in enumerate(lines, 1) if word in each)
            line = next(found, 1)
        quote = lines[line - 1] if line <= len(lines) else ""
        return Problem(path, line, level, field, message, cure, quote)

    def _twins(self, article: Article) -> Iterator[Problem]:
        for path in self.rows.paths_with("id", article.id):
            if path != article.path:
                message = f"Mã “{article.id}” đã dùng ở bài {path}."
                cure = f"id: {article.id[:180]}-2"
                yield self._problem(article.path, "id:", "id", message, cure)
        if article.status == DRAFT and not self.settings.preview:
            return
        for path in self.rows.paths_with("output", article.output):
            if path != article.path:
                message = f"Địa chỉ {article.url} trùng với bài {path}."
                cure = f"slug: {article.slug[:76]}-2"
                yield self._problem(article.path, "slug:", "slug", message, cure)
        for path in self._claimants(article.url, article.output):
            if path != article.path:
                message = f"Địa chỉ {article.url} đang là địa chỉ cũ (aliases) của bài {path}."
                cure = f"slug: {article.slug[:76]}-2"
                yield self._problem(article.path, "slug:", "slug", message, cure)

    def _aliases(self, article: Article) -> Iterator[Problem]:
        for alias in article.aliases:
            stub = aliases.output(alias)
            outputs = {stub, urls.to_output(alias) if "?" not in alias else None} - {None}
            taken = any(self._is_page(each) for each in outputs if each)
            others = [path for path in self._claimants(alias, stub) if path != article.path]
            if taken or others:
                whose = f"bài {others[0]} cũng nhận" if others else "một trang của cổng đang dùng"
                message = f"Địa chỉ cũ {alias}: {whose}."
                cure = "Xóa địa chỉ này khỏi aliases."
                yield self._problem(article.path, alias, "aliases", message, cure)

    def _claimants(self, address: str, output: str | None) -> list[str]:
        """The files of articles that claim this old address, or one with its stub there."""
        others = self.rows.stub_claimants(output) if output else []
        return list(dict.fromkeys((*self.rows.claimants(address), *others)))

    def _is_page(self, output: str) -> bool:
        return site.exists(self.rows, self.settings, output) or self.rows.at(output) is not None

    def claimed(self, addresses: Iterable[str]) -> Iterator[Problem]:
        """Articles that claim as an old address what has become a page of the site."""
        for address in addresses:
            output = urls.to_output(address)
            if output and site.exists(self.rows, self.settings, output):
                for path in self._claimants(address, output):
                    message = f"Địa chỉ cũ {address}: một trang của cổng đang dùng."
                    cure = "Xóa địa chỉ này khỏi aliases."
                    yield self._problem(path, address, "aliases", message, cure)

    def _spellings(self, key: ListKey, changed: Collection[str]) -> Iterator[Problem]:
        """The less common spellings of one author's name, in the articles that changed."""
        bearers = [
            (each.path, next(name.name for name in each.authors if name.slug == key.slug))
            for listed in (True, False)
            for each in self.rows.bearers(key, listed=listed)
        ]
        settled = Counter(name for path, name in bearers if path not in changed)
        counts = settled or Counter(name for _, name in bearers)
        (most, number), *rest = counts.most_common()
        tie = bool(rest) and rest[0][1] == number
        for path, name in sorted(bearers):
            if path in changed and (name != most or tie) and len(counts | Counter([name])) > 1:
                other = next(each for each in counts if each != name)
                message = f"Bút danh “{name}” và “{other}” có cùng địa chỉ “{key.slug}”."
                cure = f"author: {other} — nếu là hai người, ghi cả hai vào AUTHORS."
                yield self._problem(path, name, "author", message, cure)

    def _references(self, path: str, references: Iterable[Reference]) -> Iterator[Problem]:
        for each in references:
            if fault := self._fault(path, each):
                yield self._problem(path, each.line, each.field, *fault)

    def _fault(self, path: str, each: Reference) -> tuple[str, str] | None:
        """(message, cure) if the reference leads nowhere."""
        if each.kind in ("picture", "file"):
            return self._media_fault(path, each)
        if each.kind == "item":
            target = site.find_item(self.rows, each.target)
            if not target.known:
                return None if each.target in self.on_disk else self._missing(path, each)
            row = self.rows.item(each.target)
        else:
            target = site.find(self.rows, self.settings, each.target)
            if not target.known:
                return f"Cổng không có địa chỉ “{each.target}”.", self._near_address(each.target)
            output = urls.to_output(target.url) if target.url else None
            row = self.rows.at(output) if output else None
        return self._fragment_fault(each, row)

    def _near_address(self, address: str) -> str:
        """How to write a link to an address that the site does not have."""
        path = unquote(address).lstrip("/")
        if path in self.on_disk:
            return ("{filename}/" if path.endswith(".md") else "{static}/") + path
        if site.find(self.rows, self.settings, address + "/").known:
            return address + "/"
        fronts = [ListKey("category", each.slug) for each in self.settings.categories]
        known = [urls.to_url(urls.listing(key)) for key in fronts]
        known += [row.article.url for row in self.rows.pages()]
        other = "Kiểm tra lại địa chỉ; nên liên kết bằng tên tệp: {filename}ten-bai.md"
        return text.nearest(address, known) or other

    def _fragment_fault(self, each: Reference, row: site.Row | None) -> tuple[str, str] | None:
        fragment = unquote(each.fragment)
        if not fragment or fragment == urls.MAIN_ANCHOR:
            return None
        anchors = row.article.anchors[:_MOST_NEIGHBOURS] if row else ()
        if row and fragment in row.article.anchors:
            return None
        near = text.nearest(fragment, anchors)
        cure = f"#{near}" if near else f"Bỏ #{fragment}, hoặc ghi tên ở bài kia: ## Mục {{#…}}"
        return f"Ở “{each.target}” không có chỗ “#{fragment}”.", cure

    def _media_fault(self, path: str, each: Reference) -> tuple[str, str] | None:
        if each.target in self.unreadable:
            reason, cure = self.unreadable[each.target]
            return f"{reason}: “{each.target}”.", cure
        if each.target in self.on_disk and self.rows.media(each.target):
            return None
        return self._missing(path, each)

    def _missing(self, path: str, each: Reference) -> tuple[str, str]:
        """(message, cure); whether what is like it was meant, only the editor can say."""
        near = self.on_disk.nearest(each.target, path)
        if each.kind == "item":
            meant = f"Viết {{filename}}/{near} nếu là bài ấy" if near else "Sửa đường dẫn"
            return f"Không có bài “{each.target}” trong content/.", f"{meant}, hoặc bỏ liên kết."
        what = "ảnh" if each.kind == "picture" else "tệp"
        mark = "{static}" if each.field in ("body", "summary") else ""
        meant = f"viết {mark}/{near} nếu là {what} ấy" if near else "sửa đường dẫn"
        folder = posixpath.dirname(f"content/{each.target}")
        cure = f"Chép tệp vào {folder}/, hoặc {meant}."
        return f"Không có tệp “{each.target}” trong content/.", cure

    def strays(self, paths: Iterable[str]) -> Iterator[Problem]:
        """A warning for each text that is no article, unless something links to it."""
        for path in paths:
            if not self.rows.users([path]):
                message = "Tệp này không phải bài, sẽ không lên cổng."
                name = _stem(path).removesuffix(".md")
                cure = (
                    f"Nếu là bài, chép chữ vào tệp {name}.md; nếu không, chuyển vào content/files."
                )
                yield Problem(path, 1, WARNING, "file", message, cure)

    def moved(self, changes: Iterable[Change]) -> Iterator[Problem]:
        """A warning for each article whose address changed without an alias."""
        for old, new in changes:
            if not old or not new or old.article.output == new.article.output:
                continue
            if old.standing == Standing.ABSENT or DRAFT in (old.article.status, new.article.status):
                continue  # nobody knows the old address, or nobody shall know the new one yet
            address = old.article.url
            if address not in new.article.aliases:
                all_of_them = ", ".join((*new.article.aliases, address))
                message = f"Địa chỉ đổi từ {address} sang {new.article.url}."
                cure = f"Thêm dòng này vào phần đầu: aliases: [{all_of_them}]"
                yield self._problem(new.article.path, "title:", "aliases", message, cure, WARNING)
