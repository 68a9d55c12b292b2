import assert from "node:assert/strict";
import { test } from "node:test";
import { Autosave } from "../src/editor/autosave.js";

const text = (words) => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: words }] }] });
const answer = (status, data) => ({ status, type: "basic", json: async () => data });
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A clock that only moves when told, a storage, and a server that answers as it is told. */
function desk({ answers = [], kept = {}, revision = 4, document = text("old") } = {}) {
  const storage = new Map(Object.entries(kept));
  const clock = { now: 0, timers: new Map(), next: 1 };
  const puts = [];
  const states = [];
  const timers = {
    set: (act, wait) => (clock.timers.set(clock.next, { act, at: clock.now + wait }), clock.next++),
    clear: (timer) => clock.timers.delete(timer),
  };
  const fetch = async (url, options) => {
    puts.push({ url, ...options, body: JSON.parse(options.body) });
    const given = answers.shift();
    if (given === undefined || given === "lost") throw new TypeError("Failed to fetch");
    return typeof given === "function" ? given() : given;
  };
  const autosave = new Autosave({
    url: "/texter/12",
    owner: "7",
    revision,
    document,
    storage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => storage.set(key, value),
      removeItem: (key) => storage.delete(key),
    },
    fetch,
    timers,
    token: () => "token",
    onState: (state, details) => states.push([state, details]),
  });
  const pass = async (wait) => {
    const end = clock.now + wait;
    for (;;) {
      const due = [...clock.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      clock.timers.delete(due[0]);
      clock.now = due[1].at;
      due[1].act();
      await settled();
    }
    clock.now = end;
  };
  const draft = () => JSON.parse(storage.get("tertial:draft:7:/texter/12") ?? "null");
  return { autosave, answers, puts, states, pass, draft, storage, last: () => states.at(-1) };
}

const draftOf = (draft) => ({ "tertial:draft:7:/texter/12": JSON.stringify(draft) });

test("what is written is kept in the browser at once and on the server after a second", async () => {
  const { autosave, puts, pass, draft, last } = desk({ answers: [answer(200, { revision: 5, saved_at: "2025-01-20T14:32:00Z" })] });
  autosave.changed(text("new"));
  assert.deepEqual(draft().document, text("new"));
  await pass(999);
  assert.equal(puts.length, 0);
  await pass(1);
  assert.deepEqual(puts[0].body, { revision: 4, document: text("new") });
  assert.equal(puts[0].method, "PUT");
  assert.equal(puts[0].headers["X-CSRFToken"], "token");
  assert.deepEqual(last(), ["saved", { at: "2025-01-20T14:32:00Z" }]);
  assert.equal(draft(), null);
});

test("whoever never stops writing is saved every two seconds", async () => {
  const saved = (revision) => answer(200, { revision, saved_at: "now" });
  const { autosave, puts, pass } = desk({ answers: [saved(5), saved(6), saved(7)] });
  for (let second = 0; second < 12; second++) {
    autosave.changed(text(`word ${second}`));
    await pass(500);
  }
  assert.equal(puts.length, 3);
  assert.deepEqual(puts.map((put) => put.body.revision), [4, 5, 6]);
});

test("words written while a save is on its way are saved after it, never beside it", async () => {
  let arrive;
  const slow = new Promise((resolve) => (arrive = resolve));
  const { autosave, puts, pass, draft } = desk({
    answers: [() => slow, answer(200, { revision: 6, saved_at: "now" })],
  });
  autosave.changed(text("one"));
  await pass(1000);
  autosave.changed(text("one two"));
  await pass(3000);
  assert.equal(puts.length, 1);
  arrive(answer(200, { revision: 5, saved_at: "now" }));
  await settled();
  assert.deepEqual(draft().document, text("one two"));
  assert.equal(draft().revision, 5);
  await pass(1000);
  assert.deepEqual(puts[1].body, { revision: 5, document: text("one two") });
  assert.equal(draft(), null);
});

test("leaving the page sends what is left in a request that outlives it", async () => {
  const { autosave, puts } = desk({ answers: [answer(200, { revision: 5, saved_at: "now" })] });
  autosave.changed(text("last words"));
  await autosave.flush({ leaving: true });
  assert.equal(puts[0].keepalive, true);
});

test("a text too long for such a request is sent without it and stays in the browser", async () => {
  const { autosave, puts, draft } = desk({ answers: ["lost"] });
  autosave.changed(text("å".repeat(40_000)));
  await autosave.flush({ leaving: true });
  assert.equal(puts[0].keepalive, false);
  assert.equal(draft().document.content[0].content[0].text.length, 40_000);
});

