"""Large shops and fairs, and the days on which the register is silent: pages stay small, every product is found by a
cursor, what a shop carries can be ended when it carries all that it may, and no star is shown as if it were known today.

That there are many is written into the market's store: to register hundreds is another flow's affair.
"""
import contextlib
import sqlite3
import unittest

from flow import Stack, wait_for
from trade import CON_MINH, NA_RI, TradeFlow

CARRIED_MAX, STANDS, PRODUCTS_A_STAND = 500, 45, 5
OWN_SHOPS_MAX, BUYERS_MAX = 50, 300
PAGE_MAX_BYTES = 60_000
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SILENT = "sổ gốc đang không trả lời"


class WatchfulStack(Stack):
    """A market that notices a silence soon, and none where the machine is only busy."""

    def options(self, name):
        service, options = super().options(name)
        if service == "market":
            options["source-silent-ms"] = 5000
        return service, options


class LargePlacesTest(TradeFlow):
    stack_class = WatchfulStack
    shops, fairs = "/api/v1/points-of-sale", "/api/v1/fairs"

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.many = cls.copy_listing("tea", CARRIED_MAX)

    @classmethod
    @contextlib.contextmanager
    def store(cls):
        with contextlib.closing(sqlite3.connect(f"{cls.stack.data}/market/store.sqlite", timeout=20)) as store, store:
            yield store

    @staticmethod
    def identifier(kind, like, number):
        """One of its own that sorts behind `like`."""
        return f"{kind}_7{like.split('_', 1)[1][1:-3]}{''.join(ALPHABET[number >> bits & 31] for bits in (10, 5, 0))}"

    @classmethod
    def copy_listing(cls, key, count):
        """Listings like one, each with a description of some 2,400 letters."""
        with cls.store() as store:
            row = store.execute("SELECT * FROM listings WHERE listing_id = ?", (cls.listing[key],))
            columns = [column[0] for column in row.description]
            row = dict(zip(columns, row.fetchone()))
            number, change = store.execute("SELECT max(listing_number), max(change_number) FROM listings").fetchone()
            ids = [cls.identifier("product", cls.listing[key], one) for one in range(count)]
            for one, listing_id in enumerate(ids):
                row |= {"listing_id": listing_id, "listing_number": number + 1 + one, "change_number": change + 1 + one,
                        "slug": f"che-vi-du-{one}", "description": "Chè ngon, sạch. " * 150}
                store.execute(f"INSERT INTO listings ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                              list(row.values()))
        return ids

    def shop(self, **content):
        return self.office("na-ri").post(self.shops, {"communeCode": NA_RI, "content": {
            "name": "Siêu thị Ví dụ", "kind": "POINT_OF_SALE_KIND_SUPERMARKET", "address": "Số 1", "responsible": "Siêu thị",
            **content}})["id"]

    def large_shop(self):
        shop = self.shop()
        with self.store() as store:
            store.executemany("INSERT INTO carried_listings VALUES (?, ?, '', '')", [(shop, one) for one in self.many])
        return shop

    def fair(self):
        return self.office("na-ri").post(self.fairs, {"unitCode": NA_RI, "content": {
            "name": "Hội chợ Ví dụ", "kind": "FAIR_KIND_FAIR", "organiser": "Xã", "place": "Quảng trường",
            "beginsOn": str(self.monday), "endsOn": str(self.monday)}})["id"]

    def parts(self, path, name):
        """Of an answer in pages, all."""
        parts, cursor = [], ""
        while True:
            answer = self.anybody().get(f"{path}?limit=200&cursor={cursor}")
            parts += answer[name]
            cursor = answer.get("next", "")
            if not cursor:
                return parts

    def links(self, path):
        """What the pages of a place link to, one page after the other; each is small."""
        found, cursor = [], ""
        while True:
            status, page = self.page(f"{path}?cursor={cursor}")
            self.assertEqual(status, 200)
            self.assertLess(len(page.encode()), PAGE_MAX_BYTES)
            found += [part.split('"')[0] for part in page.split('href="/san-pham/')[1:]]
            if f"{path}?cursor=" not in page:
                return found
            cursor = page.split(f"{path}?cursor=")[1].split('"')[0]

    def test_a_shop_shows_all_that_it_carries(self):
        shop = self.large_shop()
        self.assertEqual([one["listing"]["listingId"] for one in self.parts(f"{self.shops}/{shop}", "carried")], self.many)
        self.assertEqual(len(set(self.links(f"/diem-ban/{shop}"))), CARRIED_MAX)
        self.refuse(self.anybody(), "GET", f"{self.shops}/{shop}?cursor=x", None, 400, "cursor-invalid", "cursor")
        self.assertEqual(self.page(f"/diem-ban/{shop}?cursor=x")[0], 400)
        self.assertEqual(self.page("/diem-ban/shop_x")[0], 404)

    def test_what_a_full_shop_carries_can_be_ended(self):
        shop, officer = self.large_shop(), self.office("na-ri")
        listings = f"{self.shops}/{shop}/listings"
        self.refuse(officer, "PUT", f"{listings}/{self.listing['rice']}", {}, 400, "field-invalid", "listingId")
        yesterday = {"until": str(self.monday.fromordinal(self.monday.toordinal() - 1))}
        officer.put(f"{listings}/{self.many[7]}", yesterday)
        officer.put(f"{listings}/{self.listing['rice']}", {})
        self.refuse(officer, "PUT", f"{listings}/{self.many[7]}", {}, 400, "field-invalid", "listingId")
        self.assertEqual(self.anybody().get(f"{self.shops}/{shop}")["carriedCount"], CARRIED_MAX)

    def test_what_was_merged_away_is_shown_once_and_can_be_ended(self):
        shop, officer = self.shop(), self.office("na-ri")
        for key in ("noodles", "honey"):
            officer.put(f"{self.shops}/{shop}/listings/{self.listing[key]}", {})
        self.merge("noodles", "honey")
        seen = self.anybody().get(f"{self.shops}/{shop}")
        self.assertEqual(([one["listing"]["listingId"] for one in seen["carried"]], seen["carriedCount"]), ([self.listing["honey"]], 1))
        for key in ("noodles", "honey"):
            officer.put(f"{self.shops}/{shop}/listings/{self.listing[key]}", {"until": "2026-01-01"})
        self.assertEqual(self.anybody().get(f"{self.shops}/{shop}").get("carried", []), [])
        self.merge("noodles", "")

    def merge(self, key, into):
        with self.store() as store:
            store.execute("UPDATE listings SET merged_into = ? WHERE listing_id = ?",
                          (into and self.listing[into], self.listing[key]))

    def test_the_nearest_is_found_among_any_number_of_shops(self):
        """More than are read at once, all before it in the order of ids: some far off, some behind it."""
        here = (22_160_000, 106_080_000)  # Na Rì
        ring = lambda number: (here[0] - 9_000_000 + number * 10, here[1] + 20_000) if number % 50 else (here[0] + 40_000 + number * 10, here[1])  # noqa: E731
        with self.store() as store:
            store.executemany(
                "INSERT INTO points_of_sale VALUES (?, 'Cửa hàng Ví dụ', 3, 'Số 1', ?, '19', ?, ?, '', 'Cửa hàng', '', '', '', 1)",
                [(f"shop_000{number:05}", NA_RI, *ring(number)) for number in range(6000)])
        try:
            near = self.shop(latitudeMicrodegrees=here[0] + 30_000, longitudeMicrodegrees=here[1])
            asked = f"{self.shops}?nearLatitudeMicrodegrees={here[0]}&nearLongitudeMicrodegrees={here[1]}"
            found = [point["pointOfSaleId"] for point in self.anybody().get(f"{asked}&limit=3")["points"]]
            self.assertEqual(found, [near, "shop_00000000", "shop_00000050"])
            found = self.anybody().get(f"{asked}&limit=200")["points"]
            self.assertEqual(len(found), 200)  # behind the 121 near ones the nearest of those far off
            self.assertEqual(found[121]["pointOfSaleId"], "shop_00005999")
            distances = [point["distanceM"] for point in found]
            self.assertEqual(distances, sorted(distances))
        finally:
            with self.store() as store:
                store.execute("DELETE FROM points_of_sale WHERE point_of_sale_id LIKE 'shop_000%'")

    def test_a_fair_shows_all_that_take_part(self):
        fair = self.fair()
        stands = [self.identifier("participant", fair, one) for one in range(STANDS)]
        with self.store() as store:
            for number, stand in enumerate(stands):
                store.execute("INSERT INTO fair_participants VALUES (?, ?, ?, '', 2, '', '', 1)", (stand, fair, f"producer_{number}"))
                store.executemany("INSERT INTO fair_listings VALUES (?, ?)", [
                    (stand, self.many[number * PRODUCTS_A_STAND + one]) for one in range(PRODUCTS_A_STAND)])
        seen = self.parts(f"{self.fairs}/{fair}", "exhibitors")
        self.assertEqual([one["producerId"] for one in seen], [f"producer_{number}" for number in range(STANDS)])
        self.assertEqual(len(set(self.links(f"/su-kien/{fair}"))), STANDS * PRODUCTS_A_STAND)
        self.refuse(self.anybody(), "GET", f"{self.fairs}/{fair}?cursor=x", None, 400, "cursor-invalid", "cursor")
        self.assertEqual(self.page(f"/su-kien/{fair}?cursor=x")[0], 400)

    def test_a_producer_has_so_many_shops_and_a_fair_so_many_buyers(self):
        body = {"communeCode": CON_MINH, "producerId": self.producer_id["honey"], "content": {
            "name": "Cửa hàng", "kind": "POINT_OF_SALE_KIND_OWN_SHOP", "address": "Số 1", "responsible": "Hợp tác xã"}}
        shop = self.producer["honey"].post(self.shops, body)["id"]
        self.copy("points_of_sale", "point_of_sale_id", shop, [self.identifier("shop", shop, one) for one in range(OWN_SHOPS_MAX - 1)])
        self.refuse(self.producer["honey"], "POST", self.shops, body, 400, "field-invalid", "producerId")
        self.producer["honey"].post(f"{self.shops}/{shop}/close", {"reason": "Nghỉ bán"})
        self.producer["honey"].post(self.shops, body)

        fair = self.fair()
        buyers, body = f"{self.fairs}/{fair}/buyers", {"name": "Siêu thị Ví dụ"}
        buyer = self.office("na-ri").post(buyers, body)["id"]
        self.copy("fair_participants", "participant_id", buyer,
                  [self.identifier("participant", buyer, one) for one in range(BUYERS_MAX - 1)])
        self.refuse(self.office("na-ri"), "POST", buyers, body, 400, "field-invalid", "fairId")

    @classmethod
    def copy(cls, table, key, like, ids):
        """Rows like one, each with an id of its own."""
        with cls.store() as store:
            row = store.execute(f"SELECT * FROM {table} WHERE {key} = ?", (like,))
            columns = [column[0] for column in row.description]
            row = dict(zip(columns, row.fetchone()))
            store.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})",
                              [list((row | {key: one}).values()) for one in ids])

    def test_stars_are_as_of_when_the_register_was_heard(self):
        shop, fair, listing_id = self.shop(), self.fair(), self.listing["tea"]
        self.office("na-ri").put(f"{self.shops}/{shop}/listings/{listing_id}", {})
        participant = self.producer["tea"].post(f"{self.fairs}/{fair}/applications", {
            "producerId": self.producer_id["tea"], "listingIds": [listing_id]})["id"]
        self.office("na-ri").post(f"/api/v1/fair-participants/{participant}/answer", {"accepted": True})
        pages = (f"/diem-ban/{shop}", f"/su-kien/{fair}", "/?q=che")
        product = f"/san-pham/{self.anybody().get(f'/api/v1/listings/{listing_id}')['slug']}"
        where = (f"{self.shops}/{shop}", f"{self.fairs}/{fair}")
        wait_for("all is heard", lambda: not any(SILENT in self.page(path)[1] for path in pages))
        self.assertIn("CertificationActive", self.page(product)[1])
        self.stack.kill("certification")
        for path in where:
            wait_for("it is as of then", lambda: self.anybody().get(path).get("asOf"))
        for path in pages:
            self.assertIn(SILENT, self.page(path)[1])
        self.assertNotIn("certificationStatus", self.page(product)[1])
        self.stack.start("certification")
        for path in where:
            wait_for("it is heard again", lambda: not self.anybody().get(path).get("asOf"))
        self.assertIn("CertificationActive", self.page(product)[1])


if __name__ == "__main__":
    unittest.main()
