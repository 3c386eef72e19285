// offline_form_test.mjs - the form for scoring without network: opened as a file, filled, exported, and
// taken in by the server as it comes
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { launch, phone, portal, violations, visitor } from "./browser.mjs";

const { roundId, memberId, secret, dossiers } = portal.scoring;
const path = `/api/v1/rounds/${roundId}/offline-form`;
const headers = { authorization: `Bearer ${secret}` };
let browser, folder, file, context, page, requests;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "ocop-form-"));
  file = join(folder, "form.html");
  const answer = await fetch(portal.url + path, { headers });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-disposition"), /^attachment; filename="phieu-cham-round_/);
  assert.match(answer.headers.get("content-security-policy"), /default-src 'none'/);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  browser = await launch();
  ({ context, page, requests } = await visitor(browser, {
    baseURL: undefined, viewport: phone, javaScriptEnabled: true, offline: true, acceptDownloads: true,
  }));
  await page.goto(pathToFileURL(file).href);
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const sheet = (dossier) => page.locator(`#${dossier.id}`);
const sums = (dossier) => sheet(dossier).locator("output").textContent();

async function exported() {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Lưu tệp" }).click()]);
  return JSON.parse(await readFile(await download.path(), "utf8"));
}

const send = async (rest, body) => {
  const answer = await fetch(portal.url + path + rest, {
    method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};

test("the member's dossiers stand on it, nothing is wider than a phone, and it is accessible", async () => {
  assert.equal(await page.locator("details.dossier").count(), dossiers.length);
  for (const dossier of dossiers) assert.match(await sheet(dossier).locator("summary").innerText(), new RegExp(dossier.product));
  await sheet(dossiers[0]).locator("summary").click();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= phone.width, `${width} px`);
  assert.deepEqual(await violations(page), []);
});

test("sums follow each choice, and a sheet can be handed in once it is complete", async () => {
  const [dossier] = dossiers;
  const hand = sheet(dossier).getByLabel(/Nộp phiếu này/);
  assert.match(await sums(dossier), /Tổng: 0\/100 · còn \d+ tiêu chí/);
  assert.ok(await hand.isDisabled());
  for (const [code, no] of Object.entries(dossier.choices))
    await page.locator(`[name="${dossier.id} ${code}"][value="${no}"]`).check();
  const points = dossier.parts.map(([code, sum]) => `Phần ${code}: ${sum}/`);
  for (const part of points) assert.ok((await sums(dossier)).includes(part), `${part} in ${await sums(dossier)}`);
  assert.match(await sums(dossier), new RegExp(`Tổng: ${dossier.total}/100 · đủ tiêu chí`));
  await hand.check();
  await sheet(dossier).locator("fieldset").first().getByLabel("Ghi chú").fill("Hợp đồng <b>đến</b> tháng 6");
});

test("what was filled in is there when the file is opened again", async () => {
  const [dossier] = dossiers;
  await page.reload();
  await sheet(dossier).locator("summary").click();
  assert.match(await sums(dossier), /đủ tiêu chí/);
  assert.equal(await sheet(dossier).locator("fieldset").first().getByLabel("Ghi chú").inputValue(), "Hợp đồng <b>đến</b> tháng 6");
  assert.ok(await sheet(dossier).getByLabel(/Nộp phiếu này/).isChecked());
});

test("the file it saves is what the server takes, once", async () => {
  const [dossier] = dossiers;
  const saved = await exported();
  assert.equal(saved.roundId, roundId);
  assert.equal(saved.memberId, memberId);
  assert.equal(saved.sheets.length, 1);
  assert.deepEqual(saved.sheets[0].choices, dossier.choices);
  const preview = await send("/preview", saved);
  assert.equal(preview.status, 200, JSON.stringify(preview.body));
  assert.deepEqual([preview.body.sheets[0].wouldSeal, preview.body.sheets[0].total], [true, dossier.total]);
  assert.deepEqual(preview.body.sheets[0].faults, []);
  for (let times = 0; times < 2; times++) {
    const answer = await send("", saved);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
  }
  const stored = await (await fetch(`${portal.url}/api/v1/rounds/${roundId}/sheets/${dossier.id}/${memberId}`, { headers })).json();
  assert.equal(stored.sealed, true);
  assert.equal(stored.total, dossier.total);
  assert.equal(stored.version, "1");
  assert.equal(stored.notes[0].note, "Hợp đồng <b>đến</b> tháng 6");
  assert.equal((await send("/preview", saved)).body.sheets[0].unchanged, true);
});

test("nothing was asked of any network", async () => {
  for (const url of requests) assert.ok(url.startsWith("file:") || url.startsWith("blob:"), url);
  assert.ok(context);
});
