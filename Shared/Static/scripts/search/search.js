// The best few of what is found, while somebody types: a combobox with a list box (ARIA Authoring Practices, combobox with list autocomplete).
// Nothing here is needed. Enter always sends the form, whatever a request is doing, and no answer means no list.
//
// It is opened by Ctrl+K or ⌘K. A single key (“/”) is not taken, since whoever speaks to their computer would press it unawares (WCAG 2.2, 2.1.4).
(() => {
  "use strict";
  const delay = 150;
  const patience = 4000;
  const shortest = 2;

  // What was answered lately, by address: who takes a letter back waits for nothing.
  const answers = new Map();
  const remember = (address, markup) => {
    answers.delete(address);
    answers.set(address, { markup, until: Date.now() + 60000 });
    if (answers.size > 40) answers.delete(answers.keys().next().value);
  };
  const remembered = (address) => {
    const answer = answers.get(address);
    return answer && answer.until > Date.now() ? answer.markup : undefined;
  };

  const fieldOf = (target) => target instanceof Element ? target.closest(".search-form[data-search] input[type=search]") : null;
  const parts = new WeakMap();

  // The list and the voice of a field, made when somebody first goes to it.
  const partsOf = (field) => {
    const known = parts.get(field);
    if (known?.panel.isConnected) return known;
    const panel = document.createElement("div");
    panel.className = "search-panel";
    panel.id = `${field.id}-found`;
    panel.setAttribute("role", "listbox");
    panel.setAttribute("aria-label", "Suggestions");
    panel.hidden = true;
    const voice = document.createElement("p");
    voice.className = "visually-hidden";
    voice.setAttribute("role", "status");
    field.form.append(panel, voice);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", panel.id]]) {
      field.setAttribute(name, value);
    }
    const made = { panel, voice, waiting: 0, request: null, shown: "" };
    parts.set(field, made);
    return made;
  };

  const options = (panel) => [...panel.querySelectorAll("[role=option]")];
  const active = (field) => document.getElementById(field.getAttribute("aria-activedescendant") ?? "");

  const choose = (field, option) => {
    active(field)?.removeAttribute("aria-selected");
    if (!option) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", option.id);
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
  };

  const close = (field) => {
    const { panel } = partsOf(field);
    choose(field, null);
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };

  const stop = (own) => {
    clearTimeout(own.waiting);
    own.request?.abort();
    own.request = null;
  };

  const open = (field) => {
    const { panel } = partsOf(field);
    if (!panel.childElementCount) return false;
    panel.hidden = false;
    field.setAttribute("aria-expanded", "true");
    return true;
  };

  const show = (field, typed, markup) => {
    const own = partsOf(field);
    if (document.activeElement !== field || field.value.trim() !== typed) return;
    choose(field, null);
    own.shown = typed;
    const page = new DOMParser().parseFromString(markup, "text/html");
    own.panel.replaceChildren(...page.body.childNodes);
    options(own.panel).forEach((option, place) => {
      option.id = `${own.panel.id}-${place}`;
      option.tabIndex = -1;
    });
    const count = options(own.panel).length - 1;
    own.voice.textContent = count < 1 ? "No suggestions" : `${count} ${count === 1 ? "suggestion" : "suggestions"}; arrow keys go through them`;
    if (!open(field)) close(field);
  };

  const ask = async (field, typed) => {
    const own = partsOf(field);
    const address = `${field.form.dataset.search}?${new URLSearchParams({ q: typed })}`;
    const known = remembered(address);
    if (known !== undefined) return show(field, typed, known);
    const request = new AbortController();
    own.request = request;
    const tooLong = setTimeout(() => request.abort(), patience);
    try {
      const answer = await fetch(address, { signal: request.signal, headers: { Accept: "text/html" }, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      const markup = await answer.text();
      remember(address, markup);
      if (own.request === request) show(field, typed, markup);
    } catch {
      if (own.request === request) close(field);
    } finally {
      clearTimeout(tooLong);
      if (own.request === request) own.request = null;
    }
  };

  document.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (!field) return;
    const own = partsOf(field);
    stop(own);
    choose(field, null);
    const typed = field.value.trim();
    if ([...typed].length < shortest) {
      own.voice.textContent = "";
      return close(field);
    }
    if (event.isComposing) return;
    own.waiting = setTimeout(ask, delay, field, typed);
  });
  document.addEventListener("compositionend", (event) => {
    if (fieldOf(event.target)) event.target.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });

  // On a narrow screen the field lies over the masthead while it is open.
  const openBox = (box) => {
    box.classList.add("is-open");
    const field = box.querySelector("input[type=search]");
    field.focus();
    field.select();
  };
  const closeBox = (box, returns) => {
    box.classList.remove("is-open");
    if (returns) box.querySelector(".search-way")?.focus();
  };

  document.addEventListener("focusin", (event) => {
    const field = fieldOf(event.target);
    if (field) partsOf(field);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target instanceof Element && event.target.closest(".search-form[data-search]");
    if (!form || (event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) return;
    const field = form.querySelector("input[type=search]");
    stop(partsOf(field));
    close(field);
    // Not at once: what was tapped is still to be reached where it was.
    const box = form.closest(".search-box.is-open");
    if (box) setTimeout(() => { if (!box.contains(document.activeElement)) closeBox(box, false); }, 200);
  });

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    const way = event.target.closest(".search-way");
    if (way && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openBox(way.closest(".search-box"));
    } else if (event.target.closest(".search-close")) {
      closeBox(event.target.closest(".search-box"), true);
    }
  });

  // A step through the options, and around their ends to the field itself.
  const step = (field, by) => {
    const list = options(partsOf(field).panel);
    const place = list.indexOf(active(field)) + by;
    choose(field, list[place === -2 ? list.length - 1 : place] ?? null);
  };

  const keys = (event, field) => {
    const own = partsOf(field);
    const isOpen = !own.panel.hidden;
    const chosen = isOpen && active(field);
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
        if (!isOpen && !(own.shown === field.value.trim() && open(field))) return;
        step(field, event.key === "ArrowDown" ? 1 : -1);
        break;
      case "Home":
      case "End":
        if (!chosen || event.shiftKey) return;
        choose(field, options(own.panel).at(event.key === "Home" ? 0 : -1));
        break;
      case "Enter":
        if (event.isComposing || !chosen) return stop(own);
        chosen.click();
        break;
      case "Escape": {
        const box = field.closest(".search-box.is-open");
        if (isOpen) close(field);
        else if (box) closeBox(box, true);
        else return;
        stop(own);
        break;
      }
      default: return;
    }
    event.preventDefault();
  };

  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event.target);
    if (field) keys(event, field);
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.defaultPrevented) return;
    const first = document.querySelector(".search-opening .search-form input[type=search]");
    const box = document.querySelector(".search-box");
    if (!first && !box) return;
    event.preventDefault();
    if (first) {
      first.focus();
      first.select();
    } else openBox(box);
  });

  // Where a pointer is, there the choice is.
  document.addEventListener("pointermove", (event) => {
    const option = event.target instanceof Element && event.target.closest(".search-panel [role=option]");
    if (!option || option.getAttribute("aria-selected") === "true") return;
    const field = option.closest(".search-form").querySelector("input[type=search]");
    choose(field, option);
  }, { passive: true });

  // This file is fetched when somebody first means to do something, which may be that they type here.
  const field = fieldOf(document.activeElement);
  if (field) {
    partsOf(field);
    if (field.value) field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
})();
