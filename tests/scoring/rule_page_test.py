"""The engine and the rule page agree: random sheets and councils over every set of every rule book.

What is expected is computed by rule_page.py, which was written from the rule page; what the engine
says comes from score_lines, a line a question. The same seed gives the same sheets: the one in the
environment (OCOP_SEED), else the one below. It is printed, so that a failure can be had again.
"""
import collections
import fractions
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

import rule_page

SCORE_LINES = os.environ.get(
    "OCOP_SCORE_LINES", str(rule_page.SOURCE / "build" / "test" / "tests" / "score_lines"))
SEED = int(os.environ.get("OCOP_SEED", "20260522"))
SHEETS_A_SET = 1300  # of 77 sets: 100,100 sheets
COUNCILS_A_SET = 40  # of 1 to 15 members
RAISED_KINDS = ("stop", "disqualify", "not_eligible", "dossier", "requirement")


class Questions:
    """Random sheets of one set: complete ones and ones that are wrong in every way there is."""

    def __init__(self, dice, sheet):
        self.dice, self.sheet = dice, sheet
        self.plain = [(c.code, list(c.points), c.may_be_left_out) for c in sheet.criteria.values() if not c.group]
        self.marked = [c for c in sheet.criteria.values() if c.marked]
        self.best = {c.code: max(c.points, key=c.points.get) for c in sheet.criteria.values()}
        self.worst = {c.code: min(c.points, key=c.points.get) for c in sheet.criteria.values()}

    def complete(self, goodness):
        """Every criterion that applies has an option; with a chance of `goodness` it is the best
        one, of -`goodness` the worst, so that all bands come up and not the middle alone."""
        chance, choice = self.dice.random, self.dice.choice
        chosen = self.best if goodness > 0 else self.worst
        choices = []
        for code, numbers, may_be_left_out in self.plain:
            if may_be_left_out and chance() < 0.3:
                continue
            choices.append([code, chosen[code] if chance() < abs(goodness) else choice(numbers)])
        for cases in self.sheet.cases.values():
            code = choice(cases)
            choices.append([code, choice(list(self.sheet.criteria[code].points))])
        return choices

    def spoil(self, choices):
        """One to three things that are wrong, or only look so."""
        for _ in range(self.dice.randint(1, 3)):
            self.dice.choice((self.drop, self.double, self.add_unknown, self.mistake_option, self.take_both_cases,
                              self.take_no_case, self.choose_for_group))(choices)
        return choices

    def drop(self, choices):
        if choices:
            choices.pop(self.dice.randrange(len(choices)))

    def double(self, choices):
        if choices:
            code, number = self.dice.choice(choices)
            choices.insert(self.dice.randrange(len(choices) + 1), [code, self.dice.choice((number, 1, 99))])

    def add_unknown(self, choices):
        code = self.dice.choice(("99", "", "1.1 ", "A", "x" * 80, "1.99", "2.1.1.1", "đ"))
        choices.insert(self.dice.randrange(len(choices) + 1), [code, 1])

    def mistake_option(self, choices):
        if choices:
            self.dice.choice(choices)[1] = self.dice.choice((0, 17, 4294967295))

    def take_both_cases(self, choices):
        taken = {code for code, _ in choices}
        for cases in self.sheet.cases.values():
            choices.extend([code, 1] for code in cases if code not in taken)

    def take_no_case(self, choices):
        cases = {code for codes in self.sheet.cases.values() for code in codes}
        choices[:] = [choice for choice in choices if choice[0] not in cases]

    def choose_for_group(self, choices):
        if self.sheet.groups:
            choices.append([self.dice.choice(self.sheet.groups), 1])

    def raise_some(self):
        """Conditions and grounds: those of the sheet and ones it does not have."""
        raised = []
        for _ in range(self.dice.choice((1, 1, 1, 2, 3))):
            kind = self.dice.choice(RAISED_KINDS)
            if kind == "dossier":
                code = self.dice.choice(("", "1", "2", "3", "4", "5", "0", "1x", "99"))
            elif self.sheet.notes[kind] and self.dice.random() < 0.7:
                code = self.dice.choice(sorted(self.sheet.notes[kind]))
            else:
                code = self.dice.choice([*self.sheet.criteria, *self.sheet.groups, "99", ""])
            raised.append([kind, code])
        return raised

    def sheet_question(self):
        choices = self.complete(self.dice.choice((-0.95, -0.8, 0, 0.3, 0.6, 0.9, 1)))
        raised = self.raise_some() if self.dice.random() < 0.15 else []
        if self.dice.random() < 0.3:
            self.spoil(choices)
        if self.dice.random() < 0.3:
            self.dice.shuffle(choices)
        return {"sheet": self.sheet.code, "choices": choices, "raised": raised}

    def council_question(self):
        goodness = self.dice.choice((0.2, 0.7, 0.9, 0.97, 1))
        book = self.sheet.book.data
        last = book["levels"][-1]["from"]
        return {
            "sheet": self.sheet.code,
            "sheets": [self.complete(goodness) for _ in range(self.dice.randint(1, 15))],
            "agreed": [[c.code, self.dice.choice(list(c.points))] for c in self.marked if self.dice.random() < 0.2],
            "findings": [] if self.dice.random() < 0.8 else [
                [kind, *self.dice.choice(((2, 1), (1, 2), (1, 1)))]
                for kind in self.dice.sample(RAISED_KINDS, self.dice.randint(1, 3))],
            "gate_level": self.dice.choice(("agreed_option", "sheet", "mean")),
            "gate_effect": self.dice.choice(("cap", "fail")),
            "level": self.dice.choice(("province", "centre")),
            "day": self.dice.choice([level["from"] for level in book["levels"]] + [last]),
            "propose": self.dice.random() < 0.5,
        }


