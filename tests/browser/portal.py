"""A portal to look at: runs the demo's main job, then a command, then stops the daemons.

    python3 portal.py node --test market_test.mjs

The command finds the portal's address and what stands in it in OCOP_PORTAL, as JSON. Needs OCOP_BIN.
"""

import json
import os
import pathlib
import secrets
import signal
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts"))

import demo_province  # noqa: E402
from province import certificates, dates, dossiers, rounds  # noqa: E402
from province import market as search  # noqa: E402
from province.client import Client  # noqa: E402
from province.console import Console  # noqa: E402
from province.context import PROVINCE_CODE, Province  # noqa: E402
from province.journal import Journal  # noqa: E402
from province.stack import Stack, hold_port  # noqa: E402

# Names that try to become part of the page, and a word that no line has room for.
HOSTILE = {
    "key": "hostile",
    "producer": 'Hợp tác xã Ví dụ 9 "><img src=x onerror="document.title=1"> ' + "Rấtdài" * 10,
    "legal_form": "COOPERATIVE",
    "commune_code": "02185",
    "sign_in_name": "producer-9",
    "name": "Chè <script>document.title='1'</script> & 'Ví dụ' 9",
    "set_no": 11,
    "description": "</script><script>document.title='1'</script> <!-- <b>đậm</b> ]]>",
}
SIZE = 'Hộp <img src=x onerror="document.title=2"> & "lớn"'
# What the demo's plan makes of each, by the key of its product.
DECIDED = {"valid": "che", "revoked": "nghe", "expired": "mang"}
# A product that is being scored, otherwise like the valid one.
SCORED = {
    "key": "scored", "round": "scoring", "producer": "Hợp tác xã Ví dụ 8", "sign_in_name": "producer-8",
    "name": "Chè xanh Ví dụ 8",
}
OLD_ENTRY = "Miến dong Tài Hoan"  # in the old register without a decision number
BEFORE_MERGER = "Na Rì"  # the district it was in


def register_hostile(province):
    passwords = {**province.passwords(), HOSTILE["sign_in_name"]: secrets.token_urlsafe(12)}
    province.passwords_path.write_text(json.dumps(passwords))
    dossiers.register(province, HOSTILE)
    listing = province.wait("the market lists it", lambda: listed(province, HOSTILE["name"]))
    keeper = {"signInName": HOSTILE["sign_in_name"], "password": passwords[HOSTILE["sign_in_name"]]}
    Client(province.stack.port).sign_in(*keeper.values()).put(f"/api/v1/products/{listing['listingId']}/variants", {
        "isSet": False, "variants": [{"name": "Gói nhỏ", "packaging": "gói 250 g"}, {"name": SIZE, "packaging": "hộp 1 kg"}]})
    return listing, keeper


def round_in_scoring(province):
    """A round with one dossier, its documents out and its sheets open: for who fills a form."""
    [like] = [product for product in province.plan["products"] if product["key"] == DECIDED["valid"]]
    product = {**like, **SCORED}
    passwords = {**province.passwords(), SCORED["sign_in_name"]: secrets.token_urlsafe(12)}
    province.passwords_path.write_text(json.dumps(passwords))
    entry = {"key": "scoring", "shard": "tn1"}
    today = province.today()
    plan = {
        "shard": entry["shard"], "name": "Đợt Ví dụ đang chấm", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
        "rulebookCode": province.rulebook.code, "heldOn": str(dates.days_later(today, 2)),
        "proposalsBefore": str(dates.days_later(today, 1)), "settings": {"documentsAheadDays": 0},
    }
    round_id = province.command("round/scoring", province.office("ocop-agency"), "POST", "/rounds", plan)["id"]
    dossiers.register(province, product)
    dossiers.fill(province, product)
    dossiers.screen_and_propose(province, product)
    dossiers.admit(province, product, round_id)
    ids = rounds.appoint_council(province, entry, round_id)
    for step in ("open", "start"):
        province.command(f"{step}/scoring", province.office("secretary"), "POST", f"/rounds/{round_id}/{step}")
    expected = rounds.Expectation(province, product)
    choices = expected.choices(80)
    return {
        "roundId": round_id,
        "memberId": ids["member-1"],
        "secret": province.office("member-1").secret,
        "dossiers": [{
            "id": province.journal[f"dossier/{product['key']}"]["id"],
            "product": product["name"],
            "choices": choices,
            "total": 80,
            "parts": list(expected.sheet.part_totals(choices).items()),
        }],
    }


