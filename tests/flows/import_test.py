"""The old register as history: in or refused, row by row, and never more certain than its rows."""
import csv
import html
import json
import re
import urllib.parse
import unittest

from flow import SOURCE, Flow, wait_for
from province import setup

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
FIRST, AGAIN = "2021-06-30", "2024-06-25"  # Miến dong Tài Hoan was recognised
MIEN = "Miến dong Tài Hoan"


class ImportTest(Flow):
    shards = ()

    @classmethod
    def prepare(cls):
        cls.stack.ocop("import", "units", SOURCE / "deploy" / "units")  # the rows are of the whole country
        with open(REGISTER, newline="") as file:
            cls.rows = list(enumerate(csv.DictReader(file), 2))
        cls.first = cls.import_rows(REGISTER)
        cls.wait_caught_up()
        cls.recognitions = wait_for(
            "every claim is judged", lambda: setup.enough(setup.legacy_certificates(cls.province), cls.expected())
        )

    @classmethod
    def import_rows(cls, path):
        return json.loads(cls.stack.ocop("import", "products", path, "--json", check=False).stdout)

    @classmethod
    def expected(cls):
        return sum(1 for _, row in cls.rows if row["producer"].strip() and setup.is_recognition(row))

    def page(self, path, language):
        answer = self.province.anybody().raw("GET", path, None, {"Accept": "text/html", "Accept-Language": language})
        self.assertEqual(answer.status, 200, path)
        return html.unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))

    def search(self, **filters):
        path = "/listings?" + urllib.parse.urlencode(filters)
        return self.province.pages(self.province.anybody(), path, "listings")

    # --- rows

    def test_every_row_is_in_or_refused_with_its_line_and_reason(self):
        refused = [line for line, row in self.rows if not row["producer"].strip()]
        self.assertTrue(refused)
        self.assertEqual(self.first["rows"], len(self.rows))
        self.assertEqual(self.first["in"], len(self.rows) - len(refused))
        self.assertEqual([refusal["line"] for refusal in self.first["refusals"]], refused)
        self.assertIn("producer", json.dumps(self.first["refusals"]))

    def test_nothing_is_half_imported(self):
        """A refused row has left neither product nor producer nor claim."""
        for _, row in self.rows:
            if not row["producer"].strip():
                self.assertNotIn(row["product"], [listing["productName"] for listing in self.search(q=row["product"])
                                                  if not listing.get("producerName")])
        products = [event for event in self.events("registration") if event["type"].endswith(".ProductRegistered")]
        whole = {(row["product"], row["producer"]) for _, row in self.rows if row["producer"].strip()}
        self.assertLessEqual(len(products), len(whole))
        self.assertEqual(len({event["thingId"] for event in products}), len(products))

    def test_again_changes_nothing(self):
        before = self.heads()
        again = self.import_rows(REGISTER)
        self.assertEqual((again["in"], again["unchanged"]), (0, self.first["in"]))
        self.assertEqual([r["line"] for r in again["refusals"]], [r["line"] for r in self.first["refusals"]])
        self.wait_caught_up()
        # Who imports signs in: identity writes that down, and nobody else anything.
        changed = {source for source, head in self.heads().items() if head != before[source]}
        self.assertLessEqual(changed, {"identity"})

    def test_only_recognitions_make_one(self):
        self.assertEqual(len(self.recognitions), self.expected())
        self.assertLess(self.expected(), self.first["in"])
        without = [row for _, row in self.rows if row["producer"].strip() and not setup.is_recognition(row)]
        recognised = {row["product"] for _, row in self.rows if setup.is_recognition(row)}
        named = {certificate["productName"] for certificate in self.recognitions}
        for row in without:
            if row["product"] not in recognised:
                self.assertNotIn(row["product"], named)

    # --- what they are worth

    def mien(self):
        """The certificates of Miến dong Tài Hoan by the day they were decided."""
        return {c["decidedOn"]: c for c in self.recognitions if c["productName"] == MIEN}

    def test_the_first_product_of_five_stars(self):
        found = self.mien()
        self.assertEqual(set(found), {FIRST, AGAIN})
        self.assertEqual(setup.state_of(found[FIRST]), "EXPIRED")
        self.assertEqual(found[FIRST]["pointsText"], "91.14")
        self.assertEqual(found[FIRST]["validUntil"], "2024-06-30")
        self.assertEqual(setup.state_of(found[AGAIN]), "NOT_VERIFIED")
        self.assertFalse(found[AGAIN].get("validUntil"))

    def test_not_verified_is_never_shown_as_expired(self):
        certificate = self.mien()[AGAIN]
        for language, says, never in (("vi", "chưa xác minh", "hết hạn"), ("en", "not verified", "expired")):
            page = self.page(f"/verify/{certificate['code']}", language).lower()
            self.assertIn(says, page)
            self.assertNotIn(never, page)
        answer = self.province.get(self.province.anybody(), f"/verify/{certificate['code']}")
        self.assertEqual(setup.state_of(answer["certificate"]), "NOT_VERIFIED")

    def test_the_expired_one_says_so(self):
        certificate = self.mien()[FIRST]
        self.assertIn("hết hạn", self.page(f"/verify/{certificate['code']}", "vi").lower())
        self.assertIn("expired", self.page(f"/verify/{certificate['code']}", "en").lower())

    def test_its_listing_is_not_verified(self):
        """The later recognition speaks for the product, in the list and on its page."""
        [listing] = [one for one in self.search(q=MIEN) if one["productName"] == MIEN]
        self.assertEqual(listing["badge"], "BADGE_STATE_NOT_VERIFIED")
        self.assertEqual(listing.get("stars", 0), 0)
        self.assertIn("chưa xác minh", self.page(f"/san-pham/{listing['slug']}", "vi").lower())
        self.assertIn("not verified", self.page(f"/san-pham/{listing['slug']}", "en").lower())

    def test_states_of_all(self):
        """Each recognition by the rule of the data: two dates or none."""
        today = self.province.today()
        expected = [setup.expected_state(row, today) for _, row in self.rows
                    if row["producer"].strip() and setup.is_recognition(row)]
        seen = [setup.state_of(certificate) for certificate in self.recognitions]
        for state in ("EXPIRED", "NOT_VERIFIED"):
            self.assertEqual(seen.count(state), expected.count(state), state)
        self.assertEqual(seen.count("VALID") + seen.count("REPLACED"), expected.count("VALID"))

    # --- search

    def names(self, **filters):
        return {listing["productName"] for listing in self.search(**filters)}

    def test_search_with_and_without_diacritics(self):
        self.assertIn(MIEN, self.names(q="mien dong"))
        self.assertEqual(self.names(q="mien dong"), self.names(q="miến dong"))
        self.assertEqual(self.names(q="MIẾN DONG"), self.names(q="mien dong"))

    def test_search_with_the_letter_d(self):
        """đ is a letter of its own for every library; here it is found by d, and by itself."""
        with_letter = {row["product"] for _, row in self.rows if re.search(r"\bđ", row["product"].lower())
                       and row["producer"].strip()}
        self.assertTrue(with_letter)
        for name in sorted(with_letter)[:20]:
            word = next(word for word in re.findall(r"\w+", name.lower()) if word.startswith("đ"))
            with self.subTest(name):
                self.assertIn(name, self.names(q=name))
                self.assertIn(name, self.names(q=word))
                self.assertIn(name, self.names(q=f"{name.lower()}".replace("đ", "d")))

    def test_an_abolished_district(self):
        self.assertIn(MIEN, self.names(unit="Na Rì"))
        self.assertIn(MIEN, self.names(q="Na Rì"))
        self.assertIn(MIEN, self.names(q="na ri"))


if __name__ == "__main__":
    unittest.main()
