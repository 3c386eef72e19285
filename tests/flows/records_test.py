"""What is known of producers and products, at the HTTP surface: recorded, corrected, struck; shown to those
it concerns; followed by the market; and each thing that is refused.
"""
import datetime
import json
import unittest

from flow import Flow, wait_for
from province import dossiers, job

NOBODY = "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NOTHING = "product_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
REPRESENTATIVE = {"name": "Người đại diện Ví dụ", "position": "Giám đốc", "phone": "0209 3870 123",
                  "email": "dai-dien@example.org"}
SECRETS = (REPRESENTATIVE["name"], REPRESENTATIVE["phone"], REPRESENTATIVE["email"])


class RecordsFlow(Flow):
    """Two producers of one commune, each with a product."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("second")
        job.begin(province)
        cls.add_offices()
        cls.products = {p["key"]: p for p in province.plan["products"] if p["key"] in ("mat-ong", "bun")}
        for product in cls.products.values():
            dossiers.register(province, product)
        cls.honey, cls.noodles = (province.journal[f"product/{key}"]["id"] for key in ("mat-ong", "bun"))
        cls.beekeeper, cls.miller = (province.journal[f"producer/{key}"]["id"] for key in ("mat-ong", "bun"))
        cls.himself = province.office(cls.products["mat-ong"]["sign_in_name"])
        cls.other = province.office(cls.products["bun"]["sign_in_name"])
        cls.commune, cls.agency = province.office("na-ri"), province.office("ocop-agency")
        cls.year = province.today().year

    def refuse(self, client, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path, body=body):
            self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)

    def refuse_each(self, client, method, path, sound, rows):
        """A sound body with one change at a time."""
        for changes, status, rule, field in rows:
            self.refuse(client, method, path, {**sound, **changes}, status, rule, field)

    def day(self, days):
        return str(self.province.today() + datetime.timedelta(days=days))

    def record_of(self, client, producer=None):
        return self.province.get(client, f"/producers/{producer or self.beekeeper}/history")

    def product_of(self, client, product=None):
        return self.province.get(client, f"/products/{product or self.honey}/history")

    # --- bodies that are accepted

    def producer(self, **changes):
        known = self.province.get(self.commune, f"/producers/{self.beekeeper}")
        return {"name": known["name"], "legalForm": known["legalForm"],
                "registrationNumber": known.get("registrationNumber", ""), "address": known.get("address", ""),
                "communeCode": known["place"]["communeCode"], "reason": "Theo đăng ký kinh doanh mới", **changes}

    def product(self, **changes):
        known = self.province.get(self.commune, f"/products/{self.honey}")
        return {"name": known["name"], "rulebookCode": known["rulebookCode"], "setNo": known["setNo"],
                "description": known.get("description", ""), "reason": "Tên trên bao bì mới", **changes}

    def area(self, **changes):
        return {"material": "Hoa nhãn", "communeCode": "02155", "hectaresHundredths": 7000, "householdCount": 50,
                "contractNumber": "01/HĐ", "contractUntil": "2030-12-31", "certificates": "VietGAP 12 ha", **changes}

    def linkage(self, **changes):
        return {"partnerName": "Công ty Ví dụ 9", "kind": "LINKAGE_KIND_SALES", "householdCount": 20,
                "fromOn": "2025-01-01", "untilOn": "2030-01-01", **changes}

    def certificate(self, **changes):
        return {"productId": self.honey, "kind": "HELD_CERTIFICATE_KIND_HACCP", "issuer": "Tổ chức Ví dụ",
                "number": "HACCP-1", "issuedOn": self.day(-30), "validUntil": self.day(700), **changes}

    def support(self, **changes):
        return {"productId": self.honey, "kind": "SUPPORT_KIND_PACKAGING", "policy": "05/2025/NQ-HĐND",
                "amountVnd": "50000000", "givenOn": self.day(-1), **changes}

    def business_plan(self, **changes):
        return {"fromYear": self.year, "untilYear": self.year + 2, "goal": "Tăng gấp đôi", "investmentVnd": "200000000",
                "plannedRevenueVnd": "900000000", **changes}

    def mark(self, **changes):
        return {"provinceCode": "19", "kind": "MARK_KIND_COLLECTIVE", "name": "Mật ong Na Rì", "number": "4-0000-1",
                "holder": "Hội Ví dụ", "registeredOn": self.day(-400), "validUntil": self.day(3000),
                "productIds": [self.honey], **changes}

    def producer_year(self, **changes):
        return {"revenueVnd": "12000000000", "exportVnd": "2000000000", "output": "60 tấn", "workerCount": 20,
                "localWorkerCount": 18, "linkedHouseholdCount": 50, "inLinkedChain": True, **changes}

    def product_year(self, **changes):
        return {"revenueVnd": "9000000000", "exportVnd": "2000000000", "exportMarkets": "Séc", **changes}


class WalkTest(RecordsFlow):
    """Everything once, with what the market makes of it."""

    def record_all(self):
        """What the producer types in himself, and what an office records of him; the ids."""
        honey, bees = f"/api/v1/products/{self.honey}", f"/api/v1/producers/{self.beekeeper}"
        self.himself.put(f"{bees}/representative", REPRESENTATIVE)
        self.himself.put(f"{bees}/years/{self.year - 1}", self.producer_year())
        self.himself.put(f"{honey}/years/{self.year - 1}", self.product_year())
        return {
            "area": self.himself.post(f"{bees}/areas", self.area())["id"],
            "linkage": self.himself.post(f"{bees}/linkages", self.linkage(partnerProducerId=self.miller))["id"],
            "held": self.himself.post(f"{bees}/certificates", self.certificate())["id"],
            "business": self.himself.post(f"{honey}/business-plans", self.business_plan())["id"],
            "support": self.commune.post(f"{bees}/supports", self.support())["id"],
            "mark": self.agency.post("/api/v1/marks", self.mark())["id"],
        }

    def correct_all(self, ids):
        honey, bees = f"/api/v1/products/{self.honey}", f"/api/v1/producers/{self.beekeeper}"
        for client, path, body in (
            (self.himself, f"{bees}/areas/{ids['area']}", self.area(householdCount=55)),
            (self.himself, f"{bees}/linkages/{ids['linkage']}", self.linkage(householdCount=25)),
            (self.commune, f"{bees}/certificates/{ids['held']}", self.certificate(number="HACCP-2")),
            (self.agency, f"{bees}/supports/{ids['support']}", self.support(amountVnd="60000000")),
            (self.himself, f"{honey}/business-plans/{ids['business']}",
             self.business_plan(result="Đạt", achievedRevenueVnd="1000000000")),
            (self.agency, f"/api/v1/marks/{ids['mark']}", self.mark(holder="Hội Ví dụ 2")),
        ):
            self.assertEqual(client.put(path, body), {"id": path.rsplit("/", 1)[-1], "version": "2"})

    def test_all_is_recorded_corrected_and_struck(self):
        ids = self.record_all()
        self.correct_all(ids)
        mine, honey = self.record_of(self.himself), self.product_of(self.himself)
        self.assertFalse(mine.get("limited", False))
        self.assertEqual(mine["representative"], REPRESENTATIVE)
        self.assertEqual(mine["areas"][0]["householdCount"], 55)
        self.assertEqual(mine["linkages"][0]["partnerName"], "Công ty Ví dụ 9")
        self.assertEqual(mine["certificates"][0]["number"], "HACCP-2")
        self.assertEqual(mine["years"][0]["revenueVnd"], "12000000000")
        self.assertEqual(mine["supports"][0]["amountVnd"], "60000000")
        self.assertEqual(honey["years"][0]["exportMarkets"], "Séc")
        self.assertEqual(honey["businessPlans"][0]["achievedRevenueVnd"], "1000000000")
        self.assertEqual(honey["marks"][0]["holder"], "Hội Ví dụ 2")
        self.assertEqual(honey["certificates"][0]["heldCertificateId"], ids["held"])
        self.who_sees_what()
        self.nobody_is_told_who_represents_him()
        self.lists(ids)
        self.strike_all(ids)

    @staticmethod
    def shown(record):
        return {key for key, value in record.items() if value}

    def who_sees_what(self):
        for client in (self.himself, self.commune, self.agency):
            self.assertFalse(self.record_of(client).get("limited", False))
        outsiders = [self.other] + [self.province.office(name) for name in (
            "member-1", "chair", "secretary", "chairman", "ba-be", "inspector", "auditor", "ministry")]
        for client in [*outsiders, self.province.operator()]:
            producer, product = self.record_of(client), self.product_of(client)
            self.assertTrue(producer["limited"] and product["limited"])
            self.assertLessEqual(self.shown(producer), {"producer", "certificates", "changes", "limited"})
            self.assertLessEqual(self.shown(product), {"product", "certificates", "marks", "changes", "limited"})
            for shown in (json.dumps(producer, ensure_ascii=False), json.dumps(product, ensure_ascii=False)):
                self.assertFalse([word for word in (*SECRETS, "12000000000", "9000000000") if word in shown])
        for path in (f"/producers/{self.beekeeper}/history", f"/products/{self.honey}/history"):
            self.refuse(self.province.anybody(), "GET", path, None, 401, "token-missing")

    def nobody_is_told_who_represents_him(self):
        told = json.dumps(self.events("registration"), ensure_ascii=False)
        self.assertIn("RepresentativeSet", told)
        logs = "".join(path.read_text(errors="replace") for path in self.stack.logs.glob("*.log"))
        for secret in SECRETS:
            self.assertNotIn(secret, told)
            self.assertNotIn(secret, logs)

    def lists(self, ids):
        marks = self.province.get(self.himself, "/marks?provinceCode=19")["marks"]
        self.assertEqual([(mark["markId"], mark["productIds"]) for mark in marks], [(ids["mark"], [self.honey])])
        ending = f"/held-certificates?validUntilBefore={self.day(701)}"
        held = self.province.get(self.agency, ending)["certificates"]
        self.assertEqual([one["heldCertificateId"] for one in held], [ids["held"]])
        before = self.province.get(self.agency, f"/held-certificates?validUntilBefore={self.day(700)}")
        self.assertEqual(before["certificates"], [])
        self.refuse(self.agency, "GET", "/held-certificates?validUntilBefore=2027", None, 400, "date-invalid", "validUntilBefore")
        for path in ("/marks", "/held-certificates"):
            self.refuse(self.agency, "GET", f"{path}?cursor=x", None, 400, "cursor-invalid", "cursor")

    def strike_all(self, ids):
        for kind, client in (("area", self.himself), ("linkage", self.himself), ("held", self.himself),
                             ("business", self.himself), ("support", self.commune), ("mark", self.agency)):
            path = f"/records/{ids[kind]}/strike"
            self.refuse(self.other, "POST", path, {"reason": "Nhầm"}, 403,
                        "role-missing" if kind in ("support", "mark") else "scope-missing")
            self.refuse(client, "POST", path, {}, 422, "reason-missing", "reason")
            client.post(f"/api/v1{path}", {"reason": "Ghi nhầm"})
            self.refuse(client, "POST", path, {"reason": "Ghi nhầm"}, 409, "record-struck", "recordId")
        for kind, client, path, body in (
            ("area", self.himself, f"/producers/{self.beekeeper}/areas/", self.area()),
            ("linkage", self.himself, f"/producers/{self.beekeeper}/linkages/", self.linkage()),
            ("held", self.himself, f"/producers/{self.beekeeper}/certificates/", self.certificate()),
            ("support", self.commune, f"/producers/{self.beekeeper}/supports/", self.support()),
            ("business", self.himself, f"/products/{self.honey}/business-plans/", self.business_plan()),
            ("mark", self.agency, "/marks/", self.mark()),
        ):
            self.refuse(client, "PUT", path + ids[kind], body, 409, "record-struck")
        self.assertFalse(self.shown(self.record_of(self.himself)) & {"areas", "linkages", "certificates", "supports"})
        self.assertFalse(self.shown(self.product_of(self.himself)) & {"businessPlans", "marks", "certificates"})

    def test_the_market_follows(self):
        self.commune.put(f"/api/v1/producers/{self.beekeeper}", self.producer(name="Công ty Ong Vàng Ví dụ"))
        self.himself.put(f"/api/v1/products/{self.honey}", self.product(name="Mật hoa rừng Ví dụ"))
        listing = self.listed(lambda one: one["productName"] == "Mật hoa rừng Ví dụ")
        self.assertEqual(listing["producerName"], "Công ty Ong Vàng Ví dụ")
        wait_for("the search follows", lambda: self.found("ong vang") and self.found("mat hoa rung"))

        self.commune.post(f"/api/v1/products/{self.honey}/transfer",
                          {"newProducerId": self.miller, "reason": "Nhận chuyển nhượng"})
        listing = self.listed(lambda one: one["producerId"] == self.miller)
        self.assertEqual(listing["producerName"], self.products["bun"]["producer"])
        wait_for("the search forgets", lambda: not self.found("ong vang"))
        self.assertFalse(self.product_of(self.other).get("limited", False))
        self.commune.post(f"/api/v1/products/{self.honey}/transfer",
                          {"newProducerId": self.beekeeper, "reason": "Trả lại"})
        self.listed(lambda one: one["producerId"] == self.beekeeper)

        self.agency.put(f"/api/v1/producers/{self.beekeeper}", self.producer(communeCode="01906"))
        listing = self.listed(lambda one: one["communeCode"] == "01906")
        changes = self.product_of(self.himself)["changes"]
        self.assertEqual([change["reason"] for change in changes],
                         ["Trả lại", "Nhận chuyển nhượng", "Tên trên bao bì mới"])
        self.assertEqual(len(self.record_of(self.himself)["changes"]), 2)
        self.agency.put(f"/api/v1/producers/{self.beekeeper}", self.producer(communeCode="02155"))
        self.assert_invariants_hold()

    def listed(self, holds):
        def probe():
            listing = self.province.get(self.province.anybody(), f"/listings/{self.honey}")
            return listing if holds(listing) else None

        return wait_for("the listing follows", probe)

    def found(self, words):
        path = f"/listings?q={words.replace(' ', '+')}"
        return self.honey in [one["listingId"] for one in self.province.pages(self.province.anybody(), path, "listings")]


class RefusalsTest(RecordsFlow):
    """Each refusal of these commands, by status, rule and field; no log has changed after any."""

    def test_changing_a_producer(self):
        path = f"/producers/{self.beekeeper}"
        taken = self.province.get(self.commune, f"/producers/{self.miller}")["registrationNumber"]
        self.refuse_each(self.commune, "PUT", path, self.producer(), (
            ({"reason": ""}, 422, "reason-missing", "reason"),
            ({"name": " "}, 400, "field-missing", "name"),
            ({"name": "x" * 301}, 400, "field-too-long", "name"),
            ({"legalForm": "LEGAL_FORM_UNKNOWN"}, 400, "field-invalid", "legalForm"),
            ({"legalForm": "LEGAL_FORM_ASSOCIATION"}, 422, "legal-form-not-eligible", "legalForm"),
            ({"registrationNumber": taken}, 409, "producer-exists", "registrationNumber"),
            ({"communeCode": ""}, 400, "field-missing", "communeCode"),
            ({"communeCode": "99999"}, 422, "unit-unknown", "communeCode"),
            ({"communeCode": "01906"}, 403, "scope-missing", "communeCode"),
        ))
        self.refuse(self.himself, "PUT", path, self.producer(), 403, "role-missing")
        self.refuse(self.province.office("ba-be"), "PUT", path, self.producer(), 403, "scope-missing")
        self.refuse(self.agency, "PUT", f"/producers/{NOBODY}", self.producer(), 404, "no-such-thing")
        self.refuse(self.province.anybody(), "PUT", path, self.producer(), 401, "token-missing")
        self.assert_refused(lambda: self.commune.send("PUT", f"/api/v1{path}", self.producer(name="Tên khác"), if_match='"99"'),
                            412, "version-stale")

    def test_who_represents_him(self):
        path = f"/producers/{self.beekeeper}/representative"
        self.refuse_each(self.himself, "PUT", path, REPRESENTATIVE, (
            ({"name": ""}, 400, "field-missing", "name"),
            ({"position": "x" * 301}, 400, "field-too-long", "position"),
            ({"phone": "gọi sau"}, 400, "field-invalid", "phone"),
            ({"email": "không có"}, 400, "field-invalid", "email"),
        ))
        self.refuse(self.other, "PUT", path, REPRESENTATIVE, 403, "scope-missing")
        self.refuse(self.agency, "PUT", path, REPRESENTATIVE, 403, "role-missing")

    def test_changing_a_product(self):
        path = f"/products/{self.honey}"
        sibling = self.himself.post("/api/v1/products", {"producerId": self.beekeeper, "name": "Phấn hoa Ví dụ",
                                                         "rulebookCode": "26-2026", "setNo": 4})["id"]
        self.refuse_each(self.himself, "PUT", path, self.product(), (
            ({"reason": ""}, 422, "reason-missing", "reason"),
            ({"name": ""}, 400, "field-missing", "name"),
            ({"description": "x" * 5001}, 400, "field-too-long", "description"),
            ({"rulebookCode": "0-0"}, 422, "rulebook-unknown", "rulebookCode"),
            ({"setNo": 27}, 422, "set-unknown", "setNo"),
            ({"name": "Phấn hoa Ví dụ"}, 409, "product-exists", "name"),
        ))
        self.refuse(self.other, "PUT", path, self.product(), 403, "scope-missing")
        self.himself.post("/api/v1/dossiers", {"productId": sibling, "kind": "DOSSIER_KIND_FIRST",
                                               "rulebookCode": "26-2026", "setNo": 4})
        self.refuse(self.himself, "PUT", f"/products/{sibling}", self.product(name="Phấn hoa Ví dụ", setNo=5), 409,
                    "dossier-open-exists", "setNo")
        association = self.commune.post("/api/v1/producers", {
            "name": "Hội Ví dụ", "legalForm": "LEGAL_FORM_ASSOCIATION", "communeCode": "02155"})["id"]
        village = self.commune.post("/api/v1/products", {"producerId": association, "name": "Làng Ví dụ",
                                                         "rulebookCode": "26-2026", "setNo": 26})["id"]
        self.refuse(self.commune, "PUT", f"/products/{village}", self.product(name="Làng Ví dụ"), 422,
                    "legal-form-not-eligible", "setNo")
        self.refuse(self.commune, "POST", f"/products/{self.honey}/transfer", {"newProducerId": association, "reason": "x"},
                    422, "legal-form-not-eligible", "newProducerId")

    def test_transfers(self):
        path, sound = f"/products/{self.honey}/transfer", {"newProducerId": self.miller, "reason": "Chuyển nhượng"}
        elsewhere = self.province.office("ba-be").post("/api/v1/producers", {
            "name": "Hợp tác xã Ví dụ 90", "legalForm": "LEGAL_FORM_COOPERATIVE", "communeCode": "01906"})["id"]
        self.refuse_each(self.commune, "POST", path, sound, (
            ({"reason": ""}, 422, "reason-missing", "reason"),
            ({"reason": "x" * 4001}, 400, "field-too-long", "reason"),
            ({"newProducerId": NOBODY}, 404, "producer-unknown", "newProducerId"),
            ({"newProducerId": self.beekeeper}, 400, "field-invalid", "newProducerId"),
            ({"newProducerId": elsewhere}, 403, "scope-missing", "newProducerId"),
        ))
        self.refuse(self.himself, "POST", path, sound, 403, "role-missing")
        self.other.post("/api/v1/products", {"producerId": self.miller, "rulebookCode": "26-2026", "setNo": 4,
                                             "name": self.products["mat-ong"]["name"]})
        self.refuse(self.commune, "POST", path, sound, 409, "product-exists", "newProducerId")

    def test_variants(self):
        path, two = f"/products/{self.honey}/variants", [{"name": "Hoa nhãn"}, {"name": "Hoa rừng"}]
        for body, status, rule, field in (
            ({"isSet": True, "variants": two[:1]}, 400, "field-missing", "variants"),
            ({"variants": [{"name": ""}]}, 400, "field-missing", "variants[0].name"),
            ({"variants": [{"name": "x" * 301}]}, 400, "field-too-long", "variants[0].name"),
            ({"variants": [two[0], {"name": "HOA NHÃN"}]}, 400, "field-invalid", "variants[1].name"),
            ({"variants": [{"name": "Hoa nhãn", "gtin": "6291041500214"}]}, 422, "gtin-invalid", "variants[0].gtin"),
            ({"variants": [{"name": f"Hoa {i}"} for i in range(51)]}, 400, "field-invalid", "variants"),
        ):
            self.refuse(self.himself, "PUT", path, body, status, rule, field)
        self.refuse(self.agency, "PUT", path, {"variants": []}, 403, "role-missing")
        two[0]["gtin"] = "6291041500213"
        self.himself.put(f"/api/v1{path}", {"isSet": True, "variants": two})
        shown = self.province.get(self.province.anybody(), f"/products/{self.honey}")
        self.assertTrue(shown["isSet"])
        self.assertEqual([(one["name"], one["gtin"]) for one in shown["variants"]],
                         [("Hoa nhãn", "6291041500213"), ("Hoa rừng", "")])

    def test_areas_and_linkages(self):
        areas, linkages = f"/producers/{self.beekeeper}/areas", f"/producers/{self.beekeeper}/linkages"
        self.refuse_each(self.himself, "POST", areas, self.area(), (
            ({"material": ""}, 400, "field-missing", "material"),
            ({"certificates": "x" * 1001}, 400, "field-too-long", "certificates"),
            ({"communeCode": "19"}, 422, "unit-unknown", "communeCode"),
            ({"hectaresHundredths": 200000001}, 400, "field-invalid", "hectaresHundredths"),
            ({"contractUntil": "2026-02-30"}, 400, "date-invalid", "contractUntil"),
        ))
        self.refuse(self.himself, "PUT", f"{areas}/area_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.area(), 404, "no-such-thing", "areaId")
        self.refuse(self.other, "POST", areas, self.area(), 403, "scope-missing")
        self.refuse(self.province.office("member-1"), "POST", areas, self.area(), 403, "role-missing")
        self.refuse_each(self.himself, "POST", linkages, self.linkage(), (
            ({"partnerName": ""}, 400, "field-missing", "partnerName"),
            ({"note": "x" * 1001}, 400, "field-too-long", "note"),
            ({"kind": "LINKAGE_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
            ({"partnerProducerId": NOBODY}, 404, "producer-unknown", "partnerProducerId"),
            ({"partnerProducerId": self.beekeeper}, 400, "field-invalid", "partnerProducerId"),
            ({"untilOn": "2024-12-31"}, 400, "date-invalid", "untilOn"),
        ))
        self.refuse(self.himself, "PUT", f"{linkages}/linkage_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.linkage(), 404,
                    "no-such-thing", "linkageId")

    def test_certificates_and_support(self):
        certificates, supports = f"/producers/{self.beekeeper}/certificates", f"/producers/{self.beekeeper}/supports"
        self.refuse_each(self.himself, "POST", certificates, self.certificate(), (
            ({"issuer": ""}, 400, "field-missing", "issuer"),
            ({"issuedOn": ""}, 400, "field-missing", "issuedOn"),
            ({"scope": "x" * 1001}, 400, "field-too-long", "scope"),
            ({"kind": "HELD_CERTIFICATE_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
            ({"productId": NOTHING}, 404, "product-unknown", "productId"),
            ({"productId": self.noodles}, 404, "product-unknown", "productId"),
            ({"issuedOn": self.day(1)}, 400, "date-invalid", "issuedOn"),
            ({"validUntil": self.day(-30)}, 400, "date-invalid", "validUntil"),
        ))
        self.refuse(self.himself, "PUT", f"{certificates}/held_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.certificate(), 404,
                    "no-such-thing", "heldCertificateId")
        self.refuse_each(self.commune, "POST", supports, self.support(), (
            ({"policy": ""}, 400, "field-missing", "policy"),
            ({"policy": "x" * 301}, 400, "field-too-long", "policy"),
            ({"kind": "SUPPORT_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
            ({"amountVnd": "-1"}, 400, "field-invalid", "amountVnd"),
            ({"productId": self.noodles}, 404, "product-unknown", "productId"),
            ({"givenOn": self.day(1)}, 400, "date-invalid", "givenOn"),
        ))
        self.refuse(self.himself, "POST", supports, self.support(), 403, "role-missing")
        self.refuse(self.commune, "PUT", f"{supports}/support_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.support(), 404,
                    "no-such-thing", "supportId")

    def test_business_plans_and_marks(self):
        plans = f"/products/{self.honey}/business-plans"
        self.refuse_each(self.himself, "POST", plans, self.business_plan(), (
            ({"goal": ""}, 400, "field-missing", "goal"),
            ({"goal": "x" * 4001}, 400, "field-too-long", "goal"),
            ({"untilYear": self.year - 1}, 400, "field-invalid", "untilYear"),
            ({"investmentVnd": "-1"}, 400, "field-invalid", "investmentVnd"),
            ({"achievedRevenueVnd": "5"}, 400, "field-missing", "result"),
        ))
        self.refuse(self.himself, "PUT", f"{plans}/business_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.business_plan(), 404,
                    "no-such-thing", "businessPlanId")
        self.refuse_each(self.agency, "POST", "/marks", self.mark(), (
            ({"name": ""}, 400, "field-missing", "name"),
            ({"holder": "x" * 301}, 400, "field-too-long", "holder"),
            ({"kind": "MARK_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
            ({"validUntil": self.day(-401)}, 400, "date-invalid", "validUntil"),
            ({"productIds": [NOTHING]}, 404, "product-unknown", "productIds[0]"),
            ({"productIds": [self.honey, self.honey]}, 400, "field-invalid", "productIds[1]"),
            ({"provinceCode": "99"}, 422, "unit-unknown", None),
        ))
        self.refuse(self.commune, "POST", "/marks", self.mark(), 403, "role-missing")
        self.refuse(self.agency, "PUT", "/marks/mark_01JD3W5G7KQ2M8ZX4B6N9RTCVF", self.mark(), 404, "no-such-thing", "markId")

    def test_years(self):
        path = f"/producers/{self.beekeeper}/years"
        self.refuse(self.himself, "PUT", f"{path}/{self.year + 1}", self.producer_year(), 422, "report-invalid", "year")
        self.refuse_each(self.himself, "PUT", f"{path}/{self.year}", self.producer_year(), (
            ({"exportVnd": "12000000001"}, 422, "report-invalid", "exportVnd"),
            ({"revenueVnd": "-1"}, 422, "report-invalid", "revenueVnd"),
            ({"localWorkerCount": 21}, 422, "report-invalid", "localWorkerCount"),
            ({"inLinkedChain": False}, 422, "report-invalid", "linkedHouseholdCount"),
            ({"output": "x" * 1001}, 400, "field-too-long", "output"),
        ))
        self.refuse(self.other, "PUT", f"{path}/{self.year}", self.producer_year(), 403, "scope-missing")
        path = f"/products/{self.honey}/years"
        self.refuse(self.himself, "PUT", f"{path}/2009", self.product_year(), 422, "report-invalid", "year")
        self.refuse_each(self.himself, "PUT", f"{path}/{self.year}", self.product_year(), (
            ({"exportVnd": "0"}, 422, "report-invalid", "exportMarkets"),
            ({"exportMarkets": "x" * 1001}, 400, "field-too-long", "exportMarkets"),
        ))

    def test_striking(self):
        self.refuse(self.commune, "POST", "/records/area_01JD3W5G7KQ2M8ZX4B6N9RTCVF/strike", {"reason": "Nhầm"}, 404, "no-such-thing")
        self.refuse(self.commune, "POST", f"/records/{self.honey}/strike", {"reason": "Nhầm"}, 404, "no-such-thing")
        area = self.himself.post(f"/api/v1/producers/{self.beekeeper}/areas", self.area())["id"]
        self.refuse(self.himself, "POST", f"/records/{area}/strike", {"reason": "x" * 4001}, 400, "field-too-long", "reason")

    def test_what_is_being_judged(self):
        """The noodles' dossier is with the commune: name, set, variants and owner stay."""
        dossiers.fill(self.province, self.products["bun"])
        product = self.province.get(self.other, f"/products/{self.noodles}")
        body = {"name": "Bún khô Ví dụ 99", "rulebookCode": product["rulebookCode"], "setNo": product["setNo"],
                "reason": "Đổi tên"}
        self.refuse(self.other, "PUT", f"/products/{self.noodles}", body, 409, "dossier-state")
        self.refuse(self.other, "PUT", f"/products/{self.noodles}/variants", {"variants": []}, 409, "dossier-state")
        self.refuse(self.commune, "POST", f"/products/{self.noodles}/transfer",
                    {"newProducerId": self.beekeeper, "reason": "Chuyển nhượng"}, 409, "dossier-state")


