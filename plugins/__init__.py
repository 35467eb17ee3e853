"""The map of this house: read this first.

Every output is a pure function of a few rows. A build finds the rows that changed, plans the
outputs they reach, and makes those. A full build is the same code with everything changed.

    content/ ─ scan ─▶ changed files ─ 1 read (processes) ─▶ rows ─ plan ─▶ paths owed
                 ▲                         │ any error: stop, show all   ▲      │ commit
            state: files, rows,  ◀─────────┴──────── old row + new row ──┘      ▼
            outputs, owed  ◀── commit ── 2 render, write if different (processes) ─▶ output/

Three nouns carry everything: **Article** (what an editor wrote, valid), **output** (one file of the
site, known by its path alone: `urls.route` says what a path means, the rows say whether it exists),
**Problem** (what an editor must fix: place, message, cure).

Two commits make a build safe to kill. The first holds the new rows and the paths they owe, before
any file is written; the second what became of them. What a killed build still owes, the next one
looks at again. An owed path is rendered if the rows warrant it and removed if they do not, so
making, moving and pruning are one thing.

    core/          words that all share, standard library only
      article      Article and its parts; where it stands at a moment; the lists it belongs to
      problem      Problem: for people, JSON, GitHub
      settings     Settings, typed; an unknown or wrong one is an error;  setting_types
      text, dates  Vietnamese: NFC, slugs, folding, order; moments at +07:00
      urls         every address, once; `route` reads a path back
      pagination   how a list falls into pages, numbered from the oldest
      site         what pages may ask of the rows; where an address leads
      renditions   the sizes and formats of a picture;  aliases: old addresses and their files
      files        a file as the disk and as git know it;  media_types: what hosts call it
    ingest/        an editor's file → Article, body, problems
      scan, git    what lies in content/; what git knows of it
      header       front matter with line numbers (PyYAML);  yaml_words: its complaints in words
      schema       the one table of keys;  values, compound, near: their types and cures
      paths        what editors write as paths; none leads outside content/
      markup       Markdown → safe HTML (nh3);  lists, limits: what it is spared
      engine       Python-Markdown with just what a text needs
      references   links and pictures, numbered `ref:<n>` in the stored HTML;  plain: HTML as text
      reading      one file to one Article;  warnings: what should be looked at once more
    state/         the only user of sqlite3
      database     portal.sqlite: its tables, opened or begun anew
      rows         articles, lists, references, asked;  media: pictures and files
      records      articles as rows hold them, put in and taken out;  packing: in little room
      ledger       files as last read; outputs built, delivered, owed
      bodies       bodies.sqlite, a cache of HTML that may be deleted at any time
      counts       views.sqlite, which nothing can make anew
    plan           old rows + new rows → output paths; pure, with the table of what reaches what
    views/         rows → what a template shows, one module per kind of page
    assets         the theme's own files at hashed addresses
    images/        pictures in all renditions, upright, sRGB, without metadata (Pillow)
    feeds/         RSS, Atom (feedgen), JSON Feed, OPML
    sitemaps, api, manifest, redirects    what search engines, programs, phones and hosts read
    search         a month's titles and texts, for the search page (theme/static/search-worker/)
    overview       what was published in a time, counted: tables and CSV
    webserver/     settings and old addresses → a server's configuration
      policy       headers, types, caching;  moved: old addresses as servers match them
      nginx, apache  the same in two languages
    build/         the door: clocks, processes, files
      pipeline     build(), readable top to bottom;  options: how, and what it did
      intake       pass 1: what changed and what it says;  media: pictures and files
      read_pass    its work in many processes;  survey: what is in content/ and output/
      folders      which of output/ need not be looked into
      changes      rows in, held back, planned;  media_changes, lists: their part of it
      consistency  what is wrong between files
      render       a path to its bytes;  templates: Jinja2;  machines: what machines read
      searching    rows and bodies → what the search page looks into
      output_pass  pass 2;  writer: onto disk;  theme: what a change of the theme reaches
      store        the state: found, locked, trusted or begun anew;  digests: theme, code, settings
      work         chunks through one executor
      bootstrap    the first start: .venv from the locked requirements
      configure    settings files;  command_line: Invoke, and words that editors understand
      commands     options in, exit status out;  console, failures, drafts, reporting, webserving
      plugin       the same build for `pelican -s pelicanconf.py` (Pelican)
    preview/       `serve`: rows brought up to date in a state of its own, pages when asked for
      site         what is shown now;  page: what a preview adds to a page
      server       HTTP for this machine's browsers;  watch: files that change (watchfiles)
    publish/       output/ → the web host, what differs, in a safe order; verified, taken back
      release      manifests, differences, the order;  sending: what is about to change
      publisher    forth and back, safe to stop anywhere;  verify: what others did there
      target       what is asked of a host;  folder, ssh: the two kinds;  address: which one
    audience/      the web server's logs → live counts below /views/, which no build touches
      update       a round: logs → state/counts → files;  place: where the files go
      lines, logs  a line → a Hit; every line of every log once
      counting     what a hit is;  visits, crawlers, published: whose, of which article
      pages        live counts, what is read most;  statistics: the page, a summary
      baselines    counts → front matter

Imports point one way: core ← parts (all others) ← build ← preview, publish ← audience ← tasks.py;
parts do not import each other. tests/test_house.py keeps it so.

How to add a page kind: an address in core/urls (`listing` or a new function, and `route`), a view,
a line in build/render (`_shown`, `all_outputs`), a template, named in build/theme, and what
reaches it in plan.
"""
