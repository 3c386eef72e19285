// product_test.mjs - a product's page, what it tells machines, and names that try to break out
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, portal, visitor } from "./browser.mjs";

let browser, page;

before(async () => {
  browser = await launch();
  ({ page } = await visitor(browser));
});
after(() => browser?.close());

const open = (product) => page.goto(`/san-pham/${product.slug}`);
const linkedData = async () => JSON.parse(await page.locator("script[type='application/ld+json']").textContent());

async function fact(name) {
  const row = page.locator(".facts div", { has: page.locator("dt", { hasText: name }) });
  return (await row.locator("dd").textContent()).trim();
}

test("the linked data of a valid product says what the page says", async () => {
  const expected = portal.certificates.valid;
  await open(expected);
  const data = await linkedData();
  assert.equal(data["@context"], "https://schema.org");
  assert.equal(data["@type"], "Product");
  assert.equal(data.name, expected.product);
  assert.equal(data.name, await page.locator("h1").textContent());
  assert.equal(data.manufacturer.name, expected.producer);
  assert.equal(data.manufacturer.name, await fact("Chủ thể"));
  assert.equal(data.url, page.url());
  const certification = data.hasCertification;
  assert.equal(certification.certificationIdentification, expected.number);
  assert.equal(certification.certificationIdentification, await fact("Số giấy chứng nhận"));
  assert.equal(certification.certificationStatus, "https://schema.org/CertificationActive");
  assert.equal(certification.expires, expected.until);
  assert.equal(certification.expires.split("-").reverse().join("/"), await fact("Hiệu lực đến"));
  assert.equal(certification.name, `OCOP ${await page.locator(".panel .stars .star").count()} sao`);
  const answer = await page.goto(certification.url);
  assert.equal(answer.status(), 200);
  assert.equal(await page.locator("h1").textContent(), "Còn hiệu lực");
});

for (const state of ["expired", "revoked", "unverified"]) {
  test(`a product that is ${state} has no stars drawn, and no active certificate in the linked data`, async () => {
    await open(portal.certificates[state]);
    assert.equal(await page.locator(".panel .star").count(), 0);
    const { certificationStatus, certificationRating } = (await linkedData()).hasCertification;
    assert.equal(certificationStatus, state === "unverified" ? undefined : "https://schema.org/CertificationInactive");
    assert.equal(certificationRating?.ratingValue > 0, state !== "unverified");
  });
}

test("names are text: in page, title, linked data and search", async () => {
  const hostile = portal.hostile;
  for (const javaScriptEnabled of [false, true]) {
    const other = await visitor(browser, { javaScriptEnabled });
    await other.page.goto(`/san-pham/${hostile.slug}`);
    assert.equal(await other.page.locator("h1").textContent(), hostile.name);
    assert.equal(await other.page.locator(".product .body > .producer").textContent(), hostile.producer);
    assert.equal(await other.page.locator(".words").first().textContent(), hostile.description);
    assert.equal(await other.page.title(), `${hostile.name} · OCOP`);
    // What its keeper has added has pictures and bold words too: none is made of what was typed.
    assert.equal(await other.page.locator('main img:not([src^="/"]), main [onerror]').count(), 0);
    assert.equal(await other.page.locator("main b", { hasText: "đậm" }).count(), 0);
    const scripts = other.page.locator("script");
    assert.equal(await scripts.count(), 1);
    const data = JSON.parse(await scripts.textContent());
    assert.deepEqual(
      [data.name, data.manufacturer.name, data.description],
      [hostile.name, hostile.producer, hostile.description],
    );
    await other.page.goto(`/?q=${encodeURIComponent(hostile.name)}`);
    assert.ok((await other.page.locator(".card h2").allInnerTexts()).includes(hostile.name));
    assert.equal(await other.page.locator("[name=q]").inputValue(), hostile.name);
    // The only script is the page's own file: nothing that was typed has become one.
    assert.equal(await other.page.locator("script").count(), 1);
    assert.match(await other.page.locator("script").getAttribute("src"), /^\/assets\/suggest\.js\?v=\w+$/);
    assert.equal(await other.page.locator("script").textContent(), "");
    await other.context.close();
  }
});

test("a product that is not there", async () => {
  const answer = await page.goto("/san-pham/khong-co-san-pham-nay");
  assert.equal(answer.status(), 404);
  assert.match(await page.locator("h1").textContent(), /Không có trang này/);
});
