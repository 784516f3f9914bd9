// The editor of the look: its picture follows while somebody writes, and what is not saved is
// known. Every page works without it.
{
  // How long after the last change the picture follows, in milliseconds.
  const WAIT = 300;

  const isColour = (text) => /^#[0-9a-f]{6}$/i.test(text);

  function edit(part) {
    const { dataset } = part;
    const form = part.querySelector("form");
    const { logo, remove_logo: remove, screen } = form.elements;
    const show = part.querySelector("[data-show]");
    const frames = part.querySelector("[data-frames]");
    const trouble = part.querySelector("[data-trouble]");
    const says = part.querySelector("[data-says]");
    const mended = part.querySelector("[data-mended]");
    const heavy = part.querySelector("[data-heavy]");
    const fields = [...part.querySelectorAll("[data-saved]")];
    const pickers = [...part.querySelectorAll("[data-picks]")];
    let isSaving = false;
    let isStale = false;
    let coming;
    let waiting;
    let shown = screen.value;
    let turn = 0;

    const isChanged = (field) => field.value !== field.dataset.saved;
    const isAnyChanged = () => fields.some(isChanged) || logo.value !== "" || remove?.checked;

    const isHeavy = () => [...logo.files].some(({ size }) => size > logo.dataset.heaviest);

    function mark() {
      heavy.hidden = !isHeavy();
      for (const field of fields) {
        part.querySelector(`[data-undo="${field.id}"]`).hidden = !isChanged(field);
      }
      // The main colour comes first: others follow it where they are empty.
      for (const picker of pickers) {
        const text = document.getElementById(picker.dataset.picks).value;
        picker.value = isColour(text) ? text : picker.dataset.otherwise || pickers[0].value;
      }
      const words = isAnyChanged() ? dataset.changed : "";
      if (says.textContent !== words) says.textContent = words;
    }

    function follow() {
      mark();
      clearTimeout(waiting);
      waiting = setTimeout(send, WAIT);
    }

    // Each draft goes into a frame of its own, which takes the place of the one before once it
    // has come: nothing flickers, and the way back leads out of the page.
    function send() {
      // What is too heavy is told before it is sent.
      if (isHeavy()) return;
      if (coming) {
        isStale = true;
        return;
      }
      const frame = frames.querySelector("iframe").cloneNode();
      turn += 1;
      frame.removeAttribute("src");
      frame.name = `${dataset.branding}-${turn}`;
      frame.className = "coming";
      frames.append(frame);
      frame.addEventListener("load", arrive);
      coming = frame;
      show.formTarget = frame.name;
      form.requestSubmit(show);
    }

    function arrive({ target: frame }) {
      // Some browsers tell of the empty page that a frame begins with.
      if (frame !== coming || frame.contentDocument?.URL === "about:blank") return;
      coming = undefined;
      const told = frame.contentDocument?.querySelector("[data-told]");
      if (!told) {
        frame.remove();
        trouble.textContent = dataset.lost;
        return;
      }
      trouble.textContent = "";
      if (mended.innerHTML !== told.innerHTML) {
        mended.replaceChildren(document.importNode(told.content, true));
      }
      const before = frames.querySelector("iframe:not(.coming)");
      if (shown === screen.value) frame.contentWindow.scrollTo(0, before.contentWindow.scrollY);
      shown = screen.value;
      const hadFocus = document.activeElement === before;
      before.remove();
      frame.className = "";
      if (hadFocus) frame.focus();
      if (!isStale) return;
      isStale = false;
      send();
    }

    show.hidden = true;
    for (const picker of pickers) {
      picker.hidden = false;
      picker.addEventListener("input", () => {
        document.getElementById(picker.dataset.picks).value = picker.value;
      });
    }
    part.addEventListener("input", ({ target }) => {
      if ("width" in target.dataset) return;
      const said = target.closest("[data-screen]");
      if (said) screen.value = said.dataset.screen;
      follow();
    });
    part.addEventListener("click", ({ target }) => {
      const field = document.getElementById(target.dataset.undo ?? "");
      if (!field) return;
      field.value = field.dataset.saved;
      field.focus();
      follow();
    });
    form.addEventListener("reset", () => {
      // A form that was not taken begins with what was written.
      setTimeout(() => {
        for (const field of fields) field.value = field.dataset.saved;
        follow();
      });
    });
    form.addEventListener("submit", (event) => {
      const { submitter } = event;
      isSaving = submitter !== show && !isHeavy();
      if (!isHeavy()) return;
      event.preventDefault();
      logo.focus();
    });
    window.addEventListener("beforeunload", (event) => {
      if (isAnyChanged() && !isSaving) event.preventDefault();
    });
    mark();
    if (isAnyChanged()) send();
    document.getElementById("faults")?.focus();
  }

  function look(form) {
    form.addEventListener("change", ({ target }) => {
      if ("width" in target.dataset) return;
      const asked = new URLSearchParams(new FormData(form));
      window.frames[form.target].location.replace(`${form.action}?${asked}`);
    });
  }

  document.querySelectorAll('[data-branding="preview"]').forEach(edit);
  document.querySelectorAll('[data-branding="look"]').forEach(look);
}
