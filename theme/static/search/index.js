/* The index beside the page: files of months are fetched for a worker, who searches them. */

class SearchIndex {
  size = 0; // articles
  sources = [];
  isBroken = false; // nothing can be searched before the page is loaded anew
  #waiting = []; // for the worker to have taken in what it was given
  #titles;
  #texts;
  #folder;
  #changed;
  #run = 0;
  #asked = 0;

  /** `changed()` is called whenever a month came or failed, `found(answer)` with what was found. */
  constructor(folder, changed, found) {
    this.#folder = folder;
    this.#changed = changed;
    this.#titles = new Months(folder, (month, bytes) => this.#give("titles", month, bytes), changed);
    this.begin();
    searchWorker.onmessage = ({ data }) => {
      if (data.kind === "broken") this.#break();
      else if (data.kind !== "found") this.#taken(data);
      else if (data.id === this.#asked) found(data);
    };
    searchBroken.then(() => this.#break());
  }

  /** Begin another search: texts were looked through for the last one only. */
  begin() {
    this.#texts?.stop();
    this.#asked++; // what is answered still is to the last search
    const run = ++this.#run;
    const take = (month, bytes) => this.#give("text", month, bytes, run);
    this.#texts = new Months(`${this.#folder}noi-dung/`, take, this.#changed);
  }

  /** Fetch the titles of these months, newest first; with `inTexts` the texts of those there are. */
  want(months, inTexts, again = false) {
    this.#titles.want(months, again);
    this.#texts.want(inTexts ? this.known(months, false) : [], again);
  }

  stop() {
    this.#titles.stop();
    this.#texts.stop();
  }

  /** The months of these whose titles are there, or whose texts. */
  known(months, inTexts) {
    const kind = inTexts ? this.#texts : this.#titles;
    return months.filter((month) => kind.has(month));
  }

  /** Look in these months; `kept` results stay where they are, `count` of all are shown. */
  search(asked, months, kept, count) {
    searchWorker.postMessage({
      kind: "search",
      id: ++this.#asked,
      run: asked.isInTexts ? this.#run : 0,
      q: asked.get("q"),
      filters: { ...asked.filters, oldest: months[months.length - 1] ?? "" },
      sort: asked.get(SORT),
      kept,
      count,
    });
  }

  get isBusy() {
    return !this.isBroken && (this.#titles.isBusy || this.#texts.isBusy);
  }

  /** How much is there of what is wanted: titles, or texts when all titles are. */
  get progress() {
    const isReading = !this.#titles.isBusy && this.#texts.isBusy;
    return { isReading, ...(isReading ? this.#texts : this.#titles).progress };
  }

  /** How many months could not be fetched. */
  get failed() {
    return this.#titles.failed + this.#texts.failed;
  }

  #give(kind, month, bytes, run = 0) {
    if (!bytes) return undefined;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ kind, month, run, resolve, reject });
      searchWorker.postMessage({ kind, month, bytes, run }, [bytes]);
    });
  }

  #break() {
    this.isBroken = true;
    this.#changed();
  }

  #taken({ kind, month, run, size, sources, isUnreadable }) {
    this.size = size;
    this.sources = sources;
    const isMeant = (each) => each.kind === kind && each.month === month && each.run === run;
    const at = this.#waiting.findIndex(isMeant);
    const [{ resolve, reject }] = this.#waiting.splice(at, 1);
    if (isUnreadable) reject(new Error(month));
    else resolve();
  }
}
