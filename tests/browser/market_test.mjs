// market_test.mjs - the market as anybody sees it, with scripts switched off
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inLanguage, launch, portal, visitor } from "./browser.mjs";

let browser, page, context, requests;

before(async () => {
  browser = await launch();
  ({ page, context, requests } = await visitor(browser));
});
after(() => browser?.close());

const names = () => page.locator(".card h2").allInnerTexts();

async function search(fields) {
  await page.goto("/");
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`[name=${name}]`);
    if (value === true) await field.check();
    else if (["sector", "star"].includes(name)) await field.selectOption(value);
    else await field.fill(value);
  }
  await page.getByRole("button", { name: "Tìm" }).click();
}

/** Every card of a search, page by page. */
async function everyCard() {
  const cards = [];
  for (;;) {
    cards.push(
      ...(await page.locator(".card").evaluateAll((shown) =>
        shown.map((card) => ({
          link: card.querySelector("h2 a").getAttribute("href"),
          state: card.querySelector(".state").textContent.trim(),
          stars: card.querySelectorAll(".stars .star").length,
          word: card.querySelector(".stars b")?.textContent.trim() ?? "",
        })),
      )),
    );
    const next = page.locator(".paging a[rel=next]");
    if ((await next.count()) === 0) return cards;
    await next.click();
  }
}

test("products are there without scripts", async () => {
  const answer = await page.goto("/");
  assert.equal(answer.status(), 200);
  assert.ok((await page.locator(".card").count()) > 0);
  assert.ok(await page.getByRole("searchbox").isVisible());
});

test("a search without diacritics finds what one with them finds", async () => {
  await search({ q: "mien dong" });
  const plain = await names();
  assert.ok(plain.includes(portal.old.product), plain.join());
  await search({ q: "Miến dong" });
  assert.deepEqual(await names(), plain);
  assert.equal(await page.locator("[name=q]").inputValue(), "Miến dong");
});

test("an abolished district finds its products, and the card tells the former place", async () => {
  await search({ unit: portal.old.district });
  const card = page.locator(".card", { hasText: portal.old.product });
  assert.match(await card.locator(".place").textContent(), /Địa danh cũ: .*Na Rì/);
});

test("stars and valid only: no card without the stars asked for", async () => {
  await search({ star: "4", valid: true });
  const cards = await everyCard();
  assert.ok(cards.length > 0);
  for (const card of cards)
    assert.deepEqual([card.state, card.stars, card.word], ["Còn hiệu lực", 4, "4 sao"], card.link);
});

test("a sector has its products only", async () => {
  await search({ sector: "I" });
  const tiles = await page.locator(".card .tile").count();
  assert.ok(tiles > 0);
  assert.equal(await page.locator(".card .tile-I").count(), tiles);
});

test("paging reaches every product once", async () => {
  await page.goto("/");
  const links = (await everyCard()).map((card) => card.link);
  assert.equal(new Set(links).size, links.length);
  let listed = 0;
  for (let cursor = ""; ; ) {
    const answer = await context.request.get(`/api/v1/listings?limit=200&cursor=${encodeURIComponent(cursor)}`);
    const part = await answer.json();
    listed += part.listings.length;
    cursor = part.next ?? "";
    if (!cursor) break;
  }
  assert.equal(links.length, listed);
});

test("stars stand on valid products only, and as many as the word says", async () => {
  await page.goto("/");
  const cards = await everyCard();
  assert.ok(new Set(cards.map((card) => card.state)).size >= 4, "the demo has every state");
  for (const card of cards) {
    const valid = card.state === "Còn hiệu lực";
    assert.equal(card.stars > 0, valid, `${card.link}: ${card.state}`);
    assert.equal(card.word, valid ? `${card.stars} sao` : "", card.link);
  }
});

test("nothing found: says so, and offers all products", async () => {
  await search({ q: "khong-co-gi-nhu-vay" });
  assert.equal(await page.locator(".card").count(), 0);
  await page.getByRole("link", { name: "Xem tất cả sản phẩm" }).click();
  assert.ok((await page.locator(".card").count()) > 0);
});

test("in English when asked, and the search stays in English", async () => {
  await page.goto(inLanguage("/", "en"));
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("searchbox").fill("mien dong");
  await page.getByRole("button", { name: "Search" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.match(await page.locator("h1").textContent(), /Search results/);
  await page.getByRole("link", { name: "Tiếng Việt" }).click();
  assert.equal(await page.locator("html").getAttribute("lang"), "vi");
  assert.equal(await page.locator("[name=q]").inputValue(), "mien dong");
});

test("the demo says what it is and what time it believes", async () => {
  await page.goto("/");
  const banner = await page.locator(".demo").innerText();
  const [year, month, day] = portal.today.split("-");
  assert.match(banner, /Bản trình diễn.*không có giá trị pháp lý/);
  assert.ok(banner.includes(`${day}/${month}/${year}`), banner);
});

test("no other host is asked for anything", () => {
  assert.ok(requests.length > 0);
  for (const url of requests) assert.ok(url.startsWith(`${portal.url}/`) || url.startsWith("data:"), url);
});
