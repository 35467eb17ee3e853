"""Every edit the contract names, on a model that keeps the content free of errors."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from tests.build.sites import Site, picture

# Most articles stand in long lists, so that numbered pages change in the middle.
CATEGORIES = ("Chính trị", "Chính trị", "Chính trị", "Kinh tế")
# The last of each is rare: its list begins and ends again.
AUTHORS = (*[("Lê Ân",), ("Trần Bình",), ("Lê Ân", "Vũ Ước"), ()] * 3, ("Đỗ Hiếm",))
TAGS = (
    *[(), ("Chuyển đổi số",), ("chuyển đổi số", "Nông thôn mới"), ("nông thôn mới",)] * 3,
    ("Thẻ hiếm",),
)
TOPICS = (*[(), ("Đại hội",), ("đại hội", "Mùa lũ")] * 3, ("Hạn hán",))
DATES = tuple(
    f"20{year}-{month:02}-{day:02}{time}"
    for year, month, day, time in [
        (24, 12, 31, " 23:59"),
        (25, 1, 1, ""),
        (25, 1, 1, " 00:00"),
        (25, 6, 15, " 08:30"),
        (26, 2, 28, " 12:00"),
        (26, 11, 21, " 07:00"),
        (26, 11, 22, " 07:30"),
        (26, 11, 23, " 07:00"),
        (27, 1, 1, ""),
    ]
)
STATUSES = (*["published"] * 6, "hidden", "draft")
EXPIRES = (*[""] * 6, "2026-11-20", "2026-11-22 09:00", "2027-06-01")
# 21 November, 07:00, is news until the same moment two days later.
MOMENTS = (
    "2026-11-22T08:00:00",
    "2026-11-23T08:00:00",
    "2026-11-21T06:00:00",
    "2026-11-23T06:59:59",
    "2026-11-23T07:00:00",
    "2026-11-24T07:30:00",
    "2026-11-25T08:00:00",
    "2028-01-01T00:00:00",
)
UPDATES = ("", "", "2027-05-05", "2027-06-01 08:00")
CORRECTIONS = (
    *[()] * 3,
    (("2026-11-21", "Sửa lại là 45 hộ."),),
    (("2027-05-06 09:00", "Bỏ <một> dòng & thêm “hai”."), ("2026-01-01", "Sửa tên.")),
)
SOURCES = (*[""] * 3, "Báo Lương Giang", "{name: Báo, url: https://bao.example/1, author: Vũ Ỷ}")
PICTURES = ("a.jpg", "b.jpg", "c.png")
LOOKS = (("red", 40), ("green", 40), ("blue", 500))
"""Colour and width: two pictures may look alike, so that they share an address."""
FILES = ("k.pdf", "l.pdf")
ALIASES = (
    *("/cu/a.html", "/cu/b", "/cu/b/c.html", "/tin/ủy.html", "/2019/01/cu.html"),
    *("/?ItemID=1", "/cu/a.aspx?id=2"),
)


@dataclass(frozen=True)
class Model:
    """One article as the test knows it; `number` gives its slug and id."""

    number: int
    title: str
    date: str
    category: str
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status: str = "published"
    expires: str = ""
    views: int = 0
    featured: bool = False
    summary: str = ""
    body: str = "Nội dung."
    picture: str = ""
    lead_picture: str = ""
    file: str = ""
    links: tuple[int, ...] = ()
    old_links: tuple[str, ...] = ()
    updated: str = ""
    source: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    renamed: int = 0
    version: int = 0

    @property
    def path(self) -> str:
        """Its file below content/."""
        return f"tin/{self.number}-{self.renamed}.md"

    @property
    def address(self) -> str:
        """Its address on the site."""
        return f"/{self.date[:7].replace('-', '/')}/bai-{self.number}-{self.version}.html"

    def text(self, others: "dict[int, Model]") -> str:
        """Its file's text; links to articles and old addresses that are gone are left out."""
        lines = [
            "---",
            f"title: {self.title}",
            f"date: {self.date}",
            f"category: {self.category}",
            f"id: bai-{self.number}",
            f"slug: bai-{self.number}-{self.version}",
            f"status: {self.status}",
            f"views: {self.views}",
            f"tags: [{', '.join(self.tags)}]",
            f"topics: [{', '.join(self.topics)}]",
            f"featured: {'true' if self.featured else 'false'}",
        ]
        if self.authors:
            lines.append(f"authors: [{', '.join(self.authors)}]")
        if self.expires:
            lines.append(f"expires: {self.expires}")
        if self.summary:
            lines.append(f"summary: {self.summary}")
        if self.updated:
            lines.append(f"updated: {self.updated}")
        if self.source:
            lines.append(f"source: {self.source}")
        if self.file:
            lines.append(f"attachments: [{{src: /files/{self.file}, title: Kế hoạch}}]")
        if self.lead_picture:
            lines.append(f"image: {{src: /images/{self.lead_picture}, alt: Cầu, caption: Ảnh đầu}}")
        if self.corrections:
            told = [f'{{at: {at}, text: "{text}"}}' for at, text in self.corrections]
            lines.append(f"corrections: [{', '.join(told)}]")
        if old := [f'"{each}"' for each in self.aliases if each != self.address]:
            lines.append(f"aliases: [{', '.join(old)}]")
        lines += ["---", self.body, ""]
        if self.picture:
            lines += [f"![Ảnh](/images/{self.picture})".replace("(/", "({static}/"), ""]
        for number in self.links:
            if number in others:
                lines += [f"Xem [bài {number}]({{filename}}/{others[number].path}).", ""]
        for alias in self.old_links:
            if any(alias in each.aliases for each in others.values()):
                lines += [f"Xem [bài cũ]({alias}).", ""]
        return "\n".join(lines)


