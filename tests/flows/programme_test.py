"""The programme's frame over HTTP: from a commune's survey to a plan held against its results, and the
offices' calendar; what each of its commands is refused for."""
import unittest

from flow import SOURCE, Flow, wait_for
from province import dates, dossiers, job, setup
from province.client import new_id

NA_RI, CON_MINH, PROVINCE = "02155", "02185", "19"


class ProgrammeTest(Flow):
    @classmethod
    def prepare(cls):
        province = cls.province
        job.begin(province)
        cls.add_offices()
        cls.product = next(p for p in province.plan["products"] if p["commune_code"] == NA_RI)
        dossiers.register(province, cls.product)
        cls.producer_id = province.journal[f"producer/{cls.product['key']}"]["id"]
        cls.officer = province.office("na-ri")
        cls.neighbour = province.office("con-minh")
        cls.agency = province.office("ocop-agency")
        cls.member = province.office("member-1")
        cls.producer = province.office(cls.product["sign_in_name"])
        cls.year = province.today().year

    def refuse(self, client, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path, body=str(body)[:60]):
            self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)

    # --- what is recorded when it is right

    def entry(self, **changes):
        return {"communeCode": NA_RI, "sectorCode": "I", "productName": "Củ dong riềng", "makers": "12 hộ ở thôn Ví dụ",
                "householdCount": 12, "areaHectaresHundredths": 850, "yearlyOutput": "300 tấn củ tươi",
                "potential": "POTENTIAL_HIGH", "surveyedOn": str(self.province.today()), **changes}

    def idea(self, **changes):
        return {"communeCode": NA_RI, "title": "Miến dong Ví dụ 70", "sectorCode": "I", "origin": "Nghề cũ của thôn",
                "localMaterial": "Dong riềng của 12 hộ", "distinctiveness": "Sợi dai, không chất bảo quản",
                "market": "Cửa hàng ở thành phố", "producerId": self.producer_id, **changes}

    def plan(self, *targets, **changes):
        return {"unitCode": PROVINCE, "kind": "PLAN_KIND_YEAR", "fromYear": self.year, "untilYear": self.year,
                "title": f"Kế hoạch OCOP năm {self.year} (trình diễn)", "decisionNumber": "15/KH-UBND (trình diễn)",
                "decidedOn": f"{self.year}-01-05",
                "targets": [{"indicator": f"INDICATOR_{name}", "value": str(value)} for name, value in targets], **changes}

    def product_of(self, idea, **changes):
        return {"producerId": self.producer_id, "name": "Miến dong Ví dụ 70", "rulebookCode": self.province.rulebook.code,
                "setNo": 6, "ideaId": idea, **changes}

    def accepted_idea(self, **changes):
        idea = self.officer.post("/api/v1/ideas", self.idea(**changes))["id"]
        self.officer.post(f"/api/v1/ideas/{idea}/decide", {"decision": "IDEA_STATE_ACCEPTED"})
        return idea

    def results(self, plan):
        rows = self.producer.get(f"/api/v1/plans/{plan}/progress")["progress"]
        return {row["indicator"].removeprefix("INDICATOR_"): (int(row.get("target", 0)), int(row.get("result", 0))) for row in rows}

    # --- the story

    def test_from_the_survey_to_a_plan_held_against_results(self):
        self.survey()
        idea = self.idea_comes_back_and_is_accepted()
        self.product_is_under_development(idea)
        plan = self.agency.post("/api/v1/plans", self.plan(("IDEAS_ACCEPTED", 2), ("SUPPORT_VND", 80_000_000)))["id"]
        before = self.results(plan)
        self.assertEqual(len(before), 10)
        self.assertEqual(before["IDEAS_ACCEPTED"][0], 2)
        self.assertGreaterEqual(before["IDEAS_ACCEPTED"][1], 1)
        self.assertEqual(before["SUPPORT_VND"], (80_000_000, 0))
        self.support()
        self.recognitions()
        names = ("NEW_PRODUCTS", "PRODUCTS_3_STAR", "PRODUCTS_4_STAR", "PRODUCTS_5_STAR", "UPGRADED_PRODUCTS", "RE_RATED_PRODUCTS")
        wait_for("certification has judged the rows, and registration heard of it",
                 lambda: [self.results(plan)[name][1] for name in names] == [1, 1, 1, 0, 1, 0])
        after = self.results(plan)
        self.assertEqual(after["SUPPORT_VND"], (80_000_000, 50_000_000))
        self.assertEqual(after["PRODUCERS_SUPPORTED"], (0, 1))
        self.plan_is_replaced(plan)

    def survey(self):
        entry = self.officer.post("/api/v1/survey-entries", self.entry())["id"]
        self.officer.post("/api/v1/survey-entries", self.entry(sectorCode="VI", productName="Thác Ví dụ"))
        again = self.officer.put(f"/api/v1/survey-entries/{entry}", self.entry(householdCount=15))
        self.assertEqual(again, {"id": entry, "version": "2"})
        page = self.producer.get(f"/api/v1/survey-entries?communeCode={NA_RI}&sectorCode=I")
        self.assertEqual([(row["productName"], row["householdCount"]) for row in page["entries"]], [("Củ dong riềng", 15)])
        counts = {row["code"]: int(row.get("count", 0)) for row in page["bySector"]}
        self.assertEqual(counts, {"I": 1, "II": 0, "III": 0, "IV": 0, "V": 0, "VI": 1})
        self.assertTrue(all(row["name"] for row in page["bySector"]))

    def idea_comes_back_and_is_accepted(self):
        made = self.producer.send("POST", "/api/v1/ideas", self.idea())
        self.assertEqual(made.status, 201, made.content)
        idea = made.body["id"]
        self.assertEqual(made.headers["location"], f"/api/v1/ideas/{idea}")
        path = f"/api/v1/ideas/{idea}"
        self.officer.post(f"{path}/decide", {"decision": "IDEA_STATE_RETURNED", "reason": "Ai mua?"})
        seen = self.producer.send("GET", path)
        self.assertEqual((seen.body["state"], seen.body["reason"]), ("IDEA_STATE_RETURNED", "Ai mua?"))
        self.assertEqual(seen.headers["etag"], '"2"')
        self.producer.put(path, self.idea(market="Hai siêu thị đã hỏi mua"))
        waiting = self.officer.get(f"/api/v1/ideas?communeCode={NA_RI}&state=IDEA_STATE_SUBMITTED")["ideas"]
        self.assertIn((idea, "Hai siêu thị đã hỏi mua"), [(row["ideaId"], row["market"]) for row in waiting])
        self.officer.post(f"{path}/decide", {"decision": "IDEA_STATE_ACCEPTED"})
        return idea

    def product_is_under_development(self, idea):
        product = self.producer.post("/api/v1/products", self.product_of(idea))["id"]
        shown = self.province.anybody().get(f"/api/v1/products/{product}")
        self.assertEqual((shown["stage"], shown["ideaId"]), ("PRODUCT_STAGE_UNDER_DEVELOPMENT", idea))
        developed = self.producer.get(f"/api/v1/ideas/{idea}")
        self.assertEqual((developed["state"], developed["productId"]), ("IDEA_STATE_DEVELOPED", product))

    def support(self):
        self.officer.post(f"/api/v1/producers/{self.producer_id}/supports", {
            "kind": "SUPPORT_KIND_PACKAGING", "policy": "08/2024/NQ-HĐND (trình diễn)", "amountVnd": "50000000",
            "givenOn": str(self.province.today())})

    def recognitions(self):
        """Rows of an old register: one product recognised for the first time this year, one with more stars
        than two years ago."""
        row = {"producerName": "Hợp tác xã Ví dụ 71", "producerType": "HTX", "province": "Bắc Kạn", "event": "công nhận"}
        for line, (name, stars, year) in enumerate((
            ("Chè Ví dụ 71", 3, self.year), ("Mật ong Ví dụ 72", 3, self.year - 2), ("Mật ong Ví dụ 72", 4, self.year),
        )):
            self.agency.post("/api/v1/products/imports", {
                **row, "productName": name, "stars": stars, "decisionNumber": f"{line}/QĐ-UBND (trình diễn)",
                "decisionDate": f"{year}-01-15", "line": line + 2})

    def plan_is_replaced(self, plan):
        again = self.agency.post("/api/v1/plans", self.plan(("IDEAS_ACCEPTED", 3)))
        self.assertEqual(again["id"], plan)
        self.assertEqual(self.results(plan)["IDEAS_ACCEPTED"][0], 3)
        self.assertEqual(self.results(plan)["SUPPORT_VND"][0], 0)
        listed = self.officer.get(f"/api/v1/plans?unitCode={PROVINCE}")["plans"]
        self.assertEqual([row["planId"] for row in listed], [plan])

    # --- what is refused

    def test_lines_of_the_survey(self):
        for changes, status, rule, field in (
            ({"productName": " "}, 400, "field-missing", "productName"),
            ({"makers": "x" * 1001}, 400, "field-too-long", "makers"),
            ({"sectorCode": "VII"}, 400, "field-invalid", "sectorCode"),
            ({"potential": "POTENTIAL_UNSPECIFIED"}, 400, "field-invalid", "potential"),
            ({"surveyedOn": str(dates.days_later(self.province.today(), 1))}, 400, "date-invalid", "surveyedOn"),
            ({"communeCode": "99999"}, 422, "unit-unknown", "communeCode"),
            ({"communeCode": CON_MINH}, 403, "scope-missing", None),
        ):
            self.refuse(self.officer, "POST", "/survey-entries", self.entry(**changes), status, rule, field)
        self.refuse(self.producer, "POST", "/survey-entries", self.entry(), 403, "role-missing")
        entry = self.neighbour.post("/api/v1/survey-entries", self.entry(communeCode=CON_MINH))["id"]
        path = f"/survey-entries/{entry}"
        self.refuse(self.officer, "PUT", path, self.entry(), 404, "no-such-thing", "entryId")
        self.neighbour.post(f"/api/v1/records/{entry}/strike", {"reason": "Ghi hai lần"})
        self.refuse(self.neighbour, "PUT", path, self.entry(communeCode=CON_MINH), 409, "record-struck", "entryId")
        self.assertEqual(self.neighbour.get(f"/api/v1/survey-entries?communeCode={CON_MINH}").get("entries", []), [])

    def test_ideas(self):
        for changes, status, rule, field in (
            ({"origin": ""}, 422, "idea-incomplete", "origin"),
            ({"localMaterial": " "}, 422, "idea-incomplete", "localMaterial"),
            ({"distinctiveness": ""}, 422, "idea-incomplete", "distinctiveness"),
            ({"market": ""}, 422, "idea-incomplete", "market"),
            ({"title": ""}, 400, "field-missing", "title"),
            ({"market": "x" * 2001}, 400, "field-too-long", "market"),
            ({"sectorCode": ""}, 400, "field-invalid", "sectorCode"),
            ({"communeCode": CON_MINH}, 400, "field-invalid", "communeCode"),
            ({"communeCode": "99999"}, 422, "unit-unknown", "communeCode"),
            ({"producerId": ""}, 403, "scope-missing", None),
        ):
            self.refuse(self.producer, "POST", "/ideas", self.idea(**changes), status, rule, field)
        nobody = "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
        self.refuse(self.officer, "POST", "/ideas", self.idea(producerId=nobody), 404, "producer-unknown", "producerId")
        self.refuse(self.agency, "POST", "/ideas", self.idea(), 403, "role-missing")
        unknown = "/ideas/idea_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
        self.refuse(self.producer, "PUT", unknown, self.idea(), 404, "no-such-thing")
        self.refuse(self.producer, "GET", unknown, None, 404, "no-such-thing")
        self.refuse(self.officer, "GET", "/ideas?cursor=nonsense", None, 400, "cursor-invalid", "cursor")

    def test_decisions_on_ideas(self):
        idea = self.officer.post("/api/v1/ideas", self.idea(producerId=""))["id"]
        path, accepted = f"/ideas/{idea}", {"decision": "IDEA_STATE_ACCEPTED"}
        self.refuse(self.producer, "POST", f"{path}/decide", accepted, 403, "role-missing")
        self.refuse(self.neighbour, "POST", f"{path}/decide", accepted, 403, "scope-missing")
        self.refuse(self.neighbour, "GET", path, None, 403, "scope-missing")
        self.refuse(self.member, "GET", path, None, 403, "role-missing")
        self.refuse(self.officer, "POST", f"{path}/decide", {"decision": "IDEA_STATE_DECLINED"}, 422, "reason-missing", "reason")
        self.refuse(self.officer, "POST", f"{path}/decide", {"decision": "IDEA_STATE_DEVELOPED"}, 400, "field-invalid", "decision")
        self.refuse(self.officer, "PUT", path, self.idea(producerId=""), 409, "idea-state", "ideaId")
        stale = self.officer.send("POST", f"/api/v1{path}/decide", accepted, if_match='"7"')
        self.assertEqual((stale.status, stale.body["type"]), (412, "/problems/version-stale"))
        self.officer.post(f"/api/v1{path}/decide", {"decision": "IDEA_STATE_DECLINED", "reason": "Không có nguyên liệu"})
        self.refuse(self.officer, "POST", f"{path}/decide", accepted, 409, "idea-state", "ideaId")

    def test_products_of_ideas(self):
        waiting = self.producer.post("/api/v1/ideas", self.idea())["id"]
        self.refuse(self.producer, "POST", "/products", self.product_of(waiting, name="Miến 73"), 409, "idea-state", "ideaId")
        unknown = "idea_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
        self.refuse(self.producer, "POST", "/products", self.product_of(unknown, name="Miến 73"), 404, "no-such-thing", "ideaId")
        idea = self.neighbour.post("/api/v1/ideas", self.idea(communeCode=CON_MINH, producerId=""))["id"]
        self.neighbour.post(f"/api/v1/ideas/{idea}/decide", {"decision": "IDEA_STATE_ACCEPTED"})
        self.refuse(self.producer, "POST", "/products", self.product_of(idea, name="Miến 73"), 400, "field-invalid", "ideaId")
        mine = self.accepted_idea(title="Miến 73")
        body, command_id = self.product_of(mine, name="Miến dong Ví dụ 73"), new_id()
        first = self.producer.send("POST", "/api/v1/products", body, command_id)
        before = self.heads_at_rest()
        again = self.producer.send("POST", "/api/v1/products", body, command_id)
        self.assertEqual((again.status, again.body, self.heads()), (201, first.body, before))
        self.refuse(self.producer, "POST", "/products", self.product_of(mine, name="Miến 74"), 409, "idea-state", "ideaId")

    def test_plans(self):
        target = ("NEW_PRODUCTS", 5)
        scheme = {"unitCode": NA_RI, "kind": "PLAN_KIND_SCHEME", "fromYear": self.year, "untilYear": self.year + 4}
        made = self.officer.post("/api/v1/plans", self.plan(target, **scheme))
        before = self.heads_at_rest()
        self.assertEqual(self.officer.post("/api/v1/plans", self.plan(target, **scheme)), made)
        self.assertEqual(self.heads(), before)
        for targets, changes, status, rule, field in (
            ((target,), {"title": ""}, 400, "field-missing", "title"),
            ((target,), {"decisionNumber": "x" * 61}, 400, "field-too-long", "decisionNumber"),
            ((target,), {"decidedOn": "hôm nay"}, 400, "date-invalid", "decidedOn"),
            ((target,), {"kind": "PLAN_KIND_UNSPECIFIED"}, 400, "field-invalid", "kind"),
            ((target,), {"untilYear": self.year - 1}, 422, "plan-invalid", "untilYear"),
            ((target,), {"fromYear": 2017}, 422, "plan-invalid", "fromYear"),
            ((target,), {"fromYear": self.year + 1}, 422, "plan-invalid", "fromYear"),
            ((), {}, 422, "plan-invalid", "targets"),
            ((("NEW_PRODUCTS", 0),), {}, 422, "plan-invalid", "targets[0]"),
            ((target, target), {}, 422, "plan-invalid", "targets[1]"),
            ((target,), {"unitCode": "99"}, 422, "unit-unknown", None),
            ((target,), {"unitCode": PROVINCE}, 403, "scope-missing", None),
            ((target,), {"unitCode": CON_MINH}, 403, "scope-missing", None),
        ):
            self.refuse(self.officer, "POST", "/plans", self.plan(*targets, **{**scheme, **changes}), status, rule, field)
        self.refuse(self.producer, "POST", "/plans", self.plan(target, **scheme), 403, "role-missing")
        self.refuse(self.officer, "GET", "/plans/plan_01JD3W5G7KQ2M8ZX4B6N9RTCVF/progress", None, 404, "no-such-thing", "planId")
        self.refuse(self.officer, "GET", "/plans?cursor=2026", None, 400, "cursor-invalid", "cursor")

    # --- the offices' calendar

    def day(self, day, kind, **changes):
        return {"day": day, "kind": f"CALENDAR_DAY_KIND_{kind}", "nameVi": "Quốc khánh", "nameEn": "National Day",
                "source": "Điều 112", **changes}

    def test_the_calendar_is_data_that_an_administrator_edits(self):
        setup.load_calendar(self.province)
        path = "/api/v1/calendar-days?fromDay=2026-08-22&untilDay=2026-09-02"
        shown = self.producer.get(path)["days"]
        self.assertEqual(
            [(row["day"], row["kind"].removeprefix("CALENDAR_DAY_KIND_")) for row in shown],
            [("2026-08-22", "WORKING"), ("2026-08-31", "HOLIDAY"), ("2026-09-01", "HOLIDAY"), ("2026-09-02", "HOLIDAY")],
        )
        days = {"days": [self.day("2027-09-03", "HOLIDAY"), self.day("2027-09-05", "WORKING")]}
        recorded = self.agency.post("/api/v1/calendar-days", days)
        before = self.heads_at_rest()
        self.assertEqual(self.province.operator().post("/api/v1/calendar-days", days), recorded)
        self.stack.ocop("import", "calendar", SOURCE / "deploy" / "calendar" / "holidays.csv")
        self.assertEqual(self.heads(), before)
        self.agency.post("/api/v1/calendar-days", {"days": [self.day("2027-09-05", "ORDINARY", nameVi="", nameEn="")]})
        last = self.officer.get("/api/v1/calendar-days?fromDay=2027-09-03&untilDay=2027-09-30")
        self.assertEqual([row["day"] for row in last["days"]], ["2027-09-03"])
        self.assertEqual(int(last["calendarVersion"]), int(recorded["version"]) + 1)
        self.assertEqual(self.events("identity")[-1]["type"].rsplit(".", 1)[-1], "CalendarDaysRecorded")

    def test_days_of_the_calendar(self):
        good = self.day("2028-09-02", "HOLIDAY")
        for days, status, rule, field in (
            ([], 400, "field-missing", "days"),
            ([{**good, "day": "2028-02-30"}], 400, "date-invalid", "days[0].day"),
            ([{**good, "kind": "CALENDAR_DAY_KIND_UNSPECIFIED"}], 400, "field-missing", "days[0].kind"),
            ([self.day("2028-09-01", "WORKING")], 400, "field-invalid", "days[0].kind"),
            ([{**good, "nameEn": ""}], 400, "field-missing", "days[0].nameEn"),
            ([{**good, "source": "x" * 241}], 400, "field-too-long", "days[0].source"),
            ([good, good], 400, "field-invalid", "days[1].day"),
            ([good] * 401, 400, "field-invalid", "days"),
        ):
            self.refuse(self.agency, "POST", "/calendar-days", {"days": days}, status, rule, field)
        self.refuse(self.officer, "POST", "/calendar-days", {"days": [good]}, 403, "role-missing")
        self.refuse(self.province.anybody(), "POST", "/calendar-days", {"days": [good]}, 401, "token-missing")
        self.refuse(self.province.anybody(), "GET", "/calendar-days", None, 401, "token-missing")
        self.refuse(self.officer, "GET", "/calendar-days?fromDay=T%E1%BA%BFt", None, 400, "date-invalid", "fromDay")


if __name__ == "__main__":
    unittest.main()
