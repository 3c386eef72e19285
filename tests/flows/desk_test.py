"""Due days, reminders, desk and track of dossiers across Tết, against a count of its own.

Days are counted here with Python's calendar and the rows of deploy/calendar, one by one. Daemons are
killed and away while what is due falls due: nothing is told twice, nothing is left out.
"""
import csv
import datetime
import unittest

from flow import SOURCE, Flow, wait_for
from province import dates, dossiers, job
from province.client import new_id

KILLED = -9
SCREENING_DAYS = 15
REMINDED = "ocop.registration.v1.DossierReminded"
DUE_MOVED = "ocop.registration.v1.DossierDueMoved"
FIXED = {(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)}

# The first day of the lunar year at UTC+7.
TET = [datetime.date.fromisoformat(day) for day in (
    "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
    "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28",
)]


def days(count):
    return datetime.timedelta(days=count)


class OfficeCalendar:
    """The calendar as Python knows it."""

    def __init__(self):
        with open(SOURCE / "deploy" / "calendar" / "holidays.csv", newline="") as file:
            rows = [(datetime.date.fromisoformat(row["day"]), row["kind"]) for row in csv.DictReader(file)]
        self.holidays = {day for day, kind in rows if kind == "holiday"}
        self.worked = {day for day, kind in rows if kind == "working"}

    def is_off(self, day):
        if day in self.holidays or (day.month, day.day) in FIXED:
            return True
        return day.weekday() >= 5 and day not in self.worked

    def working_days_from(self, day):
        """The working days after a day, for ever."""
        while True:
            day += days(1)
            if not self.is_off(day):
                yield day

    def add(self, day, count):
        found = self.working_days_from(day)
        return [next(found) for _ in range(count)][-1]

    def between(self, first, last):
        return sum(not self.is_off(first + days(n)) for n in range(1, (last - first).days + 1))

    def reminder_day(self, due):
        """The first day from which the due day is three working days away or less."""
        day = due
        while self.add(day - days(1), 3) >= due:
            day -= days(1)
        return day

    def last_safe_day(self, before):
        day = before
        while self.add(day, SCREENING_DAYS) >= before:
            day -= days(1)
        return day


