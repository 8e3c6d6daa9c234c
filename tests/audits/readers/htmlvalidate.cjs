module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Cities to compare are chosen in several lists of one name: ?city=…&city=…
    "form-dup-name": "off",
    // The title of a speech is its headline, whole.
    "long-title": "off",
  },
};
