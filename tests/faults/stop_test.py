"""SIGTERM ends a daemon at once, whatever it is doing; what was answered is on disk.

How long it takes is printed, and told by scripts/bench; one that has not ended after two minutes hangs.
"""
import http.client
import pathlib
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import Flow, wait_for  # noqa: E402
from province.client import Client, new_id  # noqa: E402

DEATHS = 10
LINES = 4


class StopTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.officer = cls.province.office("na-ri")
        cls.over = threading.Event()
        cls.answered = 0

    @staticmethod
    def producer(number):
        return {
            "name": f"Hợp tác xã Ví dụ {number}", "legalForm": "LEGAL_FORM_COOPERATIVE",
            "registrationNumber": str(number), "communeCode": "02155", "address": "",
        }

    def traffic(self, line):
        """Writes and looks up on a line of its own; a daemon that is away is no failure here."""
        client = Client(self.stack.port)
        client.secret = self.officer.secret
        count = 0
        while not self.over.is_set():
            count += 1
            try:
                for answer in (
                    client.send("POST", "/api/v1/producers", self.producer(f"{line}-{count}")),
                    client.send("GET", "/api/v1/listings?q=mien"),
                    client.send("GET", "/api/v1/rulebooks"),
                    client.send("GET", "/verify/0000000000"),
                ):
                    type(self).answered += answer.status < 500
            except (OSError, http.client.HTTPException):
                client.close()  # the gateway's turn
        client.close()

    def test_every_daemon_stops_at_once_under_load(self):
        threads = [threading.Thread(target=self.traffic, args=(line,)) for line in range(LINES)]
        for thread in threads:
            thread.start()
        try:
            for name in self.stack.names:
                with self.subTest(name):
                    before = self.answered
                    wait_for("traffic flows", lambda before=before: self.answered > before + 50)
                    process = self.stack.processes[name]
                    print(f"{name} stops in {self.stack.terminate(name):.3f} s", file=sys.stderr)
                    self.assertEqual(process.returncode, 0)
                    self.stack.start(name)
                    self.stack.wait_ready()
        finally:
            self.over.set()
            for thread in threads:
                thread.join()
        self.assert_invariants_hold()

    def test_what_was_answered_is_there_after_a_power_cut(self):
        for number in range(DEATHS):
            command_id, body = new_id(), self.producer(f"durable-{number}")
            made = self.officer.send("POST", "/api/v1/producers", body, command_id)
            self.stack.kill("registration")
            self.assertEqual(made.status, 201, made.content)
            self.stack.start("registration")
            self.stack.wait_ready()
            seen = self.officer.get(f"/api/v1/producers/{made.body['id']}")
            self.assertEqual(seen["name"], body["name"])
            again = self.officer.send("POST", "/api/v1/producers", body, command_id)
            self.assertEqual((again.status, again.body), (201, made.body))
            self.assertEqual(again.headers["idempotent-replayed"], "true")
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
