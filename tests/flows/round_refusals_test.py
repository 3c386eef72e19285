"""What a round and its certificates refuse at each stage of their life, at the HTTP surface.

One round is taken from its plan to a revoked certificate; a refusal changes nothing, so the round goes
on as if nobody had asked.
"""
import unittest

from flow import Flow, wait_for
from province import certificates, dates, dossiers, job, rounds
from province.context import PROVINCE_CODE

DECISION_NUMBER = "0001/QĐ-Ví dụ"
NO_COMPLAINT = "complaint_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NOBODY = "account_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
SPREAD_KEY, CONFLICT_KEY, CHAIR_CONFLICT_KEY, OTHER_ROUNDS_KEY = "che", "mat-ong", "nghe", "mang"


class RoundRefusalsTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        province = cls.province
        kept = (SPREAD_KEY, CONFLICT_KEY, CHAIR_CONFLICT_KEY, OTHER_ROUNDS_KEY)
        province.plan["products"] = [p for p in province.plan["products"] if p["key"] in kept]
        province.plan["rounds"].reverse()  # the larger one is held first
        for entry in province.plan["rounds"]:
            entry["shard"] = "tn1"
        job.begin(province)
        cls.add_offices()
        cls.plan_rounds()
        cls.entry, cls.other_entry = province.plan["rounds"]
        cls.round = cls.planned(cls.entry)["round_id"]
        cls.held_on = dates.parse_day(cls.planned(cls.entry)["held_on"])

    # --- words of this test

    def office(self, name):
        return self.province.office(name)

    def refuse(self, office, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path):
            client = self.office(office) if isinstance(office, str) else office
            self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)

    def path(self, rest=""):
        return f"/rounds/{self.round}{rest}"

    def dossier(self, key):
        return self.province.journal[f"dossier/{key}"]["id"]

    def of_dossier(self, key, rest):
        return self.path(f"/dossiers/{self.dossier(key)}{rest}")

    def sheet(self, key, member):
        return self.path(f"/sheets/{self.dossier(key)}/{self.ids[member]}")

    def expectation(self, key):
        product = next(p for p in self.province.plan["products"] if p["key"] == key)
        return rounds.Expectation(self.province, product)

    def unmarked(self, key):
        """A criterion without marked minimums: nothing to agree on."""
        return next(c["code"] for c in self.expectation(key).sheet.criteria
                    if not any(option["min_star"] for option in c["options"]))

    def choices(self, key, member):
        expectation = self.expectation(key)
        return {"choices": expectation.choices(expectation.passes[0][member])}

    # --- the stages

    def test_a_round_from_its_plan_to_a_revocation(self):
        self.planning()
        self.dossiers_come_in()
        self.before_it_opens()
        self.before_it_begins()
        self.scoring()
        self.closing()
        self.deciding()
        self.certificates()
        self.another_round()

    def planning(self):
        body = {"shard": "tn1", "name": "Đợt Ví dụ", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
                "rulebookCode": "26-2026", "heldOn": str(self.held_on), "proposalsBefore": "2026-10-30"}
        for change, status, rule, field in (
            ({"rulebookCode": "1-1900"}, 422, "rulebook-unknown", "rulebookCode"),
            ({"rulebookCode": "148-2023"}, 422, "rulebook-not-in-force", None),
            ({"level": "LEVEL_DISTRICT"}, 422, "level-not-competent", "level"),
            ({"heldOn": "2026-02-30"}, 400, "date-invalid", "heldOn"),
            ({"shard": "zz9"}, 404, "shard-unknown", None),
        ):
            self.refuse("ocop-agency", "POST", "/rounds", {**body, **change}, status, rule, field)
        self.refuse("secretary", "POST", self.path("/open"), {}, 422, "round-empty")

    def dossiers_come_in(self):
        """The dossiers of the round, and one that is proposed after the law's date."""
        province = self.province
        for product in province.plan["products"]:
            dossiers.register(province, product)
            dossiers.fill(province, product)
        for product in province.plan["products"]:
            dossiers.screen_and_propose(province, product)
        first = province.plan["products"][0]
        early = self.province.office("ocop-agency").post("/api/v1/rounds", {
            "shard": "tn1", "name": "Đợt đã chốt", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
            "rulebookCode": "26-2026", "heldOn": str(self.held_on), "proposalsBefore": str(province.today())})["id"]
        admit = f"/dossiers/{self.dossier(first['key'])}/admit"
        self.wait_caught_up()
        self.refuse("ocop-agency", "POST", admit, {"roundId": early}, 422, "proposed-too-late")
        self.refuse("ocop-agency", "POST", admit, {"roundId": "round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF"}, 404, "round-unknown")
        self.refuse("secretary", "POST", self.path("/open"), {}, 422, "round-empty")
        proposals_before = dates.parse_day(self.planned(self.entry)["proposals_before"])
        province.move_clock_to("clock/admit", dates.days_later(proposals_before, 3))
        for product in province.plan["products"]:
            entry = next(e for e in province.plan["rounds"] if e["key"] == product["round"])
            dossiers.admit(province, product, self.planned(entry)["round_id"])

    def before_it_opens(self):
        self.refuse("secretary", "POST", self.path("/open"), {}, 422, "council-missing")
        ids = rounds.account_ids(self.province)
        member = {"memberId": ids["member-1"], "displayName": "Thành viên 1", "office": "COUNCIL_OFFICE_MEMBER"}
        council = {"members": [member], "decisionNumber": "HĐ-Ví dụ"}
        self.refuse("ocop-agency", "PUT", self.path("/council"), {**council, "members": []}, 422, "council-missing")
        self.refuse("ocop-agency", "PUT", self.path("/council"), council, 422, "council-chair-missing")
        chair = {**member, "office": "COUNCIL_OFFICE_CHAIR"}
        self.refuse("ocop-agency", "PUT", self.path("/council"), {**council, "members": [chair, member]}, 422,
                    "council-member-doubled")
        type(self).ids = rounds.appoint_council(self.province, self.entry, self.round)
        conflict = {"dossierId": self.dossier(CHAIR_CONFLICT_KEY), "memberId": self.ids["chair"], "reason": "Góp vốn"}
        self.refuse("secretary", "POST", self.path("/conflicts"), {**conflict, "memberId": NOBODY}, 422,
                    "council-member-unknown")
        self.refuse("secretary", "POST", self.path("/conflicts"), {**conflict, "actingChairId": self.ids["secretary"]}, 422,
                    "acting-chair-missing")
        self.refuse("secretary", "POST", self.path("/conflicts"), {**conflict, "reason": ""}, 422, "reason-missing", "reason")
        self.refuse("secretary", "POST", self.path("/conflicts"),
                    {**conflict, "dossierId": "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"}, 404, "dossier-not-in-round")
        rounds.declare_conflicts(self.province, self.entry, self.round, self.ids)

    def before_it_begins(self):
        province = self.province
        opens_on = dates.working_day_before(dates.working_day_before(self.held_on))
        province.move_clock_to("clock/open", opens_on)
        province.command("open/second", self.office("secretary"), "POST", self.path("/open"))
        self.refuse("secretary", "POST", self.path("/start"), {}, 422, "documents-not-ahead")
        self.refuse("member-1", "POST", self.sheet(SPREAD_KEY, "member-1") + "/submit",
                    self.choices(SPREAD_KEY, "member-1"), 409, "round-state")
        province.move_clock_to("clock/held", self.held_on)
        province.command("start/second", self.office("secretary"), "POST", self.path("/start"))

    def scoring(self):
        key, secretary = SPREAD_KEY, "secretary"
        close = self.of_dossier(key, "/close")
        self.refuse(secretary, "POST", self.sheet(key, secretary) + "/submit", self.choices(key, "member-1"), 403,
                    "member-does-not-score")
        self.refuse("member-3", "POST", self.sheet(CONFLICT_KEY, "member-3") + "/submit",
                    self.choices(CONFLICT_KEY, "member-1"), 403, "member-has-conflict")
        self.refuse("member-1", "POST", self.sheet(key, "member-1") + "/submit", {"choices": {}}, 422, "criterion-missing")
        offline = {"memberId": self.ids["member-2"], "sheets": [{"dossierId": self.dossier(key), "pass": 1}]}
        self.refuse("member-1", "POST", self.path("/offline-form"), offline, 422, "offline-form-invalid")
        self.refuse(secretary, "POST", close, {}, 422, "chair-sheet-missing")
        self.refuse(secretary, "POST", self.path("/rescore"), {"dossierId": self.dossier(key), "reason": "Xem lại"}, 409,
                    "second-pass-not-needed")
        self.refuse(secretary, "PUT", self.of_dossier(key, "/agreed-options"), {"options": {"1.1": 99}}, 422,
                    "option-unknown")
        self.refuse(secretary, "PUT", self.of_dossier(key, "/agreed-options"), {"options": {self.unmarked(key): 1}}, 422,
                    "agreed-option-invalid")
        self.refuse(secretary, "POST", self.of_dossier(key, "/findings"),
                    {"finding": {"kind": "FINDING_KIND_STOP", "code": "99", "reason": "Ví dụ", "votesFor": 7}}, 422,
                    "finding-unknown")
        chair = self.office("chair")
        chair.post("/api/v1" + self.sheet(key, "chair") + "/submit", self.choices(key, "chair"))
        self.refuse("chair", "POST", self.sheet(key, "chair") + "/submit", self.choices(key, "chair"), 409, "sheet-sealed")
        self.refuse(secretary, "POST", close, {}, 422, "quorum-missed")
        self.refuse(secretary, "POST", self.path("/close"), {}, 409, "dossier-not-closed")
        for member in self.expectation(key).passes[0]:
            if member != "chair":
                self.office(member).post("/api/v1" + self.sheet(key, member) + "/submit", self.choices(key, member))
        self.refuse(secretary, "POST", close, {}, 409, "second-pass-needed")
        self.office(secretary).post("/api/v1" + self.path("/rescore"), {"dossierId": self.dossier(key), "reason": "Chênh"})

    def closing(self):
        province = self.province
        second = self.expectation(SPREAD_KEY)
        for member, total in second.passes[1].items():
            self.office(member).post("/api/v1" + self.sheet(SPREAD_KEY, member) + "/submit", {"choices": second.choices(total)})
        self.office("secretary").post("/api/v1" + self.of_dossier(SPREAD_KEY, "/close"), {})
        rounds.score_dossier(province, self.entry, self.round, self.expectation(CHAIR_CONFLICT_KEY), self.ids)
        self.a_requirement_that_a_sheet_holds_to_be_missed()
        self.refuse("secretary", "POST", self.of_dossier(CONFLICT_KEY, "/close"), {}, 409, "dossier-closed")
        self.refuse("member-1", "POST", self.sheet(SPREAD_KEY, "member-1") + "/submit",
                    self.choices(SPREAD_KEY, "member-1"), 409, "dossier-closed")
        self.refuse("chairman", "POST", self.path("/approve"),
                    {"decisionNumber": "1/QĐ", "decidedOn": str(self.held_on)}, 409, "round-state")

    def a_requirement_that_a_sheet_holds_to_be_missed(self):
        """The council votes on it before the dossier closes."""
        raised = {"kind": "FINDING_KIND_REQUIREMENT", "code": "1.1", "reason": "Ví dụ"}
        for member, total in self.expectation(CONFLICT_KEY).passes[0].items():
            sheet = {"choices": self.expectation(CONFLICT_KEY).choices(total)}
            if member == "member-1":
                sheet["raised"] = [raised]
            self.office(member).post("/api/v1" + self.sheet(CONFLICT_KEY, member) + "/submit", sheet)
        self.refuse("secretary", "POST", self.of_dossier(CONFLICT_KEY, "/close"), {}, 409, "finding-undecided")
        self.office("secretary").post("/api/v1" + self.of_dossier(CONFLICT_KEY, "/findings"),
                                      {"finding": {**raised, "votesFor": 5, "votesAgainst": 1}})
        self.office("secretary").post("/api/v1" + self.of_dossier(CONFLICT_KEY, "/close"), {})

    def deciding(self):
        self.office("secretary").post("/api/v1" + self.path("/close"), {})
        self.office("chair").post("/api/v1" + self.path("/report"), {"reportNumber": "BC-Ví dụ"})
        decided_on = str(self.province.today())
        approve = {"decisionNumber": DECISION_NUMBER, "decidedOn": decided_on}
        self.refuse("ministry", "POST", self.path("/approve"), approve, 422, "level-not-competent")
        self.refuse("chairman", "POST", self.path("/approve"), {**approve, "decidedOn": "hôm qua"}, 400, "date-invalid",
                    "decidedOn")
        self.complaints()
        self.office("chairman").post("/api/v1" + self.path("/approve"), approve)
        self.office("ocop-agency").post("/api/v1" + self.path("/publish"), {})

    def complaints(self):
        """About a result that is reported; an answer stands."""
        complain = self.of_dossier(SPREAD_KEY, "/complaints")
        complaint = {"number": "01/KN-Ví dụ", "receivedOn": str(self.province.today()), "matter": "Điểm phần A"}
        taken = self.office("secretary").post("/api/v1" + complain, complaint)["id"]
        self.refuse("secretary", "POST", complain, complaint, 409, "complaint-number-taken", "number")
        answer = {"outcome": "COMPLAINT_OUTCOME_REJECTED", "answer": "Điểm đúng với các phiếu",
                  "answerNumber": "02/TL-Ví dụ", "answeredOn": str(self.province.today())}
        self.refuse("secretary", "POST", self.path(f"/complaints/{NO_COMPLAINT}/answer"), answer, 404, "complaint-unknown")
        self.office("secretary").post("/api/v1" + self.path(f"/complaints/{taken}/answer"), answer)
        self.refuse("secretary", "POST", self.path(f"/complaints/{taken}/answer"), {**answer, "answer": "Khác"}, 409,
                    "complaint-answered")

    def certificates(self):
        product = next(p for p in self.province.plan["products"] if p["key"] == CHAIR_CONFLICT_KEY)
        certificate = wait_for("the certificate", lambda: certificates.certificate_of(self.province, product))
        path = f"/certificates/{certificate['code']}/revoke"
        revoke = {"groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Mẫu vượt ngưỡng",
                  "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())}
        self.refuse("chairman", "POST", path, revoke, 422, "paper-missing", "paperId")
        revoke["paperId"] = certificates.keep_paper(
            self.province, "ocop-agency", PROVINCE_CODE, "conclusion", "01/KL-Ví dụ", "Kết luận kiểm tra")
        certificates.wait_for_paper(self.province, path, revoke)
        self.refuse("chairman", "POST", path, {**revoke, "groundCode": "z"}, 422, "ground-unknown", "groundCode")
        self.refuse("chairman", "POST", path, {**revoke, "conclusionNumber": ""}, 422, "conclusion-missing", "conclusionNumber")
        self.refuse("chairman", "POST", path, {**revoke, "reason": ""}, 422, "reason-missing", "reason")
        self.refuse("ministry", "POST", path, revoke, 422, "level-not-competent")
        self.office("chairman").post("/api/v1" + path, revoke)
        self.refuse("chairman", "POST", path, revoke, 409, "certificate-revoked")

    def another_round(self):
        """A decision has its number for itself."""
        entry, province = self.other_entry, self.province
        planned = self.planned(entry)
        ids = rounds.open_round(province, entry, planned["round_id"], dates.parse_day(planned["held_on"]))
        rounds.score_dossier(province, entry, planned["round_id"], self.expectation(OTHER_ROUNDS_KEY), ids)
        path = f"/rounds/{planned['round_id']}"
        self.office("secretary").post(f"/api/v1{path}/close", {})
        self.office("chair").post(f"/api/v1{path}/report", {"reportNumber": "BC-Ví dụ 2"})
        self.refuse("chairman", "POST", f"{path}/approve",
                    {"decisionNumber": DECISION_NUMBER, "decidedOn": str(province.today())}, 409, "decision-number-taken")


if __name__ == "__main__":
    unittest.main()
