// A text with its editor: <div data-editor data-url data-revision data-figures-url data-label data-strings>.
import { Editor } from "@tiptap/core";
import { DOMSerializer, Node } from "@tiptap/pm/model";
import { csrfToken } from "../csrf.js";
import { Autosave } from "./autosave.js";
import { showConflict } from "./conflict.js";
import { figuresOf, referencesIn } from "./figures.js";
import { cleanPaste } from "./paste.js";
import { extensions } from "./schema.js";
import { toolbar } from "./toolbar.js";

const EMPTY = { type: "doc", content: [{ type: "paragraph" }] };
const timers = { set: (act, wait) => setTimeout(act, wait), clear: (timer) => clearTimeout(timer) };

/** The sentence for a state; `%s` stands for a time or a name. */
const phrase = (template, ...values) => values.reduce((text, value) => text.replace("%s", value), template);

function clock(moment) {
  const language = document.documentElement.lang || "sv";
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment));
}

/** What stands under the text. Spoken only when it is news: not at every save. */
function stateLine(place, strings) {
  const line = place.querySelector(".editor-foot [data-state]");
  const spoken = place.querySelector("[data-spoken]");
  let last = "";
  return (state, { at, sentence }) => {
    const texts = {
      saved: () => phrase(strings.saved, clock(at)),
      changed: () => (last === "saved" || last === "" ? "" : line.textContent),
      saving: () => line.textContent || strings.saving,
      refused: () => sentence || strings.refused,
    };
    line.textContent = texts[state]?.() ?? strings[state] ?? "";
    if (state === "changed" || state === "saving") return;
    line.dataset.state = state;
    if (state !== last && !(state === "saved" && last === "saved")) spoken.textContent = line.textContent;
    last = state;
  };
}

/** Draws the editor over the text that the server wrote into `place`. */
export async function start(place) {
  if (place.dataset.started) return;
  place.dataset.started = "true";
  const { url, owner, revision, figuresUrl, label } = place.dataset;
  const strings = JSON.parse(place.dataset.strings);
  const given = JSON.parse(place.querySelector("script[type='application/json']").textContent);
  const stored = given?.content?.length ? given : EMPTY;
  const texts = new Map(); // what the server printed is right until the figures are fetched
  for (const figure of place.querySelectorAll(".editor-text [data-ref]")) texts.set(figure.dataset.ref, figure.textContent);
  const tell = stateLine(place, strings);
  const surface = place.querySelector(".editor-text");
  const figures = async (how) => {
    const all = await figuresOf(figuresUrl, how);
    for (const { ref, text } of all) texts.set(ref, text);
    return all;
  };

  const autosave = new Autosave({
    url,
    owner,
    revision: Number(revision),
    document: stored,
    storage: window.localStorage,
    fetch: window.fetch.bind(window),
    timers,
    token: csrfToken,
    onState: (state, details) => {
      tell(state, details);
      if (state === "saved") place.dispatchEvent(new CustomEvent("text:saved", { bubbles: true }));
      if (state === "conflict") conflict(details);
    },
  });
  let editor = null;

  const show = (doc) => editor.commands.setContent(doc, { emitUpdate: false });
  const render = (doc) => {
    const content = Node.fromJSON(editor.schema, doc).content;
    return DOMSerializer.fromSchema(editor.schema).serializeFragment(content);
  };
  const conflict = async ({ theirs, mine, again }) => {
    if (!editor) return; // shown below, once the editor stands
    if (again) show(mine);
    await figures();
    const words = theirs.author
      ? phrase(strings.conflictBy, theirs.author, clock(theirs.saved_at))
      : strings.conflictUnknown;
    showConflict({ place, theirs, mine, words, render, choose: (name) => settle(name, theirs) });
  };
  const settle = async (name, theirs) => {
    const document = autosave.document;
    if (name === "theirs") show(theirs.document);
    if (name === "together") show({ type: "doc", content: [...theirs.document.content, ...document.content] });
    editor.commands.focus(name === "together" ? "start" : "end");
    if (name === "mine") await autosave.keepMine();
    else if (name === "theirs") await autosave.takeTheirs();
    else await autosave.editTogether(editor.getJSON());
  };

  const restored = autosave.restore();
  if (referencesIn(restored).some((ref) => !texts.has(ref))) await figures();
  surface.replaceChildren();
  editor = new Editor({
    element: { mount: surface },
    injectCSS: false,
    extensions: extensions((ref) => texts.get(ref) ?? strings.missingFigure),
    content: restored,
    editorProps: {
      attributes: {
        class: "editor-text rich",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        "aria-describedby": `${place.id}-keys`,
      },
      transformPastedHTML: cleanPaste,
    },
    onUpdate: () => autosave.changed(editor.getJSON()),
  });
  toolbar({ place, editor, strings, figures });
  if (autosave.theirs) conflict({ theirs: autosave.theirs, mine: autosave.document });
  listen(autosave, place);
}

function listen(autosave, place) {
  const leaving = () => place.isConnected && autosave.flush({ leaving: true });
  window.addEventListener("online", () => place.isConnected && autosave.online());
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leaving();
    else if (place.isConnected) autosave.online();
  });
  place.addEventListener("focusout", ({ relatedTarget }) => place.contains(relatedTarget) || autosave.flush());
}
