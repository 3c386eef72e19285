"""What goes from office to office with a dossier: samples with their receipts, papers, and what the
centre decided where it works without this software. Every refusal on the way, at the HTTP surface."""
import unittest

from flow import Flow, wait_for
from province import certificates, dates, dossiers, job, papers, rounds


class HandoversTest(Flow):
    """The product of the plan that has 91 points: from its producer to the ministry's certificate."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("second")
        province.plan["products"] = [one for one in province.plan["products"] if one["key"] == "mien"]
        job.begin(province)
        cls.add_offices()
        [cls.entry], [cls.product] = province.plan["rounds"], province.plan["products"]
        cls.plan_rounds()
        dossiers.register(province, cls.product)
        dossiers.fill(province, cls.product)
        cls.dossier = province.journal["dossier/mien"]["id"]
        cls.producer = province.office(cls.product["sign_in_name"])
        cls.officer = dossiers.commune_office(province, cls.product)
        cls.agency = province.office("ocop-agency")

    def refuse(self, client, path, body, status, rule, field=None):
        with self.subTest(path=path, rule=rule, field=field):
            self.assert_refused(
                lambda: client.send("POST", f"/api/v1/dossiers/{self.dossier}/{path}", body), status, rule, field)

    def post(self, client, path, body=None):
        return client.post(f"/api/v1/dossiers/{self.dossier}/{path}", body)

    def shown(self):
        return self.agency.get(f"/api/v1/dossiers/{self.dossier}")

    def test_from_the_commune_to_the_ministry(self):
        self.at_the_commune()
        self.papers_of_offices()
        self.at_the_province()
        self.at_the_centre()
        self.assert_invariants_hold()

    # --- samples

    def samples(self, office, count=5, **changes):
        return {"office": f"OFFICE_{office}", "sampleCount": count, "receivedOn": str(self.province.today()), **changes}

    def at_the_commune(self):
        today = self.province.today()
        self.refuse(self.producer, "samples", self.samples("COMMUNE"), 403, "role-missing")
        self.refuse(self.agency, "samples", self.samples("COMMUNE"), 403, "role-missing")
        self.refuse(self.agency, "samples", self.samples("PROVINCE"), 409, "dossier-state")
        self.refuse(self.officer, "samples", self.samples("PRODUCER"), 400, "field-invalid", "office")
        self.refuse(self.officer, "samples", self.samples("COMMUNE", 0), 400, "field-invalid", "sampleCount")
        self.refuse(self.officer, "samples", self.samples("COMMUNE", note="x" * 1001), 400, "field-too-long", "note")
        for day in (str(dates.days_later(today, 1)), str(dates.days_later(today, -400)), "hôm nay"):
            self.refuse(self.officer, "samples", self.samples("COMMUNE", receivedOn=day), 400, "date-invalid", "receivedOn")
        findings = [{"checkCode": code, "satisfied": True} for code in self.province.rulebook.screening_checks()]
        self.post(self.officer, "screening", {"findings": findings})
        letter = {"letterNumber": "12/TTr-UBND"}
        self.refuse(self.officer, "propose", letter, 409, "samples-missing")
        number = self.post(self.officer, "samples", self.samples("COMMUNE", 3))["id"]
        self.assertEqual(number, f"01/BNM-{self.product['commune_code']}-{today.year}")
        self.refuse(self.officer, "propose", letter, 409, "samples-missing")  # three of five
        self.post(self.officer, "samples", self.samples("COMMUNE", 2))
        self.post(self.officer, "propose", letter)
        self.assertEqual([one["sampleCount"] for one in self.shown()["samples"]], [3, 2])

    def test_tourism_hands_over_none(self):
        """A tourist site is filled in with whatever is missing, as the check says it."""
        producer = self.producer
        register = self.province.journal["producer/mien"]["id"]
        product = producer.post("/api/v1/products", {
            "producerId": register, "name": "Điểm du lịch Ví dụ", "rulebookCode": "26-2026", "setNo": 26})["id"]
        dossier = producer.post("/api/v1/dossiers", {
            "productId": product, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026", "setNo": 26})["id"]
        gaps = producer.get(f"/api/v1/dossiers/{dossier}/check")["gaps"]
        codes = {kind: [gap["code"] for gap in gaps if gap["kind"] == kind] for kind in ("form", "criterion", "evidence")}
        producer.put(f"/api/v1/dossiers/{dossier}/forms", {"fields": [
            {"formCode": code.split(".")[0], "key": code.split(".")[1], "value": "Ví dụ"} for code in codes["form"]]})
        producer.put(f"/api/v1/dossiers/{dossier}/self-assessment", {"choices": {code: 1 for code in codes["criterion"]}})
        for code in codes["evidence"]:
            producer.post(f"/api/v1/dossiers/{dossier}/evidence", {
                "evidenceType": code, "name": "Ví dụ", "link": "https://example.org/vi-du"})
        producer.post(f"/api/v1/dossiers/{dossier}/submit")
        self.assert_refused(
            lambda: self.officer.send("POST", f"/api/v1/dossiers/{dossier}/samples", self.samples("COMMUNE")),
            422, "samples-not-asked")

    # --- papers

    def upload(self, client, name="van-ban.pdf", content=None):
        content = papers.pdf("a paper of an office") if content is None else content
        return dossiers.upload(self.province, client, f"upload/{name}/{len(self.uploaded())}", name, content)

    @classmethod
    def uploaded(cls):
        return list((cls.stack.data / "registration" / "uploads").glob("*.about"))

    def paper(self, client, kind, **changes):
        return {"kind": f"PAPER_KIND_{kind}", "number": "15/BC", "issuedOn": str(self.province.today()),
                "name": "Văn bản", "uploadId": self.upload(client), **changes}

    def papers_of_offices(self):
        tomorrow = str(dates.days_later(self.province.today(), 1))
        good = self.paper(self.agency, "TEAM_REPORT")
        unknown = "upload_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
        self.refuse(self.producer, "papers", good, 403, "role-missing")
        self.refuse(self.officer, "papers", self.paper(self.officer, "TEAM_REPORT"), 403, "role-missing")
        self.refuse(self.agency, "papers", {**good, "kind": "PAPER_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind")
        self.refuse(self.agency, "papers", {**good, "uploadId": ""}, 400, "field-missing", "uploadId")
        self.refuse(self.agency, "papers", {**good, "uploadId": unknown}, 404, "upload-unknown", "uploadId")
        self.refuse(self.agency, "papers", {**good, "issuedOn": tomorrow}, 400, "date-invalid", "issuedOn")
        self.refuse(self.agency, "papers", {**good, "number": "1" * 61}, 400, "field-too-long", "number")
        mismatch = self.upload(self.agency, "a.pdf", papers.png(1))
        self.refuse(self.agency, "papers", {**good, "uploadId": mismatch}, 415, "file-type-mismatch", "uploadId")
        broken = self.upload(self.agency, "a.png", papers.png(1)[:40])
        self.refuse(self.agency, "papers", {**good, "uploadId": broken}, 422, "image-invalid", "uploadId")
        begun = self.agency.raw("POST", "/api/v1/uploads", b"", {
            **dossiers.RESUMABLE, "Upload-Length": "10",
            "Upload-Metadata": "filename " + dossiers.base64.b64encode(b"a.pdf").decode()})
        incomplete = begun.headers["location"].rsplit("/", 1)[-1]
        self.refuse(self.agency, "papers", {**good, "uploadId": incomplete}, 409, "upload-incomplete", "uploadId")
        paper = self.post(self.agency, "papers", good)["id"]
        self.post(self.officer, "papers", self.paper(self.officer, "COMMUNE_REQUEST"))
        self.assertEqual([one["kind"] for one in self.shown()["papers"]],
                         ["PAPER_KIND_TEAM_REPORT", "PAPER_KIND_COMMUNE_REQUEST"])
        path = f"/api/v1/dossiers/{self.dossier}/papers/{paper}"
        read = self.producer.raw("GET", path, None, {"Range": "bytes=0-7"})
        self.assertEqual((read.status, read.content), (206, papers.pdf("a paper of an office")[:8]))
        self.assert_refused(lambda: self.producer.raw("GET", path + "X"), 404, "no-such-thing")

    # --- province and centre

    def at_the_province(self):
        province, planned = self.province, self.planned(self.entry)
        proposals_before = dates.parse_day(planned["proposals_before"])
        province.move_clock_to("clock/admit", dates.days_later(proposals_before, 3))
        round_id = planned["round_id"]
        self.refuse(self.agency, "admit", {"roundId": round_id}, 409, "samples-missing")
        dossiers.admit(province, self.product, round_id)
        self.refuse(self.agency, "centre-result", self.result(), 409, "dossier-state")
        rounds.hold(province, self.entry, round_id, dates.parse_day(planned["held_on"]))
        wait_for("it is proposed to the centre", lambda: self.shown()["state"] == "DOSSIER_STATE_PROPOSED_TO_CENTRE")

    def result(self, **changes):
        return {"score": "91.14", "star": 5, "decisionNumber": "88/QĐ-BNNMT", "decidedOn": str(self.province.today()),
                "certificateNumber": "7/2026/OCOP-QG", "decisionPaperId": "", **changes}

    def at_the_centre(self):
        self.refuse(self.agency, "centre-result", self.result(), 422, "paper-missing", "decisionPaperId")
        paper = self.post(self.agency, "papers", self.paper(self.agency, "CENTRE_DECISION"))["id"]
        good = self.result(decisionPaperId=paper)
        tomorrow = str(dates.days_later(self.province.today(), 1))
        self.refuse(self.officer, "centre-result", good, 403, "role-missing")
        for changes, status, rule, field in (
            ({"score": ""}, 400, "field-missing", "score"),
            ({"score": "89.99"}, 400, "field-invalid", "score"),
            ({"decisionNumber": ""}, 400, "field-missing", "decisionNumber"),
            ({"decisionNumber": "1" * 61}, 400, "field-too-long", "decisionNumber"),
            ({"decidedOn": tomorrow}, 400, "date-invalid", "decidedOn"),
            ({"validUntil": good["decidedOn"]}, 400, "date-invalid", "validUntil"),
            ({"certificateNumber": ""}, 400, "field-missing", "certificateNumber"),
            ({"star": 4}, 422, "level-not-competent", "star"),
            ({"star": 0, "certificateNumber": ""}, 422, "reason-missing", "reason"),
        ):
            self.refuse(self.agency, "centre-result", {**good, **changes}, status, rule, field)
        self.post(self.agency, "centre-result", good)
        certificate = wait_for("the ministry's certificate", lambda: certificates.certificate_of(self.province, self.product))
        until = dates.add_months(dates.parse_day(good["decidedOn"]), self.province.rulebook.validity_months)
        self.assertEqual(
            {key: certificate[key] for key in ("officialNumber", "star", "pointsText", "decisionNumber", "validUntil")},
            {"officialNumber": "7/2026/OCOP-QG", "star": 5, "pointsText": "91.14", "decisionNumber": "88/QĐ-BNNMT",
             "validUntil": str(until)})
        certificates.badge_is(self.province, self.product, "VALID", 5)
        self.assertEqual(self.shown()["state"], "DOSSIER_STATE_RECOGNISED")
        self.refuse(self.agency, "centre-result", good, 409, "dossier-state")


if __name__ == "__main__":
    unittest.main(verbosity=2)
