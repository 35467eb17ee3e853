/* The list of what was found. */

class Results {
  #list;
  #blank;
  #names;
  #texts;

  /** `names` tells the name of a category by its slug. */
  constructor(list, blank, names, texts) {
    this.#list = list;
    this.#blank = blank;
    this.#names = names;
    this.#texts = texts;
  }

  get count() {
    return this.#list.children.length;
  }

  /** The numbers of the articles shown. */
  get shown() {
    return [...this.#list.children].map((each) => Number(each.dataset.id));
  }

  /** True if moving what is shown would take it from under the reader's eyes or finger. */
  get isRead() {
    const isBelow = this.#list.getBoundingClientRect().top < 0;
    return this.count > 0 && (isBelow || this.#list.contains(document.activeElement));
  }

  /** Show these and no others; what is there already stays the same element. */
  show(items) {
    const there = new Map([...this.#list.children].map((each) => [Number(each.dataset.id), each]));
    const rows = items.map((item) => this.#fill(there.get(item.id) ?? this.#new(item), item));
    rows.forEach((row, place) => {
      if (this.#list.children[place] !== row) this.#list.insertBefore(row, this.#list.children[place] ?? null);
    });
    while (this.count > rows.length) this.#list.lastChild.remove();
  }

  clear() {
    this.#list.replaceChildren();
  }

  /** Go on reading at the result of this number, the first being 0. */
  focus(place) {
    this.#list.children[place]?.querySelector("a").focus();
  }

  #new({ id, url, date, day, category, source }) {
    const row = this.#blank.content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    row.querySelector(".card__title a").href = url;
    const link = row.querySelector(".card__meta a");
    link.href = `/${category}/`;
    link.textContent = this.#names.get(category) ?? category;
    const time = row.querySelector("time");
    time.dateTime = date;
    time.textContent = day;
    const from = row.querySelector(".card__meta span");
    if (source) from.textContent = this.#texts.say("source", source);
    else from.remove();
    return row;
  }

  #fill(row, { title, text, authors, tags }) {
    const key = JSON.stringify([title, text, authors, tags]);
    if (row.dataset.key === key) return row;
    row.dataset.key = key;
    row.querySelector(".card__title a").replaceChildren(...marked(title));
    row.querySelector(".card__summary").replaceChildren(...marked(text));
    const why = [...this.#named("authors", authors), ...this.#named("tags", tags)];
    row.querySelector(".card__names").replaceChildren(...why);
    return row;
  }

  /** The names that answer what was asked, which stand nowhere else in the result. */
  #named(kind, names) {
    const listed = names.flatMap((parts, place) => [place ? ", " : "", ...marked(parts)]);
    return names.length ? [this.#texts.say(kind), ...listed, ". "] : [];
  }
}

/** Every second piece is what was asked for. */
function marked(pieces) {
  return pieces.map((piece, place) => {
    if (place % 2 === 0) return piece;
    const mark = document.createElement("mark");
    mark.textContent = piece;
    return mark;
  });
}

/** The sentences of the page, as its template has them: `#` and `?` stand for what is filled in. */
class Texts {
  #texts;

  constructor(template) {
    const all = [...template.content.children];
    this.#texts = new Map(all.map((each) => [each.dataset.name, each.textContent]));
  }

  say(name, number = "", words = "") {
    const filled = { "#": number, "?": words };
    return this.#texts.get(name).replace(/[#?]/g, (sign) => filled[sign]);
  }
}
