// everyone_test.mjs - every page: for those who cannot see well, use keys, have a phone, a slow line
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { desk, inLanguage, launch, pages, phone, portal, violations, visitor } from "./browser.mjs";

const WEIGHT_LIMIT_BYTES = 60_000;
const SLOW_LINE_BYTES_A_SECOND = 50_000;

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [width, viewport] of [["360 px", phone], ["1280 px", desk]]) {
  for (const [name, path] of Object.entries(pages)) {
    test(`${name} at ${width}: WCAG 2.1 A and AA, nothing to scroll sideways`, async () => {
      const { context, page } = await visitor(browser, { viewport, javaScriptEnabled: true });
      for (const language of ["vi", "en"]) {
        await page.goto(inLanguage(path, language));
        assert.deepEqual(await violations(page), [], language);
        const [content, visible] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ]);
        assert.ok(content <= visible, `${language}: ${content} px in ${visible} px`);
      }
      await context.close();
    });
  }
}

test("keys reach the search in a few steps, and what has the focus is seen", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: true });
  await page.goto("/");
  const reached = [];
  while (reached.at(-1)?.id !== "q" && reached.length < 12) {
    await page.keyboard.press("Tab");
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        return {
          id: element.id,
          what: element.outerHTML.slice(0, 80),
          outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
          large: box.width > 10 && box.height > 10,
        };
      }),
    );
  }
  assert.equal(reached.at(-1).id, "q", reached.map((step) => step.what).join("\n"));
  for (const step of reached) assert.ok(step.outline && step.large, step.what);
  await page.keyboard.type("mien dong");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=mien/);
  assert.ok((await page.locator(".card").count()) > 0);
  await context.close();
});

test("the first key leads past the navigation", async () => {
  const { context, page } = await visitor(browser);
  await page.goto("/");
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  assert.ok(await skip.evaluate((element) => element === document.activeElement));
  await page.keyboard.press("Enter");
  await page.waitForURL(/#main$/);
  await context.close();
});

/** Opens a page with an empty cache on a slow line; what came over it, and when text was seen. */
async function firstVisit(path) {
  const { context, page, requests } = await visitor(browser, { viewport: phone, javaScriptEnabled: true });
  const line = await context.newCDPSession(page);
  let bytes = 0;
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 100,
    downloadThroughput: SLOW_LINE_BYTES_A_SECOND,
    uploadThroughput: SLOW_LINE_BYTES_A_SECOND,
  });
  line.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(path, { waitUntil: "networkidle" });
  const textAfterMs = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
  );
  await context.close();
  return { bytes, requests, textAfterMs };
}

for (const [name, path] of Object.entries(pages)) {
  if (name === "API") continue; // for those who write programs, at a desk
  test(`${name}: a first visit is light and asks nobody else`, async (t) => {
    const { bytes, requests, textAfterMs } = await firstVisit(path);
    t.diagnostic(`${bytes} bytes in ${requests.length} requests; text after ${Math.round(textAfterMs)} ms at 50 kB/s`);
    assert.ok(bytes > 0 && bytes < WEIGHT_LIMIT_BYTES, `${bytes} bytes`);
    for (const url of requests) assert.ok(url.startsWith(`${portal.url}/`) || url.startsWith("data:"), url);
  });
}
