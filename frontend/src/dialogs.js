// <button data-dialog="id"> opens the dialog; the browser does the rest (focus, Escape, return).
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.matches("dialog.dialog")) event.target.close();
});
