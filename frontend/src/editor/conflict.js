// Two people wrote in the same text: both versions side by side, and the choice.

/** Shows the panel; `render(document)` gives a document as nodes, `choose(name)` is told mine, theirs or together. */
export function showConflict({ place, theirs, mine, words, render, choose }) {
  const panel = place.querySelector("[data-conflict]");
  const fill = (name, document) => panel.querySelector(`[data-version='${name}']`).replaceChildren(render(document));
  fill("theirs", theirs.document);
  fill("mine", mine);
  panel.querySelector("[data-who]").textContent = words;
  const wasOpen = !panel.hidden;
  panel.hidden = false;
  panel.onclick = ({ target }) => {
    const name = target.closest("[data-choose]")?.dataset.choose;
    if (!name) return;
    panel.hidden = true;
    choose(name);
  };
  if (!wasOpen && place.contains(document.activeElement)) panel.querySelector("h3").focus();
}
