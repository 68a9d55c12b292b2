// Forms: the error summary gets the focus, Escape leaves an inline form, a filter bar acts when it is changed, files
// are not too large.
const focusErrors = (root) => root.querySelector?.("[data-focus]")?.focus();

focusErrors(document);
document.addEventListener("htmx:afterSettle", ({ target }) => focusErrors(target.parentElement ?? target));

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest?.("[data-inline-form]")?.querySelector("[data-cancel]")?.click();
});

document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-submit-on-change]")) form.requestSubmit();
});

// Files that are too large are not sent for minutes only to be turned away.
document.addEventListener("change", ({ target }) => {
  const most = Number(target.dataset?.mostBytes);
  if (!most) return;
  const sent = [...target.files].reduce((sum, file) => sum + file.size, 0);
  target.setCustomValidity(sent > most ? target.dataset.tooLarge : "");
  target.reportValidity();
});

document.addEventListener("submit", (event) => {
  const tooLarge = event.target.querySelector?.("[data-most-bytes]:invalid");
  if (tooLarge?.validity.customError) {
    event.preventDefault();
    tooLarge.reportValidity();
  }
});
