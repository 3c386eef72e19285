"""A shop's list: serials, addresses of QR codes and pages, numbers of certificates and of products, as a table, as CSV
and as JSON; what came of each is what is answered of it alone, and the signed answer is the register's.
"""
import csv
import io
import json
import re
import subprocess
import unittest

from flow import SOURCE, Flow, wait_for
from recognitions import certificates_of_register, conclusion_paper

VERIFIER = SOURCE / "tests" / "flows" / "answer_verifier.mjs"
COMMUNE = "na-ri"
GTIN = "09506000134352"  # GS1's own example
BOUNDARY = "ocop-vi-du"


def form(labels="", answer="page", file=None, name="list.csv"):
    """What a browser sends for the page's form."""
    parts = [("labels", labels), ("answer", answer)]
    body = b"".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode() for key, value in parts)
    body += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="list"; filename="{name if file is not None else ""}"\r\n'.encode()
    body += b"Content-Type: text/csv\r\n\r\n" + (file or b"") + f"\r\n--{BOUNDARY}--\r\n".encode()
    return body


class BulkCheckTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        certificates_of_register(cls, 3)
        found = cls.province.pages(cls.province.anybody(), "/certificates", "certificates")
        cls.valid, cls.revoked, cls.plain = sorted(found, key=lambda one: one["productName"])
        cls.serials = {one["code"]: cls.draw(one) for one in (cls.valid, cls.revoked)}
        paper = conclusion_paper(cls)
        cls.province.office("chairman").post(f"/api/v1/certificates/{cls.revoked['code']}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Trình diễn", "paperId": paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(cls.province.today())})
        wait_for("the market knows", lambda: cls.listing(cls.revoked)["badge"] == "BADGE_STATE_REVOKED")

    @classmethod
    def listing(cls, certificate):
        return cls.province.anybody().get(f"/api/v1/listings/{certificate['productId']}")

    @classmethod
    def draw(cls, certificate):
        """The serial of one sticker."""
        office, code = cls.province.office(COMMUNE), certificate["code"]
        batch = office.post("/api/v1/batches", {
            "productId": certificate["productId"], "code": "L-01",
            "content": {"producedOn": str(cls.province.today()), "quantityHundredths": "10000", "unit": "kg",
                        "origins": [{"material": "Củ dong riềng", "place": "Na Rì"}]}})["id"]
        cls.province.office("ocop-agency").call("PUT", f"/api/v1/batches/{batch}/sticker-quotas/{code}", {"granted": 1, "reason": "Ví dụ"})
        run = office.post(f"/api/v1/batches/{batch}/serial-runs", {"certificateCode": code, "stickers": 1})["id"]
        printed = office.raw("GET", f"/api/v1/serial-runs/{run}.csv", None, {}).content.decode()
        return printed.splitlines()[1].split(",")[0]

    def post(self, body, language="vi"):
        return self.province.anybody().raw("POST", "/kiem-tra", body, {
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept-Language": language})

    def labels(self):
        """Each with what must come of it: kind, verdict of the sticker, state and code of the certificate."""
        valid, revoked = self.valid["code"], self.revoked["code"]
        good, dead = self.serials[valid], self.serials[revoked]
        return {
            good: ("SERIAL", "GENUINE", "VALID", valid),
            good.lower(): ("SERIAL", "GENUINE", "VALID", valid),
            f"{self.stack.url}/s/{good}?lang=en": ("SERIAL", "GENUINE", "VALID", valid),
            f"https://id.gs1.org/01/{GTIN}/21/{good}": ("SERIAL", "OTHER_PRODUCT", "VALID", valid),
            f"/01/{GTIN}/10/L-01/21/0000000000": ("SERIAL", "BATCH_UNKNOWN", "", ""),
            dead: ("SERIAL", "CERTIFICATE_REVOKED", "REVOKED", revoked),
            f"{self.stack.url}/s/ABCDEFGHJKMN": ("SERIAL", "UNKNOWN", "", ""),
            self.listing(self.plain)["slug"]: ("PRODUCT", "", "VALID", self.plain["code"]),
            f"{self.stack.url}/san-pham/{self.listing(self.revoked)['slug']}": ("PRODUCT", "", "REVOKED", revoked),
            f"{self.stack.url}/san-pham/khong-co": ("PRODUCT", "", "", ""),
            self.valid["productId"]: ("PRODUCT", "", "VALID", valid),
            f"{self.stack.url}/verify/{revoked}": ("NUMBER", "", "REVOKED", revoked),
            valid.lower(): ("NUMBER", "", "VALID", valid),
            "0000000000": ("NUMBER", "", "", ""),
        }

    def test_a_list_comes_back_as_csv(self):
        expected = self.labels()
        answer = self.post(form("\n".join(expected), "csv"))
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "text/csv; charset=utf-8"))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        self.assertEqual([row["asked"] for row in rows], list(expected))
        for row in rows:
            self.assertEqual((row["kind"], row["sticker"], row["certificate_state"], row["code"]), expected[row["asked"]], row)
            shows = row["certificate_state"] == "VALID" and row["sticker"] in ("", "GENUINE")
            self.assertEqual(row["stars"], "4" if shows else "", row)

    def test_a_file_is_read_by_its_first_column(self):
        serial = self.serials[self.valid["code"]]
        file = f'\ufeffserial,url\r\n"{serial}",{self.stack.url}/s/{serial}\r\n{self.valid["code"]};x\r\n\r\n=1+1\r\n'.encode()
        rows = list(csv.DictReader(io.StringIO(self.post(form("", "csv", file)).content.decode("utf-8-sig"))))
        self.assertEqual([(row["asked"], row["kind"], row["certificate_state"]) for row in rows],
                         [(serial, "SERIAL", "VALID"), (self.valid["code"], "NUMBER", "VALID"), ("'=1+1", "NUMBER", "")])

    def test_the_table_says_the_same_in_words(self):
        expected = self.labels()
        page = self.post(form("\n".join(expected))).content.decode()
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        self.assertEqual(body.count("<tr>"), len(expected))
        self.assertEqual(len(re.findall(f'href="/verify/{self.revoked["code"]}"', body)), 3)
        self.assertIn("Đã thu hồi", body)
        self.assertIn("Revoked", self.post(form(self.revoked["code"]), "en").content.decode())
        hostile = self.post(form("<script>alert(1)</script>")).content.decode()
        self.assertNotIn("<script>alert", hostile)

    def test_what_is_no_list_is_said_above_the_form(self):
        for body, status in ((form(""), 400), (form("x\n" * 1001), 422), (form("x" * 201), 400),
                             (form("", "page", b"\xff\xfe\x00"), 415), (b"no form", 400)):
            answer = self.post(body)
            self.assertEqual(answer.status, status, body[:40])
            page = answer.content.decode()
            self.assertIn('role="alert"', page)
            self.assertIn('name="labels"', page)
        self.assertEqual(self.province.anybody().raw("GET", "/kiem-tra", None, {}).status, 200)

    def test_machines_ask_in_two_steps_and_the_answer_is_signed(self):
        expected, anybody = self.labels(), self.province.anybody()
        named = anybody.post("/api/v1/labels", {"labels": list(expected)})["answers"]
        self.assertEqual([one["label"] for one in named], list(expected))
        numbers = [one["number"] for one in named if one["number"]]
        answer = anybody.raw("POST", "/api/v1/verify", json.dumps({"numbers": numbers}), {"Content-Type": "application/json"})
        keys = self.stack.directory / "keys"
        keys.write_bytes(anybody.raw("GET", "/log/keys", None, {}).content)
        self.assertEqual(subprocess.run(["node", VERIFIER, keys], input=answer.content, capture_output=True, check=False).stdout, b"genuine\n")
        worth = iter(json.loads(answer.content)["answers"])
        for one in named:
            kind, verdict, state, code = expected[one["label"]]
            self.assertEqual(one["kind"], f"LABEL_KIND_{kind}")
            self.assertEqual(one.get("verdict", ""), f"SERIAL_VERDICT_{verdict or 'UNSPECIFIED'}")
            known = next(worth) if one["number"] else {}
            self.assertEqual((known.get("state", "").removeprefix("CERTIFICATE_STATE_").replace("UNSPECIFIED", ""), known.get("code", "")), (state, code))

    def test_a_list_is_no_sight_of_a_pack(self):
        """Nothing that a list asks of stickers is counted; what is asked of one is."""
        serial, agency = "ABCDEFGHJKMN", self.province.office("ocop-agency")
        self.province.anybody().post("/api/v1/labels", {"labels": [f"/s/{serial}"]})
        genuine = self.serials[self.valid["code"]]
        other = genuine[:-1] + ("1" if genuine[-1] == "0" else "0")
        self.province.anybody().raw("GET", f"/s/{other}", None, {})
        wait_for("a look is counted", lambda: agency.get("/api/v1/serial-signals?withoutPlace=true")["signals"])
        signals = agency.get("/api/v1/serial-signals?withoutPlace=true")["signals"]
        self.assertNotIn(serial, [one["serial"] for one in signals])


if __name__ == "__main__":
    unittest.main()
