"""The market as the public sees it: search in any spelling, filters, pages without scripts."""

import re
import urllib.parse

from . import certificates


def search(province, **filters):
    found = province.pages(province.anybody(), "/listings?" + urllib.parse.urlencode(filters), "listings")
    return {listing["listingId"]: listing for listing in found}


def look(province):
    console = province.console
    with_marks = search(province, q="miến dong")
    without = search(province, q="mien dong")
    console.check("the same products with and without diacritics", set(without), set(with_marks))
    console.step("found by “miến dong” and by “mien dong”", len(without))
    wanted = "Miến dong Tài Hoan"
    console.check_that(f"{wanted} is among them", wanted in names(without))
    by_old_name = search(province, unit="Na Rì")
    console.check_that(f"{wanted} is found by the abolished district Na Rì", wanted in names(by_old_name))
    console.step("found by the abolished district Na Rì", len(by_old_name))
    starred = search(province, star=4, validOnly="true")
    console.check("only four stars", {listing["stars"] for listing in starred.values()}, {4})
    console.check("only valid ones", {listing["badge"] for listing in starred.values()}, {"BADGE_STATE_VALID"})
    console.step("four stars, valid today", len(starred))
    for product in province.plan["products"]:
        check_page(province, product)
    console.step("product pages without scripts", len(province.plan["products"]), "in Vietnamese and English")


def names(listings):
    return {listing["productName"] for listing in listings.values()}


def check_page(province, product):
    listing = certificates.listing_of(province, product)
    for language in ("vi", "en"):
        answer = province.anybody().raw(
            "GET", f"/san-pham/{listing['slug']}", None, {"Accept": "text/html", "Accept-Language": language}
        )
        province.console.check(f"page of {product['name']} ({language})", answer.status, 200)
        page = answer.content.decode()
        province.console.check_that(f"page of {product['name']} names it", product["name"] in page)
        runs = [tag for tag in re.findall(r"<script[^>]*>", page) if "application/ld+json" not in tag]
        province.console.check(f"scripts on the page of {product['name']}", runs, [])
