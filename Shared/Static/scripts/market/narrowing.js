// What somebody unfolded to choose from stays unfolded while their choices change the page.
(() => {
  "use strict";
  let isOpen = false;
  document.addEventListener("htmx:beforeSwap", (event) => {
    isOpen = event.detail.target.querySelector?.("details[data-stays]")?.open ?? false;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const details = document.querySelector("details[data-stays]");
    if (details && isOpen) details.open = true;
  });
})();
