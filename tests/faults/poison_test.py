"""A command whose handler fails costs its sender a refusal, and nobody else in its group anything."""
import json
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import LIMIT_S, Flow  # noqa: E402
from province.client import Client, new_id  # noqa: E402

POISON = "poison"
OTHERS = 40
HELD_MS = 5000  # the writer waits with the first command, so that the others come together, on a busy machine too


class PoisonTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.officer = cls.province.office("na-ri")
        cls.officer.post("/api/v1/producers", cls.producer(0), patience_s=LIMIT_S)  # the units have come
        cls.stack.terminate("registration")
        faults = f"in_handler@{POISON}=fail,before_commit:1=sleep_ms:{HELD_MS}"
        cls.stack.start("registration", faults=faults)
        cls.stack.wait_ready()

    @classmethod
    def producer(cls, number):
        return {
            "name": f"Hợp tác xã Ví dụ {number}", "legalForm": "LEGAL_FORM_COOPERATIVE",
            "registrationNumber": str(number), "communeCode": "02155", "address": "",
        }

    def send_all(self):
        """All at once, each on a line of its own; the answers by number."""
        answers = {}

        def send(number):
            client = Client(self.stack.port)
            client.secret = self.officer.secret
            headers = {"Content-Type": "application/json", "Idempotency-Key": new_id()}
            if number == OTHERS // 2:
                headers["X-Request-Id"] = POISON
            body = json.dumps(self.producer(number)).encode()
            answers[number] = client.raw("POST", "/api/v1/producers", body, headers)
            client.close()

        threads = [threading.Thread(target=send, args=(number,)) for number in range(1, OTHERS + 2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_a_poisonous_command(self):
        before = self.heads()["registration"]
        answers = self.send_all()
        refused = answers.pop(OTHERS // 2)
        self.assertEqual(refused.status, 500, refused.content)
        self.assertEqual(refused.headers["content-type"], "application/problem+json")
        self.assertEqual([error["rule"] for error in refused.body["errors"]], ["handler-failed"])
        self.assertEqual({answer.status for answer in answers.values()}, {201})
        self.assertEqual(self.heads()["registration"], before + OTHERS)
        # They were in one group, or this shows nothing.
        self.assertEqual(self.counter("registration", "ocop_commands_failed_total"), 1)
        self.assertLess(self.counter("registration", "ocop_command_groups_total"), OTHERS // 4)
        self.assertTrue(self.stack.alive("registration"))

    def test_it_may_come_again(self):
        """The daemon is as well as before; the poisonous one is refused again and leaves nothing."""
        before = self.heads()["registration"]
        headers = {"Content-Type": "application/json", "Idempotency-Key": new_id(), "X-Request-Id": POISON}
        for _ in range(3):
            answer = self.officer.raw("POST", "/api/v1/producers", b"{}", headers)
            self.assertEqual(answer.status, 500, answer.content)
        self.assertEqual(self.heads()["registration"], before)
        made = self.officer.send("POST", "/api/v1/producers", self.producer(OTHERS + 5))
        self.assertEqual(made.status, 201, made.content)
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
