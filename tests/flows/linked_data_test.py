"""What machines are told of a product: JSON-LD that a real processor reads, and a certificate in it that is active while
it is valid and inactive from its revocation on.
"""
import csv
import json
import re
import subprocess
import unittest

from flow import SOURCE, Flow, wait_for
from province import dates
from recognitions import certificates_of_register, conclusion_paper

READER = SOURCE / "tests" / "receiver" / "linked_data.mjs"
SCHEMA = "https://schema.org/"


def read_as_linked_data(content):
    """The product as a JSON-LD processor sees it, its properties by their full names."""
    ended = subprocess.run(["node", READER], input=content, capture_output=True, check=False)
    if ended.returncode != 0:
        raise AssertionError(ended.stderr.decode()[-2000:])
    return json.loads(ended.stdout)["product"]


def one(node, *names):
    """The single value at the end of these properties; None where one is missing."""
    for name in names:
        values = node.get(SCHEMA + name, [])
        if not values:
            return None
        [node] = values
    return node.get("@value", node.get("@id", node))


class LinkedDataTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        [code] = certificates_of_register(cls, 1)
        cls.certificate = cls.province.get(cls.province.anybody(), f"/certificates/{code}")
        cls.paper = conclusion_paper(cls)
        wait_for("it is listed with its badge", lambda: cls.listing()["badge"] == "BADGE_STATE_VALID")

    @classmethod
    def listing(cls):
        return cls.province.anybody().get(f"/api/v1/listings/{cls.certificate['productId']}")

    def raw(self, headers):
        return self.province.anybody().raw("GET", f"/san-pham/{self.listing()['slug']}", None, headers)

    def product(self):
        """As it is answered to machines, which is what stands in the page."""
        answer = self.raw({"Accept": "application/ld+json"})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/ld+json"))
        page = self.raw({"Accept": "text/html,application/ld+json"}).content.decode()
        [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        self.assertEqual(json.loads(block), json.loads(answer.content))
        return read_as_linked_data(answer.content)

    def test_a_certificate_is_active_until_it_is_revoked(self):
        listing, product = self.listing(), self.product()
        self.assertEqual(product["@type"], [SCHEMA + "Product"])
        self.assertEqual(one(product, "name"), listing["productName"])
        self.assertEqual(one(product, "manufacturer", "name"), listing["producerName"])
        self.assertEqual(one(product, "manufacturer", "location", "address", "addressLocality"), "Na Rì")
        self.assert_in_the_province(product)
        self.assertIsNone(one(product, "offers"))
        certification = one(product, "hasCertification")
        self.assertEqual(one(certification, "certificationStatus"), SCHEMA + "CertificationActive")
        self.assertEqual(one(certification, "certificationIdentification"), self.certificate["officialNumber"] or self.certificate["code"])
        self.assertEqual(one(certification, "validFrom"), "2026-03-01")
        self.assertEqual(one(certification, "expires"), self.certificate["validUntil"])
        self.assertEqual(one(certification, "certificationRating", "ratingValue"), 4)
        self.assertEqual(one(certification, "issuedBy", "name"), "Ủy ban nhân dân tỉnh Thái Nguyên")
        self.assertEqual(one(certification, "url"), f"{self.stack.url}/verify/{self.certificate['code']}")
        self.revoke()
        certification = one(self.product(), "hasCertification")
        self.assertEqual(one(certification, "certificationStatus"), SCHEMA + "CertificationInactive")
        self.assertEqual(one(certification, "certificationRating", "ratingValue"), 4)

    def assert_in_the_province(self, product):
        """As the units' own file has the commune."""
        with open(SOURCE / "deploy" / "units" / "communes.csv", newline="") as file:
            [commune] = [row for row in csv.DictReader(file) if row["code"] == self.listing()["communeCode"]]
        geo = one(product, "manufacturer", "location", "geo")
        for axis in ("latitude", "longitude"):
            self.assertEqual(float(one(geo, axis)), float(commune[axis]))

    def test_a_price_is_an_offer_in_its_season(self):
        month, anybody = self.province.today().month, self.province.anybody()
        path = f"/api/v1/listings/{self.certificate['productId']}"
        for months, word in (([month], "InStock"), ([month % 12 + 1], "OutOfStock"), ([], "InStock")):
            self.province.office("na-ri").call("PUT", path + "/story", {"story": "</script>", "priceDong": "65000", "seasonMonths": months})
            self.assertEqual(anybody.get(path).get("seasonMonths", []), months)
            offer = one(self.product(), "offers")
            self.assertEqual((one(offer, "priceCurrency"), one(offer, "price")), ("VND", "65000"))
            self.assertEqual(one(offer, "seller", "name"), self.listing()["producerName"])
            self.assertEqual(one(offer, "availability"), SCHEMA + word)
        until = str(dates.days_later(self.province.today(), 10))
        self.province.office("na-ri").call("PUT", path + "/story", {
            "story": "", "availability": "AVAILABILITY_ON_ORDER", "prices": [{"priceDong": "70000", "validUntil": until}]})
        offer = one(self.product(), "offers")
        self.assertEqual((one(offer, "price"), one(offer, "priceValidUntil")), ("70000", until))
        self.assertEqual(one(offer, "availability"), SCHEMA + "MadeToOrder")
        self.province.office("na-ri").call("PUT", path + "/story", {"story": ""})

    def revoke(self):
        self.province.office("chairman").post(f"/api/v1/certificates/{self.certificate['code']}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Trình diễn", "paperId": self.paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())})
        wait_for("the market knows", lambda: self.listing()["badge"] == "BADGE_STATE_REVOKED")


if __name__ == "__main__":
    unittest.main()
