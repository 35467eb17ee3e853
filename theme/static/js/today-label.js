/** Today's date in Vietnam, by the reader's clock; `data-*` hold the words. */
class TodayLabel extends HTMLElement {
  connectedCallback() {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: "Asia/Ho_Chi_Minh",
      weekday: "short",
      day: "2-digit",
      month: "2-digit",
      year: "numeric",
    }).formatToParts(new Date());
    const { weekday, day, month, year } = Object.fromEntries(
      parts.map((part) => [part.type, part.value]),
    );
    const names = this.dataset.weekdays.split(", ");
    const number = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(weekday);
    this.textContent = `${this.dataset.label} ${names[number]}, ${day}/${month}/${year}`;
  }
}

customElements.define("today-label", TodayLabel);
