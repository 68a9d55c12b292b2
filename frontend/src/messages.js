// Messages in the corner: they stay while someone may want to undo, and until closed when they tell of an error.
const SECONDS = 8;

const later = (message) => {
  if (message.dataset.level === "error" || message.querySelector("form")) return;
  let timer = setTimeout(() => message.remove(), SECONDS * 1000);
  message.addEventListener("pointerenter", () => clearTimeout(timer));
  message.addEventListener("focusin", () => clearTimeout(timer));
};

/** Shows a sentence that did not come from the server as a page or fragment. */
export function say(sentence, level = "info") {
  const corner = document.getElementById("messages");
  if (!corner || !sentence) return;
  for (const same of corner.querySelectorAll("[data-message]")) if (same.textContent.trim() === sentence) same.remove();
  const message = document.createElement("div");
  message.className = "message";
  message.dataset.message = "";
  message.dataset.level = level;
  const text = document.createElement("p");
  text.textContent = sentence;
  message.append(text, closeButton());
  corner.append(message);
  later(message);
}

/** Takes away what went wrong before: the next attempt has its own answer. */
export function forgetErrors() {
  for (const message of document.querySelectorAll("[data-message][data-level='error']")) message.remove();
}

function closeButton() {
  return document.getElementById("close-button").content.firstElementChild.cloneNode(true);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-close]")?.closest("[data-message]")?.remove();
});
document.addEventListener("htmx:oobAfterSwap", ({ detail }) => {
  if (detail.target.id === "messages") detail.target.querySelectorAll("[data-message]").forEach(later);
});
document.querySelectorAll("[data-message]").forEach(later);
