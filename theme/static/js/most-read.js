/** Puts a fragment of the site in its own place: the first of `data-src` that arrives. */
class MostRead extends HTMLElement {
  async connectedCallback() {
    for (const address of this.dataset.src.split(" ")) {
      try {
        const answer = await fetch(address);
        const text = await answer.text();
        if (answer.ok) {
          this.innerHTML = text;
          return;
        }
      } catch {
        // Nothing arrived: the next one, or what stands here already.
      }
    }
  }
}

customElements.define("most-read", MostRead);