def sticker(province):
    """The serial of a sticker for the product whose certificate is valid."""
    [product] = [product for product in province.plan["products"] if product["key"] == DECIDED["valid"]]
    commune, today = dossiers.commune_office(province, product), province.today()
    batch = province.command("batch/valid", commune, "POST", "/batches", {
        "productId": province.journal[f"product/{product['key']}"]["id"], "code": "L-01",
        "content": {"producedOn": str(today), "quantityHundredths": "10000", "unit": "kg",
                    "origins": [{"material": "Búp chè", "place": "Xóm Ví dụ"}]}})["id"]
    province.command("batch/valid/test", commune, "POST", f"/batches/{batch}/tests", {
        "kind": "Dư lượng", "laboratory": "Trung tâm kiểm nghiệm Ví dụ", "testedOn": str(today),
        "verdict": "TEST_VERDICT_PASSED"})
    code = province.journal[f"certificate/{product['key']}"]["code"]
    province.command("quota/valid", province.office("ocop-agency"), "PUT", f"/batches/{batch}/sticker-quotas/{code}",
                     {"granted": 1, "reason": "Trình diễn"})
    run = province.command("run/valid", commune, "POST", f"/batches/{batch}/serial-runs",
                           {"certificateCode": code, "stickers": 1})["id"]
    printed = commune.raw("GET", f"/api/v1/serial-runs/{run}.csv", None, {}).content.decode()
    return printed.splitlines()[1].split(",")[0]


def offers(province):
    """Where the product whose certificate is valid can be bought, and who sells it: his way to sign in."""
    [product] = [product for product in province.plan["products"] if product["key"] == DECIDED["valid"]]
    commune = dossiers.commune_office(province, product)
    for key, content in (
        ("shop", {"kind": "OFFER_KIND_MARKETPLACE", "name": "Gian hàng Ví dụ", "url": "https://shop.example.vn/che",
                  "priceDong": "150000", "variant": "hộp 100 g"}),
        ("wholesale", {"kind": "OFFER_KIND_WHOLESALE", "name": "Bán sỉ chè khô", "minimumQuantityHundredths": "1250",
                       "unit": "kg", "priceDong": "400000", "delivery": "Giao toàn quốc"}),
    ):
        province.command(f"offer/{key}", commune, "POST", "/offers", {
            "listingId": province.journal[f"product/{product['key']}"]["id"], "content": content})
    return {"signInName": product["sign_in_name"], "password": province.passwords()[product["sign_in_name"]]}


