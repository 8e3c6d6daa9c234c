// Without scripts the button is not shown (site.css), and the browser's own menu does the same.
for (const button of document.querySelectorAll(".print")) {
  button.addEventListener("click", () => window.print());
}
