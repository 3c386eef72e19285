"""What is bought and sold: a shop, a fair, an offer and an export, each seen where people look for it."""

from . import dates, dossiers
from .context import PROVINCE_CODE

CARRIED = "mat-ong"  # a product with a valid certificate
EXPORTED = "mien"  # noodles: they go abroad before the centre has decided on their stars


def run(province):
    products = {product["key"]: product for product in province.plan["products"]}
    shop(province, products[CARRIED])
    fair(province, products[CARRIED])
    offer(province, products[CARRIED])
    export(province, products[EXPORTED])


def listing_id(province, product):
    return province.journal[f"product/{product['key']}"]["id"]


def shop(province, product):
    commune, console = dossiers.commune_office(province, product), province.console
    content = {
        "name": "Điểm giới thiệu và bán sản phẩm OCOP Ví dụ 1", "kind": "POINT_OF_SALE_KIND_OCOP", "address": "Số 1, đường Ví dụ",
        "responsible": "Ủy ban nhân dân xã",
        "hours": [{"weekday": day, "opens": "07:30", "closes": "17:00"} for day in range(1, 7)],
    }
    shop_id = province.command("trade/shop", commune, "POST", "/points-of-sale", {"communeCode": product["commune_code"], "content": content})["id"]
    carried = f"/points-of-sale/{shop_id}/listings/{listing_id(province, product)}"
    province.command("trade/carried", commune, "PUT", carried, {"since": str(province.today())})
    shown = province.get(province.anybody(), f"/points-of-sale/{shop_id}")
    console.check("what the shop carries", [one["listing"]["productName"] for one in shown["carried"]], [product["name"]])
    console.step(content["name"], product["name"], f"{province.stack.url}/diem-ban/{shop_id}")


def fair(province, product):
    agency, console = province.office("ocop-agency"), province.console
    today = province.today()
    content = {
        "name": "Ngày hội OCOP Ví dụ 1", "kind": "FAIR_KIND_FAIR", "organiser": "Cơ quan tham mưu OCOP", "place": "Quảng trường Ví dụ",
        "beginsOn": str(today), "endsOn": str(dates.days_later(today, 2)),
    }
    fair_id = province.command("trade/fair", agency, "POST", "/fairs", {"unitCode": PROVINCE_CODE, "content": content})["id"]
    producer = province.office(product["sign_in_name"])
    applied = province.command("trade/applied", producer, "POST", f"/fairs/{fair_id}/applications", {
        "producerId": province.journal[f"producer/{product['key']}"]["id"], "listingIds": [listing_id(province, product)]})["id"]
    province.command("trade/accepted", agency, "POST", f"/fair-participants/{applied}/answer", {"accepted": True})
    outcome = {"contracts": 1, "memoranda": 2, "valueDong": "50000000"}
    province.command("trade/outcome", producer, "POST", f"/fair-participants/{applied}/outcomes", outcome)
    shown = province.get(province.anybody(), f"/fairs/{fair_id}")
    console.check("who is at the fair", [one["producerName"] for one in shown["exhibitors"]], [product["producer"]])
    console.check("sums of a single producer are told to nobody", shown.get("sums"), None)
    console.step(content["name"], product["producer"], f"{province.stack.url}/su-kien/{fair_id}")


def offer(province, product):
    content = {
        "kind": "OFFER_KIND_WHOLESALE", "name": "Bán sỉ Ví dụ 1", "minimumQuantityHundredths": "2000", "unit": "kg",
        "priceDong": "180000", "delivery": "Giao trong tỉnh",
    }
    body = {"listingId": listing_id(province, product), "content": content}
    province.command("trade/offer", province.office(product["sign_in_name"]), "POST", "/offers", body)
    offers = province.get(province.anybody(), f"/listings/{listing_id(province, product)}/offers")["offers"]
    province.console.check("offers that stand", [one["content"]["name"] for one in offers], [content["name"]])
    province.console.step(content["name"], product["name"], "from 20 kg, 180,000 đ")


def export(province, product):
    """Recorded by its producer, nothing to anybody until the agency has confirmed it."""
    console, product_id = province.console, listing_id(province, product)
    today = province.today()
    content = {
        "countryCode": "CZ", "year": today.year, "month": today.month, "quantityHundredths": "120000", "unit": "kg",
        "valueUsdCents": "480000", "hsCode": "190230", "buyer": "EXPORT_BUYER_IMPORTER", "way": "EXPORT_WAY_OFFICIAL",
    }
    body = {"productId": product_id, "content": content}
    export_id = province.command("trade/export", province.office(product["sign_in_name"]), "POST", "/export-records", body)["id"]
    if "trade/confirmed" not in province.journal:
        console.check("countries before it is confirmed", markets(province, product_id), [])
    decision = {"confirmed": True, "entryNo": 1}
    province.command("trade/confirmed", province.office("ocop-agency"), "POST", f"/export-records/{export_id}/decision", decision)
    console.check("countries after", markets(province, product_id), ["Séc"])
    figures = province.get(province.anybody(), "/figures/exports?by=EXPORT_FIGURE_BY_COUNTRY")
    console.check("sums of a single producer are told to nobody", figures.get("lines", []), [])
    console.step("recorded, and confirmed by the agency", "Séc", product["name"])


def markets(province, product_id):
    found = province.get(province.anybody(), f"/listings/{product_id}/export-markets")
    return [market["countryNameVi"] for market in found.get("markets", [])]
