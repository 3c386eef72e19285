"""Scoring shards: rounds at the same time, one that stops and harms nobody, one that is added."""
import copy
import threading
import time
import unittest

from flow import Flow, wait_for
from province import job, rounds
from province.client import Client

SLOWEST_S = 1.0  # a request to a shard, while another one is away; a timeout would be seconds


class ShardsTest(Flow):
    shards = ("tn1", "tn2")

    @classmethod
    def prepare(cls):
        """Three rounds of one product each, alike but for their shard; the third comes later."""
        plan = cls.province.plan
        [product] = [p for p in plan["products"] if p["key"] == "mang"]
        [entry] = [e for e in plan["rounds"] if e["key"] == "first"]
        plan["rounds"], plan["products"] = [], []
        for number, shard in enumerate(("tn1", "tn2", "tn3"), 1):
            plan["rounds"].append({**entry, "key": shard, "shard": shard,
                                   "decision_number": f"000{number}/QĐ-UBND"})
            one = copy.deepcopy(product)
            plan["products"].append({**one, "key": f"mang-{shard}", "round": shard,
                                     "name": f"{product['name']} {number}"})
            # A producer each: the account's name is the product's.
            plan["products"][-1]["sign_in_name"] = f"producer-{number}"
            plan["products"][-1]["producer"] = f"Tổ hợp tác Ví dụ {number}"
        cls.province.passwords()  # of all three producers
        cls.later_round, cls.later_product = plan["rounds"].pop(), plan["products"].pop()
        job.begin(cls.province)
        cls.add_offices()
        cls.plan_rounds()
        cls.prepare_rounds()

    def hand_in(self, entry, ids, members):
        """Sheets of some members; the seconds of the slowest."""
        province, round_id = self.province, self.planned(entry)["round_id"]
        [expectation] = self.expectations(entry)
        dossier = province.journal[f"dossier/{expectation.product['key']}"]["id"]
        slowest = 0
        for name in members(expectation):
            before = time.monotonic()
            province.command(
                f"sheet/{expectation.product['key']}/1/{name}", province.office(name), "POST",
                f"/rounds/{round_id}/sheets/{dossier}/{ids[name]}/submit",
                {"choices": expectation.choices(expectation.passes[0][name])},
            )
            slowest = max(slowest, time.monotonic() - before)
        return slowest

    def finish(self, entry, ids):
        """The rest of the sheets (those that are in stay in), the close and the decision."""
        province, round_id = self.province, self.planned(entry)["round_id"]
        expectations = self.expectations(entry)
        for expectation in expectations:
            rounds.score_dossier(province, entry, round_id, expectation, ids)
        rounds.decide_round(province, entry, round_id, expectations)

    def test_rounds_on_shards(self):
        one, two = self.province.plan["rounds"]
        ids = self.open_round(one)
        self.open_round(two)
        processes = dict(self.stack.processes)
        # Both score, sheet by sheet in turn.
        for member in range(3):
            for entry in (one, two):
                self.hand_in(entry, ids, lambda expectation, at=member: expectation.scoring[at:at + 1])
        # The one stops; the other goes on at its pace.
        self.stack.terminate("scoring_tn1")
        with self.while_asking(two):
            self.assertLess(self.hand_in(two, ids, lambda expectation: expectation.scoring[3:5]), SLOWEST_S)
        # It comes back with the sheets it had; while both run, a third is added.
        self.stack.start("scoring_tn1")
        self.stack.wait_ready()
        with self.while_asking(one), self.while_asking(two):
            self.add_third()
        self.assertLess(self.hand_in(two, ids, lambda expectation: expectation.scoring[5:]), SLOWEST_S)
        self.finish(two, ids)
        self.finish(one, ids)
        self.hold_the_third(ids)
        for name, process in processes.items():
            if name != "scoring_tn1":
                self.assertIs(self.stack.processes[name], process)
                self.assertIsNone(process.poll())
        self.assert_invariants_hold()
        self.assertTrue({"scoring_tn1", "scoring_tn2", "scoring_tn3"} <= set(self.heads()))

    def while_asking(self, entry):
        return Asking(self, f"/api/v1/rounds/{self.planned(entry)['round_id']}")

    def add_third(self):
        """`ocop shard add` and a process; nothing else is started again."""
        self.stack.ocop("shard", "add", "scoring", "tn3")
        self.stack.start("scoring_tn3")
        plan = self.province.plan
        plan["products"].append(self.later_product)
        secretary = self.province.office("secretary")
        # Only the shard itself can say that it does not have a round.
        wait_for("the gateway knows the third shard", lambda: secretary.send(
            "GET", "/api/v1/rounds/round_tn3_01JD3W5G7KQ2M8ZX4B6N9RTCVF").status == 404)

    def hold_the_third(self, ids):
        province, entry = self.province, self.later_round
        planned_before = province.plan["rounds"]
        province.plan["rounds"] = [entry]
        try:
            self.plan_rounds()
            job.prepare_round(entry)(province)
            self.open_round(entry)
            self.finish(entry, ids)
        finally:
            province.plan["rounds"] = [*planned_before, entry]


class Asking:
    """Asks for a path again and again beside what is done; none may fail or be slow."""

    def __init__(self, test, path):
        self.test, self.path = test, path
        self.client = Client(test.stack.port)
        self.client.secret = test.province.office("secretary").secret
        self.over = threading.Event()
        self.seen, self.slowest = set(), 0
        self.thread = threading.Thread(target=self.ask)

    def ask(self):
        while not self.over.is_set():
            before = time.monotonic()
            self.seen.add(self.client.send("GET", self.path).status)
            self.slowest = max(self.slowest, time.monotonic() - before)

    def __enter__(self):
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.client.close()
        self.test.assertEqual(self.seen, {200})
        self.test.assertLess(self.slowest, SLOWEST_S)


if __name__ == "__main__":
    unittest.main()
