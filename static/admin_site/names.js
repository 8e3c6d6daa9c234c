// Select2 puts a box of its own beside each select that is filled by searching, and gives it no name: whoever listens to
// the page would hear what is chosen, but not of what. Each box gets the label of its select.
"use strict";

django.jQuery(() => {
  const SEARCH = ".select2-search__field";

  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) continue;
    label.id ||= `${select.id}_label`;
    const name = (element, ...ids) => element?.setAttribute("aria-labelledby", ids.join(" "));
    const chosen = box.querySelector("[role=textbox].select2-selection__rendered");
    name(box, label.id, ...(chosen ? [chosen.id] : []));
    name(chosen, label.id);
    name(box.querySelector(SEARCH), label.id);
    django.jQuery(select).on("select2:open", () => name(document.querySelector(`.select2-dropdown ${SEARCH}`), label.id));
  }
});
