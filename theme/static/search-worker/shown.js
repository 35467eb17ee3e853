/* What the page shows of the articles that were found. */

/**
 * A result: texts in pieces, of which every second one answers the query; of authors and tags those
 * that answer what neither title nor text do.
 */
function shown(id, file, row, titles, attempt, snippet) {
  const [day, slug, title, lead, category, by, tagged, source] = file.articles[row];
  const [year, month] = titles.monthOf(id).name.split("-");
  const words = attempt?.query.words ?? [];
  const answered = (word) =>
    words.flatMap((_, i) => (attempt.accepts(i, fold(word), spell(word)) ? [i] : []));
  const seen = new Set(`${title} ${snippet || lead}`.match(WORD)?.flatMap(answered));
  const telling = (names) => {
    const some = names.filter((name) => name.match(WORD)?.flatMap(answered).some((i) => !seen.has(i)));
    return some.map((name) => pieces(name, answered));
  };
  return {
    id,
    url: `/${year}/${month}/${slug}.html`,
    title: pieces(title, answered),
    text: pieces(snippet || lead, answered),
    date: titles.day(id),
    day: `${String(day).padStart(2, "0")}/${month}/${year}`,
    category: file.categories[category],
    source: file.sources[source] ?? "",
    authors: telling(by.map((i) => file.authors[i][1])),
    tags: telling(tagged.map((i) => file.tags[i])),
  };
}

/** A text parted: what does not answer, what does, what does not, …; words in a row are one piece. */
function pieces(text, answered) {
  const found = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!answered(word).length) continue;
    const between = text.slice(end, index);
    if (found.length && /^[\s\-/]*$/.test(between)) found[found.length - 1] += between + word;
    else found.push(between, word);
    end = index + word.length;
  }
  return [...found, text.slice(end)];
}
