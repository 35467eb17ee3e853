/* Titles, leads and names of all articles there are: months are taken in as they come. */

/** Numbers for names that come again and again. */
class Names extends Map {
  number(name) {
    if (!this.has(name)) this.set(name, this.size);
    return this.get(name);
  }
}

/**
 * Articles have numbers, in the order in which they came. Of their words only the numbers are kept,
 * one after the other; what is shown of them is unpacked when it is shown.
 */
class Titles {
  vocabulary = new Vocabulary();
  months = new Map();
  sources = new Names();
  #categories = new Names();
  #authors = new Names();
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
    const sources = file.sources.map((source) => this.vocabulary.ids(source));
    const bylines = new Map();
    for (const [day, , title, lead, category, by, tagged, source] of file.articles) {
      const names = [...by.map((i) => authors[i]), ...tagged.map((i) => tags[i])];
      if (source >= 0) names.push(sources[source]);
      const parts = [this.vocabulary.ids(title), this.vocabulary.ids(lead), ...names];
      for (const part of parts) words.push(...part, 0);
      month.starts.push(words.length);
      month.days.push(day);
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

  /** The month in which an article stands. */
  monthOf(id) {
    return this.#month[id];
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

  /**
   * A test of articles by category, author (slugs), source (a name, or `own`), from and to (days),
   * and the oldest month.
   */
  filter({ category, author, source, from, to, oldest }) {
    const [inCategory, by] = [this.#categories.get(category), this.#authors.get(author)];
    const of = source === "own" ? -1 : this.sources.get(source);
    return (id) => {
      if (category && this.#category[id] !== inCategory) return false;
      if (author && !this.#byline[id].includes(by)) return false;
      if (source && this.#source[id] !== of) return false;
      if (this.#month[id].name < oldest) return false;
      if (!from && !to) return true;
      const day = this.day(id);
      return (!from || day >= from) && (!to || day <= to);
    };
  }

  /** All articles that pass, without a word asked for. */
  all(passes) {
    return this.#month.flatMap((_, id) => (passes(id) ? [{ id, score: 1 }] : []));
  }

  /** The articles that pass and answer an attempt, with what they are worth. */
  hits(attempt, passes, texts) {
    const ranking = new Ranking(attempt.query, attempt.any);
    const { like } = attempt.bits;
    for (const { first, words, starts, days } of this.months.values()) {
      for (let row = 0; row < days.length; row++) {
        const id = first + row;
        const inText = texts?.likeness(id);
        let found = inText?.all ?? 0;
        for (let k = starts[row]; k < starts[row + 1]; k++) found |= like[words[k]];
        if (!attempt.mayDo(found) || !passes(id)) continue;
        const likeness = this.likeness(id, attempt);
        if (inText) likeness.join(inText);
        if (attempt.does(likeness)) ranking.add(id, likeness);
      }
    }
    return ranking.hits();
  }

  /** What the title, lead and names of an article have of the words asked for. */
  likeness(id, { bits, phrases }) {
    const { words, starts, first } = this.#month[id];
    const [start, end] = [starts[id - first], starts[id - first + 1]];
    const found = new Likeness();
    found.read(bits, phrases, words, start, end, TITLE);
    return found;
  }
}
