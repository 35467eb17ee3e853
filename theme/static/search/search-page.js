/**
 * The search page. Titles are fetched newest first, a year of them unasked, and searched beside the
 * page by a worker; whoever wants to goes further back, or through the texts.
 */

const WORKER = document.currentScript.dataset.worker;
const A_YEAR = 12; // months fetched unasked
const FEW = 1000; // articles; while there are no more, another year is
const A_PAGE = 20; // results shown at once
const PAUSE = 150; // ms of no typing before a search
const SETTLED = 900; // ms after which an address is noted, and a result read out

class SearchPage extends HTMLElement {
  #form = document.querySelector('form[role="search"]'); // in the page's head
  #part = (name) => this.querySelector(`[data-part="${name}"]`);
  #action = (name) => this.querySelector(`[data-action="${name}"]`);
  #texts = new Texts(this.#part("texts"));
  #results;
  #all = this.dataset.months.split(" ").filter(Boolean);
  #worker = new Worker(WORKER);
  #waiting = []; // for the worker to have taken in what it was given
  #titles;
  #bodies;
  #run = 0;
  #asked = new Asked(new Map());
  #found = null; // the last answer
  #search = 0;
  #size = 0; // articles in the index
  #count = A_PAGE;
  #depth = A_YEAR;
  #place = 0; // where the reader was, if he comes back
  #focusAt = -1;
  #timers = {};

  connectedCallback() {
    const names = [...this.#form.elements[CATEGORY].options].map((each) => [each.value, each.text]);
    this.#results = new Results(
      this.querySelector(".results"), this.#part("item"), new Map(names), this.#texts,
    );
    const { folder } = this.dataset;
    this.#titles = new Months(folder, (month, bytes) => this.#give("titles", month, bytes), () => this.#came());
    this.#newRun();
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#listen();
    this.#restore(history.state);
  }

