/* The index of titles, leads and names: months are taken in as they come, and searched at once. */

const WORTH = { title: 32, rest: 4, text: 0.5 }; // a title before a lead before a text, whatever else
const OPTIONS = {
  idField: "id",
  extractField: (document, field) => document[field],
  stringifyField: (words) => words,
  tokenize: (words) => words,
  processTerm: (word) => word,
  // Once or often, in a long text or a short one, is the same: of equals the newer comes first.
  searchOptions: { combineWith: "AND", boost: WORTH, bm25: { k: 0, b: 0, d: 0 } },
  autoVacuum: false,
};

/** Numbers for names that come again and again. */
class Names extends Map {
  number(name) {
    if (!this.has(name)) this.set(name, this.size);
    return this.get(name);
  }
}

class Titles {
  vocabulary = new Vocabulary();
  months = new Map();
  sources = new Names();
  #categories = new Names();
  #authors = new Names();
  #index = new MiniSearch({ ...OPTIONS, fields: ["title", "rest"] });
  // Of each article, by its number:
  #month = [];
  #category = [];
  #byline = [];
  #source = [];

  get size() {
    return this.#month.length;
  }

  /** Take in a month, `2026-11`, as the bytes of its file. */
  add(name, bytes) {
    if (this.months.has(name)) return;
    const file = JSON.parse(new TextDecoder().decode(bytes));
    const words = [];
    const month = { name, first: this.size, starts: [0], days: [], kept: keep(bytes) };
    const tags = file.tags.map((tag) => this.vocabulary.ids(tag));
    const authors = file.authors.map(([, author]) => this.vocabulary.ids(author));
    const bylines = new Map();
    for (const [day, , title, lead, category, by, tagged, source] of file.articles) {
      const inTitle = this.vocabulary.ids(title);
      const others = [this.vocabulary.ids(lead), ...by.map((i) => authors[i])];
      others.push(...tagged.map((i) => tags[i]));
      if (source >= 0) others.push(this.vocabulary.ids(file.sources[source]));
      for (const part of [inTitle, ...others]) words.push(...part, 0);
      month.starts.push(words.length);
      month.days.push(day);
      this.#index.add({ id: this.size, ...this.#fields(inTitle, others.flat()) });
      this.#month.push(month);
      this.#category.push(this.#categories.number(file.categories[category]));
      this.#source.push(source < 0 ? -1 : this.sources.number(file.sources[source]));
      const byline = by.map((i) => this.#authors.number(file.authors[i][0]));
      if (!bylines.has(byline.join())) bylines.set(byline.join(), byline);
      this.#byline.push(bylines.get(byline.join()));
    }
    const Numbers = this.vocabulary.size < 2 ** 16 ? Uint16Array : Uint32Array;
    month.words = Numbers.from(words);
    month.starts = Uint32Array.from(month.starts);
    month.days = Uint8Array.from(month.days);
    this.months.set(name, month);
  }

  /** A word counts where it stands first: whoever has it in the title is not worth more for a lead. */
  #fields(inTitle, others) {
    const { folded } = this.vocabulary;
    const title = new Set(inTitle.map((id) => folded[id]));
    const rest = new Set(others.map((id) => folded[id]));
    return { title: [...title], rest: [...rest].filter((word) => !title.has(word)) };
  }

  /** A test of articles by category, author (slugs), source (a name, or `own`), from and to (days). */
  filter({ category, author, source, from, to }) {
    const [inCategory, by] = [this.#categories.get(category), this.#authors.get(author)];
    const of = source === "own" ? -1 : this.sources.get(source);
    return (id) => {
      if (category && this.#category[id] !== inCategory) return false;
      if (author && !this.#byline[id].includes(by)) return false;
      if (source && this.#source[id] !== of) return false;
      if (!from && !to) return true;
      const day = this.day(id);
      return (!from || day >= from) && (!to || day <= to);
    };
  }

  /** The day of an article, `2026-11-20`. */
  day(id) {
    const month = this.#month[id];
    return `${month.name}-${String(month.days[id - month.first]).padStart(2, "0")}`;
  }

  /** Orders articles, the newest first. */
  newer = (a, b) => {
    const [one, other] = [this.#month[a].name, this.#month[b].name];
    return one === other ? a - b : one < other ? 1 : -1;
  };

  /** All articles that pass, without a word asked for. */
  all(passes) {
    return this.#index.search(MiniSearch.wildcard, { filter: ({ id }) => passes(id) });
  }

  /** The articles that answer an attempt, with what they are worth. */
  hits(attempt, passes) {
    const found = this.#index.search(attempt.tree, {
      ...attempt.options,
      filter: ({ id }) => passes(id),
    });
    return worthy(found, attempt, (id) => this.likeness(id, attempt.bits));
  }

  /** What the title, lead and names of an article have of the words asked for. */
  likeness(id, bits) {
    const { words, starts, first } = this.#month[id];
    const found = new Likeness();
    found.read(bits, words, starts[id - first], starts[id - first + 1], TITLE);
    return found;
  }

  /** The folded words of an article that an attempt asks for: in its title, in all else. */
  fields(id, bits) {
    const { words, starts, first } = this.#month[id];
    const own = words.subarray(starts[id - first], starts[id - first + 1]);
    const end = own.indexOf(0);
    const asked = (ids) => [...ids].filter((each) => bits.like[each]);
    return this.#fields(asked(own.subarray(0, end)), asked(own.subarray(end)));
  }

  /** The month in which an article stands. */
  monthOf(id) {
    return this.#month[id];
  }
}

/** MiniSearch's results with what it cannot know: how close the words stand, with which marks. */
function worthy(found, attempt, likeness) {
  const hits = [];
  for (const { id, score } of found) {
    const like = likeness(id);
    if (count(like.full) < attempt.least) continue;
    if (attempt.needsAll && !like.hasAll(attempt.query)) continue;
    if (attempt.isStrict && !like.hasPhrases(attempt.query)) continue;
    hits.push({ id, score: score * like.factor(attempt.query) });
  }
  return hits;
}
