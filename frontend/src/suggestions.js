// The search field of every page suggests what has the words that are typed: a combobox with a list (ARIA APG).
// Without this module it is a plain form.
const WAIT = 200;

function begin(form) {
  const field = form.querySelector("input[type=search]");
  const list = form.querySelector("[data-suggestions]");
  const said = form.querySelector("[role=status]");
  let timer = null;
  let asking = null;

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false", "aria-controls": list.id }).forEach(
    ([name, value]) => field.setAttribute(name, value),
  );

  const options = () => [...list.querySelectorAll("[role=option]")];
  const isOpen = () => !list.hidden;
  const active = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    choose(null);
    list.hidden = true;
    said.textContent = "";
    field.setAttribute("aria-expanded", "false");
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const address = new URL(form.action);
    address.search = new URLSearchParams({ q: field.value, suggestions: "1" });
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return close();
      list.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") close();
      return;
    }
    if (document.activeElement !== field) return;
    choose(null);
    list.hidden = !options().length;
    field.setAttribute("aria-expanded", String(isOpen()));
    said.textContent = list.querySelector("[data-said]")?.dataset.said ?? "";
  }

  function go(option, apart) {
    if (apart) window.open(option.dataset.href, "_blank", "noopener");
    else location.assign(option.dataset.href);
  }

  function step(by) {
    const all = options();
    const at = all.indexOf(active());
    // From the field up to the last, down to the first; past either end back to the field.
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    choose(all[next] ?? null);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.value.trim().length < 2) return close();
    timer = setTimeout(ask, WAIT);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && !isOpen() && field.value.trim().length > 1) {
      event.preventDefault();
      ask();
    } else if (arrow && isOpen()) {
      event.preventDefault();
      step(arrow);
    } else if (event.key === "Enter" && isOpen() && active()) {
      event.preventDefault();
      go(active(), event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    }
  });

  field.addEventListener("blur", close);
  // A press on the list must not take the focus, or the list would be closed before it is let go.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option, event.ctrlKey || event.metaKey);
  });
}

document.querySelectorAll("form[data-suggests]").forEach(begin);
