// The translators' desk by keyboard. Without this file every button is there all the same; with it nothing that is typed
// is lost when another text of the page is saved.
"use strict";

(() => {
  const BOX = ".pair-form textarea";
  const kept = `desk ${location.pathname}`;
  const forms = [...document.querySelectorAll(".pair-form")];
  const boxes = [...document.querySelectorAll(BOX)];
  const boxOf = (event) => event.target.closest?.(BOX);
  // A form that was refused shows what was typed, and nothing of it is saved.
  const isChanged = (form) =>
    "refused" in form.dataset || [...form.querySelectorAll("textarea")].some((box) => box.value !== box.defaultValue);
  let sent = null;

  // One text is saved at a time. What stands unsaved in the others is kept in this window, together with what those forms
  // knew, so that a conflict is still seen as one.
  addEventListener("pagehide", () => {
    const open = forms.filter((form) => form !== sent && isChanged(form));
    const values = open.map((form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (values.length) sessionStorage.setItem(kept, JSON.stringify(values));
    else sessionStorage.removeItem(kept);
  });
  for (const values of JSON.parse(sessionStorage.getItem(kept) || "[]")) {
    const row = values.find(([name]) => name === "row")?.[1];
    const form = forms.find((one) => one.elements.row.value === row);
    for (const [name, value] of form ? values : []) if (form.elements[name]) form.elements[name].value = value;
  }

  for (const form of forms) form.addEventListener("submit", () => (sent = form));
  for (const form of document.querySelectorAll(".take")) {
    // Its text goes where the typed one stands, which is then not unsaved any more.
    form.addEventListener("submit", () => (sent = form.closest(".text").querySelector(".pair-form")));
  }

  // Chinese is typed with Enter, too: what is being composed is never saved.
  const isComposing = (event) => event.isComposing || event.keyCode === 229;

  const press = (form, deed) => {
    const button = form.querySelector(`button[value=${deed}]`);
    if (button) form.requestSubmit(button);
  };

  const go = (box, step) => {
    const next = boxes[boxes.indexOf(box) + step];
    next?.focus();
    next?.closest(".text").scrollIntoView({ block: "nearest" });
  };

  const insert = (box, text) => {
    box.focus();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("keydown", (event) => {
    const box = boxOf(event);
    if (!box || isComposing(event)) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const digit = event.altKey && !isCommand && /^Digit([1-9])$/.exec(event.code);
    const hint = digit && box.closest(".text").querySelectorAll(".hints button")[digit[1] - 1];
    if (isCommand && event.key === "Enter") press(box.form, event.shiftKey ? "approve" : "finish");
    else if (isCommand && !event.shiftKey && event.key.toLowerCase() === "s") press(box.form, "draft");
    else if (event.altKey && event.key === "ArrowDown") go(box, 1);
    else if (event.altKey && event.key === "ArrowUp") go(box, -1);
    else if (hint) hint.click();
    else return;
    event.preventDefault();
  });

  for (const list of document.querySelectorAll(".hints")) {
    [...list.children].forEach((item, index) => {
      const button = document.createElement("button");
      const word = item.querySelector("[lang=en]").textContent;
      button.type = "button";
      button.textContent = index < 9 ? `${list.dataset.insert} ${index + 1}` : list.dataset.insert;
      button.setAttribute("aria-label", `${list.dataset.insert} ${word}`);
      button.addEventListener("click", () => insert(last(item), word));
      item.append(" ", button);
    });
  }

  // Of headline and role: the one that was typed in last.
  let typedIn = null;
  document.addEventListener("focusin", (event) => (typedIn = boxOf(event) || typedIn));
  const last = (item) => {
    const form = item.closest(".text").querySelector(".pair-form");
    return typedIn?.form === form ? typedIn : form.querySelector("textarea");
  };

  if (!CSS.supports("field-sizing", "content")) {
    const grow = (box) => {
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight + 2}px`;
    };
    boxes.forEach(grow);
    document.addEventListener("input", (event) => boxOf(event) && grow(event.target));
  }

  // The browser goes to the fragment when all is loaded, and takes the focus away from whatever had it.
  addEventListener("load", () => {
    document.getElementById(location.hash.slice(1))?.querySelector(BOX)?.focus({ preventScroll: true });
  });
})();
