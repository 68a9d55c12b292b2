// The live figures that can stand in a text, shown by their current value: fetched once, and again when one is chosen.
const fetched = new Map();

/** The figures `[{ref, label, text}]` of an address, `afresh` as they are now; an address that does not answer gives none. */
export function figuresOf(url, { afresh = false } = {}) {
  if (!url) return Promise.resolve([]);
  if (afresh) fetched.delete(url);
  if (!fetched.has(url)) {
    const answer = fetch(url, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : []))
      .catch(() => {
        fetched.delete(url);
        return [];
      });
    fetched.set(url, answer);
  }
  return fetched.get(url);
}

/** The references of the figures in a document. */
export function referencesIn(node) {
  if (node.type === "figure") return [node.attrs.ref];
  return (node.content ?? []).flatMap(referencesIn);
}
