// The import of a paper: says that it is being read, opens nothing twice, and suggests names that are here already.
// Without this file all of it works, and is only quieter.
"use strict";

(() => {
  for (const form of document.querySelectorAll("form[data-wait]")) {
    const line = form.querySelector(".progress-line");
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "1";
      const bar = document.createElement("progress");
      const seconds = document.createElement("span");
      bar.setAttribute("aria-label", form.dataset.wait);
      seconds.setAttribute("aria-hidden", "true");
      line.replaceChildren(form.dataset.wait, " ", bar, seconds);
      const start = Date.now();
      setInterval(() => (seconds.textContent = `${Math.round((Date.now() - start) / 1000)} s`), 500);
    });
    // Whoever comes back by the button of the browser may send it again.
    addEventListener("pageshow", () => {
      delete form.dataset.sent;
      line.replaceChildren();
    });
  }

  const paper = document.querySelector("form[data-names]");
  let asked = 0;
  paper?.addEventListener("input", async (event) => {
    const box = event.target.closest("[data-kind]");
    if (!box || event.isComposing || !box.value.trim()) return;
    const number = ++asked;
    const url = `${paper.dataset.names.replace("/kind/", `/${box.dataset.kind}/`)}?q=${encodeURIComponent(box.value)}`;
    const answer = await fetch(url);
    if (!answer.ok || number !== asked) return;
    const list = document.getElementById("names") || document.body.appendChild(document.createElement("datalist"));
    list.id = "names";
    list.replaceChildren(...(await answer.json()).map((name) => new Option(name, name)));
    box.setAttribute("list", "names");
  });
})();
