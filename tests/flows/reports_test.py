"""What people see on packs: unknown numbers are counted, reports are taken from anybody and handled by offices."""
import json
import re
import struct
import unittest

from files_test import jpeg
from flow import Flow, wait_for
from province import dates, papers
from province.client import new_id
from province.context import PROVINCE_CODE
from recognitions import certificates_of_register, conclusion_paper

COMMUNE, OTHER_COMMUNE = "02155", "02185"
FAR_COMMUNE = "00004"  # of another province
CONTACT = "0987 654 321, bà Ví dụ"
SEEN = "Trên bao bì là miến của cơ sở khác, chị bán hàng tên Ví Dụ"


class ReportsTest(Flow):
    """A register with three certificates in Na Rì, and the offices."""

    unit_provinces = (PROVINCE_CODE, "01")

    @classmethod
    def prepare(cls):
        cls.limit_reports(100000)
        cls.add_offices()
        cls.codes = certificates_of_register(cls, 3)

    @classmethod
    def limit_reports(cls, per_hour):
        cls.stack.terminate("gateway")
        cls.stack.start("gateway", extra={"reports-per-address": per_hour})
        cls.stack.wait_ready()

    def setUp(self):
        self.code = self.codes[0]
        self.anybody = self.province.anybody()

    def office(self, name):
        return self.province.office(name)

    def report(self, body, **options):
        return self.anybody.send("POST", "/api/v1/reports", body, **options)

    def reported(self, body, client=None):
        """The receipt, and the report as the agency sees it."""
        answer = (client or self.anybody).send("POST", "/api/v1/reports", body)
        self.assertEqual(answer.status, 201, answer.content)
        receipt = answer.body["id"]
        self.assertEqual(answer.headers["location"], f"/api/v1/report-receipts/{receipt}")
        [report, *_] = self.province.get(self.office("ministry"), "/reports?limit=1")["reports"]
        return receipt, self.province.get(self.office("ministry"), f"/reports/{report['reportId']}")

    def follow(self, receipt):
        return self.province.get(self.anybody, f"/report-receipts/{receipt}")

    def move(self, office, report, verb, body=None):
        return self.office(office).post(f"/api/v1/reports/{report['reportId']}/{verb}", body)

    # --- unknown numbers

    def unknown(self, office, query):
        return self.province.get(self.office(office), f"/unknown-numbers?{query}").get("numbers", [])

    def test_unknown_numbers_are_counted_where_the_pack_is(self):
        forged, made_up = "7777777777", f"19-{OTHER_COMMUNE}-99-2026"
        odd = "QQ77-777777"  # no certificate's: its check character does not fit
        for path in (f"/verify/{odd}?commune={COMMUNE}", f"/api/v1/verify/{odd}?communeCode={COMMUNE}",
                     f"/api/v1/verify?number={odd.lower()}&communeCode={COMMUNE}", f"/verify/{made_up}", f"/verify/{forged}"):
            self.assertIn(self.anybody.raw("GET", path).status, (200, 404), path)
        self.anybody.post("/api/v1/verify", {"numbers": [odd, self.code, "một câu hỏi"], "communeCode": COMMUNE})

        def all_asked():
            """What is counted is written down every now and then, in the middle of these too."""
            found = self.unknown("na-ri", f"communeCode={COMMUNE}")
            return found if sum(one["asked"] for one in found) >= 4 else None

        [counted] = wait_for("it is counted", all_asked)
        self.assertEqual((counted["number"], counted["asked"], counted["communeName"], counted["day"]),
                         ("QQ77777777", 4, "Xã Na Rì", str(self.province.today())))
        [counted] = self.unknown("con-minh", f"communeCode={OTHER_COMMUNE}")
        self.assertEqual((counted["number"], counted["asked"]), (made_up, 1))
        found = self.unknown("ocop-agency", f"provinceCode={PROVINCE_CODE}&askedAtLeast=2")
        self.assertEqual([one["number"] for one in found], ["QQ77777777"])
        # Digits alone may be somebody's telephone.
        self.assertEqual(self.unknown("ocop-agency", "withoutPlace=true"), [])
        self.assert_refused(lambda: self.office("na-ri").send("GET", f"/api/v1/unknown-numbers?communeCode={OTHER_COMMUNE}"),
                            403, "scope-missing")
        self.assert_refused(lambda: self.anybody.send("GET", "/api/v1/unknown-numbers"), 401, "token-missing")
        # Nothing of who asked is anywhere, and a question is no event.
        self.assertNotIn("QQ77777777", json.dumps(self.events("certification")))

    # --- reports

    def test_a_report_goes_to_the_commune_and_is_closed(self):
        receipt, report = self.reported({
            "kind": "PACK_REPORT_KIND_OTHER_PRODUCT", "number": self.code.lower(), "seen": SEEN,
            "communeCode": OTHER_COMMUNE, "placeText": "chợ phiên", "contact": CONTACT,
            "latitudeMillionths": 22146000, "longitudeMillionths": 105832000,
        })
        self.assertEqual(
            {key: report[key] for key in ("code", "communeCode", "provinceCode", "seenCommuneCode", "contact", "seen", "state")},
            {"code": self.code, "communeCode": COMMUNE, "provinceCode": PROVINCE_CODE, "seenCommuneCode": OTHER_COMMUNE,
             "contact": CONTACT, "seen": SEEN, "state": "PACK_REPORT_STATE_RECEIVED"})
        self.assertEqual(report["dueOn"], str(dates.days_later(self.province.today(), 5)))
        self.assertEqual({key: value for key, value in self.follow(receipt).items() if value},
                         {"state": "PACK_REPORT_STATE_RECEIVED", "conclusion": "PACK_REPORT_CONCLUSION_UNSPECIFIED"})

        # Both offices have it at once; other communes do not; no list says who reported.
        for office, query in (("na-ri", f"communeCode={COMMUNE}"), ("ocop-agency", f"provinceCode={PROVINCE_CODE}"),
                              ("na-ri", f"code={self.code}")):
            listed = self.province.get(self.office(office), f"/reports?{query}&state=PACK_REPORT_STATE_RECEIVED")["reports"]
            self.assertIn(report["reportId"], [one["reportId"] for one in listed])
            self.assertNotIn(CONTACT, json.dumps(listed, ensure_ascii=False))
        # Own province beside a commune of another opens nothing: a commune has its own province.
        for path in ("reports", "unknown-numbers"):
            self.assert_refused(lambda path=path: self.office("ocop-agency").send(
                "GET", f"/api/v1/{path}?provinceCode={PROVINCE_CODE}&communeCode={FAR_COMMUNE}"), 403, "scope-missing")
        self.assert_refused(lambda: self.office("con-minh").send("GET", f"/api/v1/reports/{report['reportId']}"), 403, "scope-missing")
        self.assert_refused(lambda: self.office("con-minh").send("POST", f"/api/v1/reports/{report['reportId']}/take-up", {}), 403, "scope-missing")
        self.assert_refused(lambda: self.anybody.send("GET", f"/api/v1/reports/{report['reportId']}"), 401, "token-missing")

        self.move("na-ri", report, "take-up")
        self.assertEqual(self.follow(receipt)["state"], "PACK_REPORT_STATE_TAKEN_UP")
        self.assert_refused(lambda: self.office("na-ri").send("POST", f"/api/v1/reports/{report['reportId']}/take-up", {}), 409, "pack-report-state")
        closing = {"conclusion": "PACK_REPORT_CONCLUSION_WARNED", "answer": "Cơ sở đã gỡ nhãn."}
        close = lambda body, office="na-ri": self.office(office).send("POST", f"/api/v1/reports/{report['reportId']}/close", body)
        self.assert_refused(lambda: close({**closing, "answer": ""}), 422, "reason-missing", "answer")
        self.assert_refused(lambda: close({**closing, "conclusion": "PACK_REPORT_CONCLUSION_REVOCATION"}), 422, "level-not-competent", "conclusion")
        self.assert_refused(lambda: close({"answer": "x"}), 400, "field-invalid", "conclusion")
        self.assertEqual(close(closing).status, 200)
        self.assertEqual(self.follow(receipt), {"state": "PACK_REPORT_STATE_CLOSED", "conclusion": closing["conclusion"], "answer": closing["answer"]})
        self.assert_refused(lambda: close(closing), 409, "pack-report-state")

        steps = self.province.get(self.office("ocop-agency"), f"/reports/{report['reportId']}")["steps"]
        self.assertEqual([step["move"].removeprefix("PACK_REPORT_MOVE_") for step in steps], ["REPORT", "TAKE_UP", "CLOSE"])
        self.assertEqual([step.get("agencyId", "") for step in steps], ["", "commune-na-ri", "commune-na-ri"])

        # Who reported, and what he wrote, is in no event; and goes when he asks for it.
        for source in ("certification", "notification"):
            told = json.dumps(self.events(source), ensure_ascii=False)
            self.assertIn(report["reportId"], told, source)
            for word in (CONTACT, SEEN, "chợ phiên", receipt, "22146000"):
                self.assertNotIn(word, told)
        self.move("ocop-agency", report, "erase-reporter", {"words": True})
        left = self.province.get(self.office("ocop-agency"), f"/reports/{report['reportId']}")
        for word in (CONTACT, SEEN, "chợ phiên", "22146000"):
            self.assertNotIn(word, json.dumps(left, ensure_ascii=False))

    def test_what_is_reported_is_looked_at(self):
        good = {"kind": "PACK_REPORT_KIND_COUNTERFEIT", "number": "QQ88888888", "provinceCode": PROVINCE_CODE}
        for change, status, rule, field in (
            ({"kind": 0}, 400, "field-invalid", "kind"),
            ({"provinceCode": ""}, 400, "field-missing", "provinceCode"),
            ({"provinceCode": "99"}, 422, "unit-unknown", "provinceCode"),
            ({"communeCode": "00000"}, 422, "unit-unknown", "communeCode"),
            ({"communeCode": PROVINCE_CODE}, 422, "unit-unknown", "communeCode"),
            ({"number": ""}, 400, "field-missing", "seen"),
            ({"number": "1" * 201}, 400, "field-too-long", "number"),
            ({"seen": "a" * 2001}, 400, "field-too-long", "seen"),
            ({"contact": "a" * 201}, 400, "field-too-long", "contact"),
            ({"latitudeMillionths": 90000001}, 400, "field-invalid", "latitudeMillionths"),
            ({"photoIds": ["photo"]}, 400, "field-invalid", "photoIds"),
        ):
            self.assert_refused(lambda: self.report({**good, **change}), status, rule, field)
        self.assertEqual(self.anybody.send("GET", "/api/v1/report-receipts/0000000001").status, 404)

        # Sent again it is the same report, also without an account; with other words it is another.
        command = new_id()
        first, again = (self.report(good, command_id=command).body["id"] for _ in range(2))
        self.assertEqual(first, again)
        self.assert_refused(lambda: self.report({**good, "number": "QQ88888889"}, command_id=command), 409, "command-id-reused")
        # An unknown number's report is the agency's of where it was seen, and tells the number.
        told = [event for event in self.events("certification") if event["type"].endswith("PackReported")]
        self.assertEqual(told[-1]["body"]["unknownNumber"], "QQ88888888")

    def test_an_inspector_sends_photos_and_the_agency_sees_them(self):
        inspector, photo = self.office("inspector"), jpeg(1600, 800, exif=True)
        send = lambda client, content, kind="image/jpeg": client.raw("POST", "/api/v1/report-photos", content, {"Content-Type": kind})
        kept = send(inspector, photo)
        self.assertEqual(kept.status, 201, kept.content)
        anonymous = send(self.anybody, papers.png(9), "image/png").body["id"]
        photo_id = kept.body["id"]
        path = f"/api/v1/report-photos/{photo_id}"
        self.assert_refused(lambda: inspector.send("GET", path), 404, "no-such-thing")  # of no report yet

        _, report = self.reported({"kind": "PACK_REPORT_KIND_WRONG_STARS", "number": self.codes[1],
                                   "photoIds": [photo_id, anonymous]}, inspector)
        self.assertEqual((report["photoIds"], report["agencyId"]), ([photo_id, anonymous], "market-control"))
        self.wait_caught_up()
        for office in ("ocop-agency", "na-ri", "inspector"):
            self.assertEqual(self.office(office).raw("GET", path).content, photo)
        small = self.office("ocop-agency").raw("GET", path + "/preview")
        self.assertEqual(small.headers["content-type"], "image/jpeg")
        self.assertNotIn(b"Exif", small.content)
        at = small.content.index(b"\xff\xc0")
        self.assertEqual(struct.unpack(">HH", small.content[at + 5:at + 9]), (320, 160))
        self.assert_refused(lambda: self.office("con-minh").send("GET", path), 403, "scope-missing")
        self.assert_refused(lambda: self.anybody.send("GET", path), 401, "token-missing")

        # What is no photo, or too much of one, is not kept.
        self.assert_refused(lambda: send(self.anybody, photo[:100]), 422, "image-invalid")
        self.assert_refused(lambda: send(self.anybody, papers.pdf("x")), 415, "file-type-mismatch")
        self.assert_refused(lambda: send(self.anybody, papers.pdf("x"), "application/pdf"), 415, "file-type-refused")
        self.assert_refused(lambda: send(self.anybody, b"\0" * (8 * 1024 * 1024 + 1)), 413, "file-too-large")
        self.assert_refused(lambda: send(self.anybody, b""), 400, "field-missing")

        # Forwarded, it is another commune's, and the photos with it.
        forward = lambda body: inspector.send("POST", f"/api/v1/reports/{report['reportId']}/forward", body)
        self.assert_refused(lambda: forward({"communeCode": OTHER_COMMUNE}), 422, "reason-missing", "reason")
        self.assert_refused(lambda: forward({"communeCode": "99999", "reason": "x"}), 422, "unit-unknown", "communeCode")
        self.assert_refused(lambda: forward({"reason": "x"}), 422, "unit-unknown", "provinceCode")
        self.assertEqual(forward({"communeCode": OTHER_COMMUNE, "reason": "Hàng bán ở xã này"}).status, 200)
        self.wait_caught_up()
        self.assertEqual(self.office("con-minh").raw("GET", path).content, photo)
        self.assert_refused(lambda: self.office("na-ri").send("GET", path), 403, "scope-missing")

    def test_a_report_leads_to_a_revocation_that_rests_on_it(self):
        paper = conclusion_paper(self)
        code = self.codes[2]
        receipt, report = self.reported({"kind": "PACK_REPORT_KIND_MARK_OUTLIVED", "number": code, "seen": SEEN})
        revocation = {"groundCode": "a", "reason": "Gắn nhãn lên hàng khác", "decisionNumber": "15/QĐ-UBND", "reportId": report["reportId"]}
        revoke = lambda body: self.office("chairman").send("POST", f"/api/v1/certificates/{code}/revoke", body)
        self.assert_refused(lambda: revoke(revocation), 409, "pack-report-state", "reportId")
        self.assert_refused(lambda: revoke({**revocation, "reportId": "report_0"}), 404, "no-such-thing", "reportId")
        closing = {"conclusion": "PACK_REPORT_CONCLUSION_REVOCATION", "answer": "Đề nghị thu hồi."}
        close = lambda body: self.office("ocop-agency").send("POST", f"/api/v1/reports/{report['reportId']}/close", body)
        self.assert_refused(lambda: close(closing), 422, "paper-missing", "paperId")
        self.assertEqual(close({**closing, "paperId": paper}).status, 200)
        self.assert_refused(lambda: self.office("chairman").send(
            "POST", f"/api/v1/certificates/{self.codes[1]}/revoke", revocation), 409, "pack-report-state", "reportId")
        self.assertEqual(revoke(revocation).status, 200)
        [revoked] = [event["body"] for event in self.events("certification") if event["type"].endswith("CertificateRevoked")]
        today = str(self.province.today())
        self.assertEqual((revoked["conclusionNumber"], revoked["concludedOn"], revoked["revokedOn"]), ("01/KL-Ví dụ", today, today))
        self.assertEqual(self.province.get(self.office("ministry"), f"/reports/{report['reportId']}")["revokedOn"], today)
        self.assertEqual(self.follow(receipt)["conclusion"], closing["conclusion"])

    def test_a_receipt_stands_in_no_log(self):
        receipt, _ = self.reported({"kind": "PACK_REPORT_KIND_OTHER_PRODUCT", "number": self.code, "seen": SEEN})
        self.assertEqual(self.follow(receipt)["state"], "PACK_REPORT_STATE_RECEIVED")
        for path in (f"/reports/{receipt}", f"/reports/{receipt.lower()}/khac", f"/api/v1/report-receipts/{receipt}/more"):
            self.anybody.raw("GET", path)
        logs = "".join(path.read_text(errors="replace") for path in self.stack.logs.glob("*.log"))
        for row in ("/api/v1/report-receipts/{receipt}", "/reports/{receipt}"):
            self.assertIn(row, logs)
        self.assertNotIn(receipt.lower(), logs.lower())

    def test_whoever_floods_is_told_to_come_later(self):
        body = {"kind": "PACK_REPORT_KIND_COUNTERFEIT", "number": "QQ99999999", "provinceCode": PROVINCE_CODE}
        self.limit_reports(3)
        try:
            statuses = [self.report(body).status for _ in range(5)]
            self.assertEqual(statuses, [201, 201, 201, 429, 429])
            self.assert_refused(lambda: self.report(body), 429, "rate-limited")
            self.assertEqual(self.office("inspector").send("POST", "/api/v1/reports", body).status, 201)
        finally:
            self.limit_reports(100000)


