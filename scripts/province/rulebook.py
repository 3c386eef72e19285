"""Scores a sheet by the rule book's JSON, apart from the daemons: what they answer is checked
against what stands here. Sums are whole numbers, means are fractions, nothing is rounded."""

import fractions
import json
import pathlib


class Rulebook:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.data = json.loads((self.folder / "rulebook.json").read_text())
        self.code = self.folder.name
        self.validity_months = self.data["validity_months"]

    def sheet(self, set_no):
        [path] = self.folder.glob(f"sets/{set_no:02d}-*.json")
        return Sheet(json.loads(path.read_text()))

    def sector_of(self, set_no):
        for sector in self.data["taxonomy"]:
            for group in sector["groups"]:
                if any(entry["set_no"] == set_no for entry in group["sets"]):
                    return sector["code"]
        return ""

    def form_fields(self, code):
        """Keys of a form that the producer fills in: not the offices' own part."""
        [form] = [form for form in self.data["forms"] if form["code"] == code]
        return [field for field in form["fields"] if not field["key"].startswith("office_")]

    def screening_checks(self):
        return [check["code"] for check in self.data["levels"][-1]["screens"]["checks"]]

    def samples_handed_over(self, set_no, from_level):
        """Samples of a set's product that go from a level to the next with a first dossier."""
        if self.sector_of(set_no) in self.data.get("samples_not_for_sectors", []):
            return 0
        return next(
            (h["samples"] for h in self.data["handovers"] if h["from_level"] == from_level and "first" in h["procedures"]),
            0,
        )

    def forward_from_points(self):
        [forward] = [f for f in self.data["levels"][-1]["forwards"] if f["from_level"] == "province"]
        return forward["from_points"]

    def band_star(self, mean):
        for band in self.data["bands"]:
            if mean >= band["from"]:
                return band["star"]
        return 0


class Sheet:
    """A set without cases: its criteria in order, each with the part it counts in."""

    def __init__(self, data):
        self.name = data["name"]
        self.criteria = []
        self.part_of = {}
        for part in data["parts"]:
            self._gather(part["criteria"], part["code"])

    def _gather(self, nodes, part):
        for node in nodes:
            children = node.get("criteria") or node.get("children") or []
            if node["select"] == "sum":
                self._gather(children, part)
            elif node["select"] == "one":
                self.criteria.append(node)
                self.part_of[node["code"]] = part
            else:
                raise ValueError(f"{node['code']}: the demo uses no sets with cases")

    def evidence_types(self):
        """Kinds of evidence the criteria ask for, with the criteria they prove."""
        asked = {}
        for criterion in self.criteria:
            for kind in criterion.get("evidence") or []:
                asked.setdefault(kind, []).append(criterion["code"])
        return asked

    @staticmethod
    def points(option):
        inferred = option.get("points_inferred", 0)
        return option["points"] if option["points"] is not None else inferred

    def minimum(self, criterion, star):
        """Points a product of a star needs here: the highest marked with a star not above it."""
        marked = [self.points(o) for o in criterion["options"] if o["min_star"] and o["min_star"] <= star]
        return max(marked, default=0)

    def chosen(self, criterion, choices):
        [option] = [o for o in criterion["options"] if o["no"] == choices[criterion["code"]]]
        return self.points(option)

    def total(self, choices):
        return sum(self.chosen(criterion, choices) for criterion in self.criteria)

    def part_totals(self, choices):
        totals = {}
        for criterion in self.criteria:
            part = self.part_of[criterion["code"]]
            totals[part] = totals.get(part, 0) + self.chosen(criterion, choices)
        return totals

    def missed_minimums(self, choices, band_star):
        """(star, criterion) for every minimum under the agreed options, up to the band's star."""
        return [
            (star, criterion["code"])
            for star in range(3, band_star + 1)
            for criterion in self.criteria
            if self.chosen(criterion, choices) < self.minimum(criterion, star)
        ]

    def choose(self, total, star, missed=()):
        """Options that add up to `total` and hold every minimum up to `star`; in the criteria of
        `missed` the least one. The first in order of the sheet, so the same every time."""
        reached = {0: {}}
        for criterion in self.criteria:
            least = 0 if criterion["code"] in missed else self.minimum(criterion, star)
            options = [o for o in criterion["options"] if self.points(o) >= least]
            if criterion["code"] in missed:
                options = [min(options, key=self.points)]
            following = {}
            for so_far, choices in reached.items():
                for option in options:
                    following.setdefault(
                        so_far + self.points(option), {**choices, criterion["code"]: option["no"]}
                    )
            reached = following
        if total not in reached:
            raise ValueError(f"no sheet of {self.name['en']} has {total} points with the minimums of {star} stars")
        return reached[total]


def mean_of(totals):
    return fractions.Fraction(sum(totals), len(totals))


def mean_text(mean):
    """Two decimals, rounded half up: for eyes only."""
    hundredths = (mean * 200 + 1) // 2
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def capped_star(band_star, missed):
    """The highest star whose minimums all hold; below 3 nothing is marked."""
    star = band_star
    while star >= 3 and any(gate <= star for gate, _ in missed):
        star -= 1
    return star
