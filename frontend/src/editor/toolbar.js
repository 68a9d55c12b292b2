// The buttons over a text, and the two panels they open. One tab stop; arrows move along, as in any toolbar.
import { figurePanel } from "./figure_panel.js";
import { usableAddress } from "./schema.js";

const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

export function toolbar({ place, editor, strings, figures }) {
  const bar = place.querySelector("[role='toolbar']");
  const buttons = [...bar.querySelectorAll("button")];
  const panels = {
    link: linkPanel(place, editor, strings),
    figure: figurePanel(place.querySelector("[data-panel='figure']"), { editor, figures, strings, panel }),
  };

  bar.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.command;
    if (name in COMMANDS) COMMANDS[name](editor.chain().focus()).run();
    else if (name in panels) panels[name].toggle();
  });
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    if (next === undefined) return;
    event.preventDefault();
    moveTo(buttons, buttons[(next + buttons.length) % buttons.length]);
  });
  bar.addEventListener("focusin", ({ target }) => moveTo(buttons, target, false));
  editor.view.dom.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      buttons.find((button) => button.tabIndex === 0)?.focus();
    }
  });
  const show = () => {
    for (const button of buttons) {
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", editor.isActive(button.dataset.command));
    }
  };
  editor.on("transaction", show);
  show();
  bar.hidden = false;
}

function moveTo(buttons, target, focus = true) {
  for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
  if (focus) target.focus();
}

/** Shows and hides a panel; Escape closes it and goes back to the text. */
function panel(element, editor, opened) {
  const close = () => {
    element.hidden = true;
    editor.commands.focus();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  const toggle = () => {
    if (!element.hidden) return close();
    for (const other of element.parentElement.querySelectorAll("[data-panel]")) other.hidden = true;
    element.hidden = false;
    opened();
  };
  return { toggle, close };
}

function linkPanel(place, editor, strings) {
  const element = place.querySelector("[data-panel='link']");
  const input = element.querySelector("input");
  const problem = element.querySelector("[data-problem]");
  const controls = panel(element, editor, () => {
    problem.textContent = "";
    input.value = editor.getAttributes("link").href ?? "";
    input.focus();
  });
  const apply = () => {
    const href = usableAddress(input.value);
    if (!href) {
      problem.textContent = strings.unusableLink;
      return input.focus();
    }
    const chain = editor.chain().focus().extendMarkRange("link");
    if (editor.state.selection.empty && !editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href.replace(/^(https?:\/\/|mailto:)/, ""), marks: [{ type: "link", attrs: { href } }] });
    } else {
      chain.setLink({ href });
    }
    chain.run();
    controls.close();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== input) return;
    event.preventDefault();
    apply();
  });
  element.querySelector("[data-apply]").addEventListener("click", apply);
  element.querySelector("[data-remove]").addEventListener("click", () => {
    editor.chain().focus().extendMarkRange("link").unsetLink().run();
    controls.close();
  });
  return controls;
}
