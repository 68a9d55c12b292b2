// A link to something that remains to be done leads to the field where it is done, also on another page.
const FIELD = [
  "[contenteditable=true]",
  "input:not([type=hidden], [disabled])",
  "select:not([disabled])",
  "textarea:not([disabled])",
].join(", ");
const BUTTON = "button:not([disabled]), a.ds-button";
const KEY = "tertial-task";
const LONGEST_WAIT = 5000;

const shown = (element) => element.getClientRects().length > 0;
const first = (place, selector) => [...place.querySelectorAll(selector)].find(shown);

const chosenOf = (radio) => radio.form.querySelector(`input[type=radio][name="${radio.name}"]:checked`);

// Where a button is what is asked for, such as to approve, it says so itself.
function act(place) {
  place.closest("details")?.setAttribute("open", "");
  const found = place.querySelector("[data-do-first]") ?? first(place, FIELD);
  // Of several to choose among, the one that is chosen: the tab key would stop there too.
  const field = (found?.type === "radio" && chosenOf(found)) || found;
  field?.focus();
  return Boolean(field);
}

function begin() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place || act(place)) return;
  // The editor comes in a module of its own, so its field may still be on its way.
  const seen = new MutationObserver(() => act(place) && seen.disconnect());
  seen.observe(place, { childList: true, subtree: true, attributes: true, attributeFilter: ["contenteditable"] });
  setTimeout(() => {
    seen.disconnect();
    if (!place.contains(document.activeElement)) first(place, BUTTON)?.focus();
  }, LONGEST_WAIT);
}

document.addEventListener("click", ({ target }) => {
  const link = target.closest("a[data-task]");
  if (!link) return;
  if (link.pathname + link.search === location.pathname + location.search) return setTimeout(begin);
  sessionStorage.setItem(KEY, link.pathname + link.search);
});

if (sessionStorage.getItem(KEY) === location.pathname + location.search) begin();
sessionStorage.removeItem(KEY);
