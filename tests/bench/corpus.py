"""The same made-up articles as each builder reads them.

    python -m tests.bench.corpus DIR --articles N

makes content/ for each builder: DIR/portal, DIR/hugo, DIR/pelican. The same N gives the same bytes
anywhere.
"""

import argparse
import json
from pathlib import Path

from tests.bench.samples import Sample, paragraph, samples, seeded

PAGES = (("gioi-thieu", "Giới thiệu"), ("lien-he", "Liên hệ"))


def write(content: Path, builder: str, articles: int) -> None:
    """So many articles and two standing pages for one builder."""
    text = _TEXTS[builder]
    for sample in samples(articles):
        _put(content / sample.path, text(sample))
    for order, (slug, title) in enumerate(PAGES, 1):
        body = "\n\n".join(paragraph(seeded(f"{slug}/{each}")) for each in range(4))
        path, head = {
            "portal": (
                f"pages/{slug}.md",
                f"---\ntitle: {title}\nslug: {slug}\norder: {order}\n---",
            ),
            "hugo": (f"{slug}.md", f"---\ntitle: {title}\nslug: {slug}\ntype: standing\n---"),
            "pelican": (f"pages/{slug}.md", f"Title: {title}\nSlug: {slug}\n"),
        }[builder]
        _put(content / path, f"{head}\n{body}\n")
    if builder == "hugo":
        for slug, title in (("luu-tru", "Lưu trữ"), ("rss", "Nguồn tin RSS")):
            _put(content / f"{slug}.md", f"---\ntitle: {title}\ntype: {slug}\n---\n")


def portal_text(sample: Sample) -> str:
    """An article's file in the portal's content/."""
    return (
        f"---\ntitle: {sample.title}\ndate: {sample.date:%Y-%m-%d %H:%M}\n"
        f"category: {sample.category}\nauthor: {sample.author}\nviews: {sample.views}\n"
        f"summary: {sample.summary}\nid: {sample.id}\nslug: {sample.slug}\n"
        f"tags: [{', '.join(sample.tags)}]\n---\n{sample.body}"
    )


def _hugo_text(sample: Sample) -> str:
    # Every JSON value is YAML. `months` is the archive: Hugo has no lists by month of its own.
    head = {
        "title": sample.title,
        "date": f"{sample.date:%Y-%m-%dT%H:%M:%S}+07:00",
        "url": f"/{sample.date:%Y/%m}/{sample.slug}.html",
        "categories": [sample.category],
        "authors": [sample.author],
        "tags": sample.tags,
        "months": [f"{sample.date:%Y-%m}"],
        "views": sample.views,
        "description": sample.summary,
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"---\n{''.join(lines)}---\n{sample.body}"


def _pelican_text(sample: Sample) -> str:
    return (
        f"Title: {sample.title}\nDate: {sample.date:%Y-%m-%d %H:%M}\n"
        f"Category: {sample.category}\nAuthors: {sample.author}\nViews: {sample.views}\n"
        f"Summary: {sample.summary}\nSlug: {sample.slug}\n"
        f"Tags: {', '.join(sample.tags)}\n\n{sample.body}"
    )


_TEXTS = {"portal": portal_text, "hugo": _hugo_text, "pelican": _pelican_text}


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write the benchmark's articles.")
    parser.add_argument("folder", type=Path, help="where to write portal/, hugo/ and pelican/")
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    for builder in _TEXTS:
        write(options.folder / builder, builder, options.articles)


if __name__ == "__main__":
    main()
