"""Forty months in days over real daemons: certificates that end on the ends of months, and on the day
that 29 February comes to, are reminded of seven times, each on its day, and end at midnight in Vietnam.
The public answer, the list of certificates and the market say the same on every one of those days.

All days are reckoned with datetime, apart from the daemons.
"""
import csv
import datetime
import time
import unittest

from flow import Flow, wait_for
from province import dates, job, setup

BEGIN = datetime.date(2028, 3, 1)
DAYS = 40 * 365 // 12 + 3
# Days of decision; thirty-six months later is the same day, or the month's last where there is none.
DECIDED = {
    "Chè Ví dụ 1": (datetime.date(2027, 11, 30), datetime.date(2030, 11, 30)),
    "Chè Ví dụ 2": (datetime.date(2027, 12, 31), datetime.date(2030, 12, 31)),
    "Chè Ví dụ 3": (datetime.date(2028, 1, 31), datetime.date(2031, 1, 31)),
    "Chè Ví dụ 4": (datetime.date(2028, 2, 28), datetime.date(2031, 2, 28)),
    "Chè Ví dụ 5": (datetime.date(2028, 2, 29), datetime.date(2031, 2, 28)),
    "Chè Ví dụ 6": (datetime.date(2028, 3, 1), datetime.date(2031, 3, 1)),
}
KINDS = ("TWELVE_MONTHS", "WINDOW_OPENS", "WINDOW_HALF", "WINDOW_ENDS_SOON", "WINDOW_LAST_DAY", "THIRTY_DAYS", "LAST_DAY")


def reminders(until):
    """Kind and day of each; none of these ends is a 29 February."""
    days = [until.replace(year=until.year - 1)] + [until - datetime.timedelta(days=n) for n in (180, 150, 127, 120, 30, 0)]
    return list(zip(KINDS, days))


class ClockDaysTest(Flow):
    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.province.move_clock_to("clock/first", BEGIN, hour=0)
        cls.today = BEGIN
        rows = [cls.row(number, *product) for number, product in enumerate(DECIDED.items(), 1)]
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged", lambda: setup.enough(setup.legacy_certificates(cls.province), len(DECIDED)))
        cls.codes = {certificate["productName"]: certificate["code"] for certificate in found}
        assert {c["productName"]: c["validUntil"] for c in found} == {n: str(until) for n, (_, until) in DECIDED.items()}, found
        cls.wait_caught_up()

    @classmethod
    def row(cls, number, name, days):
        return {
            "product": name, "producer": f"Hợp tác xã Ví dụ {number}", "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": "4", "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND", "decision_date": str(days[0]), "expiry_date": "", "year": str(days[0].year),
            "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }

    # --- what is asked every day

    def certificates(self):
        listed = self.public.get("/api/v1/certificates?limit=50")["certificates"]
        return {c["productName"]: c["state"].removeprefix("CERTIFICATE_STATE_") for c in listed}

    def badges(self):
        listed = self.public.get("/api/v1/listings?limit=50")["listings"]
        return {entry["productName"]: entry["badge"].removeprefix("BADGE_STATE_") for entry in listed}

    def told(self, name):
        """Kind and day on which each was told; one that was overtaken came late."""
        past = self.public.get(f"/api/v1/certificates/{self.codes[name]}/moves").get("reminders", [])
        self.assertFalse([reminder for reminder in past if reminder.get("overtaken")])
        return [(reminder["reminder"].removeprefix("CERTIFICATE_REMINDER_"), dates.day_of(dates.parse_moment(reminder["at"])))
                for reminder in past]

    def next_day(self):
        """To some seconds after midnight."""
        self.today += datetime.timedelta(days=1)
        midnight = datetime.datetime.combine(self.today, datetime.time(0), dates.VIETNAM)
        seconds = int((midnight - self.province.now()).total_seconds()) + 2
        self.province.operator().post("/api/v1/clock", {"seconds": seconds})
        wait_for("certification's clock moves", lambda: self.province.now() >= midnight)

    def on_this_day(self):
        expected = {name: "VALID" if self.today <= until else "EXPIRED" for name, (_, until) in DECIDED.items()}
        self.assertEqual(self.certificates(), expected, self.today)
        wait_for(f"the market says the same on {self.today}", lambda: self.badges() == expected)
        for name, (_, until) in DECIDED.items():
            due = [(kind, day) for kind, day in reminders(until) if day <= self.today]
            if due and due[-1][1] == self.today:
                wait_for(f"{name} is reminded of on {self.today}", lambda: self.told(name) == due)
            if self.today in (until, until + datetime.timedelta(days=1)):
                answer = self.public.get(f"/api/v1/verify/{self.codes[name]}")
                self.assertEqual(answer["certificate"]["state"], f"CERTIFICATE_STATE_{expected[name]}")

    # --- the way

    def test_forty_months_in_days(self):
        self.public = self.province.anybody()
        begun = time.monotonic()
        for _ in range(DAYS):
            self.next_day()
            self.on_this_day()
        print(f"days_a_second {DAYS / (time.monotonic() - begun):.1f}", flush=True)
        for name, (_, until) in DECIDED.items():
            self.assertEqual(self.told(name), reminders(until))
        events = [event["type"].rsplit(".", 1)[-1] for event in self.events("certification")]
        self.assertEqual(events.count("CertificateReminderDue"), len(KINDS) * len(DECIDED))
        self.assertEqual(events.count("CertificateExpired"), len(DECIDED))
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
