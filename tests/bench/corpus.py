"""Write the same seeded articles twice: as the portal's content/ and as Hugo's.

    python -m tests.bench.corpus DIR --articles N --seed S

makes DIR/portal/content and DIR/hugo/content. The same N and S give the same bytes anywhere.
"""

import argparse
import json
import random
from pathlib import Path

from tests.bench.samples import Sample, paragraph, samples

PAGES = (("gioi-thieu", "Giới thiệu"), ("lien-he", "Liên hệ"))


def write(folder: Path, articles: int, seed: int) -> tuple[Path, Path]:
    """Both trees below `folder`; returns the portal's content folder and Hugo's."""
    portal, hugo = folder / "portal" / "content", folder / "hugo" / "content"
    for sample in samples(articles, seed):
        _put(portal / sample.path, _portal_text(sample))
        _put(hugo / sample.path, _hugo_text(sample))
    for order, (slug, title) in enumerate(PAGES, 1):
        body = "\n\n".join(paragraph(random.Random(f"{seed}/{slug}/{each}")) for each in range(4))
        head = f"title: {title}\nslug: {slug}\n"
        _put(portal / "pages" / f"{slug}.md", f"---\n{head}order: {order}\n---\n{body}\n")
        _put(hugo / f"{slug}.md", f"---\n{head}type: standing\n---\n{body}\n")
    _put(hugo / "luu-tru.md", "---\ntitle: Lưu trữ\ntype: archive\n---\n")
    return portal, hugo


def _portal_text(sample: Sample) -> str:
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


def _put(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write the benchmark's articles.")
    parser.add_argument("folder", type=Path, help="where to write portal/ and hugo/")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for content in write(options.folder, options.articles, options.seed):
        print(content)


if __name__ == "__main__":
    main()
