/** The reader's choice of light or dark, remembered; without one, as the reader's system has it. */
class ThemeChoice extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    select.value = document.documentElement.dataset.theme ?? "";
    select.addEventListener("change", () => {
      if (select.value) document.documentElement.dataset.theme = select.value;
      else delete document.documentElement.dataset.theme;
      try {
        localStorage.setItem("theme", select.value);
      } catch {
        // Storage is blocked or full: the choice holds on this page.
      }
    });
  }
}

customElements.define("theme-choice", ThemeChoice);
