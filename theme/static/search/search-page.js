/**
 * The search page. Titles are fetched newest first, a year of them unasked, and searched beside the
 * page; whoever wants to goes further back, or through the texts.
 */

const A_YEAR = 12; // months fetched unasked
const FEW = 1000; // articles; while there are no more, another year is
const A_PAGE = 20; // results shown at once
const PAUSE = 150; // ms of no typing before a search
const SETTLED = 900; // ms after which an address is noted, and a result read out
const MEANT = 1500; // ms of no typing after which what is typed is worth much data
const BETWEEN = 500; // ms between searches while more is coming

class SearchPage extends HTMLElement {
  #form = document.querySelector('form[role="search"]'); // in the head of every page
  #all = this.dataset.months.split(" ").filter(Boolean);
  #asked = new Asked(new Map());
  #found = null; // the last answer
  #isAnswered = true;
  #isMeant = true; // not half typed
  #isStopped = false;
  #isMoving = false; // the reader asked for more and waits for another list
  #count = A_PAGE;
  #depth = A_YEAR;
  #place = 0; // where the reader was, if he comes back
  #goOnAt = -1; // the result with which he goes on
  #visits = new Visits();
  #timers = new Timers();
  #index;
  #results;
  #report;

  connectedCallback() {
    const part = (name) => this.querySelector(`[data-part="${name}"]`);
    const texts = new Texts(part("texts"));
    const names = [...this.#form.elements[CATEGORY].options].map((each) => [each.value, each.text]);
    const list = this.querySelector(".results ol");
    this.#results = new Results(list, part("item"), new Map(names), texts);
    this.#report = new Report(this, texts);
    const { folder } = this.dataset;
    this.#index = new SearchIndex(folder, () => this.#came(), (found) => this.#show(found));
    this.#listen();
    this.#restore(history.state);
  }

  // What the reader does

  #listen() {
    this.#form.elements.q.addEventListener("input", () => {
      this.#isMeant = false;
      this.#timers.start("type", PAUSE, () => this.#ask("q"));
      this.#timers.start("mean", MEANT, () => this.#mean());
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask("");
    });
    this.addEventListener("change", ({ target }) => this.#ask(target.name));
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-action]");
      if (button) this.#act(button.dataset.action);
    });
    for (const moved of ["wheel", "touchmove"]) {
      addEventListener(moved, () => (this.#place = 0), { passive: true });
    }
    addEventListener("popstate", ({ state }) => this.#restore(state));
    addEventListener("pagehide", () => {
      if (this.#timers.end("address")) this.#visits.write(this.#asked.address, "q", this.#state);
      this.#visits.note(this.#state);
    });
  }

  #act(action) {
    const { elements } = this.#form;
    if (action === "more") {
      this.#goOnAt = this.#results.count;
      this.#count += A_PAGE;
      this.#search();
      return;
    }
    if (action === "retry" && this.#index.isBroken) location.reload();
    this.#isMoving = true;
    this.#isStopped = action === "stop";
    if (action === "stop") {
      this.#index.stop();
      this.#depth = Math.max(1, this.#reached);
      this.#search();
    } else if (action === "whole" || action === "clear" || action === "unfilter") {
      if (action === "whole") elements[WHOLE].checked = true;
      else for (const name of FILTERS) elements[name].value = "";
      this.#ask(action);
    } else {
      if (action === "further") {
        const year = this.#all[this.#depth].slice(0, 4);
        while (this.#all[this.#depth]?.startsWith(year)) this.#depth++;
      } else if (action === "all") this.#depth = this.#all.length;
      this.#fetch({ again: true });
    }
    if (action !== "clear") this.querySelector("#ket-qua").focus();
  }

  /** Look for what the form says, as a field was changed; "" if the reader pressed Enter. */
  #ask(field) {
    this.#timers.end("type");
    if (!this.#daysAreRight(field)) return;
    const asked = Asked.ofForm(this.#form);
    const write = () => this.#visits.write(asked.address, field, this.#state);
    if (field === "q") this.#timers.start("address", SETTLED, write);
    else {
      this.#timers.end("address");
      write();
      this.#isMeant = true;
    }
    if (asked.subject !== this.#asked.subject) this.#begin(asked);
    else if (asked.get(SORT) !== this.#asked.get(SORT)) {
      this.#asked = asked;
      this.#results.clear();
      this.#search();
    } else if (field === "") this.#mean();
  }

  /** What was typed is meant: it may cost data. */
  #mean() {
    this.#isMeant = true;
    this.#timers.end("mean");
    if (this.#asked.isEmpty) return;
    this.#fetch();
    this.#search();
  }

  /** True if the days are; else says so where they are, and leads there who changed no other field. */
  #daysAreRight(field) {
    const fields = [FROM, TO].map((name) => this.#form.elements[name]);
    for (const each of fields) {
      const isWrong = isNoDate(each.value);
      each.setAttribute("aria-invalid", isWrong);
      if (isWrong) each.setAttribute("aria-describedby", "ngay-sai");
      else each.removeAttribute("aria-describedby");
    }
    const wrong = fields.find((each) => isNoDate(each.value));
    this.querySelector("#ngay-sai").hidden = !wrong;
    if (wrong) this.querySelector("details").open = true;
    if (wrong && field === "") wrong.focus();
    return !wrong;
  }

  #begin(asked, { count = A_PAGE, depth = A_YEAR, place = 0 } = {}) {
    this.#asked = asked;
    this.#found = null;
    this.#count = count;
    this.#depth = Math.max(depth, this.#reached); // what is there costs nothing more
    this.#isStopped = false;
    this.#place = place;
    this.#index.begin();
    this.#results.clear();
    this.toggleAttribute("data-asked", !asked.isEmpty);
    this.#fetch({ again: this.#isMeant });
    this.#search();
  }

  /** Show the search of the address, as far as the reader had got with it. */
  #restore(state) {
    this.#timers.endAll();
    const { q } = this.#form.elements;
    const typed = q.value; // before this script had come
    const asked = Asked.ofAddress();
    this.#visits.arrive(asked.address);
    this.#isMeant = true;
    asked.show(this.#form);
    if (asked.isFiltered || asked.get(SORT)) this.querySelector("details").open = true;
    this.#begin(asked, state ?? {});
    if (typed && asked.isEmpty && document.activeElement === q) {
      q.value = typed;
      this.#ask("q");
    }
  }

  /** What is remembered of a search besides its address. */
  get #state() {
    return { count: this.#count, depth: this.#depth, place: scrollY };
  }

  // What is fetched and found

  /** How many of the newest months are there. */
  get #reached() {
    const missing = this.#all.findIndex((month) => !this.#index.known([month], false).length);
    return missing < 0 ? this.#all.length : missing;
  }

  /** The months to be searched: those of the days asked for, or as far back as the reader went. */
  get #months() {
    const { from, to } = this.#asked.filters;
    if (!from && !to) return this.#all.slice(0, this.#depth);
    const [first, last] = [from.slice(0, 7), to.slice(0, 7) || "9999"];
    return this.#all.filter((month) => month >= first && month <= last);
  }

  /** True if texts are to be fetched, for what is not half typed. */
  get #readsTexts() {
    return this.#asked.isInTexts && this.#isMeant;
  }

  #fetch({ again = false } = {}) {
    const months = this.#asked.isEmpty ? this.#all.slice(0, 1) : this.#months;
    this.#index.want(months, this.#readsTexts, again);
    this.#tell();
  }

  /** Something came: search again, at once if nothing is shown, else when more has come. */
  #came() {
    if (this.#readsTexts && !this.#isStopped) this.#index.want(this.#months, true);
    if (!this.#found?.total || !this.#index.isBusy) this.#search();
    else this.#timers.startOnce("again", BETWEEN, () => this.#search());
    this.#tell();
  }

  #search() {
    this.#timers.end("again");
    this.#asked.offer(this.#form, this.#index.sources);
    const stays = (this.#results.isRead && !this.#isMoving) || this.#goOnAt >= 0;
    this.#isAnswered = this.#asked.isEmpty || this.#index.isBroken;
    const isNothingThere = this.#index.isBusy && !this.#index.size;
    if (!this.#isAnswered && !isNothingThere) {
      const kept = stays ? this.#results.shown : [];
      this.#index.search(this.#asked, this.#months, kept, this.#count);
    }
    this.#tell();
  }

  #show(found) {
    this.#found = found;
    const { isBusy } = this.#index;
    if (!isBusy && this.#goesOn(found)) return;
    this.#isAnswered = true;
    this.#isMoving &&= isBusy;
    if (found.total || !isBusy) this.#results.show(found.items);
    if (this.#goOnAt >= 0) this.#results.focus(this.#goOnAt);
    this.#goOnAt = -1;
    this.#tell();
    if (this.#place && !isBusy) {
      scrollTo({ top: this.#place, behavior: "instant" });
      this.#place = 0;
    }
  }

  /**
   * Where a year has nothing right, or the portal little, it goes on by itself; but it does not use
   * up data for what is half typed, nor that of those who want it spared. True if nothing is to be
   * shown before.
   */
  #goesOn({ total, isVague, attempt = "exact" }) {
    const { from, to } = this.#asked.filters;
    const isFound = total > 0 && attempt === "exact";
    const isEnough = isFound && this.#index.size >= FEW;
    const isSpared = !isFound && navigator.connection?.saveData;
    if (from || to || isEnough || isSpared || isVague || !this.#isMeant) return false;
    if (this.#isStopped || this.#index.failed || this.#depth >= this.#all.length) return false;
    this.#depth += A_YEAR;
    this.#fetch();
    if (!this.#index.isBusy) this.#search();
    return total === 0;
  }

  #tell() {
    const { progress, failed, isBroken } = this.#index;
    const isBusy = this.#index.isBusy || !this.#isAnswered;
    const { from, to } = this.#asked.filters;
    const months = this.#index.known(this.#months, this.#asked.isInTexts);
    this.#report.tell({
      asked: this.#asked,
      found: this.#found,
      shown: this.#results.count,
      isBusy,
      progress,
      failed,
      isBroken,
      months,
      rest: this.#isStopped && months.length < this.#months.length,
      next: from || to ? undefined : this.#all[this.#depth],
      oldest: this.#all[this.#all.length - 1],
    });
  }
}

function define() {
  customElements.define("search-page", SearchPage);
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", define);
else define();
