// A month's table with the keyboard: arrows go from day to day, Home and End to the ends of a week, Page Up and Page Down to the months beside
// it, Enter opens the day. One day takes part in tabbing, as in any grid (WAI-ARIA Authoring Practices, “Grid pattern”). Without this, every
// day is a link that Tab reaches.
(() => {
  "use strict";
  const memory = "calendar-day";
  const days = (table) => [...table.querySelectorAll("a.month-date")];
  const find = (table, day) => table?.querySelector(`a.month-date[data-day="${day}"]`);

  const choose = (table, link) => {
    for (const other of days(table)) other.tabIndex = other === link ? 0 : -1;
  };

  // The roles of a grid tell a screen reader to hand the arrow keys on.
  const prepare = () => {
    for (const table of document.querySelectorAll("table.month:not([role])")) {
      table.setAttribute("role", "grid");
      table.setAttribute("aria-label", table.caption?.textContent ?? "");
      for (const row of table.rows) row.setAttribute("role", "row");
      for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "gridcell");
      for (const cell of table.querySelectorAll("th")) cell.setAttribute("role", "columnheader");
      const first = table.querySelector(".is-today:not(.is-outside) > a.month-date") ?? table.querySelector("td:not(.is-outside) > a.month-date");
      choose(table, first ?? days(table)[0]);
    }
  };

  // Days are counted in UTC: no clock changes there, so a day more is always a day more.
  const moved = (day, by) => new Date(Date.parse(day) + by * 86400000).toISOString().slice(0, 10);
  const monthMoved = (day, by) => {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + by + 1, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + by, Math.min(date, last))).toISOString().slice(0, 10);
  };
  const weekday = (day) => (new Date(Date.parse(day)).getUTCDay() + 6) % 7;

  const steps = {
    ArrowLeft: (day) => moved(day, -1),
    ArrowRight: (day) => moved(day, 1),
    ArrowUp: (day) => moved(day, -7),
    ArrowDown: (day) => moved(day, 7),
    Home: (day) => moved(day, -weekday(day)),
    End: (day) => moved(day, 6 - weekday(day)),
    PageUp: (day) => monthMoved(day, -1),
    PageDown: (day) => monthMoved(day, 1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const link = event.target.closest("a.month-date");
    const table = link?.closest("table.month");
    const step = steps[event.key];
    if (!table || !step || !link.dataset.day) return;
    event.preventDefault();
    const wanted = step(link.dataset.day);
    // A day that fills up another month's week stays in sight; the month is turned by the page keys and beyond the table.
    const next = event.key.startsWith("Page") ? null : find(table, wanted);
    if (next) {
      choose(table, next);
      next.focus();
      return;
    }
    const way = document.getElementById(wanted < link.dataset.day ? "earlier" : "later");
    if (!way) return;
    sessionStorage.setItem(memory, wanted);
    way.click();
  });

  // Whoever clicks or tabs to a day goes on from there. The ways to other months are made ready, so that a page key need not wait.
  document.addEventListener("focusin", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.month-date");
    if (!link) return;
    choose(link.closest("table.month"), link);
    document.getElementById("later")?.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  });

  const goOn = () => {
    prepare();
    const wanted = sessionStorage.getItem(memory);
    if (!wanted) return;
    sessionStorage.removeItem(memory);
    const link = find(document.querySelector("table.month"), wanted);
    if (!link) return;
    choose(link.closest("table.month"), link);
    link.focus();
  };

  // What was turned to is read out, in a place that stays while the page's part is replaced.
  const announce = () => {
    let place = document.getElementById("calendar-news");
    if (!place) {
      place = document.createElement("p");
      place.id = "calendar-news";
      place.className = "visually-hidden";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = document.querySelector("#calendar h1")?.textContent ?? "";
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target instanceof Element && (event.target.id === "calendar" || event.target.querySelector("#calendar"))) {
      goOn();
      announce();
    }
  });
  goOn();
})();
