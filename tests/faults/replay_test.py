"""A follower that was down while ten thousand events were written: in order, and each once.

It is even killed while it catches up: the cursor moves with what it has applied, or not at all.
"""
import csv
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import Flow  # noqa: E402

PRODUCTS = 5000  # each with a producer of its own: two events
COLUMNS = (
    "product", "producer", "producer_type", "commune", "district", "province", "stars", "score", "decision_no",
    "decision_date", "expiry_date", "product_group", "year", "event", "source",
)
KILLED = -9
CATCH_UP_S = 60


class ReplayTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_units()
        cls.wait_caught_up()

    @classmethod
    def register(cls):
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            for number in range(PRODUCTS):
                writer.writerow({
                    "product": f"Sản phẩm Ví dụ {number:05}", "producer": f"Hợp tác xã Ví dụ {number:05}",
                    "producer_type": "HTX", "district": "Na Rì", "province": "Bắc Kạn", "year": "2024",
                    "event": "đăng ký",
                })
        return json.loads(cls.stack.ocop("import", "products", path, "--json").stdout)

    def assert_in_order(self, head):
        """Every run of events of the last start began where the one before had ended."""
        log = (self.stack.logs / "market.log").read_text()
        begun = [int(cursor) for cursor in re.findall(r"event=follow source=registration cursor=(\d+)", log)]
        self.assertEqual(begun, sorted(begun))
        cursor = begun[-1]
        last = log[log.rindex("event=follow source=registration"):]
        for applied, after in re.findall(r"event=events source=registration applied=(\d+) cursor=(\d+)", last):
            cursor += int(applied)
            self.assertEqual(cursor, int(after))
        self.assertEqual(cursor, head)

    def test_ten_thousand_events_later(self):
        cursor = int(self.follow("market", "registration")["cursorSequence"])
        self.stack.terminate("market")
        self.assertEqual(self.register()["in"], PRODUCTS)
        head = self.heads()["registration"]
        self.assertGreaterEqual(head - cursor, 10000)

        self.stack.start("market", faults="after_apply_commit:3=kill")
        self.assertEqual(self.stack.wait_ended("market"), KILLED)
        self.stack.start("market", faults="before_apply:1500=kill")
        self.assertEqual(self.stack.wait_ended("market"), KILLED)
        self.stack.start("market", extra={"log-level": "debug"})
        self.stack.wait_ready()
        self.wait_caught_up(CATCH_UP_S)
        self.assert_in_order(head)
        self.assertGreater(self.counter("market", "ocop_events_replayed_total"), 1000)
        self.assertEqual(self.counter("market", "ocop_events_held_total"), 0)
        self.assertEqual(int(self.follow("market", "registration")["cursorSequence"]), head)

        listings = self.province.pages(self.province.anybody(), "/listings", "listings")
        self.assertEqual(
            sorted(listing["productName"] for listing in listings),
            [f"Sản phẩm Ví dụ {number:05}" for number in range(PRODUCTS)],
        )
        # An event that was applied twice would have made a second version.
        self.assertEqual({listing["version"] for listing in listings}, {"1"})
        self.assert_invariants_hold()


if __name__ == "__main__":
    unittest.main()
