"""What nobody learns of a re-rating: the opinion of another before the close, and a dossier from which a conflict keeps
him. Everything that can be asked, asked of everybody, as sealing_test.py and conflict_test.py do for rounds that meet.
"""
import json
import re
import unittest

import sealing_test
from province.context import PROVINCE_CODE
from rerating import ReRatingFlow, renewal
from surface import Surface, known_to_all

SEALED, OTHER, HIDDEN = "A", "B", "C"
LATE, LINKED = "member-2", "member-3"
REASON = "Nghi ngờ nguồn gốc dong riềng, khác lần trước"
VIEWERS = ("member-1", "chair", "secretary", LINKED, "ocop-agency", "adviser-1", "auditor", "chairman", "ministry",
           "con-minh", "inspector", "vi-du-a")
# Names stand in the register whatever a round does, and in the feed of certificates; a dossier's id does not.
REGISTER = ("/api/v1/producers", "/api/v1/products", "/api/v1/product-numbers", "/api/v1/merge", "/api/v1/held-certificates",
            "/api/v1/marks", "/api/v1/survey-entries", "/api/v1/ideas", "/api/v1/accounts", "/api/v1/exports/pro",
            "/api/v1/exports/national", "/api/v1/certificates", "/api/v1/decisions", "/api/v1/listings",
            "/api/v1/figures", "/api/v1/events")


