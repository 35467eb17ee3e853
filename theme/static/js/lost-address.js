/**
 * Of the links it holds, shows those whose words stand in the address that led nowhere.
 * A link counts by the longest run of its slug's words found there, one after the other.
 */
class LostAddress extends HTMLElement {
  static most = 8;

  connectedCallback() {
    const address = LostAddress.words(location.pathname + " " + location.search);
    const found = [...this.querySelectorAll("li")]
      .map((item) => [LostAddress.run(LostAddress.words(item.dataset.slug), address), item])
      .filter(([run, item]) => run >= Math.min(2, LostAddress.words(item.dataset.slug).length))
      .sort(([one], [other]) => other - one)
      .slice(0, LostAddress.most);
    for (const [, item] of found) {
      item.hidden = false;
      item.parentElement.append(item);
    }
    this.hidden = !found.length;
  }

  /** The words of an address without diacritics, as slugs have them. */
  static words(address) {
    let text = address;
    try {
      text = decodeURIComponent(address);
    } catch {
      // Not everything with a % is an encoding.
    }
    const plain = text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
    return plain.split(/[^a-z0-9]+/).filter(Boolean);
  }

  /** How many words of `slug` stand one after the other in `address`, at most. */
  static run(slug, address) {
    let longest = 0;
    for (let start = 0; start < slug.length; start++) {
      for (let at = 0; at < address.length; at++) {
        let length = 0;
        while (start + length < slug.length && slug[start + length] === address[at + length]) length++;
        longest = Math.max(longest, length);
      }
    }
    return longest;
  }
}

customElements.define("lost-address", LostAddress);
