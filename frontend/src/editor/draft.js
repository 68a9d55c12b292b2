// What has been written and not yet saved, kept in the browser so that neither a crash nor a lost network loses it.

/** Two documents are the same when they hold the same, in whatever order their keys stand. */
export function sameDocument(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(value) {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export class Draft {
  /** `owner` keeps two people who share a browser apart; `storage` is localStorage or something like it. */
  constructor({ url, owner, storage }) {
    this.key = `tertial:draft:${owner}:${url}`;
    this.storage = storage;
  }

  /** The kept draft `{revision, document, sent, choice, taken}`, or null when there is none or it cannot be read. */
  read() {
    try {
      return JSON.parse(this.storage.getItem(this.key));
    } catch {
      return null;
    }
  }

  /** Whether it could be kept; a full or forbidden storage is no reason to stop someone from writing. */
  keep(draft) {
    try {
      this.storage.setItem(this.key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  clear() {
    try {
      this.storage.removeItem(this.key);
    } catch {
      // A storage that cannot be written holds nothing to clear.
    }
  }
}
