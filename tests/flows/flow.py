"""What the tests with real daemons share: a stack in a folder of its own, and the province in it.

One stack a class. Nothing sleeps for luck: what takes a moment is waited for, with a limit.
"""
import contextlib
import csv
import datetime
import json
import os
import pathlib
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(os.environ.get("OCOP_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
BINARIES = pathlib.Path(os.environ.get("OCOP_BIN", SOURCE / "build" / "bin"))
sys.path.insert(0, str(SOURCE / "scripts"))

from province import dates, dossiers, job, rounds, setup  # noqa: E402
from province.client import Problem  # noqa: E402
from province.console import Console  # noqa: E402
from province.context import PROVINCE_CODE, Province  # noqa: E402
from province.journal import Journal  # noqa: E402
from province.stack import LIMIT_S, Stack, hold_port  # noqa: E402

LAST_HOUR = 23


def wait_for(what, probe, limit_s=LIMIT_S):
    """Asks until the answer is true; the answer. A daemon that cannot answer yet (503) is asked again."""
    until = time.monotonic() + limit_s
    while True:
        seen = None
        try:
            seen = probe()
        except Problem as problem:
            if problem.status != 503:
                raise
        if seen:
            return seen
        if time.monotonic() > until:
            raise TimeoutError(f"{what}: not after {limit_s} s")
        time.sleep(0.02)


class QuietConsole(Console):
    """Checks as the demo does, and prints only what does not hold."""

    def line(self, text=""):
        if "✗" in text:
            print(text, file=sys.stderr)


class SettledProvince(Province):
    """Once its clock has moved, what that set going has arrived everywhere."""

    flow = None

    def move_clock_to(self, step, day, hour=9):
        super().move_clock_to(step, day, hour)
        self.flow.wait_caught_up()


def stop_in_order(stack):
    """Ends all daemons by SIGTERM; how each ended."""
    ended = {}
    for name in reversed(list(stack.processes)):
        stack.processes[name].terminate()
    for name in reversed(list(stack.processes)):
        ended[name] = stack.processes.pop(name).wait(timeout=LIMIT_S)
    return ended


class Flow(unittest.TestCase):
    """A stack of kind test, stopped at the end: every daemon must then end with 0, under the
    sanitizers too."""

    shards = ("tn1",)
    unit_provinces = (PROVINCE_CODE,)
    stack_class = Stack
    province_class = SettledProvince

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ocop-flow-")
        cls.addClassCleanup(folder.cleanup)
        cls.stack = cls.stack_class(folder.name, BINARIES, hold_port(), shards=cls.shards, kind="test")
        cls.addClassCleanup(cls.stack.stop)
        cls.stack.patient = True
        cls.province = cls.new_province()
        cls.stack.start_all()
        wait_for("the operator's key", cls.stack.operator_key.exists)
        for shard in cls.shards:
            cls.add_shard(shard)
        cls.stack.wait_ready()
        cls.keep_off_midnight()
        cls.prepare()

    @classmethod
    def tearDownClass(cls):
        for client in cls.province.clients.values():
            client.close()
        ended = stop_in_order(cls.stack)
        for name, status in ended.items():
            if status != 0:
                tail = (cls.stack.logs / f"{name}.log").read_text(errors="replace")[-4000:]
                raise AssertionError(f"{name} ended with {status}:\n{tail}")

    @classmethod
    def keep_off_midnight(cls):
        """A test is of one day unless it moves the clock: whoever would begin in Vietnam's last hour begins in the
        first of the next day."""
        now = cls.province.now()
        if now.astimezone(dates.VIETNAM).hour != LAST_HOUR or cls.stack.kind != "test":
            return
        cls.province.operator().post("/api/v1/clock", {"seconds": "3600"}, patience_s=LIMIT_S)
        wait_for("every clock has moved", lambda: all(
            "now" in daemon and dates.parse_moment(daemon["now"]) >= now + datetime.timedelta(hours=1)
            for daemon in cls.status().values()))

    @classmethod
    def prepare(cls):
        """What a class needs before its first test."""

    @classmethod
    def new_province(cls):
        journal = Journal(cls.stack.directory / "journal.jsonl")
        province = cls.province_class(cls.stack, journal, QuietConsole())
        province.flow = cls
        return province

    @classmethod
    def add_shard(cls, shard):
        wait_for(f"shard {shard} is added", lambda: setup.shard_is_known(cls.province, shard))
        cls.province.journal.put(f"shard/{shard}", {})

    # --- the province

    @classmethod
    def add_units(cls):
        """The province's own units: the country's are the demo's."""
        folder = cls.stack.directory / "units"
        folder.mkdir()
        for name, column in (
            ("provinces.csv", "code"), ("communes.csv", "province_code"), ("successors.csv", "new_province_code")
        ):
            with open(SOURCE / "deploy" / "units" / name, newline="") as file:
                rows = [row for row in csv.DictReader(file) if row[column] in cls.unit_provinces]
            with open(folder / name, "w", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
        cls.stack.ocop("import", "units", folder)

    @classmethod
    def add_offices(cls):
        cls.add_units()
        setup.add_offices(cls.province)
        cls.wait_caught_up()

    @classmethod
    def keep_rounds(cls, *keys):
        """Only these rounds of the demo's plan, with their products."""
        plan = cls.province.plan
        plan["rounds"] = [entry for entry in plan["rounds"] if entry["key"] in keys]
        plan["products"] = [product for product in plan["products"] if product["round"] in keys]

    @classmethod
    def plan_rounds(cls, entries=None):
        """Rounds (all of the plan) for the law's next date, each a week after the one before."""
        province = cls.province
        [(held, proposals)] = dates.rounds_from(province.rulebook.data, province.today(), 1)
        for number, entry in enumerate(entries or province.plan["rounds"]):
            meeting_before = dates.days_later(held, 7 * number)
            round_id, held_on = rounds.plan_round(province, entry, meeting_before, proposals)
            province.journal.put(
                f"planned/{entry['key']}",
                {"round_id": round_id, "held_on": str(held_on), "proposals_before": str(proposals)},
            )

    @classmethod
    def prepare_rounds(cls, entries=None):
        """Dossiers of rounds (all of the plan) from their producers to their admission."""
        province, entries = cls.province, entries or cls.province.plan["rounds"]
        keys = [entry["key"] for entry in entries]
        products = [product for product in province.plan["products"] if product["round"] in keys]
        for product in products:
            dossiers.register(province, product)
            dossiers.fill(province, product)
        for product in products:
            dossiers.screen_and_propose(province, product)
        proposals_before = dates.parse_day(cls.planned(entries[0])["proposals_before"])
        province.move_clock_to(f"clock/admit/{keys[0]}", dates.days_later(proposals_before, 3))
        for product in products:
            entry = next(e for e in entries if e["key"] == product["round"])
            dossiers.admit(province, product, cls.planned(entry)["round_id"])

    @classmethod
    def planned(cls, entry):
        return cls.province.journal[f"planned/{entry['key']}"]

    @classmethod
    def open_round(cls, entry):
        planned = cls.planned(entry)
        return rounds.open_round(cls.province, entry, planned["round_id"], dates.parse_day(planned["held_on"]))

    @classmethod
    def expectations(cls, entry):
        return [rounds.Expectation(cls.province, p) for p in rounds.products_of(cls.province, entry["key"])]

    # --- what the operator sees

    @classmethod
    def status(cls):
        """Every daemon's own word, by source."""
        shown = cls.stack.ocop("status", "--json", check=False)
        if not shown.stdout:
            raise RuntimeError(f"ocop status ended with {shown.returncode}: {shown.stderr}")
        return {daemon["source"]: daemon for daemon in json.loads(shown.stdout)}

    @classmethod
    def heads(cls):
        """Of every source whose daemon runs; one that has just been started is waited for."""
        def answers():
            told = cls.status()
            return told if not any(one.get("missing") and cls.stack.alive(name) for name, one in told.items()) else None

        told = wait_for("every daemon that runs answers", answers)
        return {source: int(daemon.get("headSequence", 0)) for source, daemon in told.items() if not daemon.get("missing")}

    @classmethod
    def heads_at_rest(cls):
        """With nothing on its way: what changes from here on is what comes next."""
        cls.wait_caught_up()
        return cls.heads()

    @classmethod
    def counter(cls, source, name):
        counters = cls.status()[source].get("counters", [])
        return next((int(counter.get("value", 0)) for counter in counters if counter["name"] == name), 0)

    @classmethod
    def follow(cls, follower, source):
        """How a follower stands with one source."""
        follows = cls.status()[follower].get("follows", [])
        return next((one for one in follows if one["source"] == source), {})

    @classmethod
    def has_followed(cls, follower, *sources):
        """It has applied all that these have written, holds nothing of it back, and has done what fell due with
        it. Of others nothing is said: a history that was made up may be more than they take."""
        status = cls.status()
        follows = {one["source"]: one for one in status[follower].get("follows", [])}
        if not all(source in follows and int(follows[source].get("cursorSequence", 0)) > 0
                   and follows[source]["cursorSequence"] == status[source].get("headSequence")
                   and not int(follows[source].get("heldEvents", 0)) for source in sources):
            return False
        now = dates.parse_moment(status[follower]["now"])

        def is_done():
            until = cls.status()[follower].get("deadlinesRunUntil")
            return until and dates.parse_moment(until) >= now

        return wait_for("what fell due is done", is_done)

    @classmethod
    def all_caught_up(cls):
        """Every follower has applied all that its sources have written."""
        status = cls.status()
        return all(
            daemon.get("well")
            and all(
                one.get("cursorSequence", "0") == status[one["source"]].get("headSequence", "0")
                for one in daemon.get("follows", [])
            )
            for daemon in status.values()
        )

    @classmethod
    def wait_caught_up(cls, limit_s=LIMIT_S):
        """Until nothing is on its way: what is due now has been done, and every follower has applied it."""
        now = max(dates.parse_moment(daemon["now"]) for daemon in cls.status().values() if "now" in daemon)

        def at_rest():
            until = [daemon.get("deadlinesRunUntil") for daemon in cls.status().values()]
            return all(text and dates.parse_moment(text) >= now for text in until) and cls.all_caught_up()

        wait_for("nothing is on its way", at_rest, limit_s)

    @classmethod
    def events(cls, source):
        """All events of a source, as `ocop events` shows them."""
        shown = cls.stack.ocop("events", "--source", source).stdout
        return [json.loads(line) for line in shown.splitlines()]

    # --- what is refused

    def assert_refused(self, send, status, rule, field=None):
        """The answer to send() is a problem with this rule at this field, and no source's log has
        changed. The problem's document."""
        before = self.heads()
        answer = send()
        if "x-request-id" not in answer.headers:
            # What came meanwhile could be anybody's, as this has no id: it is sent again with nothing on its way.
            before = self.heads_at_rest()
            answer = send()
        self.assertEqual(answer.status, status, answer.content)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        problem = answer.body
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["title"])
        # What is refused before it is a request has no id.
        self.assertEqual(problem.get("instance"), answer.headers.get("x-request-id"))
        seen = [(error["rule"], error.get("field", "")) for error in problem["errors"]]
        if field is None:
            self.assertIn(rule, [rule_seen for rule_seen, _ in seen], problem)
        else:
            self.assertIn((rule, field), seen, problem)
        self.assert_nothing_written(before, problem.get("instance"))
        return problem

    def assert_nothing_written(self, before, request_id):
        """No source has an event of this request since it had the heads `before`; what earlier requests and
        time have set going may come meanwhile."""
        after = self.heads()
        if request_id is None:
            self.assertEqual(after, before)
        for source in sorted(name for name in after if after[name] != before.get(name, 0)):
            since = [event for event in self.events(source) if int(event["sequence"]) > before.get(source, 0)]
            self.assertNotIn(request_id, [event.get("requestId") for event in since], since)

    def assert_invariants_hold(self):
        self.wait_caught_up()
        checked = self.stack.ocop("check", check=False)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


@contextlib.contextmanager
def away(stack, name):
    """A daemon that is down for a while and then comes back."""
    stack.terminate(name)
    try:
        yield
    finally:
        stack.start(name)
