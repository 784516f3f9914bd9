// <guichet-checkout>: a checkout in a merchant's own page, inline or in a dialog. Its `src` is
// the address of a checkout, or of a payment link, which makes one without a server.
//
//   <script type="module" src="https://pay.example/embed/v1.js"></script>
//   <guichet-checkout src="https://pay.example/c/…" mode="modal">
//     <a href="https://pay.example/c/…">Pay</a>
//   </guichet-checkout>
//
// What stands inside is shown where this script does not run, and where the page does not
// answer. The two pages speak by `postMessage`, each to the exact origin of the other: this
// one says hello whenever a page has loaded, that one answers only the shops that it knows.
// What it tells is a hint for the eyes. Whether a checkout is paid, a shop's server asks.

const WORDS = {
  en: { label: "Payment", close: "Close" },
  fr: { label: "Paiement", close: "Fermer" },
};
const SILENT_MS = 15_000;
const HEIGHT = { least: 320, most: 10_000 };
const STATUS = ["open", "processing", "paid", "canceled", "expired"];
const STYLE = `
:host { display: block }
:host([hidden]), .fallback[hidden] { display: none }
iframe { display: block; inline-size: 100%; block-size: 720px; border: 0; color-scheme: normal }
dialog { inline-size: min(100%, 1128px); block-size: min(100%, 900px); max-inline-size: none;
  max-block-size: none; margin: auto; padding: 0; border: 0; border-radius: 12px; overflow: hidden;
  background: Canvas; color: CanvasText; color-scheme: light dark }
dialog[open] { display: flex; flex-direction: column }
dialog::backdrop { background: rgb(0 0 0 / 55%) }
dialog iframe { flex: 1; min-block-size: 0 }
button { align-self: end; min-inline-size: 44px; min-block-size: 44px; padding: 0 16px; border: 0;
  background: none; color: inherit; font: 600 15px system-ui, sans-serif; cursor: pointer }
button:focus-visible { outline: 3px solid; outline-offset: -6px }
@media (max-width: 640px) { dialog { border-radius: 0 } }
`;

class GuichetCheckout extends HTMLElement {
  static observedAttributes = ["src", "mode"];
  #root = this.attachShadow({ mode: "open" });
  #frame;
  #dialog;
  #fallback;
  #origin;
  #silent;
  #connected = false;
  #failed = false;
  #screen;
  #status = null;
  #hear = (event) => this.#take(event);

  /** The checkout's status as the page shows it, or null before it has spoken. */
  get status() {
    return this.#status;
  }

  connectedCallback() {
    this.#connected = true;
    addEventListener("message", this.#hear);
    this.#draw();
  }

  disconnectedCallback() {
    this.#connected = false;
    removeEventListener("message", this.#hear);
    this.#clear();
  }

  attributeChangedCallback(_name, before, after) {
    // An element that is being upgraded is drawn once, when it is connected.
    if (this.#connected && before !== after) this.#draw();
  }

  /** Shows the dialog. Inline it brings the checkout into view. */
  open() {
    if (!this.#dialog) return this.scrollIntoView({ block: "nearest" });
    if (this.#dialog.open) return;
    this.#load();
    this.#dialog.showModal();
    this.#frame.focus();
  }

  /** Closes the dialog. The checkout goes on: what is under way is not called off. */
  close() {
    this.#dialog?.close();
  }

  #draw() {
    this.#clear();
    this.#fallback = make("div", { className: "fallback" }, make("slot"));
    this.#root.replaceChildren(this.#fallback);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    const url = page(this.getAttribute("src"));
    if (!url) return this.#fail("bad_src");
    this.#origin = url.origin;
    const french = /^fr\b/i.test(this.closest("[lang]")?.lang ?? "");
    const words = french ? WORDS.fr : WORDS.en;
    const label = this.getAttribute("label") ?? words.label;
    this.#frame = make("iframe", { title: label });
    this.#frame.addEventListener("load", () => this.#greet());
    if (this.getAttribute("mode") === "modal") {
      const close = make("button", { type: "button", textContent: words.close });
      close.addEventListener("click", () => this.close());
      this.#dialog = make("dialog", { ariaLabel: label }, close, this.#frame);
      this.#dialog.addEventListener("close", () => this.#tell("close", { status: this.#status }));
      this.#root.append(this.#dialog);
      // A shop's own button opens it; what stands inside is that button where it is one.
      this.#fallback.addEventListener("click", (event) => {
        if (this.#failed || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey) return;
        if (!event.target.closest("a, button")) return;
        event.preventDefault();
        this.open();
      });
    } else {
      this.#fallback.hidden = true;
      this.#root.append(this.#frame);
      this.#load();
    }
  }

  #load() {
    if (this.#frame.src) return;
    this.#frame.src = this.getAttribute("src");
    this.#silent = setTimeout(() => this.#fail("silent"), SILENT_MS);
  }

  #clear() {
    clearTimeout(this.#silent);
    this.#dialog?.close();
    this.#frame?.remove();
    this.#frame = this.#dialog = this.#origin = this.#screen = undefined;
    this.#status = null;
    this.#failed = false;
  }

  #greet() {
    if (!this.#frame?.src) return;
    const mode = this.#dialog ? "modal" : "inline";
    this.#frame.contentWindow.postMessage({ checkout: 1, type: "hello", mode }, this.#origin);
  }

  #take({ isTrusted, origin, source, data }) {
    if (!isTrusted || !this.#frame || source !== this.#frame.contentWindow) return;
    if (origin !== this.#origin || data?.checkout !== 1) return;
    const { type, height, status, screen } = data;
    if (type === "state" && STATUS.includes(status)) {
      const first = this.#status === null;
      clearTimeout(this.#silent);
      if (first) this.#tell("ready", {});
      if (status !== this.#status) {
        this.#status = status;
        this.#tell("status", { status });
      }
    } else if (type === "height" && Number.isFinite(height) && !this.#dialog) {
      const { least, most } = HEIGHT;
      this.#frame.style.blockSize = `${Math.min(most, Math.max(least, Math.ceil(height)))}px`;
    } else if (type === "escape") {
      this.close();
    } else if (type === "screen" && !this.#dialog) {
      // Another screen begins at its top.
      const isAnother = this.#screen && this.#screen !== screen;
      this.#screen = screen;
      if (isAnother && this.getBoundingClientRect().top < 0) this.scrollIntoView();
    }
  }

  // What stands inside leads to the page itself from now on.
  #fail(code) {
    this.#failed = true;
    this.#dialog?.close();
    this.#fallback.hidden = false;
    this.#tell("error", { code });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`guichet-${name}`, { detail, bubbles: true }));
  }
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// The address of a checkout's page or of a payment link's, and of nothing else: no
// `javascript:`, no other scheme.
function page(text) {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && /\/[cl]\//.test(url.pathname) ? url : null;
  } catch {
    return null;
  }
}

customElements.get("guichet-checkout") ?? customElements.define("guichet-checkout", GuichetCheckout);
