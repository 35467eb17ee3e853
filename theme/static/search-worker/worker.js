/*
 * The search beside the page, so that typing never waits. The page sends
 *   { kind: "titles", month, bytes }               a month's titles; answered { kind, month, sources }
 *   { kind: "text", run, month, bytes }            a month's texts for a search in full; so answered
 *   { kind: "search", id, run, q, filters, sort, kept, count }   answered { kind: "found", … }
 * `run` is the number of a search in full, 0 of one in titles only; `kept` are results that a reader
 * has before his eyes and that stay where they are. Of several searches only the last is answered.
 */

const MUCH = 2 ** 11; // how many times less than the best what is only like the query may be worth

const titles = new Titles();
const spellings = new Spellings(titles.vocabulary);
let texts = { run: 0 };
let asked = null;
let working = Promise.resolve();

self.onmessage = ({ data }) => {
  if (data.kind === "search") asked = data;
  working = working.then(() => (data.kind === "search" ? answer(data) : take(data)));
  working = working.catch(() => self.postMessage({ kind: "broken" }));
};

async function take({ kind, month, bytes, run }) {
  let isUnreadable = false;
  try {
    if (kind === "titles") titles.add(month, bytes);
    else if (run === texts.run) await texts.search.add(month, bytes);
  } catch {
    isUnreadable = true; // cut off, or another page in its place
  }
  const sources = [...titles.sources.keys()];
  self.postMessage({ kind, month, run, size: titles.size, sources, isUnreadable });
}

async function answer(search) {
  const { id, run, q, filters, sort, kept, count } = search;
  const query = parseQuery(q);
  const passes = titles.filter(filters);
  if (run && run !== texts.run && query.words.length) {
    const { value } = attempts(query, titles.vocabulary, spellings).next();
    const inAllMonths = titles.filter({ ...filters, oldest: "" }); // more may be wanted later
    texts = { run, search: new Texts(titles, value, inAllMonths) };
  }
  await new Promise((resolve) => setTimeout(resolve)); // let what was typed meanwhile come in
  if (search !== asked) return;
  const inTexts = run && run === texts.run ? texts.search : undefined;
  const { attempt, hits } = find(query, passes, inTexts);
  const order = ordered(hits, sort);
  const known = new Set(order);
  const first = kept.filter((each) => known.delete(each));
  const list = [...first, ...order.filter((each) => known.has(each))].slice(0, count);
  const items = await shownOf(list, attempt, inTexts);
  const found = { id, run, attempt: attempt?.name, isVague: query.isVague, total: hits.length };
  self.postMessage({ kind: "found", ...found, items });
}

/** The first way to read the query that finds something, and what it finds. */
function find(query, passes, inTexts) {
  if (!query.words.length) return { hits: query.isEmpty ? titles.all(passes) : [] };
  let exact;
  for (const attempt of attempts(query, titles.vocabulary, spellings)) {
    exact ??= attempt;
    const hits = titles.hits(attempt, passes, attempt === exact ? inTexts : undefined);
    if (hits.length) return { attempt, hits: attempt === exact ? hits : nearest(hits) };
  }
  return { attempt: exact, hits: [] };
}

/** Of what is only like the query, what is not worth much less than the best. */
function nearest(hits) {
  const most = hits.reduce((found, { score }) => Math.max(found, score), 0);
  return hits.filter(({ score }) => score * MUCH >= most);
}

/** The numbers of the articles found in the order asked for: of equals the newer first. */
function ordered(hits, sort) {
  const { newer } = titles;
  if (sort === "cu-nhat") hits.sort((a, b) => newer(b.id, a.id));
  else if (sort === "moi-nhat") hits.sort((a, b) => newer(a.id, b.id));
  else {
    hits.sort((a, b) => {
      const difference = b.score - a.score;
      const isSame = Math.abs(difference) <= 1e-4 * b.score;
      return isSame ? newer(a.id, b.id) : difference;
    });
  }
  return hits.map(({ id }) => id);
}

/** What the page shows of these articles; each month is unpacked once. */
function shownOf(ids, attempt, inTexts) {
  const files = new Map();
  const shownOne = async (id) => {
    const month = titles.monthOf(id);
    if (!files.has(month)) files.set(month, unpack(month.kept));
    const isSeen = attempt?.mayDo(titles.likeness(id, attempt).all);
    const found = inTexts && !isSeen ? inTexts.snippet(id) : "";
    return shown(id, await files.get(month), id - month.first, titles, attempt, found);
  };
  return Promise.all(ids.map(shownOne));
}
