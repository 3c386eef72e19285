// exports_test.mjs - a producer records an export and corrects it, the agency confirms and declines;
// with a telephone and without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultOf, faultsOfForms, launch, phone, portal, signedIn } from "./browser.mjs";

let browser, page, producer, path;

before(async () => {
  browser = await launch();
  ({ page } = await signedIn(browser, portal.agency, { viewport: phone }));
  ({ page: producer } = await signedIn(browser, portal.sellerSecret, { viewport: phone }));
});
after(() => browser?.close());

const save = (name, on) => on.getByRole("button", { name, exact: true }).click();
const main = (on) => on.locator("main").innerText();

test("what is refused of a new export stands beside its field, and nothing typed is lost", async () => {
  await producer.goto("/cua-toi/xuat-khau");
  await producer.getByRole("link", { name: "Ghi một chuyến" }).click();
  await producer.getByLabel("Nước nhập khẩu").selectOption({ label: "Séc" });
  await producer.getByLabel("Năm").fill("1999");
  await producer.getByLabel("Tháng").fill("1");
  await producer.getByLabel("Số lượng").fill("nhiều");
  await producer.getByLabel("Đơn vị (kg").fill("kg");
  await producer.getByLabel("Nhà nhập khẩu").check();
  await producer.getByLabel("Chính ngạch").check();
  await save("Ghi", producer);
  assert.ok(await faultOf(producer, producer.getByLabel("Số lượng")), "a quantity that is none");
  await producer.getByLabel("Số lượng").fill("1250,5");
  await producer.getByLabel("hoặc bằng đô la Mỹ").fill("4800,50");
  await producer.getByLabel("Mã HS").fill("1902");
  await save("Ghi", producer);
  for (const field of ["Năm", "Mã HS"]) assert.ok(await faultOf(producer, producer.getByLabel(field)), field);
  assert.equal(await producer.locator(".faults li").count(), 0, "each refusal has its field");
  assert.equal(await producer.getByLabel("Nước nhập khẩu").locator("option:checked").innerText(), "Séc");
  assert.equal(await producer.getByLabel("Số lượng").inputValue(), "1250,5");
  assert.ok(await producer.getByLabel("Chính ngạch").isChecked());
});

test("mended it is recorded as it was typed, and awaits the agency's word", async () => {
  await producer.getByLabel("Năm").fill(portal.today.slice(0, 4));
  await producer.getByLabel("Mã HS").fill("190230");
  await save("Ghi", producer);
  path = new URL(producer.url()).pathname;
  for (const words of ["Đã lưu", "Séc", `01/${portal.today.slice(0, 4)}`, "1250,5 kg", "4.800,50 USD", "Chờ xác nhận", "Nhà nhập khẩu"])
    assert.ok((await main(producer)).includes(words), words);
  assert.equal(await producer.getByRole("button", { name: "Xác nhận", exact: true }).count(), 0, "nobody confirms his own");
});

test("the agency finds it among those that await its word, and confirms it", async () => {
  await page.goto("/cua-toi/xuat-khau?awaiting=1");
  await page.locator(".own li", { hasText: "4.800,50 USD" }).getByRole("link", { name: "Mở" }).click();
  await save("Xác nhận", page);
  assert.match(await main(page), /Đã xác nhận.*Lần ghi 1.*Đang tính/s);
  await page.goto(`/san-pham/${portal.certificates.valid.slug}`);
  assert.match(await main(page), /Séc/);
});

test("a correction needs its reason, and leaves the first entry visible and counted", async () => {
  await producer.goto(path);
  await producer.getByLabel("hoặc bằng đô la Mỹ").fill("4500");
  await save("Ghi bản sửa", producer);
  assert.ok(await faultOf(producer, producer.getByLabel("Lý do sửa")));
  assert.equal(await producer.getByLabel("hoặc bằng đô la Mỹ").inputValue(), "4500");
  await producer.getByLabel("Lý do sửa").fill("Trả lại một kiện");
  await save("Ghi bản sửa", producer);
  const [second, first] = await producer.locator(".own > li").allInnerTexts();
  assert.match(second, /4\.500,00 USD.*Trả lại một kiện/s);
  assert.match(first, /Đang tính.*4\.800,50 USD/s);
});

test("the agency declines the correction with a reason; what was confirmed goes on counting", async () => {
  await page.goto(path);
  await save("Không xác nhận", page);
  assert.ok(await faultOf(page, page.getByLabel("Lý do")));
  await page.getByLabel("Lý do").fill("Thiếu tờ khai");
  await save("Không xác nhận", page);
  assert.match(await main(page), /Không được xác nhận.*Thiếu tờ khai/s);
  assert.match(await page.locator(".own > li").last().innerText(), /Đang tính/);
  assert.equal(await page.locator(".account").count(), 0, "who was declined corrects");
});

test("what was decided unseen is refused and said", async () => {
  const { context, page: late } = await signedIn(browser, portal.agency);
  await producer.goto(path);
  await producer.getByLabel("Lý do sửa").fill("Tờ khai đính kèm");
  await save("Ghi bản sửa", producer);
  await late.goto(path);
  await producer.getByLabel("Lý do sửa").fill("Sửa lần nữa");
  await save("Ghi bản sửa", producer);
  await save("Xác nhận", late);
  assert.ok(await late.locator(".fault").first().isVisible());
  assert.match(await main(late), /Lần ghi 4.*Chờ xác nhận|Chờ xác nhận.*Lần ghi 4/s);
  await context.close();
});

test("its pages are light, and everybody can use them", async () => {
  for (const address of ["/cua-toi/xuat-khau", path]) assert.deepEqual(await faultsOfForms(browser, portal.agency, address), []);
  for (const address of ["/cua-toi/xuat-khau/them", path]) assert.deepEqual(await faultsOfForms(browser, portal.sellerSecret, address), []);
});
