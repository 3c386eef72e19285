"""The way of dossiers, counted: made-up dossiers of two years and of rounds on a shard, told to the market by the way
all events come; how many came to each step and how long it took them, held against what is computed from them alone.
"""
import collections
import datetime
import html
import pathlib
import random
import re
import statistics
import unittest
import urllib.parse

import figures_test
import sheets
from flow import Flow, setup, wait_for
from shown import Tables, number as shown_number
from visitor import Visitor
from histories import days

SEED, DOSSIERS = 20260522, 600
STEPS = ("FILED", "SCREENED", "PROPOSED", "ADMITTED", "SCORED", "DECIDED", "RECOGNISED")
ROUNDS = ["round_tn1_01AAAAAAAAAAAAAAAAAAAAAAAA", "round_tn1_01BBBBBBBBBBBBBBBBBBBBBBBB"]
SCORING = "scoring_tn1"


class Dossier:
    """Days by step, as far as it came."""

    def __init__(self, number, commune):
        self.dossier_id, self.product_id = f"dossier_{number:05}", f"product_{number:05}"
        self.commune, self.round = commune, None
        self.days, self.recognised, self.withdrawn = {}, False, False

    def reached(self, step):
        later = STEPS[STEPS.index(step):]
        return any(one in self.days for one in later if one != "RECOGNISED") if step != "RECOGNISED" else self.recognised


class Dossiers:
    def __init__(self, communes):
        self.dice = random.Random(SEED)
        self.events, self.all = [], []
        for number, round_id in enumerate(ROUNDS):
            self.events.append((datetime.date(2025, 1, 1), number, {
                "source": SCORING, "type": "scoring.v1.RoundPlanned", "thing": round_id, "version": 1, "on": "2025-01-01",
                "body": {"roundId": round_id, "name": f"Đợt ví dụ {number}", "unitCode": "19", "heldOn": "2025-06-01"}}))
        for number in range(DOSSIERS):
            dossier = Dossier(number, self.dice.choice(communes))
            self.all.append(dossier)
            self.go(dossier)

    def tell(self, source, kind, dossier, on, **body):
        self.events.append((on, len(self.events), {
            "source": source, "type": f"{source.partition('_')[0]}.v1.{kind}", "thing": dossier.dossier_id, "version": 1,
            "on": on.isoformat(), "body": body}))

    def lines(self):
        return [event for _, _, event in sorted(self.events, key=lambda one: one[:2])]

    def go(self, dossier):
        chance, dice = self.dice.random, self.dice
        day = datetime.date(2025, 1, 1) + days(dice.randint(0, 600))
        dossier.days["FILED"] = filed = day
        names = {"dossierId": dossier.dossier_id, "productId": dossier.product_id, "communeCode": dossier.commune,
                 "submittedOn": filed.isoformat()}
        self.tell("registration", "DossierSubmitted", dossier, day, **names)
        if chance() < 0.1:
            return self.withdraw(dossier, day)
        day = self.step(dossier, "SCREENED", day, 15)
        self.tell("registration", "DossierScreened", dossier, day, dossierId=dossier.dossier_id)
        if chance() < 0.15:  # sent back and filed again: what came after begins anew
            day += days(dice.randint(1, 30))
            self.tell("registration", "DossierReturned", dossier, day, dossierId=dossier.dossier_id, reason="ví dụ")
            day += days(dice.randint(1, 30))
            self.tell("registration", "DossierSubmitted", dossier, day, **names)
            del dossier.days["SCREENED"]
            if chance() < 0.3:
                return None
            day = self.step(dossier, "SCREENED", day, 15)
            self.tell("registration", "DossierScreened", dossier, day, dossierId=dossier.dossier_id)
        if chance() < 0.1:
            return None
        day = self.step(dossier, "PROPOSED", day, 10)
        self.tell("registration", "DossierProposed", dossier, day, dossierId=dossier.dossier_id, proposedOn=day.isoformat())
        if chance() < 0.1:
            return None
        return self.evaluate(dossier, day)

    def step(self, dossier, step, day, most):
        dossier.days[step] = day + days(self.dice.randint(0, most))
        return dossier.days[step]

    def withdraw(self, dossier, day):
        dossier.withdrawn = True
        self.tell("registration", "DossierWithdrawn", dossier, day + days(3), dossierId=dossier.dossier_id, reason="ví dụ")

    def evaluate(self, dossier, day):
        chance, dice = self.dice.random, self.dice
        dossier.round = dice.choice(ROUNDS)
        in_round = {"dossierId": dossier.dossier_id, "roundId": dossier.round}
        day = self.step(dossier, "ADMITTED", day, 40)
        self.tell("registration", "DossierAdmitted", dossier, day, **in_round)
        if chance() < 0.05:  # it leaves the round
            del dossier.days["ADMITTED"]
            dossier.round = None
            self.tell(SCORING, "DossierLeftRound", dossier, day + days(2), **in_round, reason="ví dụ")
            return self.withdraw(dossier, day)
        if chance() < 0.1:
            return None
        for _ in range(dice.choice((1, 1, 1, 2))):  # the last result stands
            day = self.step(dossier, "SCORED", day, 30)
            self.tell(SCORING, "DossierClosed", dossier, day, result=in_round)
        if chance() < 0.1:
            return None
        day = self.step(dossier, "DECIDED", day, 60)
        dossier.recognised = chance() < 0.7
        outcome = "RECOGNISED" if dossier.recognised else dice.choice(("NOT_RECOGNISED", "PROPOSED_TO_CENTRE"))
        self.tell(SCORING, "ResultDecided", dossier, day + days(4), result={
            **in_round, "decision": f"DECISION_OUTCOME_{outcome}", "decidedOn": day.isoformat()})
        return None


