"""From a batch to a sticker and back, over HTTP: what is recorded of a batch and corrected, stickers within their
quota, and what a scan is answered: genuine, revoked, expired, of another product, of a batch that does not exist,
never drawn, and seen in two communes far apart, which the OCOP agency is shown.

Products and certificates are those of an old register, invented for the test. Distances are reckoned here once more
from the units' own file.
"""
import csv
import hashlib
import io
import json
import math
import unittest

from flow import LIMIT_S, SOURCE, Flow, wait_for
from province import certificates, dates, dossiers, job, papers, setup
from province.client import Client
from province.context import PROVINCE_CODE
from province.stack import Stack

PASSWORD = "mat-khau-vi-du-1"
COMMUNE, COMMUNE_CODE = "con-minh", "02185"
GTIN, GTIN_14 = "9506000134352", "09506000134352"  # GS1's own example
OTHER_GTIN = "614141000036"
# Name, stars, days from today to the certificate's last day.
PRODUCTS = {
    "noodles": ("Miến dong Ví dụ", 4, 500),
    "tea": ("Chè Ví dụ", 3, 510),
    "revoked": ("Mật ong Ví dụ", 3, 520),
    "expiring": ("Gạo Ví dụ", 3, 30),
}
QUOTA = 500
# Two communes of the province that are far from each other, and two that are not.
NORTH, SOUTH, NEAR = "01864", "05899", "02155"


class ScannedStack(Stack):
    def options(self, name):
        service, options = super().options(name)
        if service == "market":
            options["serial-scans-pause-ms"] = 0
        return service, options


def distance_km(one, other):
    """Great circle, by the spherical law of cosines; the product uses the haversine."""
    with open(SOURCE / "deploy" / "units" / "communes.csv", newline="") as file:
        places = {row["code"]: (math.radians(float(row["latitude"])), math.radians(float(row["longitude"])))
                  for row in csv.DictReader(file) if row["code"] in (one, other)}
    (north, east), (other_north, other_east) = places[one], places[other]
    return 6371 * math.acos(math.sin(north) * math.sin(other_north)
                            + math.cos(north) * math.cos(other_north) * math.cos(east - other_east))


