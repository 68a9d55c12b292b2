// On a phone the views of a thing are one line drawn sideways: the current one is brought into view, without moving the page.
for (const current of document.querySelectorAll(".tabs [aria-current]")) {
  const line = current.closest(".tabs");
  line.scrollLeft = current.offsetLeft - line.offsetLeft - (line.clientWidth - current.offsetWidth) / 2;
}
