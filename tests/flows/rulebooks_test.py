"""A round keeps its rule book, whatever becomes of the folder; and what can be asked about books.

A round opens under 26/2026. Then the folder changes under it: a new decision comes into force, the old
one's sheets give other points, and at last the old one's folder is gone. Nothing in the round changes.
"""
import hashlib
import json
import shutil
import sqlite3
import unittest

from flow import SOURCE, Flow
from province import dates, job, rounds
from province.context import PROVINCE_CODE

OLD, NEW = "26-2026", "27-2026"
NEW_NUMBER = "27/2026/QĐ-TTg"
RULEBOOKS = SOURCE / "deploy" / "rulebooks"
CONDITIONS = ("applies_if", "stop", "disqualify", "requirement", "not_eligible")


def load(path):
    return json.loads(path.read_text())


def store(path, data):
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1))


def leaves(node):
    if "options" in node:
        yield node
    for child in node.get("criteria", []):
        yield from leaves(child)


def alter(folder):
    """The best option of every criterion gives as little as the one before it: still a rule book."""
    for path in (folder / "sets").glob("*.json"):
        sheet = load(path)
        for part in sheet["parts"]:
            for criterion in (leaf for node in part["criteria"] for leaf in leaves(node)):
                criterion["options"][-1]["points"] = criterion["options"][-2]["points"]
                criterion["options"][-1].pop("points_inferred", None)
                if criterion["options"][-1]["points"] is None:
                    criterion["options"][-1]["points_inferred"] = criterion["options"][-2]["points_inferred"]
        store(path, sheet)


def add_decision(folder, in_force_from):
    """A new decision beside the old one, which ends 60 days later."""
    shutil.copytree(folder / OLD, folder / NEW)
    for path in (folder / NEW / "sets").glob("*.json"):
        sheet = load(path)
        sheet["rulebook"] = NEW_NUMBER
        store(path, sheet)
    book = load(folder / NEW / "rulebook.json")
    book.update(code=NEW_NUMBER, issued=in_force_from, in_force_from=in_force_from)
    book["transition"]["from"] = in_force_from
    store(folder / NEW / "rulebook.json", book)
    old = load(folder / OLD / "rulebook.json")
    old["in_force_to"] = str(dates.days_later(dates.parse_day(in_force_from), 60))
    store(folder / OLD / "rulebook.json", old)


def book_hash(folder):
    """As the daemons name a book: rulebook.json, then every sheet by its number."""
    bytes_of = [(folder / "rulebook.json").read_bytes()]
    sheets = sorted((folder / "sets").glob("*.json"), key=lambda path: load(path)["set_no"])
    bytes_of += [path.read_bytes() for path in sheets]
    return hashlib.sha256(b"".join(bytes_of)).hexdigest()


class Sheet:
    """A sheet for the comparison that this test makes by itself."""

    def __init__(self, book, set_no):
        [path] = (RULEBOOKS / book / "sets").glob(f"{set_no:02d}-*.json")
        self.criteria = []
        for part in load(path)["parts"]:
            for node in part["criteria"]:
                self.gather(node, part["code"], "")

    def gather(self, node, part, group):
        if "options" in node:
            self.criteria.append((node, part, group))
        for child in node.get("criteria", []):
            self.gather(child, part, node["key"])

    def like(self, sought, group):
        same = [c for c in self.criteria if c[0]["key"] == sought["key"]]
        return next((c for c in same if c[2] == group), None), same


def points(node):
    return [o["points"] if o["points"] is not None else o["points_inferred"] for o in node["options"]]


def aspects(node, evidence):
    """What is compared, by the word of the change."""
    described = {
        "POINTS": (points(node), node["max"]),
        "OPTIONS": [(option.get("case"), option["label"]["vi"]) for option in node["options"]],
        "MINIMUMS": [(o["min_star"], p) for o, p in zip(node["options"], points(node)) if o.get("min_star")],
        "CONDITIONS": [(n["kind"], n["text"]["vi"]) for n in node.get("notes") or [] if n["kind"] in CONDITIONS],
    }
    if evidence:
        described["EVIDENCE"] = node.get("evidence") or []
    return described


def pair(sheet, other, criterion):
    """The same criterion in the other sheet: in the same group, or the only one of its key."""
    node, _, group = criterion
    found, same = other.like(node, group)
    alone = len(same) == 1 and len(sheet.like(node, group)[1]) == 1
    return found or (same[0] if alone else None)


