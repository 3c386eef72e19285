"""Documents with real daemons, read by other programs: forms and letters by qpdf and poppler, the package
by Python's zipfile, lists by its csv and as Office Open XML; who gets what, and every refusal."""
import csv
import hashlib
import io
import re
import subprocess
import unicodedata
import unittest
import xml.etree.ElementTree
import zipfile

from flow import SOURCE, Flow
from province import dossiers, job, rounds
from province.client import Client

OTHER_PROVINCE = "08"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NOTHING = "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
FORMULA = '=HYPERLINK("http://vi-du.example";"Hợp tác xã")'


def run(*command, content=None):
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def xlsx_rows(content):
    """Rows of the first sheet, cells as text, numbers as int; no other package than Python's own."""
    book = zipfile.ZipFile(io.BytesIO(content))
    root = xml.etree.ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    if root.find(f".//{SHEET}f") is not None:
        raise AssertionError("a formula is in the sheet")
    width = max(column_of(cell) for cell in root.iter(f"{SHEET}c")) + 1
    rows = []
    for row in root.iter(f"{SHEET}row"):
        cells = [""] * width
        for cell in row:
            text, value = cell.find(f"{SHEET}is/{SHEET}t"), cell.find(f"{SHEET}v")
            cells[column_of(cell)] = text.text if text is not None else int(value.text) if value is not None else ""
        rows.append(cells)
    return rows


def column_of(cell):
    number = 0
    for letter in re.match("[A-Z]+", cell.get("r")).group():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def csv_rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


