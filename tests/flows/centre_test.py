"""From 90 points to the centre and back: a round of the centre gives 89.857…, a paper 85.14, another nothing
that a province recognises. The chairman recognises on the centre's result, or the province evaluates anew."""
import csv
import hashlib
import io
import unittest
import zipfile

from flow import Flow, wait_for
from province import certificates, dates, dossiers, job, papers, rounds
from province.client import Client, new_id
from province.context import PROVINCE_CODE

BY_ROUND, ON_PAPER, ANEW = "mien", "bun", "nghe"
CENTRE_TOTALS = [90, 90, 90, 90, 89, 90, 90]  # 629/7
NEW_TOTALS = [84, 83, 84, 85, 84, 83, 85]


class CentreTest(Flow):
    """Three products with 91 points, which the province proposes to the centre."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("second")
        [model] = [one for one in province.plan["products"] if one["key"] == BY_ROUND]
        for product in province.plan["products"]:
            if product["key"] in (ON_PAPER, ANEW):
                for field in ("conflict", "missed_criteria"):
                    product.pop(field, None)
                product.update({field: model[field] for field in ("set_no", "passes", "minimums_for_star")})
        model["team"] = {"visit": "Xưởng sạch", "missing_papers": [], "points": 90, "summary": "Đủ điều kiện"}
        province.plan["products"] = [one for one in province.plan["products"] if one["key"] in (BY_ROUND, ON_PAPER, ANEW)]
        job.begin(province)
        cls.add_offices()
        [cls.entry] = province.plan["rounds"]
        cls.plan_rounds()
        cls.prepare_rounds()
        planned = cls.planned(cls.entry)
        cls.first_round = planned["round_id"]
        rounds.hold(province, cls.entry, cls.first_round, dates.parse_day(planned["held_on"]))
        cls.ids = province.journal["account-ids"]
        cls.agency, cls.chairman = province.office("ocop-agency"), province.office("chairman")
        for product in province.plan["products"]:
            wait_for(f"{product['key']} is proposed to the centre",
                     lambda product=product: cls.shown(product["key"])["state"] == "DOSSIER_STATE_PROPOSED_TO_CENTRE")

    @classmethod
    def new_office(cls, name, grants):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "ministry", "displayName": "Thư ký hội đồng Trung ương", "signInName": name,
            "password": f"mat-khau-{name}", "grants": grants})
        client = Client(cls.stack.port)
        cls.province.clients[name] = client
        return client.sign_in(name, f"mat-khau-{name}")

    # --- words of this test

    @classmethod
    def dossier(cls, key):
        return cls.province.journal[f"dossier/{key}"]["id"]

    @classmethod
    def shown(cls, key):
        return cls.province.get(cls.agency, f"/dossiers/{cls.dossier(key)}")

    def product(self, key):
        return next(one for one in self.province.plan["products"] if one["key"] == key)

    def state(self, key):
        return self.shown(key)["state"].removeprefix("DOSSIER_STATE_")

    def decision(self, **changes):
        return {"decisionNumber": "2001/QĐ-UBND", "decidedOn": str(self.province.today()), **changes}

    def recognise(self, key, client=None, **changes):
        return (client or self.chairman).send("POST", f"/api/v1/dossiers/{self.dossier(key)}/recognise", self.decision(**changes))

    def refuse(self, key, status, rule, field=None, client=None, **changes):
        with self.subTest(key=key, rule=rule):
            self.assert_refused(lambda: self.recognise(key, client, **changes), status, rule, field)

    def plan(self, name, level, client, proposals_before):
        held_on = dates.working_day_before(dates.days_later(proposals_before, 20))
        round_id = client.post("/api/v1/rounds", {
            "shard": "tn1", "name": name, "level": f"LEVEL_{level}", "rulebookCode": self.province.rulebook.code,
            "unitCode": PROVINCE_CODE if level == "PROVINCE" else "", "heldOn": str(held_on),
            "proposalsBefore": str(proposals_before)})["id"]
        return round_id, held_on

    def admit(self, key, client, round_id):
        """Registration hears of a round a moment after it was planned."""
        path = f"/api/v1/dossiers/{self.dossier(key)}/admit"
        wait_for("it is admitted", lambda: client.send("POST", path, {"roundId": round_id}).status == 200)
        wait_for("the round has it", lambda: self.province.get(self.agency, f"/rounds/{round_id}").get("dossiers"))

    def hold(self, round_id, held_on, secretary, authority, key, totals):
        """A round of one dossier, from its council to its results that all may read."""
        province, path = self.province, f"/api/v1/rounds/{round_id}"
        members = [
            {"memberId": self.ids[member["sign_in_name"]], "displayName": member["display_name"],
             "office": f"COUNCIL_OFFICE_{member['office']}"}
            for member in province.plan["council"] if member["office"] != "SECRETARY"]
        secretary.put(f"{path}/council", {"members": members, "decisionNumber": "HĐ/QĐ"})
        province.move_clock_to(f"clock/open/{round_id}", dates.working_day_before(dates.working_day_before(held_on)))
        secretary.post(f"{path}/open")
        province.move_clock_to(f"clock/held/{round_id}", held_on)
        secretary.post(f"{path}/start")
        expectation = rounds.Expectation(province, {**self.product(key), "passes": [totals]})
        for name, total in expectation.passes[0].items():
            province.office(name).post(f"{path}/sheets/{self.dossier(key)}/{self.ids[name]}/submit",
                                       {"choices": expectation.choices(total)})
        secretary.post(f"{path}/dossiers/{self.dossier(key)}/close")
        secretary.post(f"{path}/close")
        province.office("chair").post(f"{path}/report", {"reportNumber": "BC-HĐ"})
        authority.post(f"{path}/approve", {"decisionNumber": f"QĐ-{round_id[-4:]}", "decidedOn": str(held_on)})
        secretary.post(f"{path}/publish")
        [result] = province.get(province.anybody(), f"/rounds/{round_id}/results")["results"]
        return result

    def on_paper(self, key, **changes):
        """The agency enters what the centre wrote, with its scan."""
        upload = dossiers.upload(self.province, self.agency, f"upload/centre/{key}", "quyet-dinh.pdf", papers.pdf(f"centre {key}"))
        paper = self.agency.post(f"/api/v1/dossiers/{self.dossier(key)}/papers", {
            "kind": "PAPER_KIND_CENTRE_DECISION", "number": "88/QĐ-BNNMT", "issuedOn": str(self.province.today()),
            "name": "Quyết định", "uploadId": upload})["id"]
        return {"score": "85.14", "decisionNumber": "88/QĐ-BNNMT", "decidedOn": str(self.province.today()),
                "decisionPaperId": paper, "reason": "Dưới 90 điểm", **changes}

    def certificate(self, key):
        return wait_for("its certificate", lambda: certificates.certificate_of(self.province, self.product(key)))

    # --- the stages

    def test_what_the_centre_does_not_recognise(self):
        self.the_result_is_on_the_track()
        self.the_package_for_the_centre()
        self.nothing_to_recognise_yet()
        self.a_round_of_the_centre()
        self.the_chairman_recognises()
        self.a_paper_of_the_centre()
        self.an_evaluation_of_its_own()
        self.assert_invariants_hold()

    def packed(self, client, key):
        answer = client.raw("GET", f"/api/v1/dossiers/{self.dossier(key)}/package")
        self.assertEqual(answer.status, 200, answer.content[:300])
        archive = zipfile.ZipFile(io.BytesIO(answer.content))
        rows = list(csv.reader(io.StringIO(archive.read("00-danh-muc.csv").decode("utf-8-sig"))))[1:]
        return archive, rows, answer.content

    def the_package_for_the_centre(self):
        """Reports and decision out of the round, for who may see them; the request is a paper of the province's."""
        printed = {"02-bao-cao-to-tu-van/in-bao-cao-to-tu-van.pdf", "03-bao-cao-hoi-dong-cap-tinh/in-bien-ban.pdf",
                   "03-bao-cao-hoi-dong-cap-tinh/in-ket-qua.pdf", "04-quyet-dinh-phe-duyet/in-quyet-dinh.pdf"}
        archive, rows, content = self.packed(self.agency, BY_ROUND)
        self.assertLessEqual(printed, set(archive.namelist()))
        for row in rows:
            if row[3] in printed:
                self.assertEqual(row[5], hashlib.sha256(archive.read(row[3])).hexdigest())
                self.assertTrue(archive.read(row[3]).startswith(b"%PDF-"))
        self.assertEqual([row[1] for row in rows if row[2] == "Chưa có trong gói"], ["Văn bản đề nghị của tỉnh"])
        self.assertIn(self.entry["decision_number"], next(row[2] for row in rows if row[3].startswith("04-")))
        # The same for the chairman and on the command line; without a team's report it is missing there.
        self.assertLessEqual(printed, set(self.packed(self.chairman, BY_ROUND)[0].namelist()))
        _, others, _ = self.packed(self.agency, ON_PAPER)
        self.assertIn("Báo cáo của tổ tư vấn", [row[1] for row in others if row[2] == "Chưa có trong gói"])
        path, key = self.stack.directory / "package.zip", self.stack.directory / "agency.key"
        key.write_text(self.agency.secret)
        self.stack.ocop("export", "package", "--key-file", key, "--output", path, self.dossier(BY_ROUND))
        self.assertEqual(path.read_bytes(), content)
        # The producer has his dossier, and what the council wrote is not in it.
        archive, rows, _ = self.packed(self.province.office(self.product(BY_ROUND)["sign_in_name"]), BY_ROUND)
        self.assertFalse(printed & set(archive.namelist()))
        self.assertEqual(self.stack.ocop("export", "package", self.dossier(BY_ROUND), check=False).returncode, 4)

    def the_result_is_on_the_track(self):
        """Published, the result is seen at once by whose it is and by the commune."""
        product = self.product(BY_ROUND)
        for client in (self.province.office(product["sign_in_name"]), dossiers.commune_office(self.province, product)):
            track = wait_for("the result is on the track", lambda client=client: self.province.get(
                client, f"/dossiers/{self.dossier(BY_ROUND)}/track").get("results"))
            self.assertEqual([(one["roundId"], one["pointsText"], one["outcome"], one["office"]) for one in track],
                             [(self.first_round, "91.14", "DOSSIER_STATE_PROPOSED_TO_CENTRE", "OFFICE_PROVINCE")])

    def nothing_to_recognise_yet(self):
        for key in (BY_ROUND, ON_PAPER, ANEW):
            self.assertIsNone(certificates.certificate_of(self.province, self.product(key)))
        self.refuse(BY_ROUND, 409, "centre-result-missing")
        self.refuse(BY_ROUND, 403, "role-missing", client=self.agency)

    def a_round_of_the_centre(self):
        province, ministry = self.province, self.province.office("ministry")
        proposals_before = dates.days_later(province.today(), 20)
        self.assert_refused(lambda: ministry.send("POST", "/api/v1/rounds", {
            "shard": "tn1", "name": "Đợt của tỉnh", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
            "rulebookCode": province.rulebook.code, "heldOn": str(proposals_before),
            "proposalsBefore": str(proposals_before)}), 403, "role-missing")
        round_id, held_on = self.plan("Đợt của Trung ương", "CENTRE", ministry, proposals_before)
        keeper = self.new_office("thu-ky-tw", [{"role": "ROLE_COUNCIL_SECRETARY", "roundId": round_id}])
        self.agency.post(f"/api/v1/dossiers/{self.dossier(BY_ROUND)}/samples", {
            "office": "OFFICE_CENTRE", "sampleCount": 5, "receivedOn": str(province.today())})
        self.admit(BY_ROUND, ministry, round_id)
        self.refuse(BY_ROUND, 409, "centre-result-missing")
        result = self.hold(round_id, held_on, keeper, ministry, BY_ROUND, CENTRE_TOTALS)
        self.assertEqual((result["pointsSum"], result["pointsCount"], result["meanText"]), (629, 7, "89.86"))
        self.assertEqual((result["star"], result["decision"]), (4, "DECISION_OUTCOME_NOT_RECOGNISED"))
        wait_for("it is with the province again", lambda: self.state(BY_ROUND) == "PROPOSED")
        given = self.shown(BY_ROUND)["centreResult"]
        self.assertEqual((given["star"], given["pointsText"], given["roundId"]), (4, "89.86", round_id))
        self.assertIsNone(certificates.certificate_of(province, self.product(BY_ROUND)))
        type(self).centre_round = round_id

    def the_chairman_recognises(self):
        today = self.province.today()
        self.refuse(BY_ROUND, 400, "field-missing", "decisionNumber", decisionNumber="")
        self.refuse(BY_ROUND, 400, "date-invalid", "decidedOn", decidedOn="hôm nay")
        self.refuse(BY_ROUND, 400, "date-invalid", "decidedOn", decidedOn=str(dates.days_later(today, 1)))
        self.refuse(BY_ROUND, 400, "date-invalid", "decidedOn", decidedOn=str(dates.days_later(today, -1)))
        path, key = f"/api/v1/dossiers/{self.dossier(BY_ROUND)}/recognise", new_id()
        answers = [self.chairman.post(path, self.decision(), command_id=key) for _ in range(2)]
        self.assertEqual(answers[0], answers[1])
        self.refuse(BY_ROUND, 409, "dossier-state")
        certificate = self.certificate(BY_ROUND)
        self.assertEqual(
            {name: certificate[name] for name in ("star", "pointsText", "decisionNumber", "validFrom", "validUntil")},
            {"star": 4, "pointsText": "89.86", "decisionNumber": "2001/QĐ-UBND", "validFrom": str(today),
             "validUntil": str(dates.add_months(today, self.province.rulebook.validity_months))})
        self.assertTrue(certificate["officialNumber"].endswith(PROVINCE_CODE), certificate)
        certificates.badge_is(self.province, self.product(BY_ROUND), "VALID", 4)
        self.assertEqual(self.state(BY_ROUND), "RECOGNISED")
        # What the centre decided stays what it decided.
        [result] = self.province.get(self.province.anybody(), f"/rounds/{self.centre_round}/results")["results"]
        self.assertEqual(result["decision"], "DECISION_OUTCOME_NOT_RECOGNISED")

    def a_paper_of_the_centre(self):
        path = f"/api/v1/dossiers/{self.dossier(ON_PAPER)}/centre-result"
        body = self.on_paper(ON_PAPER)
        self.assert_refused(lambda: self.agency.send("POST", path, {**body, "givenStar": 5}), 400, "field-invalid", "givenStar")
        self.agency.post(path, body)
        given = self.shown(ON_PAPER)["centreResult"]
        self.assertEqual((given["star"], given["pointsText"], given.get("roundId", "")), (4, "85.14", ""))
        self.assertEqual(self.recognise(ON_PAPER).status, 200)
        certificate = self.certificate(ON_PAPER)
        self.assertEqual((certificate["star"], certificate["pointsText"], certificate["decisionNumber"]),
                         (4, "85.14", "2001/QĐ-UBND"))
        certificates.badge_is(self.province, self.product(ON_PAPER), "VALID", 4)

    def an_evaluation_of_its_own(self):
        """The paper says that minimums were missed and no star is left: a round of the province takes it again."""
        province = self.province
        self.agency.post(f"/api/v1/dossiers/{self.dossier(ANEW)}/centre-result", self.on_paper(ANEW, givenStar=0))
        self.refuse(ANEW, 422, "level-not-competent")
        proposals_before = dates.days_later(province.today(), 20)
        secretary = province.office("secretary")
        round_id, held_on = self.plan("Đợt bổ sung", "PROVINCE", secretary, proposals_before)
        code = self.shown(ANEW)["productCode"]
        self.admit(ANEW, self.agency, round_id)
        self.refuse(ANEW, 422, "level-not-competent")
        result = self.hold(round_id, held_on, secretary, self.chairman, ANEW, NEW_TOTALS)
        self.assertEqual((result["pointsSum"], result["star"], result["decision"]), (588, 4, "DECISION_OUTCOME_RECOGNISED"))
        certificate = self.certificate(ANEW)
        self.assertEqual((certificate["star"], certificate["pointsText"]), (4, "84.00"))
        wait_for("its way has ended", lambda: self.state(ANEW) == "RECOGNISED")
        self.assertEqual(self.shown(ANEW)["productCode"], code)  # one a dossier, however often it is evaluated
        certificates.badge_is(province, self.product(ANEW), "VALID", 4)


if __name__ == "__main__":
    unittest.main(verbosity=2)
