"""Places of today and of then: the register's 85 rows of Bắc Kạn are found and counted by both.

What is expected is worked out here from the register and the lists of units, not asked of the service.
"""
import collections
import csv
import json
import re
import unicodedata
import unittest
import urllib.parse

from flow import SOURCE, Flow
from province.client import Client

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
OLD, NEW = "06", "19"  # Bắc Kạn until 30 June 2025, Thái Nguyên since
KINDS = ("tinh", "thanh pho", "tp", "huyen", "thi xa", "thi tran", "xa", "phuong")
WAYS = ("COMMUNE", "PROVINCE", "FORMER_COMMUNE", "FORMER_DISTRICT", "FORMER_PROVINCE", "SECTOR")


def fold(text):
    """Lower case, without marks, words parted by one blank."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join(re.findall(r"[a-z0-9]+", "".join(c for c in parts if not unicodedata.combining(c))))


def name_of(text):
    """The folded name without the word for its kind."""
    folded = fold(text)
    for kind in KINDS:
        if folded.startswith(kind + " "):
            return folded[len(kind) + 1:]
    return folded


def rows_of(name):
    with open(SOURCE / "deploy" / "units" / name, newline="") as file:
        return list(csv.DictReader(file))


def one(values):
    """The only one there is, or nothing."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


class Place:
    """Where a row of Bắc Kạn says that it is, in the units of then and of today."""

    def __init__(self, row, former, communes):
        fits = [unit for unit in former if unit["old_province_code"] == OLD]
        if row["district"]:
            fits = [unit for unit in fits if name_of(unit["old_district"]) == name_of(row["district"])]
        named = [unit for unit in fits if name_of(unit["old_commune"]) == name_of(row["commune"])]
        self.district = one(unit["old_district_code"] for unit in (named or fits))
        self.old_commune = one(unit["old_commune_code"] for unit in named)
        self.commune = one(unit["new_commune_code"] for unit in named)
        names = [row["commune"], row["district"], row["province"], "Thái Nguyên"]
        names += [unit["old_district"] for unit in former if unit["old_district_code"] == self.district]
        names += [unit["old_commune"] for unit in named if self.old_commune]
        names += [unit["name_vi"] for unit in communes if unit["code"] == self.commune]
        self.names = {name_of(name) for name in names if name}