def shown_tables(page):
    return Tables(page).all


class FunnelTest(Flow):
    stack_class = figures_test.ToldStack

    @classmethod
    def setUpClass(cls):
        units = figures_test.Units(pathlib.Path(__file__).parents[2] / "deploy" / "units")
        cls.communes = [code for code, province in units.communes.items() if province == "19"]
        cls.told = Dossiers(cls.communes)
        cls.stack_class.events = cls.told.lines()
        super().setUpClass()

    @classmethod
    def prepare(cls):
        cls.add_units()
        setup.add_offices(cls.province)
        wait_for("the market has followed", cls.market_has_followed)

    @classmethod
    def market_has_followed(cls):
        return cls.has_followed("market", "identity", "registration", SCORING)

    def expected(self, dossiers, today):
        lines = {}
        for step, before in zip(STEPS, (None,) + STEPS):
            waits = [(one.days[step] - one.days[before]).days for one in dossiers
                     if step in one.days and before in one.days]
            waiting = [(today - one.days[step]).days for one in dossiers if step in one.days and not one.withdrawn
                       and step != "DECIDED" and not one.reached(STEPS[STEPS.index(step) + 1])]
            lines[step] = {
                "count": sum(one.reached(step) for one in dossiers),
                "medianHalfDays": int(2 * statistics.median(waits)) if waits else 0,
                "longestDays": max(waits, default=0), "waiting": len(waiting), "longestWaitingDays": max(waiting, default=0)}
        return lines

    def seen(self, query):
        funnel = self.province.get(self.province.anybody(), f"/figures/funnel?{query}")
        lines = {line["step"].removeprefix("FUNNEL_STEP_"): {
            name: int(line.get(name, 0)) for name in ("count", "medianHalfDays", "longestDays", "waiting", "longestWaitingDays")}
                 for line in funnel["lines"]}
        return funnel, lines

    def groups(self):
        """Every question, and the dossiers that it is about."""
        dossiers = self.told.all
        for year in (2025, 2026):
            of_year = [one for one in dossiers if one.days["FILED"].year == year]
            yield f"year={year}", of_year
            commune = collections.Counter(one.commune for one in of_year).most_common(1)[0][0]
            yield f"year={year}&commune={commune}", [one for one in of_year if one.commune == commune]
            yield f"year={year}&province=01", []
        for round_id in ROUNDS:
            yield f"roundId={round_id}", [one for one in dossiers if one.round == round_id]

    def test_every_step_counts_and_takes_what_it_did(self):
        for query, dossiers in self.groups():
            with self.subTest(query=query):
                funnel, lines = self.seen(query)
                self.assertEqual(lines, self.expected(dossiers, self.province.today()))
                self.assertEqual(int(funnel.get("withdrawn", 0)), sum(one.withdrawn for one in dossiers))

    def test_a_step_opens_to_its_dossiers_for_offices_alone(self):
        agency, anybody = self.province.office("ocop-agency"), self.province.anybody()
        for query, dossiers in self.groups():
            for line in self.seen(query)[0]["lines"]:
                step, path = line["step"].removeprefix("FUNNEL_STEP_"), line["rows"].removeprefix("/api/v1")
                rows = self.province.pages(agency, path, "rows")
                self.assertEqual([row["dossierId"] for row in rows],
                                 sorted(one.dossier_id for one in dossiers if one.reached(step)), path)
                self.assertEqual(anybody.send("GET", line["rows"]).status, 401)

    def test_who_waits_and_who_was_withdrawn_are_listed(self):
        agency = self.province.office("ocop-agency")
        for query, dossiers in self.groups():
            funnel, lines = self.seen(query)
            for line in funnel["lines"]:
                rows = self.province.pages(agency, line["waitingRows"].removeprefix("/api/v1"), "rows")
                step = line["step"].removeprefix("FUNNEL_STEP_")
                self.assertEqual(len(rows), lines[step]["waiting"], line["waitingRows"])
                self.assertEqual([row["dossierId"] for row in rows if row.get("withdrawnOn")], [])
            rows = self.province.pages(agency, funnel["withdrawnRows"].removeprefix("/api/v1"), "rows")
            self.assertEqual([row["dossierId"] for row in rows], sorted(one.dossier_id for one in dossiers if one.withdrawn))

    def test_rounds_can_be_chosen_by_their_names(self):
        funnel = self.seen(f"roundId={ROUNDS[0]}")[0]
        self.assertEqual({one["roundId"]: one.get("name") for one in funnel["rounds"]},
                         {round_id: f"Đợt ví dụ {number}" for number, round_id in enumerate(ROUNDS)})
        self.assertEqual(funnel["round"]["name"], "Đợt ví dụ 0")
        self.assertEqual(self.seen("year=2025")[0]["year"], 2025)

    def test_a_table_for_office_programs_has_the_same_figures(self):
        anybody = self.province.anybody()
        for query, _ in self.groups():
            funnel, lines = self.seen(query)
            tables = [sheets.rows(name, anybody.raw(
                "GET", f"/api/v1/figures/funnel/table?{query}&format=FIGURE_FORMAT_{name}").content) for name in ("CSV", "XLSX")]
            self.assertEqual(*tables)
            _, *rows, withdrawn = tables[0]
            self.assertEqual(int(withdrawn[3]), int(funnel.get("withdrawn", 0)))
            for row in rows:
                line = lines[row[0]]
                self.assertEqual([int(row[3]), int(row[6]), int(row[7])],
                                 [line["count"], line["waiting"], line["longestWaitingDays"]])
                if row[0] not in ("FILED", "RECOGNISED"):
                    self.assertEqual((float(row[4].replace(",", ".")), int(row[5])),
                                     (line["medianHalfDays"] / 2, line["longestDays"]))
        self.assert_refused(lambda: anybody.send("GET", "/api/v1/figures/funnel/table?format=7"), 400, "field-invalid", "format")

    # --- the page

    def page(self, path, office=None):
        visitor = Visitor(self.stack.port)
        self.addCleanup(visitor.close)
        visitor.cookie = office and self.province.office(office).secret
        status, page = visitor.page(path)
        self.assertEqual(status, 200, path)
        self.assertLess(len(page.encode()), figures_test.PAGE_LIMIT_BYTES, path)
        self.assertNotIn("<script", page)
        return page

    def test_the_page_shows_what_the_tables_for_office_programs_have(self):
        for query, _ in self.groups():
            path = query.replace("roundId", "round")
            page = self.page(f"/figures/funnel?{path}")
            [(_, *shown)] = shown_tables(page)
            sheet = sheets.rows("XLSX", self.province.anybody().raw(
                "GET", f"/api/v1/figures/funnel/table?{query}&format=FIGURE_FORMAT_XLSX").content)
            self.assertEqual([[int(row[3]), row[4], row[5]] for row in sheet[1:]],
                             [[shown_number(row[1][0]), row[2][0], row[3][0].replace(".", "")] for row in shown])
            self.assertEqual([int(row[6]) for row in sheet[1:-1]], [shown_number(row[4][0]) for row in shown[:-1]])
            self.assertEqual([link for row in shown for _, link in row if link], [], "rows are an office's")

    def test_a_round_is_chosen_without_a_script(self):
        page = self.page("/figures/funnel")
        for round_id in ROUNDS:
            self.assertIn(f'value="{round_id}"', page)
        self.assertIn("Đợt ví dụ 1", self.page(f"/figures/funnel?round={ROUNDS[1]}&year=2026"))

    def test_an_office_opens_each_figure_of_the_page(self):
        for path in ("/figures/funnel?year=2025", f"/figures/funnel?round={ROUNDS[0]}"):
            [(_, *shown)] = shown_tables(self.page(path, "ocop-agency"))
            cells = [(shown_number(text), link) for row in shown for text, link in row if link]
            self.assertGreater(len(cells), 5)
            for count, link in cells:
                self.assertEqual(self.rows_behind(link), count, link)

    def rows_behind(self, link):
        """Of all pages, each led to by the one before."""
        count = 0
        while link:
            page = self.page(link, "ocop-agency")
            [(_, *rows)] = shown_tables(page)
            count += len(rows)
            following = re.search('rel="next" href="([^"]*)"', page)
            link = following and html.unescape(following.group(1))
        return count

    def test_who_has_not_signed_in_is_led_there_and_back(self):
        visitor = Visitor(self.stack.port)
        self.addCleanup(visitor.close)
        answer = visitor.ask("GET", "/figures/funnel/rows?year=2025&step=filed")
        self.assertEqual(answer.status, 303)
        self.assertEqual(answer.headers["location"], "/dang-nhap?next=" + urllib.parse.quote(
            "/figures/funnel/rows?year=2025&step=filed", safe=""))

    def test_an_office_sees_its_own_dossiers(self):
        officer = self.province.office("con-minh")
        rows = self.province.pages(officer, "/figures/funnel/rows?year=2025", "rows")
        communes = {row["communeCode"] for row in rows}
        self.assertLessEqual(len(communes), 1)
        own = communes.pop() if communes else None
        self.assertEqual(len(rows), sum(one.commune == own and one.days["FILED"].year == 2025 for one in self.told.all))

    def test_what_is_asked_wrongly_is_refused(self):
        agency = self.province.office("ocop-agency")
        for query, rule, field in (("year=1999", "field-invalid", "year"), ("commune=a%26b", "field-invalid", "commune"),
                                   ("province=" + "1" * 65, "field-too-long", "province")):
            for path in ("/api/v1/figures/funnel", "/api/v1/figures/funnel/rows"):
                with self.subTest(path=path, query=query):
                    self.assert_refused(lambda: agency.send("GET", f"{path}?{query}"), 400, rule, field)


if __name__ == "__main__":
    unittest.main()
