// listing_test.mjs - a producer with a telephone of 360 pixels and no scripts describes his product
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { desk, inLanguage, launch, phone, portal, violations, visitor, weigh } from "./browser.mjs";

const { keeper, listingId, slug, size } = portal.hostile;
const path = `/cua-toi/${listingId}`;
let browser, page;

before(async () => {
  browser = await launch();
  ({ page } = await visitor(browser, { viewport: phone }));
  await page.goto(path);
  assert.equal(new URL(page.url()).pathname, "/dang-nhap");
  await page.getByLabel("Tên đăng nhập").fill(keeper.signInName);
  await page.getByLabel("Mật khẩu").fill(keeper.password);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL(`**${path}`);
});
after(() => browser?.close());

const save = () => page.getByRole("button", { name: "Lưu", exact: true }).click();
const day = (days) => new Date(Date.parse(portal.today) + days * 86_400_000).toISOString().slice(0, 10);
/** The fields of the first price of a size. */
const price = (name) => page.getByRole("group", { name, exact: true }).locator(".row").first();

async function describe(story, dong, until) {
  await page.goto(path);
  await page.getByLabel("Câu chuyện sản phẩm").fill(story);
  await price("Gói nhỏ").getByLabel("Giá (đồng)").fill(dong);
  await price("Gói nhỏ").getByLabel("Đến hết ngày").fill(until);
}

test("his product is on his page, and leads to its form", async () => {
  await page.goto("/cua-toi");
  await page.getByRole("link", { name: "Sửa" }).first().click();
  await page.waitForURL(`**${path}`);
  assert.equal(await page.locator(".lead").textContent(), portal.hostile.name);
});

test("story, a price with its end, months and stock are kept and shown", async () => {
  await describe("Hái một tôm hai lá.\nSao bằng tay.", "65.000", day(30));
  await price(size).getByLabel("Giá (đồng)").fill("240000");
  for (const month of ["Th. 3", "Th. 4"]) await page.getByLabel(month, { exact: true }).check();
  await page.getByLabel("Làm theo đơn đặt").check();
  await save();
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
  await page.goto(`/san-pham/${slug}`);
  const text = await page.locator("main").innerText();
  for (const words of ["65.000 đ", "240.000 đ", "Hái một tôm hai lá.", "Làm theo đơn đặt", size]) assert.ok(text.includes(words), words);
  assert.deepEqual(await page.locator(".months .on").allInnerTexts().then((all) => all.map((one) => one.replace(/\D/g, ""))), ["3", "4"]);
  assert.notEqual(await page.title(), "2", "a size's name became no part of the page");
});

test("what is refused stands beside its field, and nothing he wrote is lost", async () => {
  await describe("Còn đây", "giá mới", day(30));
  await save();
  const field = price("Gói nhỏ").getByLabel("Giá (đồng)");
  assert.equal(await field.inputValue(), "giá mới");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.ok(await page.locator(`[id="${await field.getAttribute("aria-describedby")}"]`).isVisible());
  assert.equal(await page.getByLabel("Câu chuyện sản phẩm").inputValue(), "Còn đây");
  await field.fill("70000");
  await save();
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
});

test("photos are added, put in order and taken away", async () => {
  await page.goto(path);
  for (const shade of [0x40, 0xc0]) {
    await page.getByLabel("Thêm ảnh").setInputFiles({ name: "ảnh.png", mimeType: "image/png", buffer: png(shade) });
    await page.getByRole("button", { name: "Gửi ảnh" }).click();
    await page.waitForURL(`**${path}?saved=1`);
  }
  await eventually(async () => (await sources()).length === 2);
  const [first, second] = await sources();
  await page.getByRole("button", { name: "Lên trước" }).click();
  await eventually(async () => (await sources()).join() === [second, first].join());
  await page.getByRole("button", { name: "Bỏ ảnh" }).first().click();
  await eventually(async () => (await sources()).join() === first);
  await page.goto(`/san-pham/${slug}`);
  const seen = page.locator(".photos img");
  assert.equal(await seen.count(), 1);
  assert.ok(await seen.evaluate((image) => image.complete && image.naturalWidth > 0));
});

for (const [name, viewport] of [["phone", phone], ["desk", desk]]) {
  test(`on a ${name} nothing is cut off, a thumb finds every field, and everybody can use it`, async () => {
    const other = await browser.newContext({ viewport, baseURL: portal.url, storageState: await page.context().storageState() });
    const own = await other.newPage();
    for (const address of ["/cua-toi", path, `/san-pham/${slug}`]) {
      for (const language of ["vi", "en"]) {
        await own.goto(inLanguage(address, language));
        assert.deepEqual(await violations(own), [], `${address} ${language}`);
        const [width, shown] = await own.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
        assert.ok(width <= shown, `${address}: ${width} of ${shown}`);
      }
    }
    await own.goto(path);
    for (const target of await own.locator(".account .choice, .account .button, .account input:visible:not([type=radio], [type=checkbox], [type=file]), .plain").all())
      assert.ok((await target.boundingBox()).height >= 44);
    await other.close();
  });
}

test("his page and the buyers' are light and run no scripts", async () => {
  for (const address of [path, `/san-pham/${slug}`]) {
    const bytes = await weigh(page, address);
    assert.ok(bytes > 0 && bytes < 60_000, `${address}: ${bytes} bytes`);
  }
});

const sources = () => page.locator(".own-photos img").evaluateAll((images) => images.map((image) => image.getAttribute("src")));

/** The market hears of a photo a moment after the registration has it. */
async function eventually(holds) {
  const until = Date.now() + 120_000;
  while (!(await holds())) {
    assert.ok(Date.now() < until, "within two minutes");
    await page.reload();
  }
}

/** A square of 64 pixels in a shade of grey. */
function png(shade) {
  const chunk = (kind, body) => {
    const bytes = Buffer.concat([Buffer.from(kind), body]);
    const length = Buffer.alloc(4), check = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc32(bytes));
    return Buffer.concat([length, bytes, check]);
  };
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 0, 0, 0, 0]);
  const rows = Buffer.concat(Array.from({ length: 64 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(64, shade)])));
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
