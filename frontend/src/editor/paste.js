// Text pasted from Word or a web page, made readable for the schema: lists become lists, line breaks paragraphs.

export function cleanPaste(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const noise of page.querySelectorAll("style, script, meta, link, title, xml")) noise.remove();
  for (const block of page.querySelectorAll("p, div, td, li")) splitAtBreaks(block);
  for (const row of page.querySelectorAll("tr")) row.replaceWith(paragraphOf(row));
  listsOfWord(page.body);
  flattenLists(page.body);
  return page.body.innerHTML;
}

function splitAtBreaks(block) {
  for (let rule = ownBreak(block); rule; rule = ownBreak(block)) {
    const rest = block.cloneNode(false);
    while (rule.nextSibling) rest.append(rule.nextSibling);
    rule.remove();
    block.after(rest);
    block = rest;
  }
}

/** A row of a table as one line: the schema has no tables, and cells must not run together. */
function paragraphOf(row) {
  const line = document.createElement("p");
  line.textContent = [...row.cells].map((cell) => cell.textContent.trim()).filter(Boolean).join(" · ");
  return line;
}

const ownBreak = (block) => [...block.children].find((child) => child.tagName === "BR");

/** Word writes list items as paragraphs whose style says so and whose sign is text. */
function listsOfWord(body) {
  for (const item of body.querySelectorAll("p[style*='mso-list'], p[class*='MsoListParagraph']")) {
    const sign = signOf(item);
    const list = listBefore(item, /^\w{1,3}[.)]/.test(sign) ? "ol" : "ul");
    const row = document.createElement("li");
    row.append(...item.childNodes);
    list.append(row);
    item.remove();
  }
}

function signOf(item) {
  const marked = item.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
  if (marked) {
    const sign = marked.textContent.trim();
    marked.remove();
    return sign;
  }
  const first = document.createTreeWalker(item, NodeFilter.SHOW_TEXT).nextNode();
  const sign = first?.data.match(/^\s*([·•§o-]|\w{1,3}[.)])\s+/);
  if (!sign) return "";
  first.data = first.data.slice(sign[0].length);
  return sign[1];
}

function listBefore(item, tag) {
  const before = item.previousElementSibling;
  if (before?.dataset?.pasted === tag) return before;
  const list = document.createElement(tag);
  list.dataset.pasted = tag;
  item.before(list);
  return list;
}

/** Lists in lists come out after their item, on the same level. */
function flattenLists(body) {
  for (let inner = body.querySelector("li ul, li ol"); inner; inner = body.querySelector("li ul, li ol")) {
    inner.closest("li").after(...inner.children);
    inner.remove();
  }
}