class DocumentsTest(Flow):
    """One proposed dossier of the province, and a producer of another one."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("first")
        job.begin(province)
        cls.add_offices()
        [cls.product] = province.plan["products"]
        cls.dossier = cls.make_dossier()
        cls.producer = province.office(cls.product["sign_in_name"])
        cls.agency = province.office("ocop-agency")
        cls.other_commune = cls.code_of_another_commune()
        cls.other_officer = cls.new_office("xa-khac", "ROLE_COMMUNE_OFFICER", cls.other_commune)
        cls.other_agency = cls.new_office("tinh-khac", "ROLE_OCOP_AGENCY", OTHER_PROVINCE)
        cls.other_officer.post("/api/v1/producers", {
            "name": FORMULA, "legalForm": "LEGAL_FORM_COOPERATIVE", "communeCode": cls.other_commune, "address": "@SUM(A1)"})

    @classmethod
    def make_dossier(cls):
        dossiers.register(cls.province, cls.product)
        dossier = dossiers.fill(cls.province, cls.product)
        dossiers.screen_and_propose(cls.province, cls.product)
        return dossier

    @classmethod
    def add_units(cls):
        """Two provinces with their communes."""
        folder = cls.stack.directory / "units"
        folder.mkdir()
        for name, column in (
            ("provinces.csv", "code"), ("communes.csv", "province_code"), ("successors.csv", "new_province_code")
        ):
            with open(SOURCE / "deploy" / "units" / name, newline="") as file:
                rows = [row for row in csv.DictReader(file) if row[column] in ("19", OTHER_PROVINCE)]
            with open(folder / name, "w", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        cls.stack.ocop("import", "units", folder)

    @classmethod
    def code_of_another_commune(cls):
        with open(SOURCE / "deploy" / "units" / "communes.csv", newline="") as file:
            return next(row["code"] for row in csv.DictReader(file) if row["province_code"] == OTHER_PROVINCE)

    @classmethod
    def new_office(cls, name, role, unit_code):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "ministry", "displayName": "Cơ quan Ví dụ", "signInName": name, "password": f"mat-khau-{name}",
            "grants": [{"role": role, "unitCode": unit_code}]})
        client = Client(cls.stack.port)
        cls.province.clients[name] = client
        return client.sign_in(name, f"mat-khau-{name}")

    # --- PDF

    def printed(self, client, document, dossier=None):
        answer = client.raw("GET", f"/api/v1/dossiers/{dossier or self.dossier}/documents/{document}")
        self.assertEqual(answer.status, 200, answer.content[:500])
        self.assertEqual(answer.headers["content-type"], "application/pdf")
        self.assertEqual(answer.headers["etag"].strip('"'), hashlib.sha256(answer.content).hexdigest())
        return answer.content

    def text_of(self, content):
        """The text of a PDF that other programs find sound and whole in itself, in one line."""
        path = self.stack.directory / "document.pdf"
        path.write_bytes(content)
        run("qpdf", "--check", path)
        fonts = [line.split() for line in run("pdffonts", path).splitlines()[2:]]
        self.assertTrue(fonts)
        for font in fonts:
            self.assertIn("+Noto", font[0])
            self.assertEqual(font[-5:-2], ["yes", "yes", "yes"], font)  # embedded, a subset, with its letters' meaning
        text = run("pdftotext", "-layout", path, "-")
        self.assertEqual(text, unicodedata.normalize("NFC", text))
        return " ".join(text.split())

    def pages_of(self, content):
        path = self.stack.directory / "document.pdf"
        path.write_bytes(content)
        return int(re.search(r"Pages: +(\d+)", run("pdfinfo", path)).group(1))

    def test_forms_of_the_producer(self):
        slip = self.printed(self.producer, "m01")
        text = self.text_of(slip)
        for words in ("Mẫu 01", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                      self.product["producer"], self.product["name"], "Đại diện Ví dụ", "☒ Đánh giá lần đầu"):
            self.assertIn(words, text)
        self.assertLessEqual(self.pages_of(slip), 2)

        report = self.printed(self.producer, "m02")
        text = self.text_of(report)
        sheet = self.province.rulebook.sheet(self.product["set_no"])
        choices = dossiers.self_assessment(self.province, self.product)
        for part, points in sheet.part_totals(choices).items():
            self.assertRegex(text, rf"PHẦN {part}: .* \d+ {points} ")
        self.assertIn(f"TỔNG ĐIỂM 100 {sheet.total(choices)}", text)
        self.assertIn("☒ Nhãn hiệu", text)
        for item in self.province.get(self.producer, f"/dossiers/{self.dossier}")["evidence"]:
            self.assertIn(item["name"], text)
        self.assertIn(self.pages_of(report), range(3, 10))

    def test_papers_of_the_commune(self):
        officer = dossiers.commune_office(self.province, self.product)
        text = self.text_of(self.printed(officer, "m03"))
        for words in ("Mẫu 03", "ỦY BAN NHÂN DÂN", "Bản sắc, trí tuệ địa phương Đạt",
                      "Đã kiểm tra tại cơ sở", "Kính gửi: Ủy ban nhân dân tỉnh Thái Nguyên"):
            self.assertIn(words, text)
        text = self.text_of(self.printed(officer, "request-letter"))
        self.assertIn(f"Số: TĐ-{self.product['key']}/TTr-UBND", text)
        self.assertIn("Mẫu sản phẩm: 05 mẫu.", text)
        text = self.text_of(self.printed(self.agency, "sample-receipt"))
        self.assertIn("BIÊN NHẬN MẪU SẢN PHẨM", text)

    def test_a_document_is_served_like_a_file(self):
        path = f"/api/v1/dossiers/{self.dossier}/documents/m01"
        whole = self.producer.raw("GET", path)
        self.assertIn("filename*=UTF-8''mau-01-phieu-dang-ky-", whole.headers["content-disposition"])
        part = self.producer.raw("GET", path, headers={"Range": "bytes=5-104"})
        self.assertEqual((part.status, part.content), (206, whole.content[5:105]))
        same = self.producer.raw("GET", path, headers={"If-None-Match": whole.headers["etag"]})
        self.assertEqual(same.status, 304)  # made again, it is the same file
        head = self.producer.raw("HEAD", path)
        self.assertEqual((head.status, head.content), (200, b""))
        self.assertEqual(head.headers["content-length"], str(len(whole.content)))

    # --- the package

    def test_the_package_has_every_file_as_it_is(self):
        answer = self.agency.raw("GET", f"/api/v1/dossiers/{self.dossier}/package")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/zip"))
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        self.assertIsNone(archive.testzip())
        rows = csv_rows(archive.read("00-danh-muc.csv"))[1:]
        missing = [row for row in rows if row[2] == "Chưa có trong gói"]
        self.assertIn("Báo cáo của hội đồng cấp tỉnh", [row[1] for row in missing])
        self.assertEqual({cell for row in missing for cell in row[3:]}, {""})
        listed = {row[3]: row for row in rows if row not in missing}
        self.assertEqual(set(listed), {name for name in archive.namelist() if not name.startswith("00-danh-muc.")})
        for name, row in listed.items():
            content = archive.read(name)
            self.assertEqual((row[4], row[5]), (str(len(content)), hashlib.sha256(content).hexdigest()))

        packed = [archive.read(name) for name in listed if "/minh-chung/" in name]
        evidence = self.province.get(self.agency, f"/dossiers/{self.dossier}")["evidence"]
        served = [self.agency.raw("GET", f"/api/v1/dossiers/{self.dossier}/evidence/{item['evidenceId']}").content for item in evidence]
        self.assertEqual(sorted(packed), sorted(served))
        for document, name in (("m01", "mau-01-phieu-dang-ky"), ("m02", "mau-02-bao-cao-tu-danh-gia"),
                               ("m03", "mau-03-bao-cao-cua-xa"), ("request-letter", "to-trinh-cua-xa")):
            self.assertEqual(archive.read(f"05-ho-so-san-pham/{name}.pdf"), self.printed(self.agency, document))
        text = self.text_of(archive.read("00-danh-muc.pdf"))
        self.assertIn("Văn bản chưa có trong gói", text)
        self.assertIn("Báo cáo của hội đồng cấp tỉnh", text)

    # --- lists

    def exported(self, client, kind, form="csv", **parameters):
        query = "".join(f"&{name}={value}" for name, value in parameters.items())
        answer = client.raw("GET", f"/api/v1/exports/{kind}?format={form}{query}")
        self.assertEqual(answer.status, 200, answer.content[:500])
        if form == "csv":
            self.assertEqual(answer.headers["content-type"], "text/csv; charset=utf-8")
            self.assertEqual(answer.content[:3], b"\xef\xbb\xbf")
            self.assertEqual(answer.content.count(b"\n"), answer.content.count(b"\r\n"))
            return csv_rows(answer.content)
        self.assertIn("spreadsheetml.sheet", answer.headers["content-type"])
        return xlsx_rows(answer.content)

    def test_both_formats_say_the_same(self):
        for kind in ("producers", "products", "dossiers", "national-register"):
            with self.subTest(kind=kind):
                text, cells = self.exported(self.agency, kind), self.exported(self.agency, kind, "xlsx")
                self.assertEqual(text[0], cells[0])
                self.assertEqual(len(text), len(cells))
                for line, row in zip(text[1:], cells[1:]):
                    # A day is a number in the one, YYYY-MM-DD in the other; the rest is the same.
                    for one, other in zip(line, row):
                        if not re.fullmatch(r"\d{4}-\d\d-\d\d", one):
                            self.assertEqual(one, str(other))

    def test_a_list_has_what_the_caller_may_have(self):
        names = [row[0] for row in self.exported(self.agency, "producers")[1:]]
        self.assertEqual(names, [self.product["producer"]])
        own = self.exported(self.producer, "products")[1:]
        self.assertIn(self.product["name"], [row[1] for row in own])
        self.assertEqual({row[2] for row in own}, {self.product["producer"]})
        self.assertEqual(self.exported(self.other_agency, "products")[1:], [])
        self.assertEqual(self.exported(self.other_agency, "dossiers")[1:], [])
        self.assertEqual(len(self.exported(self.other_agency, "producers")[1:]), 1)
        ministry = self.province.office("ministry")
        self.assertEqual(len(self.exported(ministry, "producers")[1:]), 2)
        self.assertEqual(len(self.exported(ministry, "producers", provinceCode=OTHER_PROVINCE)[1:]), 1)
        self.assertEqual(len(self.exported(ministry, "producers", communeCode=self.product["commune_code"])[1:]), 1)
        [dossier] = [row for row in self.exported(self.agency, "dossiers")[1:] if row[-1] == self.dossier]
        self.assertIn("Xã đã đề nghị lên tỉnh", dossier)

    def test_what_was_typed_is_no_formula(self):
        [row] = self.exported(self.other_officer, "producers")[1:]
        self.assertEqual((row[0], row[3]), ("'" + FORMULA, "'@SUM(A1)"))
        [row] = self.exported(self.other_officer, "producers", "xlsx")[1:]  # which looks for formulas
        self.assertEqual((row[0], row[3]), (FORMULA, "@SUM(A1)"))

    # --- the command line

    def test_the_command_line_writes_the_same(self):
        path = self.stack.directory / "written"
        said = self.stack.ocop("export", "producers", "--format", "xlsx", "--province", "19", "--output", path).stdout
        self.assertIn(hashlib.sha256(path.read_bytes()).hexdigest(), said)
        [row] = xlsx_rows(path.read_bytes())[1:]
        self.assertEqual(row[0], self.product["producer"])
        refused = self.stack.ocop("export", "package", self.dossier, "--output", path, check=False)
        self.assertEqual((refused.returncode, refused.stdout), (4, ""))  # what is in it is no operator's business
        key = self.stack.directory / "agency.key"
        account = rounds.account_ids(self.province)["ocop-agency"]
        key.write_text(self.province.operator().post("/api/v1/keys", {"accountId": account, "label": "Ví dụ"})["secret"])
        self.stack.ocop("export", "package", self.dossier, "--output", path, "--key-file", key)
        served = self.agency.raw("GET", f"/api/v1/dossiers/{self.dossier}/package").content
        self.assertEqual(path.read_bytes(), served)
        refused = self.stack.ocop("export", "national-register", check=False)
        self.assertEqual((refused.returncode, refused.stdout), (4, ""))

    # --- refusals

    def refuse(self, client, path, status, rule, field=None):
        with self.subTest(rule=rule, path=path):
            problem = self.assert_refused(lambda: client.raw("GET", f"/api/v1{path}"), status, rule, field)
            self.assertEqual(problem["type"], f"/problems/{rule}")

    def test_what_is_refused_of_a_dossier(self):
        officer, base = self.province.office("na-ri"), f"/dossiers/{self.dossier}"
        self.refuse(self.producer, f"{base}/documents/return-letter", 409, "document-not-ready", "document")
        self.refuse(self.producer, f"{base}/documents/m04", 404, "route-unknown")
        self.refuse(self.producer, f"{base}/documents/m01?format=csv", 400, "parameter-unknown", "format")
        self.refuse(self.producer, f"{base}/package?a=b", 400, "parameter-unknown", "a")
        for path in (f"{base}/documents/m01", f"{base}/package"):
            self.refuse(officer, path, 403, "scope-missing")
            self.refuse(self.other_agency, path, 403, "scope-missing")
            self.refuse(self.province.anybody(), path, 401, "token-missing")
        self.refuse(self.agency, f"/dossiers/{NOTHING}/documents/m01", 404, "no-such-thing")
        self.refuse(self.agency, f"/dossiers/{NOTHING}/package", 404, "no-such-thing")

    def test_a_draft_has_no_package(self):
        product = self.producer.post("/api/v1/products", {
            "producerId": self.province.journal[f"producer/{self.product['key']}"]["id"], "name": "Sản phẩm Ví dụ 90",
            "rulebookCode": self.province.rulebook.code, "setNo": self.product["set_no"]})["id"]
        draft = self.producer.post("/api/v1/dossiers", {
            "productId": product, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": self.province.rulebook.code,
            "setNo": self.product["set_no"]})["id"]
        self.refuse(self.producer, f"/dossiers/{draft}/package", 409, "document-not-ready")
        for document in ("m03", "request-letter", "sample-receipt", "return-letter"):
            self.refuse(self.producer, f"/dossiers/{draft}/documents/{document}", 409, "document-not-ready", "document")
        self.assertIn("(chưa chọn)", self.text_of(self.printed(self.producer, "m02", draft)))

    def test_what_is_refused_of_a_list(self):
        self.refuse(self.agency, "/exports/ideas", 404, "route-unknown")
        self.refuse(self.agency, "/exports/products?format=ods", 400, "field-invalid", "format")
        self.refuse(self.agency, "/exports/products?year=2009", 400, "field-invalid", "year")
        self.refuse(self.agency, "/exports/products?year=now", 400, "field-invalid", "year")
        self.refuse(self.agency, "/exports/products?province=19", 400, "parameter-unknown", "province")
        self.refuse(self.agency, "/exports/products?provinceCode=99", 422, "unit-unknown", "provinceCode")
        self.refuse(self.agency, f"/exports/products?provinceCode={self.other_commune}", 422, "unit-unknown", "provinceCode")
        self.refuse(self.agency, "/exports/products?communeCode=19", 422, "unit-unknown", "communeCode")
        self.refuse(self.province.office("auditor"), "/exports/national-register", 403, "role-missing")
        self.refuse(self.province.office("member-1"), "/exports/products", 403, "role-missing")
        self.refuse(self.province.anybody(), "/exports/products", 401, "token-missing")


if __name__ == "__main__":
    unittest.main()
