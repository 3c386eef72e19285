"""The advisory team and the agenda at the HTTP surface: what they do, and everything that they are refused."""
import unittest

from flow import Flow
from province import dates, dossiers, job, rounds
from province.context import PROVINCE_CODE

FIRST_KEY, SECOND_KEY = "mang", "che"
NO_DOSSIER = "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
NO_SITTING = "sitting_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF"


class CouncilTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        province = cls.province
        province.plan["products"] = [p for p in province.plan["products"] if p["key"] in (FIRST_KEY, SECOND_KEY)]
        province.plan["rounds"] = [entry for entry in province.plan["rounds"] if entry["key"] == "second"]
        job.begin(province)
        cls.add_offices()
        [(held, cls.proposals_before)] = dates.rounds_from(province.rulebook.data, province.today(), 1)
        cls.held_on = dates.working_day_before(dates.days_later(held, -7))
        [cls.entry] = province.plan["rounds"]
        cls.round = province.office("ocop-agency").post("/api/v1/rounds", {
            "shard": "tn1", "name": "Đợt Ví dụ", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
            "rulebookCode": "26-2026", "heldOn": str(cls.held_on), "proposalsBefore": str(cls.proposals_before),
            "settings": {"productsADay": 1}})["id"]
        for product in province.plan["products"]:
            dossiers.register(province, product)
            dossiers.fill(province, product)
        for product in province.plan["products"]:
            dossiers.screen_and_propose(province, product)
        province.move_clock_to("clock/admit", dates.days_later(cls.proposals_before, 3))
        for product in province.plan["products"]:
            dossiers.admit(province, product, cls.round)
        cls.ids = rounds.appoint_council(province, cls.entry, cls.round)
        cls.first, cls.second = (province.journal[f"dossier/{key}"]["id"] for key in (FIRST_KEY, SECOND_KEY))

    # --- words of this test

    def path(self, rest):
        return f"/api/v1/rounds/{self.round}{rest}"

    def of_first(self, rest):
        return self.path(f"/dossiers/{self.first}{rest}")

    def send(self, office, method, path, body):
        return self.province.office(office).call(method, path, body)

    def refuse(self, office, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path, office=office):
            self.assert_refused(lambda: self.province.office(office).send(method, path, body), status, rule, field)

    def choices(self, total):
        product = next(p for p in self.province.plan["products"] if p["key"] == FIRST_KEY)
        return rounds.Expectation(self.province, product).choices(total)

    def report(self, office):
        return self.province.office(office).get(self.of_first("/team-report"))

    # --- the stages

    def test_the_team_prepares_and_the_agenda_shares_out(self):
        self.the_team_is_appointed()
        self.the_team_works()
        self.the_team_reports()
        self.the_agenda()
        self.after_the_scoring()

    def the_team_is_appointed(self):
        team = {"advisers": [{"adviserId": self.ids["adviser-1"], "displayName": "Sở Khoa học và Công nghệ"}],
                "decisionNumber": "TTV-Ví dụ"}
        [adviser], path = team["advisers"], self.path("/advisers")
        for body, status, rule, field in (
            ({**team, "advisers": []}, 400, "field-missing", "advisers"),
            ({**team, "advisers": [{**adviser, "adviserId": ""}]}, 400, "field-invalid", "advisers"),
            ({**team, "advisers": [{**adviser, "displayName": ""}]}, 400, "field-missing", "advisers"),
            ({**team, "advisers": [{**adviser, "displayName": "a" * 201}]}, 400, "field-too-long", "advisers"),
            ({**team, "advisers": [adviser, adviser]}, 422, "council-member-doubled", "advisers"),
            ({**team, "advisers": [{**adviser, "adviserId": self.ids["member-1"]}]}, 422, "council-member-doubled", "advisers"),
            ({**team, "advisers": [adviser] * 51}, 413, "message-too-large", "advisers"),
            ({**team, "decisionNumber": ""}, 400, "field-missing", "decisionNumber"),
        ):
            self.refuse("ocop-agency", "PUT", path, body, status, rule, field)
        self.refuse("member-1", "PUT", path, team, 403, "role-missing")
        self.send("ocop-agency", "PUT", path, team)
        council = [{"memberId": self.ids["adviser-1"], "displayName": "Sở Khoa học và Công nghệ", "office": "COUNCIL_OFFICE_CHAIR"}]
        self.refuse("ocop-agency", "PUT", self.path("/council"), {"members": council, "decisionNumber": "HĐ"}, 422,
                    "council-member-doubled", "members")
        shown = self.province.office("member-1").get(self.path(""))
        self.assertEqual([one["adviserId"] for one in shown["advisers"]], [self.ids["adviser-1"]])
        self.assertEqual(shown["advisersDecision"], "TTV-Ví dụ")

    def the_team_works(self):
        sheet, visits = self.of_first("/team-sheet"), self.of_first("/site-visits")
        visit = {"visitedOn": str(self.province.today()), "note": "Xưởng sạch", "missingPapers": ["Hợp đồng liên kết"]}
        code = next(iter(self.choices(57)))
        note = {"criterionCode": code, "note": "Có ảnh"}
        for body, status, rule, field in (
            ({"choices": {"99.9": 1}}, 422, "criterion-unknown", "choices[99.9]"),
            ({"choices": {code: 99}}, 422, "option-unknown", f"choices[{code}]"),
            ({"notes": [{**note, "criterionCode": "99.9"}]}, 422, "criterion-unknown", "notes[99.9]"),
            ({"notes": [note, note]}, 422, "criterion-doubled", f"notes[{code}]"),
            ({"notes": [{"criterionCode": code}]}, 400, "field-missing", f"notes[{code}]"),
            ({"notes": [{**note, "evidenceIds": ["ảnh"]}]}, 404, "evidence-unknown", f"notes[{code}]"),
        ):
            self.refuse("adviser-1", "PUT", sheet, body, status, rule, field)
        tomorrow = str(dates.days_later(self.province.today(), 1))
        for body, status, rule, field in (
            ({**visit, "visitedOn": "hôm qua"}, 400, "date-invalid", "visitedOn"),
            ({**visit, "visitedOn": tomorrow}, 400, "field-invalid", "visitedOn"),
            ({**visit, "note": ""}, 400, "field-missing", "note"),
            ({**visit, "note": "a" * 2001}, 400, "field-too-long", "note"),
            ({**visit, "missingPapers": [""]}, 400, "field-missing", "missingPapers[0]"),
            ({**visit, "missingPapers": ["a"] * 21}, 413, "message-too-large", "missingPapers"),
        ):
            self.refuse("adviser-1", "POST", visits, body, status, rule, field)
        self.refuse("adviser-2", "PUT", sheet, {}, 403, "adviser-unknown")
        self.refuse("ocop-agency", "POST", visits, visit, 403, "adviser-unknown")
        self.refuse("member-1", "PUT", sheet, {}, 403, "role-missing")
        self.refuse("adviser-1", "PUT", self.path(f"/dossiers/{NO_DOSSIER}/team-sheet"), {}, 404, "dossier-not-in-round")
        self.send("adviser-1", "POST", visits, visit)
        self.send("adviser-1", "PUT", f"{visits}/1", {**visit, "missingPapers": []})
        self.refuse("adviser-1", "PUT", f"{visits}/2", visit, 404, "no-such-thing", "visitNo")
        self.send("adviser-1", "PUT", sheet, {"choices": {code: 1}, "notes": [note]})
        self.refuse("adviser-1", "POST", self.of_first("/team-report"), {"summary": "Đạt"}, 422, "criterion-missing")
        self.refuse("adviser-1", "POST", self.of_first("/team-report"), {}, 400, "field-missing", "summary")
        # The team's own until it reports.
        self.assertFalse(self.report("adviser-1").get("complete", False))
        for office in ("chair", "secretary", "ocop-agency", "member-1"):
            self.refuse(office, "GET", self.of_first("/team-report"), None, 404, "no-such-thing")
        self.refuse("adviser-2", "GET", self.of_first("/team-report"), None, 403, "scope-missing")

    def the_team_reports(self):
        self.send("adviser-1", "PUT", self.of_first("/team-sheet"), {"choices": self.choices(57)})
        self.send("adviser-1", "POST", self.of_first("/team-report"), {"summary": "Đủ điều kiện"})
        report = self.report("chair")
        self.assertEqual((report["total"], report["summary"], len(report["visits"])), (57, "Đủ điều kiện", 1))
        self.assertEqual(report["choices"], self.choices(57))
        visit = {"visitedOn": str(self.province.today()), "note": "Muộn"}
        self.refuse("adviser-1", "PUT", self.of_first("/team-sheet"), {}, 409, "sheet-sealed")
        self.refuse("adviser-1", "POST", self.of_first("/team-report"), {"summary": "Khác"}, 409, "sheet-sealed")
        self.refuse("adviser-1", "POST", self.of_first("/site-visits"), visit, 409, "sheet-sealed")
        self.refuse("adviser-1", "GET", self.path(f"/sheets/{self.first}/{self.ids['chair']}"), None, 403, "role-missing")

    def the_agenda(self):
        path = self.path("/sittings")
        body = {"heldOn": str(self.held_on), "startsAt": "08:00", "place": "Hội trường", "dossierIds": [self.first]}
        for change, status, rule, field in (
            ({"heldOn": "mai"}, 400, "date-invalid", "heldOn"),
            ({"startsAt": "8 giờ"}, 400, "field-invalid", "startsAt"),
            ({"place": ""}, 400, "field-missing", "place"),
            ({"place": "a" * 201}, 400, "field-too-long", "place"),
            ({"dossierIds": [NO_DOSSIER]}, 404, "dossier-not-in-round", "dossierIds[0]"),
            ({"dossierIds": [self.first, self.first]}, 400, "field-invalid", "dossierIds[1]"),
            ({"dossierIds": [self.first] * 501}, 413, "message-too-large", "dossierIds"),
            ({"dossierIds": [self.first, self.second]}, 422, "sitting-full", "dossierIds"),
        ):
            self.refuse("secretary", "POST", path, {**body, **change}, status, rule, field)
        self.refuse("chair", "POST", path, body, 403, "role-missing")
        sitting = self.send("secretary", "POST", path, body)["id"]
        afternoon = {**body, "startsAt": "13:30", "dossierIds": [self.second]}
        self.refuse("secretary", "POST", path, afternoon, 422, "sitting-full", "dossierIds")
        next_day = {**afternoon, "heldOn": str(dates.days_later(self.held_on, 1))}
        self.refuse("secretary", "POST", path, {**next_day, "dossierIds": [self.first]}, 400, "field-invalid", "dossierIds[0]")
        self.refuse("secretary", "PUT", f"{path}/{NO_SITTING}", body, 404, "no-such-thing")
        self.refuse("secretary", "POST", f"{path}/{NO_SITTING}/cancel", {}, 404, "no-such-thing")
        self.send("secretary", "POST", path, next_day)
        agenda = self.province.office("adviser-1").get(path)
        self.assertEqual([one["dossierIds"] for one in agenda["sittings"]], [[self.first], [self.second]])
        self.send("secretary", "POST", f"{path}/{sitting}/cancel", {})
        self.assertEqual(self.province.office("member-1").get(path)["unplannedDossierIds"], [self.first])
        self.refuse("adviser-2", "GET", path, None, 403, "scope-missing")
        type(self).sitting = self.send("secretary", "POST", path, body)["id"]

    def after_the_scoring(self):
        province = self.province
        self.refuse("secretary", "POST", self.path("/start"), {}, 409, "round-state")
        province.move_clock_to("clock/open", dates.working_day_before(dates.working_day_before(self.held_on)))
        self.send("secretary", "POST", self.path("/open"), {})
        team = {"advisers": [{"adviserId": self.ids["adviser-2"], "displayName": "Cơ quan OCOP"}], "decisionNumber": "TTV-2"}
        self.refuse("ocop-agency", "PUT", self.path("/advisers"), team, 409, "round-state")
        province.move_clock_to("clock/held", self.held_on)
        self.send("secretary", "POST", self.path("/start"), {})
        for key, dossier in ((FIRST_KEY, self.first), (SECOND_KEY, self.second)):
            product = next(p for p in province.plan["products"] if p["key"] == key)
            expectation = rounds.Expectation(province, product)
            for name, total in expectation.passes[-1].items():
                self.send(name, "POST", self.path(f"/sheets/{dossier}/{self.ids[name]}/submit"),
                          {"choices": expectation.choices(total)})
            self.send("secretary", "POST", self.path(f"/dossiers/{dossier}/close"), {})
        visit = {"visitedOn": str(province.today()), "note": "Sau khi chấm"}
        self.refuse("adviser-1", "POST", self.path(f"/dossiers/{self.second}/site-visits"), visit, 409, "dossier-closed")
        self.send("secretary", "POST", self.path("/close"), {})
        self.refuse("adviser-1", "POST", self.path(f"/dossiers/{self.second}/site-visits"), visit, 409, "round-state")
        self.refuse("secretary", "POST", self.path(f"/sittings/{self.sitting}/cancel"), {}, 409, "round-state")
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