class FormTest(Flow):
    """What a phone sends that knows no scripts: multipart/form-data, the photo last."""

    @classmethod
    def prepare(cls):
        ReportsTest.limit_reports.__func__(cls, 100000)
        cls.add_offices()
        [cls.code] = certificates_of_register(cls, 1)

    def page(self, path):
        return self.province.anybody().raw("GET", path, None, {"Accept": "text/html", "Accept-Language": "vi"})

    def form(self, number):
        """The form's hidden fields, as a browser finds them."""
        page = self.page(f"/reports?number={number}").content.decode()
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)), page

    def send(self, fields, photo=None, photo_type="image/jpeg", boundary="----WebKitFormBoundaryVidu", trailer=None):
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                 for name, value in fields.items()]
        name = "" if photo is None else "bao bì.jpg"
        kind = "application/octet-stream" if photo is None else photo_type
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="photo"; filename="{name}"\r\n'
                     f"Content-Type: {kind}\r\n\r\n".encode())
        parts += [photo or b"", f"\r\n--{boundary}--\r\n".encode() if trailer is None else trailer]
        return self.province.anybody().raw("POST", "/reports", b"".join(parts), {
            "Content-Type": f"multipart/form-data; boundary={boundary}", "Accept": "text/html", "Accept-Language": "vi"})

    def last_report(self):
        [report, *_] = self.province.get(self.province.office("ministry"), "/reports?limit=1")["reports"]
        return report

    def test_every_answer_leads_to_the_form(self):
        for number in (self.code, "QQ77777777"):
            page = self.page(f"/verify/{number}?commune={COMMUNE}")
            self.assertIn(f'href="/reports?number={number}&amp;commune={COMMUNE}"', page.content.decode())
        hidden, page = self.form(self.code)
        self.assertEqual(hidden["number"], self.code)
        self.assertIn("Miến dong Ví dụ 0", page)
        self.assertIn(">Xã Na Rì</option>", page)
        hidden, page = self.form("QQ77777777")
        self.assertIn(">Tỉnh Thái Nguyên</option>", page)
        self.assertNotIn("Xã Na Rì", page)

    def test_a_form_with_a_photo_of_two_megabytes(self):
        hidden, _ = self.form(self.code)
        photo = jpeg(7000, 7000, exif=True)
        photo += b"\0" * (2_100_000 - len(photo))  # what stands behind a JPEG's end is nobody's
        fields = {**hidden, "kind": "PACK_REPORT_KIND_OTHER_PRODUCT", "seen": "Dòng một\r\nDòng hai", "communeCode": COMMUNE,
                  "placeText": "chợ", "contact": CONTACT}
        sent = self.send(fields, photo)
        self.assertEqual(sent.status, 303, sent.content)
        receipt = sent.headers["location"].rsplit("/", 1)[-1]
        page = self.page(sent.headers["location"])
        self.assertEqual(page.status, 200)
        self.assertIn(receipt, page.content.decode())
        self.assertNotIn(CONTACT, page.content.decode())
        report = self.last_report()
        self.assertEqual((report["seen"], report["code"], report["seenCommuneCode"]), ("Dòng một Dòng hai", self.code, COMMUNE))
        self.wait_caught_up()
        kept = self.province.office("na-ri").raw("GET", f"/api/v1/report-photos/{report['photoIds'][0]}")
        self.assertEqual(kept.content, photo)
        # Sent again, by a browser that was reloaded, it is the same report.
        again = self.send(fields, photo)
        self.assertEqual(again.headers["location"], sent.headers["location"])
        self.assertEqual(self.last_report()["reportId"], report["reportId"])
        typed = self.page(f"/reports?receipt={receipt.lower()}")
        self.assertEqual((typed.status, self.page(typed.headers["location"]).status), (303, 200))
        machine = self.province.anybody().raw("GET", f"/reports/{receipt}", None, {"Accept": "application/json"})
        self.assertEqual(machine.body["state"], "PACK_REPORT_STATE_RECEIVED")

    def test_what_is_not_taken_is_shown_again_as_it_was_written(self):
        hidden, _ = self.form("QQ77777777")
        fields = {**hidden, "kind": "PACK_REPORT_KIND_OTHER", "seen": "", "placeText": "<b>chợ</b>", "provinceCode": PROVINCE_CODE}
        page = self.send(fields)
        self.assertEqual(page.status, 400)
        text = page.content.decode()
        self.assertIn('role="alert"', text)
        self.assertIn("<li>Kể thêm: Thiếu", text)
        self.assertIn("&lt;b&gt;chợ&lt;/b&gt;", text)
        self.assertIn(hidden["commandId"], text)
        self.assertRegex(text, r'value="PACK_REPORT_KIND_OTHER" required checked')
        self.assertEqual(self.send({**fields, "seen": "x"}, b"no photo").status, 415)
        self.assertEqual(self.send({**fields, "seen": "x"}, b"%PDF", "application/pdf").status, 415)
        self.assertEqual(self.send({**fields, "seen": "x"}).status, 303)

    def test_bytes_that_are_no_form_are_refused(self):
        fields = {"kind": "PACK_REPORT_KIND_COUNTERFEIT", "number": "QQ77777777", "provinceCode": PROVINCE_CODE}
        photo = papers.png(3)
        for sent in (self.send(fields, photo, trailer=b"\r\n--------WebKitFormBoundaryOther"),
                     self.send({**fields, "seen\r\nX: y": "z\0"}), self.send({f"field{i}": "" for i in range(17)})):
            self.assertEqual(sent.status, 400, sent.content)
        raw = lambda content, kind: self.province.anybody().raw("POST", "/reports", content, {"Content-Type": kind}).status
        self.assertEqual(raw(b"kind=x", "application/x-www-form-urlencoded"), 415)
        self.assertEqual(raw(b"kind=x", "multipart/form-data; boundary=a"), 400)
        self.assertEqual(raw(b"--a\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n", "multipart/form-data; boundary=a"), 400)
        self.assertEqual(raw(b"0" * (9 * 1024 * 1024 + 1), "multipart/form-data; boundary=a"), 413)

    def test_a_session_that_is_over_keeps_nobody_from_reporting(self):
        fields = {"kind": "PACK_REPORT_KIND_COUNTERFEIT", "number": "QQ77777777", "provinceCode": PROVINCE_CODE}
        client = self.province.anybody()
        before, client.secret = client.secret, "over"
        try:
            self.assertEqual(self.send(fields, papers.png(5), "image/png").status, 303)
        finally:
            client.secret = before