def differences(before, after, evidence):
    """Every difference as (kind, code before, code after), and how many criteria have none."""
    seen, unchanged = [], 0
    for criterion in after.criteria:
        node, part, group = criterion
        old = pair(after, before, criterion)
        if old is None:
            seen.append(("ADDED", "", node["code"]))
            continue
        kinds = ["MOVED"] if (part, group) != old[1:] else []
        new_aspects, old_aspects = aspects(node, evidence), aspects(old[0], evidence)
        kinds += [kind for kind in new_aspects if new_aspects[kind] != old_aspects[kind]]
        seen += [(kind, old[0]["code"], node["code"]) for kind in kinds]
        unchanged += not kinds
    removed = [c[0]["code"] for c in before.criteria if pair(before, after, c) is None]
    return sorted(seen + [("REMOVED", code, "") for code in removed]), unchanged


class RulebooksTest(Flow):
    shards = ("tn2",)

    @classmethod
    def new_province(cls):
        cls.folder = cls.stack.directory / "rulebooks"
        shutil.copytree(RULEBOOKS, cls.folder)
        cls.stack.rulebooks = cls.folder
        return super().new_province()

    @classmethod
    def prepare(cls):
        cls.keep_rounds("first")
        job.begin(cls.province)
        cls.add_offices()
        job.plan_rounds(cls.province)

    def restart(self, *names):
        for name in names:
            self.stack.terminate(name)
            self.stack.start(name)
        self.stack.wait_ready()

    def round(self):
        return self.province.get(self.province.office("secretary"), f"/rounds/{self.round_id}")

    def kept_hash(self):
        """Of the bytes in the shard's store, read while the shard is down."""
        self.stack.terminate("scoring_tn2")
        path = self.stack.data / "scoring_tn2" / "store.sqlite"
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        [(sha256, document)] = connection.execute("SELECT sha256, document FROM kept_rulebooks").fetchall()
        sheets = connection.execute(
            "SELECT document FROM kept_sheets WHERE rulebook_sha256 = ? ORDER BY set_no", (sha256,)
        ).fetchall()
        connection.close()
        self.stack.start("scoring_tn2")
        self.stack.wait_ready()
        self.assertEqual(hashlib.sha256(b"".join([document, *(row[0] for row in sheets)])).hexdigest(), sha256)
        return sha256

    def recompute(self):
        return self.province.get(self.province.office("secretary"), f"/rounds/{self.round_id}/recompute")

    def loaded(self):
        books = self.province.get(self.province.anybody(), "/rulebooks")["rulebooks"]
        return {book["code"]: book["sha256"] for book in books}

    def test_a_round_keeps_its_book(self):
        province = self.province
        [entry] = province.plan["rounds"]
        planned = self.planned(entry)
        self.round_id, held_on = planned["round_id"], dates.parse_day(planned["held_on"])
        job.prepare_round(entry)(province)
        ids = rounds.open_round(province, entry, self.round_id, held_on)
        before, sha256 = self.round(), book_hash(RULEBOOKS / OLD)
        self.assertEqual(before["rulebookSha256"], sha256)

        add_decision(self.folder, str(province.today()))
        alter(self.folder / OLD)
        self.restart(*self.stack.names)
        self.assertEqual(self.loaded()[NEW], book_hash(self.folder / NEW))
        self.assertEqual(self.loaded()[OLD], book_hash(self.folder / OLD))
        self.assertNotEqual(self.loaded()[OLD], sha256)
        self.assertEqual(self.round(), before)

        # Expectations come from the tree's files: the points of the book the round was planned under.
        expectations = self.expectations(entry)
        for expectation in expectations:
            rounds.score_dossier(province, entry, self.round_id, expectation, ids)
        rounds.decide_round(province, entry, self.round_id, expectations)
        self.assertEqual(int(self.recompute()["results"]), len(expectations))
        self.assertEqual(self.kept_hash(), sha256)
        self.wait_caught_up()
        job.certify_round(entry)(province)
        self.without_its_folder(sha256)

    def without_its_folder(self, sha256):
        """The shard alone starts without the old decision: its rounds lack nothing."""
        shutil.rmtree(self.folder / OLD)
        self.restart("scoring_tn2")
        self.assertNotIn(OLD, self.loaded())
        self.assertEqual(self.round()["rulebookSha256"], sha256)
        recomputed = self.recompute()
        self.assertNotEqual(int(recomputed["results"]), 0)
        self.assertEqual(recomputed.get("differingDossierIds", []), [])
        self.assertEqual(self.kept_hash(), sha256)
        plan = {
            "shard": "tn2", "name": "Đợt sau", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
            "rulebookCode": OLD, "heldOn": str(self.province.today()), "proposalsBefore": str(self.province.today()),
        }
        agency = self.province.office("ocop-agency")
        self.assert_refused(lambda: agency.send("POST", "/api/v1/rounds", plan), 422, "rulebook-unknown")
        plan["rulebookCode"] = NEW
        answer = agency.send("POST", "/api/v1/rounds", plan)
        self.assertLess(answer.status, 300, answer.content)


