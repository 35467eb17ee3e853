/* How well the words of a text answer a query: what MiniSearch, which knows no order, cannot say. */

const [TITLE, REST, TEXT] = [0, 1, 2]; // places: the title; lead and names; the text

// By how much it is worth more if all words stand there …
const MARKED = 2 ** 60; // with the marks that were typed: more than all that follows
const WHOLE = 2 ** 8; // whole, not only begun or almost so
const IN_A_ROW = [2 ** 13, 2 ** 10, 2 ** 7]; // in a row, by place: a phrase in a lead before words
// here and there in a title

/**
 * What each word of a vocabulary is to a query: bit i of `like` if it answers word i at all, of
 * `full` if it is that word with whatever marks, of `same` if with the marks that were typed.
 */
class Bits {
  like = [0];
  full = [0];
  same = [0];
  #words;
  #accepts;

  constructor(words, accepts) {
    this.#words = words;
    this.#accepts = accepts;
  }

  get size() {
    return this.like.length;
  }

  /** Note the next word of the vocabulary; its number. */
  push(folded, spelled) {
    let [like, full, same] = [0, 0, 0];
    this.#words.forEach((word, i) => {
      if (!this.#accepts(i, folded, spelled)) return;
      like |= 1 << i;
      if (word.folded === folded) full |= 1 << i;
      if (word.spelled === spelled) same |= 1 << i;
    });
    this.full.push(full);
    this.same.push(same);
    return this.like.push(like) - 1;
  }
}

/**
 * What was found of an article, by place, in bits of the query's words: of `pairs` words i and i+1
 * stand in a row, of `exact` with the marks that were typed.
 */
class Likeness {
  like = [0, 0, 0];
  full = [0, 0, 0];
  same = [0, 0, 0];
  pairs = [0, 0, 0];
  exact = [0, 0, 0];
  phrases = 0;
  at = -1; // the word with which a snippet should begin
  #best = -1;

  /** Read on at a place: `ids` of words from `start` to `end`; a 0 parts texts and ends the title. */
  read(bits, phrases, ids, start, end, from) {
    const { like, full, same } = bits;
    let place = from;
    let before = 0;
    let exactBefore = 0;
    for (let k = start; k < end; k++) {
      const id = ids[k];
      if (id === 0 && place === TITLE) place = REST;
      const here = like[id];
      const exact = same[id];
      if (here) {
        const pair = here & (before << 1);
        this.like[place] |= here;
        this.full[place] |= full[id];
        this.same[place] |= exact;
        this.pairs[place] |= pair;
        this.exact[place] |= exact & (exactBefore << 1);
        const worth = (pair ? 2 : 0) + (exact ? 1 : 0);
        if (worth > this.#best) {
          this.#best = worth;
          this.at = pair ? k - 1 : k;
        }
        phrases.forEach((phrase, p) => {
          if (standsAt(phrase, ids, k, end, phrase.exact ? same : like)) this.phrases |= 1 << p;
        });
      }
      before = here;
      exactBefore = exact;
    }
  }

  /** Take over what was found elsewhere of the same article. */
  join(other) {
    for (const name of ["like", "full", "same", "pairs", "exact"]) {
      this[name] = this[name].map((bits, place) => bits | other[name][place]);
    }
    this.phrases |= other.phrases;
  }

  /** All words found, wherever: at all, whole, as they were typed. */
  get all() {
    return anywhere(this.like);
  }

  get whole() {
    return anywhere(this.full);
  }

  get typed() {
    return anywhere(this.same);
  }

  /** True if marks were typed, and all words stand there with them. */
  isExact(query) {
    return query.isMarked && count(this.typed) === query.words.length;
  }

  /** The place where all words stand in a row; -1 if nowhere. A phrase counts there and only there. */
  rowOf(query) {
    const most = query.words.length - 1;
    const pairs = this.isExact(query) ? this.exact : this.pairs;
    return most ? pairs.findIndex((bits) => count(bits) === most) : -1;
  }

  /** By how much an article is worth more than MiniSearch says, who counts words one by one. */
  factor(query) {
    const words = query.words.length;
    const isExact = this.isExact(query);
    const pairs = isExact ? this.exact : this.pairs;
    const whole = this.rowOf(query);
    let row = IN_A_ROW[whole] ?? 1;
    let seen = 0;
    for (let place = TITLE; whole < 0 && place <= TEXT; place++) {
      row *= IN_A_ROW[place] ** (count(pairs[place] & ~seen) / Math.max(1, words - 1));
      seen |= pairs[place];
    }
    const some = query.isMarked ? WHOLE ** (count(this.typed) / words) : 1;
    const marks = isExact ? MARKED : some;
    return marks * row * WHOLE ** ((count(this.whole) + count(this.all)) / words);
  }
}

function anywhere(bits) {
  return bits[TITLE] | bits[REST] | bits[TEXT];
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
