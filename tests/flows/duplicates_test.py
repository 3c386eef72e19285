"""Registrations that are one, over the real register: shown, dismissed, merged, parted again as they were;
and each thing that these commands refuse, at the HTTP surface.
"""
import sqlite3
import unittest
import urllib.parse

from flow import SOURCE, Flow
from province import setup

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
NOBODY = "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NOTHING = "product_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NO_MERGE = "merge_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
LONG = "x" * 4001
# What may differ after a merge and its undoing: what was recorded of it, and versions, which only grow.
RECORDED = ("outbox_events", "outbox_head", "remembered_replies", "merges", "merge_moves")
# Read off the register: who is there twice, in Thái Nguyên of today.
TWICE = (
    ("HTX Tài Hoan", "Hợp tác xã Tài Hoan"),
    ("HTX chè Hảo Đạt", "HTX Chè Hảo Đạt"),
    ("HTX Minh Anh", "Hợp tác xã Minh Anh"),
    ("HTX nông sản Phú Lương", "Hợp tác xã Nông sản Phú Lương"),
    ("HTX rượu chuối Tân Dân", "Hợp tác xã Tân Dân"),
    ("Công ty cổ phần Curcumin Bắc Hà", "Công ty Cổ phần Curmin Bắc Hà"),
)
# ... and who only looks so.
TWO = (
    ("HTX rượu men lá Thanh Tâm", "HTX rượu men lá Bằng Phúc"),
    ("HTX Việt Cường", "HTX miến Việt Cường"),
)


