"""kill -9 of notification at every point between an event and the record of its delivery.

Nothing is lost: every subscriber gets every count. Nothing is repeated but what was under way, and that
comes under the same id with the same content, so that a receiver knows it.
"""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import wait_for  # noqa: E402
from told import ToldFlow  # noqa: E402

KILLED = -9
POINTS = (
    "before_apply:1", "before_apply:3", "after_apply_commit:1", "after_apply_commit:2",
    "before_send:1", "before_send:4", "after_send:1", "after_send:4",
    "before_handler:1", "before_commit:1", "before_commit:3", "after_commit:1", "after_commit:3",
    "before_publish:1", "after_publish:2",
)
ITEMS = 5
SUBSCRIBERS = {"ordered": {}, "parallel": {"maxOutstanding": 4}, "ed25519": {"signatureKind": "SIGNATURE_KIND_ED25519"}}


class TellingTest(ToldFlow):
    def kill_at(self, point):
        """Runs notification until it dies there, with things to tell; then again as ever."""
        self.stack.terminate("notification")
        self.stack.start("notification", faults=f"{point}=kill")
        head = self.heads()["certification"]
        self.record(ITEMS - 1)
        wait_for("these are applied, or were its end", lambda: self.has_applied_or_died(head + ITEMS - 1))
        self.record()  # a commit of its own, however late it was with the others
        self.assertEqual(self.stack.wait_ended("notification"), KILLED, point)
        self.stack.start("notification")

    def has_applied_or_died(self, head):
        """Certification's log up to there, which has an event an item."""
        applied = int(self.follow("notification", "certification").get("cursorSequence", 0))
        return applied >= head or not self.stack.alive("notification")

    def all_delivered(self, ids, number):
        def settled(subscription_id):
            seen = self.subscription(subscription_id)
            return (int(seen["count"]), int(seen["delivered"])) == (number, number)

        return all(settled(subscription_id) for subscription_id in ids.values())

    def test_nothing_is_lost_and_only_what_was_under_way_is_repeated(self):
        ids = {name: self.subscribe(name, **fields) for name, fields in SUBSCRIBERS.items()}
        for round_number, point in enumerate(POINTS, 1):
            with self.subTest(point):
                self.kill_at(point)
                number = round_number * ITEMS
                wait_for(f"all are told after {point}", lambda: self.all_delivered(ids, number))
        number = len(POINTS) * ITEMS
        self.assertEqual(len(self.told()), number)
        repeated = {name: self.assert_told(name, number) for name in SUBSCRIBERS}
        print(f"{number} items each, repeated after {len(POINTS)} kills: {repeated}", file=sys.stderr)

    def assert_told(self, name, number):
        """Every count, whole and signed; the number of repetitions."""
        got = self.receivers.got(name)
        first = {}
        for delivery in got:
            self.assertEqual(len(delivery["keys"]), 1)
            count = int(delivery["event"]["subscriptioncount"])
            seen = first.setdefault(count, delivery)
            self.assertEqual((seen["id"], seen["event"]), (delivery["id"], delivery["event"]))
        self.assertEqual(sorted(first), list(range(1, number + 1)))
        self.assertEqual(len({delivery["id"] for delivery in got}), number)
        if "maxOutstanding" not in SUBSCRIBERS[name]:
            self.assertEqual([int(d["event"]["subscriptioncount"]) for d in got],
                             sorted(int(d["event"]["subscriptioncount"]) for d in got))
        most = SUBSCRIBERS[name].get("maxOutstanding", 1) * len(POINTS)
        self.assertLessEqual(len(got) - number, most)
        return len(got) - number


if __name__ == "__main__":
    unittest.main()
