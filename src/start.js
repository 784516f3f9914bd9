// Starts the islands, or watches over the page without them.
//
// The build replaces the two names "./page.js" and "./page.wasm" by hashed ones.
// `<html data-started>` says how it went: "islands", or "watch" when WebAssembly is
// blocked, missing or slow to come.
const main = document.querySelector("main[data-state-url]");
const started = document.documentElement.dataset;
const ISLAND = "leptos-island";
const SLOW_MS = 10_000;
// Whether words of the page have been changed without the islands.
let changed = false;

async function hydrate() {
  const [glue, wasm] = await Promise.all([
    import("./page.js"),
    fetch(new URL("./page.wasm", import.meta.url)),
  ]);
  if (!wasm.ok) throw new Error(`status ${wasm.status}`);
  await glue.default({ module_or_path: wasm });
  if (changed) throw new Error("the page is no longer what the islands were drawn for");
  glue.hydrate();
  const start = (root) => {
    for (const island of root.querySelectorAll(ISLAND)) glue[island.dataset.component]?.(island);
  };
  // For an island that puts other islands into the page.
  (window.__page ??= {}).hydrate = start;
  start(document);
}

function read(data) {
  try {
    const message = typeof data === "string" ? JSON.parse(data) : data;
    const step = message?.Step ?? message?.step;
    return typeof step === "string" && /^[A-Z0-9_]{1,64}$/.test(step) ? { step, message } : null;
  } catch {
    return null;
  }
}

// What was linked, told by the message or by the query of the address in it.
function linkOf({ url, loginId, accountId }) {
  const query = new URLSearchParams(String(url ?? "").split("#")[0].split("?")[1]);
  const login = loginId ?? query.get("loginId");
  return login && { login, account: accountId ?? query.get("accountId") ?? "" };
}

// Shows another screen. A frame that is still to be shown is not loaded anew, as the customer
// is in it: the words around it change. Anything else is a page of its own.
async function turn(main, signal) {
  const answer = await fetch(location.href, { cache: "no-store", signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("main");
  const framed = (it) => {
    const src = it?.querySelector('iframe[data-frame="bank"]')?.getAttribute("src");
    return src && [src, it.dataset.look, it.dataset.attempt].join(" ");
  };
  if (!framed(main) || framed(main) !== framed(next)) return location.reload();
  changed = true;
  page.querySelectorAll("noscript").forEach((it) => it.remove());
  const swap = (name) => {
    const part = page.querySelector(name);
    if (part) document.querySelector(name)?.replaceWith(part);
  };
  for (const { dataset } of document.querySelectorAll("[data-swap]"))
    swap(`[data-swap="${dataset.swap}"]`);
  swap(".path-list");
  swap(".path-line summary");
  Object.assign(main.dataset, next.dataset);
  main.ariaLabel = next.ariaLabel;
  document.title = page.title;
  for (const told of main.querySelectorAll('p.visually-hidden[role="status"]'))
    told.textContent = main.querySelector("h1").textContent;
}

// Reads the state from the server and shows another screen when it is due. What the frame says
// only makes the server look sooner.
function watch(main, signal) {
  const { dataset } = main;
  started.started = "watch";
  let wait = 2000;
  let due = Infinity;
  let timer;
  let last;

  const look = async () => {
    due = Infinity;
    try {
      const answer = await fetch(dataset.stateUrl, { cache: "no-store", signal });
      const state = answer.ok ? await answer.json() : {};
      if (state.screen && state.screen !== dataset.screen) await turn(main, signal);
    } catch {
      // Offline, or the islands have taken over: the next look tells.
    }
    plan(wait);
    wait = Math.min(wait * 1.25, 5000);
  };
  // Only ever sooner than planned: a talkative frame cannot put a look off.
  const plan = (delay) => {
    const at = Date.now() + delay;
    if (signal.aborted || at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(look, delay);
  };
  const hear = (event) => {
    const frame = document.querySelector('iframe[data-frame="bank"]');
    if (!event.isTrusted || !frame || event.source !== frame.contentWindow) return;
    if (event.origin !== dataset.frameOrigin) return;
    const said = read(event.data);
    if (!said || said.step === last) return;
    const { step } = said;
    last = step;
    const { token, attempt = "", hintUrl, linkUrl } = dataset;
    const send = (url, more) =>
      navigator.sendBeacon(url, new URLSearchParams({ token, attempt, ...more }));
    send(hintUrl, { step });
    const link = step === "REDIRECT" && linkOf(said.message);
    if (link) send(linkUrl, link);
    wait = 2000;
    plan(1000);
  };

  addEventListener("message", hear, { signal });
  window.__page?.take?.().forEach(hear);
  plan(wait);
}

// In a shop's own page: tells that page how high this one is and where the checkout stands,
// once it has said hello. The shops that may show this page are named in it, and only they are
// answered, by their exact origin.
function tellTheShop() {
  const known = document.querySelector("[data-embedders]")?.dataset.embedders.split(" ") ?? [];
  let shop;
  const told = {};
  const post = (type, more) => parent.postMessage({ checkout: 1, type, ...more }, shop);
  const tell = (type, more) => {
    const text = JSON.stringify(more);
    if (told[type] !== text) post(type, more);
    told[type] = text;
  };
  const look = () => {
    const { status, screen } = document.querySelector("main")?.dataset ?? {};
    if (screen) tell("screen", { screen });
    if (status) tell("state", { status });
  };
  const measure = () => tell("height", { height: Math.ceil(document.body.scrollHeight) });
  addEventListener("message", ({ isTrusted, source, origin, data }) => {
    if (!isTrusted || source !== parent || !known.includes(origin)) return;
    if (data?.checkout !== 1 || data.type !== "hello" || shop) return;
    shop = origin;
    // A dialog has a height of its own, which the page fills.
    if (data.mode === "inline") started.embedded = "";
    look();
    new ResizeObserver(measure).observe(document.body);
    const attributeFilter = ["data-status", "data-screen"];
    const changes = { subtree: true, childList: true, attributeFilter };
    new MutationObserver(look).observe(document.body, changes);
    // A dialog around the frame does not hear the keys that are pressed in it.
    addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key === "Escape" && !defaultPrevented) post("escape");
    });
  });
}

if (parent !== window) tellTheShop();
const watching = new AbortController();
const fallBack = () => started.started ?? (main && watch(main, watching.signal));
const slow = setTimeout(fallBack, SLOW_MS);
try {
  if (!document.querySelector(ISLAND)) throw new Error("no island here");
  await hydrate();
  watching.abort();
  started.started = "islands";
} catch {
  fallBack();
} finally {
  clearTimeout(slow);
}