class ReRatingWalkTest(ReRatingFlow):
    renewals = (renewal(SEALED, "4", 84), renewal(OTHER, "4", 84), renewal(HIDDEN, "4", 84))

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.round = cls.round_of("walked")
        agency = cls.province.office("ocop-agency")
        agency.post(f"/api/v1/rounds/{cls.round}/producer-links", {
            "memberId": cls.ids[LINKED], "producerId": cls.province.journal[f"producer/{HIDDEN}"]["id"], "reason": "Góp vốn"})
        cls.round_of("walked", SEALED, OTHER, HIDDEN)
        agency.post(f"/api/v1/rounds/{cls.round}/conflicts", {
            "dossierId": cls.dossier(HIDDEN), "memberId": cls.ids["chair"], "reason": "Họ hàng",
            "actingChairId": cls.ids["member-1"]})

    # --- words of this test

    def client(self, name):
        if name == "":
            return self.province.anybody()
        return self.province.operator() if name == "operator" else self.province.office(name)

    def product(self, key):
        return next(product for product in self.renewals if product["key"] == key)

    def surface(self, key):
        registered, dossier = self.registered[self.product(key)["name"]], self.dossier(key)
        values = {
            "account_id": [self.ids[LATE]], "area_id": ["area_x"], "complaint_id": ["complaint_x"], "code": ["26-2026", "19"],
            "set_no": [self.product(key)["set_no"]], "number": [self.old_certificates[self.product(key)["name"]]],
            "dossier_id": [dossier], "evidence_id": ["evidence_x"], "idea_id": ["idea_x"], "inspection_id": ["inspection_x"],
            "listing_id": [registered["productId"]], "member_id": [self.ids[LATE], self.ids["chair"]], "name": ["base.css"],
            "paper_id": ["paper_x"], "plan_id": ["plan_x"], "producer_id": [registered["producerId"]],
            "product_id": [registered["productId"]], "record_id": ["record_x"], "round_id": [self.round],
            "point_of_sale_id": ["shop_x"], "fair_id": ["fair_x"], "participant_id": ["participant_x"], "export_id": ["export_x"], "batch_id": ["batch_x"], "offer_id": ["offer_x"], "enquiry_id": ["enquiry_x"], "run_id": ["run_x"], "serial": ["khong-co"],
            "submission_no": ["1"], "subscription_id": ["subscription_x"], "year": [str(self.province.today().year)], "upload_id": ["upload_x"],
            "sha256": ["0" * 64], "decision_id": ["decision_x"], "recipient_id": ["19"], "move_no": ["1"],
            "receipt": ["0000000000"], "report_id": ["report_x"], "photo_id": ["photo_x"], "province_code": ["19"],
            "limit": ["200"], "producerId": [registered["producerId"]], "productId": [registered["productId"]],
            "roundId": [self.round], "dossierId": [dossier], "provinceCode": [PROVINCE_CODE], "pass": ["1"],
            "q": [self.product(key)["name"]], "office": ["OFFICE_PROVINCE"], "rulebookCode": ["26-2026"],
            "filedOn": ["2026-10-01"],
        }
        bodies = {
            "/api/v1/labels": [{"labels": ["0000000000"]}],
            "/api/v1/verify": [{"numbers": ["0000000000"]}],
            "/api/v1/score": [{"rulebook": "26-2026", "set": self.product(key)["set_no"], "choices": {}}],
            "/api/v1/imports/preview": [{}],
            "/api/v1/rounds/{round_id}/offline-form/preview": [
                {"memberId": self.ids["chair"], "sheets": [{"dossierId": dossier, "pass": 1}]}],
        }
        return Surface(self.client("").send("GET", "/openapi.json").body, values, bodies)

    def walk(self):
        self.wait_caught_up()
        surface = self.surface(SEALED)
        return {viewer: surface.ask(self.client(viewer)) for viewer in (*VIEWERS, "operator", "")}

    def attempts(self, key, keepers=()):
        """What changes nothing because it is refused: answers that could tell something."""
        tried = {}
        sheet = {"choices": self.sheet.choose(84, 4)}
        for viewer in ("member-1", "chair", "secretary", "ocop-agency"):
            for method, path, body in (
                ("POST", self.of(key, "/opinions"), {"agrees": False, "reason": "Khác"}),
                ("PUT", self.of(key, "/agency-report"), {**sheet, "summary": "Khác"}),
                ("POST", f"/sheets/{self.dossier(key)}/{self.ids.get(viewer, 'account_x')}/submit", sheet),
                ("POST", "/rescore", {"dossierId": self.dossier(key), "reason": "Khác"}),
                ("POST", "/close", {}),
            ):
                tried[viewer, method, path] = self.tried(viewer, method, path, body)
        for viewer in keepers:
            for path, body in (("/close", {}), ("/meeting", {"reason": "Khác"})):
                tried[viewer, path] = self.tried(viewer, "POST", self.of(key, path), body)
        return {tuple(part.replace(self.dossier(key), "DOSSIER") for part in request): answer
                for request, answer in tried.items()}

    def tried(self, viewer, method, path, body):
        answer = self.client(viewer).send(method, f"/api/v1/rounds/{self.round}{path}", body)
        self.assertGreaterEqual(answer.status, 400, (viewer, path))
        text = sealing_test.without_moments(answer.content.decode())
        return answer.status, re.sub(r"dossier_[0-9A-Z]{26}", "DOSSIER", text)

    # --- the stages

    def test_nobody_learns_an_opinion_before_the_close_or_a_dossier_he_has_a_conflict_in(self):
        for key in (SEALED, OTHER, HIDDEN):
            self.report(self.round, key, 84)
        self.assert_hidden("planned")
        self.start(self.round)
        self.too_few_opinions_tell_nothing()
        self.an_opinion_moves_nothing_but_its_count()
        self.a_conflict_hides_it_to_the_end()
        self.assert_invariants_hold()

    def too_few_opinions_tell_nothing(self):
        """Before there is a quorum, no refusal tells one who agrees from one who does not."""
        keepers = ("chair", "secretary", "ocop-agency")
        for key, agrees in ((SEALED, True), (OTHER, False)):
            for name in ("chair", "member-1"):
                self.opine(name, self.round, key)
            self.opine("member-4", self.round, key, agrees, "" if agrees else REASON)
        self.assertEqual(self.attempts(SEALED, keepers), self.attempts(OTHER, keepers))

    def an_opinion_moves_nothing_but_its_count(self):
        for name in ("member-3", "member-5", "member-6"):
            self.opine(name, self.round, SEALED)
        start = {path.name: len(path.read_text(errors="replace")) for path in self.stack.logs.glob("*.log")}
        before, refused_before = self.walk(), self.attempts(SEALED)
        self.opine(LATE, self.round, SEALED, False, REASON)
        after, refused_after = self.walk(), self.attempts(SEALED)
        self.assertEqual(refused_before, refused_after)
        self.assert_moved(before, after, {"opinionsGiven"})
        # All are in now: that they differ is why the council meets; by whom, it does not hear.
        self.assertEqual(json.loads(self.tried("chair", "POST", self.of(SEALED, "/close"), {})[1])["errors"][0]["rule"],
                         "meeting-needed")
        self.post("secretary", self.round, self.of(SEALED, "/meeting"), {"reason": "Ý kiến khác nhau"})
        met = self.walk()
        told = {source: self.stack.ocop("events", "--source", source).stdout for source in self.heads()}
        logged = {path.name: path.read_text(errors="replace")[start.get(path.name, 0):]
                  for path in self.stack.logs.glob("*.log")}
        said = [text for answers in (before, after, met) for seen in answers.values() for _, text in seen.values()]
        said += [text for _, text in refused_after.values()] + [*told.values(), *logged.values()]
        for text in said:
            self.assertNotIn(REASON, text)
        self.assert_only_commitments_are_told(told["scoring_tn1"])
        self.assert_logs_are_silent(logged)
        self.opened_at_the_close(said)

    def assert_moved(self, before, after, known):
        """Only these fields have moved, each by one; and they have."""
        moved = set()
        for viewer, seen in after.items():
            for request, (status, text) in seen.items():
                self.assertEqual(before[viewer][request][0], status, (viewer, request))
                pair = sealing_test.without_moments(before[viewer][request][1]), sealing_test.without_moments(text)
                for path, was, is_now in sealing_test.differences(*pair):
                    name = path.rsplit(".", 1)[-1]
                    if name in known and is_now == (was or 0) + 1:
                        moved.add(name)
                    elif not sealing_test.SealingTest.is_own_business(viewer, request[1]):
                        self.fail(f"{viewer} learns {path}: {was} -> {is_now} at {request}")
        self.assertEqual(moved, known)

    def assert_only_commitments_are_told(self, told):
        events = [json.loads(line) for line in told.splitlines()]
        for kind, words in (("OpinionGiven", ["commitment", "dossierId", "memberId", "pass", "roundId"]),
                            ("AgencyReportFiled", ["commitment", "dossierId", "pass", "roundId"])):
            bodies = [next(value for value in event.values() if isinstance(value, dict) and "commitment" in value)
                      for event in events if event["type"].endswith(f".{kind}")]
            self.assertTrue(bodies)
            for body in bodies:
                self.assertEqual(sorted(body), words)

    def assert_logs_are_silent(self, logged):
        self.assertTrue(any("GiveOpinion" in text for text in logged.values()), "the logs are those of this time")
        for name, text in logged.items():
            for line in text.splitlines():
                keys = set(re.findall(r"\b(\w+)=", line))
                self.assertFalse(keys & {"agrees", "opinion", "reason", "nonce", "total", "choices", "summary"}, (name, line))

    def opened_at_the_close(self, said):
        self.score(self.round, SEALED, (80, 81, 82, 83, 84, 85, 86), 4)
        self.assertEqual(len(self.re_rating("member-1", self.round, SEALED)["opinions"]), 1)
        self.post("secretary", self.round, self.of(SEALED, "/close"))
        shown = self.re_rating("member-1", self.round, SEALED)
        [late] = [one for one in shown["opinions"] if one["memberId"] == self.ids[LATE]]
        self.assertEqual(late["reason"], REASON)
        for text in said:
            for nonce in (late["nonce"], shown["nonce"]):
                self.assertNotIn(nonce.lower(), text.lower())

    # --- conflicts

    def assert_hidden(self, state):
        """Neither the dossier nor, beside the register and what anybody may read, its names."""
        self.wait_caught_up()
        surface, product = self.surface(HIDDEN), self.product(HIDDEN)
        public = surface.ask(self.client(""))
        for office in (LINKED, "chair"):
            seen = surface.ask(self.client(office))
            self.assertGreater(sum(1 for status, _ in seen.values() if status == 200), 20, "the walk is let in nowhere")
            for request, (status, text) in seen.items():
                words = [self.dossier(HIDDEN)]
                if not request[1].startswith(REGISTER):
                    words += [product["name"], product["producer"]]
                for word in words:
                    if word in text and word not in known_to_all(public, request):
                        self.fail(f"{state}: {office} meets {word} at {request}: {status} {text[:2000]}")
            shown = self.client(office).get(f"/api/v1/rounds/{self.round}")
            self.assertEqual(shown["dossiers"], 2)
        # The walk finds what it looks for where nothing hides it.
        self.assertIn(self.dossier(HIDDEN), "".join(text for _, text in surface.ask(self.client("member-4")).values()))

    def a_conflict_hides_it_to_the_end(self):
        for method, path, body in (
            ("POST", "/opinions", {"agrees": True}), ("GET", "/re-rating", None), ("POST", "/close", {}),
            ("POST", "/meeting", {"reason": "Thử"}),
        ):
            with self.subTest(path=path):
                self.assert_refused(
                    lambda: self.client("chair").send(method, f"/api/v1/rounds/{self.round}{self.of(HIDDEN, path)}", body),
                    403, "member-has-conflict")
        for name in ("member-1", "member-2", "member-4", "member-5", "member-6"):
            self.opine(name, self.round, HIDDEN)
        self.assertEqual(self.re_rating("member-1", self.round, HIDDEN)["opinionsDue"], 5)
        self.assert_hidden("scoring")
        self.post("secretary", self.round, self.of(HIDDEN, "/close"))
        for name in ("member-2", "member-5", "member-6"):
            self.opine(name, self.round, OTHER)
        self.post("secretary", self.round, self.of(OTHER, "/meeting"), {"reason": "Ý kiến khác nhau"})
        self.score(self.round, OTHER, (80, 80, 80, 80, 80, 80, 80), 4)
        self.post("secretary", self.round, self.of(OTHER, "/close"))
        self.post("secretary", self.round, "/close")
        self.post("chair", self.round, "/report", {"reportNumber": "BC-Ví dụ"})
        self.post("chairman", self.round, "/approve",
                  {"decisionNumber": "0005/QĐ-UBND", "decidedOn": str(self.province.today())})
        self.assert_hidden("decided")
        self.post("ocop-agency", self.round, "/publish")
        results = self.client("chair").get(f"/api/v1/rounds/{self.round}/results")["results"]
        self.assertIn((self.dossier(HIDDEN), 5), [(one["dossierId"], one.get("agreeingOpinions", 0)) for one in results])


if __name__ == "__main__":
    unittest.main()
