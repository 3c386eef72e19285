// browser.mjs - Debian's Chromium, the portal's address, and what the tests ask of every page
//
// Run through portal.py, which starts the portal and says in OCOP_PORTAL what stands there.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const portal = JSON.parse(process.env.OCOP_PORTAL);
const PATIENCE_MS = 120_000; // of a machine that is busy; nothing waits it out that goes well

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 900 };

/** Every kind of public page, as path by what it is. */
export const pages = {
  market: "/",
  search: "/?q=mien+dong",
  nothing: "/?q=khong-co-gi-nhu-vay",
  "product, valid": `/san-pham/${portal.certificates.valid.slug}`,
  "product, expired": `/san-pham/${portal.certificates.expired.slug}`,
  "product, not verified": `/san-pham/${portal.certificates.unverified.slug}`,
  "product, hostile": `/san-pham/${portal.hostile.slug}`,
  "verify, form": "/verify",
  "verify, valid": `/verify/${portal.certificates.valid.code}`,
  "verify, expired": `/verify/${portal.certificates.expired.code}`,
  "verify, revoked": `/verify/${portal.certificates.revoked.code}`,
  "verify, not verified": `/verify/${portal.certificates.unverified.code}`,
  "verify, unknown": "/verify/0000000000",
  "sticker, genuine": `/s/${portal.sticker}`,
  "sticker, another product's": `/s/${portal.sticker}?product=${portal.hostile.slug}`,
  "sticker, unknown": "/s/ABCDEFGHJKMN",
  "sticker, no address": `/01/09506000134353/21/${portal.sticker}`,
  shops: "/diem-ban",
  shop: `/diem-ban/${portal.shop}`,
  fairs: "/su-kien",
  fair: `/su-kien/${portal.fair}`,
  "fair, closed": `/su-kien/${portal.closedFair}`,
  figures: "/figures?by=former-district",
  "figures, rows": "/figures/rows?measure=products",
  "figures, funnel": "/figures/funnel",
  "figures, indicators": "/figures/indicators",
  "figures, exports": "/figures/exports",
  "report, valid": `/reports?number=${portal.certificates.valid.code}`,
  "report, unknown": "/reports?number=QQ77777777",
  "list, form": "/kiem-tra",
  "open data": "/open-data/",
  API: "/api",
  "no such page": "/khong-co",
};

/** The same address in a language. */
export function inLanguage(path, language) {
  return `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
}

/** A browser of its own for a test file. Nothing of it phones home. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.OCOP_CHROMIUM ?? "/usr/bin/chromium",
    timeout: PATIENCE_MS,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A new visitor, with an empty cache; scripts are off unless a test needs them for itself. */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({
    baseURL: portal.url,
    locale: "vi-VN",
    viewport: desk,
    javaScriptEnabled: false,
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  waitAfterClicks(page);
  return { context, page, requests };
}

/** A click that leads to another page is over when all of that page is there, not with its first
 * bytes: tests read what they look for once. */
function waitAfterClicks(page) {
  const locators = Object.getPrototypeOf(page.locator("html"));
  const { click } = locators;
  if (click.waits) return;
  locators.click = async function (options) {
    await click.call(this, options);
    await this.page().waitForLoadState();
  };
  locators.click.waits = true;
}

/** The violations of WCAG 2 A and AA that axe finds, one line each. */
export async function violations(page) {
  const source = await axe();
  await page.evaluate(source);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }),
  );
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary.replaceAll("\n", " ")}`),
  );
}

let axeSource;

async function axe() {
  const path = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
  axeSource ??= await readFile(path, "utf8");
  return axeSource;
}

/** Who has signed in already: a visitor with the session of an office or a producer. */
export async function signedIn(browser, secret, options = {}) {
  const { context, page, requests } = await visitor(browser, options);
  await context.addCookies([{ name: "ocop_session", value: secret, url: portal.url }]);
  return { context, page, requests };
}

/** What was refused of a field: it is marked, names its fault, and that is seen. */
export async function faultOf(page, field) {
  if ((await field.getAttribute("aria-invalid")) !== "true") return "";
  const fault = page.locator(`[id="${await field.getAttribute("aria-describedby")}"]`);
  return (await fault.isVisible()) ? fault.textContent() : "";
}

/** What every page with forms must be: readable for all at both widths and in both languages, with
 * fields that a thumb finds, light and without scripts. Returns what is wrong, one line each. */
export async function faultsOfForms(browser, secret, path) {
  const faults = [];
  for (const viewport of [phone, desk]) {
    const { context, page } = await signedIn(browser, secret, { viewport, javaScriptEnabled: true });
    for (const language of ["vi", "en"]) {
      const where = `${path} ${viewport.width} ${language}`;
      const bytes = await weigh(page, inLanguage(path, language));
      if (!(bytes > 0 && bytes < 60_000)) faults.push(`${where}: ${bytes} bytes`);
      faults.push(...(await violations(page)).map((line) => `${where}: ${line}`));
      const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      if (width > shown) faults.push(`${where}: ${width} px in ${shown} px`);
    }
    const targets = ".account .choice, .account .button, .account select, .account input:visible:not([type=radio], [type=checkbox], [type=file]), .plain";
    for (const target of await page.locator(targets).all()) {
      const height = (await target.boundingBox()).height;
      if (height < 44) faults.push(`${path}: ${await target.evaluate((one) => one.outerHTML.slice(0, 80))} is ${height} px high`);
    }
    await context.close();
  }
  return faults;
}

/** Opens a page; how many bytes came but of pictures, and NaN when a script did. */
export async function weigh(page, path) {
  const bodies = [];
  const heard = (response) => {
    const type = response.request().resourceType();
    if (type === "script") bodies.push(NaN);
    else if (type !== "image") bodies.push(response.body().then((body) => body.length));
  };
  page.on("response", heard);
  await page.goto(path, { waitUntil: "networkidle" });
  page.off("response", heard);
  return (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
}
