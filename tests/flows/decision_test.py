"""A round's decision as a thing: how many of its certificates are issued, what it says of whom, the
written notices to communes and producers; what each certificate covers, with its photos of the pack;
papers that decisions rest on.

Three invented products of two communes, of which one is not recognised.
"""
import hashlib
import subprocess
import unittest

from flow import Flow, wait_for
from province import certificates, dossiers, job, papers
from province.context import PROVINCE_CODE

KEPT = ("mang", "mat-ong", "tho-cam")
HIGHLAND, LOWLAND = "01906", "02155"  # of mang and tho-cam, of mat-ong
PACK_PHOTOS = 6
VARIANTS = [{"name": "Măng xé sợi", "packaging": "gói 200 g"}, {"name": "Măng nguyên củ"}]


class DecisionTest(Flow):
    @classmethod
    def prepare(cls):
        province, plan = cls.province, cls.province.plan
        plan["rounds"] = [{**plan["rounds"][0], "shard": "tn1"}]
        plan["products"] = [{**p, "round": "first"} for p in plan["products"] if p["key"] in KEPT]
        cls.products = {product["key"]: product for product in plan["products"]}
        cls.products["mat-ong"].pop("conflict")
        [cls.entry] = plan["rounds"]
        job.begin(province)
        cls.add_offices()
        job.plan_rounds(province)
        for product in plan["products"]:
            dossiers.register(province, product)

    def office(self, name):
        return self.province.office(name)

    def producer(self, key):
        return self.office(self.products[key]["sign_in_name"])

    def dossier(self, key):
        product = self.province.journal[f"product/{key}"]["id"]
        body = {"productId": product, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": self.province.rulebook.code,
                "setNo": self.products[key]["set_no"], "certificateCode": ""}
        return self.province.command(f"dossier/{key}", self.producer(key), "POST", "/dossiers", body)["id"]

    def text_of(self, client, path):
        """The text of a PDF that other programs read, in one line."""
        answer = client.raw("GET", f"/api/v1{path}", None, {})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/pdf"), answer.content[:500])
        self.assertEqual(client.raw("GET", f"/api/v1{path}", None, {}).content, answer.content)
        file = self.stack.directory / "notice.pdf"
        file.write_bytes(answer.content)
        subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
        shown = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
        return " ".join(shown.stdout.decode().split())

    def test_from_photos_to_notices(self):
        self.photos_of_the_pack()
        self.a_round()
        self.the_decision()
        self.what_a_certificate_covers()
        self.notices_of_the_decision()
        self.notices_of_a_certificate()
        self.papers_of_offices()
        self.assert_invariants_hold()

    # --- photos of the pack

    def attach(self, key, name, content, **changes):
        client = self.producer(key)
        upload = dossiers.upload(self.province, client, f"upload/{key}/{name}", name, content)
        body = {"evidenceType": "EV_PROMO", "criterionCodes": [], "name": name, "uploadId": upload, "showsPack": True}
        return lambda: client.send("POST", f"/api/v1/dossiers/{self.dossier(key)}/evidence", {**body, **changes})

    def photos_of_the_pack(self):
        """Five besides the one that every dossier has here; neither a seventh nor a paper. And two variants."""
        key = "mang"
        product = self.province.journal[f"product/{key}"]["id"]
        put = self.producer(key).send("PUT", f"/api/v1/products/{product}/variants", {"isSet": True, "variants": VARIANTS})
        self.assertEqual(put.status, 200, put.content)
        type(self).photos = [papers.png(200 + number) for number in range(PACK_PHOTOS - 1)]
        self.assert_refused(self.attach(key, "van-ban.pdf", papers.pdf("no photo")), 400, "field-invalid", "showsPack")
        for number, photo in enumerate(self.photos):
            self.assertEqual(self.attach(key, f"bao-bi-{number}.png", photo)().status, 201)
        dossiers.attach_evidence(self.province, self.products[key], self.dossier(key))
        self.assert_refused(self.attach(key, "bao-bi-7.png", papers.png(210)), 400, "field-invalid", "showsPack")
        self.assertEqual(self.attach(key, "quang-cao.png", papers.png(211), showsPack=False)().status, 201)

    def photo(self, content, thumbnail=""):
        return self.province.anybody().raw("GET", f"/api/v1/pack-photos/{hashlib.sha256(content).hexdigest()}{thumbnail}", None, {})

    # --- the decision

    def a_round(self):
        job.prepare_round(self.entry)(self.province)
        self.assertEqual(self.photo(self.photos[0]).status, 404)  # nobody has recognised it yet
        job.hold_round(self.entry)(self.province)
        job.certify_round(self.entry)(self.province)

    def the_decision(self):
        province = self.province
        [listed] = province.get(province.anybody(), "/decisions")["decisions"]
        path = f"/decisions/{listed['decisionId']}"
        decision = wait_for("both certificates are issued", lambda: self.with_all_issued(path))
        self.assertEqual((decision["decisionNumber"], decision["kind"], decision["level"], decision["provinceCode"]),
                         (self.entry["decision_number"], "DECISION_KIND_ROUND", "AUTHORITY_LEVEL_PROVINCE", PROVINCE_CODE))
        self.assertEqual((decision["recognised"], decision["notRecognised"], decision["certificatesDue"]), (2, 1, 2))
        self.assertTrue(decision["reportNumber"])
        results = self.office("chairman").get(f"/api/v1{path}/results")["results"]
        self.assertEqual({r["productName"]: bool(r.get("certificateCode")) for r in results},
                         {self.products[key]["name"]: key != "tho-cam" for key in KEPT})
        self.assert_refused(lambda: self.producer("mang").send("GET", f"/api/v1{path}/results"), 403, "role-missing")
        type(self).decision_path = path

    def with_all_issued(self, path):
        decision = self.province.get(self.province.anybody(), path)
        return decision if decision.get("certificatesIssued", 0) == 2 else None

    def what_a_certificate_covers(self):
        certificate = certificates.certificate_of(self.province, self.products["mang"])
        shown = {photo["sha256"] for photo in certificate["packPhotos"]}
        self.assertEqual(len(shown), PACK_PHOTOS)
        for photo in self.photos:
            self.assertIn(hashlib.sha256(photo).hexdigest(), shown)
            self.assertEqual(self.photo(photo).content, photo)
        self.assertEqual(self.photo(self.photos[0], "/thumbnail").status, 200)
        self.assertEqual(self.photo(papers.png(211)).status, 404)  # evidence, and nobody's photo of a pack
        self.assertEqual([v["name"] for v in certificate["variants"]], [v["name"] for v in VARIANTS])
        page = self.page(certificate)
        for words in ("Chỉ áp dụng cho", "Măng xé sợi, gói 200 g", "Măng nguyên củ", "bao bì khác không thuộc"):
            self.assertIn(words, page)
        for photo in self.photos:
            self.assertIn(f"/api/v1/pack-photos/{hashlib.sha256(photo).hexdigest()}/thumbnail", page)
        other = certificates.certificate_of(self.province, self.products["mat-ong"])
        self.assertNotIn(f"/api/v1/pack-photos/{hashlib.sha256(self.photos[0]).hexdigest()}", self.page(other))

    def page(self, certificate):
        answer = self.province.anybody().raw("GET", f"/verify/{certificate['code']}?lang=vi", None, {"Accept": "text/html"})
        return answer.content.decode()

    # --- notices

    def producer_id(self, key):
        return self.province.journal[f"producer/{key}"]["id"]

    def notices_of_the_decision(self):
        agency, path = self.office("ocop-agency"), f"{self.decision_path}/notices"
        notices = agency.get(f"/api/v1{path}")["notices"]
        self.assertEqual({n["recipientId"]: (n["recipient"].removeprefix("NOTICE_RECIPIENT_"), n["products"]) for n in notices},
                         {HIGHLAND: ("COMMUNE", 2), LOWLAND: ("COMMUNE", 1),
                          **{self.producer_id(key): ("PRODUCER", 1) for key in KEPT}})
        text = self.text_of(agency, f"{path}/{HIGHLAND}")
        certificate = certificates.certificate_of(self.province, self.products["mang"])
        for words in ("BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ", "THÔNG BÁO", "Kính gửi: Ủy ban nhân dân xã",
                      self.entry["decision_number"], self.products["mang"]["name"],
                      self.products["tho-cam"]["name"], "Công nhận 3 sao", "Không công nhận", certificate["code"]):
            self.assertIn(words, text)
        self.assertNotIn(self.products["mat-ong"]["name"], text)
        own = f"{path}/{self.producer_id('mang')}"
        self.assertIn(f"Kính gửi: {self.products['mang']['producer']}", self.text_of(self.producer("mang"), own))
        self.assertNotIn(self.products["tho-cam"]["name"], self.text_of(self.producer("mang"), own))
        officer = dossiers.commune_office(self.province, self.products["mang"])
        self.text_of(officer, f"{path}/{HIGHLAND}")
        for client, recipient, status, rule in (
            (officer, LOWLAND, 403, "scope-missing"), (self.producer("mang"), HIGHLAND, 403, "scope-missing"),
            (self.producer("mang"), self.producer_id("tho-cam"), 403, "scope-missing"), (agency, "01651", 404, "no-such-thing"),
            (self.province.anybody(), HIGHLAND, 401, "token-missing"),
        ):
            self.assert_refused(lambda: client.send("GET", f"/api/v1{path}/{recipient}"), status, rule)
        self.assert_refused(lambda: self.producer("mang").send("GET", f"/api/v1{path}"), 403, "role-missing")

    def notices_of_a_certificate(self):
        """A revocation is told to both, with its ground; what was issued before keeps its notice."""
        product = self.products["mat-ong"]
        code = certificates.certificate_of(self.province, product)["code"]
        product["revocation"] = {"ground_code": "c", "decision_number": "0003/QĐ-Ví dụ", "conclusion_number": "01/KL-Ví dụ",
                                 "reason": "Mẫu kiểm nghiệm vượt ngưỡng"}
        self.assertIn("<h2>Chỉ áp dụng cho</h2>", self.page({"code": code}))
        certificates.revoke(self.province)
        self.assertIn("<h2>Khi còn hiệu lực chỉ áp dụng cho</h2>", self.page({"code": code}))
        path = f"/certificates/{code}/notices"
        officer = dossiers.commune_office(self.province, product)
        notices = officer.get(f"/api/v1{path}")["notices"]
        self.assertEqual([(n["move"].removeprefix("CERTIFICATE_MOVE_"), n["recipientId"]) for n in notices],
                         [(move, who) for move in ("ISSUE", "REVOKE") for who in (LOWLAND, self.producer_id("mat-ong"))])
        number = notices[-1]["moveNo"]
        ground = next(g for g in self.province.rulebook.data["revocation_grounds"] if g["code"] == "c")
        for client, recipient in ((officer, LOWLAND), (self.producer("mat-ong"), self.producer_id("mat-ong"))):
            text = self.text_of(client, f"{path}/{number}/{recipient}")
            for words in ("Về việc thu hồi giấy chứng nhận", "0003/QĐ-Ví dụ", "01/KL-Ví dụ", product["name"],
                          "Mẫu kiểm nghiệm vượt ngưỡng", ground["name"]["vi"][:20]):
                self.assertIn(words, text)
        for client, recipient, status, rule in (
            (self.producer("mang"), self.producer_id("mat-ong"), 403, "scope-missing"),
            (self.producer("mat-ong"), LOWLAND, 403, "scope-missing"), (officer, HIGHLAND, 404, "no-such-thing"),
        ):
            self.assert_refused(lambda: client.send("GET", f"/api/v1{path}/{number}/{recipient}"), status, rule)
        self.assert_refused(lambda: officer.send("GET", f"/api/v1{path}/99/{LOWLAND}"), 404, "no-such-thing")
        self.assert_refused(lambda: self.office("inspector").send("GET", "/api/v1/certificates/0000000000/notices"),
                            404, "no-such-thing")

    # --- papers

    def papers_of_offices(self):
        agency, today = self.office("ocop-agency"), str(self.province.today())
        upload = dossiers.upload(self.province, agency, "upload/paper", "ket-luan.pdf", papers.pdf("conclusion, invented"))
        body = {"unitCode": PROVINCE_CODE, "number": "02/KL-Ví dụ", "issuedOn": today, "name": "Kết luận", "uploadId": upload}
        tomorrow = str(self.province.today().replace(year=2999))
        for changes, status, rule, field in (
            ({"number": ""}, 400, "field-missing", "number"), ({"uploadId": ""}, 400, "field-missing", "uploadId"),
            ({"issuedOn": tomorrow}, 400, "date-invalid", "issuedOn"), ({"number": "9" * 500}, 400, "field-too-long", "number"),
            ({"uploadId": "upload_01JD3W5G7KQ2M8ZX4B6N9RTCVF"}, 404, "upload-unknown", None),
            ({"unitCode": "01"}, 422, "unit-unknown", "unitCode"),
        ):
            with self.subTest(rule=rule, field=field):
                self.assert_refused(lambda: agency.send("POST", "/api/v1/papers", {**body, **changes}), status, rule, field)
        officer = dossiers.commune_office(self.province, self.products["mang"])
        his = {**body, "uploadId": dossiers.upload(self.province, officer, "upload/his", "ket-luan.pdf", papers.pdf("his"))}
        self.assert_refused(lambda: officer.send("POST", "/api/v1/papers", his), 403, "scope-missing")
        self.assert_refused(lambda: self.producer("mang").send("POST", "/api/v1/papers", body), 403, "role-missing")
        self.assertEqual(agency.send("POST", "/api/v1/papers", body).status, 201)


if __name__ == "__main__":
    unittest.main()
