// `/` goes to the search field, unless someone is writing.
const writing = (element) => element?.matches?.("input, textarea, select, [contenteditable='true'], [contenteditable='true'] *");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || writing(document.activeElement)) return;
  const field = document.querySelector(`[data-focus-key="${CSS.escape(event.key)}"]`);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