  #newRun() {
    this.#bodies?.stop();
    const run = ++this.#run;
    const take = (month, bytes) => this.#give("text", month, bytes, run);
    this.#bodies = new Months(`${this.dataset.folder}noi-dung/`, take, () => this.#came());
  }

  // What the reader does

  #listen() {
    const { q } = this.#form.elements;
    q.addEventListener("input", () => this.#later("type", PAUSE, () => this.#ask()));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask({ isDone: true });
    });
    this.addEventListener("change", () => this.#ask({ isDone: true }));
    for (const button of this.querySelectorAll("[data-action]")) {
      button.addEventListener("click", () => this.#act(button.dataset.action));
    }
    addEventListener("popstate", ({ state }) => this.#restore(state));
    addEventListener("pagehide", () => this.#note());
  }

  #act(action) {
    const { elements } = this.#form;
    if (action === "more") {
      this.#focusAt = this.#results.count;
      this.#count += A_PAGE;
      this.#send();
    } else if (action === "further") {
      const year = this.#all[this.#depth].slice(0, 4);
      this.#depth = this.#all.findLastIndex((month) => month.startsWith(year)) + 1;
    } else if (action === "all") this.#depth = this.#all.length;
    else if (action === "stop") {
      this.#titles.stop();
      this.#bodies.stop();
      this.#depth = Math.max(1, this.#all.findLastIndex((month) => this.#titles.has(month)) + 1);
    } else if (action === "whole") {
      elements[WHOLE].checked = true;
      this.#ask({ isDone: true });
    } else if (action === "clear" || action === "unfilter") {
      for (const name of FILTERS) elements[name].value = "";
      this.#ask({ isDone: true });
    }
    if (["further", "all", "retry"].includes(action)) this.#fetch();
    if (action !== "more" && action !== "clear") this.querySelector("#ket-qua").focus({ preventScroll: true });
    this.#tell();
  }

  /** Look for what the form says; `isDone` if it is a search of its own, to come back to. */
  #ask({ isDone = false } = {}) {
    clearTimeout(this.#timers.type);
    const asked = Asked.ofForm(this.#form);
    if (!this.#checkDays()) return;
    const isNew = asked.address !== this.#asked.address;
    if (isNew && isDone) history.pushState(null, "", asked.address);
    else if (isNew) this.#later("address", SETTLED, () => history.replaceState(null, "", asked.address));
    if (asked.subject !== this.#asked.subject) this.#begin(asked);
    else if (isNew) {
      this.#asked = asked;
      this.#results.hide();
      this.#send();
    }
  }

  #checkDays() {
    let isRight = true;
    for (const name of [FROM, TO]) {
      const field = this.#form.elements[name];
      const isWrong = isNoDate(field.value);
      field.toggleAttribute("aria-invalid", isWrong);
      if (isWrong) field.setAttribute("aria-describedby", "ngay-sai");
      else field.removeAttribute("aria-describedby");
      isRight &&= !isWrong;
    }
    this.querySelector("#ngay-sai").hidden = isRight;
    return isRight;
  }

  #begin(asked) {
    this.#asked = asked;
    this.toggleAttribute("data-asked", !asked.isEmpty);
    this.#found = null;
    this.#count = A_PAGE;
    this.#depth = A_YEAR;
    this.#place = 0;
    this.#newRun();
    this.#results.hide();
    this.#fetch();
    this.#send();
  }

  /** Show the search of the address, as far as the reader had got with it. */
  #restore(state) {
    const typed = this.#form.elements.q.value; // before this script had come
    const asked = Asked.ofAddress();
    if (!asked.get("q") && typed && !state && !this.#search) asked.values.set("q", typed);
    asked.show(this.#form);
    if (asked.isFiltered || asked.get(SORT)) this.querySelector("details").open = true;
    this.#begin(asked);
    if (!state) return;
    this.#count = state.count;
    this.#depth = state.depth;
    this.#place = state.place;
    this.#fetch();
  }

  #note() {
    const state = { count: this.#count, depth: this.#depth, place: scrollY };
    history.replaceState(state, "", this.#asked.address);
  }

  // What is fetched and found

  /** The months to be searched: those of the days asked for, or as far back as the reader went. */
  get #months() {
    const { from, to } = this.#asked.filters;
    if (!from && !to) return this.#all.slice(0, this.#depth);
    const [first, last] = [from.slice(0, 7), to.slice(0, 7) || "9999"];
    return this.#all.filter((month) => month >= first && month <= last);
  }

  #fetch() {
    const months = this.#asked.isEmpty ? this.#all.slice(0, 1) : this.#months;
    this.#titles.want(months);
    this.#bodies.want(this.#asked.get(WHOLE) && this.#asked.get("q") ? this.#readable : []);
    this.#tell();
  }

  /** Texts are of use where titles are known. */
  get #readable() {
    return this.#months.filter((month) => this.#titles.has(month));
  }

  #give(kind, month, bytes, run = 0) {
    if (!bytes) return undefined;
    return new Promise((resolve) => {
      this.#waiting.push({ kind, month, run, resolve });
      this.#worker.postMessage({ kind, month, bytes, run }, [bytes]);
    });
  }

  #hear(data) {
    if (data.kind === "found") {
      if (data.id === this.#search) this.#show(data);
      return;
    }
    this.#size = data.size;
    this.#offerSources(data.sources);
    const isMeant = (each) => each.kind === data.kind && each.month === data.month && each.run === data.run;
    const at = this.#waiting.findIndex(isMeant);
    this.#waiting.splice(at, 1)[0].resolve();
  }

  /** Something came: search again, at once if nothing is shown, else when more has come. */
  #came() {
    if (this.#asked.get(WHOLE)) this.#bodies.want(this.#readable);
    if (!this.#found || !this.#isBusy) this.#send();
    else this.#timers.again ??= setTimeout(() => this.#send(), 500);
    this.#tell();
  }

  get #isBusy() {
    return this.#titles.isBusy || this.#bodies.isBusy;
  }

  #send() {
    clearTimeout(this.#timers.again);
    this.#timers.again = undefined;
    if (this.#asked.isEmpty) {
      this.#results.hide();
      this.#tell();
      return;
    }
    const { isRead } = this.#results;
    this.#worker.postMessage({
      kind: "search",
      id: ++this.#search,
      run: this.#asked.get(WHOLE) ? this.#run : 0,
      q: this.#asked.get("q"),
      filters: this.#asked.filters,
      sort: this.#asked.get(SORT),
      kept: isRead || this.#focusAt >= 0 ? this.#results.shown : [],
      count: this.#count,
    });
  }

  #show(found) {
    this.#found = found;
    const isThere = found.total > 0;
    if ((!isThere || this.#size < FEW) && !this.#isBusy && this.#goesOnAlone() && !isThere) return;
    if (isThere || !this.#isBusy) this.#results.show(found.items);
    if (this.#focusAt >= 0) this.#results.focus(this.#focusAt);
    this.#focusAt = -1;
    this.#tell();
    if (this.#place && !this.#isBusy) {
      scrollTo({ top: this.#place, behavior: "instant" });
      this.#place = 0;
    }
  }

  /** Where a year has nothing, go on by oneself; but nobody's data is used up who wants it spared. */
  #goesOnAlone() {
    const { from, to } = this.#asked.filters;
    if (from || to || navigator.connection?.saveData || this.#depth >= this.#all.length) return false;
    this.#depth += A_YEAR;
    this.#fetch();
    return true;
  }

  // What is said

  #tell() {
    const { total = 0, attempt = "exact" } = this.#found ?? {};
    const isBusy = this.#isBusy && !this.#asked.isEmpty;
    const isSettled = !isBusy && this.#found !== null;
    this.#tellProgress(isBusy);
    const q = this.#asked.get("q");
    const text = this.#heading(total, q, isSettled);
    this.querySelector("#ket-qua").textContent = text;
    document.title = document.title.replace(/^.*?(?=Tìm kiếm – )/, q ? `${q} – ` : "");
    const note = this.querySelector(".results__note");
    const isNote = total ? attempt === "near" || attempt === "some" : isSettled;
    note.hidden = !isNote;
    if (isNote) note.textContent = this.#texts.say(total ? attempt : "nothing");
    this.#action("more").hidden = total <= this.#results.count;
    this.#tellReach(isBusy, isSettled, total);
    if (isSettled && !this.#asked.isEmpty) {
      const said = isNote ? `${text}. ${note.textContent}` : text;
      this.#later("said", SETTLED, () => {
        this.querySelector('[role="status"]').textContent = said;
      });
    }
  }

  #heading(total, q, isSettled) {
    if (!total && !isSettled) return this.#texts.say("searching", "", q);
    if (q) return this.#texts.say(total ? "found" : "none", grouped(total), q);
    return this.#texts.say(total ? "listed" : "none-listed", grouped(total));
  }

  #tellProgress(isBusy) {
    const box = this.querySelector(".search__progress");
    const isReading = this.#bodies.isBusy && !this.#titles.isBusy;
    const { done, all } = isReading ? this.#bodies.progress : this.#titles.progress;
    box.hidden = !isBusy;
    if (!isBusy) return;
    const bar = box.querySelector("progress");
    bar.max = all;
    bar.value = done;
    const words = isReading ? "reading" : "loading";
    this.#part("progress").textContent = this.#texts.say(words, String(done + 1), String(all));
  }

  #tellReach(isBusy, isSettled, total) {
    const months = this.#months.filter((month) => this.#titles.has(month));
    const reach = this.#part("reach");
    const isWhole = Boolean(this.#asked.get(WHOLE)) && Boolean(this.#asked.get("q"));
    reach.hidden = !isSettled || !months.length;
    if (!reach.hidden) {
      const said = months.map((month) => month.split("-").map(Number).reverse().join("/"));
      reach.textContent = this.#texts.say(isWhole ? "reach-whole" : "reach", said.at(-1), said[0]);
    }
    const { from, to } = this.#asked.filters;
    const next = isSettled && !from && !to ? this.#all[this.#depth] : undefined;
    const oldest = this.#all.at(-1)?.slice(0, 4);
    this.#offer("further", next !== undefined, next?.slice(0, 4));
    this.#offer("all", next !== undefined && next.slice(0, 4) !== oldest, oldest);
    this.#offer("whole", isSettled && !isWhole && Boolean(this.#asked.get("q")));
    this.#offer("unfilter", isSettled && !total && this.#asked.isFiltered);
    this.#offer("retry", !isBusy && (this.#titles.hasFailed || this.#bodies.hasFailed));
  }

  #offer(action, isOffered, year) {
    const button = this.#action(action);
    button.hidden = !isOffered;
    if (isOffered && year) button.textContent = this.#texts.say(action, year);
  }

  #offerSources(names) {
    const field = this.#form.elements[SOURCE];
    const known = new Set([...field.options].map((each) => each.value));
    const missing = names.filter((name) => !known.has(name));
    if (!missing.length) return;
    for (const name of missing) field.add(new Option(name, name));
    const [all, own, ...others] = field.options;
    const { value } = field;
    others.sort((one, other) => one.text.localeCompare(other.text, "vi"));
    field.replaceChildren(all, own, ...others);
    field.value = value;
  }

  #later(what, after, act) {
    clearTimeout(this.#timers[what]);
    this.#timers[what] = setTimeout(act, after);
  }
}

/** A number as Vietnamese write it: 1.234. */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}

customElements.define("search-page", SearchPage);
