"""Results recomputed over HTTP and by `ocop check scoring`: right as they stand, and a store that was
changed while its daemon was down is found, down to bytes that are no message at all.

The product is of a set with a requirement (all of it from the province): one member holds it to be
missed, so the council votes before the dossier can be closed.
"""
import contextlib
import copy
import json
import shutil
import sqlite3
import unittest

from flow import Flow, wait_for
from province import job, rounds

AQUATIC = 2  # its criterion 1.1 has the requirement
# What is changed, how, and what is told of it first: what differs, as it is stored, as it follows.
# The sum of the sheets is 431.
TAMPERED = (
    ("a result", "UPDATE results SET result = CAST(substr(result, 1, length(result) - 1) || x'7e' AS BLOB) WHERE dossier_id = ?",
     "RESULT", "SCORED 431/7, 3 stars", "SCORED 431/7, 3 stars"),
    ("no message", "UPDATE results SET result = x'ffffffff' WHERE dossier_id = ?",
     "RESULT", "4 bytes that are no result", "SCORED 431/7, 3 stars"),
    ("a sheet", "UPDATE score_sheets SET sheet = x'ffffffff' WHERE rowid ="
                " (SELECT MIN(rowid) FROM score_sheets WHERE dossier_id = ?)",
     "RESULT", "SCORED 431/7, 3 stars", ""),
    ("a sheet's nonce", "UPDATE score_sheets SET nonce = zeroblob(32) WHERE rowid ="
                        " (SELECT MIN(rowid) FROM score_sheets WHERE dossier_id = ?)",
     "SHEET", "", ""),
    ("a finding's vote", "UPDATE findings SET votes_for = 6, votes_against = 0 WHERE dossier_id = ?",
     "RESULT", "SCORED 431/7, 3 stars", "NOT_ELIGIBLE 0/0, 0 stars"),
    ("agreed options", "UPDATE agreed_options SET option_no = 1 WHERE dossier_id = ?",
     "RESULT", "SCORED 431/7, 3 stars", "SCORED 431/7, 2 stars"),
    ("the decision", "UPDATE results SET decision = 3 WHERE dossier_id = ?",
     "DECISION", "PROPOSED_TO_CENTRE", "RECOGNISED"),
    ("no result", "DELETE FROM results WHERE dossier_id = ?",
     "RESULT", "", "SCORED 431/7, 3 stars"),
)


class RecomputeTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        cls.keep_rounds("first")
        plan = cls.province.plan
        [cls.entry], [product] = plan["rounds"], plan["products"]
        cls.entry["shard"] = "tn1"
        product.update(key="ca", set_no=AQUATIC, name="Cá nước ngọt Ví dụ 6",
                       passes=[[58, 68, 59, 60, 61, 62, 63]], minimums_for_star=3)
        other = copy.deepcopy(product)
        other.update(key="tom", name="Tôm nước ngọt Ví dụ 8", producer="Tổ hợp tác Ví dụ 8", sign_in_name="producer-8")
        plan["products"].append(other)
        cls.province.passwords()
        job.begin(cls.province)
        cls.add_offices()
        cls.plan_rounds()
        cls.prepare_rounds()
        cls.round = cls.planned(cls.entry)["round_id"]
        cls.ids = cls.open_round(cls.entry)
        cls.doubted, cls.plain = cls.expectations(cls.entry)

    @classmethod
    def office(cls, name):
        return cls.province.office(name)

    @classmethod
    def dossier(cls, expectation):
        return cls.province.journal[f"dossier/{expectation.product['key']}"]["id"]

    def recomputed(self):
        return self.office("secretary").get(f"/api/v1/rounds/{self.round}/recompute")

    def test_from_a_doubt_to_a_store_that_was_changed(self):
        self.the_council_votes_on_what_a_member_doubts()
        rounds.score_dossier(self.province, self.entry, self.round, self.plain, self.ids)
        rounds.decide_round(self.province, self.entry, self.round, [self.doubted, self.plain])
        self.wait_caught_up()
        self.everything_is_right()
        for what, statement, *told in TAMPERED:
            with self.subTest(what):
                self.a_changed_store_is_found(statement, *told)
        self.everything_is_right()
        self.assert_invariants_hold()

    def the_council_votes_on_what_a_member_doubts(self):
        of_dossier = f"/api/v1/rounds/{self.round}/dossiers/{self.dossier(self.doubted)}"
        of_sheet = f"/api/v1/rounds/{self.round}/sheets/{self.dossier(self.doubted)}"
        for name, total in self.doubted.passes[0].items():
            body = {"choices": self.doubted.choices(total)}
            if name == "member-1":
                body["raised"] = [{"kind": "FINDING_KIND_REQUIREMENT", "code": "1.1", "reason": "Một phần từ tỉnh khác"}]
            self.office(name).post(f"{of_sheet}/{self.ids[name]}/submit", body)
        secretary = self.office("secretary")
        secretary.send("PUT", f"{of_dossier}/agreed-options", {"options": self.doubted.agreed_options()})
        self.assert_refused(lambda: secretary.send("POST", f"{of_dossier}/close", {}), 409, "finding-undecided")
        vote = {"kind": "FINDING_KIND_REQUIREMENT", "code": "1.1", "reason": "Đủ chứng từ vùng nuôi",
                "votesFor": 1, "votesAgainst": 6}
        secretary.post(f"{of_dossier}/findings", {"finding": vote})
        self.province.command("close/ca", secretary, "POST", of_dossier.removeprefix("/api/v1") + "/close")
        [result] = [r for r in secretary.get(f"/api/v1/rounds/{self.round}/results")["results"]]
        self.assertEqual(result["outcome"], "RESULT_OUTCOME_SCORED")
        self.assertEqual([(f["kind"], f["votesAgainst"]) for f in result["findings"]], [("FINDING_KIND_REQUIREMENT", 6)])
        self.check_dispersion(result)

    def check_dispersion(self, result):
        totals = list(self.doubted.passes[0].values())
        self.assertEqual(max(totals) - min(totals), 10)  # and yet it closed
        self.assertEqual((result["lowestTotal"], result["highestTotal"]), (min(totals), max(totals)))
        self.assertEqual(result["pointsSquareSum"], sum(total * total for total in totals))
        for part in result["parts"]:
            points = [self.doubted.sheet.part_totals(self.doubted.choices(total))[part["partCode"]] for total in totals]
            self.assertEqual(part["squareSum"], sum(p * p for p in points))

    def everything_is_right(self):
        self.assertEqual(self.recomputed().get("differingDossierIds", []), [])
        self.assertEqual(self.recomputed()["results"], 2)
        checked = self.stack.ocop("check", "scoring", "--json")
        [report] = json.loads(checked.stdout)
        self.assertEqual((report["holds"], report["checked"]), (True, 2))
        self.assertEqual(self.stack.ocop("check", "nothing", check=False).returncode, 2)

    def a_changed_store_is_found(self, statement, kind, stored, follows):
        """By the API and by the operator's tool, in the same words: which round, which dossier, what is stored and
        what follows from the sheets."""
        dossier = self.dossier(self.doubted)
        with self.store_changed(statement, dossier):
            told = self.recomputed()
            self.assertEqual(told["differingDossierIds"], [dossier])
            first = told["differences"][0]
            self.assertEqual((first["dossierId"], first["pass"], first["kind"]), (dossier, 1, f"DIFFERENCE_KIND_{kind}"))
            self.assertTrue(first["stored"].startswith(stored), first)
            self.assertTrue(first["recomputed"].startswith(follows), first)
            self.assertNotEqual(first["stored"], first["recomputed"])
            checked = self.stack.ocop("check", "scoring", "--json", check=False)
            self.assertEqual(checked.returncode, 1, checked.stdout)
            [report] = json.loads(checked.stdout)
            self.assertEqual(len(report["findings"]), len(told["differences"]))
            for word in (self.round, dossier, first["stored"] or "nothing", first["recomputed"] or "nothing"):
                self.assertIn(word, report["findings"][0])
            # A query of what cannot be read is refused, if at all; the daemon goes on.
            self.office("secretary").send("GET", f"/api/v1/rounds/{self.round}/results")
            self.assertIsNone(self.stack.processes["scoring_tn1"].poll())

    @contextlib.contextmanager
    def store_changed(self, statement, dossier):
        """The daemon stops, somebody changes its store, it starts; at the end all is put back."""
        path = self.stack.data / "scoring_tn1" / "store.sqlite"
        kept = path.with_name("kept.sqlite")
        self.stack.terminate("scoring_tn1")
        shutil.copyfile(path, kept)
        with contextlib.closing(sqlite3.connect(path)) as store:
            self.assertGreater(store.execute(statement, (dossier,)).rowcount, 0)
            store.commit()
        self.start_again()
        try:
            yield
        finally:
            self.stack.terminate("scoring_tn1")
            kept.replace(path)
            self.start_again()

    def start_again(self):
        self.stack.start("scoring_tn1")
        self.stack.wait_ready()
        wait_for("the shard answers", lambda: self.office("secretary").send(
            "GET", f"/api/v1/rounds/{self.round}").status == 200)


if __name__ == "__main__":
    unittest.main()
