// Menus are <details>: they open without this module; it closes them and narrows long ones.
const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-narrows]")) return;
  const sought = target.value.trim().toLocaleLowerCase();
  for (const row of target.parentElement.querySelectorAll("li")) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(sought);
  }
});
