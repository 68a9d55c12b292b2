// What a spreadsheet puts on the clipboard, as rows of cells.

/** Lines of a copied block: a last line break ends the last line, quotes hold breaks together. */
export function block(text) {
  const lines = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const line = lines.at(-1);
    if (sign === '"' && (quoted || line.at(-1) === "")) {
      if (quoted && text[at + 1] === '"') line[line.length - 1] += text[(at += 1)];
      else quoted = !quoted;
    } else if (sign === "\t" && !quoted) line.push("");
    else if (sign === "\n" && !quoted) lines.push([""]);
    else if (sign !== "\r") line[line.length - 1] += sign;
  }
  if (lines.length > 1 && lines.at(-1).join("") === "") lines.pop();
  return lines.map((line) => line.map((each) => each.trim()));
}
