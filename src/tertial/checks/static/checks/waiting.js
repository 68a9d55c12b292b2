// Says that a report is being checked while the browser waits for the answer; without it the browser shows that itself.
const form = document.querySelector("[data-check-form]");
const place = form?.querySelector("[data-check-waiting]");
form?.addEventListener("submit", () => {
  const wanted = form.elements.namedItem("wanted")?.value;
  // A file that is downloaded leaves this page as it is, so nothing would take the words away again.
  if (place && wanted === "page" && form.elements.namedItem("report")?.files?.length) {
    place.replaceChildren(place.querySelector("template").content.cloneNode(true));
  }
});