articles = st.builds(
    Model,
    number=st.just(0),
    title=st.sampled_from(("Hội nghị", "Giao ban: quý 1", "“Dân vận khéo”", "A & B <c>")),
    date=st.sampled_from(DATES),
    category=st.sampled_from(CATEGORIES),
    authors=st.sampled_from(AUTHORS),
    tags=st.sampled_from(TAGS),
    topics=st.sampled_from(TOPICS),
    status=st.sampled_from(STATUSES),
    expires=st.sampled_from(EXPIRES),
    views=st.sampled_from((0, 7, 1234)),
    featured=st.booleans(),
    summary=st.sampled_from(("", "Sapo *nghiêng*.")),
    body=st.sampled_from(("Nội dung.", "Đoạn **hai**.\n\n- a\n  - b")),
    picture=st.sampled_from(("", "", *PICTURES)),
    lead_picture=st.sampled_from(("", "", "", *PICTURES)),
    file=st.sampled_from(("", "", *FILES)),
    links=st.lists(st.integers(0, 12), max_size=2).map(tuple),
    old_links=st.sampled_from((*[()] * 3, *((each,) for each in ALIASES))),
    updated=st.sampled_from(UPDATES),
    source=st.sampled_from(SOURCES),
    corrections=st.sampled_from(CORRECTIONS),
)
"""Articles of every kind, still without a number of their own."""

FIELDS = (
    *("title", "date", "category", "authors", "tags", "topics", "status", "expires", "views"),
    *("featured", "summary", "body", "picture", "lead_picture", "file", "links", "old_links"),
    *("updated", "source", "corrections"),
)


