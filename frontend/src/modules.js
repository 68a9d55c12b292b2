// The editor and the charts are large, so they come only to pages where one stands, also when htmx brings it later.
const MODULES = { "[data-editor]": "editorModule", "[data-chart]": "chartModule" };

async function load(root) {
  for (const [selector, name] of Object.entries(MODULES)) {
    const places = [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
    if (!places.length) continue;
    const { start } = await import(document.body.dataset[name]);
    places.forEach(start);
  }
}

load(document.body);
document.addEventListener("htmx:load", ({ target }) => target !== document.body && load(target));
