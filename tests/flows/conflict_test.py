"""What a conflict keeps from a member, the chair and the secretary: every query of the API, asked as each of them.

One round, in which a member and an adviser are linked to the producer of one dossier before it comes in, the chair
and the secretary have each a conflict in another. They walk everything that can be asked, while the round is planned, while
it is scored and when it is decided on, and meet neither the dossier nor the names of its product and producer.
"""
import unittest

from flow import Flow
from province import dates, dossiers, job, rounds
from province.context import PROVINCE_CODE
from surface import Surface, known_to_all

LINKED_KEY, CHAIR_KEY, SECRETARY_KEY, OPEN_KEY = "che", "nghe", "mat-ong", "mien"
# Who does not meet what.
AWAY = (("member-3", LINKED_KEY), ("chair", CHAIR_KEY), ("secretary", SECRETARY_KEY), ("adviser-1", LINKED_KEY))
# Names stand in the register whatever a round does, and in the feed of certificates, which anybody may look up; a
# dossier's id does not.
REGISTER = ("/api/v1/producers", "/api/v1/products", "/api/v1/product-numbers", "/api/v1/merge", "/api/v1/held-certificates",
            "/api/v1/marks", "/api/v1/survey-entries", "/api/v1/ideas", "/api/v1/accounts", "/api/v1/exports/pro",
            "/api/v1/exports/national", "/api/v1/events")


class ConflictTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        province = cls.province
        kept = (LINKED_KEY, CHAIR_KEY, SECRETARY_KEY, OPEN_KEY)
        province.plan["products"] = [p for p in province.plan["products"] if p["key"] in kept]
        province.plan["rounds"] = [entry for entry in province.plan["rounds"] if entry["key"] == "second"]
        for product in province.plan["products"]:
            product.pop("conflict", None)
        job.begin(province)
        cls.add_offices()
        cls.plan_rounds()
        [cls.entry] = province.plan["rounds"]
        cls.round = cls.planned(cls.entry)["round_id"]
        cls.held_on = dates.parse_day(cls.planned(cls.entry)["held_on"])

    # --- words of this test

    def office(self, name):
        return self.province.office(name)

    def post(self, office, path, body):
        return self.office(office).post(f"/api/v1/rounds/{self.round}{path}", body)

    def product(self, key):
        return next(p for p in self.province.plan["products"] if p["key"] == key)

    def dossier(self, key):
        return self.province.journal[f"dossier/{key}"]["id"]

    def thing(self, kind, key):
        return self.province.journal[f"{kind}/{key}"]["id"]

    def surface(self, key):
        """All that may be asked, with the ids of what one of them must not meet."""
        dossier, product, producer = self.dossier(key), self.thing("product", key), self.thing("producer", key)
        plain = {
            "account_id": [self.ids["member-1"]], "area_id": ["area_x"], "complaint_id": ["complaint_x"],
            "code": ["26-2026", "19"], "set_no": [self.product(key)["set_no"]], "number": ["0000000000"],
            "dossier_id": [dossier],
            "evidence_id": self.evidence(dossier), "idea_id": ["idea_x"], "inspection_id": ["inspection_x"],
            "listing_id": [product], "member_id": [self.ids[name] for name in ("member-1", "chair")],
            "name": ["base.css"], "paper_id": ["paper_x"], "plan_id": ["plan_x"], "producer_id": [producer],
            "product_id": [product], "record_id": ["record_x"], "round_id": [self.round], "submission_no": ["1"],
            "subscription_id": ["subscription_x"],
            "point_of_sale_id": ["shop_x"], "fair_id": ["fair_x"], "participant_id": ["participant_x"], "export_id": ["export_x"], "batch_id": ["batch_x"], "offer_id": ["offer_x"], "enquiry_id": ["enquiry_x"], "run_id": ["run_x"], "serial": ["khong-co"],
            "year": ["2026"], "upload_id": ["upload_x"],
            "sha256": ["0" * 64], "decision_id": ["decision_x"], "recipient_id": ["19"], "move_no": ["1"],
            "receipt": ["0000000000"], "report_id": ["report_x"], "photo_id": ["photo_x"], "province_code": ["19"],
        }
        asked = {
            "limit": ["200"], "producerId": [producer], "productId": [product], "roundId": [self.round],
            "dossierId": [dossier], "provinceCode": [PROVINCE_CODE], "communeCode": [self.product(key)["commune_code"]],
            "unitCode": [self.product(key)["commune_code"]], "pass": ["1"], "q": [self.product(key)["name"]],
            "office": ["OFFICE_PRODUCER", "OFFICE_COMMUNE", "OFFICE_PROVINCE", "OFFICE_CENTRE"],
            "rulebookCode": ["26-2026"], "filedOn": ["2026-10-01"],
        }
        bodies = {
            "/api/v1/labels": [{"labels": ["0000000000"]}],
            "/api/v1/verify": [{"numbers": ["0000000000"]}],
            "/api/v1/score": [{"rulebook": "26-2026", "set": 1, "choices": {}}],
            "/api/v1/imports/preview": [{}],
            "/api/v1/rounds/{round_id}/offline-form/preview": [
                {"memberId": self.ids[name], "sheets": [{"dossierId": dossier}]} for name in ("chair", "member-3")
            ],
        }
        document = self.province.anybody().send("GET", "/openapi.json").body
        return Surface(document, {**plain, **asked}, bodies)

    def evidence(self, dossier):
        shown = self.office("ocop-agency").get(f"/api/v1/dossiers/{dossier}")
        return [evidence["evidenceId"] for evidence in shown.get("evidence", [])[:1]] or ["evidence_x"]

    def assert_unseen(self, office, key):
        """Neither the dossier nor, beside the register and what anybody may read, the names."""
        surface, dossier, product = self.surface(key), self.dossier(key), self.product(key)
        self.wait_caught_up()
        public = surface.ask(self.province.anybody())
        seen = surface.ask(self.office(office))
        self.assertGreater(sum(1 for status, _ in seen.values() if status == 200), 20, "the walk is let in nowhere")
        for request, (status, text) in seen.items():
            path = request[1]
            words = [dossier] if path.startswith(REGISTER) else [dossier, product["name"], product["producer"]]
            for word in words:
                if word in text and word not in known_to_all(public, request):
                    self.fail(f"{office} meets {word} at {request}: {status} {text[:2000]}")
        return seen

    def counts(self, office):
        shown = self.office(office).get(f"/api/v1/rounds/{self.round}")
        return shown.get("dossiers", 0), shown.get("dossiersClosed", 0)

    # --- the stages

    def test_a_conflict_hides_a_dossier_from_its_member_in_every_answer(self):
        self.dossiers_come_in_after_a_link()
        self.refusals()
        self.planned_round()
        self.scored_round()
        self.decided_round()

    def dossiers_come_in_after_a_link(self):
        province = self.province
        for product in province.plan["products"]:
            dossiers.register(province, product)
            dossiers.fill(province, product)
        for product in province.plan["products"]:
            dossiers.screen_and_propose(province, product)
        type(self).ids = rounds.appoint_council(province, self.entry, self.round)
        link = {"memberId": self.ids["member-3"], "producerId": self.thing("producer", LINKED_KEY), "reason": "Góp vốn"}
        self.post("member-3", "/producer-links", link)
        rounds.appoint_advisers(province, self.entry, self.round, self.ids)
        self.post("adviser-1", "/producer-links", {**link, "memberId": self.ids["adviser-1"]})
        province.move_clock_to(
            "clock/admit", dates.days_later(dates.parse_day(self.planned(self.entry)["proposals_before"]), 3)
        )
        for product in province.plan["products"]:
            dossiers.admit(province, product, self.round)
        for key, office, acting in ((CHAIR_KEY, "chair", "member-1"), (SECRETARY_KEY, "secretary", "")):
            self.post("ocop-agency", "/conflicts", {
                "dossierId": self.dossier(key), "memberId": self.ids[office], "reason": "Họ hàng",
                **({"actingChairId": self.ids[acting]} if acting else {})})
        self.all_dossiers = [self.dossier(p["key"]) for p in province.plan["products"]]
        self.post("ocop-agency", "/sittings", {
            "heldOn": str(self.held_on), "startsAt": "08:00", "place": "Hội trường", "dossierIds": self.all_dossiers})

    def refuse(self, office, path, body, status, rule, field=None):
        with self.subTest(rule=rule):
            self.assert_refused(
                lambda: self.office(office).send("POST", f"/api/v1/rounds/{self.round}{path}", body), status, rule, field)

    def refusals(self):
        link = {"memberId": self.ids["member-1"], "producerId": self.thing("producer", OPEN_KEY), "reason": "Góp vốn"}
        chair = {**link, "memberId": self.ids["chair"]}
        for body, status, rule, field in (
            ({**link, "producerId": "Hợp tác xã Ví dụ 1"}, 400, "field-invalid", "producerId"),
            ({**link, "reason": ""}, 422, "reason-missing", "reason"),
            ({**link, "reason": "a" * 2001}, 400, "field-too-long", "reason"),
            ({**link, "memberId": self.ids["auditor"]}, 422, "council-member-unknown", "memberId"),
            (chair, 422, "acting-chair-missing", "actingChairId"),
            ({**chair, "actingChairId": self.ids["secretary"]}, 422, "acting-chair-missing", "actingChairId"),
        ):
            self.refuse("ocop-agency", "/producer-links", body, status, rule, field)
        self.refuse("member-2", "/producer-links", link, 403, "scope-missing", "memberId")
        # Who has a part in it himself does not send others away, and says nothing more of the dossier.
        secretary = {**link, "producerId": self.thing("producer", SECRETARY_KEY)}
        self.refuse("secretary", "/producer-links", secretary, 403, "member-has-conflict", "producerId")
        for member in ("member-1", "secretary"):
            conflict = {"dossierId": self.dossier(SECRETARY_KEY), "memberId": self.ids[member], "reason": "Họ hàng"}
            self.refuse("secretary", "/conflicts", conflict, 403, "member-has-conflict")
        self.refuse("auditor", "/producer-links", link, 403, "role-missing")

    def planned_round(self):
        for office, key in AWAY:
            with self.subTest(office=office, state="planned"):
                self.assert_unseen(office, key)
                self.assertEqual(self.counts(office), (3, 0))
                agenda = self.office(office).get(f"/api/v1/rounds/{self.round}/sittings")
                self.assertEqual(len(agenda["sittings"][0]["dossierIds"]), 3)
                # The walk finds what it looks for where nothing hides it.
                with self.assertRaises(AssertionError):
                    self.assert_unseen("member-1", key)
        self.assertEqual(self.counts("member-1"), (4, 0))

    def scored_round(self):
        province = self.province
        province.move_clock_to("clock/open", dates.working_day_before(dates.working_day_before(self.held_on)))
        self.post("ocop-agency", "/open", {})
        province.move_clock_to("clock/held", self.held_on)
        self.post("ocop-agency", "/start", {})
        away = {LINKED_KEY: "member-3", CHAIR_KEY: "chair"}
        for product in province.plan["products"]:
            expectation = rounds.Expectation(province, product)
            for name, total in expectation.passes[-1].items():
                if name != away.get(product["key"]):
                    self.post(name, f"/sheets/{self.dossier(product['key'])}/{self.ids[name]}/submit",
                              {"choices": expectation.choices(total)})
            self.post("ocop-agency", f"/dossiers/{self.dossier(product['key'])}/close", {})
        for office, key in AWAY:
            with self.subTest(office=office, state="scored"):
                self.assert_unseen(office, key)
                self.assertEqual(self.counts(office), (3, 3))

    def decided_round(self):
        """Before the publication too: what was decided is not his to know before all do."""
        self.post("ocop-agency", "/close", {})
        self.post("chair", "/report", {"reportNumber": "BC-Ví dụ"})
        self.post("chairman", "/approve", {"decisionNumber": "0007/QĐ-Ví dụ", "decidedOn": str(self.province.today())})
        self.wait_caught_up()
        for office, key in AWAY:
            with self.subTest(office=office, state="decided"):
                self.assert_unseen(office, key)
        self.post("ocop-agency", "/publish", {})
        self.wait_caught_up()
        shown = self.office("member-3").get(f"/api/v1/dossiers/{self.dossier(LINKED_KEY)}")
        self.assertEqual(shown["dossierId"], self.dossier(LINKED_KEY))
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
