/* The browser's history of searches, and what is done a while later. */

/** Which address the current entry of the history has, and of which field's changes it is. */
class Visits {
  #address = "";
  #field = "";

  /** The reader came to an entry. */
  arrive(address) {
    this.#address = address;
    this.#field = "";
  }

  /**
   * Note another address: changes of one field are one entry, and Enter (no field) ends those of
   * typing. `state` is what is remembered of the search that is left.
   */
  write(address, field, state) {
    const isOfEntry = this.#field !== "" && (field || "q") === this.#field;
    if (address !== this.#address) {
      if (!isOfEntry) {
        this.note(state);
        history.pushState(null, "", address);
      } else history.replaceState(null, "", address);
    }
    this.#address = address;
    this.#field = field;
  }

  /** Remember something of the current entry. */
  note(state) {
    history.replaceState(state, "", this.#address);
  }
}

/** Timers by name, of which there is one at a time. */
class Timers {
  #running = new Map();

  /** Act after so many ms without another start. */
  start(name, after, act) {
    this.end(name);
    this.startOnce(name, after, act);
  }

  /** The same, unless it is started already. */
  startOnce(name, after, act) {
    if (this.#running.has(name)) return;
    const run = () => {
      this.#running.delete(name);
      act();
    };
    this.#running.set(name, setTimeout(run, after));
  }

  /** Do not act; true if that was still to come. */
  end(name) {
    clearTimeout(this.#running.get(name));
    return this.#running.delete(name);
  }

  endAll() {
    for (const name of [...this.#running.keys()]) this.end(name);
  }
}
