// Says thank you. An event is a hint for the eyes: who has paid, the club reads in its list of
// payments, or has its server be told by a notification.
const told = document.querySelector("#told");
addEventListener("guichet-status", ({ detail }) => {
  if (detail.status === "paid") told.textContent = "Thank you. Your payment is on its way to us.";
});
