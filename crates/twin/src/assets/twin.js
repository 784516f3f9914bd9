"use strict";
{
  const { steps, messages, manner = "" } = document.body.dataset;
  const framed = window.parent !== window;

  // Tells the page around the frame, and a native app that shows this page.
  const tell = (message) => {
    const text = JSON.stringify(message);
    if (framed) window.parent.postMessage(manner.includes("stringify") ? text : message, "*");
    if (manner.includes("webview")) window.ReactNativeWebView?.postMessage(text);
  };

  // What has happened, told once.
  for (const Step of steps ? steps.split(" ") : []) tell({ Step });
  for (const message of messages ? JSON.parse(messages) : []) tell(message);

  // What happens on this page without a new one.
  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-tell]")?.dataset.tell;
    if (step) tell({ step });
  });
  if (manner.includes("connect")) {
    window.addEventListener("offline", () => tell({ step: "APP_OFFLINE" }));
    window.addEventListener("online", () => tell({ step: "APP_ONLINE" }));
  }

  // A bank that signs its customers in in a window of its own.
  const own = document.querySelector("[data-window]");
  if (own && !window.open(own.dataset.window, "bank", "popup")) own.dataset.state = "blocked";

  // The way back to the merchant, taken for the customer. Where the browser does not let
  // the frame do that, the link is still there.
  document.querySelector("a[data-follow]")?.click();

  // The list of banks follows what is typed; without this script, the form asks the server.
  const search = document.querySelector("form.search");
  if (search) {
    const plain = (text) =>
      text.normalize("NFD").toLowerCase().replace(/[^a-z0-9]/g, "");
    const field = search.querySelector("input[type=search]");
    const banks = document.querySelectorAll(".banks > li");
    const none = document.querySelector(".none");
    if (!field.value) {
      search.classList.add("live");
      field.addEventListener("input", () => {
        const wanted = plain(field.value);
        let found = 0;
        for (const bank of banks) {
          bank.hidden = !plain(bank.dataset.name).includes(wanted);
          if (!bank.hidden) found += 1;
        }
        none.hidden = found > 0;
      });
      search.addEventListener("submit", (event) => event.preventDefault());
    }
  }

  // A button that was pressed shows it until the next page is there.
  const rest = () => {
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", rest);
}
