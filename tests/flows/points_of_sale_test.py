"""Points of sale over HTTP: who records, changes and closes them, when they are open, what they carry and with which
stars, how they are found by units old and new and near a position; and their pages.

Distances are reckoned here once more, by the spherical law of cosines.
"""
import math
import re
import unittest

from flow import LIMIT_S, wait_for
from province import dates
from province.context import PROVINCE_CODE
from trade import CON_MINH, NA_RI, TradeFlow

# Around Na Rì's centre and away from it.
NEAR, FAR = (22_150_000, 106_080_000), (21_594_000, 105_848_000)
WEEKDAYS = [{"weekday": day, "opens": "07:30", "closes": "17:30"} for day in range(1, 6)]


def distance_m(one, other):
    (north, east), (other_north, other_east) = ([math.radians(value / 1e6) for value in place] for place in (one, other))
    return 6_371_008.8 * math.acos(math.sin(north) * math.sin(other_north)
                                   + math.cos(north) * math.cos(other_north) * math.cos(east - other_east))


class PointsOfSaleTest(TradeFlow):
    path = "/api/v1/points-of-sale"

    def content(self, **changes):
        return {"name": "Điểm giới thiệu và bán sản phẩm OCOP Ví dụ", "kind": "POINT_OF_SALE_KIND_OCOP",
                "address": "Số 1, Quốc lộ 3B", "hours": WEEKDAYS, "phone": "0209 3 000 000",
                "responsible": "Hợp tác xã Ví dụ thương mại", **changes}

    def record(self, office="na-ri", commune=NA_RI, **changes):
        return self.office(office).post(self.path, {"communeCode": commune, "content": self.content(**changes)})["id"]

    def own_shop(self, key, **changes):
        content = self.content(kind="POINT_OF_SALE_KIND_OWN_SHOP", **changes)
        return self.producer[key].post(self.path, {
            "communeCode": CON_MINH, "producerId": self.producer_id[key], "content": content})["id"]

    def carry(self, shop, key, client=None, **days):
        (client or self.office("na-ri")).put(f"{self.path}/{shop}/listings/{self.listing[key]}", days)

    def shop(self, shop, **asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return self.anybody().get(f"{self.path}/{shop}?{query}")

    def found(self, query):
        return [point["pointOfSaleId"] for point in self.province.pages(self.anybody(), f"/points-of-sale?{query}", "points")]

    def stars(self, shop):
        return {one["listing"]["productName"]: one["listing"].get("stars", 0) for one in self.shop(shop).get("carried", [])}

    # --- the life of a shop

    def test_a_shop_is_recorded_changed_and_closed(self):
        shop = self.record(closedOn=[str(self.monday)])
        seen = self.shop(shop)
        self.assertEqual((seen["communeCode"], seen["communeName"], seen["provinceCode"], seen["version"]),
                         (NA_RI, "Xã Na Rì", PROVINCE_CODE, "1"))
        self.assertEqual(seen["content"]["closedOn"], [str(self.monday)])
        self.office("ocop-agency").put(f"{self.path}/{shop}", {"content": self.content(
            name="Trung tâm OCOP Ví dụ", latitudeMicrodegrees=NEAR[0], longitudeMicrodegrees=NEAR[1])}, if_match='"1"')
        seen = self.shop(shop)
        self.assertEqual((seen["content"]["name"], seen["content"].get("closedOn", []), seen["version"]),
                         ("Trung tâm OCOP Ví dụ", [], "2"))
        self.refuse(self.office("na-ri"), "PUT", f"{self.path}/{shop}", {"content": self.content()}, 412, "version-stale",
                    if_match='"1"')

        self.assertIn(shop, self.found(f"unit={NA_RI}"))
        self.office("na-ri").post(f"{self.path}/{shop}/close", {"reason": "Chuyển sang nơi khác"})
        self.assertNotIn(shop, self.found(f"unit={NA_RI}"))
        seen = self.shop(shop)
        self.assertEqual((seen["endedOn"], seen["endReason"], "opening" in seen), (str(self.monday), "Chuyển sang nơi khác", False))
        for method, where, body in (("PUT", "", {"content": self.content()}), ("POST", "/close", {"reason": "Nữa"}),
                                    ("PUT", f"/listings/{self.listing['tea']}", {})):
            self.refuse(self.office("na-ri"), method, f"{self.path}/{shop}{where}", body, 409, "point-of-sale-closed")
        told = [event for event in self.events("market") if shop in str(event)]
        self.assertEqual([event["type"].rsplit(".", 1)[1] for event in told],
                         ["PointOfSaleRecorded", "PointOfSaleChanged", "PointOfSaleClosed"])

    def test_each_keeps_to_his_own(self):
        body = {"communeCode": NA_RI, "content": self.content()}
        self.refuse(self.anybody(), "POST", self.path, body, 401, "token-missing")
        self.refuse(self.office("chairman"), "POST", self.path, body, 403, "role-missing")
        self.refuse(self.office("con-minh"), "POST", self.path, body, 403, "scope-missing")
        self.refuse(self.producer["tea"], "POST", self.path, body, 403, "scope-missing")  # no shop of his
        own = self.own_shop("tea")
        for method, where, sent in (("PUT", "", {"content": self.content()}), ("POST", "/close", {"reason": "Không phải của mình"}),
                                    ("PUT", f"/listings/{self.listing['honey']}", {})):
            self.refuse(self.producer["honey"], method, f"{self.path}/{own}{where}", sent, 403, "scope-missing")
            self.refuse(self.office("na-ri"), method, f"{self.path}/{own}{where}", sent, 403, "scope-missing")
        self.carry(own, "tea", self.producer["tea"])
        self.carry(own, "noodles", self.office("con-minh"))  # his commune looks after it too
        self.assertEqual(set(self.stars(own)), {"Chè Ví dụ", "Miến dong Ví dụ"})
        self.assertEqual(self.shop(own)["producerName"], "Hợp tác xã Ví dụ 2")
        self.producer["tea"].post(f"{self.path}/{own}/close", {"reason": "Nghỉ bán"})

    def test_what_cannot_be_recorded_is_refused_by_name(self):
        officer = self.office("na-ri")
        span = {"weekday": 1, "opens": "08:00", "closes": "12:00"}
        for change, status, rule, field in (
            ({"name": " "}, 400, "field-missing", "content.name"),
            ({"name": "x" * 201}, 400, "field-too-long", "content.name"),
            ({"address": ""}, 400, "field-missing", "content.address"),
            ({"responsible": ""}, 400, "field-missing", "content.responsible"),
            ({"phone": "gọi anh Ba"}, 400, "field-invalid", "content.phone"),
            ({"kind": "POINT_OF_SALE_KIND_UNSPECIFIED"}, 400, "field-invalid", "content.kind"),
            ({"kind": "POINT_OF_SALE_KIND_OWN_SHOP"}, 400, "field-invalid", "content.kind"),
            ({"latitudeMicrodegrees": 50_087_000, "longitudeMicrodegrees": 14_421_000}, 400, "field-invalid", "content.latitudeMicrodegrees"),
            ({"latitudeMicrodegrees": NEAR[1], "longitudeMicrodegrees": NEAR[0]}, 400, "field-invalid", "content.latitudeMicrodegrees"),
            ({"latitudeMicrodegrees": 10_780_000, "longitudeMicrodegrees": 106_700_000}, 400, "field-invalid", "content.latitudeMicrodegrees"),
            ({"hours": [{**span, "weekday": 8}]}, 400, "field-invalid", "content.hours[0]"),
            ({"hours": [span, {**span, "opens": "8:00"}]}, 400, "field-invalid", "content.hours[1]"),
            ({"hours": [{**span, "closes": "08:00"}]}, 400, "field-invalid", "content.hours[0]"),
            ({"hours": [span, {**span, "opens": "11:59", "closes": "14:00"}]}, 400, "field-invalid", "content.hours"),
            ({"hours": [span, {"weekday": 7, "opens": "20:00", "closes": "08:01"}]}, 400, "field-invalid", "content.hours"),
            ({"hours": [span] * 29}, 400, "field-invalid", "content.hours"),
            ({"closedOn": ["29/11/2026"]}, 400, "date-invalid", "content.closedOn[0]"),
            ({"closedOn": [str(self.monday)] * 61}, 400, "field-invalid", "content.closedOn"),
        ):
            self.refuse(officer, "POST", self.path, {"communeCode": NA_RI, "content": self.content(**change)}, status, rule, field)
        self.refuse(officer, "POST", self.path, {"communeCode": NA_RI}, 400, "field-missing", "content")
        for commune in ("", "99999", PROVINCE_CODE):
            self.refuse(officer, "POST", self.path, {"communeCode": commune, "content": self.content()}, 422, "unit-unknown", "communeCode")
        self.refuse(officer, "POST", self.path, {"communeCode": NA_RI, "producerId": "producer_x",
                    "content": self.content(kind="POINT_OF_SALE_KIND_OWN_SHOP")}, 404, "producer-unknown", "producerId")
        self.refuse(officer, "POST", self.path, {"communeCode": NA_RI, "producerId": self.producer_id["tea"], "content": self.content()},
                    400, "field-invalid", "content.kind")
        shop = self.record()
        where = f"{self.path}/{shop}"
        self.refuse(officer, "POST", f"{where}/close", {}, 400, "field-missing", "reason")
        self.refuse(officer, "PUT", f"{where}/listings/product_x", {}, 404, "listing-unknown", "listingId")
        self.refuse(officer, "PUT", f"{where}/listings/{self.listing['tea']}", {"since": "mai"}, 400, "date-invalid", "since")
        self.refuse(officer, "PUT", f"{where}/listings/{self.listing['tea']}", {"since": "2026-12-02", "until": "2026-12-01"},
                    400, "date-invalid", "until")
        self.refuse(officer, "PUT", f"{self.path}/shop_x", {"content": self.content()}, 404, "no-such-thing")
        self.refuse(self.anybody(), "GET", f"{self.path}/shop_x", None, 404, "no-such-thing")
        for query, status, rule, field in (
            ("unit=khong-co-noi-nay", 422, "unit-unknown", "unit"), ("unit=999", 422, "unit-unknown", "unit"),
            ("unit=%21%21", 422, "unit-unknown", "unit"), (f"unit={'x' * 101}", 400, "field-too-long", "unit"),
            ("listingId=product_x", 404, "listing-unknown", "listingId"), ("cursor=x", 400, "cursor-invalid", "cursor"),
            ("nearLatitudeMicrodegrees=1000000&nearLongitudeMicrodegrees=1000000", 400, "field-invalid", "nearLatitudeMicrodegrees"),
        ):
            self.refuse(self.anybody(), "GET", f"{self.path}?{query}", None, status, rule, field)

    # --- opening hours

    def test_open_now_is_reckoned_in_vietnam(self):
        """It is nine o'clock on a Monday, and two in the morning in London."""
        def at_nine(**changes):
            return self.shop(self.record(**changes))["opening"]

        def moment(day, hour):
            return f"{dates.days_later(self.monday, day)}T{hour - 7:02}:00:00Z"

        seen = at_nine()
        self.assertEqual((seen["isKnown"], seen["openNow"], seen["openUntil"]),
                         (True, True, f"{self.monday}T10:30:00Z"))
        seen = at_nine(closedOn=[str(self.monday)])
        self.assertEqual((seen.get("openNow", False), seen["opensNext"]),
                         (False, f"{dates.days_later(self.monday, 1)}T00:30:00Z"))
        seen = at_nine(hours=[{"weekday": 7, "opens": "20:00", "closes": "10:00"}])  # of Sunday, past midnight
        self.assertEqual((seen["openNow"], seen["openUntil"]), (True, moment(0, 10)))
        seen = at_nine(hours=[{"weekday": 1, "opens": "08:00", "closes": "09:00"}, {"weekday": 1, "opens": "14:00", "closes": "15:00"}])
        self.assertEqual((seen.get("openNow", False), seen["opensNext"]), (False, moment(0, 14)))
        seen = at_nine(hours=[{"weekday": day, "opens": "00:00", "closes": "24:00"} for day in range(1, 8)])
        self.assertEqual((seen["openNow"], seen["alwaysOpen"], "openUntil" in seen), (True, True, False))
        self.assertFalse(at_nine(hours=[])["isKnown"])

        shut = self.record(name="Quán đêm", hours=[{"weekday": 1, "opens": "19:00", "closes": "23:00"}])
        open_shops = self.found(f"unit={NA_RI}&openNow=true")
        self.assertNotIn(shut, open_shops)
        self.assertIn(shut, self.found(f"unit={NA_RI}"))
        for shop in open_shops:
            self.assertTrue(self.shop(shop)["opening"]["openNow"])

    # --- finding them

    def test_shops_are_found_by_units_old_and_new_and_by_distance(self):
        near = self.record(name="Gần", latitudeMicrodegrees=NEAR[0], longitudeMicrodegrees=NEAR[1])
        nearer = self.record("con-minh", CON_MINH, name="Gần hơn", latitudeMicrodegrees=NEAR[0] + 30_000,
                             longitudeMicrodegrees=NEAR[1] - 20_000, kind="POINT_OF_SALE_KIND_REST_STOP")
        nowhere = self.record(name="Chưa rõ vị trí")
        for unit, expected in ((NA_RI, {near, nowhere}), (CON_MINH, {nearer}), ("Na%20R%C3%AC", {near, nowhere, nearer}),
                               ("huyen%20na%20ri", {near, nowhere, nearer}), ("B%E1%BA%AFc%20K%E1%BA%A1n", {near, nowhere, nearer}),
                               (PROVINCE_CODE, {near, nowhere, nearer}), ("066", {near, nowhere, nearer}),
                               ("xa%20con%20minh", {nearer})):
            with self.subTest(unit=unit):
                self.assertEqual(set(self.found(f"unit={unit}")) & {near, nowhere, nearer}, expected)
        self.assertEqual(self.found("unit=Ba%20B%E1%BB%83"), [])
        self.assertEqual(set(self.found("kind=POINT_OF_SALE_KIND_REST_STOP")), {nearer})

        here = (NEAR[0] + 31_000, NEAR[1] - 20_000)
        answer = self.anybody().get(f"{self.path}?nearLatitudeMicrodegrees={here[0]}&nearLongitudeMicrodegrees={here[1]}&limit=1")
        self.assertEqual([point["pointOfSaleId"] for point in answer["points"]], [nearer])
        self.assertEqual(answer["next"], "")
        answer = self.anybody().get(f"{self.path}?nearLatitudeMicrodegrees={here[0]}&nearLongitudeMicrodegrees={here[1]}&limit=200")
        order = [point["pointOfSaleId"] for point in answer["points"]]
        self.assertLess(order.index(nearer), order.index(near))
        self.assertNotIn(nowhere, order)
        for point in answer["points"]:
            place = (point["content"]["latitudeMicrodegrees"], point["content"]["longitudeMicrodegrees"])
            self.assertAlmostEqual(point["distanceM"], distance_m(here, place), delta=2)
        self.assertEqual(answer["points"], sorted(answer["points"], key=lambda point: point["distanceM"]))
        paged, cursor = [], ""
        while True:
            answer = self.anybody().get(f"{self.path}?limit=1&cursor={cursor}")
            paged += [point["pointOfSaleId"] for point in answer["points"]]
            cursor = answer["next"]
            if not cursor:
                break
        self.assertEqual(paged, self.found("kind=POINT_OF_SALE_KIND_UNSPECIFIED"))

    # --- what they carry

    def test_stars_go_from_the_shelf_with_the_certificate(self):
        shop = self.record(latitudeMicrodegrees=NEAR[0], longitudeMicrodegrees=NEAR[1], name="Siêu thị Ví dụ",
                           kind="POINT_OF_SALE_KIND_SUPERMARKET")
        self.carry(shop, "rice", since=str(dates.days_later(self.monday, -30)))
        self.carry(shop, "honey", until=str(dates.days_later(self.monday, -1)))
        self.carry(shop, "noodles", since=str(dates.days_later(self.monday, 1)))
        self.assertEqual(self.stars(shop), {"Gạo Ví dụ": 3})
        self.assertEqual((self.shop(shop)["carriedCount"], len(self.shop(shop, history="true")["carried"])), (1, 3))
        self.assertIn(shop, self.found(f"listingId={self.listing['rice']}"))
        self.assertNotIn(shop, self.found(f"listingId={self.listing['honey']}"))

        self.office("chairman").post(f"/api/v1/certificates/{self.certificates['rice']['code']}/revoke", {
            "groundCode": "c", "reason": "Ví dụ", "decisionNumber": "1/QĐ-UBND", "conclusionNumber": "1/KL",
            "concludedOn": str(self.monday), "paperId": self.paper}, patience_s=LIMIT_S)
        wait_for("the stars are gone", lambda: self.stars(shop) == {"Gạo Ví dụ": 0})
        [carried] = self.shop(shop)["carried"]
        self.assertEqual(carried["listing"]["badge"], "BADGE_STATE_REVOKED")

    # --- their pages

    def test_pages_show_shops_with_a_map_and_what_they_carry(self):
        shop = self.record(name="Cửa hàng <Ví dụ> & Con", latitudeMicrodegrees=NEAR[0], longitudeMicrodegrees=NEAR[1],
                           closedOn=[str(dates.days_later(self.monday, 2))])
        self.carry(shop, "tea")
        status, page = self.page("/diem-ban?unit=na+ri")
        self.assertEqual(status, 200)
        self.assertIn("Cửa hàng &lt;Ví dụ&gt; &amp; Con", page)
        self.assertIn("Đang mở cửa, đến 17:30", page)
        self.assertRegex(page, rf'<a href="/diem-ban/{shop}" aria-label="[^"]*"><circle class="shop"[^>]*></circle>\s*<text[^>]* aria-hidden="true">')
        self.assertGreater(page.count('class="commune"'), 8)  # the neighbours within some 20 km
        self.assertLess(len(page.encode()), 60_000)
        self.assertNotRegex(page, r'(?:src|href)="https?:')
        self.assertIn("Chưa có điểm bán nào như vậy.", self.page("/diem-ban?unit=khong-co-noi-nay")[1])
        self.assertRegex(self.page("/diem-ban?near=22.160,106.080")[1], r"1,1 km")
        status, page = self.page(f"/diem-ban/{shop}")
        self.assertEqual(status, 200)
        for words in ("Chè Ví dụ", "3 sao", "Còn hiệu lực", "07:30–17:30", "Nghỉ", "0209 3 000 000", "Đang mở cửa, đến 17:30",
                      dates.days_later(self.monday, 2).strftime("%d/%m/%Y")):
            self.assertIn(words, page)
        status, page = self.page(f"/san-pham/{self.listing['tea']}")
        self.assertRegex(page, re.compile(f'<h2>Bán tại</h2>.*/diem-ban/{shop}', re.S))
        self.assertNotIn("Bán tại", self.page(f"/san-pham/{self.listing['noodles']}")[1])
        self.office("na-ri").post(f"{self.path}/{shop}/close", {"reason": "Hết hợp đồng thuê"})
        status, page = self.page(f"/diem-ban/{shop}")
        self.assertIn("Đã đóng cửa hẳn", page)
        self.assertNotIn("Bán tại", self.page(f"/san-pham/{self.listing['tea']}")[1])
        self.assertEqual(self.page("/diem-ban/shop_x")[0], 404)
        self.assertIn("Where to buy", self.page("/diem-ban?lang=en")[1])


if __name__ == "__main__":
    unittest.main()
