// Fills the basket without leaving the page, and changes it without a new one. Without scripts the same forms lead to the basket.
(() => {
  "use strict";
  const read = (text) => new DOMParser().parseFromString(text, "text/html");
  const words = (element) => element?.textContent.replace(/\s+/g, " ").trim();

  // The basket in the masthead is taken out of the page that the cart answered with.
  const showMiniCart = (answer) => {
    const [now, next] = [document, answer].map((page) => page.querySelector(".mini-cart"));
    if (!now || !next || !next.hasChildNodes()) return;
    const copy = document.importNode(next, true);
    if (words(copy) !== words(now)) copy.classList.add("is-new");
    now.replaceWith(copy);
  };

  const say = (form, text) => {
    let place = form.querySelector(".said");
    if (!place) {
      place = document.createElement("p");
      place.className = "said wrong";
      place.setAttribute("role", "alert");
      form.append(place);
    }
    place.textContent = text;
  };
  const toast = (text, options) => window.RoseAsh?.toast?.(text, options);

  // A wish has a name until it is answered: whether it is sent again by this script, by hand or by the browser, it is granted once.
  const name = (form) => {
    if (form.elements.wish || !crypto.randomUUID) return;
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", "wish", crypto.randomUUID()];
    form.append(field);
  };

  const add = async (form, data) => {
    const button = form.querySelector("button");
    form.dataset.busy = "yes";
    button?.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(form.action, { method: "POST", body: data, credentials: "include", signal: AbortSignal.timeout(15000) });
      const answer = read(await response.text());
      if (response.status === 422) {
        say(form, words(answer.querySelector("[role='alert']")) || "That was not added. Look into your basket.");
      } else if (response.ok) {
        form.querySelector(".said")?.remove();
        showMiniCart(answer);
        window.RoseAsh?.forget?.();
        toast(words(answer.getElementById("news")) || "It is in your basket.", {
          link: new URL("/", form.action).href, words: "To the basket",
        });
      } else {
        throw new Error(response.statusText);
      }
      form.elements.wish?.remove();
    } catch {
      // Whatever it was, the ordinary way shows it: the basket, or a page that says what is wrong.
      if (navigator.onLine) form.submit(); else offline(form);
    } finally {
      delete form.dataset.busy;
      button?.removeAttribute("aria-busy");
    }
  };
  // A page that is come back to asks for something new.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const field of document.querySelectorAll("[data-basket] [name=wish]")) field.remove();
  });
  const offline = (form) => say(form, "There is no connection just now, so it was not added. Try again in a moment.");

  // While the event goes down, so that it is told apart before anything else hears of it.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || !form.matches("[data-basket]")) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    if (!navigator.onLine) { offline(form); return; }
    name(form);
    add(form, new URLSearchParams(new FormData(form, event.submitter)));
  }, true);

  // On the basket's page: quick steps add up in the field, and are sent together.
  document.addEventListener("click", (event) => {
    const step = event.target instanceof Element && event.target.closest("[data-stepper] .step");
    if (!step || !window.htmx) return;
    event.preventDefault();
    const field = step.form.elements.quantity;
    const next = String(Math.min(Number(field.dataset.most), Math.max(0, Math.trunc(Number(field.value) || 0) + Number(step.value))));
    if (next === field.value) return;
    field.value = next;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters, triggeringEvent } = event.detail;
    if (!elt.matches("[data-stepper]")) return;
    // The field counts the steps already. Enter sends it, and leaving it means the same once more.
    const { value } = elt.elements.quantity;
    if (triggeringEvent?.type === "change") {
      delete parameters.step;
      if (elt.dataset.asked === value) event.preventDefault();
    }
    elt.dataset.asked = value;
  });
  document.addEventListener("htmx:sendError", (event) => { delete event.detail.elt?.dataset?.asked; });

  // What is refused comes back as the basket with a sentence.
  let had = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    if (target.id !== "basket") return;
    had = target.contains(document.activeElement);
    if (xhr.status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const basket = document.getElementById("basket");
    if (!basket || !event.detail.xhr || !basket.contains(event.detail.elt)) return;
    showMiniCart(read(event.detail.xhr.responseText));
    // Who works with keys goes on where they were; what was taken out is nowhere, and leaves its Undo.
    if (had && !basket.contains(document.activeElement)) (document.getElementById("undo") ?? basket).focus({ preventScroll: true });
    had = false;
  });
})();
