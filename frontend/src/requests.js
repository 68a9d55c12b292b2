// htmx, set so that it runs under a strict content security policy and never hides an error.
import htmx from "htmx.org";
import { csrfToken } from "./csrf.js";
import { forgetErrors, say } from "./messages.js";

Object.assign(htmx.config, {
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  defaultSwapStyle: "outerHTML",
  indicatorClass: "htmx-indicator",
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

const words = (id) => document.getElementById(id)?.innerHTML.trim() ?? "";

/** The one sentence that an error page carries, whatever it comes wrapped in. */
function sentenceOf(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.querySelector("[data-error-sentence]")?.textContent.trim() ?? "";
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  detail.headers["X-CSRFToken"] = csrfToken();
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status < 400) return;
  const sentence = sentenceOf(detail.xhr.responseText);
  if (sentence) {
    detail.shouldSwap = false;
    say(sentence, "error");
  } else if (!detail.shouldSwap) {
    say(words("went-wrong"), "error");
  }
});

document.addEventListener("htmx:sendError", () => say(words("lost-contact"), "error"));
document.addEventListener("htmx:timeout", () => say(words("lost-contact"), "error"));

// Who is on the way to another page is not taken elsewhere by an answer that was asked for here, as of work that is done:
// its page would be fetched twice, and the first time would use up the message that the second is to show.
const UNTIL_THE_PAGE_STAYS = 10_000; // a file that is downloaded begins like a page that is left
let leaving = false;
window.addEventListener("beforeunload", () => {
  leaving = true;
  setTimeout(() => (leaving = false), UNTIL_THE_PAGE_STAYS);
});
for (const step of ["htmx:beforeRequest", "htmx:beforeOnLoad"]) {
  document.addEventListener(step, (event) => {
    if (leaving) event.preventDefault();
  });
}

const running = new Set();
const loading = (request, on) => {
  running[on ? "add" : "delete"](request);
  document.getElementById("loading")?.classList.toggle("htmx-request", running.size > 0);
};
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  forgetErrors();
  loading(detail.xhr, true);
});
document.addEventListener("htmx:afterRequest", ({ detail }) => loading(detail.xhr, false));
