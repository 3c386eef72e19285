// figures_test.mjs - figures as an officer asks for them, with scripts switched off: filters, charts
// beside their tables, figures that open, and what the printer gets
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, launch, phone, portal, violations, visitor } from "./browser.mjs";

const PAPER = { width: 718, height: 1047 }; // A4 at 96 dots an inch, less margins of 12 mm
const PAGES = ["/figures?by=former-district", "/figures/funnel", "/figures/indicators?by=former-district", "/figures/exports"];

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A visitor, of an office when its secret is given. */
async function reader(options, secret) {
  const { context, page } = await visitor(browser, options);
  if (secret) await context.addCookies([{ name: "ocop_session", value: secret, url: portal.url }]);
  return { context, page };
}

const rows = (page, table = 0) =>
  page
    .locator("table")
    .nth(table)
    .locator("tbody tr, tfoot tr")
    .evaluateAll((lines) => lines.map((line) => [...line.cells].map((cell) => cell.innerText.trim())));

const numbers = (line) => line.slice(1).map((text) => Number(text.replaceAll(".", "")));

for (const [width, viewport] of [["360 px", phone], ["1280 px", desk]]) {
  test(`the form narrows figures down without a script at ${width}`, async () => {
    const { context, page } = await reader({ viewport });
    await page.goto("/figures");
    const all = await rows(page);
    await page.getByLabel("Hạng sao").selectOption("4");
    await page.getByRole("button", { name: "Xem" }).click();
    assert.match(await page.locator("main").innerText(), /Chỉ tính: Hạng sao: 4 sao/);
    const [of4, total] = await rows(page);
    assert.deepEqual(numbers(of4), numbers(total));
    assert.deepEqual(of4, all.find((line) => line[0] === of4[0]), "a filter and a line say the same");
    await context.close();
  });

  test(`a unit of before is found by its name at ${width}`, async () => {
    const { context, page } = await reader({ viewport });
    await page.goto("/figures");
    await page.getByLabel("Địa bàn mới hoặc cũ").fill("na ri");
    await page.getByRole("button", { name: "Xem" }).click();
    await page.getByRole("link", { name: /Huyện Na Rì/ }).click();
    assert.match(await page.locator("main").innerText(), /Huyện cũ: Huyện Na Rì/);
    await context.close();
  });

  test(`lines add up to the total, and figures open to as many rows at ${width}`, async () => {
    const { context, page } = await reader({ viewport });
    await page.goto("/figures?by=sector");
    const shown = await rows(page);
    const total = numbers(shown.at(-1));
    const sums = total.map((_, column) => shown.slice(0, -1).reduce((sum, line) => sum + numbers(line)[column], 0));
    assert.deepEqual(sums, total);
    await page.locator("tfoot a").first().click();
    assert.match(await page.locator("h1").innerText(), new RegExp(`: ${shown.at(-1)[1]}$`));
    await context.close();
  });

  test(`an office opens dossiers and producers at ${width}, accessible for all`, async () => {
    const { context, page } = await reader({ viewport, javaScriptEnabled: true }, portal.agency);
    for (const path of ["/figures/funnel", "/figures/indicators?by=former-district"]) {
      await page.goto(path);
      assert.deepEqual(await violations(page), [], path);
    }
    await page.goto("/figures/funnel");
    const [filed] = await rows(page);
    await page.locator("tbody tr").first().locator("a").first().click();
    assert.equal((await rows(page)).length, Number(filed[1]));
    await context.close();
  });
}

test("a round is chosen by its name", async () => {
  const { context, page } = await reader({});
  await page.goto("/figures/funnel");
  const choice = page.getByLabel("Đợt đánh giá");
  const [, name] = await choice.locator("option").allInnerTexts();
  await choice.selectOption({ label: name });
  await page.getByRole("button", { name: "Xem" }).click();
  assert.ok((await page.locator(".lead").innerText()).startsWith(name.trim()), name);
  await context.close();
});

test("who has not signed in is led to the sign-in page, not to rows", async () => {
  const { context, page } = await reader({});
  await page.goto("/figures/funnel");
  assert.equal(await page.locator("td a").count(), 0);
  await page.goto("/figures/indicators/rows?indicator=reported");
  assert.match(page.url(), /\/dang-nhap\?next=/);
  await context.close();
});

for (const path of PAGES) {
  test(`${path} prints: no form, black charts, nothing cut off, tables with their headings`, async () => {
    const { context, page } = await reader({ viewport: PAPER, javaScriptEnabled: true }, portal.agency);
    await page.goto(path);
    await page.emulateMedia({ media: "print" });
    for (const hidden of [".figures-form", ".files", ".ways", ".site nav"])
      for (const one of await page.locator(hidden).all()) assert.ok(!(await one.isVisible()), hidden);
    const print = await page.evaluate(() => ({
      wide: [...document.querySelectorAll("table")].map((table) => table.scrollWidth - innerWidth),
      heads: [...document.querySelectorAll("thead")].map((head) => getComputedStyle(head).display),
      fills: [...document.querySelectorAll("main .valid")].map((mark) => getComputedStyle(mark).fill),
      links: [...document.querySelectorAll("table a")].map((link) => getComputedStyle(link).textDecorationLine),
    }));
    for (const over of print.wide) assert.ok(over <= 0, `${over} px too wide`);
    assert.ok(print.heads.every((display) => display === "table-header-group"));
    assert.ok(print.fills.length === 0 || print.fills.every((fill) => fill === "rgb(0, 0, 0)"), print.fills.join());
    assert.ok(print.links.every((line) => line === "none"));
    const paper = await page.pdf({ format: "A4", preferCSSPageSize: true });
    assert.equal(paper.subarray(0, 5).toString(), "%PDF-");
    await context.close();
  });
}

test("years stand in a chart and in the table beside it", async () => {
  const { context, page } = await reader({ viewport: phone });
  await page.goto("/figures");
  const years = await rows(page, 1);
  const labels = await page.locator(".trend svg text").allTextContents();
  assert.equal(labels.at(-1), years.at(-1)[0]);
  assert.ok(years.length >= labels.length && labels.length > 1);
  assert.equal(await page.locator(".legend li").count(), 5);
  await context.close();
});

test("exports of three producers are told by year and country, those of one are not", async () => {
  const { context, page } = await reader({ viewport: phone });
  await page.goto("/figures/exports");
  const year = portal.today.slice(0, 4);
  assert.deepEqual(await rows(page, 0), [[year, "3", "300.000.000", "0,00"], ["Tổng", "3", "300.000.000", "0,00"]]);
  assert.deepEqual((await rows(page, 1))[0], ["Nhật Bản", "3", "300.000.000", "0,00"]);
  assert.ok(!(await page.locator("main").innerText()).includes("Canada"));
  await page.getByLabel("Theo nước, trong năm").selectOption(year);
  await page.getByRole("button", { name: "Xem" }).click();
  assert.equal(await page.getByLabel("Theo nước, trong năm").inputValue(), year);
  assert.match(await page.locator("h2").last().innerText(), new RegExp(`Theo nước, ${year}`));
  await context.close();
});

test("the agency has the exports of its province, those of one producer too", async () => {
  const { context, page } = await reader({}, portal.agency);
  await page.goto("/figures/exports");
  assert.ok((await rows(page, 1)).some(([country, records, dong]) => country === "Canada" && records === "1" && dong === "100.000.000"));
  assert.match(await page.locator("main").innerText(), /phạm vi của cơ quan bạn/);
  await context.close();
});
