"""Certification's store is replaced by yesterday's backup, and then the newest is found after all.

Followers stop and say so; the log says which leaves the store had forgotten, takes them back and is served on as it
was; no number is given and nothing is changed. Then the newest store is put back: as nothing was settled, nothing was
signed beyond it. The way back without it is walked in way_back_test.py.
"""
import json
import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import Flow, wait_for  # noqa: E402
from province.client import new_id  # noqa: E402
from recognitions import certificates_of_register, conclusion_paper  # noqa: E402
from tlog_verifier import Checkpoint, Key, Log, check_certificate  # noqa: E402

SOURCE_NAME = "certification"
FOLLOWERS = ("registration", "market", "notification")
DIVERGED, FOLLOWING = "FOLLOW_STATE_DIVERGED", "FOLLOW_STATE_FOLLOWING"
ROWS = 12


class RestoredTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.store = cls.stack.data / SOURCE_NAME
        cls.log = cls.stack.data / "log"
        cls.yesterdays, cls.newest = cls.stack.directory / "yesterday", cls.stack.directory / "newest"
        cls.codes = certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)

    # --- as anybody and as the chairman

    def fetch(self, path):
        answer = self.province.anybody().raw("GET", "/log/" + path, None)
        self.assertEqual(answer.status, 200, path)
        return answer.content

    def checkpoint(self):
        return Checkpoint(self.fetch("checkpoint"), Key(self.fetch("keys").decode().split()[0]))

    def published(self):
        """The checkpoint over all that has happened."""
        wait_for("all is published", lambda: self.checkpoint().size == self.heads()[SOURCE_NAME])
        return self.checkpoint()

    def send_revocation(self, code, command_id=None):
        return self.province.office("chairman").send("POST", f"/api/v1/certificates/{code}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Mẫu vượt ngưỡng",
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today()), "paperId": self.paper}, command_id)

    def revoke(self, code):
        self.assertEqual(self.send_revocation(code).status, 200)

    def stands(self, state):
        return all(self.follow(follower, SOURCE_NAME).get("state") == state for follower in FOLLOWERS)

    # --- what the operator does

    def put_back(self, copy, keep=None):
        """The stopped store becomes what the copy was. The published files are not touched."""
        if keep:
            shutil.copytree(self.store, keep, dirs_exist_ok=True)
        shutil.rmtree(self.store)
        shutil.copytree(copy, self.store)

    def back_up(self):
        self.stack.terminate(SOURCE_NAME)
        shutil.copytree(self.store, self.yesterdays, dirs_exist_ok=True)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()

    def daemon_log(self):
        return (self.stack.logs / f"{SOURCE_NAME}.log").read_text()

    def test_yesterdays_store(self):
        self.back_up()
        yesterday = self.published()
        for code in self.codes[:3]:
            self.revoke(code)
        self.wait_caught_up()
        today = self.published()
        self.assertEqual(today.size, yesterday.size + 3)
        files = {path: path.read_bytes() for path in self.log.rglob("*") if path.is_file()}

        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.yesterdays, keep=self.newest)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()
        self.followers_stop_and_say_so()
        self.the_log_says_what_is_missing(yesterday)
        self.nothing_is_taken_or_numbered()
        self.what_was_published_is_served_on(today, files)

        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.newest)
        self.stack.start(SOURCE_NAME)
        for follower in FOLLOWERS:
            self.stack.terminate(follower)
            self.stack.start(follower)
        self.stack.wait_ready()
        wait_for("every follower follows", lambda: self.stands(FOLLOWING))
        self.revoke(self.codes[3])
        self.published()
        log = Log(self.fetch, self.fetch("keys").decode())
        log.check_goes_on_from(today)
        log.check_goes_on_from(yesterday)
        self.assert_invariants_hold()

    def followers_stop_and_say_so(self):
        wait_for("every follower stops", lambda: self.stands(DIVERGED))
        shown = self.stack.ocop("status", check=False)
        self.assertEqual(shown.returncode, 1)
        self.assertIn("register unreconciled: 3 leaves", shown.stdout)

    def the_log_says_what_is_missing(self, yesterday):
        text = self.daemon_log()
        self.assertIn("event=log_is_behind", text)
        for number in range(3):
            self.assertIn(f"event=log_leaf_missing index={yesterday.size + number}", text)
            self.assertIn(self.codes[number], text.partition("event=log_is_behind")[2])

    def nothing_is_taken_or_numbered(self):
        for code in self.codes[:5]:
            self.assert_refused(lambda code=code: self.send_revocation(code), 503, "register-unreconciled")
        correction = {"reason": "Sai tên", "productName": "Miến dong Ví dụ đã sửa"}
        self.assert_refused(lambda: self.province.office("chairman").send(
            "POST", f"/api/v1/certificates/{self.codes[4]}/replace", correction), 503, "register-unreconciled")

    def what_was_published_is_served_on(self, today, files):
        now = self.checkpoint()
        self.assertEqual((now.size, now.root), (today.size, today.root))
        self.assertEqual({path: path.read_bytes() for path in self.log.rglob("*") if path.is_file()}, files)
        Log(self.fetch, self.fetch("keys").decode()).check_all_inclusion_proofs()


