"""Re-ratings outside the calendar, from the producer who files to the certificate that is renewed.

Three products of the old register. One goes up: agency and council agree in writing. One goes down: opinions differ,
the council meets and scores. One stays, too late: its matter is complex, and the 45 days of the province are over.
"""
import unittest

from flow import wait_for
from province import certificates, dates, dossiers
from province.rulebook import Rulebook
from rerating import ReRatingFlow, renewal
from surface import readable

UP, DOWN, SAME, FIRST = "A", "B", "C", "mang"
REASON = "Bao bì đã đổi, chưa có minh chứng"


class ReRatingTest(ReRatingFlow):
    renewals = (renewal(UP, "3", 84), renewal(DOWN, "4", 84), renewal(SAME, "4", 84))

    @classmethod
    def other_products(cls, planned):
        return [product for product in planned if product["key"] == FIRST]

    def refuse(self, office, method, path, body, status, rule, field=None):
        client = self.province.office(office) if office else self.province.anybody()
        with self.subTest(rule=rule, path=path):
            self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)

    def refuse_in(self, round_id, office, method, path, body, status, rule, field=None):
        self.refuse(office, method, f"/rounds/{round_id}{path}", body, status, rule, field)

    # --- the way

    def test_re_ratings_from_the_producer_to_the_renewed_certificate(self):
        self.planning_is_refused_for()
        self.in_time, self.late = self.round_of("in-time", UP, DOWN), self.round_of("late", SAME)
        self.admitted_on = self.province.today()
        self.a_first_dossier_does_not_come_in()
        self.it_is_due_after_the_days_of_the_book()
        self.the_agency_reports()
        self.written_opinions_agree()
        self.opinions_differ_and_the_council_meets()
        self.what_is_not_done_in_other_rounds()
        self.minutes_have_both()
        decided_on = self.decide(self.in_time, "0003/QĐ-UBND")
        self.results_are_recomputed(self.in_time, 2)
        self.certificate_is_renewed(UP, 4, "84.00", decided_on, "RENEWAL_UP")
        self.certificate_is_renewed(DOWN, 3, "62.00", decided_on, "RENEWAL_DOWN")
        self.a_complex_matter_is_late()
        self.all_of_it_was_told()
        self.assert_invariants_hold()

    def planning_is_refused_for(self):
        day = str(dates.days_later(self.province.today(), 30))
        for changes, rule, field in (
            ({"heldOn": day}, "field-invalid", "heldOn"),
            ({"proposalsBefore": day}, "field-invalid", "proposalsBefore"),
            ({"kind": "ROUND_KIND_MEETING"}, "date-invalid", "heldOn"),
        ):
            self.refuse("ocop-agency", "POST", "/rounds", self.plan_body(**changes), 400, rule, field)

    def a_first_dossier_does_not_come_in(self):
        [product] = [p for p in self.province.plan["products"] if p["key"] == FIRST]
        dossiers.register(self.province, product)
        dossiers.fill(self.province, product)
        dossiers.screen_and_propose(self.province, product)
        dossiers.record_samples(self.province, product, "province", self.province.office("ocop-agency"))
        self.refuse("ocop-agency", "POST", f"/dossiers/{self.dossier(FIRST)}/admit", {"roundId": self.late}, 409,
                    "round-kind", "roundId")

    def it_is_due_after_the_days_of_the_book(self):
        days = Rulebook(self.province.rulebook.folder).data["re_rating"]["decide_within_days"]
        self.due_on = dates.days_later(self.admitted_on, days)
        shown = self.listed(self.in_time, UP)
        self.assertEqual((shown["dueOn"], shown.get("overdue", False)), (str(self.due_on), False))
        self.assertEqual(self.re_rating("secretary", self.in_time, UP)["dueOn"], str(self.due_on))

    def the_agency_reports(self):
        """A complete sheet; the council sees it once documents are out."""
        path = self.of(UP, "/agency-report")
        whole = {"choices": self.sheet.choose(84, 4), "summary": "Hồ sơ đủ, đề xuất 84 điểm"}
        for office, body, status, rule, field in (
            ("ocop-agency", {**whole, "choices": {}}, 422, "criterion-missing", f"choices[{self.sheet.criteria[0]['code']}]"),
            ("ocop-agency", {**whole, "choices": {**whole["choices"], "99.9": 1}}, 422, "criterion-unknown", "choices[99.9]"),
            ("ocop-agency", {**whole, "choices": {**whole["choices"], self.sheet.criteria[0]["code"]: 99}}, 422,
             "option-unknown", f"choices[{self.sheet.criteria[0]['code']}]"),
            ("ocop-agency", {**whole, "summary": ""}, 400, "field-missing", "summary"),
            ("ocop-agency", {**whole, "summary": "a" * 2001}, 400, "field-too-long", "summary"),
            ("secretary", whole, 403, "role-missing", None),
            ("chair", whole, 403, "role-missing", None),
        ):
            self.refuse_in(self.in_time, office, "PUT", path, body, status, rule, field)
        self.report(self.in_time, UP, 80)
        self.report(self.in_time, UP, 84, siteChecked=True)  # again, in its place
        shown = self.re_rating("ocop-agency", self.in_time, UP)
        self.assertEqual((shown["total"], shown["siteChecked"], shown["reported"]), (84, True, True))
        self.assertEqual(shown["choices"], self.sheet.choose(84, 4))
        self.assertFalse(self.re_rating("member-1", self.in_time, UP).get("reported", False))
        self.refuse_in(self.in_time, "member-1", "POST", self.of(UP, "/opinions"), {"agrees": True}, 409, "round-state")
        self.start(self.in_time)
        self.assertEqual(self.re_rating("member-1", self.in_time, UP)["total"], 84)
        self.refuse_in(self.in_time, "producer-6", "GET", self.of(UP, "/re-rating"), None, 403, "role-missing")
        self.refuse_in(self.in_time, "member-8", "GET", self.of(UP, "/re-rating"), None, 403, "scope-missing")
        self.refuse_in(self.in_time, "", "GET", self.of(UP, "/re-rating"), None, 401, "token-missing")

    def written_opinions_agree(self):
        close, opinions, meeting = self.of(UP, "/close"), self.of(UP, "/opinions"), self.of(UP, "/meeting")
        self.refuse_in(self.in_time, "member-1", "POST", opinions, {"agrees": False}, 422, "reason-missing", "reason")
        self.refuse_in(self.in_time, "member-1", "POST", opinions, {"agrees": True, "reason": "a" * 2001}, 400,
                       "field-too-long", "reason")
        self.refuse_in(self.in_time, "secretary", "POST", opinions, {"agrees": True}, 403, "member-does-not-score")
        self.refuse_in(self.in_time, "member-8", "POST", opinions, {"agrees": True}, 422, "council-member-unknown")
        self.refuse_in(self.in_time, "chair", "POST", close, {}, 422, "chair-sheet-missing")
        for name in self.scorers()[:-2]:
            self.opine(name, self.in_time, UP)
        self.refuse_in(self.in_time, "chair", "POST", opinions, {"agrees": False, "reason": REASON}, 409, "sheet-sealed")
        self.refuse_in(self.in_time, "ocop-agency", "PUT", self.of(UP, "/agency-report"),
                       {"choices": self.sheet.choose(70, 4), "summary": "Khác"}, 409, "sheet-sealed")
        self.refuse_in(self.in_time, "chair", "POST", close, {}, 422, "quorum-missed")
        self.refuse_in(self.in_time, "chair", "POST", meeting, {"reason": "Thử"}, 409, "meeting-not-needed")
        self.refuse_in(self.in_time, "chair", "POST", f"/sheets/{self.dossier(UP)}/{self.ids['chair']}/submit",
                       {"choices": self.sheet.choose(84, 4)}, 409, "meeting-not-needed")
        self.opine(self.scorers()[-2], self.in_time, UP)  # six of seven are a quorum
        self.assertEqual(self.listed(self.in_time, UP)["opinionsGiven"], 6)
        self.refuse_in(self.in_time, "chair", "POST", meeting, {"reason": "Thử"}, 409, "meeting-not-needed")
        self.post("chair", self.in_time, close)
        shown = self.re_rating("member-1", self.in_time, UP)
        self.assertEqual([one["agrees"] for one in shown["opinions"]], [True] * 6)
        self.assertTrue(all(len(one["nonce"]) == 64 for one in shown["opinions"]))

    def opinions_differ_and_the_council_meets(self):
        close, meeting = self.of(DOWN, "/close"), self.of(DOWN, "/meeting")
        self.refuse_in(self.in_time, "chair", "POST", close, {}, 409, "agency-report-missing")
        self.refuse_in(self.in_time, "member-1", "POST", self.of(DOWN, "/opinions"), {"agrees": True}, 409, "agency-report-missing")
        self.refuse_in(self.in_time, "chair", "POST", meeting, {"reason": "Thử"}, 409, "agency-report-missing")
        self.report(self.in_time, DOWN, 84)
        for name in self.scorers():
            self.opine(name, self.in_time, DOWN, name != "member-2", REASON if name == "member-2" else "")
        self.refuse_in(self.in_time, "chair", "POST", close, {}, 409, "meeting-needed")
        self.refuse_in(self.in_time, "chair", "POST", meeting, {"reason": ""}, 422, "reason-missing", "reason")
        self.refuse_in(self.in_time, "member-1", "POST", meeting, {"reason": REASON}, 403, "scope-missing")
        self.post("secretary", self.in_time, meeting, {"reason": "Ý kiến khác nhau về bao bì"})
        self.refuse_in(self.in_time, "chair", "POST", meeting, {"reason": "Lần nữa"}, 409, "meeting-not-needed")
        shown = self.re_rating("chair", self.in_time, DOWN)
        self.assertEqual(len(shown["opinions"]), 1)  # his own: the others stay sealed while members score
        self.score(self.in_time, DOWN, (50, 62, 62, 62, 62, 62, 74), 3)
        self.refuse_in(self.in_time, "chair", "POST", close, {}, 409, "second-pass-needed")
        self.post("secretary", self.in_time, "/rescore", {"dossierId": self.dossier(DOWN), "reason": "Chênh lệch"})
        self.score(self.in_time, DOWN, (57, 62, 62, 62, 62, 62, 67), 3)  # exactly ten points apart
        self.refuse_in(self.in_time, "member-1", "POST", self.of(DOWN, "/opinions"), {"agrees": True}, 409, "meeting-needed")
        self.post("chair", self.in_time, close)
        first = self.province.office("auditor").get(
            f"/api/v1/rounds/{self.in_time}{self.of(DOWN, '/re-rating')}?pass=1")
        self.assertEqual([one.get("reason") for one in first["opinions"] if not one.get("agrees")], [REASON])

    def what_is_not_done_in_other_rounds(self):
        """A council that meets gets neither a report of the agency nor a question in writing."""
        held_on, agency = dates.days_later(self.province.today(), 30), self.province.office("ocop-agency")
        other = agency.post("/api/v1/rounds", self.plan_body(
            kind="ROUND_KIND_MEETING", heldOn=str(held_on), proposalsBefore=str(dates.days_later(held_on, -20))))["id"]
        self.wait_caught_up()
        agency.post(f"/api/v1/dossiers/{self.dossier(FIRST)}/admit", {"roundId": other})
        wait_for("the round has taken it in", lambda: agency.get(f"/api/v1/rounds/{other}").get("dossiers"))
        self.refuse_in(other, "ocop-agency", "PUT", self.of(FIRST, "/agency-report"),
                       {"choices": {"1.1": 1}, "summary": "Đủ"}, 409, "round-kind")
        self.refuse_in(other, "secretary", "GET", self.of(FIRST, "/re-rating"), None, 409, "round-kind")

    def minutes_have_both(self):
        answer = self.province.office("secretary").raw("GET", f"/api/v1/rounds/{self.in_time}/minutes.pdf")
        words = " ".join(readable(answer)[1].split())
        for said in ("Lấy ý kiến hội đồng về phân hạng lại", "Báo cáo của cơ quan tham mưu OCOP", "tổng 84 điểm",
                     "Không đồng ý", "Hội đồng họp", "Ý kiến khác nhau về bao bì", "Lần chấm 2", "434/7 = 62,00"):
            self.assertIn(said, words)

    def results_are_recomputed(self, round_id, count):
        answer = self.province.office("auditor").get(f"/api/v1/rounds/{round_id}/recompute")
        self.assertEqual((answer["results"], answer.get("differingDossierIds", [])), (count, []))

    def certificate_is_renewed(self, key, stars, points, decided_on, kind):
        """From the day of the decision to the same day 36 months on; the old one ends the same moment."""
        [product] = [p for p in self.renewals if p["key"] == key]
        anybody = self.province.anybody()

        def renewed():
            found = anybody.get(f"/api/v1/certificates?productId={self.registered[product['name']]['productId']}")
            return next((one for one in found["certificates"] if not one.get("legacy")), None)

        new = wait_for(f"{key} has its new certificate", renewed)
        self.assertEqual((new["state"], new["star"], new["pointsText"]), ("CERTIFICATE_STATE_VALID", stars, points))
        self.assertEqual((new["validFrom"], new["validUntil"]), (str(decided_on), str(dates.add_months(decided_on, 36))))
        old = anybody.get(f"/api/v1/certificates/{self.old_certificates[product['name']]}")
        self.assertEqual((old["state"], old["replacedByCode"]), ("CERTIFICATE_STATE_REPLACED", new["code"]))
        told = next(event for event in self.events("certification") if event["thingId"] == old["code"]
                    and event["type"].endswith(".CertificateReplaced"))
        self.assertEqual(told["body"]["kind"], f"REPLACEMENT_KIND_{kind}")
        certificates.badge_is(self.province, product, "VALID", stars)
        state = wait_for("the dossier has ended", lambda: self.ended(product))
        self.assertEqual(state, "DOSSIER_STATE_RECOGNISED")

    def ended(self, product):
        shown = self.province.office(product["sign_in_name"]).get(f"/api/v1/dossiers/{self.dossier(product['key'])}")
        return shown["state"] if shown["state"] != "DOSSIER_STATE_ADMITTED" else None

    def a_complex_matter_is_late(self):
        """The council meets whatever the opinions are; the day after the last one it is overdue, once."""
        close = self.of(SAME, "/close")
        self.report(self.late, SAME, 84, complex=True)
        self.start(self.late)
        for name in self.scorers():
            self.opine(name, self.late, SAME)
        self.refuse_in(self.late, "chair", "POST", close, {}, 409, "meeting-needed")
        self.post("chair", self.late, self.of(SAME, "/meeting"), {"reason": "Thay đổi lớn về nguyên liệu"})
        self.refuse_in(self.late, "member-1", "POST", self.of(SAME, "/opinions"), {"agrees": True}, 409, "sheet-sealed")
        self.score(self.late, SAME, (80, 81, 82, 83, 84, 85, 86), 4)
        self.post("chair", self.late, close)
        self.province.move_clock_to("clock/last-day", self.due_on)
        self.assertFalse(self.listed(self.late, SAME).get("overdue", False))
        self.province.move_clock_to("clock/overdue", dates.days_later(self.due_on, 1))
        self.assertTrue(self.listed(self.late, SAME)["overdue"])
        self.assertTrue(self.re_rating("secretary", self.late, SAME)["overdue"])
        self.assertFalse(self.listed(self.in_time, UP).get("overdue", False))  # decided in time
        wait_for("that it is overdue is told", lambda: self.told("ReRatingOverdue"))
        decided_on = self.decide(self.late, "0004/QĐ-UBND")
        self.results_are_recomputed(self.late, 1)
        self.certificate_is_renewed(SAME, 4, "83.00", decided_on, "RENEWAL")

    def told(self, kind):
        return [event for event in self.events("scoring_tn1") if event["type"].endswith(f".{kind}")]

    def all_of_it_was_told(self):
        [overdue] = self.told("ReRatingOverdue")
        self.assertEqual(overdue["thingId"], self.dossier(SAME))
        self.assertEqual(len(self.told("AgencyReportFiled")), 4)  # one twice
        self.assertEqual(len(self.told("OpinionGiven")), 6 + 7 + 7)
        self.assertEqual([event["thingId"] for event in self.told("MeetingCalled")],
                         [self.dossier(DOWN), self.dossier(SAME)])


if __name__ == "__main__":
    unittest.main()
