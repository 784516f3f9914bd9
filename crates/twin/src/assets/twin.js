"use strict";
{
  // What has happened, told to the page around the frame, once.
  const steps = document.body.dataset.steps;
  if (steps && window.parent !== window) {
    for (const Step of steps.split(" ")) window.parent.postMessage({ Step }, "*");
  }

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
