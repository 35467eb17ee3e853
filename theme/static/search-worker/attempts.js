/* What is tried in turn until something is found: a reader errs, and types half words. */

/**
 * One way to read a query. `accepts(i, folded, spelled)` tells whether a word answers word i. In the
 * strict one phrases must stand as they were typed; in others `least` words must be whole.
 */
class Attempt {
  #vocabulary;
  #bits;

  constructor(name, query, vocabulary, { begun, near = [], isStrict = false, any = false, least = 0 }) {
    const { words } = query;
    this.name = name;
    this.query = query;
    this.any = any;
    this.phrases = isStrict ? query.phrases : [];
    this.#vocabulary = vocabulary;
    const letters = words.length > 1 ? 1 : 2; // one alone begins too many words
    this.accepts = (i, folded, spelled) => {
      const word = words[i];
      if (folded === word.folded || near[i]?.has(folded)) return true;
      if (!begun(i) || word.folded.length < letters || !folded.startsWith(word.folded)) return false;
      return !isMarked(word) || begins(word.spelled, spelled);
    };
    const every = words.reduce((bits, _, i) => bits | (1 << i), 0);
    /** True if what was found of an article is enough. */
    this.mayDo = (bits) => (any ? bits !== 0 : bits === every);
    this.does = (likeness) =>
      this.mayDo(likeness.all) &&
      count(likeness.whole) >= least &&
      count(likeness.phrases) === this.phrases.length;
  }

  /** What each word of the titles' vocabulary is to the query. */
  get bits() {
    const { folded, spelled, size } = this.#vocabulary;
    this.#bits ??= new Bits(this.query.words, this.accepts);
    for (let id = this.#bits.size; id < size; id++) this.#bits.push(folded[id], spelled[id]);
    return this.#bits;
  }
}

/** The ways to read a query, the strictest first. */
function* attempts(query, vocabulary, spellings) {
  const last = query.words.length - 1;
  yield new Attempt("exact", query, vocabulary, { begun: (i) => i === last, isStrict: true });
  const right = mended(query, vocabulary);
  const near = right.words.map(({ folded }) => spellings.near(folded));
  const unknown = near.map((words, i) => (vocabulary.has(right.words[i].folded) ? null : words));
  yield new Attempt("near", right, vocabulary, { begun: () => true, near: unknown });
  const least = Math.floor(query.words.length / 2);
  yield new Attempt("near", right, vocabulary, { begun: () => true, near, least });
  if (last > 0) {
    yield new Attempt("some", query, vocabulary, { begun: () => false, any: true, least });
  }
}

/** Words that are spelt almost like others, by MiniSearch's own measure. */
class Spellings {
  #index = new MiniSearch({ ...OPTIONS, fields: ["word"], tokenize: (word) => [word] });
  #vocabulary;

  constructor(vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** The words that differ from this one in a letter, of long ones in two. */
  near(folded) {
    for (const word of this.#vocabulary.words()) {
      if (!this.#index.has(word)) this.#index.add({ id: word, word });
    }
    if (folded.length < 3 || /\d/.test(folded)) return new Set();
    const found = this.#index.search(folded, { fuzzy: folded.length < 7 ? 1 : 2 });
    return new Set(found.map(({ id }) => id));
  }
}

/** The query with unknown words put right: `hooij nghij` and `hoinghi` are `hoi nghi`. */
function mended(query, vocabulary) {
  const words = query.words.flatMap((word) => {
    if (vocabulary.has(word.folded)) return [word];
    const struck = withoutKeys(word.folded);
    const parts = vocabulary.has(struck) ? [struck] : partsOf(word.folded, vocabulary, 5);
    return parts?.map((folded) => ({ folded, spelled: folded })) ?? [word];
  });
  return { ...query, words: words.slice(0, MOST_WORDS) };
}

/** A word without the keys that make marks (Telex), typed where nothing turned them into marks. */
function withoutKeys(typed) {
  const letters = typed.replace(/dd/g, "d").replace(/([aeo])\1/g, "$1").replace(/w/g, "");
  const vowel = letters.search(/[aeiouy]/) + 1;
  return letters.slice(0, vowel) + letters.slice(vowel).replace(/[sfrxj]/g, "");
}

function partsOf(joined, vocabulary, most) {
  if (vocabulary.has(joined)) return [joined];
  if (most === 1) return undefined;
  for (let end = joined.length - 2; end > 1; end--) {
    const head = joined.slice(0, end);
    const rest = vocabulary.has(head) && partsOf(joined.slice(end), vocabulary, most - 1);
    if (rest) return [head, ...rest];
  }
  return undefined;
}
