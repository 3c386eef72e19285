"""Batches and stickers follow merges: what was recorded for a registration belongs to the one that stands for it, and
goes back with it when the merge is undone. Nothing is written anew for that: it follows at every look.
"""
import unittest

from flow import Flow, wait_for
from recognitions import certificates_of_register, conclusion_paper

COMMUNE, COMMUNE_CODE = "na-ri", "02155"


class MergedBatchesTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        certificates_of_register(cls, 2)
        found = cls.province.pages(cls.province.anybody(), "/certificates", "certificates")
        cls.kept, cls.merged = sorted(found, key=lambda one: one["productName"])
        cls.paper = conclusion_paper(cls)

    def office(self, name=COMMUNE):
        return self.province.office(name)

    def content(self, **origin):
        return {"producedOn": str(self.province.today()), "quantityHundredths": "10000", "unit": "kg",
                "origins": [{"material": "Củ dong riềng", **(origin or {"place": "Na Rì"})}]}

    def body(self, certificate, code, **origin):
        return {"productId": certificate["productId"], "code": code, "content": self.content(**origin)}

    def batch(self, certificate, code, **origin):
        return self.office().post("/api/v1/batches", self.body(certificate, code, **origin))["id"]

    def no_batch(self, *refusal, of, code, **origin):
        body = self.body(of, code, **origin)
        self.assert_refused(lambda: self.office().send("POST", "/api/v1/batches", body), *refusal)

    def draw(self, batch, certificate):
        code = certificate["code"]
        self.office("ocop-agency").call("PUT", f"/api/v1/batches/{batch}/sticker-quotas/{code}", {"granted": 1, "reason": "Ví dụ"})
        run = self.office().post(f"/api/v1/batches/{batch}/serial-runs", {"certificateCode": code, "stickers": 1})["id"]
        return self.office().raw("GET", f"/api/v1/serial-runs/{run}.csv", None, {}).content.decode().splitlines()[1].split(",")[0]

    def scan(self, serial, batch=""):
        answer = self.province.anybody().get(f"/api/v1/serials/{serial}?batch={batch}")
        return answer["verdict"].removeprefix("SERIAL_VERDICT_"), answer["listing"]["listingId"]

    def batches(self, certificate):
        return sorted(one["code"] for one in self.province.pages(self.office(), f"/batches?productId={certificate['productId']}", "batches"))

    def merge(self, kind, kept, merged):
        agency = self.office("ocop-agency")
        word = kind[:-1]
        agency.post(f"/api/v1/{kind}/{kept}/merge", {f"merged{word.capitalize()}Id": merged, "reason": "Trùng (ví dụ)"})
        merges = self.province.pages(agency, "/merges", "merges")
        return next(one["mergeId"] for one in merges if one["mergedId"] == merged)

    def test_what_is_recorded_follows_the_one_that_stands(self):
        kept, merged = self.kept, self.merged
        area = self.office().post(f"/api/v1/producers/{merged['producerId']}/areas", {
            "material": "Củ dong riềng", "communeCode": COMMUNE_CODE, "hectaresHundredths": 1200, "householdCount": 30})["id"]
        self.wait_caught_up()
        own, other = self.batch(kept, "L-01"), self.batch(merged, "L-02", areaId=area)
        own_serial, other_serial = self.draw(own, kept), self.draw(other, merged)
        self.assertEqual(self.scan(own_serial, "L-02"), ("BATCH_UNKNOWN", kept["productId"]))
        self.assertEqual(self.scan(other_serial), ("GENUINE", merged["productId"]))
        self.no_batch(422, "material-area-unknown", "content.origins[0].areaId", of=kept, code="L-09", areaId=area)
        self.revoke(merged)

        merge = self.merge("products", kept["productId"], merged["productId"])
        wait_for("the market knows", lambda: self.scan(other_serial) == ("CERTIFICATE_REVOKED", kept["productId"]))
        self.assertEqual(self.batches(kept), ["L-01", "L-02"])
        self.assertEqual(self.scan(own_serial), ("GENUINE", kept["productId"]))
        self.assertEqual(self.scan(own_serial, "L-02"), ("OTHER_PRODUCT", kept["productId"]))  # its own, but another batch
        self.no_batch(409, "batch-code-taken", "code", of=kept, code="L-02")
        self.assertEqual(self.scan(self.draw(other, kept)), ("GENUINE", kept["productId"]))
        self.no_batch(404, "no-such-thing", of=merged, code="L-03")

        producers = self.merge("producers", kept["producerId"], merged["producerId"])
        self.wait_caught_up()
        self.batch(kept, "L-03", areaId=area)
        self.assertEqual(self.batches(kept), ["L-01", "L-02", "L-03"])

        for undone in (producers, merge):
            self.office("ocop-agency").post(f"/api/v1/merges/{undone}/undo", {"reason": "Hai sản phẩm (ví dụ)"})
            self.wait_caught_up()
        self.assertEqual(self.batches(kept), ["L-01", "L-03"])
        self.assertEqual(self.batches(merged), ["L-02"])
        self.assertEqual(self.scan(other_serial), ("CERTIFICATE_REVOKED", merged["productId"]))
        self.assertEqual(self.scan(own_serial, "L-02"), ("BATCH_UNKNOWN", kept["productId"]))
        self.no_batch(422, "material-area-unknown", "content.origins[0].areaId", of=kept, code="L-10", areaId=area)

    def revoke(self, certificate):
        self.office("chairman").post(f"/api/v1/certificates/{certificate['code']}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Trình diễn", "paperId": self.paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())})
        self.wait_caught_up()


if __name__ == "__main__":
    unittest.main()
