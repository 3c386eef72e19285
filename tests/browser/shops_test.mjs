// shops_test.mjs - an officer records a shop, changes it, says what it carries, and closes it; with
// a telephone and without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultOf, faultsOfForms, launch, phone, portal, signedIn, visitor } from "./browser.mjs";

const NAME = "Cửa hàng OCOP Ví dụ 2";
let browser, page, shop;

before(async () => {
  browser = await launch();
  ({ page } = await signedIn(browser, portal.agency, { viewport: phone }));
});
after(() => browser?.close());

const save = (name = "Lưu") => page.getByRole("button", { name, exact: true }).click();
const day = (name) => page.getByRole("group", { name, exact: true });

test("who has not signed in is led to the sign-in page, and back", async () => {
  const { context, page: stranger } = await visitor(browser);
  await stranger.goto("/cua-toi/diem-ban/them");
  assert.equal(new URL(stranger.url()).pathname, "/dang-nhap");
  await stranger.getByLabel("Tên đăng nhập").fill(portal.seller.signInName);
  await stranger.getByLabel("Mật khẩu").fill(portal.seller.password);
  await stranger.getByRole("button", { name: "Đăng nhập" }).click();
  assert.equal(new URL(stranger.url()).pathname, "/cua-toi/diem-ban/them");
  assert.match(await stranger.locator("main").innerText(), /do xã và cơ quan OCOP ghi/);
  assert.equal(await stranger.locator(".account").count(), 0, "a producer is shown no form that he may not send");
  await context.close();
});

test("what is refused of a new shop stands beside its field, and nothing typed is lost", async () => {
  await page.goto("/cua-toi/diem-ban");
  await page.getByRole("link", { name: "Thêm điểm bán" }).click();
  await page.getByLabel("Xã, phường").selectOption({ label: portal.commune.name });
  await page.getByLabel("Tên điểm bán").fill(NAME);
  await page.getByLabel("Siêu thị").check();
  await page.getByLabel("Đơn vị phụ trách").fill("Ủy ban nhân dân xã");
  await page.getByLabel("Vĩ độ").fill("10,762600");
  await page.getByLabel("Kinh độ").fill("106,660172");
  await day("Thứ Ba").getByLabel("Mở", { exact: true }).fill("07:30");
  await day("Thứ Ba").getByLabel("Đóng", { exact: true }).fill("11:30");
  await day("Thứ Năm").getByLabel("Mở", { exact: true }).fill("7 giờ");
  await save("Ghi điểm bán");
  assert.ok(await faultOf(page, page.getByLabel("Số nhà, đường, thôn")));
  assert.ok(await faultOf(page, page.getByLabel("Vĩ độ")), "another end of the country than the commune");
  assert.ok(await faultOf(page, day("Thứ Năm").getByLabel("Mở", { exact: true })), "the second span that was entered is the one refused");
  assert.equal(await day("Thứ Ba").getByLabel("Mở", { exact: true }).getAttribute("aria-invalid"), null);
  assert.equal(await page.locator(".faults li").count(), 0, "each refusal has its field");
  assert.equal(await page.getByLabel("Tên điểm bán").inputValue(), NAME);
  assert.ok(await page.getByLabel("Siêu thị").isChecked());
  assert.equal(await page.getByLabel("Kinh độ").inputValue(), "106,660172");
  assert.equal(await day("Thứ Ba").getByLabel("Đóng", { exact: true }).inputValue(), "11:30");
  assert.equal(await page.getByLabel("Xã, phường").locator("option:checked").innerText(), portal.commune.name);
});

