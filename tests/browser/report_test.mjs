// report_test.mjs - somebody with a pack in his hand and a slow phone reports it, without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { desk, inLanguage, launch, phone, portal, visitor, weigh } from "./browser.mjs";

let browser, page;

before(async () => {
  browser = await launch();
  ({ page } = await visitor(browser, { viewport: phone }));
});
after(() => browser?.close());

const states = ["valid", "expired", "revoked", "unverified", "unknown"];
const numberOf = (state) => portal.certificates[state]?.code ?? "QQ77777777";

for (const state of states) {
  test(`a pack that is ${state} can be reported, in both languages`, async () => {
    for (const [language, word] of [["vi", "Phản ánh bao bì này"], ["en", "Report this pack"]]) {
      await page.goto(inLanguage(`/verify/${numberOf(state)}`, language));
      await page.getByRole("link", { name: word }).click();
      assert.equal(new URL(page.url()).searchParams.get("number"), numberOf(state));
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.equal(await page.locator("h1").textContent(), word);
      assert.equal(await page.locator("[name=kind]").count(), 5);
    }
  });
}

test("what is likeliest is chosen already, and nothing where all is well", async () => {
  const chosen = { valid: [], expired: ["MARK_OUTLIVED"], revoked: ["MARK_OUTLIVED"], unknown: ["COUNTERFEIT"] };
  for (const [state, kinds] of Object.entries(chosen)) {
    await page.goto(`/reports?number=${numberOf(state)}`);
    const checked = await page.locator("[name=kind]:checked").evaluateAll((inputs) => inputs.map((input) => input.value));
    assert.deepEqual(checked, kinds.map((kind) => `PACK_REPORT_KIND_${kind}`), state);
  }
});

test("a report with a photo is sent, has a receipt, and is followed", async () => {
  const { code, product } = portal.certificates.valid;
  await page.goto(`/reports?number=${code}`);
  assert.equal(await page.locator(".about .lead").textContent(), product);
  await page.getByLabel("Nhãn OCOP dán trên sản phẩm khác").check();
  await page.getByLabel("Kể thêm").fill("Trong gói là hàng khác");
  await page.locator("[name=communeCode]").selectOption({ index: 1 });
  await page.getByLabel("Ảnh bao bì").setInputFiles({ name: "ảnh bao bì.png", mimeType: "image/png", buffer: png() });
  await page.getByRole("button", { name: "Gửi phản ánh" }).click();
  await page.waitForURL(/\/reports\/[0-9A-Z]{10}$/);
  const receipt = await page.locator(".receipt").textContent();
  assert.ok(page.url().endsWith(`/${receipt}`));
  assert.match(await page.locator(".facts").textContent(), /chờ tiếp nhận/);
  await page.reload();
  assert.equal(await page.locator(".receipt").textContent(), receipt);
  const text = await page.locator("main").textContent();
  assert.ok(!text.includes("Trong gói là hàng khác"), "what was written is not shown again");
});

test("an unknown number needs a province, and the browser says so", async () => {
  await page.goto("/reports?number=QQ77777777");
  await page.getByRole("button", { name: "Gửi phản ánh" }).click();
  assert.equal(new URL(page.url()).search, "?number=QQ77777777", "nothing is sent");
  await page.locator("[name=provinceCode]").selectOption("19");
  await page.getByRole("button", { name: "Gửi phản ánh" }).click();
  await page.waitForURL(/\/reports\/[0-9A-Z]{10}$/);
});

test("what is refused is shown again with what was written", async () => {
  await page.goto(`/reports?number=${portal.certificates.valid.code}`);
  await page.getByLabel("Việc khác", { exact: true }).check();
  await page.getByLabel("Chợ, cửa hàng").fill("chợ phiên");
  await page.getByRole("button", { name: "Gửi phản ánh" }).click();
  assert.equal(await page.getByRole("alert").count(), 1);
  assert.equal(await page.getByLabel("Chợ, cửa hàng").inputValue(), "chợ phiên");
  assert.ok(await page.getByLabel("Việc khác", { exact: true }).isChecked());
});

for (const [name, viewport] of [["phone", phone], ["desk", desk]]) {
  test(`on a ${name} nothing is cut off, and a thumb finds every choice`, async () => {
    await page.setViewportSize(viewport);
    for (const path of [`/reports?number=${portal.certificates.valid.code}`, "/reports?number=QQ77777777"]) {
      await page.goto(path);
      const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      assert.ok(width <= shown, `${width} of ${shown}`);
      for (const target of await page.locator(".choice, .report select, .report .button, .report > input:not([type=hidden])").all())
        assert.ok((await target.boundingBox()).height >= 44);
    }
  });
}

test("the form is light: no script, and 40 kB with its styles", async () => {
  const fresh = await visitor(browser, { viewport: phone });
  const bytes = await weigh(fresh.page, `/reports?number=${portal.certificates.valid.code}`);
  assert.ok(bytes > 0 && bytes < 40_000, `${bytes} bytes`);
  await fresh.context.close();
});

/** A grey square of 16 pixels. */
function png() {
  const chunk = (kind, body) => {
    const bytes = Buffer.concat([Buffer.from(kind), body]);
    const length = Buffer.alloc(4), check = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(bytes));
    return Buffer.concat([length, bytes, check]);
  };
  const head = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 16 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(16, 0x80)])));
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([sign, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}
