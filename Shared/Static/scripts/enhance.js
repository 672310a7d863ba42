// What makes every page smoother for those who run scripts. Nothing here is needed: each link and form works without it.
(() => {
  "use strict";
  const own = document.currentScript;

  // What is not needed to read (htmx, the suggestions of the search) is fetched when somebody first means to do something, so a first view
  // neither waits for it nor pays for it.
  const later = (own?.dataset.later ?? "").split(" ").filter(Boolean);
  const meaning = ["pointerover", "pointerdown", "focusin", "keydown"];
  const smooth = "[data-hx-get], [data-hx-post], [data-hx-boost]";
  let isFetched = false;
  // What somebody did before anybody was there to hear it is done again once somebody is.
  let isThere = false;
  let replay;
  const fetchLater = (event) => {
    const isShortcut = event?.type === "keydown" && event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (isFetched || (event && !isShortcut && !(event.target instanceof Element && event.target.closest(`${smooth}, form, label, .search-box`)))) return;
    isFetched = true;
    for (const name of meaning) document.removeEventListener(name, fetchLater, true);
    if (isShortcut) {
      event.preventDefault();
      replay = () => document.body.dispatchEvent(new KeyboardEvent("keydown", { key: event.key, ctrlKey: event.ctrlKey, metaKey: event.metaKey, bubbles: true, cancelable: true }));
    }
    for (const address of later) {
      const script = document.createElement("script");
      script.src = address;
      script.async = false;
      document.head.append(script);
      if (address === later.at(-1)) for (const end of ["load", "error"]) script.addEventListener(end, () => { isThere = true; replay?.(); });
    }
  };
  for (const name of meaning) document.addEventListener(name, fetchLater, true);
  document.addEventListener("click", (event) => {
    const way = event.target instanceof Element && event.target.closest(".search-way");
    if (!way || isThere || !later.length || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    replay = () => way.click();
    fetchLater();
  }, true);
  // A finger means and does in one, so a page that has something to make smoother does not wait for it.
  addEventListener("load", () => { if (document.querySelector(`main :is(${smooth})`)) setTimeout(fetchLater, 300); });

  // A page that somebody is about to open is fetched a moment early: on hover that lasts, or on touch. Only pages of this very origin, which
  // are the same for everybody or told apart by the server; never with data saving on.
  const prefetched = new Set();
  // A page that is fetched early shows the basket and the member of that moment, so whoever has or is one is not helped so.
  const isSomebody = () => document.querySelector(".mini-cart-count, .auth-menu details") !== null;
  const saves = () => navigator.connection?.saveData === true;
  const prefetch = (link) => {
    const address = new URL(link.href);
    address.hash = "";
    if (address.origin !== location.origin || address.href === location.href.replace(/#.*/, "")) return;
    if (link.hasAttribute("download") || link.relList.contains("nofollow") || link.target || prefetched.has(address.href) || prefetched.size > 40 || isSomebody() || saves()) return;
    prefetched.add(address.href);
    const hint = document.createElement("link");
    hint.rel = "prefetch";
    hint.href = address.href;
    document.head.append(hint);
  };
  const forget = () => {
    for (const address of prefetched) fetch(address, { cache: "reload" }).catch(() => {});
    prefetched.clear();
  };
  let waiting;
  document.addEventListener("pointerover", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    clearTimeout(waiting);
    if (link && event.pointerType === "mouse") waiting = setTimeout(prefetch, 80, link);
  }, { passive: true });
  document.addEventListener("touchstart", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link) prefetch(link);
  }, { passive: true });

  // A menu that is open closes on Escape, and when the pointer or the focus goes elsewhere.
  const openMenus = () => document.querySelectorAll(":is(.nav-tree, .auth-menu) details[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) menu.querySelector("summary")?.focus();
    }
  });
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, (event) => {
      for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
    });
  }

  // A dialog is opened by a button that names it, and closed by its own buttons; a click beside it closes it too.
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      dialog.showModal();
    } else if (event.target instanceof HTMLDialogElement && event.target.open) {
      event.target.close();
    }
  });

  // A short word about what was just done. It is read out, stays while somebody is at it, and goes by itself.
  const toast = (text, { link, words, problem = false } = {}) => {
    let place = document.querySelector(".toasts");
    if (!place) {
      place = document.createElement("div");
      place.className = "toasts";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    const note = document.createElement("p");
    note.className = problem ? "toast is-problem" : "toast";
    note.append(text);
    if (link) {
      const way = document.createElement("a");
      way.href = link;
      way.textContent = words ?? "Look";
      note.append(" ", way);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "toast-close";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => note.remove());
    note.append(close);
    place.replaceChildren(note);
    const leave = () => { if (note.matches(":hover, :focus-within")) setTimeout(leave, 2000); else note.remove(); };
    setTimeout(leave, problem ? 12000 : 7000);
  };

  // A form that was sent is not sent again by a second click, until the page comes back or is come back to.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });

  // A request of htmx's that fails says so; the link or form can be used again.
  document.addEventListener("htmx:sendError", () => toast("There is no connection just now. Try again in a moment.", { problem: true }));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail?.xhr?.status;
    toast(status === 429 ? "That was a lot at once. Wait a moment, then try again." : "That did not work. Try again in a moment.", { problem: true });
  });

  // What scrolls by itself in a text, a wide table or a long line of code, is reached by the keyboard too.
  for (const wide of document.querySelectorAll(".prose :is(table, pre)")) if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;

  window.RoseAsh = Object.freeze({ toast, forget });
})();
