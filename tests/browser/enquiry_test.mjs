// enquiry_test.mjs - somebody with a phone asks a producer, who answers; both without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, inLanguage, launch, phone, portal, violations, visitor } from "./browser.mjs";

const { slug, product, producer } = portal.certificates.valid;
const asked = `/san-pham/${slug}/hoi-mua`;
let browser, buyer, seller;
let thread, inThread;

before(async () => {
  browser = await launch();
  ({ page: buyer } = await visitor(browser, { viewport: phone }));
  ({ page: seller } = await visitor(browser, { viewport: phone }));
});
after(() => browser?.close());

test("a product's page says where to buy, and leads to the question", async () => {
  await buyer.goto(`/san-pham/${slug}`);
  const offers = await buyer.locator("h2:has-text('Nơi mua') + ul > li").allTextContents();
  assert.equal(offers.length, 2);
  assert.match(offers[0], /Gian hàng Ví dụ.*hộp 100 g: 150\.000 đ/s);
  assert.match(offers[1], /Bán sỉ chè khô.*từ 12,5 kg, 400\.000 đ\/kg.*Giao toàn quốc/s);
  const shop = buyer.getByRole("link", { name: "Gian hàng Ví dụ" });
  assert.equal(await shop.getAttribute("href"), "https://shop.example.vn/che");
  assert.match(await shop.getAttribute("rel"), /nofollow.*noopener/);
  await buyer.getByRole("link", { name: "Hỏi mua sỉ" }).click();
  assert.equal(new URL(buyer.url()).pathname, asked);
  assert.equal(await buyer.getByLabel("Bán sỉ chè khô").isChecked(), true);
});

test("nothing is asked of a product whose certificate was revoked", async () => {
  await buyer.goto(`/san-pham/${portal.certificates.revoked.slug}`);
  assert.equal(await buyer.getByRole("link", { name: "Hỏi mua" }).count(), 0);
});

test("what is refused stands beside its field, with what was written", async () => {
  await buyer.goto(asked);
  await buyer.getByLabel("Lời nhắn").fill("Tôi cần chè\ncho quán");
  await buyer.getByLabel("Điện thoại hoặc email").fill("gọi cho tôi");
  await buyer.getByRole("button", { name: "Gửi lời hỏi" }).click();
  assert.equal(new URL(buyer.url()).pathname, asked);
  assert.match(await buyer.locator("#fault-contact").textContent(), /không hợp lệ/);
  assert.equal(await buyer.getByLabel("Lời nhắn").inputValue(), "Tôi cần chè\ncho quán");
});

test("the buyer sends it and has an address that brings him back", async () => {
  await buyer.goto(asked);
  await buyer.getByLabel("Bán sỉ chè khô").check();
  await buyer.getByLabel("Số lượng").fill("20 kg");
  await buyer.getByLabel("Lời nhắn").fill("Tôi cần chè\ncho quán <b>nhỏ</b>");
  await buyer.getByLabel("Tên bạn").fill("Bà Ví dụ");
  await buyer.getByLabel("Điện thoại hoặc email").fill("0987 654 321");
  await buyer.getByRole("button", { name: "Gửi lời hỏi" }).click();
  await buyer.waitForURL(/\/hoi-mua\/[0-9A-Z]{20}$/);
  thread = new URL(buyer.url()).pathname;
  const text = await buyer.locator("main").textContent();
  for (const word of [product, producer, "Bán sỉ chè khô", "20 kg", "cho quán <b>nhỏ</b>", "Đang trao đổi"]) assert.ok(text.includes(word), word);
  assert.ok(!text.includes("0987"), "the contact is for the producer alone");
});

