/* What a reader typed, as the search understands it. */

const MOST_WORDS = 30; // as many as fit into the bits of a number; whole titles are pasted
const CHUNK = /["“”„«»]([^"“”„«»]*)["“”„«»]?|[^\s"“”„«»]+/g;

/**
 * The words asked for; the phrases among them, which must stand as they are: `start` and `end` are
 * places of words, `exact` if marks count. `isMarked` if any word was typed with marks.
 */
function parseQuery(typed) {
  const words = [];
  const phrases = [];
  for (const [chunk, quoted] of typed.normalize("NFC").matchAll(CHUNK)) {
    const start = words.length;
    for (const word of (quoted ?? chunk).match(WORD) ?? []) {
      words.push({ folded: fold(word), spelled: spell(word) });
    }
    const end = Math.min(words.length, MOST_WORDS);
    const isQuoted = quoted !== undefined && end > start;
    const isNumber = /\d/.test(chunk) && end > start + 1; // 35-CT/TW, 07/8: of a document, a day
    if (isQuoted || isNumber) {
      const exact = isQuoted && words.slice(start, end).some(isMarked);
      phrases.push({ start, end, exact });
    }
  }
  words.length = Math.min(words.length, MOST_WORDS);
  const isEmpty = !typed.trim();
  // Nothing to look for, or just begun: not worth to go back twenty years.
  const isVague = !isEmpty && words.every(({ folded }) => folded.length < 2);
  return { words, phrases, isMarked: words.some(isMarked), isEmpty, isVague };
}

function isMarked(word) {
  return word.spelled !== word.folded;
}
