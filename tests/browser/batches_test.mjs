// batches_test.mjs - a producer records a batch, corrects it, has it tested, draws stickers that a
// buyer can check, and closes it; with a telephone and without scripts
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultOf, faultsOfForms, launch, phone, portal, signedIn } from "./browser.mjs";

const CODE = `L-${Date.now() % 1_000_000}`; // no other batch's
let browser, page, list, path;

before(async () => {
  browser = await launch();
  ({ page } = await signedIn(browser, portal.sellerSecret, { viewport: phone }));
});
after(() => browser?.close());

const save = (name) => page.getByRole("button", { name, exact: true }).click();
const main = () => page.locator("main").innerText();
const entries = () => page.locator(".entries > li").allInnerTexts();

test("his product leads to its batches", async () => {
  await page.goto("/cua-toi");
  await page.locator(".own li", { hasText: portal.certificates.valid.product }).getByRole("link", { name: "Lô hàng, tem" }).click();
  list = new URL(page.url()).pathname;
  assert.equal(await page.locator(".lead").textContent(), portal.certificates.valid.product);
});

test("what is refused stands beside its field, the second row of materials too; nothing is lost", async () => {
  await page.getByLabel("Số lô").fill("Lô số 2");
  await page.getByLabel("Ngày sản xuất").fill("2099-01-01");
  await page.getByLabel("Số lượng").fill("120,5");
  await page.getByLabel("Nguyên liệu").nth(0).fill("Búp chè");
  await page.getByLabel("Từ đâu").nth(0).fill("Xóm Ví dụ 1");
  await page.getByLabel("Nguyên liệu").nth(2).fill("Hoa nhài");
  await save("Ghi lô");
  for (const field of ["Số lô", "Ngày sản xuất", "Đơn vị (kg"]) assert.ok(await faultOf(page, page.getByLabel(field)), field);
  assert.ok(await faultOf(page, page.getByLabel("Từ đâu").nth(2)), "the second material that was entered is the one refused");
  assert.equal(await page.getByLabel("Từ đâu").nth(0).getAttribute("aria-invalid"), null);
  assert.equal(await page.locator(".faults li").count(), 0, "each refusal has its field");
  assert.equal(await page.getByLabel("Số lượng").inputValue(), "120,5");
  assert.equal(await page.getByLabel("Nguyên liệu").nth(2).inputValue(), "Hoa nhài");
});

test("mended it is recorded", async () => {
  await page.getByLabel("Số lô").fill(CODE);
  await page.getByLabel("Ngày sản xuất").fill(portal.today);
  await page.getByLabel("Đơn vị (kg").fill("kg");
  await page.getByLabel("Từ đâu").nth(2).fill("Xóm Ví dụ 2");
  await save("Ghi lô");
  path = new URL(page.url()).pathname;
  for (const words of ["Đã lưu", `Lô ${CODE}`, "120,5 kg", "Búp chè: Xóm Ví dụ 1", "Hoa nhài: Xóm Ví dụ 2"]) assert.ok((await main()).includes(words), words);
});

test("a correction says why, and leaves the first entry visible", async () => {
  await page.getByLabel("Số lượng").fill("100");
  await save("Ghi bản sửa");
  assert.ok(await faultOf(page, page.locator("#sua-reason")));
  assert.equal(await page.getByLabel("Số lượng").inputValue(), "100");
  await page.locator("#sua-reason").fill("Cân lại");
  await save("Ghi bản sửa");
  const [counts, before] = await entries();
  assert.match(counts, /Đang tính.*100 kg.*Cân lại/s);
  assert.match(before, /Đã sửa, còn lưu.*120,5 kg/s);
});

test("a test is recorded and corrected; who makes it cannot correct one that failed", async () => {
  const record = async (verdict, corrects, reason) => {
    await page.getByLabel("Chỉ tiêu").fill("Dư lượng");
    await page.getByLabel("Nơi kiểm nghiệm").fill("Trung tâm kiểm nghiệm Ví dụ");
    await page.getByLabel("Ngày kiểm").fill(portal.today);
    await page.getByLabel(verdict, { exact: true }).check();
    if (corrects) {
      await page.getByLabel("Sửa lần kiểm số").fill(corrects);
      await page.locator("#kiem-nghiem-reason").fill(reason);
    }
    await save("Ghi kiểm nghiệm");
  };
  await record("Đạt");
  assert.match(await page.locator(".tests").innerText(), /Đạt/);
  await record("Không đạt", "1", "Ghi nhầm kết luận");
  const tests = await page.locator(".tests > li").allInnerTexts();
  assert.match(tests[0], /Đã sửa, còn lưu/);
  assert.match(tests[1], /Đang tính.*Không đạt.*Ghi nhầm kết luận/s);
  await record("Đạt", "2", "Muốn đạt");
  assert.ok(await faultOf(page, page.getByLabel("Sửa lần kiểm số")));
  assert.equal(await page.locator(".tests > li").count(), 2);
});

test("the agency says how many stickers there may be, and why", async () => {
  const { context, page: agency } = await signedIn(browser, portal.agency);
  const grant = () => agency.getByRole("button", { name: "Cấp", exact: true }).click();
  await agency.goto(path);
  assert.equal(await agency.getByRole("button", { name: "Ghi bản sửa" }).count(), 0, "it corrects nothing of a producer's");
  await agency.getByLabel("Cấp tất cả").fill("5");
  await grant();
  assert.ok(await faultOf(agency, agency.locator("#cap-tem-reason")));
  await agency.locator("#cap-tem-reason").fill("Theo sản lượng lô");
  await grant();
  assert.match(await agency.locator("main").innerText(), /Được cấp 5 tem, đã lấy 0\./);
  await context.close();
});

test("stickers are drawn within the quota, and the file for the printer has as many", async () => {
  await page.goto(path);
  await page.getByLabel("Số tem").fill("6");
  await save("Lấy tem");
  assert.ok(await faultOf(page, page.getByLabel("Số tem")));
  await page.getByLabel("Số tem").fill("3");
  await save("Lấy tem");
  assert.match(await main(), /đã lấy 3\./);
  const file = await page.request.get(await page.locator(".runs a").first().getAttribute("href"));
  const lines = (await file.text()).trim().split("\n");
  assert.equal(lines.length, 4, "a heading and three serials");
  await page.goto(`/s/${lines[1].split(",")[0]}`);
  assert.ok((await main()).includes(CODE));
});

test("its pages are light, and everybody can use them", async () => {
  for (const address of [list, path]) assert.deepEqual(await faultsOfForms(browser, portal.sellerSecret, address), []);
});

test("closing it ends stickers and corrections, not tests", async () => {
  await page.goto(path);
  await save("Đóng lô");
  assert.ok(await faultOf(page, page.locator("#dong-reason")));
  await page.locator("#dong-reason").fill("Đã bán hết");
  await save("Đóng lô");
  assert.match(await main(), /Đã đóng ngày.*Đã bán hết/s);
  for (const gone of ["Lấy tem", "Ghi bản sửa", "Đóng lô"]) assert.equal(await page.getByRole("button", { name: gone }).count(), 0, gone);
  assert.equal(await page.getByRole("button", { name: "Ghi kiểm nghiệm" }).count(), 1);
});

test("another producer is refused", async () => {
  const { context, page: other } = await signedIn(browser, portal.otherSecret);
  const answer = await other.goto(path);
  assert.equal(answer.status(), 403);
  assert.ok(!(await other.locator("main").innerText()).includes(CODE));
  await context.close();
});
