// answer_verifier.mjs - whether a machine answer is what the register signed, with node's own crypto
//
//   node answer_verifier.mjs KEYS < ANSWER
//
// KEYS are the lines of /log/keys. Prints "genuine", or what is wrong and ends with 1.
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

// RFC 8785 for what answers hold: no fractions, names of ASCII.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

function fail(what) {
  console.log(what);
  process.exit(1);
}

// "<name>+<id>+<base64 of 1 and the key>", as c2sp.org/signed-note has it.
function publicKey(keys, asked) {
  const line = keys.split("\n").find((one) => one.startsWith(`${asked}+`)) ?? fail(`no key is ${asked}`);
  const bytes = Buffer.from(line.slice(asked.length + 1), "base64");
  if (bytes.length !== 33 || bytes[0] !== 1) fail("no Ed25519 key");
  const prefix = Buffer.from("302a300506032b6570032100", "hex"); // SubjectPublicKeyInfo of Ed25519, RFC 8410
  return createPublicKey({ key: Buffer.concat([prefix, bytes.subarray(1)]), format: "der", type: "spki" });
}

const { signature, ...rest } = JSON.parse(readFileSync(0, "utf8"));
const signed = Buffer.from(`ocop-signed-json@v1\n${canonical(rest)}`);
const key = publicKey(readFileSync(process.argv[2], "utf8"), signature.key);
if (!verify(null, signed, key, Buffer.from(signature.value, "base64"))) fail("forged");
console.log("genuine");
