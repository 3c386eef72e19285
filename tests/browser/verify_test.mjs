// verify_test.mjs - what somebody who scans a pack reads, in both languages, on screen and on paper
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inLanguage, launch, phone, portal, visitor } from "./browser.mjs";

let browser, page;

before(async () => {
  browser = await launch();
  ({ page } = await visitor(browser, { viewport: phone }));
});
after(() => browser?.close());

// state, word in Vietnamese and English, whether stars may be drawn
const answers = [
  ["valid", "Còn hiệu lực", "Valid", true],
  ["expired", "Hết hạn", "Expired", false],
  ["revoked", "Đã thu hồi", "Revoked", false],
  ["unverified", "Chưa xác minh", "Not verified", false],
  ["unknown", "Không tìm thấy", "Unknown", false],
];

const unknown = { code: "0000000000", product: "0000000000" };
const icons = new Map();

for (const [state, vi, en, stars] of answers) {
  for (const [language, word] of [["vi", vi], ["en", en]]) {
    test(`${state} in ${language}: word, icon, state, product`, async () => {
      const asked = portal.certificates[state] ?? unknown;
      const answer = await page.goto(inLanguage(`/verify/${asked.code}`, language));
      assert.equal(answer.status(), state === "unknown" ? 404 : 200);
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.equal(await page.locator("h1").textContent(), word);
      assert.equal(await page.locator(`.answer.${state}`).count(), 1);
      assert.equal(await page.locator(".answer .lead").textContent(), asked.product);
      assert.equal((await page.locator(".answer .star").count()) > 0, stars);
      const icon = page.locator(".answer > svg use");
      icons.set(state, await icon.getAttribute("href"));
      assert.equal(await page.locator(icons.get(state)).count(), 1, "the drawing is in the page");
    });
  }
}

test("the three answers that matter most differ by icon, not by colour alone", () => {
  assert.equal(new Set(["valid", "expired", "revoked"].map((state) => icons.get(state))).size, 3);
});

test("without lang the browser's own language decides", async () => {
  for (const [locale, language] of [["en-GB", "en"], ["vi-VN", "vi"]]) {
    const other = await visitor(browser, { locale });
    await other.page.goto("/verify");
    assert.equal(await other.page.locator("html").getAttribute("lang"), language);
    await other.context.close();
  }
});

test("number and product code give the same answer as the code", async () => {
  const { code, number, product } = portal.certificates.valid;
  await page.goto(`/verify/${code}`);
  const row = page.locator(".facts div", { has: page.locator("dt", { hasText: "Mã sản phẩm" }) });
  const productCode = await row.locator("dd").textContent();
  for (const asked of [number, productCode]) {
    await page.goto("/verify");
    await page.locator("#number").fill(asked);
    await page.getByRole("button", { name: "Kiểm tra" }).click();
    assert.equal(await page.locator("h1").textContent(), "Còn hiệu lực", asked);
    assert.equal(await page.locator(".answer .lead").textContent(), product);
  }
});

test("a number with a slash keeps its own address, and the answer fits a small phone", async () => {
  const { number, product } = portal.certificates.valid;
  const { page: small, context } = await visitor(browser, { viewport: { width: 360, height: 640 } });
  assert.match(number, /\//);
  await small.goto(`/verify?number=${encodeURIComponent(number)}`);
  assert.match(small.url(), /\/verify\?number=/);
  assert.equal(await small.locator(".answer .lead").textContent(), product);
  assert.ok(await small.locator(".answer h1").isVisible());
  assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing is wider");
  await context.close();
});

test("the last day stands beside the stars; the reason of a revocation among the facts", async () => {
  const { valid, revoked } = portal.certificates;
  await page.goto(`/verify/${valid.code}`);
  const until = valid.until.split("-").reverse().join("/");
  assert.equal(await page.locator(".answer .until").textContent(), `Đến hết ngày ${until}`);
  await page.goto(`/verify/${revoked.code}`);
  assert.match(await page.locator(".facts").textContent(), /Căn cứ thu hồi/);
});

test("what is typed comes back as text", async () => {
  const typed = "<script>document.title=1</script>";
  await page.goto(`/verify/${encodeURIComponent(typed)}`);
  assert.equal(await page.locator(".answer .lead").textContent(), typed);
  assert.equal(await page.locator("script").count(), 0);
});

test("on paper: the answer and the facts, without navigation and form", async () => {
  await page.goto(`/verify/${portal.certificates.valid.code}`);
  await page.emulateMedia({ media: "print" });
  for (const shown of [".answer h1", ".answer .stars", ".facts", ".times", ".demo"])
    assert.ok(await page.locator(shown).isVisible(), shown);
  for (const left of ["header nav", ".search", "footer"]) assert.ok(await page.locator(left).isHidden(), left);
  await page.emulateMedia({ media: "screen" });
});