class OverdueTest(Flow):
    """The clock goes on, and nobody takes up a report."""

    @classmethod
    def prepare(cls):
        cls.add_offices()

    def told(self, name):
        return [event["body"] for event in self.events("notification") if name in json.dumps(event)]

    def test_overdue_is_shown_and_told_once_and_the_reporter_forgotten(self):
        province = self.province
        body = {"kind": "PACK_REPORT_KIND_COUNTERFEIT", "number": "QQ77777777", "communeCode": COMMUNE, "contact": CONTACT}
        province.anybody().post("/api/v1/reports", body)
        [report] = province.get(province.office("na-ri"), f"/reports?communeCode={COMMUNE}")["reports"]
        path = f"/reports/{report['reportId']}"
        due = dates.parse_day(report["dueOn"])
        overdue = lambda: province.get(province.office("ocop-agency"), f"/reports?provinceCode={PROVINCE_CODE}&overdueOnly=true").get("reports", [])
        province.move_clock_to("last-day", due, 23)
        self.assertEqual(overdue(), [])
        province.move_clock_to("overdue", dates.days_later(due, 1))
        self.assertEqual([one["reportId"] for one in wait_for("overdue", overdue)], [report["reportId"]])
        wait_for("it is told", lambda: self.told("PackReportOverdue"))
        for day in (2, 3):
            province.move_clock_to(f"later-{day}", dates.days_later(due, day))
        self.stack.terminate("certification")
        self.stack.start("certification")
        self.stack.wait_ready()
        self.wait_caught_up()
        self.assertEqual(len(self.told("PackReportOverdue")), 1)
        province.office("na-ri").post(f"/api/v1{path}/take-up")
        self.assertEqual(overdue(), [])
        province.office("na-ri").post(f"/api/v1{path}/close", {"conclusion": "PACK_REPORT_CONCLUSION_UNFOUNDED", "answer": "Đúng hàng."})
        self.assertEqual(province.get(province.office("na-ri"), path)["contact"], CONTACT)
        province.move_clock_to("forgotten", dates.days_later(province.today(), 90))
        wait_for("the reporter is forgotten", lambda: not province.get(province.office("na-ri"), path).get("contact"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
