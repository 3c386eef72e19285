// browser.mjs - Debian's Chromium, the portal's address, and what the tests ask of every page
//
// Run through portal.py, which starts the portal and says in OCOP_PORTAL what stands there.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

export const portal = JSON.parse(process.env.OCOP_PORTAL);
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
  figures: "/figures?by=former-district",
  "figures, rows": "/figures/rows?measure=products",
  "figures, funnel": "/figures/funnel",
  "figures, indicators": "/figures/indicators",
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
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  return { context, page, requests };
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