class MergedTest(RecordsFlow):
    """Registrations that were merged take nothing new, and the market shows one listing for both."""

    def merge(self, kind, kept, merged, field):
        body = {field: merged, "reason": "Đăng ký hai lần"}
        return self.agency.post(f"/api/v1/{kind}/{kept}/merge", body)["id"]

    def listings(self):
        found = self.province.pages(self.province.anybody(), "/listings?q=mat+ong", "listings")
        return {listing["listingId"] for listing in found}

    def listing(self, product):
        return self.province.get(self.province.anybody(), f"/listings/{product}")

    def test_a_merged_producer(self):
        twice = self.commune.post("/api/v1/producers", {"name": "Hộ Ví dụ 3", "legalForm": "LEGAL_FORM_HOUSEHOLD",
                                                        "communeCode": "02155"})["id"]
        wax = self.commune.post("/api/v1/products", {"producerId": twice, "name": "Sáp ong Ví dụ",
                                                     "rulebookCode": "26-2026", "setNo": 4})["id"]
        area = self.commune.post(f"/api/v1/producers/{twice}/areas", self.area())["id"]
        self.merge("producers", self.beekeeper, twice, "mergedProducerId")
        wait_for("the listing is his", lambda: self.listing(wax)["producerId"] == self.beekeeper)
        self.assertEqual([one["areaId"] for one in self.record_of(self.himself)["areas"]], [area])
        path = f"/producers/{twice}"
        for client, method, tail, body in (
            (self.commune, "PUT", "", self.producer()),
            (self.commune, "PUT", "/representative", REPRESENTATIVE),
            (self.commune, "POST", "/areas", self.area()),
            (self.commune, "POST", "/linkages", self.linkage()),
            (self.commune, "POST", "/certificates", self.certificate(productId="")),
            (self.commune, "POST", "/supports", self.support(productId="")),
            (self.commune, "PUT", f"/years/{self.year}", self.producer_year()),
        ):
            self.refuse(client, method, path + tail, body, 409, "record-struck")
        self.refuse(self.commune, "POST", f"/products/{wax}/transfer", {"newProducerId": twice, "reason": "Trả lại"},
                    409, "record-struck", "newProducerId")
        self.refuse(self.commune, "POST", f"/producers/{self.beekeeper}/linkages", self.linkage(partnerProducerId=twice),
                    409, "record-struck", "partnerProducerId")

    def test_a_merged_product(self):
        twice = self.himself.post("/api/v1/products", {"producerId": self.beekeeper, "name": "Mật ong Ví dụ bạc hà",
                                                       "rulebookCode": "26-2026", "setNo": 4})["id"]
        wait_for("both are found", lambda: self.listings() >= {self.honey, twice})
        merge = self.merge("products", self.honey, twice, "mergedProductId")
        wait_for("one is found", lambda: self.listings() & {self.honey, twice} == {self.honey})
        self.assertEqual(self.listing(twice)["listingId"], self.honey)
        path = f"/products/{twice}"
        for client, method, tail, body in (
            (self.himself, "PUT", "", self.product()),
            (self.himself, "PUT", "/variants", {"variants": []}),
            (self.himself, "POST", "/business-plans", self.business_plan()),
            (self.himself, "PUT", f"/years/{self.year}", self.product_year()),
            (self.commune, "POST", "/transfer", {"newProducerId": self.miller, "reason": "Chuyển nhượng"}),
        ):
            self.refuse(client, method, path + tail, body, 409, "product-merged")
        bees = f"/producers/{self.beekeeper}"
        self.refuse(self.himself, "POST", f"{bees}/certificates", self.certificate(productId=twice), 409,
                    "product-merged", "productId")
        self.refuse(self.commune, "POST", f"{bees}/supports", self.support(productId=twice), 409, "product-merged", "productId")
        self.refuse(self.agency, "POST", "/marks", self.mark(productIds=[twice]), 409, "product-merged", "productIds[0]")

        self.agency.post(f"/api/v1/merges/{merge}/undo", {"reason": "Là hai"})
        wait_for("both are found again", lambda: self.listings() >= {self.honey, twice})
        self.assertEqual(self.listing(twice)["listingId"], twice)


if __name__ == "__main__":
    unittest.main()
