// The panel that finds a figure and puts it into the text: a combobox, whose list is gone through from the field.

/** Readies the panel `element`; `panel` shows and hides it, `figures` fetches what can be chosen. */
export function figurePanel(element, { editor, figures, strings, panel }) {
  const input = element.querySelector("input");
  const list = element.querySelector("[role='listbox']");
  const said = element.querySelector("[role='status']");

  const narrow = () => {
    for (const option of list.children) option.hidden = !fits(option.textContent, input.value);
    const none = !shown().length;
    said.textContent = !none ? "" : list.children.length ? strings.noFigureFits.replace("%s", input.value.trim()) : strings.noFigures;
    activate(input.value.trim() ? shown()[0] : undefined);
  };
  const shown = () => [...list.children].filter((option) => !option.hidden);
  const active = () => list.querySelector("[aria-selected='true']");
  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const controls = panel(element, editor, async () => {
    input.value = "";
    said.textContent = "";
    input.focus();
    const all = await figures({ afresh: true }); // one may have been entered on this page since
    list.replaceChildren(...all.map((figure, number) => optionOf(figure, `${input.id}-${number}`)));
    narrow();
  });
  const choose = (option) => {
    editor.chain().focus().insertContent({ type: "figure", attrs: { ref: option.dataset.ref } }).run();
    controls.close();
  };

  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    const options = shown();
    const at = options.indexOf(active());
    if (event.key === "Enter") {
      event.preventDefault(); // never the form around the text
      if (at >= 0) choose(options[at]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1;
      if (options.length) activate(options[(step + options.length) % options.length]);
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role='option']");
    if (option) choose(option);
  });
  return controls;
}

/** Whether every word sought stands somewhere in the text, in any order. */
export function fits(text, sought) {
  const whole = text.toLocaleLowerCase();
  return sought.toLocaleLowerCase().split(/\s+/).every((word) => whole.includes(word));
}

function optionOf({ ref, label, text }, id) {
  const option = document.createElement("li");
  option.id = id;
  option.dataset.ref = ref;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.append(cell(`${label} `), cell(text, "number"));
  return option;
}

function cell(text, className = "") {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}
