"""A hundred agencies are told of a revocation while two of them do not answer: nobody waits for these two.

How long it takes is printed; scripts/bench tells what webhooks bear.
"""
import sys
import time
import unittest

from flow import wait_for
from told import TellingStack, ToldFlow

AGENCIES = ("market-control", "department-industry", "department-health", "department-science")
SUBSCRIBERS = 100
SILENT = ("sub-7", "sub-8")  # among those that are told first
TOLD_S = 100  # less than an answer is waited for


class PatientStack(TellingStack):
    """Who waits for one that does not answer waits longer than a test does."""

    answer_ms, slow_s = 120000, 120


class AgenciesTest(ToldFlow):
    stack_class = PatientStack

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.names = [f"sub-{number}" for number in range(SUBSCRIBERS)]
        operator = cls.province.operator()
        for number, name in enumerate(cls.names):
            cls.subscribe(name, client=operator, agencyId=AGENCIES[number % len(AGENCIES)])
        for name in SILENT:
            cls.receivers.set(name, manner="hang")
        cls.others = [name for name in cls.names if name not in SILENT]

    def arrivals(self, type_name):
        """When each of the others was told of it, as its receiver saw it."""
        moments = {}
        for name in self.others:
            got = [d["at"] for d in self.receivers.got(name) if d["event"]["type"].endswith(type_name)]
            if not got:
                return None
            moments[name] = got[0] / 1000
        return moments

    def test_ninety_eight_are_told_while_two_hang(self):
        [name] = self.record()
        wait_for("all know the certificate", lambda: self.arrivals("RecognitionRecorded"), TOLD_S)
        certificate = next(c for c in self.certificates() if c["productName"] == name)
        before = time.time()
        self.revoke(certificate["code"])
        committed = time.time()
        moments = wait_for("all know that it is revoked", lambda: self.arrivals("CertificateRevoked"), TOLD_S)
        last = max(moments.values()) - committed
        print(f"98 of 100 told of a revocation {last * 1000:.0f} ms after its answer"
              f" ({(max(moments.values()) - before) * 1000:.0f} ms after it was sent)", file=sys.stderr)
        for name in SILENT:
            self.assertEqual(set(self.receivers.counts(name)), {1})  # still at the first

    def test_throughput_while_two_hang(self):
        items = 30
        before = {name: len(self.receivers.got(name)) for name in self.others}
        self.record(items)
        wait_for("all others have all", lambda: all(
            len(self.receivers.got(name)) >= before[name] + items for name in self.others))
        newest = [self.receivers.got(name)[-items:] for name in self.others]
        first, last = (pick(d["at"] for got in newest for d in got) / 1000 for pick in (min, max))
        print(f"{items} items to 98 subscribers in {last - first:.2f} s:"
              f" {items * len(self.others) / (last - first):.0f} deliveries a second", file=sys.stderr)
        for name in self.others:
            counts = self.receivers.counts(name)
            self.assertEqual(counts, list(range(1, len(counts) + 1)), name)


if __name__ == "__main__":
    unittest.main()
