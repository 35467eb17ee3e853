/**
 * Adds the live count to the number of views that stands on the page.
 * `data-src` holds counts by address; after a count was written into the page itself, for a while
 * also by address, `#` and the number that the page then says. No number goes down on reload.
 */
class LiveViews extends HTMLElement {
  connectedCallback() {
    this.#show(this.#built);
    this.#count();
  }

  get #built() {
    return Number(this.parentElement.dataset.views);
  }

  async #count() {
    try {
      const answer = await fetch(this.dataset.src);
      const text = await answer.text();
      const counts = answer.ok ? JSON.parse(text) : {};
      const more = counts[`${location.pathname}#${this.#built}`] ?? counts[location.pathname] ?? 0;
      if (Number.isInteger(more) && more > 0) this.#show(this.#built + more);
    } catch {
      // Nothing arrived: the number stays.
    }
  }

  #show(number) {
    const key = `views ${location.pathname}`;
    let shown = number;
    try {
      shown = Math.max(number, Number(sessionStorage.getItem(key)));
      sessionStorage.setItem(key, String(shown));
    } catch {
      // Storage is blocked or full: nothing is remembered.
    }
    if (!shown) return;
    const written = String(shown).replace(/\B(?=(\d{3})+$)/g, ".");
    this.textContent = this.dataset.words.replace("#", written);
    this.parentElement.hidden = false;
  }
}

customElements.define("live-views", LiveViews);
