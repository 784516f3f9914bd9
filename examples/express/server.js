// A small shop that is paid through Guichet: it makes a checkout for each order, is notified,
// claims the payment for the order and ships once. See README.md.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import express from "express";

const { GUICHET_URL, GUICHET_KEY, GUICHET_WEBHOOK_SECRET, PORT = "3000" } = process.env;
const missing = Object.entries({ GUICHET_URL, GUICHET_KEY, GUICHET_WEBHOOK_SECRET })
  .filter(([, value]) => !value)
  .map(([name]) => name);
if (missing.length > 0) {
  console.error(`set ${missing.join(", ")}`);
  process.exit(1);
}

/** The shop's book of orders, by reference. A real shop has a database for it. */
const orders = new Map();

const app = express();

app.get("/", (_, response) => {
  response.send(
    page(`<h1>Birch canoe</h1><p>250.00 $</p>
      <form method="post" action="/orders"><button>Buy</button></form>`),
  );
});

app.post("/orders", async (request, response) => {
  const order = {
    reference: `ORDER-${randomUUID().slice(0, 8).toUpperCase()}`,
    amount: 25000, // cents
    state: "awaiting_payment",
    shipments: 0,
  };
  orders.set(order.reference, order);
  const shop = `${request.protocol}://${request.get("host")}`;
  const answer = await guichet(
    "/v1/checkouts",
    {
      amount: order.amount,
      currency: "CAD",
      reference: order.reference,
      success_url: `${shop}/orders/${order.reference}/thanks`,
      cancel_url: `${shop}/`,
    },
    // Should no answer come, the same request may be sent again: one order, one checkout.
    { "idempotency-key": order.reference },
  );
  if (answer.status !== 201) throw new Error(`no checkout: status ${answer.status}`);
  const checkout = await answer.json();
  order.checkout = checkout.id;
  response.redirect(303, checkout.url);
});

/** Coming back proves nothing: anybody can open this address. It only says what the book says. */
app.get("/orders/:reference/thanks", (request, response) => {
  const order = orders.get(request.params.reference);
  if (!order) return response.sendStatus(404);
  const words = {
    awaiting_payment: "We are waiting to hear of your payment. Reload this page in a moment.",
    short: "Less came than the order asks for. We will write to you.",
    shipped: "Thank you. Your canoe is on its way.",
  };
  response.send(page(`<h1>Order ${order.reference}</h1><p>${words[order.state]}</p>`));
});

/** For the shop's own staff, who sign in to a real shop. */
app.get("/orders/:reference", (request, response) => {
  const order = orders.get(request.params.reference);
  if (!order) return response.sendStatus(404);
  response.json(order);
});

// The raw body is what is signed: nothing may parse it before. 256 kB are more than a
// notification can have; Express alone stops at 100.
app.post("/guichet", express.raw({ type: () => true, limit: "256kb" }), async (request, response) => {
  if (!isGenuine(request.headers, request.body)) return response.sendStatus(401);
  const { type, data } = JSON.parse(request.body.toString("utf8"));
  const order = orders.get(data?.reference);
  // What is not about an order of this shop, and types that it does nothing with, are taken.
  if (type === "checkout.paid" && order && order.checkout === data.id) {
    if (data.shortfall === null) await claimAndShip(order);
    else if (order.state === "awaiting_payment") order.state = "short";
  }
  response.sendStatus(204);
});

// What goes wrong is logged here and answered 500: a notification comes again.
app.use((error, _request, response, _next) => {
  console.error(error.message);
  response.sendStatus(error.status ?? 500);
});

const server = app.listen(Number(PORT), "127.0.0.1", (error) => {
  if (error) throw error;
  console.log(`The shop is open: http://localhost:${server.address().port}/`);
});

/** Whether Guichet sent it, unchanged and just now. */
function isGenuine(headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signatures = headers["webhook-signature"];
  if (!id || !timestamp || !signatures || !Buffer.isBuffer(body)) return false;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(GUICHET_WEBHOOK_SECRET.slice("whsec_".length), "base64");
  const wanted = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
  return signatures.split(" ").some((signature) => {
    const [version, text = ""] = signature.split(",");
    const given = Buffer.from(text, "base64");
    return version === "v1" && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

/** The claim answers the same however often it is asked, and never two orders. */
async function claimAndShip(order) {
  const answer = await guichet(`/v1/checkouts/${order.checkout}/claim`, {
    order_id: order.reference,
  });
  if (answer.status === 200) {
    // Nothing is awaited between the question and the mark; a database does it in one transaction.
    if (order.state !== "shipped") {
      order.state = "shipped";
      order.shipments += 1;
    }
  } else if (answer.status !== 404 && answer.status !== 409) {
    throw new Error(`not claimed: status ${answer.status}`);
  }
}

function guichet(path, body, headers = {}) {
  return fetch(GUICHET_URL + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${GUICHET_KEY}`,
      "content-type": "application/json",
      ...headers,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(8000),
  });
}

function page(html) {
  return `<!doctype html><html lang="en"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width"><title>Birch canoes</title>
    <link rel="icon" href="data:,"><main>${html}</main></html>`;
}
