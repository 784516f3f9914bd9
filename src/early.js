// Keeps what the bank frame posts before anybody listens.
//
// The frame is in the HTML, so it may post while the rest is still on its way. This script
// stands inline in the head, allowed by its hash, and queues raw `message` events, unjudged:
// whoever takes over judges them as it judges live ones (trusted, origin, source, shape).
//
// To take over: add your own `message` listener first, then call `window.__page.take()`
// in the same turn of the event loop. It stops this listener and returns the queued events,
// oldest first, as an array; nothing is lost or seen twice. A second call returns an empty
// array.
//
// The queue has an end, so that a page that floods us costs hints and not memory.
(() => {
  const queue = [];
  const keep = (event) => queue.length < 500 && queue.push(event);
  addEventListener("message", keep);
  window.__page = {
    take() {
      removeEventListener("message", keep);
      return queue.splice(0);
    },
  };
})();