@dataclass
class World:
    """A site, its articles and standing pages, and the moment at which it is built."""

    site: Site
    articles: dict[int, Model] = field(default_factory=dict)
    now: str = MOMENTS[0]
    highest: int = 0

    def start(self, models: list[Model]) -> None:
        """Write the first content."""
        self.site.page("gioi-thieu.md", title="Giới thiệu", order="1")
        for model in models:
            self.add(model)
        self.save()

    def add(self, model: Model) -> None:
        """Add an article with a number of its own."""
        self.articles[self.highest] = replace(model, number=self.highest)
        self.highest += 1

    def save(self) -> None:
        """Bring content/ to the model: write what differs and what lacks, delete what is gone."""
        for model in self.articles.values():
            for name in filter(None, (model.picture, model.lead_picture)):
                if not (self.site.root / f"content/images/{name}").exists():
                    self.site.write({f"images/{name}": picture(*LOOKS[PICTURES.index(name)])})
            if model.file and not (self.site.root / f"content/files/{model.file}").exists():
                self.site.write({f"files/{model.file}": b"%PDF-1.4 a"})
        wanted = {model.path: model.text(self.articles) for model in self.articles.values()}
        folder = self.site.root / "content" / "tin"
        for path in folder.glob("*.md") if folder.is_dir() else ():
            if f"tin/{path.name}" not in wanted:
                path.unlink()
        for name, text in wanted.items():
            path = self.site.root / "content" / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                self.site.write({name: text})

    def edit(self, data: st.DataObject) -> str:
        """Make one random edit; returns its name."""
        names = ["change", "change", "change", "add", "time", "time", "picture", "file", "page"]
        names += ["lose"] if self.site.output.exists() else []
        if self.articles:
            names += ["delete", "rename", "readdress", "alias", "alias"]
        name = data.draw(st.sampled_from(names), label="edit")
        if name in ("add", "time", "picture", "file", "page", "lose"):
            getattr(self, f"_{name}")(data)
        elif self.articles:
            number = data.draw(st.sampled_from(sorted(self.articles)), label="article")
            getattr(self, f"_{name}")(data, number)
        self.save()
        return str(name)

    def _add(self, data: st.DataObject) -> None:
        self.add(data.draw(articles, label="new"))

    def _time(self, data: st.DataObject) -> None:
        self.now = data.draw(st.sampled_from(MOMENTS), label="now")

    def _picture(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(PICTURES), label="picture")
        look = data.draw(st.sampled_from((None, *LOOKS)), label="look")
        if look:
            self.site.write({f"images/{name}": picture(*look)})
        else:
            self._remove(f"images/{name}", "picture", "lead_picture")

    def _file(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(FILES), label="file")
        content = data.draw(st.sampled_from((None, b"%PDF-1.4 a", b"%PDF-1.4 b")), label="pdf")
        if content:
            self.site.write({f"files/{name}": content})
        else:
            self._remove(f"files/{name}", "file")

    def _lose(self, data: st.DataObject) -> None:
        """Delete an output, as somebody might who tidies up."""
        path = data.draw(st.sampled_from(sorted(self.site.outputs())), label="lost")
        (self.site.output / path).unlink()

    def _remove(self, path: str, *fields: str) -> None:
        """Delete a file and take it out of all articles."""
        name = path.rpartition("/")[2]
        for number, model in self.articles.items():
            without: dict[str, Any] = {each: "" for each in fields if getattr(model, each) == name}
            self.articles[number] = replace(model, **without)
        (self.site.root / "content" / path).unlink(missing_ok=True)

    def _alias(self, data: st.DataObject, number: int) -> None:
        """Take an old address from its article, if it has one; give it to this one, perhaps."""
        alias = data.draw(st.sampled_from(ALIASES), label="alias")
        for each, model in self.articles.items():
            others = tuple(other for other in model.aliases if other != alias)
            self.articles[each] = replace(model, aliases=others)
        if data.draw(st.sampled_from((True, True, False)), label="given"):
            model = self.articles[number]
            self.articles[number] = replace(model, aliases=(*model.aliases, alias))

    def _page(self, data: st.DataObject) -> None:
        title = data.draw(st.sampled_from(("Giới thiệu", "Về chúng tôi")), label="title")
        status = data.draw(st.sampled_from(STATUSES), label="status")
        body = data.draw(st.sampled_from(("Một.", "Hai.")), label="body")
        self.site.page("gioi-thieu.md", title=title, slug="gioi-thieu", status=status, body=body)

    def _delete(self, _data: st.DataObject, number: int) -> None:
        del self.articles[number]

    def _rename(self, _data: st.DataObject, number: int) -> None:
        model = self.articles[number]
        self.articles[number] = replace(model, renamed=model.renamed + 1)

    def _readdress(self, data: st.DataObject, number: int) -> None:
        """Give the article another slug; the address that it had leads there, perhaps."""
        model = self.articles[number]
        given = data.draw(st.booleans(), label="keeps the old one")
        known = (*model.aliases, model.address) if given else model.aliases
        self.articles[number] = replace(
            model, version=model.version + 1, aliases=tuple(dict.fromkeys(known))
        )

    def _change(self, data: st.DataObject, number: int) -> None:
        name = data.draw(st.sampled_from(FIELDS), label="field")
        other = data.draw(articles, label="other")
        self.articles[number] = replace(self.articles[number], **{name: getattr(other, name)})
