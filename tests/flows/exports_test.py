"""Exports over HTTP: noodles that go to Prague, recorded by the producer and confirmed by the agency, corrections that
leave the first entry, and the sums: offices see rows, anybody what three producers did together.

Sums are added up here once more, from what each producer recorded.
"""
import contextlib
import csv
import io
import json
import sqlite3
import unittest
import zipfile

from trade import CON_MINH, NA_RI, TradeFlow
from province.context import PROVINCE_CODE

MANY = 8000  # more than a table holds, and than a slow way gets through
MEASURES = ("RECORDS", "VALUE_DONG", "VALUE_USD_CENTS")


class ExportsTest(TradeFlow):
    path = "/api/v1/export-records"

    def content(self, **changes):
        return {"countryCode": "CZ", "year": self.monday.year - 1, "month": 3, "quantityHundredths": "300000", "unit": "kg",
                "valueUsdCents": "1250000", "hsCode": "190230", "buyer": "EXPORT_BUYER_IMPORTER", "way": "EXPORT_WAY_OFFICIAL",
                "paperId": self.paper, **changes}

    def record(self, key, **changes):
        return self.producer[key].post(self.path, {"productId": self.listing[key], "content": self.content(**changes)})["id"]

    def decide(self, export, confirmed=True, **more):
        last = self.office("ocop-agency").get(f"{self.path}/{export}")["entries"][-1]["entryNo"]
        self.office("ocop-agency").post(f"{self.path}/{export}/decision", {"confirmed": confirmed, "entryNo": last, **more})

    def confirmed(self, key, **changes):
        export = self.record(key, **changes)
        self.decide(export)
        return export

    def markets(self, key):
        answer = self.anybody().get(f"/api/v1/listings/{self.listing[key]}/export-markets")
        return {one["countryCode"]: (one["countryNameVi"], one["countryNameEn"], one["firstYear"], one["lastYear"])
                for one in answer["markets"]}

    def figures(self, client=None, **asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = (client or self.anybody()).get(f"/api/v1/figures/exports?{query}")
        lines = {line["code"]: self.sums(line) for line in answer["lines"]}
        total = self.sums(answer["total"])
        if lines and None not in total:
            self.assertEqual(total, tuple(map(sum, zip(*lines.values()))))
        return lines, total, answer

    @staticmethod
    def sums(line):
        """None where a cell is withheld."""
        by_measure = {cell["measure"]: int(cell["sum"]) for cell in line["cells"]}
        return tuple(by_measure.get(f"EXPORT_MEASURE_{measure}") for measure in MEASURES)

    # --- one record

    def test_a_correction_counts_when_it_is_confirmed_and_leaves_the_first(self):
        year = self.monday.year - 1
        export = self.record("noodles", countryCode="SK")
        self.assertEqual(self.markets("noodles").get("SK"), None)
        where = f"{self.path}/{export}"
        self.decide(export)
        self.assertEqual(self.markets("noodles")["SK"], ("Slovakia", "Slovakia", year, year))
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": True, "entryNo": 1}, 409, "export-state")

        self.producer["noodles"].post(f"{where}/corrections", {
            "content": self.content(countryCode="PL", quantityHundredths="310000"), "reason": "Ghi nhầm nước"})
        seen = self.producer["noodles"].get(where)
        self.assertEqual(seen["state"], "EXPORT_STATE_RECORDED")
        self.assertEqual([(one["content"]["countryCode"], one["reason"]) for one in seen["entries"]],
                         [("SK", ""), ("PL", "Ghi nhầm nước")])
        # What the agency saw is the first entry: the second is not decided unseen.
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": True, "entryNo": 1}, 412, "version-stale", "entryNo")
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": True}, 400, "field-missing", "entryNo")
        self.assertIn("SK", self.markets("noodles"))  # as it was confirmed, until the agency says otherwise
        self.assertNotIn("PL", self.markets("noodles"))
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": False, "entryNo": 2}, 422, "reason-missing", "reason")
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": True, "entryNo": 2, "reason": "Thừa"}, 400, "field-invalid", "reason")
        self.decide(export, False, reason="Chưa có tờ khai")
        self.assertIn("SK", self.markets("noodles"))
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": True, "entryNo": 2}, 409, "export-state")
        self.producer["noodles"].post(f"{where}/corrections", {"content": self.content(countryCode="PL"), "reason": "Có tờ khai"})
        self.decide(export)
        self.assertIn("PL", self.markets("noodles"))
        self.assertNotIn("SK", self.markets("noodles"))
        self.decide(export, False, reason="Tờ khai của lô khác")  # what was confirmed itself counts no more
        self.assertNotIn("PL", self.markets("noodles"))
        told = json.dumps([event for event in self.events("market") if "Export" in event["type"]], ensure_ascii=False)
        for closed in ("1250000", "300000", "Ghi nhầm", "Prague"):
            self.assertNotIn(closed, told)

    def test_what_cannot_be_recorded_is_refused_by_name(self):
        this_year = self.monday.year
        body = {"productId": self.listing["tea"], "content": self.content()}
        for change, status, rule, field in (
            ({"countryCode": "VN"}, 422, "country-unknown", "content.countryCode"),
            ({"countryCode": "cz"}, 422, "country-unknown", "content.countryCode"),
            ({"countryCode": "Praha"}, 422, "country-unknown", "content.countryCode"),
            ({"year": 2009}, 400, "field-invalid", "content.year"), ({"year": this_year + 1}, 400, "field-invalid", "content.year"),
            ({"month": 0}, 400, "field-invalid", "content.month"), ({"month": 13}, 400, "field-invalid", "content.month"),
            ({"quantityHundredths": "0"}, 400, "field-missing", "content.quantityHundredths"),
            ({"quantityHundredths": "100000000001"}, 400, "field-invalid", "content.quantityHundredths"),
            ({"unit": ""}, 400, "field-missing", "content.unit"), ({"unit": "x" * 31}, 400, "field-too-long", "content.unit"),
            ({"valueUsdCents": "0"}, 400, "field-missing", "content.valueDong"),
            ({"valueDong": "1"}, 400, "field-invalid", "content.valueUsdCents"),
            ({"valueUsdCents": "500000001"}, 400, "field-invalid", "content.valueUsdCents"),
            ({"valueUsdCents": "0", "valueDong": "100000000001"}, 400, "field-invalid", "content.valueDong"),
            ({"hsCode": "1902"}, 400, "field-invalid", "content.hsCode"),
            ({"buyer": "EXPORT_BUYER_UNSPECIFIED"}, 400, "field-invalid", "content.buyer"),
            ({"way": "EXPORT_WAY_UNSPECIFIED"}, 400, "field-invalid", "content.way"),
            ({"paperId": "paper_x"}, 422, "paper-unknown", "content.paperId"),
        ):
            self.refuse(self.producer["tea"], "POST", self.path, {**body, "content": self.content(**change)}, status, rule, field)
        if self.monday.month < 12:
            self.refuse(self.producer["tea"], "POST", self.path, {**body, "content": self.content(year=this_year, month=12)},
                        400, "field-invalid", "content.month")
        self.refuse(self.producer["tea"], "POST", self.path, {"productId": self.listing["tea"]}, 400, "field-missing", "content")
        self.refuse(self.producer["honey"], "POST", self.path, body, 403, "scope-missing")
        self.refuse(self.office("con-minh"), "POST", self.path, body, 403, "role-missing")
        self.refuse(self.anybody(), "POST", self.path, body, 401, "token-missing")
        self.refuse(self.producer["tea"], "POST", self.path, {**body, "productId": "product_x"}, 404, "no-such-thing")
        export = self.record("tea", countryCode="JP")
        where = f"{self.path}/{export}"
        self.refuse(self.producer["tea"], "POST", f"{where}/corrections", {"content": self.content()}, 400, "field-missing", "reason")
        self.refuse(self.producer["honey"], "POST", f"{where}/corrections", {"content": self.content(), "reason": "Không của mình"}, 403, "scope-missing")
        self.refuse(self.producer["tea"], "POST", f"{where}/decision", {"confirmed": True}, 403, "role-missing")
        self.refuse(self.office("con-minh"), "POST", f"{where}/decision", {"confirmed": True}, 403, "role-missing")
        self.refuse(self.office("ocop-agency"), "POST", f"{where}/decision", {"confirmed": False, "entryNo": 1, "reason": "x" * 1001}, 400, "field-too-long", "reason")
        self.refuse(self.anybody(), "GET", where, None, 401, "token-missing")
        self.refuse(self.producer["honey"], "GET", where, None, 403, "scope-missing")
        self.refuse(self.office("na-ri"), "GET", where, None, 403, "scope-missing")
        self.refuse(self.office("ocop-agency"), "GET", f"{self.path}/export_x", None, 404, "no-such-thing")
        self.refuse(self.anybody(), "GET", "/api/v1/listings/product_x/export-markets", None, 404, "listing-unknown", "listingId")

    # --- lists and sums

    def test_anybody_has_what_three_did_together_and_offices_the_rows(self):
        year = self.monday.year - 1
        # To Czechia three went in one year, two in the year before; to Germany two, of whom one twice.
        for key, cents in (("noodles", 1_250_000), ("tea", 300_000), ("honey", 70_050)):
            self.confirmed(key, valueUsdCents=str(cents))
        for key in ("noodles", "tea"):
            self.confirmed(key, year=year - 1, valueUsdCents="990000")
        for key, month in (("noodles", 1), ("noodles", 2), ("rice", 2)):
            self.confirmed(key, countryCode="DE", month=month, valueUsdCents="0", valueDong="250000000")
        waiting = self.record("rice")  # would be the fourth, but nobody has confirmed it
        czech = (3, 0, 1_620_050)

        self.assertEqual(self.figures(by="EXPORT_FIGURE_BY_COUNTRY")[0], {"CZ": czech})
        self.assertEqual(self.figures(by="EXPORT_FIGURE_BY_YEAR")[0], {str(year): czech})
        self.assertEqual(self.figures(country="DE")[1], (0, 0, 0))
        self.assertEqual(self.figures(year=str(year - 1))[1], (0, 0, 0))
        for query in ("by=EXPORT_FIGURE_BY_COMMUNE", f"commune={CON_MINH}", "province=19"):
            self.refuse(self.anybody(), "GET", f"/api/v1/figures/exports?{query}", None, 403, "role-missing")
            self.refuse(self.producer["tea"], "GET", f"/api/v1/figures/exports?{query}", None, 403, "role-missing")
        self.refuse(self.anybody(), "GET", "/api/v1/figures/exports?year=%26", None, 400, "field-invalid", "year")
        self.assertEqual(self.figures(self.producer["tea"], by="EXPORT_FIGURE_BY_COUNTRY")[0], {"CZ": czech})

        agency = self.office("ocop-agency")
        lines, total, answer = self.figures(agency, by="EXPORT_FIGURE_BY_COUNTRY")
        self.assertEqual((lines["CZ"], lines["DE"]), ((5, 0, 3_600_050), (3, 750_000_000, 0)))
        self.assertEqual({line["code"]: line["nameVi"] for line in answer["lines"]}["CZ"], "Séc")
        for line in answer["lines"] + [answer["total"]]:
            for cell in line["cells"]:
                rows = self.province.pages(agency, cell["rows"].removeprefix("/api/v1"), "exports")
                self.assertEqual(self.added_up(rows, cell["measure"]), int(cell["sum"]), cell)
        for by in ("YEAR", "COMMUNE", "PROVINCE"):
            self.assertEqual(self.figures(agency, by=f"EXPORT_FIGURE_BY_{by}")[1], total)
        self.assertEqual(self.figures(agency, by="EXPORT_FIGURE_BY_COMMUNE")[0], {CON_MINH: total})
        self.assertEqual(self.figures(self.office("con-minh"))[1], total)
        self.assertFalse(answer["forAnybody"])
        # An office that has none of its own has what anybody has.
        lines, _, answer = self.figures(self.office("na-ri"), by="EXPORT_FIGURE_BY_COUNTRY")
        self.assertEqual((lines, answer["forAnybody"]), ({"CZ": czech}, True))
        self.assertEqual(self.figures(self.office("na-ri"), by="EXPORT_FIGURE_BY_COMMUNE")[0], {})

        # A producer has his own records, an office those of its place, and all of them as a file.
        own = self.province.pages(self.producer["rice"], "/export-records", "exports")
        self.assertEqual({one["producerId"] for one in own}, {self.producer_id["rice"]})
        self.assertIn(waiting, [one["exportId"] for one in own])
        self.assertEqual(self.province.pages(self.office("na-ri"), "/export-records", "exports"), [])
        waits = self.province.pages(agency, "/export-records?state=EXPORT_STATE_RECORDED", "exports")
        self.assertIn(waiting, [one["exportId"] for one in waits])
        rows = self.table(agency, "FIGURE_FORMAT_CSV", "confirmed=true&country=CZ")
        self.assertEqual([row["Nước"] for row in rows], ["Séc"] * 5)
        self.assertEqual(sum(int(row["Giá trị (cent Mỹ)"]) for row in rows), 3_600_050)
        self.assertEqual({row["Số lượng"] for row in rows}, {"3000.00"})
        self.assertEqual(self.table(self.office("na-ri"), "FIGURE_FORMAT_CSV", ""), [])
        answer = agency.raw("GET", f"{self.path}/table?format=FIGURE_FORMAT_XLSX", None, {})
        self.assertIn("Séc", zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml").decode())
        self.assertEqual(answer.headers["cache-control"], "private, no-store")
        self.refuse(self.anybody(), "GET", f"{self.path}/table", None, 401, "token-missing")
        self.refuse(self.anybody(), "GET", self.path, None, 401, "token-missing")
        for query, status, rule, field in (("cursor=x", 400, "cursor-invalid", "cursor"), ("country=%26", 400, "field-invalid", "country"),
                                           (f"year={'1' * 65}", 400, "field-too-long", "year")):
            self.refuse(agency, "GET", f"{self.path}?{query}", None, status, rule, field)
        first = agency.get(f"{self.path}?limit=1")
        self.assertEqual(first["next"], first["exports"][0]["exportId"])

        # The page of the noodles says where they go, and nothing of how much.
        status, page = self.page(f"/san-pham/{self.listing['noodles']}")
        self.assertEqual(status, 200)
        self.assertIn("Séc", page)
        self.assertIn("Đức", page)
        self.assertNotIn("1250000", page)

    def test_each_currency_is_summed_up_for_anybody_when_three_sold_in_it(self):
        year = self.monday.year - 4
        self.confirmed("noodles", year=year, countryCode="FR")
        for key in ("tea", "honey"):
            self.confirmed(key, year=year, countryCode="FR", valueUsdCents="0", valueDong="1000000")
        self.assertEqual(self.figures(country="FR", by="EXPORT_FIGURE_BY_YEAR")[0], {str(year): (3, None, None)})
        self.confirmed("rice", year=year, countryCode="FR", valueUsdCents="0", valueDong="1000000")
        self.assertEqual(self.figures(country="FR")[1], (4, 3_000_000, None))
        self.assertEqual(self.figures(self.office("ocop-agency"), country="FR")[1], (4, 3_000_000, 1_250_000))

    def test_the_books_stay_when_a_product_passes_to_another(self):
        year = self.monday.year - 5
        exports = {key: self.confirmed(key, year=year, countryCode="KR") for key in ("tea", "honey", "noodles")}
        self.assertEqual(self.figures(country="KR")[1], (3, 0, 3_750_000))
        self.transfer("tea", "honey")
        self.addCleanup(self.transfer, "tea", "tea")
        # Still three that exported, and each sees what was his.
        self.assertEqual(self.figures(country="KR")[1], (3, 0, 3_750_000))
        where = f"{self.path}/{exports['tea']}"
        seen = self.producer["tea"].get(where)
        self.assertEqual((seen["producerId"], seen["producerName"]), (self.producer_id["tea"], "Hợp tác xã Ví dụ 2"))
        self.refuse(self.producer["honey"], "GET", where, None, 403, "scope-missing")
        for key in ("tea", "honey"):
            own = self.province.pages(self.producer[key], f"/export-records?country=KR&producerId={self.producer_id[key]}", "exports")
            self.assertEqual([one["exportId"] for one in own], [exports[key]])
            own = self.province.pages(self.producer[key], "/export-records?country=KR", "exports")
            self.assertEqual([one["exportId"] for one in own], [exports[key]])

    def transfer(self, key, to):
        self.office("con-minh").post(f"/api/v1/products/{self.listing[key]}/transfer", {
            "newProducerId": self.producer_id[to], "reason": "Chuyển cho hợp tác xã khác"})
        self.wait_caught_up()

    def test_public_sums_of_many_exports_are_quick(self):
        """Eight thousand records of one producer: counting producers anew for each of them takes longer than a look-up may (503), and
        holds up everybody."""
        self.wait_as_installed()
        with contextlib.closing(sqlite3.connect(self.stack.data / "market" / "store.sqlite", timeout=20)) as store:
            store.executemany("INSERT INTO exports (export_id, product_id, producer_id, state, decision_reason, decided_on,"
                              " confirmed_entry_no, version) VALUES (?, ?, ?, 2, '', '', 1, 1)",
                              [(f"export_x{i}", self.listing["noodles"], self.producer_id["noodles"]) for i in range(MANY)])
            store.executemany("INSERT INTO export_entries VALUES (?, 1, 'CN', 2015, 1, 100, 'kg', 5, 0, '', 1, 1, '', '', '2015-02-01')",
                              [(f"export_x{i}",) for i in range(MANY)])
            store.commit()
            self.assertEqual(self.figures(country="CN")[1], (0, 0, 0))
            rows = self.table(self.office("ocop-agency"), "FIGURE_FORMAT_CSV", "country=CN")
            self.assertEqual(len(rows), 4001)  # the last says that it is cut
            self.assertIn("4.000", rows[-1]["Mã bản ghi"])
            store.execute("DELETE FROM export_entries WHERE export_id LIKE 'export_x%'")
            store.execute("DELETE FROM exports WHERE export_id LIKE 'export_x%'")
            store.commit()

    def table(self, client, kind, query):
        answer = client.raw("GET", f"{self.path}/table?format={kind}&{query}", None, {})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "text/csv; charset=utf-8"))
        return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))

    @staticmethod
    def added_up(rows, measure):
        field = {"VALUE_DONG": "valueDong", "VALUE_USD_CENTS": "valueUsdCents"}.get(measure.removeprefix("EXPORT_MEASURE_"))
        counting = [next(one["content"] for one in row["entries"] if one["entryNo"] == row["confirmedEntryNo"]) for row in rows]
        return sum(int(content[field]) for content in counting) if field else len(counting)


if __name__ == "__main__":
    unittest.main()
