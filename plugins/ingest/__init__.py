"""From an editor's file to an article: scan, header, schema, markup, references, reading."""
