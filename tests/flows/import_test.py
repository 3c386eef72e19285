"""The old register as history: in or refused, row by row, and never more certain than its rows; and what
an import would do, told before and without doing it.
"""
import csv
import html
import json
import re
import sqlite3
import urllib.parse
import unittest

from flow import SOURCE, Flow, wait_for
from province import setup

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
FIRST, AGAIN = "2021-06-30", "2024-06-25"  # Miến dong Tài Hoan was recognised
MIEN = "Miến dong Tài Hoan"


class ImportFlow(Flow):
    shards = ()

    @classmethod
    def import_rows(cls, path, *options, what="products"):
        return json.loads(cls.stack.ocop("import", what, path, "--json", *options, check=False).stdout)

    @classmethod
    def store(cls):
        """Registration's store, to look into: what no interface can leave out."""
        return sqlite3.connect(f"file:{cls.stack.data}/registration/store.sqlite?mode=ro", uri=True)

    @classmethod
    def tables(cls):
        """All rows of all tables of registration."""
        with cls.store() as store:
            names = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return {name: sorted(map(repr, store.execute(f'SELECT * FROM "{name}"'))) for name in names}

    @classmethod
    def registration_head(cls):
        return cls.heads()["registration"]

    @classmethod
    def excel(cls, path, rows, heads, encoding="utf-8-sig"):
        """The rows as Excel in Vietnam saves them: semicolons, \\r\\n, a mark."""
        with open(path, "w", newline="", encoding=encoding) as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(heads)
            writer.writerows(rows)
        return path


class ImportTest(ImportFlow):
    @classmethod
    def prepare(cls):
        cls.stack.ocop("import", "units", SOURCE / "deploy" / "units")  # the rows are of the whole country
        with open(REGISTER, newline="") as file:
            cls.rows = list(enumerate(csv.DictReader(file), 2))
        cls.wait_caught_up()
        before = cls.tables(), cls.registration_head()
        cls.dry = cls.import_rows(REGISTER, "--dry-run")
        cls.untouched = before == (cls.tables(), cls.registration_head())
        cls.first = cls.import_rows(REGISTER)
        cls.wait_caught_up()
        cls.recognitions = wait_for(
            "every claim is judged", lambda: setup.enough(setup.legacy_certificates(cls.province), cls.expected())
        )

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
        before = self.heads_at_rest()
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

    # --- told before

    def claims(self):
        """(line, claim, product, producer) of all that was taken in, in the order of the file."""
        with self.store() as store:
            return list(store.execute(
                "SELECT c.line, c.claim_id, c.product_id, p.producer_id FROM import_claims c"
                " JOIN products p ON p.product_id = c.product_id ORDER BY c.line"
            ))

    def first_lines(self, column):
        """The lines on which each thing came for the first time."""
        lines = {}
        for claim in self.claims():
            lines.setdefault(claim[column], claim[0])
        return sorted(lines.values())

    def dry_lines(self, key):
        return [line["line"] for line in self.dry["lines"] if line.get(key)]

    def test_dry_run_changed_nothing(self):
        self.assertTrue(self.untouched, "rows or events of registration")

    def test_dry_run_said_what_the_import_then_did(self):
        """Line by line: what is new, and what is refused with which field and words."""
        self.assertEqual(len(self.dry["lines"]), len(self.rows))
        self.assertEqual(self.dry_lines("new_claim"), self.first_lines(1))
        self.assertEqual(self.dry_lines("new_product"), self.first_lines(2))
        self.assertEqual(self.dry_lines("new_producer"), self.first_lines(3))
        told = [(line["line"], fault["field"], fault["detail"]) for line in self.dry["lines"] for fault in line["faults"]]
        done = [(refusal["line"], refusal["field"], refusal["detail"]) for refusal in self.first["refusals"]]
        self.assertEqual(told, done)
        self.assertEqual((self.dry["in"] + self.dry["unchanged"], self.dry["refused"]),
                         (self.first["in"], self.first["refused"]))

    def test_dry_run_said_the_events(self):
        seen = [event["type"].rsplit(".", 1)[1] for event in self.events("registration")]
        self.assertEqual(seen.count("ProducerRegistered"), self.dry["new_producers"])
        self.assertEqual(seen.count("ProductRegistered"), self.dry["new_products"])

    def test_dry_run_reads_the_places_as_the_import(self):
        with self.store() as store:
            kept = dict(store.execute(
                "SELECT min(c.line), p.commune_code FROM import_claims c JOIN products p"
                " ON p.product_id = c.product_id GROUP BY c.product_id"
            ))
        told = {line["line"]: line["commune_code"] for line in self.dry["lines"] if line.get("new_product")}
        self.assertEqual(told, kept)
        self.assertTrue(any(told.values()))

    def test_dry_run_afterwards_finds_nothing_new(self):
        again = self.import_rows(REGISTER, "--dry-run")
        self.assertEqual((again["in"], again["unchanged"]), (0, self.first["in"]))
        self.assertEqual((again["new_producers"], again["new_products"], again["new_claims"]), (0, 0, 0))

    # --- as Excel saves it

    HEADS = {"product": "Tên sản phẩm", "producer": "Chủ thể", "producer_type": "Loại hình", "commune": "Xã",
             "district": "Huyện", "province": "Tỉnh", "stars": "Số sao", "score": "Điểm",
             "decision_no": "Số quyết định", "decision_date": "Ngày quyết định", "expiry_date": "Ngày hết hạn",
             "product_group": "Nhóm sản phẩm", "year": "Năm", "event": "Hình thức", "source": "Nguồn"}

    def as_shown(self, row):
        """A row as Excel shows it: days the Vietnamese way."""
        return [re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", value) if "date" in column else value
                for column, value in row.items()]

    def test_the_same_register_from_excel_is_the_same(self):
        """Semicolons, a mark, Vietnamese heads, 30/06/2021; and once more as Unicode text."""
        with open(REGISTER, newline="") as file:
            rows = list(csv.DictReader(file))
        heads = [self.HEADS[column] for column in rows[0]]
        before = self.tables()
        for encoding in ("utf-8-sig", "utf-16"):
            with self.subTest(encoding):
                path = self.excel(self.stack.directory / f"{encoding}.csv", map(self.as_shown, rows), heads, encoding)
                again = self.import_rows(path)
                self.assertEqual((again["in"], again["unchanged"]), (0, self.first["in"]))
                self.assertEqual(again["refusals"], self.first["refusals"])
                self.assertEqual(self.import_rows(path, "--dry-run"), self.import_rows(REGISTER, "--dry-run"))
        self.assertEqual(self.tables(), before)

    def test_another_encoding_is_refused_with_what_to_do(self):
        path = self.stack.directory / "windows-1258.csv"
        path.write_bytes("Tên;Chủ thể\r\nMiên;HTX\r\n".encode("cp1258", errors="replace"))
        refused = self.stack.ocop("import", "products", path, check=False)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("CSV UTF-8", refused.stderr)

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