class Engine:
    """score_lines, asked a file of questions; its answers one by one."""

    def __init__(self, questions):
        self.questions = tempfile.TemporaryFile("w+")
        for question in questions:
            self.questions.write(json.dumps(question, ensure_ascii=False, separators=(",", ":")))
            self.questions.write("\n")
        self.questions.seek(0)

    def __enter__(self):
        self.process = subprocess.Popen([SCORE_LINES], stdin=self.questions, stdout=subprocess.PIPE, text=True)
        return map(json.loads, self.process.stdout)

    def __exit__(self, failed, *_):
        rest = self.process.stdout.read()
        self.process.stdout.close()
        self.questions.close()
        ended = self.process.wait()
        if not failed and (ended != 0 or rest):
            raise AssertionError(f"score_lines ended with {ended}, {len(rest)} bytes too many")


class RulePageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.books = rule_page.books()
        cls.sheets = [sheet for book in cls.books.values() for sheet in book.sheets.values()]
        print(f"seed {SEED}", flush=True)

    def setUp(self):
        self.dice = random.Random(f"{SEED} {self.id()}")
        self.seen = collections.Counter()

    def ask(self, questions, expect):
        with Engine(questions) as answers:
            for question in questions:
                answer, expected = next(answers), expect(question)
                self.assertEqual(answer, expected, question)
                self.seen["asked"] += 1

    def expected_of_sheet(self, question):
        sheet = self.by_code[question["sheet"]]
        faults = sheet.faults(question["choices"], question["raised"])
        if faults:
            self.seen.update(rule for rule, _ in faults)
            return {"faults": sorted(map(list, faults))}
        score = sheet.score(question["choices"], question["raised"])
        self.seen[score["outcome"]] += 1
        self.seen[f"{score.get('band_star')} stars"] += 1
        self.seen["capped"] += score.get("star_if_capped") != score.get("band_star")
        return score

    def test_every_set_is_there(self):
        self.assertEqual(len(self.sheets), 77)

    def test_random_sheets(self):
        self.by_code = {sheet.code: sheet for sheet in self.sheets}
        questions = [
            question
            for sheet in self.sheets
            for make in [Questions(self.dice, sheet)]
            for question in (make.sheet_question() for _ in range(SHEETS_A_SET))
        ]
        with Engine(questions) as answers:
            for question in questions:
                answer = next(answers)
                if "faults" in answer:
                    answer["faults"].sort()
                self.assertEqual(answer, self.expected_of_sheet(question), question)
                self.seen["asked"] += 1
        self.assertGreaterEqual(self.seen["asked"], 100_000)
        # Nothing that can happen has stayed away.
        for what in ("scored", "stopped", "disqualified", "not_eligible", "capped", "criterion-missing",
                     "criterion-unknown", "criterion-doubled", "option-unknown", "case-missing", "case-conflict",
                     "finding-unknown", *(f"{star} stars" for star in range(1, 6))):
            self.assertGreater(self.seen[what], 50, what)

    def expected_of_council(self, question):
        sheet = self.by_code[question["sheet"]]
        result = sheet.result(question)
        result["decision"] = sheet.book.decide(result, question["level"], question["day"], question["propose"])
        self.seen.update((result["outcome"], result["decision"], f"{len(question['sheets'])} members"))
        if result["outcome"] == "scored":
            key = "missed" if result["missed"] else "all minimums met"
            self.seen.update((f"{question['gate_level']} {question['gate_effect']} {key}", f"{result['star']} stars"))
        return result

    def test_random_councils(self):
        self.by_code = {sheet.code: sheet for sheet in self.sheets}
        questions = [
            question
            for sheet in self.sheets
            for make in [Questions(self.dice, sheet)]
            for question in (make.council_question() for _ in range(COUNCILS_A_SET))
        ]
        self.ask(questions, self.expected_of_council)
        for what in ("scored", "stopped", "disqualified", "not_eligible", "recognised", "not_recognised", "proposed",
                     *(f"{level} {effect} {key}" for level in ("agreed_option", "sheet", "mean")
                       for effect in ("cap", "fail") for key in ("missed", "all minimums met")),
                     *(f"{star} stars" for star in (0, 2, 3, 4, 5)),
                     *(f"{members} members" for members in range(1, 16))):
            self.assertGreater(self.seen[what], 5, what)

    # --- means, by every sum a council of up to fifteen can have

    def test_every_mean_of_up_to_fifteen_sheets(self):
        questions = [{"mean": [total, count], "book": code}
                     for code in self.books for count in range(1, 16) for total in range(100 * count + 1)]
        self.ask(questions, lambda question: self.expected_of_mean(question["book"], *question["mean"]))

    def expected_of_mean(self, code, total, count):
        mean = fractions.Fraction(total, count)
        return {"mean": rule_page.mean_text(mean), "band_star": self.books[code].band_star(mean)}

    def test_means_that_are_known(self):
        rows = [  # worked out by hand
            (638, 7, "91.14", 5), (629, 7, "89.86", 4), (630, 7, "90.00", 5), (90, 1, "90.00", 5),
            (17999, 200, "90.00", 4),  # 89.995: rounded it looks like five stars
            (179989, 2000, "89.99", 4),  # 89.9945
            (209, 3, "69.67", 3), (210, 3, "70.00", 4), (149, 3, "49.67", 2), (89, 3, "29.67", 1), (0, 1, "0.00", 1),
            (1, 3, "0.33", 1), (2, 3, "0.67", 1), (1, 8, "0.13", 1), (1, 200, "0.01", 1), (1, 201, "0.00", 1),
        ]
        questions = [{"mean": [total, count], "book": "26-2026"} for total, count, _, _ in rows]
        with Engine(questions) as answers:
            for total, count, text, star in rows:
                self.assertEqual(next(answers), {"mean": text, "band_star": star}, (total, count))
                self.assertEqual(self.expected_of_mean("26-2026", total, count), {"mean": text, "band_star": star})

    # --- the page itself against the worked scores that came with the rule books

    def test_the_page_agrees_with_the_worked_scores(self):
        by_code = {sheet.code: sheet for sheet in self.sheets}
        worked = json.loads((rule_page.SOURCE / "tests" / "common" / "rulebook" / "VECTORS.json").read_text())
        for vector in worked["vectors"]:
            expected = vector["expected"]
            raised = [[item["kind"], item["code"] or ""] for item in vector.get("raised", [])]
            sheet = by_code[vector["set_code"]]
            self.assertEqual(sheet.faults(list(vector["choices"].items()), raised), [], vector["name"])
            score = sheet.score(list(vector["choices"].items()), raised)
            gates = collections.defaultdict(list)
            for star, code in score.get("failed_gates", []):
                gates[str(star)].append(code)
            self.assertEqual(
                (score["outcome"], score["at"], score.get("parts"), score.get("total"), score.get("band_star"),
                 dict(gates), score.get("star_if_capped")),
                (expected["outcome"], expected.get("at"), expected["parts"], expected["total"],
                 expected["band_star"], expected["failed_gates"], expected["star_if_capped"]), vector["name"])


if __name__ == "__main__":
    unittest.main()
