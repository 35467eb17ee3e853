/* How well the words of a text answer a query: what MiniSearch, which knows no order, cannot say. */

// By how much it is worth more if all words, and not one of them, stand there …
const MARKED = 2 ** 30; // with the marks that were typed: more than all that follows
const WHOLE = 2 ** 6; // whole, not only begun or almost so
const IN_A_ROW = [2 ** 13, 2 ** 10, 2 ** 7]; // in a row: in the title, in lead or names, in the text
const [TITLE, REST, TEXT] = [0, 1, 2];

/**
 * What each word of the vocabulary is to a query: bit i of `like` if it answers word i at all, of
 * `full` if it is that word with whatever marks, of `same` if with the marks that were typed.
 */
class Bits {
  constructor(query, accepts) {
    this.query = query;
    this.accepts = accepts;
    this.folded = [""];
    this.like = [0];
    this.full = [0];
    this.same = [0];
  }

  get size() {
    return this.like.length;
  }

  /** Note the next word of the vocabulary. */
  push(folded, spelled) {
    let like = 0;
    let full = 0;
    let same = 0;
    this.query.words.forEach((word, i) => {
      if (!this.accepts(i, folded, spelled)) return;
      like |= 1 << i;
      if (word.folded === folded) full |= 1 << i;
      if (word.spelled === spelled) same |= 1 << i;
    });
    this.folded.push(folded);
    this.like.push(like);
    this.full.push(full);
    this.same.push(same);
    return this.like.length - 1;
  }
}

/** What was found of an article: bits of words; in `pairs`, by place, that word i precedes i+1. */
class Likeness {
  like = 0;
  full = 0;
  same = 0;
  pairs = [0, 0, 0];
  phrases = 0;
  at = -1; // where a snippet should show the text
  #best = -1;

  /** Read on at a place: `ids` of words from `start` to `end`; a 0 parts texts and ends the title. */
  read(bits, ids, start, end, from) {
    const { like, full, same, query } = bits;
    let place = from;
    let before = 0;
    for (let k = start; k < end; k++) {
      if (ids[k] === 0 && place === TITLE) place = REST;
      const here = like[ids[k]];
      if (here) {
        this.like |= here;
        this.full |= full[ids[k]];
        this.same |= same[ids[k]];
        const pair = here & (before << 1);
        this.pairs[place] |= pair;
        const worth = (pair ? 2 : 0) + (same[ids[k]] ? 1 : 0);
        if (worth > this.#best) {
          this.#best = worth;
          this.at = pair ? k - 1 : k;
        }
        query.phrases.forEach((phrase, p) => {
          if (standsAt(phrase, ids, k, end, phrase.exact ? same : like)) this.phrases |= 1 << p;
        });
      }
      before = here;
    }
  }

  /** Take over what was found elsewhere of the same article. */
  join(other) {
    for (const name of ["like", "full", "same", "phrases"]) this[name] |= other[name];
    this.pairs = this.pairs.map((bits, place) => bits | other.pairs[place]);
  }

  /** By how much an article is worth more than MiniSearch says, who counts words one by one. */
  factor(query) {
    const words = query.words.length;
    const marks = query.isMarked ? MARKED ** (count(this.same) / words) : 1;
    const whole = WHOLE ** ((count(this.full) + count(this.like)) / words);
    let row = 1;
    let seen = 0;
    this.pairs.forEach((bits, place) => {
      row *= IN_A_ROW[place] ** (count(bits & ~seen) / Math.max(1, words - 1));
      seen |= bits;
    });
    return marks * whole * row;
  }

  /** True if every word that was asked for stands there. */
  hasAll(query) {
    return count(this.like) === query.words.length;
  }

  /** True if every phrase that was asked for stands there. */
  hasPhrases(query) {
    return count(this.phrases) === query.phrases.length;
  }
}

function standsAt(phrase, ids, k, end, bits) {
  const length = phrase.end - phrase.start;
  if (k + length > end) return false;
  for (let i = 0; i < length; i++) {
    if (!(bits[ids[k + i]] & (1 << (phrase.start + i)))) return false;
  }
  return true;
}

function count(bits) {
  let found = 0;
  for (let rest = bits; rest; rest &= rest - 1) found++;
  return found;
}
