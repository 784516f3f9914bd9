// Messages that are not the bank's word, whoever sends them.

/** One message: its name for a failing test, and how to make it where it is sent from. */
export interface Forgery {
  name: string;
  /** JavaScript that makes the data; some of it cannot travel as JSON. */
  data: string;
}

/** Every step of the pages on which one pays that the provider documents. */
const STEPS = [
  "APP_MOUNTED",
  "APP_INITIATED",
  "CONFIRMATION",
  "CONSENT_DISABLED",
  "INSTITUTION_SELECTION",
  "INSTITUTION_SELECTED",
  "SUBMIT_CREDENTIAL",
  "SUBMIT_MFA",
  "ACCOUNT_SELECTED",
  "COMPONENT_DEPOSIT_CONTINUE",
  "GUARANTEE_OFFERED",
  "COMPONENT_PAD_DOWNLOADED",
  "SUCCESS",
  "GUARANTEE_FAILED",
  "COMPONENT_PAD_WARNING_SCREEN_EXIT",
  "COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED",
  "COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED",
  "CLOSE_ATTEMPT",
  "CANCEL_CONFIRMATION",
  "CLOSE",
  "BACK",
];

/** Messages that would count if the bank's own frame sent them. */
export const WELL_FORMED: Forgery[] = [
  ...STEPS.map((step) => ({ name: step, data: `({ Step: "${step}" })` })),
  { name: "SUCCESS in small letters' key", data: `({ step: "SUCCESS" })` },
  { name: "SUCCESS as JSON", data: `'{"Step":"SUCCESS"}'` },
  { name: "SUCCESS as JSON, small key", data: `'{"step":"SUCCESS"}'` },
  { name: "SUCCESS with company", data: `({ Step: "SUCCESS", status: "Completed", paid: true })` },
  { name: "a step from the future", data: `({ Step: "FROM_NEXT_YEAR" })` },
];

/** Messages that would link an account if the frame for it sent them. */
export const LINKS: Forgery[] = [
  { name: "a link", data: `({ step: "REDIRECT", loginId: "5e115eac-1209" })` },
  { name: "a link as JSON", data: `'{"step":"REDIRECT","loginId":"5e115eac-1209"}'` },
  { name: "a link in an address", data: `({ step: "REDIRECT", url: "?loginId=5e115eac-1209" })` },
];

/** Messages that mean nothing, even from the bank's own frame. */
export const MALFORMED: Forgery[] = [
  { name: "null", data: "null" },
  { name: "undefined", data: "undefined" },
  { name: "true", data: "true" },
  { name: "a number", data: "42" },
  { name: "not a number", data: "NaN" },
  { name: "a big number", data: "2n ** 64n" },
  { name: "an empty string", data: `""` },
  { name: "the bare word", data: `"SUCCESS"` },
  { name: "the word as JSON", data: `'"SUCCESS"'` },
  { name: "broken JSON", data: `'{"Step":"SUCCESS"'` },
  { name: "JSON in JSON", data: `JSON.stringify(JSON.stringify({ Step: "SUCCESS" }))` },
  { name: "an empty object", data: "({})" },
  { name: "an empty array", data: "[]" },
  { name: "an array", data: `[{ Step: "SUCCESS" }]` },
  { name: "an array as JSON", data: `'[{"Step":"SUCCESS"}]'` },
  { name: "a pair", data: `["Step", "SUCCESS"]` },
  { name: "a map", data: `new Map([["Step", "SUCCESS"]])` },
  { name: "a set", data: `new Set(["SUCCESS"])` },
  { name: "a date", data: "new Date(0)" },
  { name: "an error", data: `new Error("SUCCESS")` },
  { name: "bytes", data: `new TextEncoder().encode('{"Step":"SUCCESS"}')` },
  { name: "a file", data: `new Blob(['{"Step":"SUCCESS"}'])` },
  { name: "a step that is a number", data: "({ Step: 1 })" },
  { name: "a step that is an array", data: `({ Step: ["SUCCESS"] })` },
  { name: "a step that is an object", data: `({ Step: { toString: "SUCCESS" } })` },
  { name: "a step that is true", data: "({ Step: true })" },
  { name: "an empty step", data: `({ Step: "" })` },
  { name: "a step in small letters", data: `({ Step: "success" })` },
  { name: "a step with a space", data: `({ Step: " SUCCESS" })` },
  { name: "a step with a line break", data: `({ Step: "SUCCESS\\n" })` },
  { name: "a step with markup", data: `({ Step: "<b>SUCCESS</b>" })` },
  { name: "a step in other letters", data: `({ Step: "SUCCESЅ" })` },
  { name: "a good small key behind a bad one", data: `({ Step: 1, step: "SUCCESS" })` },
  { name: "the key in capitals", data: `({ STEP: "SUCCESS" })` },
  { name: "another key", data: `({ event: "SUCCESS", status: "Completed" })` },
  { name: "a step further in", data: `({ data: { Step: "SUCCESS" } })` },
  { name: "__proto__", data: `JSON.parse('{"__proto__":{"Step":"SUCCESS"}}')` },
  { name: "__proto__ as JSON", data: `'{"__proto__":{"Step":"SUCCESS"}}'` },
  { name: "constructor", data: `({ constructor: { prototype: { Step: "SUCCESS" } } })` },
  { name: "prototype", data: `'{"prototype":{"step":"SUCCESS"},"constructor":{"Step":1}}'` },
  { name: "a huge text", data: `"x".repeat(1_000_000)` },
  { name: "a huge step", data: `({ Step: "A".repeat(1_000_000) })` },
  { name: "a huge neighbour", data: `({ Step: "SUCCESS", more: "x".repeat(1_000_000) })` },
  { name: "a huge JSON", data: `'{"Step":"SUCCESS","more":"' + "x".repeat(1_000_000) + '"}'` },
  { name: "many neighbours", data: `({ Step: "SUCCESS", ...Array(10_000).fill(1) })` },
  {
    // Deeper ones the browser refuses to send.
    name: "a deep object",
    data: `Array(1_000).fill().reduce((inner) => ({ inner }), { Step: "SUCCESS" })`,
  },
  { name: "a deep JSON", data: `'{"a":'.repeat(10_000) + "1" + "}".repeat(10_000)` },
  { name: "deep brackets", data: `"[".repeat(10_000) + "]".repeat(10_000)` },
  { name: "a circle", data: "(() => { const one = { Step: 'SUCCESS' }; one.one = one; return one; })()" },
];

/** All of them. */
export const FORGERIES: Forgery[] = [...WELL_FORMED, ...LINKS, ...MALFORMED];