class TamperedTest(Flow):
    """What would be taken back is not what was signed: nothing is, and nothing is answered."""

    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.store, cls.log = cls.stack.data / SOURCE_NAME, cls.stack.data / "log"
        cls.yesterdays = cls.stack.directory / "yesterday"
        cls.codes = certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)

    fetch = RestoredTest.fetch
    checkpoint = RestoredTest.checkpoint
    published = RestoredTest.published
    send_revocation = RestoredTest.send_revocation
    revoke = RestoredTest.revoke
    put_back = RestoredTest.put_back
    back_up = RestoredTest.back_up

    def restart(self):
        self.stack.terminate(SOURCE_NAME)
        self.put_back(self.yesterdays)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()

    def ask(self, path, accept="application/json"):
        return self.province.anybody().raw("GET", path, None, {"Accept": accept})

    def test_an_entry_was_changed(self):
        self.back_up()
        code = self.codes[0]
        self.revoke(code)
        size = self.published().size
        [bundle] = self.log.glob(f"tile/entries/000.p/{size}")
        whole = bundle.read_bytes()
        # The ground of the revocation: the entry stays one, and its hash does not.
        bundle.write_bytes(whole.replace(b'"groundCode":"c"', b'"groundCode":"d"'))
        self.restart()
        shown = self.stack.ocop("status", check=False)
        self.assertEqual(shown.returncode, 1)
        self.assertIn("register unreconciled", shown.stdout)
        self.assertIn("event=log_not_recovered", (self.stack.logs / f"{SOURCE_NAME}.log").read_text())
        for path in (f"/api/v1/verify/{code}", f"/api/v1/certificates/{code}", f"/api/v1/certificates/{code}.json",
                     f"/api/v1/certificates/{code}.pdf", "/api/v1/certificates"):
            answer = self.ask(path)
            self.assertEqual(answer.status, 503, (path, answer.content[:300]))
        page = self.ask(f"/verify/{code}", "text/html")
        self.assertEqual(page.status, 503)
        self.assertNotIn("CÒN HIỆU LỰC", page.content.decode().upper())
        many = self.province.anybody().send("POST", "/api/v1/verify", {"numbers": [code]})
        self.assertEqual(many.status, 503)
        # The clock is not asked for either: the register says nothing at all.
        self.assert_refused(lambda: self.province.office("chairman").send(
            "POST", f"/api/v1/certificates/{self.codes[1]}/revoke", {}), 503, "register-unreconciled")
        self.assert_refused(lambda: self.province.office("ocop-agency").send("POST", "/api/v1/register/reconcile", {
            "leaves": ["0"], "outcome": "RECOVERED_OUTCOME_REENTERED", "paperNumber": "1"}), 503, "register-unreconciled")
        self.assertEqual(self.checkpoint().size, size)

        bundle.write_bytes(whole)
        self.restart()
        state = self.province.anybody().get(f"/api/v1/verify/{code}")["certificate"]["state"]
        self.assertEqual(state, "CERTIFICATE_STATE_REVOKED")
        self.assertEqual(self.published().size, size)


class KilledTest(Flow):
    """Ended between commit and publishing, and between tiles and checkpoint: the next start publishes it."""

    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.codes = certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)

    fetch = RestoredTest.fetch
    checkpoint = RestoredTest.checkpoint
    published = RestoredTest.published
    send_revocation = RestoredTest.send_revocation
    revoke = RestoredTest.revoke

    def killed_at(self, point, code):
        before = self.published()
        self.stack.terminate(SOURCE_NAME)
        self.stack.start(SOURCE_NAME, faults=f"{point}:1=kill")
        self.stack.wait_ready()
        # It dies while its answer is on the way: whoever does not get it asks again.
        command_id = new_id()
        self.assertIn(self.send_revocation(code, command_id).status, (200, 503))
        self.stack.wait_ended(SOURCE_NAME)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()
        after = self.published()
        self.assertEqual(self.send_revocation(code, command_id).status, 200)
        self.assertEqual(after.size, before.size + 1)
        log = Log(self.fetch, self.fetch("keys").decode())
        log.check_goes_on_from(before)
        entry = json.loads(log.entries[-1])
        self.assertEqual((entry["thing"], entry["type"]), (code, "ocop.certification.v1.CertificateRevoked"))
        document = self.province.anybody().raw("GET", f"/api/v1/certificates/{code}.json", None).content
        proof = self.province.anybody().raw("GET", f"/api/v1/certificates/{code}/proof", None).content
        shown, _ = check_certificate(document, proof, self.fetch("keys").decode())
        self.assertEqual(shown["state"], "REVOKED")

    def test_before_the_tiles(self):
        self.killed_at("before_log_tiles", self.codes[0])

    def test_between_tiles_and_checkpoint(self):
        self.killed_at("before_log_checkpoint", self.codes[1])


if __name__ == "__main__":
    unittest.main()
