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
  if (!answer.ok) throw new Error(`status ${answer.status}`);
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
    } catch {
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

// A page that follows along asks for itself again when there is something new.
function follow(part) {
  const says = part.querySelector("[data-says]");
  let asking = false;
  let again = false;

  function show(fresh) {
    for (const old of part.querySelectorAll("[data-fresh]")) {
      const now = fresh.querySelector(`[data-fresh="${old.dataset.fresh}"]`);
      if (!now || now.innerHTML === old.innerHTML) continue;
      const focus = old.contains(document.activeElement) ? document.activeElement.id : "";
      old.replaceChildren(...now.childNodes);
      if (focus) document.getElementById(focus)?.focus();
      says.textContent = part.dataset.followed;
    }
  }

  async function ask() {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href);
      if (answer.ok && !answer.redirected) {
        show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // What comes next asks again.
    }
    asking = false;
    if (again) ask();
  }

  const news = new EventSource(part.dataset.follow);
  // What happened while nobody listened is seen too.
  news.addEventListener("open", ask);
  news.addEventListener("changed", ask);
}

document.querySelectorAll("[data-follow]").forEach(follow);
