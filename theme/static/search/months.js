/* Files of months, fetched as they are wanted: the newest alone, then several at a time. */

const AT_ONCE = 3;

class Months {
  #folder;
  #take;
  #changed;
  #asked = new Map(); // month → "waiting" | "there" | "failed"
  #wanted = [];
  #stop = new AbortController();

  /**
   * `take(month, bytes)` gets each file and returns a promise that it is worked up; `changed()` is
   * called whenever something came, failed or is done.
   */
  constructor(folder, take, changed) {
    this.#folder = folder;
    this.#take = take;
    this.#changed = changed;
  }

  /** Want these months and no others, the most urgent first; `again` those, too, that failed. */
  want(months, again) {
    for (const [month, state] of this.#asked) {
      if (again && state === "failed") this.#asked.delete(month);
    }
    this.#wanted = months;
    this.#fetchMore();
  }

  /** Want nothing more; what is on its way is left. */
  stop() {
    this.#wanted = this.#wanted.filter((month) => this.#asked.get(month) === "there");
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  has(month) {
    return this.#asked.get(month) === "there";
  }

  /** How many of the wanted are there, of how many. */
  get progress() {
    return { done: this.#count("there"), all: this.#wanted.length };
  }

  get isBusy() {
    return this.#count("there") + this.#count("failed") < this.#wanted.length;
  }

  get failed() {
    return this.#count("failed");
  }

  #count(state) {
    return this.#wanted.filter((month) => this.#asked.get(month) === state).length;
  }

  #fetchMore() {
    const isFirst = !this.#asked.size;
    const free = (isFirst ? 1 : AT_ONCE) - [...this.#asked.values()].filter(isWaiting).length;
    const next = this.#wanted.filter((month) => !this.#asked.has(month)).slice(0, Math.max(0, free));
    for (const month of next) this.#fetch(month);
  }

  async #fetch(month) {
    this.#asked.set(month, "waiting");
    const { signal } = this.#stop;
    try {
      await this.#take(month, await this.#bytes(month, signal));
      this.#asked.set(month, "there");
    } catch {
      if (signal.aborted) this.#asked.delete(month);
      else this.#asked.set(month, "failed");
    }
    this.#fetchMore();
    this.#changed();
  }

  async #bytes(month, signal) {
    const answer = await fetch(`${this.#folder}${month}.json`, { signal });
    if (answer.status === 404) return null; // its last article went since the page was made
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.arrayBuffer();
  }
}

function isWaiting(state) {
  return state === "waiting";
}
