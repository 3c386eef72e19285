"""How a sheet becomes a star, by the rule page (deploy/rulebooks/README.md) and the rule books' JSON.

Written apart from the engine in services/common/rulebook and services/scoring/rules, which is held
against it: another language, the tree as it is in the file, fractions where the engine has whole
numbers. Nothing is rounded but for eyes.
"""
import collections
import fractions
import json
import pathlib

SOURCE = pathlib.Path(__file__).resolve().parents[2]
STARS = (3, 4, 5)  # those with a certificate, so with minimums
ENDING = {"stop": "stopped", "disqualify": "disqualified", "not_eligible": "not_eligible", "dossier": "disqualified"}
# What the council carried, the graver first; a missed requirement counts as not eligible.
GRAVITY = (("dossier", "disqualified"), ("disqualify", "disqualified"), ("not_eligible", "not_eligible"),
           ("requirement", "not_eligible"), ("stop", "stopped"))


def points_of(option):
    return option["points_inferred"] if option["points"] is None else option["points"]


class Criterion:
    def __init__(self, node, part, group):
        self.code, self.part = node["code"], part
        self.group = group  # of cases it is one of; None
        self.points = {option["no"]: points_of(option) for option in node["options"]}
        self.may_be_left_out = any(note["kind"] == "applies_if" for note in node.get("notes", []))
        # The highest points marked with a star not above it; 0 where nothing is marked.
        self.minimum = {
            star: max((points_of(o) for o in node["options"] if o["min_star"] and o["min_star"] <= star), default=0)
            for star in STARS
        }
        self.marked = any(option["min_star"] for option in node["options"])


class Sheet:
    def __init__(self, book, path):
        data = json.loads(path.read_text())
        self.book, self.code, self.set_no = book, data["set_code"], data["set_no"]
        self.parts = [part["code"] for part in data["parts"]]
        self.grounds = len(data["disqualifiers"] or [])
        self.criteria, self.groups, self.notes = {}, [], collections.defaultdict(set)
        self.cases = {}  # group of cases -> codes of which one is scored
        for part in data["parts"]:
            for node in part["criteria"]:
                self._read(node, part["code"], None)
        self.sums = collections.Counter(len(c.points) for c in self.criteria.values())

    def _read(self, node, part, group):
        for note in node.get("notes", []):
            self.notes[note["kind"]].add(node["code"])
        if "criteria" not in node:
            self.criteria[node["code"]] = Criterion(node, part, group)
            return
        self.groups.append(node["code"])
        cases = node["select"] == "one_of_cases"
        if cases:
            self.cases[node["code"]] = [child["code"] for child in node["criteria"]]
        for child in node["criteria"]:
            self._read(child, part, node["code"] if cases else group)

    def knows(self, kind, code):
        """Whether the sheet has the note at this node, or the ground against the whole dossier."""
        if kind != "dossier":
            return code in self.notes[kind]
        return self.grounds > 0 if not code else code.isdigit() and 1 <= int(code) <= self.grounds

    def faults(self, choices, raised):
        """Everything that is wrong, as (rule, code). Choices are a list: one may stand twice."""
        found, seen = [], set()
        for code, number in choices:
            if code not in self.criteria:
                found.append(("criterion-unknown", code))
            elif code in seen:
                found.append(("criterion-doubled", code))
            elif number not in self.criteria[code].points:
                found.append(("option-unknown", code))
            seen.add(code)
        found += [("finding-unknown", code) for kind, code in raised if not self.knows(kind, code)]
        if raised and any(kind in ENDING for kind, _ in raised):
            return found  # what comes after the condition is not assessed
        for group, cases in self.cases.items():
            taken = sum(code in seen for code in cases)
            if taken != 1:
                found.append(("case-conflict" if taken else "case-missing", group))
        found += [
            ("criterion-missing", criterion.code)
            for criterion in self.criteria.values()
            if not criterion.group and not criterion.may_be_left_out and criterion.code not in seen
        ]
        return found

    def counted(self, choices):
        """Points of each criterion that counts: one that was left out gives 0, a case that was not
        taken does not count."""
        return {
            code: criterion.points[choices[code]] if code in choices else 0
            for code, criterion in self.criteria.items()
            if code in choices or not criterion.group
        }

    def part_totals(self, points):
        totals = dict.fromkeys(self.parts, 0)
        for code, got in points.items():
            totals[self.criteria[code].part] += got
        return totals

    def score(self, choices, raised):
        """What one sheet without faults gives, in the words of the engine's lines."""
        ends = [(kind, code) for kind, code in raised if kind in ENDING]
        if ends:
            kind, code = ends[0]
            return {"outcome": ENDING[kind], "at": code or None}
        points = self.counted(dict(choices))
        missed = [
            [star, code]
            for star in STARS
            for code, got in points.items()
            if got < self.criteria[code].minimum[star]
        ]
        parts = self.part_totals(points)
        total = sum(parts.values())
        band = self.book.band_star(fractions.Fraction(total))
        return {"outcome": "scored", "at": None, "parts": parts, "total": total, "band_star": band,
                "failed_gates": missed, "star_if_capped": cap(band, missed)}

    def result(self, council):
        """What a council's sheets give under the settings of a round."""
        carried = {kind for kind, votes_for, votes_against in council["findings"] if votes_for > votes_against}
        for kind, word in GRAVITY:
            if kind in carried:
                return {"outcome": word}
        counted = [self.counted(dict(choices)) for choices in council["sheets"]]
        parts = [self.part_totals(points) for points in counted]
        totals = [sum(part.values()) for part in parts]
        mean = fractions.Fraction(sum(totals), len(totals))
        missed = self._missed(counted, council["gate_level"], dict(council["agreed"]))
        band = self.book.band_star(mean)
        capped = cap(band, missed)
        star = 0 if council["gate_effect"] == "fail" and capped < band else capped
        return {
            "outcome": "scored", "sum": sum(totals), "count": len(totals), "mean": mean_text(mean),
            "squares": sum(total * total for total in totals), "lowest": min(totals), "highest": max(totals),
            "parts": {part: [sum(p[part] for p in parts), sum(p[part] ** 2 for p in parts)] for part in self.parts},
            "band_star": band, "star": star, "missed": missed,
        }

    def _missed(self, counted, gate_level, agreed):
        found = []
        for star in STARS:
            for code, criterion in self.criteria.items():
                got = [points[code] for points in counted if code in points]
                if not got:
                    continue  # a case that nobody took
                if gate_level == "mean":
                    tested = fractions.Fraction(sum(got), len(got))
                elif gate_level == "agreed_option" and code in agreed:
                    tested = criterion.points[agreed[code]]
                else:
                    tested = min(got)
                if tested < criterion.minimum[star]:
                    found.append([star, code])
        return found


