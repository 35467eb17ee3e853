"""Every edit the contract names, on a model that keeps the content free of errors."""

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tests.build.sites import Site, picture

# Most articles stand in long lists, so that numbered pages change in the middle.
CATEGORIES = ("Chính trị", "Chính trị", "Chính trị", "Kinh tế")
AUTHORS = (("Lê Ân",), ("Trần Bình",), ("Lê Ân", "Vũ Ước"), ())
TAGS = ((), ("Chuyển đổi số",), ("chuyển đổi số", "Nông thôn mới"), ("nông thôn mới",))
TOPICS = ((), ("Đại hội",), ("đại hội", "Mùa lũ"))
DATES = tuple(
    f"20{year}-{month:02}-{day:02}{time}"
    for year, month, day, time in [
        (24, 12, 31, " 23:59"),
        (25, 1, 1, ""),
        (25, 1, 1, " 00:00"),
        (25, 6, 15, " 08:30"),
        (26, 2, 28, " 12:00"),
        (26, 11, 21, " 07:00"),
        (26, 11, 23, " 07:00"),
        (27, 1, 1, ""),
    ]
)
STATUSES = (*["published"] * 6, "hidden", "draft")
EXPIRES = (*[""] * 6, "2026-11-20", "2026-11-22 09:00", "2027-06-01")
MOMENTS = (
    "2026-11-22T08:00:00",
    "2026-11-23T08:00:00",
    "2026-11-21T06:00:00",
    "2028-01-01T00:00:00",
)
COLORS = ("red", "green", "blue")


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
    file: str = ""
    links: tuple[int, ...] = ()
    updated: bool = False
    renamed: int = 0
    version: int = 0

    @property
    def path(self) -> str:
        """Its file below content/."""
        return f"tin/{self.number}-{self.renamed}.md"

    def text(self, others: "dict[int, Model]") -> str:
        """Its file's text; links to articles that are gone are left out."""
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
            lines.append("updated: 2027-05-05")
        if self.file:
            lines.append(f"attachments: [/files/{self.file}]")
        if self.version:
            lines.append(f"aliases: [/cu/{self.number}.html]")
        lines += ["---", self.body, ""]
        if self.picture:
            lines += [f"![Ảnh](/images/{self.picture})".replace("(/", "({static}/"), ""]
        for number in self.links:
            if number in others:
                lines += [f"Xem [bài {number}]({{filename}}/{others[number].path}).", ""]
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
    picture=st.sampled_from(("", "", "a.jpg", "b.jpg")),
    file=st.sampled_from(("", "", "k.pdf")),
    links=st.lists(st.integers(0, 12), max_size=2).map(tuple),
    updated=st.booleans(),
)
"""Articles of every kind, still without a number of their own."""

FIELDS = (
    "title",
    "date",
    "category",
    "authors",
    "tags",
    "topics",
    "status",
    "expires",
    "views",
    "featured",
    "summary",
    "body",
    "picture",
    "file",
    "links",
    "updated",
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
        self.site.write({"files/k.pdf": b"%PDF-1.4 a"})
        for name in ("a.jpg", "b.jpg"):
            self.site.write({f"images/{name}": picture("red" if name == "a.jpg" else "green")})
        self.site.page("gioi-thieu.md", title="Giới thiệu", order="1")
        for model in models:
            self.add(model)
        self.save()

    def add(self, model: Model) -> None:
        """Add an article with a number of its own."""
        self.articles[self.highest] = replace(model, number=self.highest)
        self.highest += 1

    def save(self) -> None:
        """Bring content/ to the model: write what differs, delete what is gone."""
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
        names = ["add", "change", "change", "change", "time", "picture", "file", "page", "theme"]
        if self.articles:
            names += ["delete", "rename", "readdress"]
        name = data.draw(st.sampled_from(names), label="edit")
        if name in ("add", "time", "picture", "file", "page"):
            getattr(self, f"_{name}")(data)
        elif self.articles:
            number = data.draw(st.sampled_from(sorted(self.articles)), label="article")
            getattr(self, f"_{name}", self._change)(data, number)
        self.save()
        return str(name)

    def _add(self, data: st.DataObject) -> None:
        self.add(data.draw(articles, label="new"))

    def _time(self, data: st.DataObject) -> None:
        self.now = data.draw(st.sampled_from(MOMENTS), label="now")

    def _picture(self, data: st.DataObject) -> None:
        color = data.draw(st.sampled_from(COLORS), label="color")
        self.site.write({"images/a.jpg": picture(color)})

    def _file(self, data: st.DataObject) -> None:
        content = data.draw(st.sampled_from((b"%PDF-1.4 a", b"%PDF-1.4 b")), label="pdf")
        self.site.write({"files/k.pdf": content})

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

    def _readdress(self, _data: st.DataObject, number: int) -> None:
        model = self.articles[number]
        self.articles[number] = replace(model, version=model.version + 1)

    def _change(self, data: st.DataObject, number: int) -> None:
        name = data.draw(st.sampled_from(FIELDS), label="field")
        other = data.draw(articles, label="other")
        self.articles[number] = replace(self.articles[number], **{name: getattr(other, name)})
