/* What is asked for, as the form, the address and the index have it. */

const CATEGORY = "chuyen-muc";
const AUTHOR = "tac-gia";
const SOURCE = "nguon";
const FROM = "tu";
const TO = "den";
const SORT = "sap-xep";
const WHOLE = "noi-dung";
const PARAMETERS = ["q", CATEGORY, AUTHOR, SOURCE, FROM, TO, SORT, WHOLE];
const FILTERS = [CATEGORY, AUTHOR, SOURCE, FROM, TO];

/** A search as its address has it: only what is not as it always is. */
class Asked {
  constructor(values) {
    this.values = new Map(PARAMETERS.map((name) => [name, values.get(name)?.trim() ?? ""]));
  }

  static ofAddress() {
    return Asked.of(new URLSearchParams(location.search));
  }

  static ofForm(form) {
    return Asked.of(new FormData(form));
  }

  static of(values) {
    values.set(FROM, firstDay(values.get(FROM) ?? ""));
    values.set(TO, lastDay(values.get(TO) ?? ""));
    return new Asked(values);
  }

  get(name) {
    return this.values.get(name);
  }

  /** The address of this search, below the search page's own. */
  get address() {
    const given = new URLSearchParams([...this.values].filter(([, value]) => value));
    return given.toString() ? `?${given}` : location.pathname;
  }

  get isEmpty() {
    return !this.get("q") && !this.isFiltered;
  }

  get isFiltered() {
    return FILTERS.some((name) => this.get(name));
  }

  /** What the index needs to know of the filters. */
  get filters() {
    return {
      category: this.get(CATEGORY),
      author: this.get(AUTHOR),
      source: this.get(SOURCE),
      from: this.get(FROM),
      to: this.get(TO),
    };
  }

  /** True if texts are to be searched, too. */
  get isInTexts() {
    return this.get(WHOLE) !== "" && this.get("q") !== "";
  }

  /** Two searches that look for the same are equal; how results are sorted apart. */
  get subject() {
    return JSON.stringify([this.get("q"), this.get(WHOLE), this.filters]);
  }

  /** Bring the form to what is asked; a value that a select does not have is added to it. */
  show(form) {
    for (const [name, value] of this.values) {
      const field = form.elements[name];
      if (field.type === "checkbox") field.checked = Boolean(value);
      else if (name === FROM || name === TO) field.value = readable(value);
      else {
        if (field.options && value && ![...field.options].some((each) => each.value === value)) {
          field.add(new Option(value, value));
        }
        field.value = value;
      }
    }
  }

  /** Offer these names of sources to choose from. */
  offer(form, names) {
    const field = form.elements[SOURCE];
    const { value } = field;
    const known = new Set([...field.options].map((each) => each.value));
    if (names.every((name) => known.has(name))) return;
    const [all, own, ...others] = field.options;
    const added = names.filter((name) => !known.has(name)).map((name) => new Option(name, name));
    const sorted = [...others, ...added].sort((one, other) => one.text.localeCompare(other.text, "vi"));
    field.replaceChildren(all, own, ...sorted);
    field.value = value;
  }
}

/** `15/3/2023`, `3/2023`, `2023` or `2023-03-15` as its first day, `2023-03-15`; else empty. */
function firstDay(written) {
  const { year, month, day } = dateOf(written);
  return year ? iso(year, month || 1, day || 1) : "";
}

/** The same as its last day. */
function lastDay(written) {
  const { year, month, day } = dateOf(written);
  return year ? iso(year, month || 12, day || daysIn(year, month || 12)) : "";
}

/** True if something is written there that is no date. */
function isNoDate(written) {
  return written.trim() !== "" && !dateOf(written).year;
}

function dateOf(written) {
  const numbers = (written.match(/\d+/g) ?? []).map(Number);
  if (numbers.length > 3) return {};
  if (numbers[0] < 1000) numbers.reverse();
  if (numbers.length > 1 && numbers[0] < 100) numbers[0] += 2000;
  const [year, month, day] = numbers;
  const isRight =
    year >= 1900 && year < 10000 && between(month ?? 1, 1, 12) &&
    between(day ?? 1, 1, daysIn(year, month ?? 1));
  return isRight ? { year, month, day } : {};
}

function between(number, low, high) {
  return number >= low && number <= high;
}

function daysIn(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function iso(year, month, day) {
  return [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}

function readable(day) {
  return day.split("-").reverse().join("/");
}