class RulebookQueriesTest(Flow):
    shards = ("tn1",)

    def get(self, path):
        return self.province.get(self.province.anybody(), path)

    def refuse(self, path, rule, field=None, status=422):
        with self.subTest(path=path):
            anybody = self.province.anybody()
            self.assert_refused(lambda: anybody.send("GET", f"/api/v1{path}"), status, rule, field)

    def test_every_doubt_is_listed(self):
        for folder in (path.parent for path in RULEBOOKS.glob("*/rulebook.json")):
            issues = self.get(f"/rulebooks/{folder.name}/issues")["issues"]
            expected = [(0, q["code"], q["name"]["vi"], q["name"]["en"])
                        for q in load(folder / "rulebook.json")["open_questions"]]
            for path in sorted((folder / "sets").glob("*.json")):
                sheet = load(path)
                expected += [(sheet["set_no"], str(n), "", text) for n, text in enumerate(sheet.get("issues") or [], 1)]
            seen = [(i.get("setNo", 0), i["code"], i.get("textVi", ""), i["textEn"]) for i in issues]
            self.assertEqual(seen, expected)
        self.refuse("/rulebooks/9-9999/issues", "rulebook-unknown", "code")

    def compare(self, code, set_no, other_code, other_set_no):
        answer = self.get(f"/rulebooks/{code}/sets/{set_no}/changes"
                          f"?otherCode={other_code}&otherSetNo={other_set_no}")
        changes = sorted((c["kind"].removeprefix("CRITERION_CHANGE_KIND_"), c.get("code", ""), c.get("otherCode", ""))
                         for c in answer.get("changes", []))
        return changes, int(answer.get("unchanged", 0))

    def test_sheets_are_compared_as_their_files_differ(self):
        pairs = [("148-2023", n, OLD, n) for n in range(1, 27)]
        pairs += [("1048-2019", n, "148-2023", n) for n in range(1, 27) if n != 3]
        pairs += [(OLD, n, OLD, n + 1) for n in range(1, 26)]
        for code, set_no, other_code, other_set_no in pairs:
            with self.subTest(f"{code} {set_no} and {other_code} {other_set_no}"):
                expected = differences(Sheet(code, set_no), Sheet(other_code, other_set_no),
                                       evidence=code == other_code == OLD)
                self.assertEqual(self.compare(code, set_no, other_code, other_set_no), expected)

    def test_what_cannot_be_compared(self):
        self.refuse(f"/rulebooks/{OLD}/sets/1/changes?otherCode={OLD}", "comparison-invalid", "otherCode")
        self.refuse(f"/rulebooks/9-9999/sets/1/changes?otherCode={OLD}", "rulebook-unknown", "code")
        self.refuse(f"/rulebooks/{OLD}/sets/1/changes", "rulebook-unknown", "otherCode")
        self.refuse(f"/rulebooks/{OLD}/sets/27/changes?otherCode=148-2023", "set-unknown", "setNo")
        self.refuse(f"/rulebooks/{OLD}/sets/3/changes?otherCode=1048-2019", "sheet-unavailable", "otherSetNo")

    def test_which_book_holds_for_a_filing_day(self):
        for filed_on, kind, code, finish_by, then_code in (
            ("2026-05-22", "FIRST", OLD, "", ""),
            ("2026-05-21", "FIRST", "148-2023", "2026-07-21", OLD),
            ("2026-05-21", "UPGRADE", "148-2023", "2026-07-21", OLD),
            ("2026-05-21", "RE_RATING", "148-2023", "2026-06-21", OLD),
        ):
            answer = self.get(f"/rulebook-for?filedOn={filed_on}&dossierKind=DOSSIER_KIND_{kind}")
            self.assertEqual((answer["code"], answer.get("finishBy", ""), answer.get("thenCode", "")),
                             (code, finish_by, then_code))
        self.refuse("/rulebook-for?filedOn=2026-02-30&dossierKind=DOSSIER_KIND_FIRST", "date-invalid", "filedOn", 400)
        self.refuse("/rulebook-for?filedOn=2026-05-22", "field-missing", "dossierKind", 400)
        self.refuse("/rulebook-for?filedOn=2019-08-20&dossierKind=DOSSIER_KIND_FIRST", "rulebook-not-in-force",
                    "filedOn")


if __name__ == "__main__":
    unittest.main()
