/* The search in full: texts pass by once, month by month, and only what was asked for is kept. */

const SNIPPET = 220; // characters
const BEFORE = 60; // of them before what was found

class Texts {
  #titles;
  #attempt;
  #passes;
  #bits;
  #known = new Map();
  #found = new Map();

  constructor(titles, attempt, passes) {
    this.#titles = titles;
    this.#attempt = attempt;
    this.#passes = passes;
    this.#bits = new Bits(attempt.query.words, attempt.accepts);
  }

  /** Look through the texts of a month, of which the titles are known; others are passed over. */
  async add(name, bytes) {
    const month = this.#titles.months.get(name);
    if (!month) return;
    const texts = JSON.parse(new TextDecoder().decode(bytes));
    const { articles } = await unpack(month.kept);
    articles.forEach(([, slug], row) => {
      const text = texts[slug];
      if (text && this.#passes(month.first + row)) this.#look(month.first + row, text);
    });
  }

  #look(id, text) {
    const words = (text.toLowerCase().match(WORD) ?? []).map((word) => this.#number(word));
    const likeness = new Likeness();
    likeness.read(this.#bits, this.#attempt.phrases, words, 0, words.length, TEXT);
    if (likeness.all) this.#found.set(id, { likeness, snippet: snippet(text, likeness.at) });
  }

  #number(word) {
    let number = this.#known.get(word);
    if (number === undefined) {
      number = this.#bits.push(fold(word), spell(word));
      this.#known.set(word, number);
    }
    return number;
  }

  /** What the text of an article has of the words asked for. */
  likeness(id) {
    return this.#found.get(id)?.likeness;
  }

  /** The part of an article's text that shows what was found. */
  snippet(id) {
    return this.#found.get(id)?.snippet ?? "";
  }
}

/** The part of a text around its word number `at`. */
function snippet(text, at) {
  const words = text.matchAll(WORD);
  for (let k = 0; k < at; k++) words.next();
  const place = words.next().value?.index ?? 0;
  const start = place <= BEFORE ? 0 : text.indexOf(" ", place - BEFORE) + 1;
  const end = start + SNIPPET < text.length ? text.lastIndexOf(" ", start + SNIPPET) : text.length;
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}