class DuplicatesTest(Flow):
    shards = ()

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.stack.ocop("import", "units", SOURCE / "deploy" / "units")  # the rows are of the whole country
        setup.add_offices(province)
        cls.stack.ocop("import", "products", REGISTER, check=False)  # rows without a producer are refused
        cls.agency, cls.commune = province.office("ocop-agency"), province.office("na-ri")
        cls.wait_caught_up()

    # --- what is there

    def paged(self, path, key, **filters):
        """All rows of a list, page by page."""
        rows = []
        while True:
            page = self.province.get(self.agency, f"{path}?{urllib.parse.urlencode(filters)}")
            rows += page.get(key, [])
            if not page.get("next"):
                return rows
            filters["cursor"] = page["next"]

    def candidates(self, **filters):
        return self.paged("/merge-candidates", "candidates", **{"provinceCode": "19", "limit": 200, **filters})

    def pairs(self, **filters):
        return {frozenset((pair["first"]["name"], pair["second"]["name"])) for pair in self.candidates(**filters)}

    def pair(self, *names, **filters):
        """The ids of the first name and the second."""
        for found in self.candidates(**filters):
            ids = {found[side]["name"]: found[side]["id"] for side in ("first", "second")}
            if set(ids) == set(names):
                return tuple(ids[name] for name in names)
        raise AssertionError(f"{names} are no pair")

    def producer(self, producer_id):
        return self.province.get(self.agency, f"/producers/{producer_id}")

    def product(self, product_id):
        return self.province.get(self.agency, f"/products/{product_id}")

    def products_of(self, producer_id):
        return self.province.pages(self.agency, f"/products?producerId={producer_id}", "products")

    def register_producer(self, name, number=""):
        return self.commune.post("/api/v1/producers", {
            "name": name, "legalForm": "LEGAL_FORM_COOPERATIVE", "communeCode": "02155",
            "registrationNumber": number,
        })["id"]

    def register_product(self, producer_id, name):
        return self.commune.post("/api/v1/products", {
            "producerId": producer_id, "name": name, "rulebookCode": "26-2026", "setNo": 1,
        })["id"]

    def open_dossier(self, product_id):
        return self.commune.post("/api/v1/dossiers", {
            "productId": product_id, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026", "setNo": 1,
        })["id"]

    def merge(self, kind, kept, merged, reason="Đăng ký hai lần"):
        field = "mergedProducerId" if kind == "producers" else "mergedProductId"
        return self.agency.send("POST", f"/api/v1/{kind}/{kept}/merge", {field: merged, "reason": reason})

    def merged(self, kind, kept, merged):
        answer = self.merge(kind, kept, merged)
        self.assertLess(answer.status, 300, answer.content)
        return answer.body["id"]

    def undo(self, merge_id, reason="Gộp nhầm"):
        return self.agency.send("POST", f"/api/v1/merges/{merge_id}/undo", {"reason": reason})

    def undone(self, merge_id):
        answer = self.undo(merge_id)
        self.assertLess(answer.status, 300, answer.content)

    def dismiss(self, first, second, reason="Hai chủ thể khác nhau", client=None):
        body = {"firstId": first, "secondId": second, "reason": reason}
        return (client or self.agency).send("POST", "/api/v1/merge-candidates/dismiss", body)

    def rows(self):
        """All rows of registration by table, without versions and without what records the merges."""
        path = f"file:{self.stack.data}/registration/store.sqlite?mode=ro"
        with sqlite3.connect(path, uri=True) as store:
            tables = {}
            for (table,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                columns = [row[1] for row in store.execute(f'PRAGMA table_info("{table}")')]
                kept = ", ".join(f'"{column}"' for column in columns if column != "version")
                if table not in RECORDED and not table.startswith("sqlite_") and kept:
                    tables[table] = sorted(map(repr, store.execute(f'SELECT {kept} FROM "{table}"')))
            return tables

    def assert_same_rows(self, before, after):
        self.assertEqual(before.keys(), after.keys())
        for table in before:
            gone, come = set(before[table]) - set(after[table]), set(after[table]) - set(before[table])
            self.assertEqual((gone, come), (set(), set()), table)
            self.assertEqual(len(before[table]), len(after[table]), table)

    def events_of(self, name):
        return [event for event in self.events("registration") if event["type"].endswith(f".{name}")]

    # --- the register's own cases

    def test_register_contains_these(self):
        pairs = self.pairs()
        for names in TWICE:
            self.assertIn(frozenset(names), pairs)
        for names in TWO:
            self.assertNotIn(frozenset(names), pairs)
        self.assertIn(frozenset(("Miến dong", "Miến dong Tài Hoan")), self.pairs(products="true"))

    def test_likeliest_first_in_pages_of_any_size(self):
        whole = self.candidates()
        scores = [pair["score"] for pair in whole]
        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertEqual(self.candidates(limit=1), whole)
        self.assertEqual(self.candidates(limit=3), whole)

    def test_told_before_registering(self):
        path = "/producers/similar?" + urllib.parse.urlencode({"name": "hop tac xa mien tai hoan"})
        found = self.province.get(self.commune, path)["candidates"]
        self.assertEqual({pair["second"]["name"] for pair in found}, {"HTX Tài Hoan", "Hợp tác xã Tài Hoan"})

    def test_mien_dong_tai_hoan_is_one_and_two_again(self):
        """Producers and products merged, everything found from what stays; undone, every row is as before."""
        before = self.rows()
        kept, merged = self.pair("Hợp tác xã Tài Hoan", "HTX Tài Hoan")
        noodles, again = self.pair("Miến dong Tài Hoan", "Miến dong", products="true")
        producers = self.merged("producers", kept, merged)
        self.assertEqual(self.producer(merged)["mergedInto"], kept)
        self.assertEqual({p["productId"] for p in self.products_of(kept)}, {noodles, again})
        self.assertEqual(self.products_of(merged), [])
        self.assertEqual(self.product(again)["producerName"], "Hợp tác xã Tài Hoan")
        products = self.merged("products", noodles, again)
        self.assertEqual([p["productId"] for p in self.products_of(kept)], [noodles])
        self.assertEqual(self.product(again)["mergedInto"], noodles)
        names = self.province.pages(self.agency, "/producers?" + urllib.parse.urlencode({"name": "Tài Hoan"}), "producers")
        self.assertEqual([producer["producerId"] for producer in names], [kept])

        [told] = [e["body"] for e in self.events_of("ProducersMerged") if e["body"]["mergeId"] == producers]
        self.assertEqual((told["producerId"], told["mergedProducerId"]), (kept, merged))
        [moved] = [e["body"] for e in self.events_of("ProductTransferred") if e["body"]["formerProducerId"] == merged]
        self.assertEqual((moved["productId"], moved["producerId"]), (again, kept))

        self.assert_refused(lambda: self.undo(producers), 409, "merge-conflict", "mergeId")
        self.undone(products)
        self.undone(producers)
        self.assert_same_rows(before, self.rows())
        listed = {m["mergeId"]: m for m in self.paged("/merges", "merges", limit=1)}
        self.assertTrue(listed[producers]["undone"] and listed[products]["undone"])
        self.assertEqual(listed[producers]["undoneReason"], "Gộp nhầm")

    def test_undoing_takes_dossiers_back_with_their_product(self):
        one = self.register_producer("HTX Ví dụ Sáu")
        other = self.register_producer("Hợp tác xã Ví dụ Sáu")
        product = self.register_product(other, "Rau Ví dụ Sáu")
        dossier = self.open_dossier(product)
        before = self.rows()
        merge = self.merged("producers", one, other)
        self.assertEqual(self.province.get(self.commune, f"/dossiers/{dossier}")["producerId"], one)
        self.undone(merge)
        self.assert_same_rows(before, self.rows())

    def test_dismissed_they_do_not_come_again(self):
        one = self.register_producer("HTX Ví dụ Bảy")
        other = self.register_producer("Hợp tác xã ví dụ bảy")
        self.assertIn(frozenset(("HTX Ví dụ Bảy", "Hợp tác xã ví dụ bảy")), self.pairs())
        for answer, status, rule in (
            (lambda: self.dismiss(one, other, ""), 422, "reason-missing"),
            (lambda: self.dismiss(one, other, LONG), 400, "field-too-long"),
            (lambda: self.dismiss(one, one), 404, "no-such-thing"),
            (lambda: self.dismiss(NOBODY, other), 404, "no-such-thing"),
            (lambda: self.dismiss(one, other, client=self.commune), 403, "role-missing"),
        ):
            with self.subTest(rule=rule):
                self.assert_refused(answer, status, rule)
        self.assertLess(self.dismiss(other, one).status, 300)
        self.assertNotIn(frozenset(("HTX Ví dụ Bảy", "Hợp tác xã ví dụ bảy")), self.pairs())
        self.assert_refused(lambda: self.dismiss(one, other), 404, "no-such-thing")

    # --- what is refused

    def elsewhere(self):
        """A pair of another province: who is there twice in Nghệ An."""
        return self.pair("HTX Nông nghiệp Sen Quê Bác", "Hợp tác xã sen Quê Bác", provinceCode="40")

    def test_merging_producers(self):
        one = self.register_producer("HTX Ví dụ Tám", "4600000008")
        other = self.register_producer("Hợp tác xã Ví dụ Tám")
        far, farther = self.elsewhere()
        for answer, status, rule, field in (
            (lambda: self.merge("producers", one, other, ""), 422, "reason-missing", "reason"),
            (lambda: self.merge("producers", one, other, LONG), 400, "field-too-long", "reason"),
            (lambda: self.merge("producers", one, one), 422, "merge-invalid", "mergedProducerId"),
            (lambda: self.merge("producers", one, NOBODY), 404, "producer-unknown", "mergedProducerId"),
            (lambda: self.merge("producers", NOBODY, one), 404, "no-such-thing", None),
            (lambda: self.merge("producers", far, farther), 403, "scope-missing", None),
            (lambda: self.merge("producers", one, far), 403, "scope-missing", "mergedProducerId"),
            (lambda: self.commune.send("POST", f"/api/v1/producers/{one}/merge", {}), 403, "role-missing", None),
            (lambda: self.dismiss(far, farther), 403, "scope-missing", None),
        ):
            with self.subTest(rule=rule, field=field):
                self.assert_refused(answer, status, rule, field)
        for producer in (one, other):
            self.register_product(producer, "Rau Ví dụ Tám")
        problem = self.assert_refused(lambda: self.merge("producers", one, other), 409, "merge-conflict")
        self.assertIn("Rau Ví dụ Tám", problem["errors"][0]["detail"])
        mine, theirs = (self.products_of(producer)[0]["productId"] for producer in (one, other))
        self.merged("products", mine, theirs)
        self.merged("producers", one, other)
        third = self.register_producer("HTX Khác hẳn Tám")
        self.assert_refused(lambda: self.merge("producers", third, other), 409, "record-struck", "mergedProducerId")
        self.assert_refused(lambda: self.merge("producers", other, third), 422, "merge-invalid", "producerId")
        # What was merged takes nothing new.
        self.assert_refused(lambda: self.commune.send("POST", "/api/v1/products", {
            "producerId": other, "name": "Chè", "rulebookCode": "26-2026", "setNo": 1,
        }), 409, "record-struck")
        self.assert_refused(lambda: self.commune.send("PUT", f"/api/v1/producers/{other}", {
            "name": "HTX Tám", "legalForm": "LEGAL_FORM_COOPERATIVE", "communeCode": "02155", "reason": "x",
        }), 409, "record-struck")

    def test_merging_products(self):
        producer = self.register_producer("HTX Ví dụ Chín")
        one, other, third = (self.register_product(producer, name) for name in ("Rau Chín", "Rau chín", "Rau CHÍN"))
        for answer, status, rule, field in (
            (lambda: self.merge("products", one, other, " "), 422, "reason-missing", "reason"),
            (lambda: self.merge("products", one, other, LONG), 400, "field-too-long", "reason"),
            (lambda: self.merge("products", one, one), 422, "merge-invalid", "mergedProductId"),
            (lambda: self.merge("products", one, NOTHING), 404, "product-unknown", "mergedProductId"),
            (lambda: self.merge("products", NOTHING, one), 404, "no-such-thing", None),
        ):
            with self.subTest(rule=rule, field=field):
                self.assert_refused(answer, status, rule, field)
        far = self.products_of(self.elsewhere()[0])[0]["productId"]
        self.assert_refused(lambda: self.merge("products", one, far), 403, "scope-missing", "mergedProductId")
        self.open_dossier(one)
        self.open_dossier(other)
        self.assert_refused(lambda: self.merge("products", one, other), 409, "merge-conflict", "mergedProductId")
        merge = self.merged("products", one, third)
        self.assert_refused(lambda: self.merge("products", one, third), 409, "product-merged", "mergedProductId")
        self.assert_refused(lambda: self.merge("products", third, other), 422, "merge-invalid", "productId")
        self.assert_refused(lambda: self.commune.send("POST", "/api/v1/dossiers", {
            "productId": third, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026", "setNo": 1,
        }), 409, "product-merged")
        # One product has one dossier under way, by whatever registration.
        self.assert_refused(lambda: self.commune.send("POST", "/api/v1/dossiers", {
            "productId": one, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026", "setNo": 1,
        }), 409, "dossier-open-exists")
        # Its name is another's by now.
        self.register_product(producer, "Rau CHÍN")
        self.assert_refused(lambda: self.undo(merge), 409, "merge-conflict", "mergeId")

    def test_undoing(self):
        one = self.register_producer("HTX Ví dụ Mười", "4600000010")
        other = self.register_producer("Hợp tác xã Ví dụ Mười", "4600000011")
        merge = self.merged("producers", one, other)
        for answer, status, rule, field in (
            (lambda: self.undo(merge, ""), 422, "reason-missing", "reason"),
            (lambda: self.undo(merge, LONG), 400, "field-too-long", "reason"),
            (lambda: self.undo(NO_MERGE), 404, "no-such-thing", None),
            (lambda: self.commune.send("POST", f"/api/v1/merges/{merge}/undo", {}), 403, "role-missing", None),
        ):
            with self.subTest(rule=rule):
                self.assert_refused(answer, status, rule, field)
        third = self.register_producer("HTX Khác hẳn Mười", "4600000011")
        problem = self.assert_refused(lambda: self.undo(merge), 409, "merge-conflict", "mergeId")
        self.assertIn("4600000011", problem["errors"][0]["detail"])
        known = self.producer(third)
        self.commune.put(f"/api/v1/producers/{third}", {
            "name": known["name"], "legalForm": known["legalForm"], "communeCode": "02155", "reason": "Nhầm số",
        })
        self.undone(merge)
        self.assert_refused(lambda: self.undo(merge), 409, "merge-undone", "mergeId")

    def test_asking(self):
        for client, path, status, rule, field in (
            (self.agency, "/merge-candidates?cursor=x", 400, "cursor-invalid", "cursor"),
            (self.agency, "/merges?cursor=x", 400, "cursor-invalid", "cursor"),
            (self.agency, "/producers/similar?name=", 400, "field-missing", "name"),
            (self.agency, f"/producers/similar?name={'x' * 301}", 400, "field-too-long", "name"),
            (self.agency, "/producers/similar?name=x&communeCode=99999", 422, "unit-unknown", "communeCode"),
            (self.province.anybody(), "/merge-candidates", 401, "token-missing", None),
            (self.province.office("member-1"), "/merges", 403, "role-missing", None),
        ):
            with self.subTest(path=path):
                self.assert_refused(lambda: client.send("GET", f"/api/v1{path}"), status, rule, field)


if __name__ == "__main__":
    unittest.main()
