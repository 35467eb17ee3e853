/*
 * MiniSearch with what was asked for and nothing else: an index of all words of a hundred thousand
 * articles takes the memory that a telephone has.
 */

const WORTH = { title: 2 ** 12, rest: 2 ** 6, text: 1 }; // a title before a lead before a text
const LESS = 1e-6; // what a word adds that is only like the one asked for
const PORTAL = 1_000_000; // articles that it reckons with, so that nothing moves as more come

const OPTIONS = {
  idField: "id",
  extractField: (document, field) => document[field],
  stringifyField: (words) => words,
  tokenize: (words) => words,
  processTerm: (word) => word,
  // Once or often, in a long text or a short one, is the same: of equals the newer comes first.
  searchOptions: { boost: WORTH, bm25: { k: 0, b: 0, d: 0 }, tokenize: (word) => [word] },
  autoVacuum: false,
};

const NOTHING = {
  ...{ documentCount: PORTAL, nextId: 0, documentIds: {}, fieldLength: {}, storedFields: {} },
  ...{ averageFieldLength: [], index: [], dirtCount: 0, serializationVersion: 2 },
};

class Ranking {
  #query;
  #tree;
  #index;
  #found = new Map();

  /** For articles that answer a query, in all its words or in any. */
  constructor(query, any) {
    const fields = ["title", "rest", "text"];
    const fieldIds = Object.fromEntries(fields.map((name, id) => [name, id]));
    this.#query = query;
    this.#index = MiniSearch.loadJS({ ...NOTHING, fieldIds }, { ...OPTIONS, fields });
    this.#tree = {
      combineWith: any ? "OR" : "AND",
      queries: query.words.map((_, i) => ({
        combineWith: "OR",
        queries: [String(i), { queries: [`~${i}`], boostTerm: () => LESS }],
      })),
    };
  }

  /** Take in an article. A phrase counts where it stands, a word where it stands first. */
  add(id, likeness) {
    const document = { id, title: [], rest: [], text: [] };
    let seen = 0;
    const note = (place, bits, sign) => {
      this.#query.words.forEach((_, i) => {
        if (bits & ~seen & (1 << i)) place.push(sign + i);
      });
      seen |= bits;
    };
    const places = [document.title, document.rest, document.text];
    const row = likeness.rowOf(this.#query);
    if (row >= 0) note(places[row], likeness.full[row], "");
    if (likeness.isExact(this.#query)) places.forEach((place, at) => note(place, likeness.same[at], ""));
    places.forEach((place, at) => note(place, likeness.full[at], ""));
    places.forEach((place, at) => note(place, likeness.like[at], "~"));
    this.#index.add(document);
    this.#found.set(id, likeness.factor(this.#query));
  }

  /** The articles with what they are worth. */
  hits() {
    const found = this.#index.search(this.#tree);
    return found.map(({ id, score }) => ({ id, score: score * this.#found.get(id) }));
  }
}
