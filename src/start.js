// Starts the islands, or watches over the page without them.
//
// The build replaces the two names "./page.js" and "./page.wasm" by hashed ones.
// `<html data-started>` says how it went: "islands", or "watch" when WebAssembly is
// blocked, missing or slow to come.
const main = document.querySelector("main[data-state-url]");
const started = document.documentElement.dataset;
const ISLAND = "leptos-island";
const SLOW_MS = 10_000;
// After how long a frame that has said nothing is taken for one that stayed empty.
const SILENT_MS = 10_000;
// For how long somebody is told that they have more time.
const THANKS_MS = 15_000;
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

const typedFields = () =>
  document.querySelectorAll("main input:not([type=hidden], [type=radio], [type=checkbox])");

// Loads the page anew. What was typed and not sent, as when another tab has begun a payment,
// waits in the tab's own history until a form asks for it again.
function reload() {
  const typed = { ...history.state?.typed };
  for (const { name, value, defaultValue } of typedFields())
    typed[name] = value === defaultValue ? undefined : value;
  history.replaceState({ typed }, "");
  location.reload();
}

function fillIn() {
  const { typed } = history.state ?? {};
  const fields = typed ? typedFields() : [];
  if (!fields.length) return;
  for (const field of fields) field.value = typed[field.name] ?? field.value;
  history.replaceState(null, "");
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
  if (!framed(main) || framed(main) !== framed(next)) return reload();
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
  for (const told of main.querySelectorAll(`${ISLAND} p.visually-hidden[role="status"]`))
    told.textContent = main.querySelector("h1").textContent;
}