class ProducersTest(ImportFlow):
    """A list of producers: who is new, who looks like whom, who is filled in, who contradicts."""

    HEADS = ("Tên chủ thể", "Loại hình", "Mã số thuế", "Xã", "Huyện", "Tỉnh", "Địa chỉ")
    ROWS = (
        ("HTX Ví dụ Một", "HTX", "4600000001", "Tân Cương", "", "Thái Nguyên", "Xóm Ví dụ"),
        ("HTX Ví dụ Hai", "HTX", "4600000001", "", "", "Thái Nguyên", ""),  # the number is the first's
        ("", "HTX", "", "", "", "Thái Nguyên", ""),
        ("HTX Ví dụ Ba", "HTX", "", "", "Na Rì", "Bắc Kạn", ""),
        ("HTX Ví dụ Một", "HTX", "4600000001", "Tân Cương", "", "Thái Nguyên", "Xóm Ví dụ"),
    )

    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.path = cls.excel(cls.stack.directory / "producers.csv", cls.ROWS, cls.HEADS)
        cls.wait_caught_up()
        before = cls.tables(), cls.registration_head()
        cls.dry = cls.import_rows(cls.path, "--dry-run", what="producers")
        cls.untouched = before == (cls.tables(), cls.registration_head())
        cls.first = cls.import_rows(cls.path, what="producers")

    def producer(self, name):
        path = "/producers?" + urllib.parse.urlencode({"name": name})
        [found] = self.province.pages(self.province.operator(), path, "producers")
        return found

    def test_dry_run_said_what_the_import_then_did(self):
        self.assertTrue(self.untouched)
        self.assertEqual([line["line"] for line in self.dry["lines"] if line.get("new_producer")], [2, 5])
        told = [(line["line"], fault["field"], fault["detail"]) for line in self.dry["lines"] for fault in line["faults"]]
        done = [(refusal["line"], refusal["field"], refusal["detail"]) for refusal in self.first["refusals"]]
        self.assertEqual(told, done)
        self.assertEqual([(line, field) for line, field, _ in done], [(3, "registration_number"), (4, "name")])
        registered = [event for event in self.events("registration") if event["type"].endswith(".ProducerRegistered")]
        self.assertEqual(len(registered), 2)

    def test_all_of_the_row_is_kept(self):
        producer = self.producer("HTX Ví dụ Một")
        self.assertEqual(producer["registrationNumber"], "4600000001")
        self.assertEqual(producer["address"], "Xóm Ví dụ")
        self.assertEqual(producer["legalForm"], "LEGAL_FORM_COOPERATIVE")
        self.assertEqual(producer["place"]["communeCode"], "05503")

    def test_again_changes_nothing(self):
        before = self.tables(), self.registration_head()
        again = self.import_rows(self.path, what="producers")
        self.assertEqual(again["in"], 0)
        self.assertEqual(before, (self.tables(), self.registration_head()))

    def test_who_looks_like_one_is_told_and_who_is_known_is_filled_in(self):
        path = self.excel(self.stack.directory / "more.csv", (
            ("Hợp tác xã VÍ DỤ Một", "HTX", "", "Tân Cương", "", "Thái Nguyên", ""),
            ("HTX Ví dụ Ba", "HTX", "4600000003", "", "Na Rì", "Bắc Kạn", "Thôn Ví dụ"),
        ), self.HEADS)
        dry = self.import_rows(path, "--dry-run", what="producers")
        first, second = dry["lines"]
        self.assertEqual([similar["name"] for similar in first["similar"]], ["HTX Ví dụ Một"])
        self.assertIn("same_name", first["similar"][0]["reasons"])
        self.assertTrue(second["producer_completed"])
        self.import_rows(path, what="producers")
        self.assertEqual(self.producer("HTX Ví dụ Ba")["registrationNumber"], "4600000003")
        changed = [event for event in self.events("registration") if event["type"].endswith(".ProducerChanged")]
        self.assertEqual(len(changed), 1)

    def test_over_http(self):
        """One row as a command and as a question, and what both refuse."""
        operator, commune = self.province.operator(), self.province.office("na-ri")
        row = {"name": "HTX Ví dụ Bốn", "province": "Thái Nguyên", "line": 9}
        imports, preview = "/api/v1/producers/imports", "/api/v1/imports/preview"
        told = operator.post(preview, {"producer": row})
        self.assertTrue(told["producerIsNew"])
        self.assertEqual(operator.post(imports, row)["id"], told["producerId"])
        for client, path, body, status, rule, field in (
            (operator, imports, {**row, "province": "Không Đâu"}, 422, "import-row-invalid", "province"),
            (operator, imports, {**row, "name": ""}, 422, "import-row-invalid", "name"),
            (commune, imports, row, 403, "role-missing", None),
            (operator, preview, {}, 400, "field-missing", "product"),
            (operator, preview, {"producer": row, "product": {}}, 400, "field-invalid", "producer"),
            (commune, preview, {"producer": row}, 403, "role-missing", None),
        ):
            with self.subTest(path=path, rule=rule):
                self.assert_refused(lambda: client.send("POST", path, body), status, rule, field)


class OneProducerTest(ImportFlow):
    """A list may hold all of one producer's products: each is held against all others for duplicates."""

    PRODUCTS = 600

    @classmethod
    def prepare(cls):
        cls.stack.ocop("import", "units", SOURCE / "deploy" / "units")

    def test_a_producer_of_many_products_comes_in_whole(self):
        with open(REGISTER, newline="") as file:
            row = next(row for row in csv.DictReader(file) if row["producer"].strip())
        path = self.stack.directory / "one-producer.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, row.keys())
            writer.writeheader()
            for number in range(self.PRODUCTS):
                writer.writerow({**row, "product": f"Sản phẩm Ví dụ {number}"})
        taken = self.import_rows(path)
        self.assertEqual(taken["in"], self.PRODUCTS)
        with self.store() as store:
            (count,) = store.execute("SELECT count(*) FROM products").fetchone()
        self.assertEqual(count, self.PRODUCTS)


if __name__ == "__main__":
    unittest.main()
