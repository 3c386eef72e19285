"""What producers, products, dossiers and their files are refused for, at the HTTP surface."""
import unittest

from flow import Flow, wait_for
from province import certificates, dates, dossiers, job, papers, rounds

RESUMABLE = dossiers.RESUMABLE


class DossierRefusalsTest(Flow):
    """One product, from nothing to a proposal."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("first")
        job.begin(province)
        cls.add_offices()
        [cls.product] = province.plan["products"]
        cls.officer = dossiers.commune_office(province, cls.product)
        dossiers.register(province, cls.product)
        cls.producer = province.office(cls.product["sign_in_name"])
        cls.product_id = province.journal[f"product/{cls.product['key']}"]["id"]
        cls.producer_id = province.journal[f"producer/{cls.product['key']}"]["id"]

    def refuse(self, client, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path):
            self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)

    def opening(self, **changes):
        return {"productId": self.product_id, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026",
                "setNo": self.product["set_no"], **changes}

    def new_upload(self, name, size):
        answer = self.producer.raw("POST", "/api/v1/uploads", b"", {
            **RESUMABLE, "Upload-Length": str(size), "Upload-Metadata": "filename " + dossiers.base64.b64encode(name.encode()).decode()})
        return answer

    def test_producers_and_products(self):
        producer = {"name": "Hợp tác xã Ví dụ 80", "legalForm": "LEGAL_FORM_COOPERATIVE",
                    "registrationNumber": f"TRINH-DIEN-{self.product['key']}", "communeCode": self.product["commune_code"]}
        self.refuse(self.officer, "POST", "/producers", producer, 409, "producer-exists", "registrationNumber")
        self.refuse(self.officer, "POST", "/producers", {**producer, "communeCode": "99999"}, 422, "unit-unknown")
        self.refuse(self.officer, "POST", "/producers", {**producer, "name": ""}, 400, "field-missing", "name")
        product = {"producerId": self.producer_id, "name": self.product["name"], "rulebookCode": "26-2026", "setNo": 7}
        self.refuse(self.producer, "POST", "/products", product, 409, "product-exists", "name")
        self.refuse(self.producer, "POST", "/products", {**product, "name": "x" * 301}, 400, "field-too-long", "name")
        self.refuse(self.producer, "POST", "/products", {**product, "rulebookCode": "0-0"}, 422, "rulebook-unknown", "rulebookCode")
        self.refuse(self.producer, "POST", "/products", {**product, "setNo": 27}, 422, "set-unknown", "setNo")
        association = self.officer.post("/api/v1/producers", {**producer, "registrationNumber": "", "name": "Hội Ví dụ",
                                                              "legalForm": "LEGAL_FORM_ASSOCIATION"})["id"]
        self.refuse(self.officer, "POST", "/products", {**product, "producerId": association}, 422,
                    "legal-form-not-eligible", "producerId")

    def test_rows_of_an_old_register(self):
        row = {"productName": "Mật ong Ví dụ", "producerName": "", "province": "Bắc Kạn", "line": 7}
        agency = self.province.office("ocop-agency")
        self.refuse(agency, "POST", "/products/imports", row, 422, "import-row-invalid", "producerName")
        self.refuse(agency, "POST", "/products/imports", {**row, "producerName": "HTX", "province": "Atlantis"}, 422,
                    "import-row-invalid", "province")

    def test_a_dossier_from_its_opening_to_its_proposal(self):
        self.opening_it()
        dossier = self.producer.post("/api/v1/dossiers", self.opening())["id"]
        type(self).dossier_id = dossier
        self.refuse(self.producer, "POST", "/dossiers", self.opening(), 409, "dossier-open-exists", "productId")
        self.papers_of_it(dossier)
        self.submitting(dossier)
        self.with_the_commune(dossier)

    def opening_it(self):
        for changes, status, rule, field in (
            ({"rulebookCode": "148-2023"}, 422, "rulebook-not-in-force", "rulebookCode"),
            ({"kind": "DOSSIER_KIND_UPGRADE", "certificateCode": "0000000000"}, 422, "recognition-missing", "certificateCode"),
            ({"kind": "DOSSIER_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
        ):
            self.refuse(self.producer, "POST", "/dossiers", self.opening(**changes), status, rule, field)

    def papers_of_it(self, dossier):
        evidence = f"/dossiers/{dossier}/evidence"
        link = {"evidenceType": "EV_BIZ", "name": "Đăng ký", "link": "https://example.org/dang-ky"}
        for changes, status, rule, field in (
            ({"evidenceType": "EV_NOTHING"}, 422, "evidence-type-unknown", "evidenceType"),
            ({"validUntil": "2020-01-01"}, 422, "evidence-expired", "validUntil"),
            ({"validUntil": "2020-02-30"}, 400, "date-invalid", "validUntil"),
            ({"criterionCodes": ["99.9"]}, 422, "criterion-unknown", "criterionCodes[0]"),
            ({"link": "javascript:alert(1)"}, 400, "field-invalid", "link"),
            ({"link": "", "uploadId": "upload_01JD3W5G7KQ2M8ZX4B6N9RTCVF"}, 404, "upload-unknown", "uploadId"),
        ):
            self.refuse(self.producer, "POST", evidence, {**link, **changes}, status, rule, field)
        self.refuse(self.producer, "DELETE", f"{evidence}/evidence_01JD3W5G7KQ2M8ZX4B6N9RTCVF", None, 404, "evidence-unknown")
        begun = self.new_upload("giay-phep.pdf", 100)
        upload = begun.headers["location"].rsplit("/", 1)[-1]
        self.refuse(self.producer, "POST", evidence, {**link, "link": "", "uploadId": upload}, 409, "upload-incomplete", "uploadId")
        self.assert_refused(lambda: self.new_upload("virus.exe", 100), 415, "file-type-refused")
        self.assert_refused(lambda: self.new_upload("film.mp4", 10**12), 413, "file-too-large")
        self.assert_refused(
            lambda: self.producer.raw("PATCH", f"/api/v1/uploads/{upload}", b"x", {
                **RESUMABLE, "Upload-Offset": "50", "Content-Type": "application/offset+octet-stream"}), 409, "upload-offset")

    def submitting(self, dossier):
        problem = self.assert_refused(
            lambda: self.producer.send("POST", f"/api/v1/dossiers/{dossier}/submit", {}), 422, "dossier-incomplete")
        rules = {error["rule"] for error in problem["errors"]}
        self.assertLessEqual({"self-assessment-missing", "evidence-missing", "field-missing", "criterion-missing"}, rules)
        self.refuse(self.producer, "PUT", f"/dossiers/{dossier}/forms",
                    {"fields": [{"formCode": "M01", "key": "colour", "value": "đỏ"}]}, 400, "field-unknown")
        self.refuse(self.producer, "PUT", f"/dossiers/{dossier}/self-assessment", {"choices": {"1.1": 99}}, 422, "option-unknown")
        self.refuse(self.producer, "POST", f"/dossiers/{dossier}/withdraw", {}, 422, "reason-missing", "reason")
        self.province.journal.put(f"dossier/{self.product['key']}", {"id": dossier})
        dossiers.fill(self.province, self.product)

    def with_the_commune(self, dossier):
        path = f"/dossiers/{dossier}"
        self.refuse(self.producer, "PUT", f"{path}/self-assessment", {"choices": {}}, 409, "dossier-state")
        self.refuse(self.officer, "POST", f"{path}/propose", {"letterNumber": "1/TTr"}, 409, "dossier-state")
        self.refuse(self.officer, "POST", f"{path}/screening", {"findings": []}, 422, "screening-incomplete")
        self.refuse(self.officer, "POST", f"{path}/return", {"deadline": "2099-01-01"}, 422, "reason-missing", "reason")
        self.refuse(self.officer, "POST", f"{path}/return", {"reason": "a", "deadline": "2020-01-01"}, 400, "date-invalid", "deadline")


class ReRatingRefusalsTest(Flow):
    """A product whose certificate runs for three years more: too early to be rated again."""

    shards = ("tn2",)

    @classmethod
    def prepare(cls):
        cls.keep_rounds("first")
        job.begin(cls.province)
        cls.add_offices()

    def test_it_is_filed_in_its_window_alone(self):
        province = self.province
        [entry], [product] = province.plan["rounds"], province.plan["products"]
        self.plan_rounds()
        self.prepare_rounds()
        planned = self.planned(entry)
        rounds.hold(province, entry, planned["round_id"], dates.parse_day(planned["held_on"]))
        certificate = wait_for("the certificate", lambda: certificates.certificate_of(province, product))
        producer = province.office(product["sign_in_name"])
        opening = {"productId": province.journal[f"product/{product['key']}"]["id"], "kind": "DOSSIER_KIND_RE_RATING",
                   "rulebookCode": "26-2026", "setNo": product["set_no"], "certificateCode": certificate["code"]}
        self.wait_caught_up()
        dossier = producer.post("/api/v1/dossiers", opening)["id"]
        forms = dossiers.form_values(province, product)
        producer.put(f"/api/v1/dossiers/{dossier}/forms", {"fields": forms})
        producer.put(f"/api/v1/dossiers/{dossier}/self-assessment", {"choices": dossiers.self_assessment(province, product)})
        self.assert_refused(
            lambda: producer.send("POST", f"/api/v1/dossiers/{dossier}/submit", {}), 422, "re-rating-window", "certificateCode")


if __name__ == "__main__":
    unittest.main()