test("mended it is recorded, and people see it as it was typed", async () => {
  await page.getByLabel("Số nhà, đường, thôn").fill("Số 2, đường Ví dụ");
  await page.getByLabel("Vĩ độ").fill("22,12");
  await page.getByLabel("Kinh độ").fill("106,05");
  await day("Thứ Năm").getByLabel("Mở", { exact: true }).fill("18:00");
  await day("Thứ Năm").getByLabel("Đóng", { exact: true }).fill("24:00");
  await page.getByRole("group", { name: "Ngày nghỉ riêng" }).getByLabel("Ngày 1").fill("2027-02-06");
  await save("Ghi điểm bán");
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
  shop = new URL(page.url()).pathname.split("/").at(-1);
  assert.equal(await page.getByLabel("Vĩ độ").inputValue(), "22,12");
  await page.goto(`/diem-ban/${shop}`);
  const text = await page.locator("main").innerText();
  for (const words of [NAME, "Siêu thị", "Số 2, đường Ví dụ", "07:30–11:30", "18:00–24:00", "06/02/2027"]) assert.ok(text.includes(words), words);
});

test("it is changed: another name, a day more, one less", async () => {
  await page.goto(`/cua-toi/diem-ban/${shop}`);
  await page.getByLabel("Tên điểm bán").fill(`${NAME}, đã đổi`);
  await day("Thứ Ba").getByLabel("Mở lại").fill("13:30");
  await day("Thứ Ba").getByLabel("Đóng lại").fill("17:00");
  for (const field of ["Mở", "Đóng"]) await day("Thứ Năm").getByLabel(field, { exact: true }).fill("");
  await save();
  assert.match(await page.getByRole("status").textContent(), /Đã lưu/);
  await page.goto(`/diem-ban/${shop}`);
  const text = await page.locator("main").innerText();
  assert.ok(text.includes("07:30–11:30, 13:30–17:00") && !text.includes("18:00"), text);
});

test("a product is found by its words, carried, and ended", async () => {
  const { product } = portal.certificates.valid;
  await page.goto(`/cua-toi/diem-ban/${shop}`);
  await page.getByLabel("Tìm sản phẩm để bày bán").fill(product);
  await page.getByRole("button", { name: "Tìm" }).click();
  await page.getByLabel(product).check();
  await page.getByLabel("Từ ngày").fill("2020-01-05");
  await page.getByLabel("Đến hết ngày").fill("2020-01-01");
  await save("Ghi");
  assert.ok(await faultOf(page, page.getByLabel("Đến hết ngày")));
  assert.ok(await page.getByLabel(product).isChecked(), "the choice is still there");
  await page.getByLabel("Đến hết ngày").fill("");
  await save("Ghi");
  await page.goto(`/diem-ban/${shop}`);
  assert.ok((await page.locator(".carried").innerText()).includes(product));
  await page.goto(`/cua-toi/diem-ban/${shop}`);
  await page.getByRole("link", { name: "Đổi ngày" }).click();
  assert.ok(await page.getByLabel(product).isChecked());
  await page.getByLabel("Đến hết ngày").fill("2020-01-31");
  await save("Ghi");
  await page.goto(`/diem-ban/${shop}`);
  assert.match(await page.locator("main").innerText(), /Chưa ghi sản phẩm nào/);
});

test("its pages are light, and everybody can use them", async () => {
  for (const path of ["/cua-toi/diem-ban", "/cua-toi/diem-ban/them", `/cua-toi/diem-ban/${shop}?q=mien`])
    assert.deepEqual(await faultsOfForms(browser, portal.agency, path), []);
});

test("an officer of the commune has no choice to make, and finds the shop on his list", async () => {
  const { context, page: own } = await signedIn(browser, portal.commune.secret);
  await own.goto("/cua-toi/diem-ban/them");
  assert.equal(await own.locator("select").count(), 0);
  await own.goto("/cua-toi/diem-ban");
  assert.ok((await own.locator(".own").innerText()).includes(NAME));
  await context.close();
});

test("closing it wants a reason; then it is said, and nothing can be changed", async () => {
  await page.goto(`/cua-toi/diem-ban/${shop}`);
  await save("Đóng cửa hẳn");
  assert.ok(await faultOf(page, page.getByLabel("Lý do")));
  await page.getByLabel("Lý do").fill("Chuyển sang xã khác");
  await save("Đóng cửa hẳn");
  assert.match(await page.locator("main").innerText(), /Đã đóng cửa hẳn từ ngày .*Chuyển sang xã khác/s);
  assert.equal(await page.locator(".account").count(), 0);
});
