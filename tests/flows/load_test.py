"""Sixteen rounds on four shards at once: no sheet is lost, results are what the rule page makes of the
sheets, and a shard that is killed keeps none but its own rounds waiting.

scripts/bench has the same in full: forty rounds of forty-five products.
"""
import os
import pathlib
import sys
import unittest

from flow import BINARIES, SOURCE, Flow, wait_for

sys.path.insert(0, str(SOURCE / "tests" / "bench"))

import rounds_load  # noqa: E402

ADMIT = os.environ.get("OCOP_ADMIT_DOSSIERS", str(pathlib.Path(BINARIES).parent / "tests" / "admit_dossiers"))
SHARDS = ("tn1", "tn2", "tn3", "tn4")
ROUNDS, MEMBERS, PRODUCTS, CONNECTIONS = 16, 9, 10, 8
KILLED = "tn1"
MEANWHILE = 40  # sheets that each of the other shards takes while it is away: one that waited for it would take none


class LoadTest(Flow):
    shards = SHARDS

    @classmethod
    def prepare(cls):
        cls.add_units()
        cls.wait_caught_up()
        cls.load = rounds_load.RoundsLoad(cls.stack, cls.province.operator(), ADMIT, SHARDS)
        cls.load.add_offices(MEMBERS)
        cls.addClassCleanup(cls.load.close)
        cls.load.plan(ROUNDS, max(rounds_load.today(cls.province.anybody()), "2026-05-22"))
        cls.load.admit(PRODUCTS)
        cls.load.start()

    def test_rounds_at_once_and_a_shard_that_is_killed(self):
        jobs = self.load.sheet_jobs()
        self.assertEqual(len(jobs), ROUNDS * MEMBERS * PRODUCTS)
        with self.load.workers(jobs, CONNECTIONS) as workers:
            died_at, back_at = self.kill_one(workers)
            sent = workers.all_sent()
        self.assertEqual({one.status for one in sent}, {200})
        self.assertEqual(len(sent), len(jobs))
        self.only_its_own_rounds_waited(sent, died_at, back_at)
        self.assertEqual(self.load.lost_sheets(), 0)
        with self.load.workers(self.load.close_jobs(), CONNECTIONS) as workers:
            self.assertEqual({one.status for one in workers.all_sent()}, {200})
        self.assertEqual(self.load.wrong_results(), [])
        self.assert_invariants_hold()

    def kill_one(self, workers):
        """As a power cut would, in the middle of its sheets; it is away until the others have taken
        some more of theirs."""
        others = [shard for shard in SHARDS if shard != KILLED]
        wait_for("the shard is at work", lambda: workers.done(KILLED) > 10)
        self.stack.kill(f"scoring_{KILLED}")
        died_at = rounds_load.time.monotonic()
        before = {shard: workers.done(shard) for shard in others}
        self.assertLess(workers.done(KILLED), workers.totals[KILLED])
        for shard in others:
            wait_for(f"{shard} goes on", lambda shard=shard: workers.done(shard) >= before[shard] + MEANWHILE)
        back_at = rounds_load.time.monotonic()
        self.stack.start(f"scoring_{KILLED}")
        return died_at, back_at

    def only_its_own_rounds_waited(self, sent, died_at, back_at):
        away = [one for one in sent if died_at < one.done_at < back_at]
        for shard in SHARDS:
            theirs = [one for one in away if one.shard == shard]
            if shard == KILLED:
                self.assertLessEqual(len(theirs), CONNECTIONS)  # answered just before it died
                continue
            self.assertGreaterEqual(len(theirs), MEANWHILE)
            self.assertEqual({one.tries for one in theirs}, {1})
            print(f"slowest of {shard} beside a dead one {max(one.seconds for one in theirs):.3f} s")
        self.assertGreater(max(one.tries for one in sent if one.shard == KILLED), 1)


if __name__ == "__main__":
    unittest.main()
