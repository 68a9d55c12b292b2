// Tables with [data-cells]: the arrows and Enter go from cell to cell, and a block copied in a spreadsheet is pasted.
import { block } from "./copied_block.js";

const CELL = "[data-cells] td :is(input, select)";

/** The cells of a table, row by row; a row keeps an empty place where another row has a cell. */
function rows(table) {
  const lines = [...table.querySelectorAll("tbody tr")].filter((line) => line.querySelector("td :is(input, select)"));
  return lines.map((line) => [...line.cells].map((each) => each.querySelector(":scope :is(input, select)")));
}

function place(cell) {
  const found = rows(cell.closest("table"));
  const row = found.findIndex((line) => line.includes(cell));
  return { found, row, column: found[row].indexOf(cell) };
}

function go(cell, down, right) {
  const { found, row, column } = place(cell);
  let next = null;
  if (down) {
    const lines = down > 0 ? found.slice(row + 1) : found.slice(0, row).reverse();
    next = lines.map((line) => line[column]).find(Boolean);
  } else {
    const line = right > 0 ? found[row].slice(column + 1) : found[row].slice(0, column).reverse();
    next = line.find(Boolean);
  }
  next?.focus();
  next?.select?.();
  return Boolean(next);
}

/** Whether the caret stands where the arrow would leave the text, or all of it is chosen. */
function leaves(cell, right) {
  if (cell.matches("select")) return true;
  const { selectionStart: start, selectionEnd: end, value } = cell;
  if (start === 0 && end === value.length) return true;
  return start === end && (right > 0 ? end === value.length : start === 0);
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(CELL);
  if (!cell || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [event.shiftKey ? -1 : 1, 0] };
  const [down, right] = steps[event.key] ?? [0, 0];
  if (!down && !right) return;
  if (down && cell.matches("select") && event.key !== "Enter") return;
  if (right && (event.shiftKey || !leaves(cell, right))) return;
  // Enter does not send the form from the middle of the table; from the last cell of a column it does.
  if (go(cell, down, right) || event.key !== "Enter") event.preventDefault();
});

/** Puts a value into a cell; where one of some words is chosen only those words can stand. */
function put(cell, value) {
  const word = cell.matches("select") && [...cell.options].find((each) => each.value.toLocaleLowerCase() === value.toLocaleLowerCase());
  if (cell.matches("select") && !word) return false;
  cell.value = word ? word.value : value;
  return true;
}

document.addEventListener("paste", (event) => {
  const cell = event.target.closest?.(CELL);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const { found, row, column } = place(cell);
  const left = [];
  block(text).forEach((line, down) =>
    line.forEach((value, right) => {
      if (!value) return;
      const to = found[row + down]?.[column + right];
      if (!to || !put(to, value)) left.push(value);
    }),
  );
  const table = cell.closest("table");
  const said = table.parentElement.querySelector("[data-cells-said]");
  said.textContent = left.length ? `${table.dataset.leftOver} ${left.slice(0, 10).join("; ")}${left.length > 10 ? " …" : ""}` : "";
});

for (const help of document.querySelectorAll("[data-with-cells]")) help.hidden = false;
