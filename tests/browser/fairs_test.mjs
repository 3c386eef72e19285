// fairs_test.mjs - an officer plans a fair and changes it, a producer applies, the officer answers,
// both say what came of it, and it is closed; with a telephone and without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultOf, faultsOfForms, launch, phone, portal, signedIn } from "./browser.mjs";

const NAME = "Kết nối cung cầu Ví dụ";
let browser, page, producer, fair, participant;

before(async () => {
  browser = await launch();
  ({ page } = await signedIn(browser, portal.agency, { viewport: phone }));
  ({ page: producer } = await signedIn(browser, portal.sellerSecret, { viewport: phone }));
});
after(() => browser?.close());

const save = (name, on = page) => on.getByRole("button", { name, exact: true }).click();
const main = (on = page) => on.locator("main").innerText();
const day = (days) => new Date(Date.parse(portal.today) + days * 86_400_000).toISOString().slice(0, 10);

test("what is refused of a new fair stands beside its field, and nothing typed is lost", async () => {
  await page.goto("/cua-toi/su-kien");
  await page.getByRole("link", { name: "Thêm sự kiện" }).click();
  await page.getByLabel("Của", { exact: true }).selectOption({ label: portal.commune.name });
  await page.getByLabel("Tên sự kiện").fill(NAME);
  await page.getByLabel("Kết nối cung cầu").check();
  await page.getByLabel("Địa điểm").fill("Nhà văn hóa Ví dụ");
  await page.getByLabel("Từ ngày").fill(day(0));
  await page.getByLabel("Đến hết ngày").fill(day(-3));
  await page.getByLabel("Mở cửa ngày đầu").fill("sáng");
  await save("Ghi sự kiện");
  for (const field of ["Đơn vị tổ chức", "Đến hết ngày", "Mở cửa ngày đầu"]) assert.ok(await faultOf(page, page.getByLabel(field)), field);
  assert.equal(await page.locator(".faults li").count(), 0, "each refusal has its field");
  assert.equal(await page.getByLabel("Tên sự kiện").inputValue(), NAME);
  assert.ok(await page.getByLabel("Kết nối cung cầu").isChecked());
  assert.equal(await page.getByLabel("Của", { exact: true }).locator("option:checked").innerText(), portal.commune.name);
});

test("mended it is planned, and changed; people see what it is now", async () => {
  await page.getByLabel("Đơn vị tổ chức").fill("Cơ quan tham mưu OCOP");
  await page.getByLabel("Đến hết ngày").fill(day(0));
  await page.getByLabel("Mở cửa ngày đầu").fill("08:00");
  await page.getByLabel("Kết thúc ngày cuối").fill("17:00");
  await save("Ghi sự kiện");
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
  fair = new URL(page.url()).pathname.split("/").at(-1);
  await page.getByLabel("Địa điểm").fill("Quảng trường Ví dụ 2");
  await save("Lưu");
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
  await page.goto(`/su-kien/${fair}`);
  for (const words of [NAME, "Quảng trường Ví dụ 2", "08:00–17:00", "Kết nối cung cầu"]) assert.ok((await main()).includes(words), words);
});

test("a producer applies with a product of his, and cannot without", async () => {
  await producer.goto("/cua-toi/su-kien");
  await producer.locator(".own li", { hasText: NAME }).getByRole("link", { name: "Mở" }).click();
  assert.equal(await producer.getByRole("button", { name: "Hủy sự kiện" }).count(), 0, "it is not his to cancel");
  await producer.getByLabel("Ghi chú").fill("Cần ổ điện");
  await save("Đăng ký", producer);
  assert.ok(await producer.locator(".faults").isVisible());
  assert.equal(await producer.getByLabel("Ghi chú").inputValue(), "Cần ổ điện");
  await producer.getByLabel(portal.certificates.valid.product).check();
  await save("Đăng ký", producer);
  assert.match(await main(producer), /Chờ trả lời/);
});

test("he has applied once, and answers it not himself", async () => {
  await producer.locator(".own li").getByRole("link", { name: "Mở" }).click();
  assert.equal(await producer.getByRole("button", { name: "Nhận", exact: true }).count(), 0, "nobody accepts himself");
  await producer.goto(`/cua-toi/su-kien/${fair}`);
  assert.equal(await producer.getByRole("button", { name: "Đăng ký", exact: true }).count(), 0, "he has applied");
});