test("without network the text is kept, tried again ever more seldom, and saved when it is back", async () => {
  const { autosave, answers, puts, pass, draft, last } = desk({ answers: ["lost", answer(503, null), "lost"] });
  autosave.changed(text("new"));
  await pass(1000);
  assert.equal(last()[0], "offline");
  await pass(2000);
  await pass(4000);
  assert.equal(puts.length, 3);
  await pass(7999);
  assert.equal(puts.length, 3);
  assert.deepEqual(draft().document, text("new"));
  answers.push(answer(200, { revision: 5, saved_at: "now" }));
  await autosave.online();
  assert.equal(last()[0], "saved");
  assert.equal(draft(), null);
});

test("a refusal shows the server's sentence and keeps the text", async () => {
  const { autosave, pass, draft, last, puts } = desk({ answers: [answer(422, { error: "The report is locked." })] });
  autosave.changed(text("new"));
  await pass(60_000);
  assert.deepEqual(last(), ["refused", { sentence: "The report is locked." }]);
  assert.equal(puts.length, 1);
  assert.deepEqual(draft().document, text("new"));
});

test("a redirect to the sign-in page is told as such and tried again", async () => {
  const signIn = { status: 0, type: "opaqueredirect", json: async () => null };
  const { autosave, pass, last, puts } = desk({ answers: [signIn, answer(200, { revision: 5, saved_at: "now" })] });
  autosave.changed(text("new"));
  await pass(1000);
  assert.equal(last()[0], "signedOut");
  await pass(2000);
  assert.equal(puts.length, 2);
  assert.equal(last()[0], "saved");
});

const stale = { revision: 9, document: text("theirs"), author: "Anna Berg", saved_at: "2025-01-20T14:32:00Z" };

async function inConflict() {
  const here = desk({ answers: [answer(409, stale)] });
  here.autosave.changed(text("mine"));
  await here.pass(1000);
  return here;
}

test("a text that someone else saved is not overwritten: both versions are shown and saving waits", async () => {
  const { autosave, puts, pass, draft, last } = await inConflict();
  assert.deepEqual(last(), ["conflict", { theirs: stale, mine: text("mine"), again: false }]);
  autosave.changed(text("mine and more"));
  await pass(60_000);
  await autosave.flush();
  assert.equal(puts.length, 1);
  assert.deepEqual(draft().document, text("mine and more"));
});

test("keeping mine saves it over their revision and says so", async () => {
  const { autosave, answers, puts, draft } = await inConflict();
  answers.push(answer(200, { revision: 10, saved_at: "now" }));
  await autosave.keepMine();
  assert.deepEqual(puts[1].body, { revision: 9, document: text("mine"), resolution: "mine" });
  assert.equal(draft(), null);
});

test("taking theirs hands mine to the history", async () => {
  const { autosave, answers, puts } = await inConflict();
  answers.push(answer(200, { revision: 10, saved_at: "now" }));
  await autosave.takeTheirs();
  assert.deepEqual(puts[1].body, {
    revision: 9,
    document: text("theirs"),
    resolution: "theirs",
    discarded: text("mine"),
  });
});

test("a choice that does not reach the server is kept with the draft and made when it does", async () => {
  const { autosave, answers, puts, pass, draft } = await inConflict();
  answers.push("lost", answer(200, { revision: 10, saved_at: "now" }));
  await autosave.takeTheirs();
  assert.deepEqual(draft().choice, { resolution: "theirs", discarded: text("mine") });
  await pass(2000);
  assert.equal(puts[2].body.resolution, "theirs");
  assert.equal(draft(), null);
});

const newer = { ...stale, revision: 10, document: text("theirs again") };

test("taking theirs while they save again asks again about my own words, and keeps them in the draft", async () => {
  const { autosave, answers, puts, draft, last } = await inConflict();
  answers.push(answer(409, newer), answer(200, { revision: 11, saved_at: "now" }));
  await autosave.takeTheirs();
  assert.deepEqual(last(), ["conflict", { theirs: newer, mine: text("mine"), again: true }]);
  assert.deepEqual(draft().document, text("mine"));
  await autosave.keepMine();
  assert.deepEqual(puts[2].body, { revision: 10, document: text("mine"), resolution: "mine" });
});

test("what is written on after taking theirs is mine when they save again", async () => {
  const { autosave, answers, last } = await inConflict();
  let arrive;
  answers.push(() => new Promise((resolve) => (arrive = resolve)));
  const taking = autosave.takeTheirs();
  autosave.changed(text("theirs and more"));
  arrive(answer(409, newer));
  await taking;
  assert.deepEqual(last(), ["conflict", { theirs: newer, mine: text("theirs and more"), again: false }]);
});