def places(province):
    """A shop that carries the product whose certificate is valid, and a fair that its producer is at."""
    [product] = [product for product in province.plan["products"] if product["key"] == DECIDED["valid"]]
    commune, today = dossiers.commune_office(province, product), province.today()
    ids = {kind: province.journal[f"{kind}/{product['key']}"]["id"] for kind in ("product", "producer")}
    shop = province.command("shop", commune, "POST", "/points-of-sale", {
        "communeCode": product["commune_code"], "content": {
            "name": "Điểm giới thiệu và bán sản phẩm OCOP Ví dụ " + "Rấtdài" * 10, "kind": "POINT_OF_SALE_KIND_OCOP",
            "address": "Số 1, đường Ví dụ", "responsible": "Ủy ban nhân dân xã", "phone": "0209 3 000 000",
            "latitudeMicrodegrees": 22_150_000, "longitudeMicrodegrees": 106_080_000,
            "hours": [{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(1, 8)]}})["id"]
    province.command("shop/carries", commune, "PUT", f"/points-of-sale/{shop}/listings/{ids['product']}", {"since": str(today)})
    agency = province.office("ocop-agency")
    fair = province.command("fair", agency, "POST", "/fairs", {"unitCode": PROVINCE_CODE, "content": {
        "name": "Hội chợ OCOP Ví dụ", "kind": "FAIR_KIND_FAIR", "organiser": "Cơ quan tham mưu OCOP", "place": "Quảng trường Ví dụ",
        "beginsOn": str(today), "endsOn": str(dates.days_later(today, 2))}})["id"]
    applied = province.command("fair/applied", province.office(product["sign_in_name"]), "POST", f"/fairs/{fair}/applications", {
        "producerId": ids["producer"], "listingIds": [ids["product"]]})["id"]
    province.command("fair/accepted", agency, "POST", f"/fair-participants/{applied}/answer", {"accepted": True})
    return {"shop": shop, "fair": fair}


def maker_secret(province, key):
    """The session of who makes a product of the plan."""
    [product] = [product for product in province.plan["products"] if product["key"] == key]
    return province.office(product["sign_in_name"]).secret


def commune(province):
    """The commune of the product whose certificate is valid, and the session of its officer."""
    [product] = [product for product in province.plan["products"] if product["key"] == DECIDED["valid"]]
    unit = province.office("ocop-agency").get(f"/api/v1/units/{product['commune_code']}")["unit"]
    return {"code": unit["code"], "name": unit["fullNameVi"], "secret": dossiers.commune_office(province, product).secret}


def exports(province):
    """Confirmed exports of this year: of three producers to Japan, which anybody may see, and of one to Canada."""
    products = {product["key"]: product for product in province.plan["products"]}
    year = province.today().year
    for key, country in (*((key, "JP") for key in DECIDED.values()), (DECIDED["valid"], "CA")):
        noted = province.journal[f"product/{key}"]["id"]
        record = province.command(f"export/{country}/{key}", province.office(products[key]["sign_in_name"]), "POST", "/export-records", {
            "productId": noted, "content": {
                "countryCode": country, "year": year, "month": 1, "quantityHundredths": "50000", "unit": "kg", "valueDong": "100000000",
                "buyer": "EXPORT_BUYER_IMPORTER", "way": "EXPORT_WAY_OFFICIAL"}})["id"]
        province.command(f"export/{country}/{key}/confirmed", province.office("ocop-agency"), "POST",
                         f"/export-records/{record}/decision", {"confirmed": True, "entryNo": 1})


def closed_fair(province):
    """A fair of today that three producers reported on, closed: its sums are anybody's."""
    products = {product["key"]: product for product in province.plan["products"]}
    agency, today = province.office("ocop-agency"), str(province.today())
    fair = province.command("closed-fair", agency, "POST", "/fairs", {"unitCode": PROVINCE_CODE, "content": {
        "name": "Kết nối Ví dụ đã chốt", "kind": "FAIR_KIND_CONNECTION", "organiser": "Cơ quan tham mưu OCOP",
        "place": "Quảng trường Ví dụ", "beginsOn": today, "endsOn": today}})["id"]
    for key in DECIDED.values():
        producer = province.office(products[key]["sign_in_name"])
        applied = province.command(f"closed-fair/{key}", producer, "POST", f"/fairs/{fair}/applications", {
            "producerId": province.journal[f"producer/{key}"]["id"], "listingIds": [province.journal[f"product/{key}"]["id"]]})["id"]
        where = f"/fair-participants/{applied}"
        province.command(f"closed-fair/{key}/accepted", agency, "POST", f"{where}/answer", {"accepted": True})
        province.command(f"closed-fair/{key}/outcome", producer, "POST", f"{where}/outcomes", {"contracts": 2, "valueDong": "50000000"})
    province.command("closed-fair/closed", agency, "POST", f"/fairs/{fair}/close", {"report": "Sáu hợp đồng"})
    return fair


def listed(province, name):
    found = search.search(province, q="Ví dụ 9" if name == HOSTILE["name"] else name)
    return next((listing for listing in found.values() if listing["productName"] == name), None)


def facts(province):
    """The address, and what the plan and the register say stands there."""
    products = {product["key"]: product for product in province.plan["products"]}
    shown = {}
    for state, key in DECIDED.items():
        product, noted = products[key], province.journal[f"certificate/{key}"]
        listing = certificates.listing_of(province, product)
        shown[state] = {**noted, "product": product["name"], "producer": product["producer"], "slug": listing["slug"]}
    old = listed(province, OLD_ENTRY)
    shown["unverified"] = {
        "code": old["certificateCode"],
        "product": OLD_ENTRY,
        "producer": old["producerName"],
        "slug": old["slug"],
    }
    hostile, keeper = register_hostile(province)
    scoring = round_in_scoring(province)
    exports(province)
    return {
        "url": province.stack.url,
        "today": str(province.today()),
        "agency": province.office("ocop-agency").secret,
        "certificates": shown,
        "old": {"product": OLD_ENTRY, "district": BEFORE_MERGER},
        "scoring": scoring,
        "sticker": sticker(province),
        "seller": offers(province),
        "sellerSecret": maker_secret(province, DECIDED["valid"]),
        "otherSecret": maker_secret(province, DECIDED["revoked"]),
        "commune": commune(province),
        "closedFair": closed_fair(province),
        **places(province),
        "hostile": {**{key: HOSTILE[key] for key in ("name", "producer", "description")}, "slug": hostile["slug"],
                    "listingId": hostile["listingId"], "keeper": keeper, "size": SIZE},
    }


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="ocop-browser-") as folder:
        stack = Stack(folder, os.environ["OCOP_BIN"], hold_port(), ends_with_parent=True)
        console = Console()
        try:
            demo_province.run(stack, console, once=True)
            province = Province(stack, Journal(stack.directory / "journal.jsonl"), console)
            environment = {**os.environ, "OCOP_PORTAL": json.dumps(facts(province), ensure_ascii=False)}
            return subprocess.run(sys.argv[1:], env=environment).returncode
        finally:
            stack.stop()


if __name__ == "__main__":
    sys.exit(main())
