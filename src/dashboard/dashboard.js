// What a page of the dashboard does beyond forms: passkeys, and copying what is shown once.
// Every page works without it, but for passkeys.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

async function send(path, body, token) {
  const headers = { "content-type": "application/json" };
  if (token) headers["x-form-token"] = token;
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
  const { ok, status } = answer;
  if (!ok) throw Object.assign(new Error(`status ${status}`), { status });
  return answer.json();
}

const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const common = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: {},
});

async function signIn({ dataset }) {
  const options = await send(dataset.options);
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    },
  });
  const { response } = credential;
  const { next } = await send(dataset.finish, {
    ...common(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  });
  location.assign(dataset.next || next);
}

async function register(form) {
  const { dataset } = form;
  const { token, name } = Object.fromEntries(new FormData(form));
  const options = await send(dataset.options, {}, token);
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  });
  const { response } = credential;
  const query = new URLSearchParams({ name });
  const { next } = await send(
    `${dataset.finish}?${query}`,
    {
      ...common(credential),
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports?.() ?? [],
      },
    },
    token,
  );
  location.assign(next);
}

// What is there for passkeys stands hidden until it is known that there can be any.
function passkey(part) {
  const trouble = part.querySelector("[data-trouble]");
  const control = part.matches("form") ? part : part.querySelector("button");
  control.addEventListener(part.matches("form") ? "submit" : "click", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    const button = part.querySelector("button");
    button.disabled = true;
    try {
      await (part.dataset.passkey === "register" ? register(part) : signIn(part));
    } catch (error) {
      if (part.dataset.again && error.status === 403) {
        location.assign(part.dataset.again);
        return;
      }
      trouble.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
  part.hidden = false;
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(passkey);

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}

// How soon what did not work is tried again, and how far apart a page asks for itself, in
// milliseconds.
const AGAIN = 10_000;
const APART = 2_000;

// A page that follows along asks for itself again when there is something new. It listens only
// while somebody can see it, and says so when it no longer follows.
function follow(part) {
  const { dataset } = part;
  const says = part.querySelector("[data-says]");
  const trouble = part.querySelector("[data-following]");
  const reload = part.querySelector("[data-reload]");
  const pause = part.querySelector("[data-pause]");
  let news;
  let isPaused = false;
  let isOver = false;
  let asked = -APART;
  let turn = 0;
  let waiting;
  let retrying;
  let worrying;

  // The same words twice are said twice.
  function say(words) {
    says.textContent = "";
    setTimeout(() => (says.textContent = words), 100);
  }

  function tell(words) {
    clearTimeout(worrying);
    worrying = undefined;
    if (trouble.textContent !== words) trouble.textContent = words;
  }

  function show(fresh) {
    for (const old of part.querySelectorAll("[data-fresh]")) {
      const now = fresh.querySelector(`[data-fresh="${old.dataset.fresh}"]`);
      if (!now || now.innerHTML === old.innerHTML) continue;
      const focus = old.contains(document.activeElement) && document.activeElement.id;
      old.replaceChildren(...now.childNodes);
      if (focus !== false) {
        old.tabIndex = -1;
        ((focus && document.getElementById(focus)) || old).focus();
      }
      say(dataset.followed);
    }
  }

  function close() {
    news?.close();
    news = undefined;
    turn += 1;
    clearTimeout(waiting);
    clearTimeout(retrying);
    waiting = undefined;
  }

  function end() {
    isOver = true;
    close();
    tell(dataset.signedOut);
    reload.hidden = false;
    pause.hidden = true;
  }

  function listen() {
    if (news || isPaused || isOver || document.hidden) return;
    news = new EventSource(dataset.follow);
    // What happened while nobody listened is seen too.
    news.addEventListener("open", ask);
    news.addEventListener("changed", ask);
    news.addEventListener("error", fail);
  }

  // A browser comes back by itself, unless it was refused.
  function fail() {
    worrying ??= setTimeout(tell, AGAIN, dataset.lost);
    if (news?.readyState !== EventSource.CLOSED) return;
    close();
    retrying = setTimeout(listen, AGAIN);
    ask();
  }

  function ask() {
    waiting ??= setTimeout(look, Math.max(0, asked + APART - performance.now()));
  }

  async function look() {
    waiting = undefined;
    asked = performance.now();
    turn += 1;
    const mine = turn;
    try {
      const answer = await fetch(location.href);
      if (mine !== turn) return;
      if (answer.redirected) return end();
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn) return;
      show(fresh);
      if (news?.readyState === EventSource.OPEN) tell("");
    } catch {
      if (mine !== turn) return;
      tell(dataset.lost);
      waiting ??= setTimeout(look, AGAIN);
    }
  }

  pause.hidden = false;
  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    pause.setAttribute("aria-pressed", String(isPaused));
    tell("");
    if (isPaused) close();
    else listen();
  });
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
  listen();
}

document.querySelectorAll("[data-follow]").forEach(follow);
