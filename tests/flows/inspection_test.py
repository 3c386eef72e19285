"""Inspections over HTTP: a year's plan, visits by it and for a reason, checklists out of what was rated, findings
that are remedied or not, conclusions, and a certificate that is revoked on one.

Two products that a round recognised, and an old register's for what needs no round; all invented.
"""
import csv
import json
import subprocess
import unittest
import urllib.parse

from flow import Flow, wait_for
from province import certificates, dates, dossiers, job, papers, rounds, setup
from province.context import PROVINCE_CODE
from tlog_verifier import bundle_entries

KEPT = ("mang", "mat-ong")
COMMUNES = {"mang": ("01906", "ba-be"), "mat-ong": ("02155", "na-ri")}
# Name, stars, days from today to the last one.
REGISTER = {"five": ("Chè Ví dụ 1", 5, 500), "three": ("Chè Ví dụ 2", 3, 510), "expired": ("Chè Ví dụ 3", 3, -10)}
MARK_LINES = ["MARK_STARS", "MARK_VALIDITY", "MARK_PRODUCTS", "ADVERTISING"]
TEAM = [{"office": "Cơ quan tham mưu quản lý OCOP tỉnh", "leads": True}, {"office": "Sở Y tế", "leads": False}]
NOBODY = "inspection_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NO_PAPER = "paper_01JD3W5G7KQ2M8ZX4B6N9RTCVF"


def short(value):
    """An enumerator without the word of its enumeration."""
    for word in ("INSPECTION_STAGE_", "INSPECTION_STATE_", "INSPECTION_LINE_KIND_", "INSPECTION_OUTCOME_", "INSPECTION_KIND_",
                 "INSPECTION_PLAN_STATE_", "AUTHORITY_LEVEL_", "CERTIFICATE_STATE_"):
        value = value.removeprefix(word)
    return value