class DeskTest(Flow):
    """Two dossiers of Na Rì before Tết, one of Ba Bể. One story, in the order of its numbers."""

    @classmethod
    def prepare(cls):
        province = cls.province
        keep = {"mat-ong", "bun", "mang"}
        province.plan["products"] = [p for p in province.plan["products"] if p["key"] in keep]
        cls.products = {product["key"]: product for product in province.plan["products"]}
        job.begin(province)
        cls.add_offices()
        cls.calendar = OfficeCalendar()
        cls.stack.ocop("import", "calendar", SOURCE / "deploy" / "calendar" / "holidays.csv")
        cls.tet = next(day for day in TET if day - days(14) > province.today())
        cls.record_tet()
        for product in province.plan["products"]:
            dossiers.register(province, product)
        cls.filed = {}
        cls.due = {}

    @classmethod
    def record_tet(cls):
        """The five days from the last of the old year on, where the file does not have them yet."""
        new = [cls.tet + days(n) for n in range(-1, 4) if cls.tet + days(n) not in cls.calendar.holidays]
        if new:
            cls.record(*new)

    @classmethod
    def record(cls, *holidays):
        cls.province.operator().post("/api/v1/calendar-days", {"days": [
            {"day": str(day), "kind": "CALENDAR_DAY_KIND_HOLIDAY", "nameVi": "Ngày nghỉ", "nameEn": "Day off",
             "source": "Quyết định ví dụ"} for day in holidays]})
        cls.calendar.holidays |= set(holidays)
        cls.wait_caught_up()

    def move_to(self, day):
        self.province.move_clock_to(f"clock/{day}", day)
        self.wait_caught_up()
        self.assertEqual(self.province.today(), day)

    def file(self, key):
        dossiers.fill(self.province, self.products[key])
        today = self.province.today()
        self.filed[key], self.due[key] = today, self.calendar.add(today, SCREENING_DAYS)

    @property
    def officer(self):
        return self.province.office("na-ri")

    @property
    def agency(self):
        return self.province.office("ocop-agency")

    def dossier_id(self, key):
        return self.province.journal[f"dossier/{key}"]["id"]

    def dossier(self, key):
        return self.province.get(self.agency, f"/dossiers/{self.dossier_id(key)}")

    def told(self, kind, key=None):
        found = [event for event in self.events("registration") if event["type"] == kind]
        return [e for e in found if key is None or e["thingId"] == self.dossier_id(key)]

    def reminders(self, key):
        """What was said of a dossier, and on which day in Vietnam."""
        return [
            (event["body"]["kind"].removeprefix("REMINDER_KIND_"), event["body"]["office"], event["body"]["dueOn"],
             dates.day_of(dates.parse_moment(event["occurredAt"])))
            for event in self.told(REMINDED, key)
        ]

    def reminder(self, kind, key, day):
        return (kind, "OFFICE_COMMUNE", str(self.due[key]), day)

    # --- the story

    def test_1_due_days_go_over_tet_and_weekends(self):
        self.move_to(self.tet - days(12))
        self.file("mat-ong")
        self.move_to(self.calendar.add(self.province.today(), 3))
        self.file("bun")
        self.file("mang")
        for key in self.due:
            with self.subTest(key=key):
                self.assertGreater(self.due[key], self.tet)
                self.assertEqual(self.dossier(key)["dueOn"], str(self.due[key]))
        self.assertLess(self.due["mat-ong"], self.due["bun"])

    def test_2_one_is_reminded_three_working_days_before(self):
        day = self.calendar.reminder_day(self.due["mat-ong"])
        self.move_to(day - days(1))
        self.move_to(day)
        expected = [self.reminder("DUE_SOON", "mat-ong", day)]
        wait_for("the reminder", lambda: self.reminders("mat-ong"))
        self.stack.kill("registration")
        self.stack.start("registration")
        self.stack.wait_ready()
        self.wait_caught_up()
        self.assertEqual(self.reminders("mat-ong"), expected)
        self.assertEqual(self.reminders("bun"), [])

    def test_3_killed_and_away_over_the_due_day(self):
        day = self.due["mat-ong"] + days(1)
        morning = datetime.datetime.combine(day, datetime.time(9), dates.VIETNAM)
        self.stack.terminate("registration")
        # It moves, but says that one daemon has not followed.
        self.stack.ocop("clock", "advance", f"{int((morning - self.province.now()).total_seconds())}s", check=False)
        for faults in ("before_commit:1=kill", "after_commit:1=kill"):
            self.stack.start("registration", faults)
            self.assertEqual(self.stack.wait_ended("registration"), KILLED)
        self.stack.start("registration")
        self.stack.wait_ready()
        wait_for("both reminders", lambda: len(self.reminders("mat-ong")) == 2 and self.reminders("bun"))
        self.stack.kill("registration")
        self.stack.start("registration")
        self.stack.wait_ready()
        self.wait_caught_up()
        self.assertEqual(self.reminders("mat-ong"), [
            self.reminder("DUE_SOON", "mat-ong", self.calendar.reminder_day(self.due["mat-ong"])),
            self.reminder("OVERDUE", "mat-ong", day),
        ])
        self.assertEqual(self.reminders("bun"), [self.reminder("DUE_SOON", "bun", day)])

    def test_4_a_holiday_added_later_moves_what_is_not_over(self):
        today = self.province.today()
        holiday = self.calendar.add(today, 1)
        self.assertLess(holiday, self.due["bun"])
        self.record(holiday)
        moved = self.calendar.add(self.filed["bun"], SCREENING_DAYS)
        self.assertGreater(moved, self.due["bun"])
        for key in ("bun", "mang"):
            self.due[key] = moved
            wait_for(f"{key} is due on {moved}", lambda key=key: self.dossier(key)["dueOn"] == str(moved))
            self.assertEqual([event["body"]["dueOn"] for event in self.told(DUE_MOVED, key)], [str(moved)])
        self.assertEqual(self.dossier("mat-ong")["dueOn"], str(self.due["mat-ong"]))  # it has passed
        self.assertEqual(self.told(DUE_MOVED, "mat-ong"), [])

    def item(self, key):
        today = self.province.today()
        return (self.dossier_id(key), str(self.due[key]), self.due[key] < today, (today - self.filed[key]).days,
                self.calendar.between(self.filed[key], today))

    def desk(self, client, query=""):
        shown = self.province.get(client, f"/desk?office=OFFICE_COMMUNE{query}")
        items = [(item["dossier"]["dossierId"], item["dueOn"], item.get("overdue", False), item["waitingDays"],
                  item["waitingWorkingDays"]) for item in shown.get("items", [])]
        return items, int(shown.get("total", 0)), int(shown.get("overdue", 0)), shown.get("next", "")

    def test_5_the_desk_shows_what_is_overdue_first(self):
        late, due, elsewhere = self.item("mat-ong"), self.item("bun"), self.item("mang")
        self.assertTrue(late[2])
        self.assertEqual(self.desk(self.officer), ([late, due], 2, 1, ""))
        self.assertEqual(self.desk(self.officer, "&overdueOnly=true"), ([late], 2, 1, ""))
        self.assertEqual(self.desk(self.province.office("ba-be")), ([elsewhere], 1, 0, ""))
        self.assertEqual(self.desk(self.province.office("cho-moi")), ([], 0, 0, ""))
        self.assertEqual(self.desk(self.agency), ([late, due, elsewhere], 3, 1, ""))
        first, _, _, cursor = self.desk(self.agency, "&limit=2")
        second, total, overdue, end = self.desk(self.agency, f"&limit=2&cursor={cursor.replace('|', '%7C')}")
        self.assertEqual((first + second, total, overdue, end), ([late, due, elsewhere], 3, 1, ""))

    def test_6_the_track_counts_every_stay(self):
        today, filed = self.province.today(), self.filed["mat-ong"]
        returned = {"reason": "Hồ sơ còn thiếu", "deadline": str(today + days(20)), "items": [
            {"code": "M01.phone", "text": "Số điện thoại không liên lạc được"}, {"code": "", "text": "Ảnh mờ"}]}
        self.officer.post(f"/api/v1/dossiers/{self.dossier_id('mat-ong')}/return", returned)
        [*_, move] = self.dossier("mat-ong")["history"]
        self.assertEqual(move["items"], returned["items"])
        self.move_to(today + days(4))
        track = self.province.get(self.agency, f"/dossiers/{self.dossier_id('mat-ong')}/track")
        opened = track["steps"][0]["fromOn"]
        now = self.province.today()
        self.assertEqual([
            (step["office"], step["fromOn"], step.get("untilOn", ""), step.get("calendarDays", 0),
             step.get("workingDays", 0), step.get("dueOn", ""), step.get("overdue", False), step.get("reason", ""))
            for step in track["steps"]
        ], [
            ("OFFICE_PRODUCER", opened, str(filed), 0, 0, "", False, ""),
            ("OFFICE_COMMUNE", str(filed), str(today), (today - filed).days, self.calendar.between(filed, today),
             str(self.due["mat-ong"]), True, ""),
            ("OFFICE_PRODUCER", str(today), "", 4, self.calendar.between(today, now), returned["deadline"], False,
             returned["reason"]),
        ])
        self.assertEqual({office["office"]: office["calendarDays"] for office in track["offices"]},
                         {"OFFICE_PRODUCER": 4, "OFFICE_COMMUNE": (today - filed).days})

    def test_7_the_last_safe_day_to_file(self):
        shown = self.province.get(self.agency, "/filing-calendar?provinceCode=19")
        today = self.province.today()
        dates_of_year = [(datetime.date(today.year, 4, 30), datetime.date(today.year, 6, 30)),
                         (datetime.date(today.year, 10, 30), datetime.date(today.year, 12, 30))]
        proposals, held = next(pair for pair in dates_of_year if pair[0] > today)
        entry = next(entry for entry in shown["rounds"] if entry["level"] == "province")
        safe = self.calendar.last_safe_day(proposals)
        self.assertEqual(shown["screeningWorkingDays"], SCREENING_DAYS)
        self.assertEqual((entry["holdBefore"], entry["proposalsBefore"], entry["safeFilingOn"]),
                         (str(held), str(proposals), str(safe)))
        check = self.province.get(self.agency, f"/dossiers/{self.dossier_id('bun')}/check")
        self.assertEqual((check["proposalsBefore"], check["safeFilingOn"]), (str(proposals), str(safe)))

    # --- what is refused

    def refuse(self, client, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path, field=field):
            problem = self.assert_refused(lambda: client.send(method, f"/api/v1{path}", body), status, rule, field)
            self.assertEqual(problem["type"], f"/problems/{rule}")

    def test_8_what_a_return_is_refused_for(self):
        path = f"/dossiers/{self.dossier_id('bun')}/return"
        sound = {"reason": "Hồ sơ còn thiếu", "deadline": str(self.province.today() + days(20)), "items": []}
        item = {"code": "M01.phone", "text": "Sai số"}
        for changes, status, rule, field in (
            ({"reason": " "}, 422, "reason-missing", "reason"),
            ({"reason": "x" * 4001}, 400, "field-too-long", "reason"),
            ({"deadline": ""}, 400, "field-missing", "deadline"),
            ({"deadline": str(self.province.today())}, 400, "date-invalid", "deadline"),
            ({"items": [{**item, "text": ""}]}, 400, "field-missing", "items[0].text"),
            ({"items": [{**item, "text": "x" * 251}]}, 400, "field-too-long", "items[0].text"),
            ({"items": [item, {**item, "code": "M01.colour"}]}, 400, "field-invalid", "items[1].code"),
            ({"items": [{**item, "code": "EV_NOTHING"}]}, 400, "field-invalid", "items[0].code"),
            ({"items": [item] * 41}, 400, "field-too-long", "items"),
        ):
            self.refuse(self.officer, "POST", path, {**sound, **changes}, status, rule, field)
        self.refuse(self.agency, "POST", path, sound, 403, "role-missing")  # the commune has it
        self.refuse(self.province.office("ba-be"), "POST", path, sound, 403, "scope-missing")
        self.refuse(self.officer, "POST", "/dossiers/dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF/return", sound, 404, "no-such-thing")
        returned = f"/dossiers/{self.dossier_id('mat-ong')}/return"
        self.refuse(self.officer, "POST", returned, sound, 409, "dossier-state")
        stale = {"Content-Type": "application/json", "Idempotency-Key": new_id(), "If-Match": '"1"'}
        self.assert_refused(lambda: self.officer.raw("POST", f"/api/v1{path}", b"{}", stale), 412, "version-stale")

    def test_8_what_a_screening_is_refused_for(self):
        path = f"/dossiers/{self.dossier_id('bun')}/screening"
        findings = [{"checkCode": code, "satisfied": True} for code in self.province.rulebook.screening_checks()]
        for changes, status, rule, field in (
            ({"componentsRemark": "x" * 4001}, 400, "field-too-long", "componentsRemark"),
            ({"request": "x" * 4001}, 400, "field-too-long", "request"),
            ({"findings": findings[1:]}, 422, "screening-incomplete", None),
            ({"findings": [*findings, findings[0]]}, 400, "field-invalid", None),
        ):
            self.refuse(self.officer, "POST", path, {"findings": findings, **changes}, status, rule, field)

    def test_8_what_a_desk_is_refused_for(self):
        for query, status, rule, field in (
            ("", 400, "field-missing", "office"),
            ("?office=OFFICE_ROUND", 400, "field-invalid", "office"),
            ("?office=OFFICE_COMMUNE&communeCode=99999", 422, "unit-unknown", "communeCode"),
            ("?office=OFFICE_COMMUNE&provinceCode=99", 422, "unit-unknown", "provinceCode"),
            ("?office=OFFICE_COMMUNE&cursor=x", 400, "cursor-invalid", "cursor"),
        ):
            self.refuse(self.agency, "GET", f"/desk{query}", None, status, rule, field)
        self.refuse(self.province.anybody(), "GET", "/desk?office=OFFICE_COMMUNE", None, 401, "token-missing")

    def test_8_what_track_and_filing_calendar_are_refused_for(self):
        track = f"/dossiers/{self.dossier_id('bun')}/track"
        self.refuse(self.province.office("ba-be"), "GET", track, None, 403, "scope-missing")
        self.refuse(self.agency, "GET", "/dossiers/dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF/track", None, 404, "no-such-thing")
        self.refuse(self.agency, "GET", "/filing-calendar?rulebookCode=0-0", None, 422, "rulebook-unknown", "rulebookCode")
        self.refuse(self.agency, "GET", "/filing-calendar?provinceCode=99", None, 422, "unit-unknown", "provinceCode")

    def test_9_all_of_it_holds_together(self):
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
