/* What the page shows of the articles that were found. */

/**
 * A result: texts in pieces, of which every second one answers the query; of authors and tags those
 * that answer what neither title nor text do.
 */
function shown(id, file, row, titles, attempt, snippet) {
  const least = attempt && titles.likeness(id, attempt).rowOf(attempt.query) >= 0 ? 2 : 1;
  const [day, slug, title, lead, category, by, tagged, source] = file.articles[row];
  const [year, month] = titles.monthOf(id).name.split("-");
  const words = attempt?.query.words ?? [];
  const answered = (word) =>
    words.flatMap((_, i) => (attempt.accepts(i, fold(word), spell(word)) ? [i] : []));
  const seen = new Set(`${title} ${snippet || lead}`.match(WORD)?.flatMap(answered));
  const telling = (names) => {
    const some = names.filter((name) => name.match(WORD)?.flatMap(answered).some((i) => !seen.has(i)));
    return some.map((name) => pieces(name, answered, 1));
  };
  return {
    id,
    url: `/${year}/${month}/${slug}.html`,
    title: pieces(title, answered, least),
    text: pieces(snippet || lead, answered, least),
    date: titles.day(id),
    day: `${String(day).padStart(2, "0")}/${month}/${year}`,
    category: file.categories[category],
    source: file.sources[source] ?? "",
    authors: telling(by.map((i) => file.authors[i][1])),
    tags: telling(tagged.map((i) => file.tags[i])),
  };
}

/**
 * A text parted: what does not answer, what does, what does not, …; words in a row are one piece. Rows
 * of fewer than `least` words do not count.
 */
function pieces(text, answered, least) {
  const rows = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!answered(word).length) continue;
    const row = rows[rows.length - 1];
    const end = index + word.length;
    if (row && /^[\s\-/]*$/.test(text.slice(row.end, index))) Object.assign(row, { end, words: row.words + 1 });
    else rows.push({ start: index, end, words: 1 });
  }
  let at = 0;
  const found = rows.filter(({ words }) => words >= least).flatMap(({ start, end }) => {
    const parts = [text.slice(at, start), text.slice(start, end)];
    at = end;
    return parts;
  });
  return [...found, text.slice(at)];
}
