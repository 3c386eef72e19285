"""kill -9 of every daemon in the middle of the main job: it comes back, and the job ends the same.

Each daemon is started with a fault that ends it at a named point, again with the next one when it
has died, until all of its points have struck. The gateway is killed while a request is on its way;
the client asks again with the same Idempotency-Key, as every client must.
"""
import collections
import http.client
import pathlib
import shutil
import sys
import threading
import time
import unittest
import unittest.mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import LIMIT_S, Flow, wait_for  # noqa: E402
from province import agency, context, job, setup  # noqa: E402
from province.client import Answer, Client  # noqa: E402
from province.context import Province  # noqa: E402
from province.stack import DaemonDied, Stack  # noqa: E402

KILLED = -9
OWN_COMMANDS = ("before_handler:2", "before_commit:2", "after_commit:2", "before_publish:4", "after_publish:4")
COMMANDS = (*OWN_COMMANDS, "before_reply:1")
EVENTS = ("before_apply:1", "after_apply_commit:1")
FAULTS = {
    "identity": COMMANDS,  # follows nobody
    "registration": COMMANDS + EVENTS,
    "scoring_tn1": EVENTS + COMMANDS,
    "scoring_tn2": EVENTS + COMMANDS,
    "certification": EVENTS + COMMANDS,
    "market": EVENTS + OWN_COMMANDS,  # nobody commands it during the main job
    "notification": EVENTS + ("before_publish:4", "after_publish:4", "before_send:4", "after_send:4"),
}
GATEWAY_DIES = ("/screening", "/uploads/", "/admit", "/sheets/", "/approve", "/revoke")
DOES_NOT_ANSWER, COULD_NOT = 3, 4


class MortalStack(Stack):
    """Restarts at once what a fault has ended, with the daemon's next fault."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.pending = {name: list(faults) for name, faults in FAULTS.items()}
        self.struck = []
        self.gateway_dies = list(GATEWAY_DIES)
        self.died_otherwise = []
        self.lock = threading.RLock()
        self.over = threading.Event()
        self.watcher = threading.Thread(target=self.watch)

    def start_all(self):
        super().start_all()
        self.watcher.start()

    def start(self, name, faults=None, extra=None):
        waiting = self.pending.get(name)
        super().start(name, f"{waiting[0]}=kill" if waiting else None, extra)

    def watch(self):
        while not self.over.wait(0.005):
            with self.lock:
                for name, process in list(self.processes.items()):
                    if process.poll() is not None:
                        self.succeed(name, process.returncode)

    def succeed(self, name, status):
        if status != KILLED or not self.pending.get(name):
            self.died_otherwise.append((name, status))
            self.over.set()
            return
        self.struck.append((name, self.pending[name].pop(0)))
        self.start(name)

    def kill_gateway(self):
        with self.lock:
            self.kill("gateway")
            self.start("gateway")

    def all_struck(self):
        return not any(self.pending.values()) and not self.gateway_dies

    def check(self):
        if self.died_otherwise:
            raise DaemonDied(f"ended and not by a fault: {self.died_otherwise}; logs in {self.logs}")

    def still(self):
        """Nothing strikes any more: what is left is to end in order."""
        self.over.set()
        self.watcher.join()

    def stop(self):
        self.still()
        super().stop()

    def ocop(self, *arguments, check=True, text=None):
        """What a daemon that just died did not answer is asked again; the clock's owner asks himself."""
        if arguments[0] in ("status", "check"):
            wait_for("every daemon is well", lambda: not Stack.ocop(self, "status", check=False).returncode)
        until = time.monotonic() + LIMIT_S
        while True:
            ran = super().ocop(*arguments, check=False, text=text)
            again = ran.returncode in (DOES_NOT_ANSWER, COULD_NOT) and arguments[0] != "clock"
            if not again or time.monotonic() > until:
                break
        if check and ran.returncode:
            raise RuntimeError(f"{arguments}: {ran.returncode} {ran.stderr}")
        return ran


