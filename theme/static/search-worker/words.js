/* Words as the search compares them. */

const WORD = /[\p{L}\p{M}]+|\p{N}+/gu; // 35-CT/TW is three words, COVID19 two
const MARKS = /[\u0300-\u036f]+/g;
const LEADING_ZEROS = /^0+(?=\d)/;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g; // huyền, sắc, ngã, hỏi, nặng

/** The form in which spellings compare equal: `Ủy`, `uỷ`, `uy`; `07` and `7`. */
function fold(word) {
  const plain = word.toLowerCase().normalize("NFD").replace(MARKS, "").replace(/[đðɖ]/g, "d");
  return plain.replace(LEADING_ZEROS, "");
}

/** The word with all its marks, its tone at the end wherever it was put: `ủy` is `uỷ`. */
function spell(word) {
  const parts = word.toLowerCase().normalize("NFD");
  const tone = parts.match(TONES);
  return tone ? parts.replace(TONES, "") + tone.join("") : parts.replace(LEADING_ZEROS, "");
}

const LETTER = /\p{L}(?:(?![\u0300\u0301\u0303\u0309\u0323])\p{M})*/gu;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]*$/;

/** True if someone who typed `begun` may have meant the word: what he marked is marked so. */
function begins(begun, spelled) {
  const [tone, itsTone] = [begun.match(TONE)[0], spelled.match(TONE)[0]];
  if (tone && tone !== itsTone) return false;
  const letters = spelled.match(LETTER) ?? [];
  return (begun.match(LETTER) ?? []).every((each, k) => {
    return each === letters[k] || (each.length === 1 && each !== "đ" && letters[k]?.startsWith(each));
  });
}

/** Numbers words: 0 stands between texts. Spellings that differ in case or tone's place are one. */
class Vocabulary {
  folded = [""];
  spelled = [""];
  #ids = new Map();
  #bySpelling = new Map();
  #byFold = new Map();

  get size() {
    return this.folded.length;
  }

  /** The number of a word, which is taken in if it is new. */
  id(word) {
    const known = this.#ids.get(word);
    if (known) return known;
    const spelled = spell(word);
    let id = this.#bySpelling.get(spelled);
    if (!id) {
      const folded = fold(word);
      if (!this.#byFold.has(folded)) this.#byFold.set(folded, folded);
      id = this.folded.push(this.#byFold.get(folded)) - 1;
      this.spelled.push(spelled);
      this.#bySpelling.set(spelled, id);
    }
    this.#ids.set(word, id);
    return id;
  }

  /** The numbers of all words of a text, in their order. */
  ids(text) {
    return (text.toLowerCase().match(WORD) ?? []).map((word) => this.id(word));
  }

  /** True if some text has the word, be it with other marks. */
  has(folded) {
    return this.#byFold.has(folded);
  }

  /** All words, folded, each once. */
  words() {
    return this.#byFold.keys();
  }
}