class Book:
    def __init__(self, folder):
        data = json.loads((folder / "rulebook.json").read_text())
        self.code, self.data = folder.name, data
        self.sheets = {}
        for path in sorted(folder.glob("sets/*.json")):
            sheet = Sheet(self, path)
            self.sheets[sheet.code] = sheet

    def band_star(self, mean):
        return max(band["star"] for band in self.data["bands"] if mean >= band["from"])

    def level_on(self, day):
        for level in self.data["levels"]:
            if level["from"] <= day and (level["to"] is None or day <= level["to"]):
                return level
        return self.data["levels"][-1]

    def decide(self, result, level, day, propose):
        """What the authority of a level decides: it recognises its own stars; five stars from the
        points at which it hands on go to the centre, where the round says so also when only what
        five stars need is missed."""
        dated = self.level_on(day)
        forward = next((f["from_points"] for f in dated["forwards"] or [] if f["from_level"] == level), None)
        if result["outcome"] != "scored":
            return "not_recognised"
        reaches = forward is not None and fractions.Fraction(result["sum"], result["count"]) >= forward
        if propose and reaches and result["missed"] and all(star == 5 for star, _ in result["missed"]):
            return "proposed"
        recogniser = dated["recognises"].get(str(result["star"]))
        if recogniser == level:
            return "recognised"
        return "proposed" if recogniser == "centre" and reaches else "not_recognised"


def cap(band, missed):
    """The band lowered to the highest star whose minimums all hold; under the lowest with a
    certificate nothing is asked for."""
    failing = {star for star, _ in missed}
    star = band
    while star in failing:
        star -= 1
    return star


def mean_text(mean):
    """Two decimals, rounded half up."""
    hundredths, rest = divmod(mean * 100, 1)
    hundredths = int(hundredths) + (rest >= fractions.Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def books():
    folders = sorted((SOURCE / "deploy" / "rulebooks").glob("*/rulebook.json"))
    return {folder.parent.name: Book(folder.parent) for folder in folders}
