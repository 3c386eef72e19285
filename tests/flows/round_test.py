"""The main job, as small as it gets: one product from its producer to a certificate.

The sanitizers run this one too: every daemon ends with 0 at the end, or it fails.
"""
import unittest

from flow import Flow
from province import certificates, job


class RoundTest(Flow):
    shards = ("tn2",)

    @classmethod
    def prepare(cls):
        cls.keep_rounds("first")
        job.begin(cls.province)
        cls.add_offices()

    def test_a_round(self):
        province = self.province
        [entry] = province.plan["rounds"]
        job.plan_rounds(province)
        job.prepare_round(entry)(province)
        job.hold_round(entry)(province)
        job.certify_round(entry)(province)
        [product] = province.plan["products"]
        certificates.expire(province, product)
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