test("a choice that was left with the page reaches the server when it is opened again, whatever stands there", async () => {
  for (const document of [text("theirs"), text("theirs again")]) {
    const choice = { resolution: "theirs", discarded: text("mine") };
    const kept = draftOf({ revision: 9, document: text("theirs"), sent: [], choice, taken: text("theirs") });
    const { autosave, puts, pass, last, draft } = desk({ kept, document, revision: 10, answers: [answer(409, newer)] });
    autosave.restore();
    await pass(1000);
    assert.deepEqual(puts[0].body, { revision: 9, document: text("theirs"), ...choice });
    assert.deepEqual(last(), ["conflict", { theirs: newer, mine: text("mine"), again: true }]);
    assert.deepEqual(draft().document, text("mine"));
  }
});

test("editing together saves the merged text as an ordinary change", async () => {
  const { autosave, answers, puts } = await inConflict();
  answers.push(answer(200, { revision: 10, saved_at: "now" }));
  await autosave.editTogether(text("theirs and mine"));
  assert.deepEqual(puts[1].body, { revision: 9, document: text("theirs and mine") });
});

test("an answer that got lost on its way back is no conflict with oneself", async () => {
  const own = { ...stale, revision: 5, document: text("new"), author: "Me" };
  const { autosave, pass, last, draft } = desk({ answers: ["lost", answer(409, own)] });
  autosave.changed(text("new"));
  await pass(3000);
  assert.equal(last()[0], "saved");
  assert.equal(autosave.revision, 5);
  assert.equal(draft(), null);
});

test("nor is it one when more has been written since", async () => {
  const own = { ...stale, revision: 5, document: text("new"), author: "Me" };
  const { autosave, puts, pass, draft } = desk({
    answers: ["lost", answer(409, own), answer(200, { revision: 6, saved_at: "now" })],
  });
  autosave.changed(text("new"));
  await pass(1000);
  autosave.changed(text("new and more"));
  await pass(1000);
  await pass(1000);
  assert.deepEqual(puts.map((put) => put.body.revision), [4, 4, 5]);
  assert.equal(draft(), null);
});

test("a draft on the revision of the page is taken up and saved", async () => {
  const kept = draftOf({ revision: 4, document: text("unsaved"), sent: [], choice: null });
  const { autosave, puts, pass } = desk({ kept, answers: [answer(200, { revision: 5, saved_at: "now" })] });
  assert.deepEqual(autosave.restore(), text("unsaved"));
  await pass(1000);
  assert.deepEqual(puts[0].body, { revision: 4, document: text("unsaved") });
});

test("a draft on an older revision is shown beside the newer text", () => {
  const kept = draftOf({ revision: 3, document: text("unsaved"), sent: [], choice: null });
  const { autosave, last, puts } = desk({ kept });
  assert.deepEqual(autosave.restore(), text("unsaved"));
  assert.equal(last()[0], "conflict");
  assert.deepEqual(last()[1].theirs, { revision: 4, document: text("old") });
  assert.equal(puts.length, 0);
});

test("a draft whose earlier half arrived as the page closed goes on from it", async () => {
  const kept = draftOf({ revision: 3, document: text("half and whole"), sent: [text("half")], choice: null });
  const { autosave, puts, pass } = desk({
    kept,
    document: text("half"),
    answers: [answer(200, { revision: 5, saved_at: "now" })],
  });
  assert.deepEqual(autosave.restore(), text("half and whole"));
  await pass(1000);
  assert.deepEqual(puts[0].body, { revision: 4, document: text("half and whole") });
});

test("a draft that says what the page says is dropped", () => {
  const same = { content: text("old").content, type: "doc" };
  const { autosave, draft, states } = desk({ kept: draftOf({ revision: 2, document: same, sent: [], choice: null }) });
  assert.deepEqual(autosave.restore(), text("old"));
  assert.equal(draft(), null);
  assert.equal(states.length, 0);
});

test("a browser that keeps nothing still saves on the server", async () => {
  const { autosave, pass, last, storage } = desk({ answers: [answer(200, { revision: 5, saved_at: "now" })] });
  storage.set = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  autosave.changed(text("new"));
  await pass(1000);
  assert.equal(last()[0], "saved");
});

test("going back to the saved text leaves nothing to save and no draft", async () => {
  const { autosave, puts, pass, draft } = desk();
  autosave.changed(text("new"));
  autosave.changed(text("old"));
  await pass(60_000);
  assert.equal(puts.length, 0);
  assert.equal(draft(), null);
});
