"""Is it genuine: the paper of a certificate, read by other programs; what anybody is answered."""
import json
import pathlib
import subprocess
import unittest
import urllib.parse

from flow import SOURCE, Flow
from province import job


VERIFIER = pathlib.Path(__file__).with_name("answer_verifier.mjs")
UNKNOWN = "0000000000"


def run(*command, content=None):
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


class VerificationTest(Flow):
    """One product from its producer to a certificate."""

    shards = ("tn2",)

    @classmethod
    def prepare(cls):
        cls.keep_rounds("first")
        province = cls.province
        job.begin(province)
        cls.add_offices()
        [entry] = province.plan["rounds"]
        job.plan_rounds(province)
        job.prepare_round(entry)(province)
        job.hold_round(entry)(province)
        job.certify_round(entry)(province)
        [cls.product] = province.plan["products"]
        cls.code = province.journal[f"certificate/{cls.product['key']}"]["code"]

    def setUp(self):
        certificate = self.province.get(self.province.anybody(), f"/certificates/{self.code}")
        self.number, self.product_code = certificate["officialNumber"], certificate["productCode"]

    def raw(self, path, method="GET", body=None, headers=None):
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        return self.province.anybody().raw(method, path, body, headers)

    # --- on paper

    def test_paper_is_read_by_other_programs(self):
        answer = self.raw(f"/api/v1/certificates/{self.code}.pdf")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/pdf"))
        self.assertIn("public", answer.headers["cache-control"])
        path = self.stack.directory / "certificate.pdf"
        path.write_bytes(answer.content)
        self.assertIn(b"No syntax or stream encoding errors", run("qpdf", "--check", path))
        text = run("pdftotext", "-layout", path, "-").decode()
        for words in (self.product["name"], self.product["producer"], self.code, "GIẤY CHỨNG NHẬN"):
            self.assertIn(words, text)
        picture = run("pdftoppm", "-r", "150", "-png", path)
        self.assertEqual(run("zbarimg", "-q", "--raw", "-", content=picture).decode().strip(),
                         f"{self.stack.url}/verify/{self.code}")
        self.assertEqual(self.raw(f"/api/v1/certificates/{self.code}.pdf",
                                  headers={"If-None-Match": answer.headers["etag"]}).status, 304)
        self.assertEqual(self.raw("/api/v1/certificates/0000000000.pdf").status, 404)

    def sample(self, template, stars, name="mau.pdf"):
        """What the daemon's program says of a template, without a daemon; the text of the page it makes."""
        path = self.stack.directory / name
        ended = subprocess.run([self.stack.binaries / "ocop-certification", "--print-sample", template, stars, path],
                               capture_output=True, check=False)
        return ended.returncode, ended.stderr.decode(), path

    def test_a_province_sees_its_template_before_it_counts(self):
        shipped = SOURCE / "deploy" / "certificate" / "template.ini"
        own = self.stack.directory / "own.ini"
        own.write_text(shipped.read_text().replace("bold = TỈNH THÁI NGUYÊN", "bold = TỈNH VÍ DỤ"))
        for template, stars, words in ((shipped, "4", "TỈNH THÁI NGUYÊN"), (own, "3", "TỈNH VÍ DỤ"), (own, "5", "BỘ NÔNG NGHIỆP")):
            status, said, path = self.sample(template, stars)
            self.assertEqual((status, said), (0, ""))
            text = run("pdftotext", "-layout", path, "-").decode()
            self.assertIn(words, text)
            self.assertIn("BẢN TRÌNH DIỄN, KHÔNG CÓ GIÁ TRỊ", text)
            self.assertIn(b"No syntax or stream encoding errors", run("qpdf", "--check", path))
        line = 1 + own.read_text().split("\n").index("[middle]")
        own.write_text(own.read_text().replace("[middle]", "[middle]\nhuge = {product_name}"))
        status, said, _ = self.sample(own, "4")
        self.assertEqual((status, said), (1, f'{own}:{line + 1}: no style is named "huge"\n'))
        self.assertEqual(self.sample(shipped, "6")[0], 1)
        self.not_started_with(own, f"{line + 1}: no style is named")

    def not_started_with(self, template, words):
        """The daemon says the same and ends; with the old file it is there again."""
        self.stack.terminate("certification")
        self.stack.start("certification", extra={"certificate-template": template})
        self.assertNotEqual(self.stack.wait_ended("certification"), 0)
        self.assertIn(words, (self.stack.logs / "certification.log").read_text(errors="replace"))
        self.stack.start("certification")
        self.wait_caught_up()

    # --- to machines

    def judge(self, content):
        """What node says of a signed answer."""
        keys = self.stack.directory / "keys"
        keys.write_bytes(self.raw("/log/keys").content)
        ended = subprocess.run(["node", VERIFIER, keys], input=content, capture_output=True, check=False)
        self.assertEqual(ended.stderr, b"")
        return ended.stdout.decode().strip()

    def test_answers_are_signed_and_none_of_them_can_be_changed(self):
        for path in (self.code, UNKNOWN, urllib.parse.quote(self.number, safe="")):
            content = self.raw(f"/api/v1/verify/{path}").content
            self.assertEqual(self.judge(content), "genuine")
            page = self.raw(f"/verify/{path}", headers={"Accept": "application/json"}).content
            self.assertEqual(self.judge(page), "genuine")
        answer = self.raw(f"/api/v1/verify/{self.code}").content
        for true, false in ((b'"star":3', b'"star":4'), (b'"known":true', b'"known":false'),
                            (b"STATE_VALID", b"STATE_EXPIRED")):
            self.assertIn(true, answer)
            self.assertEqual(self.judge(answer.replace(true, false)), "forged")
        self.assertEqual(self.judge(answer.replace(b"/register+", b"/other+")).split()[0], "no")
        self.assertLess(json.loads(answer)["asOf"], json.loads(answer)["nextUpdate"])

    def test_a_number_with_a_slash_is_asked_in_the_query(self):
        for number in (self.number, self.product_code, self.code, self.code.lower()):
            query = urllib.parse.urlencode({"number": number})
            for path in (f"/api/v1/verify?{query}", f"/verify?{query}"):
                answer = json.loads(self.raw(path, headers={"Accept": "application/json"}).content)
                self.assertEqual(answer["certificate"]["code"], self.code, path)
        self.assertIn(self.product["name"], self.raw(f"/verify?{urllib.parse.urlencode({'number': self.number})}").content.decode())

    def test_numbers_are_found_as_people_type_them(self):
        full_width = {ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ/-"}
        spelt = [spell(number) for number in (self.number, self.product_code) for spell in (
            str.lower, lambda n: f"  {n} ", lambda n: n.replace("-", "–"), lambda n: n.replace("-", " ").replace("/", " / "),
            lambda n: n.translate(full_width), lambda n: n.lstrip("0"))]
        spelt += [self.code.lower(), f"{self.code[:4]} {self.code[4:8]}-{self.code[8:]}", self.code.translate(full_width)]
        answers = json.loads(self.raw("/api/v1/verify", "POST", {"numbers": spelt}).content)["answers"]
        self.assertEqual([(one["number"], one.get("code")) for one in answers], [(number, self.code) for number in spelt])
        for number in spelt[:3]:
            page = self.raw(f"/verify?{urllib.parse.urlencode({'number': number})}")
            self.assertEqual(page.status, 200, number)

    def test_a_thousand_are_answered_in_order(self):
        numbers = [UNKNOWN] * 1000
        numbers[0], numbers[500], numbers[999] = self.code, self.number, self.product_code
        answer = self.raw("/api/v1/verify", "POST", {"numbers": numbers})
        self.assertEqual((answer.status, self.judge(answer.content)), (200, "genuine"))
        answer = json.loads(answer.content)
        self.assertEqual([one["number"] for one in answer["answers"]], numbers)
        known = {place: one for place, one in enumerate(answer["answers"]) if one["known"]}
        self.assertEqual(sorted(known), [0, 500, 999])
        for one in known.values():
            self.assertEqual((one["code"], one["state"], one["star"], one["productName"]),
                             (self.code, "CERTIFICATE_STATE_VALID", 3, self.product["name"]))
        alone = json.loads(self.raw(f"/api/v1/verify/{self.code}").content)
        self.assertEqual(answer["nextUpdate"], alone["nextUpdate"])

    def test_more_than_a_thousand_are_refused(self):
        for numbers, status, problem, field in (
            ([UNKNOWN] * 1001, 422, "numbers-too-many", "numbers"),
            ([], 400, "field-missing", "numbers"),
            ([UNKNOWN, "1" * 201], 400, "field-too-long", "numbers[1]"),
        ):
            answer = self.raw("/api/v1/verify", "POST", {"numbers": numbers})
            self.assertEqual(answer.status, status)
            told = json.loads(answer.content)
            self.assertEqual((told["type"], told["errors"][0]["field"]), (f"/problems/{problem}", field))


if __name__ == "__main__":
    unittest.main()