class BatchesTest(Flow):
    stack_class = ScannedStack

    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.today = cls.province.today()
        cls.import_register()
        cls.paper = certificates.keep_paper(cls.province, "ocop-agency", PROVINCE_CODE, "test", "12/KQ-Ví dụ", "Phiếu kết quả")
        cls.wait_caught_up()
        cls.listing = {key: cls.province.get(cls.province.anybody(), f"/listings/{certificate['productId']}")
                       for key, certificate in cls.certificates.items()}
        cls.add_producer("noodles")
        cls.set_variants()

    @classmethod
    def import_register(cls):
        path = cls.stack.directory / "register.csv"
        rows = [cls.row(*product, number) for number, product in enumerate(PRODUCTS.values(), 1)]
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged",
                         lambda: setup.enough(setup.legacy_certificates(cls.province), len(PRODUCTS)))
        by_name = {certificate["productName"]: certificate for certificate in found}
        cls.certificates = {key: by_name[product[0]] for key, product in PRODUCTS.items()}

    @classmethod
    def row(cls, name, stars, days, number):
        ends_on = dates.days_later(cls.today, days)
        decided = dates.add_months(ends_on, -36)
        return {
            "product": name, "producer": f"Hợp tác xã Ví dụ {number}", "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": str(stars), "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND", "decision_date": str(decided), "expiry_date": str(ends_on),
            "year": str(decided.year), "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }

    @classmethod
    def add_producer(cls, key):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": "Hợp tác xã Ví dụ 1", "signInName": "htx-vi-du-1", "password": PASSWORD,
            "grants": [{"role": "ROLE_PRODUCER", "producerId": cls.listing[key]["producerId"]}]})
        cls.producer = Client(cls.stack.port).sign_in("htx-vi-du-1", PASSWORD)
        cls.province.clients["producer"] = cls.producer

    @classmethod
    def set_variants(cls):
        cls.producer.put(f"/api/v1/products/{cls.product('noodles')}/variants", {
            "isSet": False, "variants": [{"name": "Miến dong", "packaging": "gói 500 g", "gtin": GTIN}]})
        cls.area = cls.producer.post(f"/api/v1/producers/{cls.listing['noodles']['producerId']}/areas", {
            "material": "Củ dong riềng", "communeCode": COMMUNE_CODE, "hectaresHundredths": 1200, "householdCount": 30})["id"]
        cls.wait_caught_up()

    # --- words of this test

    @classmethod
    def product(cls, key):
        return cls.certificates[key]["productId"]

    @classmethod
    def code(cls, key):
        return cls.certificates[key]["code"]

    @classmethod
    def office(cls, name):
        return cls.province.office(name)

    @classmethod
    def content(cls, **changes):
        return {"producedOn": str(dates.days_later(cls.today, -10)), "bestBefore": str(dates.days_later(cls.today, 300)),
                "quantityHundredths": "24816", "unit": "kg", "origins": [{"material": "Củ dong riềng", "areaId": cls.area},
                                                                       {"material": "Nước", "place": "Suối Ví dụ"}], **changes}

    def batch(self, key, code, client=None):
        content = self.content() if key == "noodles" else self.content(origins=[{"material": "Búp chè", "place": "Xã Côn Minh"}])
        return (client or self.office(COMMUNE)).post(
            "/api/v1/batches", {"productId": self.product(key), "code": code, "content": content})["id"]

    def granted(self, batch, key, granted=QUOTA):
        self.office("ocop-agency").put(f"/api/v1/batches/{batch}/sticker-quotas/{self.code(key)}",
                                       {"granted": granted, "reason": "Theo đề nghị của chủ thể"})

    def draw(self, batch, key, stickers, client=None, **more):
        return (client or self.office(COMMUNE)).post(f"/api/v1/batches/{batch}/serial-runs", {
            "certificateCode": self.code(key), "stickers": stickers, **more})["id"]

    def printed(self, run, client=None):
        answer = (client or self.office(COMMUNE)).raw("GET", f"/api/v1/serial-runs/{run}.csv", None, {})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "text/csv; charset=utf-8"))
        return list(csv.DictReader(io.StringIO(answer.content.decode())))

    def stickers(self, key, code, stickers=3):
        """A batch with a quota, and what is printed of it."""
        batch = self.batch(key, code)
        self.granted(batch, key)
        return batch, self.printed(self.draw(batch, key, stickers))

    def scan(self, serial, **asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = self.province.anybody().get(f"/api/v1/serials/{serial}?{query}")
        return answer["verdict"].removeprefix("SERIAL_VERDICT_"), answer

    def page(self, path, **headers):
        answer = self.province.anybody().raw("GET", path, None, {"Accept": "text/html", "Accept-Language": "vi", **headers})
        return answer.status, answer.content.decode()

    def signals(self, office="ocop-agency", query=f"provinceCode={PROVINCE_CODE}"):
        return self.province.pages(self.office(office), f"/serial-signals?{query}", "signals")

    def signal_of(self, serial, query=f"provinceCode={PROVINCE_CODE}"):
        return next((one for one in self.signals(query=query) if one.get("serial") == serial), None)

    def refuse(self, client, method, path, body, status, rule, field=None, **options):
        with self.subTest(path=path, rule=rule, field=field):
            self.assert_refused(lambda: client.send(method, path, body, **options), status, rule, field)

    # --- batches

    def test_what_was_recorded_first_stays_visible(self):
        batch = self.batch("noodles", "L-2026/01", self.producer)
        path = f"/api/v1/batches/{batch}"
        self.office(COMMUNE).post(f"{path}/corrections", {
            "content": self.content(quantityHundredths="26000"), "reason": "Cân lại"})
        self.producer.post(f"{path}/tests", {
            "kind": "Kim loại nặng", "laboratory": "Trung tâm kiểm nghiệm Ví dụ", "testedOn": str(self.today),
            "verdict": "TEST_VERDICT_FAILED", "result": "Chì 0,3 mg/kg", "paperId": self.paper})
        self.office(COMMUNE).post(f"{path}/tests", {
            "kind": "Kim loại nặng", "laboratory": "Trung tâm kiểm nghiệm Ví dụ", "testedOn": str(self.today),
            "verdict": "TEST_VERDICT_PASSED", "correctsTestNo": 1, "reason": "Ghi nhầm dòng"})
        seen = self.producer.get(path)
        self.assertEqual([entry["content"]["quantityHundredths"] for entry in seen["entries"]], ["24816", "26000"])
        self.assertEqual([entry.get("reason", "") for entry in seen["entries"]], ["", "Cân lại"])
        self.assertEqual([test["verdict"] for test in seen["tests"]], ["TEST_VERDICT_FAILED", "TEST_VERDICT_PASSED"])
        self.assertEqual(len(seen["tests"][0]["paperSha256"]), 64)
        self.assertEqual(seen["entries"][0]["content"]["origins"][0]["communeCode"], COMMUNE_CODE)
        self.assertEqual([one["batchId"] for one in self.producer.get(
            f"/api/v1/batches?productId={self.product('noodles')}&limit=1")["batches"]],
                         [max(one["batchId"] for one in self.province.pages(
                             self.producer, f"/batches?productId={self.product('noodles')}", "batches"))])

        self.granted(batch, "noodles", 2)
        [row] = self.printed(self.draw(batch, "noodles", 1))
        verdict, answer = self.scan(row["serial"])
        self.assertEqual(verdict, "GENUINE")
        public = answer["batch"]
        self.assertEqual((public["code"], public["verdict"], public["correctedOn"], [t["testNo"] for t in public["tests"]]),
                         ("L-2026/01", "TEST_VERDICT_PASSED", str(self.today), [2]))
        self.assertEqual([origin["place"] for origin in public["origins"]], ["Xã Côn Minh", "Suối Ví dụ"])
        for secret in ("24816", "26000", "kg", "Cân lại", "Ghi nhầm", "granted", "drawn"):
            self.assertNotIn(secret, json.dumps(answer, ensure_ascii=False))

        self.producer.post(f"{path}/close", {"reason": "Đã đóng gói hết"})
        for method, where, body in (
            ("POST", "/corrections", {"content": self.content(), "reason": "Muộn"}),
            ("POST", "/close", {"reason": "Lần nữa"}),
            ("POST", "/serial-runs", {"certificateCode": self.code("noodles"), "stickers": 1}),
        ):
            self.refuse(self.producer, method, path + where, body, 409, "batch-closed")
        self.refuse(self.office("ocop-agency"), "PUT", f"{path}/sticker-quotas/{self.code('noodles')}",
                    {"granted": 5, "reason": "Thêm"}, 409, "batch-closed")
        self.producer.post(f"{path}/tests", {  # what a laboratory finds late matters most
            "kind": "Vi sinh", "laboratory": "Trung tâm kiểm nghiệm Ví dụ", "testedOn": str(self.today),
            "verdict": "TEST_VERDICT_FAILED"})
        self.assertEqual(self.scan(row["serial"])[1]["batch"]["verdict"], "TEST_VERDICT_FAILED")
        last = self.producer.get(path)["tests"][-1]["testNo"]
        better = {"kind": "Vi sinh", "laboratory": "Trung tâm kiểm nghiệm Ví dụ", "testedOn": str(self.today),
                  "verdict": "TEST_VERDICT_PASSED", "correctsTestNo": last, "reason": "Ghi nhầm"}
        # What was found wanting is not made good by whose goods they are.
        self.refuse(self.producer, "POST", f"{path}/tests", better, 403, "role-missing", "correctsTestNo")
        self.assertEqual(self.scan(row["serial"])[1]["batch"]["verdict"], "TEST_VERDICT_FAILED")

    def test_what_cannot_be_recorded_is_refused_by_name(self):
        batch, path = self.batch("noodles", "SAI-1"), "/api/v1/batches"
        body = {"productId": self.product("noodles"), "code": "SAI-2", "content": self.content()}
        for change, status, rule, field in (
            ({"code": ""}, 400, "field-missing", "code"),
            ({"code": "Lô 12"}, 400, "field-invalid", "code"),
            ({"code": "X" * 21}, 400, "field-invalid", "code"),
            ({"code": "SAI-1"}, 409, "batch-code-taken", "code"),
            ({"content": None}, 400, "field-missing", "content"),
            ({"content": self.content(producedOn=str(dates.days_later(self.today, 1)))}, 400, "date-invalid", "content.producedOn"),
            ({"content": self.content(bestBefore="2020-01-01")}, 400, "date-invalid", "content.bestBefore"),
            ({"content": self.content(unit="")}, 400, "field-missing", "content.unit"),
            ({"content": self.content(quantityHundredths="0")}, 400, "field-missing", "content.quantityHundredths"),
            ({"content": self.content(quantityHundredths="100000000001")}, 400, "field-invalid", "content.quantityHundredths"),
            ({"content": self.content(origins=[])}, 400, "field-missing", "content.origins"),
            ({"content": self.content(origins=[{"material": "x", "place": "y"}] * 21)}, 400, "field-invalid", "content.origins"),
            ({"content": self.content(origins=[{"material": "Củ dong", "areaId": "area_x"}])}, 422, "material-area-unknown",
             "content.origins[0].areaId"),
            ({"content": self.content(origins=[{"material": "Củ dong"}])}, 400, "field-missing", "content.origins[0].place"),
            ({"productId": "product_x"}, 404, "no-such-thing", None),
        ):
            self.refuse(self.producer, "POST", path, {key: value for key, value in {**body, **change}.items() if value is not None},
                        status, rule, field)
        test = {"kind": "Vi sinh", "laboratory": "Ví dụ", "testedOn": str(self.today), "verdict": "TEST_VERDICT_PASSED"}
        for change, status, rule, field in (
            ({"verdict": "TEST_VERDICT_UNSPECIFIED"}, 400, "field-invalid", "verdict"),
            ({"testedOn": "30/11/2026"}, 400, "date-invalid", "testedOn"),
            ({"paperId": "paper_x"}, 422, "paper-unknown", "paperId"),
            ({"correctsTestNo": 1, "reason": "Không có"}, 400, "field-invalid", "correctsTestNo"),
            ({"correctsTestNo": 1}, 422, "reason-missing", "reason"),
            ({"reason": "Thừa"}, 400, "field-invalid", "reason"),
        ):
            self.refuse(self.producer, "POST", f"{path}/{batch}/tests", {**test, **change}, status, rule, field)
        self.refuse(self.producer, "POST", f"{path}/{batch}/corrections", {"content": self.content()}, 400, "field-missing", "reason")
        self.refuse(self.producer, "POST", f"{path}/{batch}/close", {}, 400, "field-missing", "reason")
        self.refuse(self.producer, "POST", f"{path}/{batch}/close", {"reason": "Cũ"}, 412, "version-stale", if_match='"7"')
        self.refuse(self.producer, "POST", path, {**body, "productId": self.product("tea")}, 403, "scope-missing")
        self.refuse(self.office("na-ri"), "POST", path, body, 403, "scope-missing")
        self.refuse(self.office("chairman"), "POST", path, body, 403, "role-missing")

    def test_a_producer_keeps_a_laboratorys_paper_himself(self):
        """His books name it as his word; everybody else sees the verdict."""
        content, owner = papers.pdf("Phieu ket qua (vi du)"), self.listing["noodles"]["producerId"]
        upload = dossiers.upload(self.province, self.producer, "upload/own", "phieu.pdf", content)
        body = {"number": "7/KQ-Ví dụ", "issuedOn": str(self.today), "name": "Phiếu kết quả", "uploadId": upload}
        path = f"/api/v1/producers/{owner}/papers"
        for change, status, rule, field in (
            ({"number": ""}, 400, "field-missing", "number"), ({"uploadId": "upload_x"}, 404, "upload-unknown", "uploadId"),
            ({"issuedOn": str(dates.days_later(self.today, 1))}, 400, "date-invalid", "issuedOn"),
        ):
            self.refuse(self.producer, "POST", path, {**body, **change}, status, rule, field)
        self.refuse(self.office(COMMUNE), "POST", path, body, 403, "role-missing")
        self.refuse(self.producer, "POST", f"/api/v1/producers/{self.listing['tea']['producerId']}/papers", body, 403, "scope-missing")
        paper = self.producer.post(path, body)["id"]
        self.wait_caught_up()
        test = {"kind": "Vi sinh", "laboratory": "Trung tâm Ví dụ", "testedOn": str(self.today), "verdict": "TEST_VERDICT_PASSED"}
        batch, [row, *_] = self.stickers("noodles", "PHIEU")
        self.producer.post(f"/api/v1/batches/{batch}/tests", {**test, "paperId": paper})
        self.producer.post(f"/api/v1/batches/{batch}/tests", {**test, "paperId": self.paper})
        own, of_office = self.producer.get(f"/api/v1/batches/{batch}")["tests"]
        self.assertEqual((own["paperSha256"], own["paperByProducer"]), (hashlib.sha256(content).hexdigest(), True))
        self.assertFalse(of_office["paperByProducer"])
        public = self.scan(row["serial"])[1]["batch"]["tests"]
        self.assertEqual([one["paperSha256"] for one in public], ["", of_office["paperSha256"]])
        self.assertEqual({one["paperId"] for one in public}, {""})
        for reader in (self.producer, self.office(COMMUNE), self.office("ocop-agency")):
            self.assertEqual(reader.raw("GET", f"/api/v1/papers/{paper}").content, content)
        self.refuse(self.office("na-ri"), "GET", f"/api/v1/papers/{paper}", None, 403, "scope-missing")
        self.refuse(self.province.anybody(), "GET", f"/api/v1/papers/{paper}", None, 401, "token-missing")
        self.refuse(self.producer, "GET", f"/api/v1/papers/{self.paper}", None, 403, "scope-missing")
        tea = self.batch("tea", "PHIEU")
        self.refuse(self.office(COMMUNE), "POST", f"/api/v1/batches/{tea}/tests", {**test, "paperId": paper}, 422, "paper-unknown", "paperId")
        # Nothing that an office decides rests on it.
        self.refuse(self.office("chairman"), "POST", f"/api/v1/certificates/{self.code('tea')}/revoke", {
            "groundCode": "c", "reason": "Ví dụ", "decisionNumber": "1/QĐ-UBND", "conclusionNumber": "1/KL",
            "concludedOn": str(self.today), "paperId": paper}, 422, "paper-missing", "paperId")

    def test_books_are_not_public(self):
        batch, rows = self.stickers("noodles", "KIN-1", 1)
        run = self.producer.get(f"/api/v1/batches/{batch}")["runs"][0]["runId"]
        other = self.office("na-ri")
        for path in (f"/api/v1/batches/{batch}", f"/api/v1/batches?productId={self.product('noodles')}", f"/api/v1/serial-runs/{run}.csv"):
            self.refuse(self.province.anybody(), "GET", path, None, 401, "token-missing")
            self.refuse(other, "GET", path, None, 403, "scope-missing")
        for path in ("/api/v1/serial-signals", "/api/v1/sticker-quotas"):
            self.refuse(self.province.anybody(), "GET", path, None, 401, "token-missing")
            self.refuse(self.producer, "GET", path, None, 403, "role-missing")
        self.refuse(self.office("ocop-agency"), "GET", "/api/v1/serial-signals?provinceCode=04", None, 403, "scope-missing")
        for path in (f"/api/v1/serial-signals?provinceCode={PROVINCE_CODE}&cursor=x", f"/api/v1/batches?productId={self.product('noodles')}&cursor=x"):
            self.refuse(self.office("ocop-agency"), "GET", path, None, 400, "cursor-invalid")
        self.refuse(self.province.operator(), "GET", "/api/v1/sticker-quotas?cursor=x", None, 400, "cursor-invalid")
        self.assertNotIn(rows[0]["serial"], json.dumps(self.events("market")))

    # --- quotas

    def test_stickers_are_drawn_within_their_quota(self):
        batch = self.batch("noodles", "HAN-MUC")
        runs = f"/api/v1/batches/{batch}/serial-runs"
        quota = f"/api/v1/batches/{batch}/sticker-quotas/{self.code('noodles')}"
        body = {"certificateCode": self.code("noodles"), "stickers": 1}
        agency = self.office("ocop-agency")
        self.refuse(self.producer, "POST", runs, body, 409, "sticker-quota-exceeded", "stickers")
        self.granted(batch, "noodles", 2100)
        self.refuse(self.producer, "POST", runs, {**body, "stickers": 2001}, 400, "field-invalid", "stickers")
        self.refuse(self.producer, "POST", runs, {**body, "stickers": 0}, 400, "field-invalid", "stickers")
        run = self.draw(batch, "noodles", 2000, self.producer, gtin=GTIN)
        self.refuse(self.producer, "POST", runs, {**body, "stickers": 101}, 409, "sticker-quota-exceeded", "stickers")
        self.refuse(agency, "PUT", quota, {"granted": 1999, "reason": "Giảm"}, 409, "sticker-quota-too-small", "granted")
        self.refuse(agency, "PUT", quota, {"granted": 2200}, 422, "reason-missing", "reason")
        self.refuse(agency, "PUT", quota, {"granted": 10000001, "reason": "Nhiều"}, 400, "field-invalid", "granted")
        self.refuse(self.producer, "PUT", quota, {"granted": 2200, "reason": "Tự cấp"}, 403, "role-missing")
        self.refuse(self.producer, "POST", runs, {**body, "gtin": "9506000134353"}, 422, "gtin-invalid", "gtin")
        self.refuse(self.producer, "POST", runs, {**body, "gtin": OTHER_GTIN}, 400, "field-invalid", "gtin")
        self.refuse(self.producer, "POST", runs, {**body, "certificateCode": self.code("tea")}, 422,
                    "certificate-of-other-product", "certificateCode")
        self.refuse(self.producer, "POST", runs, {**body, "certificateCode": "0000000000"}, 404, "certificate-unknown", "certificateCode")

        rows = self.printed(run, self.producer)
        self.assertEqual(len({row["serial"] for row in rows}), 2000)
        for row in rows:
            self.assertRegex(row["serial"], "^[0-9A-HJKMNP-TV-Z]{12}$")
            self.assertEqual(row["url"], f"{self.stack.url}/01/{GTIN_14}/10/HAN-MUC/21/{row['serial']}")
        [seen] = [one for one in self.producer.get(f"/api/v1/batches/{batch}")["quotas"]]
        self.assertEqual((seen["granted"], seen["drawn"], seen["serials"]), (2100, 2000, 2000))
        self.assertIn(seen["batchId"], [one["batchId"] for one in self.province.pages(
            self.province.operator(), "/sticker-quotas", "quotas")])

    # --- scans

    def test_a_sticker_of_a_revoked_certificate_is_worth_nothing(self):
        _, [row, *_] = self.stickers("revoked", "THU-HOI")
        self.assertEqual(self.scan(row["serial"])[0], "GENUINE")
        self.office("chairman").post(f"/api/v1/certificates/{self.code('revoked')}/revoke", {
            "groundCode": "c", "reason": "Ví dụ", "decisionNumber": "1/QĐ-UBND", "conclusionNumber": "1/KL",
            "concludedOn": str(self.today), "paperId": self.paper}, patience_s=LIMIT_S)
        wait_for("the sticker dies with its certificate", lambda: self.scan(row["serial"])[0] == "CERTIFICATE_REVOKED")
        answer = self.scan(row["serial"])[1]
        self.assertEqual((answer["listing"]["badge"], answer["listing"].get("stars", 0)), ("BADGE_STATE_REVOKED", 0))
        status, page = self.page(f"/s/{row['serial']}")
        self.assertEqual(status, 200)
        self.assertIn("Giấy chứng nhận đã thu hồi", page)
        self.assertIn(f"/verify/{self.code('revoked')}", page)
        self.assertNotIn("<script", page)
        batch = self.batch("revoked", "THU-HOI-2")
        self.refuse(self.office("ocop-agency"), "PUT", f"/api/v1/batches/{batch}/sticker-quotas/{self.code('revoked')}",
                    {"granted": 5, "reason": "Muộn"}, 409, "certificate-state", "code")

    def test_a_sticker_on_another_product_is_no_proof_of_it(self):
        _, [row, *_] = self.stickers("tea", "CHE-1")
        self.assertEqual(self.scan(row["serial"], product=self.product("tea"))[0], "GENUINE")
        self.assertEqual(self.scan(row["serial"], product=self.listing["tea"]["slug"])[0], "GENUINE")
        self.assertEqual(self.scan(row["serial"], product=self.product("noodles"))[0], "OTHER_PRODUCT")
        self.assertEqual(self.scan(row["serial"], gtin=GTIN_14)[0], "OTHER_PRODUCT")
        status, page = self.page(f"/s/{row['serial']}?product={self.listing['noodles']['slug']}")
        self.assertEqual(status, 200)
        for words in ("Tem của sản phẩm khác", PRODUCTS["tea"][0], "Hợp tác xã Ví dụ 2"):
            self.assertIn(words, page)
        signal = wait_for("the agency is shown it", lambda: self.signal_of(row["serial"]))
        self.assertEqual((signal["kind"], signal["productName"]), ("SIGNAL_KIND_OTHER_PRODUCT", PRODUCTS["tea"][0]))

    def test_a_batch_that_does_not_exist_is_said_and_counted(self):
        _, [row, other, *_] = self.stickers("noodles", "CO-THAT")
        _, [elsewhere, *_] = self.stickers("noodles", "CO-THAT-2")
        self.assertEqual(self.scan(row["serial"], batch="CO-THAT")[0], "GENUINE")
        self.assertEqual(self.scan(row["serial"], batch="KHONG-CO")[0], "BATCH_UNKNOWN")
        self.assertEqual(self.scan(row["serial"], batch="CO-THAT-2")[0], "OTHER_PRODUCT")
        signal = wait_for("the agency is shown it", lambda: self.signal_of(row["serial"], f"provinceCode={PROVINCE_CODE}&kind=SIGNAL_KIND_BATCH_UNKNOWN"))
        self.assertEqual(signal["asked"], 1)
        _, page = self.page(f"/01/{GTIN_14}/10/KHONG-CO/21/{other['serial']}")
        self.assertIn("Không có lô hàng này", page)
        self.assertEqual(self.scan(elsewhere["serial"])[0], "GENUINE")

    def test_a_serial_that_nobody_drew_is_counted_where_it_was_seen(self):
        serial = "ABCDEFGHJKMN"
        for _ in range(3):
            self.assertEqual(self.scan(serial.lower(), communeCode=NEAR)[0], "UNKNOWN")
        status, page = self.page(f"/s/{serial}")
        self.assertEqual(status, 404)
        self.assertIn("Không có tem này", page)
        signal = wait_for("it is counted", lambda: next(
            (one for one in self.signals() if one.get("serial") == serial and one["asked"] == 3), None))
        self.assertEqual((signal["kind"], signal["communeName"], signal["day"]),
                         ("SIGNAL_KIND_UNKNOWN_SERIAL", "Xã Na Rì", str(self.today)))
        placeless = wait_for("that of no place too", lambda: self.signal_of(serial, "withoutPlace=true"))
        self.assertEqual(placeless["asked"], 1)
        path = f"/api/v1/serial-signals/{signal['signalId']}/answer"
        self.refuse(self.office("ocop-agency"), "POST", path, {}, 400, "field-missing", "conclusion")
        self.refuse(self.office("inspector"), "POST", path, {"conclusion": "x"}, 403, "role-missing")
        self.office("ocop-agency").post(path, {"conclusion": "Tem giả, đã chuyển quản lý thị trường"})
        self.refuse(self.office("ocop-agency"), "POST", path, {"conclusion": "Lần nữa"}, 409, "signal-answered")
        self.assertIsNone(self.signal_of(serial, f"provinceCode={PROVINCE_CODE}&openOnly=true"))
        self.assertEqual(self.scan("khong-phai-tem")[0], "UNKNOWN")
        self.refuse(self.province.anybody(), "GET", "/api/v1/serials/" + "1" * 101, None, 400, "field-too-long", "serial")

    def test_one_sticker_in_two_communes_far_apart_is_a_signal(self):
        _, [row, near, *_] = self.stickers("noodles", "XA-1")
        kilometres = distance_km(NORTH, SOUTH)
        self.assertGreater(kilometres, 100)
        self.assertEqual(self.scan(near["serial"], communeCode=NEAR)[0], "GENUINE")
        self.assertEqual(self.scan(row["serial"], communeCode=NORTH)[0], "GENUINE")
        verdict, answer = wait_for("the second is told apart", lambda: next(
            (one for one in [self.scan(row["serial"], communeCode=SOUTH)] if one[0] != "GENUINE"), None))
        self.assertEqual((verdict, answer["listing"]["stars"]), ("SEEN_FAR_APART", 4))
        signal = wait_for("the agency is shown it", lambda: self.signal_of(
            row["serial"], f"provinceCode={PROVINCE_CODE}&kind=SIGNAL_KIND_FAR_APART"))
        self.assertEqual({signal["communeCode"], signal["otherCommuneCode"]}, {NORTH, SOUTH})
        self.assertAlmostEqual(signal["distanceKm"], kilometres, delta=1)
        # Now it is said to all who ask, wherever they are, until the agency has looked.
        self.assertEqual(self.scan(row["serial"])[0], "SEEN_FAR_APART")
        _, page = self.page(f"/s/{row['serial']}")
        self.assertIn("Tem có thể đã bị sao chép", page)
        told = [event for event in self.events("market") if event["type"].endswith("SerialSeenFarApart")]
        self.assertEqual([event["body"]["serial"] for event in told], [row["serial"]])
        self.assertEqual(self.scan(near["serial"], communeCode=COMMUNE_CODE)[0], "GENUINE")
        self.office("ocop-agency").post(f"/api/v1/serial-signals/{signal['signalId']}/answer", {"conclusion": "Đã xử lý"})
        self.assertEqual(self.scan(row["serial"])[0], "GENUINE")

    def test_the_address_in_the_qr_code_is_a_gs1_digital_link(self):
        batch = self.batch("noodles", "A/1+2%", self.producer)
        self.granted(batch, "noodles")
        [row] = self.printed(self.draw(batch, "noodles", 1, self.producer, gtin=GTIN))
        path = f"/01/{GTIN_14}/10/A%2F1%2B2%25/21/{row['serial']}"
        self.assertEqual(row["url"], self.stack.url + path)
        for address in (path, f"/01/{GTIN_14}/21/{row['serial']}", f"/s/{row['serial']}"):
            status, page = self.page(address)
            self.assertEqual(status, 200, address)
            for words in ("Tem thật, còn hiệu lực", PRODUCTS["noodles"][0], "A/1+2%", "Xã Côn Minh", f"/verify/{self.code('noodles')}"):
                self.assertIn(words, page, address)
            self.assertNotIn("<script", page)
            self.assertLess(len(page), 60_000)
        answer = json.loads(self.province.anybody().raw("GET", path, None, {"Accept": "application/json"}).content)
        self.assertEqual((answer["verdict"], answer["gtin"], answer["variantName"]), ("SERIAL_VERDICT_GENUINE", GTIN_14, "Miến dong"))
        # Thirteen digits and a wrong check digit make no Digital Link.
        for number in (GTIN, "09506000134353"):
            self.assertEqual(self.page(f"/01/{number}/21/{row['serial']}")[0], 422)
            self.refuse(self.province.anybody(), "GET", f"/api/v1/serials/{row['serial']}?gtin={number}", None, 422, "gtin-invalid", "gtin")
        self.refuse(self.province.anybody(), "GET", f"/api/v1/serials/{row['serial']}?batch=L%C3%B4", None, 400, "field-invalid", "batch")
        self.assertEqual(self.scan(row["serial"], gtin="00614141000036")[0], "OTHER_PRODUCT")

    def test_places_are_chosen_without_a_script(self):
        _, [row, *_] = self.stickers("tea", "CHE-2")
        typed = self.province.anybody().raw("GET", f"/verify?number={row['serial'].lower()}&commune={NEAR}", None, {"Accept": "text/html"})
        self.assertEqual((typed.status, typed.headers["location"]), (303, f"/s/{row['serial'].lower()}?lang=en&commune={NEAR}"))
        _, page = self.page(f"/s/{row['serial']}")
        self.assertIn(f'value="{COMMUNE_CODE}"', page)
        self.assertIn("Bạn đang ở đâu?", page)
        _, page = self.page(f"/s/{row['serial']}?commune={NEAR}")
        self.assertRegex(page, f'<option value="{NEAR}" selected')
        _, page = self.page(f"/s/{row['serial']}?lang=en")
        self.assertIn("Where are you?", page)

    def test_z_a_sticker_ends_with_the_last_day_of_its_certificate(self):
        """Last, for it moves the clock: until then all that was drawn must be there, and within its quota."""
        _, [row, *_] = self.stickers("expiring", "HET-HAN")
        self.assertEqual(self.scan(row["serial"])[0], "GENUINE")
        self.assert_invariants_hold()
        self.province.move_clock_to("clock/end", dates.days_later(self.today, 31))
        wait_for("the day is over", lambda: self.scan(row["serial"])[0] == "CERTIFICATE_EXPIRED")


if __name__ == "__main__":
    unittest.main()