class InspectionTest(Flow):
    @classmethod
    def prepare(cls):
        province, plan = cls.province, cls.province.plan
        plan["rounds"] = [{**plan["rounds"][0], "shard": "tn1"}]
        plan["products"] = [{**p, "round": "first"} for p in plan["products"] if p["key"] in KEPT]
        cls.products = {product["key"]: product for product in plan["products"]}
        cls.products["mat-ong"].pop("conflict")
        [cls.entry] = plan["rounds"]
        job.begin(province)
        cls.add_offices()
        job.plan_rounds(province)
        for product in plan["products"]:
            dossiers.register(province, product)
        for stage in (job.prepare_round, job.hold_round, job.certify_round):
            stage(cls.entry)(province)
        cls.to_a_new_year()
        cls.import_register()
        cls.codes.update({key: certificates.certificate_of(province, cls.products[key])["code"] for key in KEPT})
        cls.paper = certificates.keep_paper(province, "ocop-agency", PROVINCE_CODE, "paper", "5/QĐ-Ví dụ", "Văn bản Ví dụ")
        cls.photo = cls.keep_photo()
        cls.wait_caught_up()

    @classmethod
    def to_a_new_year(cls):
        """The second of January, so that the plan's year has room for what follows."""
        year = cls.province.today().year + 1
        cls.province.move_clock_to("clock/new-year", dates.parse_day(f"{year}-01-02"))
        cls.year = year

    @classmethod
    def import_register(cls):
        today = cls.province.today()
        rows = []
        for number, (name, stars, days) in enumerate(REGISTER.values(), 1):
            ends_on = dates.days_later(today, days)
            rows.append({
                "product": name, "producer": f"Hợp tác xã Ví dụ chè {number}", "producer_type": "HTX", "commune": "xã Côn Minh",
                "district": "Na Rì", "province": "Bắc Kạn", "stars": str(stars), "score": "", "product_group": "",
                "decision_no": f"{number}/QĐ-UBND", "decision_date": str(dates.add_months(ends_on, -36)),
                "expiry_date": str(ends_on), "year": str(ends_on.year - 3), "event": "công nhận",
                "source": "https://example.org/quyet-dinh",
            })
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged",
                         lambda: setup.enough(setup.legacy_certificates(cls.province), len(REGISTER)))
        by_name = {certificate["productName"]: certificate for certificate in found}
        cls.codes = {key: by_name[name]["code"] for key, (name, _, _) in REGISTER.items()}

    @classmethod
    def keep_photo(cls):
        """A photo that an inspector took; registration keeps it like a paper."""
        client = cls.province.office("ocop-agency")
        upload = dossiers.upload(cls.province, client, "upload/photo", "anh.png", papers.png(99))
        body = {"unitCode": PROVINCE_CODE, "number": "Ảnh 1", "issuedOn": str(cls.province.today()), "name": "Ảnh", "uploadId": upload}
        return cls.province.command("paper/photo", client, "POST", "/papers", body)["id"]

    # --- what every step needs

    def office(self, name):
        return self.province.office(name)

    def producer(self, key):
        return self.office(self.products[key]["sign_in_name"])

    def producer_id(self, key):
        return self.province.journal[f"producer/{key}"]["id"]

    def day(self, days):
        return str(dates.days_later(self.province.today(), days))

    def quarter(self, days):
        return (dates.days_later(self.province.today(), days).month + 2) // 3

    def post(self, path, body, office="ocop-agency"):
        client = self.office(office) if isinstance(office, str) else office
        return client.post(f"/api/v1/{path}", body)

    def refuse(self, path, body, status, rule, field=None, office="ocop-agency"):
        client = self.office(office) if isinstance(office, str) else office
        with self.subTest(path=path, rule=rule, field=field):
            self.assert_refused(lambda: client.send("POST", f"/api/v1/{path}", body), status, rule, field)

    def refuse_get(self, path, client, status, rule):
        self.assert_refused(lambda: client.send("GET", f"/api/v1/{path}"), status, rule)

    def visit(self, key, **changes):
        """What announces a visit about a certificate."""
        return {"code": self.codes[key], "visitOn": self.day(10), "team": TEAM, "noticeNumber": "7/TB-Ví dụ", **changes}

    def inspection(self, inspection_id, office="ocop-agency"):
        return self.office(office).get(f"/api/v1/inspections/{inspection_id}")

    def stage(self, inspection_id):
        return short(self.inspection(inspection_id)["stage"])

    def listed(self, query, client):
        return [row["inspectionId"] for row in client.get(f"/api/v1/inspections?{query}").get("inspections", [])]

    def results(self, inspection_id, faults=(), **changes):
        """Every line conforms but these."""
        lines = []
        for line in self.inspection(inspection_id)["lines"]:
            lines.append({"lineNo": line["lineNo"], "result": "INSPECTION_LINE_RESULT_CONFORMS"})
            if line["lineNo"] in faults:
                lines[-1].update(result="INSPECTION_LINE_RESULT_DOES_NOT_CONFORM", note="Không đúng với hồ sơ",
                                 paperIds=[self.photo])
        return {"heldOn": str(self.province.today()), "lines": lines, **changes}

    def conclusion(self, outcome, **changes):
        return {"outcome": f"INSPECTION_OUTCOME_{outcome}", "summary": "Kết luận Ví dụ", "number": "9/KL-Ví dụ",
                "concludedOn": str(self.province.today()), "paperId": self.paper, **changes}

    def told(self, kind):
        """What certification has told of a kind, the oldest first."""
        return [event["body"] for event in self.events("certification") if event["type"].endswith("." + kind)]

    def move_clock(self, days):
        target = dates.days_later(self.province.today(), days)
        self.province.move_clock_to(f"clock/{target}", target)

    # --- the way

    def test_inspections(self):
        self.a_plan_is_drafted()
        self.a_plan_is_approved()
        self.a_plan_is_changed()
        self.a_visit_by_the_plan()
        self.who_sees_it()
        self.a_visit_without_a_letter()
        self.who_leads()
        self.moved_and_called_off()
        self.the_visit_takes_place()
        self.remedies_are_ordered()
        self.a_remedy_is_overdue()
        self.everything_is_remedied()
        self.a_revocation_is_proposed()
        self.the_revocation_is_late()
        self.nothing_was_found()
        self.what_the_log_says()
        self.assert_invariants_hold()

    # --- plans

    def line(self, days=10, **target):
        return {"quarter": self.quarter(days), **target}

    def a_plan_is_drafted(self):
        draft = {"provinceCode": PROVINCE_CODE, "year": self.year, "lines": [self.line(communeCode=COMMUNES["mang"][0])]}
        self.refuse("inspection-plans", draft, 403, "role-missing", office="chairman")
        self.refuse("inspection-plans", {**draft, "provinceCode": ""}, 403, "scope-missing")
        self.refuse("inspection-plans", draft, 422, "level-not-competent", "provinceCode", office="ministry")
        self.refuse("inspection-plans", {**draft, "year": self.year - 1}, 400, "date-invalid", "year")
        for line, status, rule in (
            (self.line(), 400, "field-invalid"), (self.line(code=self.codes["five"], communeCode="01906"), 400, "field-invalid"),
            ({"quarter": 1, "month": 4, "communeCode": "01906"}, 400, "field-invalid"),
            (self.line(code="0000000000"), 404, "certificate-unknown"), (self.line(producerId="producer_x"), 404, "producer-unknown"),
            (self.line(communeCode="99999"), 422, "unit-unknown"), (self.line(communeCode=PROVINCE_CODE), 422, "unit-unknown"),
        ):
            self.refuse("inspection-plans", {**draft, "lines": [line]}, status, rule, "lines[0]")
        type(self).plan = self.post("inspection-plans", draft)["id"]
        self.refuse("inspection-plans", draft, 409, "inspection-plan-exists", "year")
        self.refuse("inspections", self.visit("mang", planId=self.plan, planLineNo=1), 409, "inspection-plan-state", "planId")

    def a_plan_is_approved(self):
        path = f"inspection-plans/{self.plan}/approve"
        body = {"number": "3/QĐ-Ví dụ", "approvedOn": str(self.province.today()), "paperId": self.paper}
        self.refuse(path, body, 403, "role-missing")
        self.refuse(path, body, 422, "level-not-competent", office="ministry")
        self.refuse(path, {**body, "paperId": NO_PAPER}, 422, "paper-missing", "paperId", office="chairman")
        self.refuse(path, {**body, "approvedOn": self.day(1)}, 400, "date-invalid", "approvedOn", office="chairman")
        self.post(path, body, office="chairman")
        self.refuse(path, body, 409, "inspection-plan-state", office="chairman")
        # The ministry's has no line yet; a province's agency has no part in it.
        centre = self.post("inspection-plans", {"year": self.year, "lines": []}, office="ministry")["id"]
        self.refuse(f"inspection-plans/{centre}/approve", body, 422, "inspection-plan-empty", office="ministry")
        self.refuse_get(f"inspection-plans/{centre}", self.office("ocop-agency"), 403, "scope-missing")
        self.post(f"inspection-plans/{centre}/change", {"add": [self.line(code=self.codes["five"])]}, office="ministry")
        self.post(f"inspection-plans/{centre}/approve", body, office="ministry")
        type(self).centre_plan = centre

    def a_plan_is_changed(self):
        path = f"inspection-plans/{self.plan}/change"
        add = [self.line(producerId=self.producer_id("mat-ong"), note="Theo phản ánh"), self.line(code=self.codes["three"]),
               self.line(200, communeCode="02185")]
        change = {"add": add, "reason": "Bổ sung Ví dụ", "documentNumber": "4/QĐ-Ví dụ"}
        self.refuse(path, {**change, "reason": ""}, 422, "reason-missing", "reason")
        self.refuse(path, {"reason": "Ví dụ"}, 400, "field-missing", "add")
        self.refuse(path, {"strike": [9], "reason": "Ví dụ"}, 422, "plan-line-unknown", "strike[0]")
        self.refuse(path, {"strike": [1], "reason": "Ví dụ"}, 422, "inspection-plan-empty")
        self.post(path, change)
        self.post(path, {"strike": [4], "reason": "Dời sang năm sau"})
        self.refuse(path, {"strike": [4], "reason": "Ví dụ"}, 422, "plan-line-unknown", "strike[0]")
        plan = self.office("auditor").get(f"/api/v1/inspection-plans/{self.plan}")
        self.assertEqual((short(plan["state"]), short(plan["level"]), plan["number"]), ("APPROVED", "PROVINCE", "3/QĐ-Ví dụ"))
        self.assertEqual([bool(line.get("struckOn")) for line in plan["lines"]], [False, False, False, True])
        self.assertEqual(plan["lines"][3]["struckReason"], "Dời sang năm sau")
        self.assertEqual([(c.get("added", 0), c.get("struck", 0)) for c in plan["changes"]], [(3, 0), (0, 1)])
        due = dates.days_later(dates.add_months(dates.parse_day(f"{self.year}-{self.quarter(10) * 3:02}-01"), 1), -1)
        self.assertEqual(plan["lines"][0]["dueOn"], str(due))
        plans = self.office("ocop-agency").get(f"/api/v1/inspection-plans?provinceCode={PROVINCE_CODE}")["plans"]
        self.assertEqual([(p["planId"], p["year"]) for p in plans], [(self.plan, self.year)])
        self.refuse_get("inspection-plans?cursor=x&provinceCode=" + PROVINCE_CODE, self.office("ocop-agency"), 400, "cursor-invalid")
        self.refuse_get(f"inspection-plans/{self.plan}", self.producer("mang"), 403, "role-missing")

    # --- a visit by the plan

    def a_visit_by_the_plan(self):
        by_plan = self.visit("mang", planId=self.plan, planLineNo=1)
        for changes, status, rule, field in (
            ({"planLineNo": 2}, 422, "plan-line-of-another", "planLineNo"), ({"planLineNo": 4}, 422, "plan-line-unknown", "planLineNo"),
            ({"noticeNumber": ""}, 400, "field-missing", "noticeNumber"), ({"visitOn": self.day(-1)}, 400, "date-invalid", "visitOn"),
            ({"visitOn": self.day(370)}, 400, "date-invalid", "visitOn"), ({"team": []}, 400, "field-missing", "team"),
            ({"team": [{"office": "Sở Y tế", "leads": False}]}, 400, "field-invalid", "team"),
            ({"planId": "plan_x"}, 404, "no-such-thing", "planId"), ({"code": self.codes["expired"]}, 409, "certificate-expired", None),
        ):
            self.refuse("inspections", {**by_plan, **changes}, status, rule, field)
        type(self).first = self.post("inspections", by_plan)["id"]
        shown = self.inspection(self.first)
        self.assertEqual((short(shown["kind"]), short(shown["stage"]), short(shown["level"]), shown["star"]),
                         ("PERIODIC", "ANNOUNCED", "PROVINCE", 3))
        self.the_checklist_is_what_was_rated(shown)
        self.refuse(f"inspection-plans/{self.plan}/change", {"strike": [1], "reason": "Ví dụ"}, 409, "plan-line-used", "strike[0]")
        self.refuse_get(f"inspections/{self.first}/minutes.pdf", self.office("ocop-agency"), 409, "document-not-ready")

    def the_checklist_is_what_was_rated(self, shown):
        """Criteria, options and points as the rule book's own data has them."""
        expectation = rounds.Expectation(self.province, self.products["mang"])
        agreed = expectation.agreed_options()
        self.assertTrue(agreed)
        expected = []
        for criterion in expectation.sheet.criteria:
            option = next((o for o in criterion["options"] if o["no"] == agreed.get(criterion["code"])), None)
            points = option["points"] if option else 0
            expected.append((criterion["code"], option["no"] if option else 0, points or 0, criterion["max"]))
        lines = shown["lines"]
        self.assertEqual([(line["criterionCode"], line.get("optionNo", 0), line.get("points", 0), line["maxPoints"])
                          for line in lines[:len(expected)]], expected)
        self.assertEqual([short(line["kind"]) for line in lines[len(expected):]], MARK_LINES)
        for line, criterion in zip(lines, expectation.sheet.criteria):
            marked = [o["points"] for o in criterion["options"] if o["min_star"] and o["min_star"] <= 3]
            self.assertEqual(line.get("minimumPoints", 0), max(marked, default=0), criterion["code"])
        # Of an old register the sheet is not known: the mark alone.
        type(self).third = self.post("inspections", self.visit("three", planId=self.plan, planLineNo=3))["id"]
        self.assertEqual([short(line["kind"]) for line in self.inspection(self.third)["lines"]], MARK_LINES)

    def who_sees_it(self):
        own, other = self.producer("mang"), self.producer("mat-ong")
        self.assertEqual(own.get(f"/api/v1/inspections/{self.first}")["visitOn"], self.day(10))
        self.assertEqual(self.listed(f"producerId={self.producer_id('mang')}", own), [self.first])
        self.refuse_get(f"inspections/{self.first}", other, 403, "scope-missing")
        self.refuse_get(f"inspections?producerId={self.producer_id('mang')}", other, 403, "scope-missing")
        commune, officer = COMMUNES["mang"]
        self.assertEqual(self.listed(f"communeCode={commune}", self.office(officer)), [self.first])
        self.refuse_get(f"inspections/{self.first}", self.office("na-ri"), 403, "scope-missing")
        self.refuse_get(f"inspections/{self.first}", self.province.anybody(), 401, "token-missing")
        self.refuse_get("inspections", self.office("ocop-agency"), 403, "scope-missing")
        self.refuse_get(f"inspections?provinceCode={PROVINCE_CODE}&stage=99", self.office("ocop-agency"), 400, "field-invalid")
        self.refuse_get(f"inspections?code=x&provinceCode={PROVINCE_CODE}", self.office("ocop-agency"), 404, "no-such-thing")
        self.refuse_get(f"inspections/{NOBODY}", self.office("ocop-agency"), 404, "no-such-thing")
        moves = json.dumps(self.province.get(self.province.anybody(), f"/certificates/{self.codes['mang']}/moves"))
        self.assertNotIn("inspection_", moves)

    def a_visit_without_a_letter(self):
        """The producer learns of it when it has taken place; the commune and the agency know."""
        sudden = self.visit("mat-ong", reason="Phản ánh về dấu OCOP", noticeNumber="")
        self.refuse("inspections", {**sudden, "reason": ""}, 422, "reason-missing", "reason")
        type(self).second = self.post("inspections", sudden)["id"]
        self.assertEqual(short(self.inspection(self.second)["kind"]), "AD_HOC")
        own = self.producer("mat-ong")
        self.refuse_get(f"inspections/{self.second}", own, 403, "scope-missing")
        self.assertEqual(self.listed(f"producerId={self.producer_id('mat-ong')}", own), [])
        self.assertEqual(self.listed(f"code={self.codes['mat-ong']}", own), [])
        self.assertEqual(self.listed(f"communeCode={COMMUNES['mat-ong'][0]}", self.office("na-ri")), [self.second])
        # Also to who shows stars that are gone.
        type(self).gone = self.post("inspections", self.visit("expired", reason="Còn in sao trên bao bì"))["id"]

    def who_leads(self):
        by_centre = self.visit("five", planId=self.centre_plan, planLineNo=1)
        self.refuse("inspections", by_centre, 422, "level-not-competent")
        self.refuse("inspections", self.visit("five", reason="Ví dụ"), 422, "level-not-competent")
        type(self).fifth = self.post("inspections", by_centre, office="ministry")["id"]
        self.assertEqual(short(self.inspection(self.fifth, "ministry")["level"]), "CENTRE")
        self.refuse(f"inspections/{self.fifth}/cancel", {"reason": "Ví dụ"}, 422, "level-not-competent")
        for_need = self.visit("three", planId=self.centre_plan, planLineNo=1)
        self.refuse("inspections", for_need, 422, "reason-missing", "reason", office="ministry")
        self.refuse("inspections", {**for_need, "reason": "Ví dụ"}, 422, "plan-line-of-another", office="ministry")
        need = self.post("inspections", self.visit("three", reason="Nhiều tỉnh phản ánh"), office="ministry")["id"]
        self.assertEqual(short(self.inspection(need)["level"]), "CENTRE")
        self.refuse(f"inspections/{self.first}/cancel", {"reason": "Ví dụ"}, 422, "level-not-competent", office="ministry")
        self.post(f"inspections/{need}/cancel", {"reason": "Tỉnh đã kiểm tra"}, office="ministry")

    def moved_and_called_off(self):
        path = f"inspections/{self.first}/move"
        move = {"visitOn": self.day(5), "reason": "Trùng lịch", "team": [*TEAM, {"office": "Sở Công Thương", "leads": False}]}
        self.refuse(path, {**move, "reason": ""}, 422, "reason-missing", "reason")
        self.refuse(path, {**move, "visitOn": self.day(-1)}, 400, "date-invalid", "visitOn")
        self.refuse(path, {**move, "visitOn": self.day(400)}, 400, "date-invalid", "visitOn")
        self.post(path, move)
        shown = self.inspection(self.first)
        self.assertEqual((shown["visitOn"], len(shown["team"]), shown["noticeNumber"]), (self.day(5), 3, "7/TB-Ví dụ"))
        cancelled = self.post("inspections", self.visit("three", reason="Ví dụ"))["id"]
        self.refuse(f"inspections/{cancelled}/cancel", {}, 422, "reason-missing", "reason")
        self.post(f"inspections/{cancelled}/cancel", {"reason": "Không còn cần"})
        self.assertEqual((short(self.inspection(cancelled)["state"]), self.stage(cancelled)), ("CANCELLED", "CLOSED"))
        self.refuse(f"inspections/{cancelled}/move", move, 409, "inspection-state")
        self.refuse(f"inspections/{cancelled}/record", self.results(cancelled), 409, "inspection-state")

    # --- what was found

    def the_visit_takes_place(self):
        self.move_clock(6)
        self.assertEqual(self.stage(self.first), "VISIT_LATE")
        path, count = f"inspections/{self.first}/record", len(self.inspection(self.first)["lines"])
        whole = self.results(self.first, faults=(1, count - 3))
        self.refuse(path, {**whole, "lines": whole["lines"][1:]}, 422, "inspection-line-missing", "lines")
        self.refuse(path, {**whole, "lines": [*whole["lines"], whole["lines"][0]]}, 422, "inspection-line-unknown", f"lines[{count}]")
        self.refuse(path, {**whole, "heldOn": self.day(1)}, 400, "date-invalid", "heldOn")
        for change, status, rule in (({"note": ""}, 422, "reason-missing"),
                                     ({"result": None}, 400, "field-invalid"),
                                     ({"paperIds": [NO_PAPER]}, 422, "paper-missing"),
                                     ({"paperIds": [self.photo] * 11}, 400, "field-invalid")):
            wrong = {name: value for name, value in {**whole["lines"][0], **change}.items() if value is not None}
            wrong = [wrong, *whole["lines"][1:]]
            self.refuse(path, {**whole, "lines": wrong}, status, rule, "lines[0]")
        self.refuse(path, whole, 403, "role-missing", office="ba-be")
        self.refuse(f"inspections/{self.first}/remedies", {"remedies": []}, 409, "inspection-state")
        self.post(path, whole, office="inspector")  # the departments are in the team
        shown = self.producer("mang").get(f"/api/v1/inspections/{self.first}")
        self.assertEqual(short(shown["stage"]), "REMEDY_TO_ORDER")
        self.assertEqual(shown["lines"][0]["papers"][0]["paperId"], self.photo)
        self.refuse(f"inspections/{self.first}/cancel", {"reason": "Ví dụ"}, 409, "inspection-state")
        self.refuse(f"inspections/{self.first}/conclude", self.conclusion("IN_ORDER"), 409, "findings-open", "outcome")
        self.refuse(f"inspections/{self.first}/conclude", self.conclusion("REMEDIED"), 409, "findings-open", "outcome")
        text = self.text_of(self.producer("mang"), f"/inspections/{self.first}/minutes.pdf")
        for words in ("BIÊN BẢN", self.products["mang"]["name"], "Sở Công Thương", "Không đạt", "Đã thống nhất", "Không đúng với hồ sơ"):
            self.assertIn(words, text)

    def text_of(self, client, path):
        """The text of a PDF that other programs read, in one line."""
        answer = client.raw("GET", f"/api/v1{path}", None, {})
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/pdf"), answer.content[:500])
        self.assertEqual(client.raw("GET", f"/api/v1{path}", None, {}).content, answer.content)
        file = self.stack.directory / "minutes.pdf"
        file.write_bytes(answer.content)
        subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
        shown = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
        return " ".join(shown.stdout.decode().split())

    def remedies_are_ordered(self):
        path, mark = f"inspections/{self.first}/remedies", len(self.inspection(self.first)["lines"]) - 3
        order = [{"lineNo": 1, "what": "Bổ sung sổ theo dõi", "remedyUntil": self.day(5)},
                 {"lineNo": mark, "what": "Thay bao bì", "remedyUntil": self.day(30)}]
        self.refuse(path, {"remedies": []}, 400, "field-missing", "remedies")
        self.refuse(path, {"remedies": [{**order[0], "lineNo": 2}]}, 409, "remedy-not-needed", "remedies[0]")
        self.refuse(path, {"remedies": [order[0], order[0]]}, 409, "remedy-not-needed", "remedies[1]")
        self.refuse(path, {"remedies": [{**order[0], "lineNo": 99}]}, 422, "inspection-line-unknown", "remedies[0]")
        self.refuse(path, {"remedies": [{**order[0], "remedyUntil": self.day(-1)}]}, 400, "date-invalid", "remedies[0]")
        self.refuse(path, {"remedies": [{**order[0], "what": ""}]}, 400, "field-missing", "remedies[0].what")
        self.post(path, {"remedies": order[:1]})
        self.assertEqual(self.stage(self.first), "REMEDY_TO_ORDER")
        self.post(path, {"remedies": order[1:]})
        shown = self.inspection(self.first)
        self.assertEqual((short(shown["stage"]), shown["openFindings"], shown["dueOn"]), ("REMEDY_AWAITED", 2, self.day(5)))
        # The commune and the producer see what has to be done, and until when.
        for client in (self.office("ba-be"), self.producer("mang")):
            seen = client.get(f"/api/v1/inspections/{self.first}")["findings"]
            self.assertEqual([finding["what"] for finding in seen], ["Bổ sung sổ theo dõi", "Thay bao bì"])

    def remedy(self, accepted, **changes):
        return {"accepted": accepted, "remediedOn": str(self.province.today()), "note": "Ảnh kèm theo", "paperIds": [self.photo], **changes}

    def overdue(self):
        return [(told["findingNo"], told["dueOn"]) for told in self.told("RemedyOverdue")]

    def a_remedy_is_overdue(self):
        path, first_day, later_day = f"inspections/{self.first}/remedies/1", self.day(5), self.day(12)
        self.move_clock(5)  # its last day is one of it
        self.assertEqual((self.stage(self.first), self.overdue()), ("REMEDY_AWAITED", []))
        self.move_clock(1)
        wait_for("it is told", self.overdue)
        self.assertEqual((self.stage(self.first), self.overdue()), ("REMEDY_OVERDUE", [(1, first_day)]))
        self.assertEqual([f.get("overdue", False) for f in self.inspection(self.first)["findings"]], [True, False])
        late = f"communeCode={COMMUNES['mang'][0]}&stage=INSPECTION_STAGE_REMEDY_OVERDUE"
        self.assertEqual(self.listed(late, self.office("ba-be")), [self.first])
        self.counted({"remedyOverdue": 1})

        self.refuse(path, self.remedy(False, note=""), 422, "reason-missing", "note")
        self.refuse(path, self.remedy(False, remedyUntil=self.day(-1)), 400, "date-invalid", "remedyUntil")
        self.refuse(path, self.remedy(True, remedyUntil=self.day(9)), 400, "field-invalid", "remedyUntil")
        self.refuse(path, self.remedy(True, remediedOn=self.day(1)), 400, "date-invalid", "remediedOn")
        self.refuse(path, self.remedy(True, paperIds=[NO_PAPER]), 422, "paper-missing", "paperIds")
        self.refuse(f"inspections/{self.first}/remedies/7", self.remedy(True), 404, "no-such-thing", "findingNo")
        self.post(path, self.remedy(False, note="Sổ còn thiếu", remedyUntil=later_day))
        self.assertEqual(self.stage(self.first), "REMEDY_AWAITED")
        self.move_clock(7)  # put off, it is told of the later day once more
        wait_for("it is told again", lambda: len(self.overdue()) == 2)
        self.assertEqual(self.overdue(), [(1, first_day), (1, later_day)])

    def counted(self, expected):
        """By commune and by producer; what is not named is 0."""
        key, commune = self.producer_id("mang"), COMMUNES["mang"][0]
        for query, row in (("", commune), ("&byProducer=true", key)):
            counts = self.office("ocop-agency").get(f"/api/v1/inspections/counts?provinceCode={PROVINCE_CODE}{query}")["counts"]
            [seen] = [count for count in counts if count["key"] == row]
            self.assertEqual({name: seen.get(name, 0) for name in expected}, expected)
            self.assertEqual(seen["inspections"], sum(expected.values()))

    def everything_is_remedied(self):
        self.restart_tells_nothing_twice()
        for number in (1, 2):
            self.post(f"inspections/{self.first}/remedies/{number}", self.remedy(True))
        self.refuse(f"inspections/{self.first}/remedies/1", self.remedy(True), 409, "finding-closed")
        self.assertEqual(self.stage(self.first), "TO_CONCLUDE")
        path = f"inspections/{self.first}/conclude"
        remedied = self.conclusion("REMEDIED")
        for changes, status, rule, field in (
            ({"outcome": 0}, 400, "field-invalid", "outcome"), ({"summary": ""}, 400, "field-missing", "summary"),
            ({"paperId": NO_PAPER}, 422, "paper-missing", "paperId"), ({"concludedOn": self.day(1)}, 400, "date-invalid", "concludedOn"),
            ({"groundCode": "b"}, 400, "field-invalid", "groundCode"),
            ({"outcome": "INSPECTION_OUTCOME_IN_ORDER"}, 409, "findings-open", "outcome"),
        ):
            self.refuse(path, {**remedied, **changes}, status, rule, field)
        self.post(path, remedied)
        shown = self.producer("mang").get(f"/api/v1/inspections/{self.first}")
        self.assertEqual((short(shown["stage"]), short(shown["outcome"]), shown["conclusionPaper"]["paperId"]),
                         ("CLOSED", "REMEDIED", self.paper))
        self.refuse(path, remedied, 409, "inspection-state")
        self.refuse(f"certificates/{self.codes['mang']}/revoke", self.revocation(self.first), 422, "revocation-not-proposed",
                    "inspectionId", office="chairman")
        self.assertIn("Đã khắc phục", self.text_of(self.office("ocop-agency"), f"/inspections/{self.first}/minutes.pdf"))
        self.agencies_are_told(self.first, "REMEDIED")
        self.assertEqual(self.listed(f"communeCode={COMMUNES['mang'][0]}&openOnly=true", self.office("ba-be")), [])
        plan = self.office("ocop-agency").get(f"/api/v1/inspection-plans/{self.plan}")
        self.assertEqual([(line.get("announced", 0), line.get("held", 0)) for line in plan["lines"]], [(1, 1), (0, 0), (1, 0), (0, 0)])

    def restart_tells_nothing_twice(self):
        self.stack.terminate("certification")
        self.stack.start("certification")
        self.stack.wait_ready()
        self.assertEqual(len(self.overdue()), 2)

    def feed_items(self):
        """All of the public feed, as any account reads it."""
        items, after = [], ""
        while True:
            page = self.office("auditor").get(f"/api/v1/events?after={after}&limit=200")
            items += page.get("items", [])
            if not page.get("items"):
                return items
            after = page["next"]

    def agencies_are_told(self, inspection_id, outcome):
        """The public feed has what it came to, and nothing of what was found."""
        self.wait_caught_up()
        items = self.feed_items()
        told = [item["event"] for item in items if item["event"].get("thingId") == inspection_id]
        self.assertEqual([event["type"].rsplit(".", 1)[-1] for event in told], ["InspectionConcluded"])
        body = told[0]["inspectionConcluded"]
        self.assertEqual((short(body["outcome"]), body["conclusionNumber"]), (outcome, "9/KL-Ví dụ"))
        self.assertNotIn("Thay bao bì", json.dumps(items, ensure_ascii=False))
        self.assertNotIn("Kết luận Ví dụ", json.dumps(items, ensure_ascii=False))

    # --- a revocation

    def revocation(self, inspection_id, **changes):
        return {"reason": "Dùng sai dấu OCOP", "decisionNumber": "20/QĐ-Ví dụ", "inspectionId": inspection_id, **changes}

    def a_revocation_is_proposed(self):
        record = self.results(self.second, faults=[len(self.inspection(self.second)["lines"]) - 1])
        self.post(f"inspections/{self.second}/record", record)
        self.assertEqual(self.listed(f"producerId={self.producer_id('mat-ong')}", self.producer("mat-ong")), [self.second])
        path, proposal = f"inspections/{self.second}/conclude", self.conclusion("PROPOSES_REVOCATION", groundCode="d")
        self.refuse(path, {**proposal, "groundCode": "z"}, 422, "ground-unknown", "groundCode")
        self.refuse(f"certificates/{self.codes['mat-ong']}/revoke", self.revocation(self.second), 422, "revocation-not-proposed",
                    "inspectionId", office="chairman")
        self.post(path, proposal)
        self.assertEqual(self.stage(self.second), "REVOCATION_PROPOSED")
        self.assertEqual(self.inspection(self.second)["revokeUntil"], self.day(15))  # 26/2026: within 15 days of it
        self.agencies_are_told(self.second, "PROPOSES_REVOCATION")
        self.assertEqual(self.state("mat-ong"), "VALID")  # it is proposed, and not decided

    def state(self, key):
        return short(self.province.get(self.province.anybody(), f"/certificates/{self.codes[key]}")["state"])

    def the_revocation_is_late(self):
        path, body = f"certificates/{self.codes['mat-ong']}/revoke", self.revocation(self.second)
        concluded_on = self.inspection(self.second)["concludedOn"]
        self.move_clock(17)  # of 15 days
        self.refuse(path, {**body, "concludedOn": concluded_on}, 400, "field-invalid", "inspectionId", office="chairman")
        self.refuse(path, {**body, "groundCode": "z"}, 422, "ground-unknown", "groundCode", office="chairman")
        self.refuse(f"certificates/{self.codes['three']}/revoke", body, 422, "revocation-not-proposed", "inspectionId", office="chairman")
        self.refuse(path, body, 403, "role-missing")
        self.post(path, body, office="chairman")
        [revoked] = self.told("CertificateRevoked")
        self.assertEqual((revoked["groundCode"], revoked["conclusionNumber"], revoked["concludedOn"], revoked["daysLate"],
                          revoked["inspectionId"]), ("d", "9/KL-Ví dụ", concluded_on, 2, self.second))
        shown = self.inspection(self.second)
        self.assertEqual((short(shown["stage"]), shown["revokedOn"]), ("CLOSED", str(self.province.today())))
        self.assertEqual(self.state("mat-ong"), "REVOKED")
        certificates.badge_is(self.province, self.products["mat-ong"], "REVOKED", 0)
        self.refuse(path, body, 422, "revocation-not-proposed", "inspectionId", office="chairman")

    def nothing_was_found(self):
        """Of five stars by the ministry; and of a certificate that was gone already, which nobody can revoke."""
        self.post(f"inspections/{self.fifth}/record", self.results_of_ministry(self.fifth), office="ministry")
        path = f"inspections/{self.fifth}/conclude"
        self.refuse(path, self.conclusion("PROPOSES_REVOCATION", groundCode="d"), 409, "findings-open", "outcome", office="ministry")
        self.post(path, self.conclusion("IN_ORDER"), office="ministry")
        self.post(f"inspections/{self.gone}/record", self.results(self.gone, faults=(2,)))
        self.refuse(f"inspections/{self.gone}/conclude", self.conclusion("PROPOSES_REVOCATION", groundCode="d"), 409,
                    "certificate-expired", "outcome")
        self.refuse(f"inspections/{self.fifth}/conclude", self.conclusion("HANDED_ON"), 409, "inspection-state", office="ministry")
        self.assertEqual(self.stage(self.gone), "REMEDY_TO_ORDER")
        self.post(f"inspections/{self.gone}/conclude", self.conclusion("HANDED_ON", summary="Chuyển Chi cục Quản lý thị trường"))
        stages = {row["inspectionId"]: short(row["stage"]) for row in self.province.pages(
            self.office("ocop-agency"), f"/inspections?provinceCode={PROVINCE_CODE}", "inspections")}
        self.assertEqual((stages[self.fifth], stages[self.gone], stages[self.third]), ("CLOSED", "CLOSED", "VISIT_LATE"))

    def results_of_ministry(self, inspection_id):
        lines = self.inspection(inspection_id, "ministry")["lines"]
        return {"heldOn": str(self.province.today()),
                "lines": [{"lineNo": line["lineNo"], "result": "INSPECTION_LINE_RESULT_CONFORMS"} for line in lines]}

    def what_the_log_says(self):
        """Every event is a leaf. Of visits before their conclusion it shows commitments, and nothing else."""
        self.wait_caught_up()
        head = self.heads()["certification"]

        def published():
            answer = self.province.anybody().raw("GET", "/log/checkpoint", None, {})
            return int(answer.content.decode().split("\n")[1]) >= head

        wait_for("the log is published", published)
        entries = [json.loads(entry) for entry in self.log_entries(head)]
        by_kind = {}
        for entry in entries:
            by_kind.setdefault(entry["type"].rsplit(".", 1)[-1], []).append(entry)
        for kind in ("InspectionPlanDrafted", "InspectionPlanChanged", "InspectionAnnounced", "InspectionMoved", "InspectionHeld",
                     "RemediesOrdered", "RemedyRecorded", "RemedyOverdue", "InspectionCancelled", "InspectionPlanApproved"):
            self.assertTrue(by_kind[kind], kind)
            for entry in by_kind[kind]:
                self.assertEqual(entry["event"], {}, kind)
                self.assertTrue(entry["commitments"], kind)
        concluded = by_kind["InspectionConcluded"][0]["event"]
        self.assertEqual((concluded["code"], concluded["inspectionId"]), (self.codes["mang"], self.first))

    def log_entries(self, size):
        entries = []
        for index in range((size + 255) // 256):
            width = min(256, size - 256 * index)
            path = f"/log/tile/entries/{index:03}" + ("" if width == 256 else f".p/{width}")
            answer = self.province.anybody().raw("GET", urllib.parse.quote(path), None, {})
            self.assertEqual(answer.status, 200, path)
            entries += bundle_entries(answer.content, width)
        return entries


if __name__ == "__main__":
    unittest.main()
