/* The search in full: texts pass by once, month by month, and only what was asked for is kept. */

const SNIPPET = 220; // characters
const BEFORE = 60; // of them before what was found

class Texts {
  #titles;
  #attempt;
  #bits;
  #known = new Map();
  #index = new MiniSearch({ ...OPTIONS, fields: ["title", "rest", "text"] });
  #found = new Map();

  constructor(titles, attempt, passes) {
    this.#titles = titles;
    this.#attempt = attempt;
    this.passes = passes;
    this.#bits = new Bits(attempt.query, attempt.accepts);
  }

  /** Look through the texts of a month, of which the titles are known; others are passed over. */
  async add(name, bytes) {
    const month = this.#titles.months.get(name);
    if (!month) return;
    const texts = JSON.parse(new TextDecoder().decode(bytes));
    const { articles } = await unpack(month.kept);
    articles.forEach(([, slug], row) => {
      const id = month.first + row;
      const text = texts[slug];
      if (text !== undefined && this.passes(id) && !this.#found.has(id)) this.#look(id, text);
    });
  }

  #look(id, text) {
    const words = (text.toLowerCase().match(WORD) ?? []).map((word) => this.#number(word));
    const inText = new Likeness();
    inText.read(this.#bits, words, 0, words.length, TEXT);
    if (!inText.like) return;
    const { title, rest } = this.#titles.fields(id, this.#attempt.bits);
    const asked = new Set(words.filter((each) => this.#bits.like[each]));
    const folded = [...asked].map((each) => this.#bits.folded[each]);
    const elsewhere = new Set([...title, ...rest]);
    this.#index.add({ id, title, rest, text: folded.filter((word) => !elsewhere.has(word)) });
    const like = this.#titles.likeness(id, this.#attempt.bits);
    like.join(inText);
    this.#found.set(id, { like, snippet: snippet(text, inText.at) });
  }

  #number(word) {
    let number = this.#known.get(word);
    if (number === undefined) {
      number = this.#bits.push(fold(word), spell(word));
      this.#known.set(word, number);
    }
    return number;
  }

  /** The articles that answer, with what they are worth. */
  hits() {
    const { tree, options } = this.#attempt;
    const found = this.#index.search(tree, options);
    return worthy(found, this.#attempt, (id) => this.#found.get(id).like);
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
