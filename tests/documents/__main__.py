"""`python -m tests.documents` renews the generated blocks of docs/ and says what changed."""

from tests.documents import BLOCKS, DOCS, renewed


def main() -> None:
    """Write each document that is out of date, print its name."""
    for name in sorted({document for document, _ in BLOCKS}):
        path = DOCS / name
        source = path.read_text(encoding="utf-8")
        if (text := renewed(name, source)) != source:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"docs/{name}")


if __name__ == "__main__":
    main()
