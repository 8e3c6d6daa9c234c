// Names that fit what one types. Without scripts the search page shows them.
const box = document.getElementById("AS");
const make = (name, values) => Object.assign(document.createElement(name), values);
const list = make("ul", { id: "AL", role: "listbox", hidden: true, ariaLabel: box.title });
let chosen, timer;

function choose(option) {
  chosen = option;
  for (const one of list.children) one.ariaSelected = one === option;
  box.setAttribute("aria-activedescendant", option?.id ?? "");
}

function show(found) {
  choose();
  list.replaceChildren(...found.map(({ kind, name, lang, url }, number) => {
    const option = make("li", { id: `AS${number}`, role: "option", textContent: `${kind} ` });
    option.append(make("span", { lang, textContent: name }));
    option.onclick = () => location.assign(url);
    return option;
  }));
  list.hidden = !found.length;
  box.ariaExpanded = !list.hidden;
}

async function suggest() {
  const typed = box.value;
  const answer = await fetch(`${box.form.action}suggest.json?q=${encodeURIComponent(typed)}`);
  const found = await answer.json();
  if (typed === box.value && box.matches(":focus")) show(found);
}

function later(event) {
  clearTimeout(timer);
  // No word yet while an input method composes it.
  if (!event.isComposing) timer = setTimeout(suggest, 150);
}

box.onkeydown = (event) => {
  const to = { ArrowDown: "nextSibling", ArrowUp: "previousSibling" }[event.key];
  if (event.isComposing || list.hidden) return;
  if (to) choose(chosen ? chosen[to] : list.firstChild);
  else if (event.key === "Enter" && chosen) chosen.click();
  else if (event.key === "Escape") show([]);
  else return;
  event.preventDefault();
};

box.oninput = later;
box.addEventListener("compositionend", later);
box.onblur = () => show([]);
// The box keeps the focus until the click.
list.onmousedown = (event) => event.preventDefault();
Object.assign(box, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: false });
box.setAttribute("aria-controls", list.id);
box.after(list);