test("the officer sees the application, and accepts it", async () => {
  await page.goto(`/cua-toi/su-kien/${fair}`);
  await page.locator(".own li", { hasText: portal.certificates.valid.producer }).getByRole("link", { name: "Mở" }).click();
  participant = new URL(page.url()).pathname;
  for (const words of [portal.certificates.valid.product, "Cần ổ điện", "Chờ trả lời"]) assert.ok((await main()).includes(words), words);
  await save("Từ chối");
  assert.ok(await faultOf(page, page.getByLabel("Lý do từ chối")), "nobody is refused without a reason");
  await save("Nhận");
  assert.match(await main(), /Được nhận/);
  await page.goto(`/su-kien/${fair}`);
  assert.ok((await page.locator(".carried").innerText()).includes(portal.certificates.valid.product));
});

test("the producer reports what came of it; the officer's correction leaves it visible", async () => {
  await producer.goto(participant);
  await producer.getByLabel("Số hợp đồng").fill("hai");
  await producer.getByLabel("Tổng giá trị").fill("150.000.000");
  await save("Ghi kết quả", producer);
  assert.ok(await faultOf(producer, producer.getByLabel("Số hợp đồng")));
  await producer.getByLabel("Số hợp đồng").fill("2");
  await save("Ghi kết quả", producer);
  assert.match(await main(producer), /150\.000\.000/);
  await page.goto(participant);
  await page.getByLabel("Tổng giá trị").fill("120.000.000");
  await save("Ghi bản sửa");
  assert.ok(await faultOf(page, page.getByLabel("Lý do sửa")));
  assert.equal(await page.getByLabel("Tổng giá trị").inputValue(), "120.000.000");
  await page.getByLabel("Lý do sửa").fill("Một hợp đồng không ký");
  await save("Ghi bản sửa");
  const [counts, before] = await page.locator(".own > li").allInnerTexts();
  assert.match(counts, /Đang tính.*do đơn vị tổ chức ghi.*120\.000\.000.*Một hợp đồng không ký/s);
  assert.match(before, /Đã sửa, còn lưu.*do chủ thể ghi.*150\.000\.000/s);
});

test("a buyer is added by name", async () => {
  await page.goto(`/cua-toi/su-kien/${fair}`);
  await page.getByLabel("Tên đơn vị mua").fill("Siêu thị Ví dụ 1");
  await save("Thêm");
  assert.match(await page.locator(".own").innerText(), /Siêu thị Ví dụ 1/);
});

test("its pages are light, and everybody can use them", async () => {
  for (const path of ["/cua-toi/su-kien", "/cua-toi/su-kien/them", `/cua-toi/su-kien/${fair}`, participant])
    assert.deepEqual(await faultsOfForms(browser, portal.agency, path), []);
  assert.deepEqual(await faultsOfForms(browser, portal.sellerSecret, participant), []);
});

test("closing it wants a report; then nothing is recorded of it any more", async () => {
  await page.goto(`/cua-toi/su-kien/${fair}`);
  await save("Chốt");
  assert.ok(await faultOf(page, page.getByLabel("Báo cáo kết quả")));
  await page.getByLabel("Báo cáo kết quả").fill("Hai hợp đồng, một được ký");
  await save("Chốt");
  assert.match(await main(), /Hai hợp đồng, một được ký/);
  assert.equal(await page.locator(".account").count(), 0);
  await producer.goto(participant);
  await producer.getByLabel("Số hợp đồng").fill("3");
  await producer.getByLabel("Lý do sửa").fill("Thêm một");
  await save("Ghi bản sửa", producer);
  assert.equal(await producer.locator(".faults li").count(), 1, "the refusal of what is closed is said above the form");
  assert.equal(await producer.getByLabel("Lý do sửa").inputValue(), "Thêm một");
});

test("another is cancelled, with a reason that people read", async () => {
  await page.goto("/cua-toi/su-kien/them");
  await page.getByLabel("Tên sự kiện").fill("Tuần lễ Ví dụ");
  await page.getByLabel("Tuần lễ quảng bá").check();
  await page.getByLabel("Đơn vị tổ chức").fill("Cơ quan tham mưu OCOP");
  await page.getByLabel("Địa điểm").fill("Nhà văn hóa Ví dụ");
  await page.getByLabel("Từ ngày").fill(day(20));
  await page.getByLabel("Đến hết ngày").fill(day(22));
  await save("Ghi sự kiện");
  const cancelled = new URL(page.url()).pathname.split("/").at(-1);
  await page.getByLabel("Lý do hủy").fill("Mưa lũ");
  await save("Hủy sự kiện");
  await page.goto(`/su-kien/${cancelled}`);
  assert.match(await main(), /Đã hủy.*Mưa lũ/s);
});
