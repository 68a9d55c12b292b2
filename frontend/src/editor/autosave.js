// Saves a text while it is written. Knows nothing of the page: it is given fetch, a storage, timers and listeners.
import { Draft, sameDocument } from "./draft.js";

export const PAUSE = 1000; // after the last change
export const LONGEST = 2000; // after the first change that is not saved
const RETRY = [2000, 4000, 8000, 16000, 30000];
const KEEPALIVE_BYTES = 60_000; // browsers refuse more than 64 KiB in requests that outlive their page

/**
 * States told to `onState(state, details)`:
 * saved {at} · changed · saving · offline · refused {sentence} · signedOut · conflict {theirs, mine, again}.
 */
export class Autosave {
  constructor({ url, owner = "", revision, document, storage, fetch, timers, token, onState }) {
    Object.assign(this, { url, revision, document, fetch, timers, token, onState });
    this.draft = new Draft({ url, owner, storage });
    this.saved = document;
    this.sent = []; // documents on their way, or sent without an answer: the server may have them
    this.choice = null; // how a conflict was settled, until the server has it
    this.taken = null; // the other version, where it was chosen and the server does not have the choice yet
    this.theirs = null; // the other version of an open conflict
    this.busy = false;
    this.failures = 0;
    this.pause = this.longest = this.retry = null;
  }

  /** Takes up what an earlier visit left unsaved. Gives the document to show, which may be the draft's. */
  restore() {
    const kept = this.draft.read();
    const chosen = kept?.choice?.discarded ? kept.choice : null;
    if (!kept || (!chosen && sameDocument(kept.document, this.document))) {
      this.draft.clear();
      return this.document;
    }
    if (chosen) {
      // The server has not got the words that were let go of. It takes them whatever has come meanwhile, and then asks.
      this.revision = kept.revision;
      this.choice = chosen;
      this.taken = kept.taken;
      this.changed(kept.document);
      return kept.document;
    }
    // What was on its way when the page closed has arrived: the newer revision is our own.
    const own = (kept.sent ?? []).some((sent) => sameDocument(sent, this.document));
    if (kept.revision !== this.revision && !own) {
      const theirs = { revision: this.revision, document: this.document };
      this.document = kept.document;
      this.#enterConflict(theirs);
      return this.document;
    }
    this.choice = kept.choice ?? null;
    this.changed(kept.document);
    return kept.document;
  }

  /** To be called at every change of the text. */
  changed(document) {
    this.document = document;
    this.#keep();
    if (this.theirs) return;
    if (!this.dirty) {
      this.#unschedule();
      this.draft.clear();
    } else {
      this.#schedule();
    }
    this.onState("changed", {});
  }

  /** Saves now what is not saved; `leaving` when the page is going away. */
  async flush({ leaving = false } = {}) {
    // Never two at a time: the second would meet the first as if it were another person's.
    if (!this.dirty || this.theirs || this.busy) return;
    this.#unschedule();
    const body = JSON.stringify({ revision: this.revision, document: this.document, ...this.choice });
    const sent = this.document;
    this.sent = [...this.sent, sent].slice(-3);
    this.#keep();
    this.busy = true;
    this.onState("saving", {});
    const response = await this.#put(body, leaving);
    this.busy = false;
    await this.#answered(response, sent);
  }

  get dirty() {
    return Boolean(this.choice) || this.sent.length > 0 || !sameDocument(this.document, this.saved);
  }

  /** The network is back. */
  online() {
    this.failures = 0;
    return this.flush();
  }

  /** Settles a conflict with the person's own version; theirs stays in the history. */
  keepMine() {
    return this.#settle({ resolution: "mine" });
  }

  /** Settles a conflict with the other version; `discarded` goes along so that the history has it. */
  takeTheirs() {
    const discarded = this.document;
    this.document = this.taken = this.theirs.document;
    return this.#settle({ resolution: "theirs", discarded });
  }

  /** Settles a conflict with a document that the person goes on editing. */
  editTogether(document) {
    this.document = document;
    return this.#settle(null);
  }

  #settle(choice) {
    this.revision = this.theirs.revision;
    this.saved = this.theirs.document;
    this.theirs = null;
    this.choice = choice;
    this.#keep();
    return this.flush();
  }

  #put(body, leaving) {
    const keepalive = leaving && new TextEncoder().encode(body).length < KEEPALIVE_BYTES;
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token() };
    return this.fetch(this.url, { method: "PUT", headers, body, keepalive, redirect: "manual", credentials: "same-origin" })
      .then(async (response) => ({ status: response.status, type: response.type, data: await json(response) }))
      .catch(() => null);
  }

  async #answered(response, sent) {
    if (!response || response.status >= 500) return this.#failed("offline");
    if (response.type === "opaqueredirect" || response.status === 401) return this.#failed("signedOut");
    this.failures = 0;
    if (response.status === 200 && response.data) return this.#succeeded(response.data, sent);
    if (response.status === 409 && response.data) return this.#refusedAsStale(response.data);
    this.sent = [];
    this.onState("refused", { sentence: response.data?.error ?? "" });
  }

  #succeeded({ revision, saved_at }, sent) {
    this.revision = revision;
    this.saved = sent;
    this.sent = [];
    this.choice = this.taken = null;
    if (this.dirty) {
      this.#keep();
      this.#schedule();
      return;
    }
    this.draft.clear();
    this.onState("saved", { at: saved_at });
  }

  #refusedAsStale(theirs) {
    // An answer that never came back: the server has what we sent, so there is nothing to choose between.
    const own = this.sent.find((sent) => sameDocument(sent, theirs.document));
    if (own) return this.#succeeded(theirs, own);
    // Whoever chose the other version and meets a third one is asked again, about their own words.
    const again = this.choice?.discarded && sameDocument(this.document, this.taken);
    if (again) this.document = this.choice.discarded;
    this.#enterConflict(theirs, Boolean(again));
  }

  #enterConflict(theirs, again = false) {
    this.#unschedule();
    this.sent = [];
    this.choice = this.taken = null;
    this.theirs = theirs;
    this.#keep();
    this.onState("conflict", { theirs, mine: this.document, again });
  }

  #failed(state) {
    const wait = RETRY[Math.min(this.failures, RETRY.length - 1)];
    this.failures += 1;
    this.retry = this.timers.set(() => this.flush(), wait);
    this.onState(state, {});
  }

  #keep() {
    const { revision, document, sent, choice, taken } = this;
    this.draft.keep({ revision, document, sent, choice, taken });
  }

  #schedule() {
    this.timers.clear(this.pause);
    this.pause = this.timers.set(() => this.flush(), PAUSE);
    this.longest ??= this.timers.set(() => {
      this.longest = null;
      return this.flush();
    }, LONGEST);
  }

  #unschedule() {
    for (const timer of [this.pause, this.longest, this.retry]) this.timers.clear(timer);
    this.pause = this.longest = this.retry = null;
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}
