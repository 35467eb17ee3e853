"""From an editor's file to a row: scan, header, schema, markup, reading."""
