/* What the page says about a search: how many were found, how far it went, what to do next. */

class Report {
  #page;
  #texts;
  #title = document.title;
  #said;

  constructor(page, texts) {
    this.#page = page;
    this.#texts = texts;
  }

  /**
   * Say how a search stands. `found` is the last answer, null if there is none yet; `months` are
   * those searched; `next` is the newest that is not, `oldest` the last of all; `failed` counts those
   * that could not be had, `rest` says that some were left out when the reader stopped.
   */
  tell({ asked, found, shown, isBusy, progress, failed, isBroken, months, rest, next, oldest }) {
    const { total = 0, attempt } = found ?? {};
    const isLost = !isBusy && (isBroken || failed > 0);
    const isSettled = !asked.isEmpty && !isBusy && (found !== null || isLost);
    this.#page.querySelector(".results").hidden = asked.isEmpty;
    this.#page.setAttribute("aria-busy", !isSettled && !asked.isEmpty);
    const isUnknown = isLost && !total;
    const heading = isUnknown
      ? this.#texts.say("lost", "", asked.get("q"))
      : this.#heading(asked.get("q"), total, isSettled);
    const note = isUnknown ? "" : this.#note(total, attempt, isSettled);
    this.#page.querySelector("#ket-qua").textContent = heading;
    this.#fill(".results__note", note);
    this.#progress(isBusy && !asked.isEmpty, progress);
    this.#fill(".results__reach", isSettled && months.length ? this.#reach(asked, months) : "");
    const lost = isLost ? this.#texts.say(isBroken ? "broken" : "failed", failed) : "";
    this.#fill(".results__failed", asked.isEmpty ? "" : lost);
    this.#offer("more", total > shown);
    const further = isSettled ? next?.slice(0, 4) : undefined;
    this.#offer("resume", isSettled && rest);
    this.#offer("further", further !== undefined, further);
    const last = oldest?.slice(0, 4);
    this.#offer("all", further !== undefined && further !== last, last);
    const isWord = asked.get("q") !== "" && !found?.isVague;
    this.#offer("whole", isSettled && isWord && !asked.isInTexts);
    this.#offer("unfilter", isSettled && !total && asked.isFiltered);
    this.#offer("retry", isSettled && isLost);
    document.title = asked.get("q") ? `${asked.get("q")} – ${this.#title}` : this.#title;
    clearTimeout(this.#said);
    if (isSettled) this.#announce([heading, note, lost].filter(Boolean).join(". "));
  }

  /** Read out what was found, once no more is coming; the same twice if it was asked twice. */
  #announce(words) {
    this.#said = setTimeout(() => {
      this.#page.querySelector('[role="status"]').textContent = words;
    }, SETTLED);
  }

  #heading(q, total, isSettled) {
    if (!total && !isSettled) return this.#texts.say("searching", "", q);
    const name = total ? (q ? "found" : "listed") : q ? "none" : "none-listed";
    return this.#texts.say(name, grouped(total), q);
  }

  #note(total, attempt, isSettled) {
    if (!total) return isSettled ? this.#texts.say("nothing") : "";
    return attempt === "near" || attempt === "some" ? this.#texts.say(attempt) : "";
  }

  #progress(isShown, { isReading, done, all }) {
    const box = this.#page.querySelector(".search__progress");
    box.hidden = !isShown;
    if (!isShown) return;
    Object.assign(box.querySelector("progress"), { max: all, value: done });
    const words = this.#texts.say(isReading ? "reading" : "loading", Math.min(done + 1, all), all);
    box.querySelector("span").textContent = words;
  }

  #reach(asked, months) {
    const said = months.map((month) => month.split("-").map(Number).reverse().join("/"));
    return this.#texts.say(asked.isInTexts ? "reach-whole" : "reach", said[said.length - 1], said[0]);
  }

  #fill(selector, words) {
    const part = this.#page.querySelector(selector);
    part.hidden = !words;
    part.textContent = words;
  }

  #offer(action, isOffered, year) {
    const button = this.#page.querySelector(`[data-action="${action}"]`);
    button.hidden = !isOffered;
    if (isOffered && year) button.textContent = this.#texts.say(action, year);
  }
}

/** A number as Vietnamese write it: 1.234. */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ".");
}