test("the producer signs in, finds it, answers and closes it", async () => {
  await seller.goto("/cua-toi/hoi-mua");
  await seller.getByLabel(/Tên đăng nhập/).fill(portal.seller.signInName);
  await seller.getByLabel(/Mật khẩu/).fill(portal.seller.password);
  await seller.getByRole("button", { name: "Đăng nhập" }).click();
  await seller.waitForURL(/\/cua-toi\/hoi-mua$/);
  assert.match(await seller.locator(".lead").textContent(), /^1 cuộc hỏi/);
  await seller.getByRole("link", { name: "Mở" }).first().click();
  inThread = new URL(seller.url()).pathname;
  const text = await seller.locator("main").textContent();
  for (const word of ["Bà Ví dụ", "0987 654 321", "20 kg"]) assert.ok(text.includes(word), word);
  await seller.getByLabel("Trả lời").fill("Có sẵn, giao trong 3 ngày");
  await seller.getByRole("button", { name: "Gửi", exact: true }).click();
  await seller.waitForURL(new RegExp(`${inThread}\\?saved=1$`));
  assert.equal(await seller.locator(".thread > li").count(), 2);

  await buyer.goto(thread);
  assert.match(await buyer.locator(".thread > li").last().textContent(), /Chủ thể.*giao trong 3 ngày/s);
  await buyer.getByLabel("Viết tiếp").fill("Tôi lấy 20 kg");
  await buyer.getByRole("button", { name: "Gửi", exact: true }).click();
  await buyer.waitForURL(new RegExp(`${thread}$`));
  assert.equal(await buyer.locator(".thread > li").count(), 3);

  await seller.goto(inThread);
  await seller.getByLabel("Có đặt hàng", { exact: true }).check();
  await seller.getByRole("button", { name: "Kết thúc cuộc hỏi mua" }).click();
  await seller.waitForURL(new RegExp(`${inThread}\\?saved=1$`));
  assert.match(await seller.locator(".facts").textContent(), /Đã kết thúc, có đặt hàng/);
  await buyer.goto(thread);
  assert.match(await buyer.locator(".facts").textContent(), /có đặt hàng/);
  assert.equal(await buyer.getByLabel("Viết tiếp").count(), 0);
});

for (const [name, viewport] of [["phone", phone], ["desk", desk]]) {
  test(`on a ${name} nothing is cut off, in both languages`, async () => {
    await seller.goto("/cua-toi");
    const offers = await seller.getByRole("link", { name: "Chào hàng" }).first().getAttribute("href");
    for (const [page, paths] of [[buyer, [asked, thread, `/san-pham/${slug}`]], [seller, ["/cua-toi", "/cua-toi/hoi-mua", inThread, offers]]]) {
      await page.setViewportSize(viewport);
      for (const path of paths)
        for (const language of ["vi", "en"]) {
          await page.goto(inLanguage(path, language));
          const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
          assert.ok(width <= shown, `${path}: ${width} of ${shown}`);
          if (process.env.OCOP_PICTURES)
            await page.screenshot({ path: `${process.env.OCOP_PICTURES}/${name}-${language}-${path.replaceAll("/", "_").slice(-24)}.png`, fullPage: true });
          for (const target of await page.locator(".report .choice, .report .button, .report textarea").all())
            assert.ok((await target.boundingBox()).height >= 44);
        }
    }
  });
}

test("the form to ask: WCAG 2.1 A and AA", async () => {
  // What looks for violations is a script of its own.
  const { context, page } = await visitor(browser, { viewport: phone, javaScriptEnabled: true });
  await page.goto(asked);
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test("the pages are light, and nothing keeps them", async () => {
  for (const path of [asked, thread]) {
    const answer = await buyer.goto(path);
    assert.equal(answer.headers()["cache-control"], "no-store");
    assert.ok((await answer.body()).length < 20_000);
  }
});

test("a buyer has what is his erased", async () => {
  await buyer.goto(thread);
  await buyer.getByRole("button", { name: "Xóa", exact: true }).click();
  await buyer.waitForURL(new RegExp(`${thread}$`));
  assert.match(await buyer.locator(".thread").textContent(), /đã xóa theo yêu cầu/);
  await seller.goto(inThread);
  const text = await seller.locator("main").textContent();
  for (const word of ["Bà Ví dụ", "0987", "cho quán"]) assert.ok(!text.includes(word), word);
});
