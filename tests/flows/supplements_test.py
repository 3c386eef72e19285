"""Papers that a council asks for while it scores: the dossier does not close before they are there or
their day is over, members see the new version at its criterion, and score it again where they must."""
import unittest

from flow import Flow, wait_for
from province import dates, dossiers, job, papers, rounds

KEY = "bun"


class SupplementsTest(Flow):
    """One product of the province, whose council has begun to score."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("second")
        province.plan["products"] = [one for one in province.plan["products"] if one["key"] == KEY]
        job.begin(province)
        cls.add_offices()
        [cls.entry], [cls.product] = province.plan["rounds"], province.plan["products"]
        cls.plan_rounds()
        cls.prepare_rounds()
        cls.ids = cls.open_round(cls.entry)
        cls.round = cls.planned(cls.entry)["round_id"]
        cls.dossier = province.journal[f"dossier/{KEY}"]["id"]
        [cls.expectation] = cls.expectations(cls.entry)
        cls.secretary, cls.member = province.office("secretary"), province.office("member-1")
        cls.producer = province.office(cls.product["sign_in_name"])

    # --- words of this test

    def in_round(self, rest):
        return f"/api/v1/rounds/{self.round}/dossiers/{self.dossier}{rest}"

    def of_dossier(self, rest=""):
        return f"/api/v1/dossiers/{self.dossier}{rest}"

    def scored(self):
        """The dossier as a member's list of the round has it."""
        [one] = self.province.get(self.member, f"/rounds/{self.round}/dossiers")["dossiers"]
        return one

    def ask(self, deadline):
        self.secretary.post(self.of_dossier("/supplements"), {
            "reason": "Phiếu kiểm nghiệm đã cũ", "deadline": str(deadline),
            "items": [{"code": self.criterion, "text": "Phiếu kiểm nghiệm còn hạn"}]})
        wait_for("the round has heard of it", lambda: self.scored().get("supplementOpen"))

    def submit(self, *names):
        total = self.expectation.passes[-1][self.expectation.scoring[0]]
        for name in names:
            self.province.office(name).post(
                f"/api/v1/rounds/{self.round}/sheets/{self.dossier}/{self.ids[name]}/submit",
                {"choices": self.expectation.choices(total)})

    def close_is_refused(self):
        for office in (self.secretary, self.province.office("chair")):
            problem = self.assert_refused(
                lambda office=office: office.send("POST", self.in_round("/close"), {}), 409, "supplement-awaited")
        self.assertEqual(problem["type"], "/problems/supplement-awaited")
        self.assertIn(self.scored()["supplementDueOn"], problem["errors"][0]["detail"])

    def evidence_of_criterion(self, client):
        """Name and version of what a client sees beside the criterion."""
        shown = self.province.get(client, f"/dossiers/{self.dossier}")["evidence"]
        return {one["name"]: one.get("fromSubmission", 0) for one in shown if self.criterion in one["criterionCodes"]}

    # --- the stages

    def test_a_council_asks_for_more(self):
        sheet = self.province.rulebook.sheet(self.product["set_no"])
        type(self).kind, codes = next((kind, codes) for kind, codes in sheet.evidence_types().items() if kind == "EV_TEST")
        type(self).criterion = codes[0]
        self.nothing_is_awaited()
        self.a_supplement_is_awaited()
        self.it_is_given()
        self.members_score_again()
        self.one_that_never_comes()
        self.assert_invariants_hold()

    def nothing_is_awaited(self):
        self.assertFalse(self.scored().get("supplementOpen", False))
        self.assertEqual(set(self.evidence_of_criterion(self.member).values()), {1})
        self.submit(*self.expectation.scoring[:2])

    def a_supplement_is_awaited(self):
        self.before = self.evidence_of_criterion(self.member)
        deadline = dates.days_later(self.province.today(), 3)
        self.ask(deadline)
        self.assertGreaterEqual(self.scored()["supplementDueOn"], str(deadline))
        self.close_is_refused()
        # What the producer is typing is nobody else's yet.
        content = papers.pdf("a new test")
        upload = dossiers.upload(self.province, self.producer, "upload/new-test", "phieu-moi.pdf", content)
        self.new = self.producer.post(self.of_dossier("/evidence"), {
            "evidenceType": self.kind, "criterionCodes": [self.criterion], "name": "phieu-moi.pdf", "uploadId": upload})["id"]
        self.assertEqual(self.evidence_of_criterion(self.producer), {**self.before, "phieu-moi.pdf": 0})
        self.assertEqual(self.evidence_of_criterion(self.member), self.before)
        self.close_is_refused()

    def it_is_given(self):
        self.producer.post(self.of_dossier("/supplements/answer"), {"note": "Phiếu mới"})
        wait_for("the round has it", lambda: not self.scored().get("supplementOpen", False))
        scored = self.scored()
        self.assertEqual((scored["submissionNo"], scored["sheetsSealed"], scored["sheetsBeforeSupplement"]), (2, 2, 2))
        self.assertEqual(scored.get("supplementDueOn", ""), "")
        # Beside the criterion, with the version it came with.
        self.assertEqual(self.evidence_of_criterion(self.member), {**self.before, "phieu-moi.pdf": 2})
        read = self.member.raw("GET", self.of_dossier(f"/evidence/{self.new}"))
        self.assertEqual((read.status, read.content), (200, papers.pdf("a new test")))
        self.assert_refused(lambda: self.secretary.send("POST", self.in_round("/close"), {}), 422, "quorum-missed")

    def members_score_again(self):
        path, again = f"/api/v1/rounds/{self.round}/rescore", {"dossierId": self.dossier, "reason": "Hồ sơ được bổ sung"}
        self.secretary.post(path, again)
        scored = self.scored()
        self.assertEqual((scored["pass"], scored.get("sheetsSealed", 0), scored.get("sheetsBeforeSupplement", 0)), (2, 0, 0))
        self.submit(*self.expectation.scoring)
        self.assert_refused(lambda: self.secretary.send("POST", path, again), 409, "second-pass-not-needed")

    def one_that_never_comes(self):
        self.ask(dates.days_later(self.province.today(), 1))
        last_day = dates.parse_day(self.scored()["supplementDueOn"])
        self.province.move_clock_to("clock/last-day", last_day)
        self.close_is_refused()
        self.province.move_clock_to("clock/over", dates.days_later(last_day, 1))
        self.secretary.post(self.in_round("/close"), {})
        self.assertTrue(self.scored()["closed"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
