"""Every refusal named in the messages is asked for at the HTTP surface by some flow.

Reads the flows as text: a refusal counts where its name stands in one of them as a word of its own. What
cannot come over HTTP, or is not said by any daemon yet, is listed here with the reason, and the list is
held to the source: what is listed as unsaid must not be said.
"""
import ast
import pathlib
import re
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
PROTO = SOURCE / "proto" / "ocop" / "common" / "v1" / "refusal.proto"

NOT_OVER_HTTP = {
    "message-unreadable": "the gateway packs every message itself; tests/common asks daemons directly",
    "message-unknown": "the gateway asks for messages of its routes alone; tests/common",
    "wrong-shard": "the gateway asks the shard that the id names; tests/scoring",
    "criterion-doubled": "a JSON object has each key once (json-key-doubled); tests/common, tests/scoring",
    "token-expired": "the gateway fetches a new access token for each session; tests/common",
    "document-unknown": "the gateway reads the document it has just asked for; tests/registration",
    "reply-too-large": "no list is so large at its greatest limit; tests/common",
}
# Their own tests hold daemons back or break them: tests/faults and tests/gateway.
BY_FAULTS = {"handler-failed", "overloaded", "daemon-unreachable"}
# Declared for what is built later; no daemon says them.
UNSAID = {
    "account-closed", "sheet-incomplete",
}


def names():
    codes = re.findall(r"^  REFUSAL_CODE_(\w+) = [1-9]", PROTO.read_text(), re.M)
    return {code.lower().replace("_", "-") for code in codes}


def asked_for():
    """Every text constant of the flows and of the faults."""
    words = set()
    for folder in ("flows", "faults"):
        for path in (SOURCE / "tests" / folder).glob("*.py"):
            if path.name == pathlib.Path(__file__).name:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    words.add(node.value.removeprefix("/problems/"))
    return words


def said():
    """Names that some daemon's source says, the table of texts apart."""
    found = set()
    for path in (SOURCE / "services").rglob("*.c"):
        if not path.name.startswith("refusal"):
            found |= {code.lower().replace("_", "-") for code in re.findall(r"REFUSAL\((\w+)\)", path.read_text())}
    return found


class RefusalsNamedTest(unittest.TestCase):
    def test_every_refusal_is_asked_for(self):
        missing = names() - asked_for() - NOT_OVER_HTTP.keys() - BY_FAULTS - UNSAID
        self.assertEqual(sorted(missing), [])

    def test_the_lists_are_true(self):
        self.assertLessEqual(NOT_OVER_HTTP.keys() | BY_FAULTS | UNSAID, names())
        self.assertEqual(sorted(UNSAID & said()), [])
        self.assertEqual(sorted(names() - said() - UNSAID), [])


if __name__ == "__main__":
    unittest.main()