class UnitsTest(Flow):
    shards = ()

    @classmethod
    def prepare(cls):
        cls.stack.ocop("import", "units", SOURCE / "deploy" / "units")
        with open(REGISTER, newline="") as file:
            cls.rows = [row for row in csv.DictReader(file) if row["province"] == "Bắc Kạn"]
        path = cls.stack.directory / "bac-kan.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, cls.rows[0].keys())
            writer.writeheader()
            writer.writerows(cls.rows)
        cls.imported = json.loads(cls.stack.ocop("import", "products", path, "--json", check=False).stdout)
        cls.wait_caught_up()
        cls.expect()
        for name, role, unit in (("agency", "ROLE_OCOP_AGENCY", NEW), ("elsewhere", "ROLE_OCOP_AGENCY", "08"),
                                 ("na-ri", "ROLE_COMMUNE_OFFICER", "02155")):
            cls.province.clients[name] = cls.account(name, role, unit)

    @classmethod
    def expect(cls):
        """Products by name and producer; the first row gives a product its place."""
        former, communes = rows_of("successors.csv"), rows_of("communes.csv")
        cls.expected = {}
        for row in cls.rows:
            if row["producer"].strip():
                cls.expected.setdefault((row["product"], row["producer"]), Place(row, former, communes))

    @classmethod
    def account(cls, name, role, unit):
        operator = cls.province.operator()
        operator.post("/api/v1/agencies", {"agencyId": name, "nameVi": name, "nameEn": name,
                                           "kind": "AGENCY_KIND_OCOP_AGENCY", "unitCode": unit})
        operator.post("/api/v1/accounts", {
            "agencyId": name, "displayName": name, "signInName": name, "password": "mat-khau-vi-du",
            "grants": [{"role": role, "unitCode": unit}]})
        return Client(cls.stack.port).sign_in(name, "mat-khau-vi-du")

    @property
    def agency(self):
        return self.province.clients["agency"]

    def found(self, **filters):
        path = "/products?" + urllib.parse.urlencode(filters)
        products = self.province.pages(self.province.anybody(), path, "products")
        keys = [(product["name"], product["producerName"]) for product in products]
        self.assertEqual(len(keys), len(set(keys)))
        return set(keys)

    def those(self, fits):
        found = {key for key, place in self.expected.items() if fits(place)}
        self.assertTrue(found)
        return found

    def count(self, by, **filters):
        path = "/products/counts?" + urllib.parse.urlencode({"by": f"COUNT_BY_{by}", **filters})
        return self.province.get(self.agency, path)

    # --- found

    def test_every_row_is_in_but_those_without_a_producer(self):
        without = [row for row in self.rows if not row["producer"].strip()]
        self.assertEqual(len(self.rows), 85)
        self.assertEqual(self.imported["rows"], 85)
        self.assertEqual(self.imported["in"], 85 - len(without))
        self.assertEqual(self.found(), set(self.expected))

    def test_found_by_a_district_that_is_no_more(self):
        expected = self.those(lambda place: "na ri" in place.names)
        self.assertIn(("Miến dong Tài Hoan", "Hợp tác xã Tài Hoan"), expected)
        for place in ("na ri", "Na Rì", "NA RÌ", "huyện Na Rì", "Na Rì, Bắc Kạn", "Na Rì, Thái Nguyên"):
            with self.subTest(place):
                self.assertEqual(self.found(place=place), expected)

    def test_found_by_a_name_that_is_a_district_and_a_commune(self):
        expected = self.those(lambda place: "ba be" in place.names)
        for place in ("Ba Bể", "ba be"):
            self.assertEqual(self.found(place=place), expected)

    def test_found_by_any_name(self):
        names = set().union(*(place.names for place in self.expected.values()))
        for name in sorted(names):
            with self.subTest(name):
                self.assertEqual(self.found(place=name), self.those(lambda place, name=name: name in place.names))

    def test_found_by_the_commune_of_today(self):
        communes = {place.commune for place in self.expected.values() if place.commune}
        self.assertGreater(len(communes), 5)
        for code in communes:
            self.assertEqual(self.found(communeCode=code), self.those(lambda place, code=code: place.commune == code))

    def test_found_by_old_communes_and_districts(self):
        for attribute, parameter in (("old_commune", "formerCommuneCode"), ("district", "formerDistrictCode")):
            codes = {getattr(place, attribute) for place in self.expected.values()} - {""}
            self.assertGreater(len(codes), 5)
            for code in codes:
                expected = self.those(lambda place, code=code: getattr(place, attribute) == code)
                self.assertEqual(self.found(**{parameter: code}), expected)

    def test_found_by_old_and_new_province(self):
        for filters in ({"formerProvinceCode": OLD}, {"provinceCode": NEW}, {"place": "Bắc Kạn"},
                        {"place": "bac kan"}, {"place": "thai nguyen"}):
            with self.subTest(filters):
                self.assertEqual(self.found(**filters), set(self.expected))
        self.assertEqual(self.found(formerProvinceCode=NEW), set())

    def test_pages_of_a_place_are_stable(self):
        path, seen, cursor = "/products?place=bac+kan&limit=7", [], ""
        while True:
            page = self.province.get(self.province.anybody(), path + (f"&cursor={urllib.parse.quote(cursor)}" if cursor else ""))
            seen += [(product["name"], product["producerName"]) for product in page["products"]]
            cursor = page.get("next", "")
            if not cursor:
                break
        self.assertEqual(len(seen), len(self.expected))
        self.assertEqual(set(seen), set(self.expected))
        self.assertEqual([fold(name) for name, _ in seen], sorted(fold(name) for name, _ in seen))

    def test_both_names_are_shown(self):
        [product] = [p for p in self.province.pages(self.province.anybody(), "/products?place=van+lang", "products")
                     if p["producerName"] == "HTX Việt Cường"]
        self.assertEqual(product["formerPlace"], {
            "communeCode": "02140", "communeName": "Xã Văn Lang", "districtCode": "066", "districtName": "Huyện Na Rì",
            "provinceCode": OLD, "provinceName": "Tỉnh Bắc Kạn", "presentCommuneName": "Xã Văn Lang",
            "presentProvinceName": "Tỉnh Thái Nguyên"})

    # --- counted

    def counted(self, by, **filters):
        answer = self.count(by, **filters)
        counts = {row.get("code", ""): int(row["count"]) for row in answer["counts"]}
        self.assertEqual(len(counts), len(answer["counts"]))
        self.assertEqual(sum(counts.values()), int(answer["total"]))
        return counts

    def test_counts_by_old_district_and_new_commune_add_up(self):
        expected = {way: collections.Counter(getattr(place, attribute) for place in self.expected.values())
                    for way, attribute in (("FORMER_DISTRICT", "district"), ("FORMER_COMMUNE", "old_commune"),
                                           ("COMMUNE", "commune"))}
        for filters in ({}, {"provinceCode": NEW}, {"formerProvinceCode": OLD}):
            for way, counts in expected.items():
                self.assertEqual(self.counted(way, **filters), dict(counts), way)
        self.assertEqual({sum(self.counted(way).values()) for way in WAYS}, {len(self.expected)})

    def test_counts_are_named(self):
        names = {row["code"]: row["name"] for row in self.count("FORMER_DISTRICT")["counts"] if row.get("code")}
        expected = {unit["old_district_code"]: unit["old_district"] for unit in rows_of("successors.csv")}
        self.assertEqual(names, {code: expected[code] for code in names})

    # --- numbers

    def test_numbers_given_on_paper(self):
        reserve = {"communeCode": "02185", "lastNumber": 3, "reason": "Xã đã cấp trên giấy"}
        self.agency.post("/api/v1/product-numbers", reserve)
        listed = self.province.get(self.agency, "/product-numbers?communeCode=02185")["numbers"]
        self.assertEqual([{key: value for key, value in row.items() if value} for row in listed],
                         [{"number": 1, "untilNumber": 3, "gapReason": "Xã đã cấp trên giấy"}])
        for last in (3, 2):
            self.assert_refused(lambda last=last: self.agency.send("POST", "/api/v1/product-numbers",
                                                                   {**reserve, "lastNumber": last}),
                                409, "number-passed", "lastNumber")

    def test_what_is_refused_of_numbers(self):
        reserve = {"communeCode": "02155", "lastNumber": 3, "reason": "Xã đã cấp trên giấy"}
        clients = self.province.clients
        for client, changes, status, rule, field in (
            ("agency", {"communeCode": "99999"}, 422, "unit-unknown", None),
            ("agency", {"communeCode": NEW}, 422, "unit-unknown", None),
            ("agency", {"lastNumber": 0}, 400, "field-invalid", "lastNumber"),
            ("agency", {"lastNumber": 100000}, 400, "field-invalid", "lastNumber"),
            ("agency", {"reason": " "}, 422, "reason-missing", "reason"),
            ("agency", {"reason": "x" * 4001}, 400, "field-too-long", "reason"),
            ("elsewhere", {}, 403, "scope-missing", None),
            ("na-ri", {}, 403, "role-missing", None),
            ("", {}, 401, "token-missing", None),
        ):
            with self.subTest(rule=rule, changes=changes):
                body = {**reserve, **changes}
                client = clients[client] if client else self.province.anybody()
                self.assert_refused(lambda c=client, b=body: c.send("POST", "/api/v1/product-numbers", b), status, rule, field)

    def test_what_is_refused_of_lists(self):
        for path, status, rule, field in (
            ("/products?place=%20", 400, "field-invalid", "place"),
            ("/products?place=a,b,c,d", 400, "field-invalid", "place"),
            ("/products?place=na+ri&cursor=somewhere", 400, "cursor-invalid", "cursor"),
            ("/products?code=19-02155-0-2026", 400, "field-invalid", "code"),
            ("/products/counts", 400, "field-invalid", "by"),
            ("/products/counts?by=COUNT_BY_MOON", 400, "field-invalid", "by"),
            ("/product-numbers?communeCode=99999", 422, "unit-unknown", "communeCode"),
            ("/product-numbers", 422, "unit-unknown", "communeCode"),
            ("/product-numbers?communeCode=02155&cursor=x", 400, "cursor-invalid", "cursor"),
        ):
            with self.subTest(path):
                self.assert_refused(lambda path=path: self.agency.send("GET", "/api/v1" + path), status, rule, field)
        for path in ("/products/counts?by=COUNT_BY_SECTOR", "/product-numbers?communeCode=02155"):
            self.assert_refused(lambda path=path: self.province.anybody().send("GET", "/api/v1" + path), 401, "token-missing")

    def test_codes_of_a_register(self):
        row = {"productName": "Sản phẩm có mã", "producerName": "Hợp tác xã Ví dụ 1", "commune": "Côn Minh",
               "district": "Na Rì", "province": "Bắc Kạn", "line": 2}
        operator = self.province.operator()
        for code in ("08-02185-1-2025", "19-99999-1-2025", "19-066-02185-1-2021", "19-02185-0-2025", "19-02185-1-1999"):
            self.assert_refused(
                lambda code=code: operator.send("POST", "/api/v1/products/imports", {**row, "productCode": code}),
                422, "import-row-invalid", "productCode")


if __name__ == "__main__":
    unittest.main()
