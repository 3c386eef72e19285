"""A source whose store was copied back from an old file: its followers stop, and say so everywhere."""
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import LIMIT_S, Flow, wait_for  # noqa: E402

FOLLOWERS = ("scoring_tn1", "certification", "market")
SOURCE_NAME = "registration"
DIVERGED = "FOLLOW_STATE_DIVERGED"
FOLLOWING = "FOLLOW_STATE_FOLLOWING"


class DivergenceTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.number = 0
        cls.store = cls.stack.data / SOURCE_NAME
        cls.old, cls.newest = cls.stack.directory / "old", cls.stack.directory / "newest"

    def register(self, count):
        """Producers: each an event of registration's."""
        officer = self.province.office("na-ri")
        for _ in range(count):
            type(self).number += 1
            officer.post("/api/v1/producers", {
                "name": f"Hợp tác xã Ví dụ {self.number}", "legalForm": "LEGAL_FORM_COOPERATIVE",
                "registrationNumber": str(self.number), "communeCode": "02155", "address": "",
            }, patience_s=LIMIT_S)

    def put_back(self, copy, keep=None):
        """Registration's store becomes what the copy was; what it is goes to `keep`. It is down."""
        if keep:
            shutil.copytree(self.store, keep, dirs_exist_ok=True)
        shutil.rmtree(self.store)
        shutil.copytree(copy, self.store)

    def stands(self, state):
        return all(self.follow(follower, SOURCE_NAME).get("state") == state for follower in FOLLOWERS)

    def go_back(self):
        """A copy is taken, more is written and followed, and then the copy is put back."""
        self.register(2)
        self.wait_caught_up()
        self.stack.terminate(SOURCE_NAME)
        shutil.copytree(self.store, self.old, dirs_exist_ok=True)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()
        self.register(4)
        self.wait_caught_up()

    def assert_all_say_so(self, cursors):
        wait_for("every follower stops", lambda: self.stands(DIVERGED))
        shown = self.stack.ocop("status", check=False)
        self.assertEqual(shown.returncode, 1)
        for follower in FOLLOWERS:
            [line] = [line for line in shown.stdout.splitlines() if line.startswith(follower)]
            self.assertIn("NOT WELL", line)
            self.assertRegex(line, rf"{SOURCE_NAME} \d+/\d+ DIVERGED")
            self.assertEqual(self.counter(follower, "ocop_sources_diverged_total"), 1)
            log = (self.stack.logs / f"{follower}.log").read_text()
            self.assertIn(f"event=source_diverged source={SOURCE_NAME}", log)
        self.assertNotEqual(self.stack.ocop("check", check=False).returncode, 0)
        self.assertEqual(self.cursors(), cursors)

    def cursors(self):
        return {follower: self.follow(follower, SOURCE_NAME)["cursorSequence"] for follower in FOLLOWERS}

    def assert_resumes_with_the_newest_store(self):
        """The documented step: the newest store is put back, and the followers started again."""
        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.newest)
        self.stack.start(SOURCE_NAME)
        for follower in FOLLOWERS:
            self.stack.terminate(follower)
            self.stack.start(follower)
        self.stack.wait_ready()
        wait_for("every follower follows", lambda: self.stands(FOLLOWING))
        self.register(1)
        self.assert_invariants_hold()

    def test_followers_that_are_there(self):
        self.go_back()
        cursors = self.cursors()
        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.old, keep=self.newest)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()
        self.assert_all_say_so(cursors)
        # The source goes on past where the followers stand: they still take nothing from it.
        self.register(8)
        self.assertGreater(self.heads()[SOURCE_NAME], max(map(int, cursors.values())))
        self.assert_all_say_so(cursors)
        self.assert_resumes_with_the_newest_store()

    def test_followers_that_come_when_the_source_has_gone_on(self):
        """The numbers fit again; only the hashes tell."""
        self.go_back()
        cursors = self.cursors()
        for follower in FOLLOWERS:
            self.stack.terminate(follower)
        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.old, keep=self.newest)
        self.stack.start(SOURCE_NAME)
        wait_for("registration answers", lambda: not self.status()[SOURCE_NAME].get("missing"))
        self.register(8)
        for follower in FOLLOWERS:
            self.stack.start(follower)
        self.stack.wait_ready()
        self.assert_all_say_so(cursors)
        self.assert_resumes_with_the_newest_store()


if __name__ == "__main__":
    unittest.main()
