/**
 * Three buttons for the size of the text: seven steps, remembered on every page.
 * The size is a share (in %) of the reader's own base size; styles take it from <html data-font-size>.
 */
class FontSize extends HTMLElement {
  static steps = [87.5, 100, 112.5, 125, 150, 175, 200];

  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.#press(button);
    });
    // Another tab, or this page brought back from the browser's memory.
    addEventListener("storage", () => this.#recall());
    addEventListener("pageshow", (event) => event.persisted && this.#recall());
    this.#show();
  }

  get #step() {
    const chosen = FontSize.steps.indexOf(Number(document.documentElement.dataset.fontSize));
    return chosen < 0 ? FontSize.steps.indexOf(100) : chosen;
  }

  #press(button) {
    const way = Number(button.dataset.step);
    const last = FontSize.steps.length - 1;
    const step = way ? Math.min(last, Math.max(0, this.#step + way)) : FontSize.steps.indexOf(100);
    const size = String(FontSize.steps[step]);
    document.documentElement.dataset.fontSize = size;
    try {
      localStorage.setItem("font-size", size);
    } catch {
      // Storage is blocked or full: the size holds on this page.
    }
    this.#show();
    this.querySelector("output").value = this.dataset.announcement.replace("#", size.replace(".", ","));
  }

  #recall() {
    try {
      document.documentElement.dataset.fontSize = localStorage.getItem("font-size") ?? "100";
    } catch {
      return;
    }
    this.#show();
  }

  #show() {
    for (const button of this.querySelectorAll("button")) {
      const way = Number(button.dataset.step);
      if (way) button.setAttribute("aria-disabled", String(!(this.#step + way in FontSize.steps)));
    }
  }
}

customElements.define("font-size", FontSize);
