// Shows new letters as they come. Without it the page looks again by itself, more slowly.
const LOOK_MS = 2_000;
const part = (root, name) => root.querySelector(`[data-outbox="${name}"]`);

async function look() {
  if (document.hidden) return;
  const list = part(document, "list");
  const address = new URL(location.href);
  address.searchParams.set("seen", list.firstElementChild?.id ?? "none");
  const answer = await fetch(address, { cache: "no-store" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...part(page, "list").children].filter((it) => !document.getElementById(it.id));
  if (!fresh.length) return;
  // What is there already stays, and so does the focus in it.
  list.prepend(...fresh);
  list.hidden = false;
  part(document, "empty").hidden = true;
  part(document, "news").textContent = part(page, "news").textContent;
}

setInterval(() => look().catch(() => {}), LOOK_MS);
