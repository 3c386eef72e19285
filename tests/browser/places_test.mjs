// places_test.mjs - shops and fairs as anybody sees them, with scripts switched off
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, portal, visitor } from "./browser.mjs";

let browser, page, requests;

before(async () => {
  browser = await launch();
  ({ page, requests } = await visitor(browser));
});
after(() => browser?.close());

test("a shop of the map leads to its page, and that to what it carries with its stars", async () => {
  await page.goto("/diem-ban");
  assert.ok((await page.locator(".points-map .commune").count()) > 8);
  await page.locator(`.points-map a[href="/diem-ban/${portal.shop}"]`).click();
  assert.equal(new URL(page.url()).pathname, `/diem-ban/${portal.shop}`);
  assert.match(await page.locator(".opening").innerText(), /Mở cửa suốt ngày đêm/);
  const carried = page.locator(".carried li", { hasText: portal.certificates.valid.product });
  assert.match(await carried.innerText(), /sao/);
  await carried.getByRole("link").click();
  assert.equal(await page.locator("h1").textContent(), portal.certificates.valid.product);
  await page.locator(".sold-at a").first().click();
  assert.equal(new URL(page.url()).pathname, `/diem-ban/${portal.shop}`);
});

test("a place without shops says so", async () => {
  await page.goto("/diem-ban");
  await page.getByLabel("Xã, huyện cũ, tỉnh").fill("Ba Bể");
  await page.getByRole("button", { name: "Tìm" }).click();
  assert.match(await page.locator("main").innerText(), /Chưa có điểm bán nào như vậy/);
});

test("a fair of the calendar has its producers, and a file for calendars", async () => {
  await page.goto("/su-kien");
  await page.getByRole("link", { name: "Hội chợ OCOP Ví dụ" }).click();
  assert.equal(new URL(page.url()).pathname, `/su-kien/${portal.fair}`);
  assert.match(await page.locator(".carried").innerText(), new RegExp(portal.certificates.valid.product));
  const answer = await page.request.get(`/su-kien/${portal.fair}.ics`);
  assert.match(answer.headers()["content-type"], /^text\/calendar/);
  const text = (await answer.text()).replaceAll("\r\n ", "");
  assert.match(text, /SUMMARY:Hội chợ OCOP Ví dụ\r\n/);
  assert.match(text, new RegExp(`UID:${portal.fair}@ocop\\r\\n`));
});

test("what came of a closed fair is summed up, and prints without the ways from it", async () => {
  await page.goto(`/su-kien/${portal.fair}`);
  assert.equal(await page.getByRole("heading", { name: "Kết quả" }).count(), 0, "one that is not closed has no sums");
  await page.goto(`/su-kien/${portal.closedFair}`);
  assert.match(await page.locator("main").innerText(), /Chủ thể tham gia\s+3\s.*Hợp đồng\s+6\s.*150\.000\.000/s);
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".crumbs", ".files", ".site nav", "footer"]) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
  assert.match(await page.locator("main").innerText(), /150\.000\.000/);
  assert.equal((await page.pdf({ format: "A4" })).subarray(0, 5).toString(), "%PDF-");
  await page.emulateMedia({ media: "screen" });
});

test("nothing of it is asked elsewhere", () => {
  for (const request of requests) assert.ok(request.startsWith(portal.url), request);
});