class PatientClient(Client):
    """Asks again, with the same id, for as long as nobody could answer."""

    stack = None  # of the class under test

    def raw(self, method, path, content=None, headers=None):
        until = time.monotonic() + LIMIT_S
        headers = dict(headers or {})
        whole, first = content, int(headers.get("Upload-Offset", 0))
        self.die_on_the_way(method, path, content, headers)
        while True:
            try:
                answer = super().raw(method, path, content, headers)
                if answer.status != 503:
                    return answer
            except (http.client.HTTPException, ConnectionError):
                pass
            if time.monotonic() > until:
                raise TimeoutError(f"{method} {path}: nobody answers")
            time.sleep(0.02)
            if method == "PATCH":
                content = self.rest(path, whole, first, headers)
                if not content:
                    return Answer(204, {}, b"")

    def rest(self, path, whole, first, headers):
        """Of an upload that was broken off: what has not arrived, as tus wants it."""
        head = self.raw("HEAD", path, None, {"Tus-Resumable": headers["Tus-Resumable"]})
        headers["Upload-Offset"] = head.headers["upload-offset"]
        return whole[int(headers["Upload-Offset"]) - first:]

    def die_on_the_way(self, method, path, content, headers):
        dies = self.stack.gateway_dies if self.stack else []
        if not dies or method in ("GET", "HEAD") or dies[0] not in path:
            return
        dies.pop(0)
        signed = {"Accept-Language": self.language, "Authorization": f"Bearer {self.secret}", **headers}
        self.close()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=LIMIT_S)
        try:
            connection.request(method, path, body=content, headers=signed)
        except ConnectionError:
            pass  # it was on its way up: nobody heard, which is a death as well
        self.stack.kill_gateway()
        connection.close()


class PatientProvince(Province):
    def move_clock_to(self, step, day, hour=9):
        """A move that was not answered may have been made: all must agree on the time, then the
        rest of the way is reckoned anew."""
        until = time.monotonic() + LIMIT_S
        while True:
            try:
                return super().move_clock_to(step, day, hour)
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                wait_for("one time for all", lambda: not Stack.ocop(self.stack, "clock", "show", check=False).returncode)


def tell(flow):
    """What came of the main job: events by source and type, listings by product."""
    told = {}
    for source in FAULTS:
        if source != "identity":  # sessions and moves of the clock are as many as were needed
            told[source] = collections.Counter(event["type"] for event in flow.events(source))
    return told, flow.listings()


class MainJob(Flow):
    shards = setup.SHARDS

    @classmethod
    def listings(cls):
        found = cls.province.pages(cls.province.anybody(), "/listings", "listings")
        keep = ("productName", "producerName", "badge", "stars", "unitCode", "communeName")
        return sorted(tuple(listing.get(key, "") for key in keep) for listing in found)

    @classmethod
    def run_job(cls):
        cls.province.agency = agency.open_agency(cls.stack, cls.province.journal)
        cls.addClassCleanup(cls.province.agency.close)
        job.run(cls.province)
        rows, _ = job.outcome(cls.province)
        cls.wait_caught_up()
        return [row[:4] for row in rows]


class KillTest(MainJob):
    stack_class = MortalStack
    province_class = PatientProvince

    @classmethod
    def setUpClass(cls):
        patched = unittest.mock.patch.object(context, "Client", PatientClient)
        patched.start()
        cls.addClassCleanup(patched.stop)
        super().setUpClass()

    @classmethod
    def prepare(cls):
        PatientClient.stack = cls.stack
        cls.addClassCleanup(setattr, PatientClient, "stack", None)

    @classmethod
    def tearDownClass(cls):
        cls.stack.still()
        super().tearDownClass()

    def test_the_main_job_ends_as_if_nobody_had_died(self):
        rows = self.run_job()
        self.assertFalse(self.stack.died_otherwise)
        self.assertEqual(self.stack.gateway_dies, [])
        self.assertEqual({name: left for name, left in self.stack.pending.items() if left}, {})
        for name, faults in FAULTS.items():
            self.assertEqual([fault for daemon, fault in self.stack.struck if daemon == name], list(faults))
        self.assert_invariants_hold()
        told = tell(self)
        self.rebuild_market()
        self.assertEqual((rows, told), CalmJob.come_of_it())

    def rebuild_market(self):
        """Its store is what applying the events of its sources from the first one gives."""
        before = self.listings()
        self.stack.still()
        self.stack.terminate("market")
        shutil.rmtree(self.stack.data / "market")
        self.stack.start("market")
        self.stack.wait_ready()
        self.wait_caught_up()
        wait_for("the market is as it was", lambda: self.listings() == before)


class CalmJob(MainJob):
    """The same without a death; not a test of its own."""

    @classmethod
    def come_of_it(cls):
        try:
            cls.setUpClass()
            rows = cls.run_job()
            return rows, tell(cls)
        finally:
            try:
                cls.tearDownClass()
            finally:
                cls.doClassCleanups()


if __name__ == "__main__":
    unittest.main()
