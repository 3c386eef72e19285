"""Every vector of the rule books, through POST /api/v1/score and through `ocop score`."""
import json
import os
import pathlib
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ.get("OCOP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BINARIES = pathlib.Path(os.environ.get("OCOP_BIN", SOURCE / "build" / "bin"))
sys.path.insert(0, str(SOURCE / "scripts"))

from province.client import Client  # noqa: E402
from province.stack import LIMIT_S, Stack, hold_port  # noqa: E402

VECTORS = json.loads((SOURCE / "tests" / "common" / "rulebook" / "VECTORS.json").read_text())["vectors"]
RULEBOOKS = {"QD26": "26-2026", "QD148": "148-2023", "QD1048": "1048-2019"}


def rulebook_and_set(vector):
    decision, _, number = vector["set_code"].partition("-")
    return RULEBOOKS[decision], int(number)


def in_words_of_vectors(reply):
    """The reply's JSON, canonical proto3, as VECTORS.json writes what it expects."""
    scored = reply["outcome"] == "scored"
    where = {} if scored else {"at": reply["at"] or None}
    return {
        "outcome": reply["outcome"],
        **where,
        "parts": reply["parts"] if scored else None,
        "total": reply.get("total"),
        "band_star": reply.get("bandStar"),
        "failed_gates": {star: gates["criteria"] for star, gates in reply["failedGates"].items()},
        "star_if_capped": reply.get("starIfCapped"),
    }


class VectorsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="ocop-vectors-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.stack = Stack(cls.folder.name, BINARIES, hold_port(), shards=("tn1",), kind="test")
        cls.addClassCleanup(cls.stack.stop)
        cls.stack.start("gateway", extra={"scoring-shards": "tn1"})
        cls.stack.start_all()
        cls.stack.wait_ready()
        cls.client = Client(cls.stack.port)
        cls.addClassCleanup(cls.client.close)

    def test_through_the_api(self):
        for vector in VECTORS:
            with self.subTest(vector["name"]):
                code, set_no = rulebook_and_set(vector)
                body = {"rulebook": code, "set": set_no, "choices": vector.get("choices", {}),
                        "raised": vector.get("raised", [])}
                reply = self.client.post("/api/v1/score", body, patience_s=LIMIT_S)
                self.assertEqual(in_words_of_vectors(reply), vector["expected"])

    def test_through_the_command_line(self):
        for vector in VECTORS:
            with self.subTest(vector["name"]):
                code, set_no = rulebook_and_set(vector)
                sheet = {"choices": vector.get("choices", {}), "raised": vector.get("raised", [])}
                ran = self.stack.ocop("score", "--rulebook", code, "--set", set_no, "-", text=json.dumps(sheet))
                self.assertEqual(json.loads(ran.stdout), vector["expected"])


if __name__ == "__main__":
    unittest.main()