// Tells how much time is left, once that is little, and what takes longer than usual. What
// counts is how many seconds the server said there were, whatever this device's clock says:
// only what passes is taken from here, and every answer of the server sets it right.
function keepTime() {
  // What stands in the page has aged since the server wrote it.
  let age = performance.now() - (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
  let place, end, more, said, held, asking, apart;
  let thanked = 0;
  const part = (selector) => place.querySelector(selector);
  const write = (it, text) => it.textContent === text || (it.textContent = text);
  // For ears: what is said a second time is heard a second time.
  const tell = (text) => {
    write(part("[role=status]"), "");
    setTimeout(() => place && write(part("[role=status]"), text), 100);
  };
  // It stays in sight where it leaves room for what is being done, and what has the focus is
  // never under it. Over the bank's page, where nobody can make room for it, it does not.
  const stick = (notice) => {
    const isAtBank = document.querySelector('iframe[data-frame="bank"]');
    const height = notice.hidden || isAtBank ? 0 : notice.offsetHeight;
    const sticks = height > 0 && height * 3 < (window.visualViewport?.height ?? innerHeight);
    notice.toggleAttribute("data-stuck", sticks);
    document.documentElement.style.scrollPaddingBlockStart = sticks ? `${height + 24}px` : "";
  };

  // Only what passes counts, not what the device's clock says. Where the two part, the clock was
  // set or the device has slept, and nobody here knows how much time that took: the server does.
  const tick = () => {
    const now = performance.now();
    const gap = Date.now() - now;
    if (Math.abs(gap - (apart ?? gap)) > 2000) heard().then(learn, () => {});
    apart = gap;
    for (const late of document.querySelectorAll("[data-late]")) {
      late.due ??= now + late.dataset.late * 1000;
      if (now >= late.due) late.firstElementChild.hidden = false;
    }
    const found = document.querySelector("[data-left]");
    if (place !== found && found) {
      end = now + found.dataset.left * 1000 - age;
      more = found.querySelector(".stay-last").hidden;
    }
    age = 0;
    // The notice was drawn anew under the focus.
    const isLost = held && place !== found && document.activeElement === document.body;
    place = found;
    if (!place) return;
    const lines = JSON.parse(place.dataset.lines);
    const left = Math.max(0, (end - now) / 1000);
    const isDue = left <= place.dataset.warning;
    const notice = part("section");
    if (isDue) {
      const minutes = Math.min(Math.max(1, Math.ceil(left / 60)), lines.length);
      const line = lines[minutes - 1];
      if (minutes !== said) {
        write(part(".stay-line"), line);
        // For ears: when it comes up, at two minutes and at one, and nothing in between.
        if (!said || minutes < 3) write(part("[role=status]"), line);
      }
      said = minutes;
    } else if (said) {
      said = 0;
      write(part("[role=status]"), "");
    }
    // Where the focus is does not go away under it.
    const isFormHidden = !isDue || !more;
    const isLeft = isFormHidden && part("form").contains(document.activeElement);
    notice.hidden = !isDue && now >= thanked && !notice.contains(document.activeElement) && !isLost;
    if (!notice.hidden && (isLeft || isLost)) part(".stay-line").focus();
    part("form").hidden = isFormHidden;
    part(".stay-last").hidden = !isDue || more;
    held = notice.contains(document.activeElement);
    stick(notice);
  };

  // Takes in how much time the server says there is.
  const learn = (stay) => {
    if (!stay || !place) return;
    end = performance.now() + stay.left * 1000;
    more = stay.more;
    for (const until of document.querySelectorAll("[data-until]")) write(until, stay.until);
    tick();
  };

  const heard = async (signal) => {
    const { stateUrl } = document.querySelector("main").dataset;
    return (await (await fetch(stateUrl, { cache: "no-store", signal })).json()).stay;
  };

  // In the background: a page that is loaded anew would lose what stands in the bank frame.
  const ask = async (event) => {
    const form = event.target;
    if (form.dataset.form !== "extend") return;
    event.preventDefault();
    if (asking || !place) return;
    // A network that swallows everything is as good as none.
    asking = new AbortController();
    const { signal } = asking;
    const impatient = setTimeout(() => asking.abort(), SLOW_MS);
    form.ariaBusy = "true";
    try {
      const body = new URLSearchParams(new FormData(form));
      const sent = await fetch(form.action, { method: "POST", body, redirect: "manual", signal });
      if (sent.type !== "opaqueredirect") throw new Error(`status ${sent.status}`);
      const stay = await heard(signal);
      // Nobody who has gone on in the meantime is pulled away from there.
      const { activeElement } = document;
      const isHere = activeElement === document.body || place?.contains(activeElement);
      thanked = performance.now() + THANKS_MS;
      learn(stay);
      if (stay && place) {
        part(".stay-line").textContent = stay.given;
        if (isHere) part(".stay-line").focus();
        else tell(stay.given);
      }
    } catch {
      if (place) {
        part(".stay-line").textContent = place.dataset.failed;
        tell(place.dataset.failed);
      }
    }
    clearTimeout(impatient);
    form.ariaBusy = null;
    asking = undefined;
  };
  addEventListener("submit", ask, true);
  tick();
  setInterval(tick, 1000);
  (window.__page ??= {}).told = (text) => learn(JSON.parse(text).stay);
  return learn;
}

// Reads the state from the server and shows another screen when it is due. What the frame says
// only makes the server look sooner.
function watch(main, signal, onTime) {
  const { dataset } = main;
  started.started = "watch";
  let wait = 2000;
  let due = Infinity;
  let timer;
  let last;
  let patience;
  let missed = 0;
  const cut = document.querySelector(".connection");
  const silent = document.querySelector(".frame-silent");
  const words = JSON.parse(document.querySelector("[data-live]")?.dataset.live ?? "{}").words ?? {};
  const say = (place, text) => {
    if (!place || place.textContent === text || signal.aborted) return;
    changed = true;
    place.textContent = text;
    place.hidden = !text;
  };

  const look = async () => {
    due = Infinity;
    // A network that swallows everything is as good as none.
    patience = new AbortController();
    const impatient = setTimeout(() => patience.abort(), SLOW_MS);
    try {
      const answer = await fetch(dataset.stateUrl, { cache: "no-store", signal: patience.signal });
      if (answer.status > 499) throw new Error(`status ${answer.status}`);
      const state = answer.ok ? await answer.json() : {};
      missed = 0;
      // It is back: that is said until the next answer.
      say(cut, cut?.textContent === words.offline ? words.online : "");
      onTime(state.stay);
      if (state.screen && state.screen !== dataset.screen) await turn(main, signal);
    } catch {
      // Cut off, or the islands have taken over: the next look tells. One miss is nobody's
      // business.
      missed += 1;
      if (missed > 1 || !navigator.onLine) say(cut, words.offline);
    }
    clearTimeout(impatient);
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
    say(silent, "");
    // The bank's page is drawn, and stands on a ground of its own from now on.
    document.querySelector(".frame-skeleton")?.toggleAttribute("hidden", true);
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
  addEventListener("online", () => plan(0), { signal });
  // From the background, and from the browser's memory of pages.
  addEventListener("pageshow", (event) => event.persisted && plan(0), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || plan(0), { signal });
  signal.addEventListener("abort", () => patience?.abort());
  window.__page?.take?.().forEach(hear);
  if (silent && words.frame_silent)
    setTimeout(() => last || say(silent, words.frame_silent), SILENT_MS);
  plan(wait);
}

// A press shows that it was felt. Where nobody would hear it, it waits: the browser's own page
// about that would take the place of this one, of what was typed and of the bank's page.
function keepPresses() {
  // What says so by itself, where the page has it.
  const cut = document.querySelector(".connection");
  const place = document.createElement("div");
  place.role = "status";
  const told = place.appendChild(document.createElement("p"));
  told.className = "connection";
  told.hidden = true;
  document.body.append(place);
  let over;
  const press = (event) => {
    const { target } = event;
    // It says so itself.
    if (target.dataset.form === "extend") return;
    const { offline } = document.querySelector("main")?.dataset ?? {};
    if (!offline || (navigator.onLine && cut?.textContent !== offline)) {
      target.ariaBusy = "true";
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    told.textContent = offline;
    told.hidden = false;
    clearTimeout(over);
    over = setTimeout(() => {
      told.textContent = "";
      told.hidden = true;
    }, SLOW_MS);
  };
  addEventListener("submit", press, true);
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.ariaBusy = null;
  });
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
  // This page stays, and goes on telling.
  const keep = ({ target }) => {
    const full = target.closest?.("[data-full]");
    if (full) full.target = "_blank";
  };
  addEventListener("click", keep, true);
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

// The receipt's buttons, which nobody sees where no script runs.
const does = {
  print: () => print(),
  async copy({ dataset }) {
    const code = document.getElementById(dataset.of);
    const said = document.querySelector('[data-says="copy"]');
    // Where it may not be copied for the customer, it is marked for them to copy.
    getSelection().selectAllChildren(code);
    said.textContent = dataset.failed;
    await navigator.clipboard.writeText(code.textContent);
    said.textContent = dataset.done;
  },
};
for (const button of document.querySelectorAll("[data-does]")) {
  button.hidden = false;
  button.addEventListener("click", () => does[button.dataset.does](button)?.catch(() => {}));
}

if (parent !== window) tellTheShop();
fillIn();
keepPresses();
const watching = new AbortController();
const onTime = main && keepTime();
const fallBack = () => started.started ?? (main && watch(main, watching.signal, onTime));
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
