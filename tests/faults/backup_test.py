"""An instance is backed up while it goes on, and put back whole: nothing is lost that was in the backup, everybody
sees that it was put back, and goes on by the documented step."""
import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

from flow import LIMIT_S, SOURCE, Flow, wait_for  # noqa: E402
from recognitions import certificates_of_register  # noqa: E402

DIVERGED, FOLLOWING = "FOLLOW_STATE_DIVERGED", "FOLLOW_STATE_FOLLOWING"
SOURCES = ("identity", "registration", "scoring_tn1", "certification", "market", "notification")


class BackupTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.codes = certificates_of_register(cls, 5)
        cls.number = 0
        cls.backup = cls.stack.directory / "backup"

    def register(self, count=1):
        officer = self.province.office("na-ri")
        for _ in range(count):
            type(self).number += 1
            officer.post("/api/v1/producers", {
                "name": f"Hợp tác xã Ví dụ sao lưu {self.number}", "legalForm": "LEGAL_FORM_COOPERATIVE",
                "registrationNumber": str(self.number), "communeCode": "02155", "address": ""}, patience_s=LIMIT_S)

    def manifest(self):
        return json.loads((self.backup / "manifest.json").read_text())

    def stops(self):
        return [(daemon["source"], one["source"]) for daemon in self.status().values()
                for one in daemon.get("follows", []) if one.get("state") == DIVERGED]

    def restore(self, *options):
        return self.stack.ocop("restore", self.backup, *options, check=False)

    def test_1_made_while_all_goes_on(self):
        """Commands are taken meanwhile, and what each copy has is one moment of its store."""
        done = threading.Event()

        def go_on():
            while not done.is_set():
                self.register()
        writer = threading.Thread(target=go_on)
        writer.start()
        try:
            for _ in range(3):
                self.stack.ocop("backup", self.backup)
        finally:
            done.set()
            writer.join()
        stores = {store["source"]: store for store in self.manifest()["stores"]}
        self.assertEqual(set(stores), set(SOURCES))
        for source, store in stores.items():
            copy = sqlite3.connect(f"file:{self.backup / store['file']}?mode=ro&immutable=1", uri=True)
            self.assertEqual(copy.execute("PRAGMA integrity_check").fetchone(), ("ok",), source)
            head = copy.execute("SELECT sequence, hex(hash) FROM outbox_events ORDER BY sequence DESC LIMIT 1").fetchone()
            self.assertEqual(head or (0, ""), (store["headSequence"], store["hash"].upper()), source)
            self.assertEqual(copy.execute("SELECT hex(epoch) FROM outbox_source").fetchone(), (store["epoch"].upper(),))
            copy.close()
            self.assertEqual(len(list((self.backup / source).glob("store-*"))), 1)
        for path in ("certification/log.key", "certification/register.key", "identity/operator.key", "log/checkpoint"):
            self.assertTrue((self.backup / path).exists(), path)
        self.assertEqual((self.backup / "certification" / "log.key").stat().st_mode & 0o777, 0o600)

    def test_2_what_is_no_backup_is_refused(self):
        """Before anything is touched."""
        before = {path: path.stat().st_ino for path in self.stack.data.rglob("store.sqlite*")}
        refused = self.restore()
        self.assertEqual(refused.returncode, 4, refused.stderr)
        self.assertIn("runs: stop it first", refused.stderr)
        nowhere = self.stack.ocop("restore", self.stack.directory / "nowhere", check=False)
        self.assertEqual(nowhere.returncode, 2, nowhere.stderr)
        [store] = [s for s in self.manifest()["stores"] if s["source"] == "market"]
        file = self.backup / store["file"]
        whole = file.read_bytes()
        file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        damaged = self.restore("--check")
        self.assertEqual(damaged.returncode, 2, damaged.stderr)
        self.assertIn("is not the file that the manifest tells of", damaged.stderr)
        file.write_bytes(whole)
        self.assertEqual(self.restore("--check").returncode, 0)
        self.assertEqual(self.restore("--only", "nobody").returncode, 2)
        self.assertEqual({path: path.stat().st_ino for path in self.stack.data.rglob("store.sqlite*")}, before)
        outsider = self.stack.ocop("backup", self.backup, "--key-file", self.stack.directory / "none.key", check=False)
        self.assertNotEqual(outsider.returncode, 0)

    def test_3_put_back_whole(self):
        """By the scripts, as README.md has it. All stores are of one quiet moment: nobody has seen more than is
        there, so everybody goes on where he stood, once told."""
        self.wait_caught_up()
        scripts = {"OCOP_BIN": str(self.stack.binaries), "OCOP_DATA_DIR": str(self.stack.data),
                   "OCOP_RUN_DIR": str(self.stack.run), "PATH": "/usr/bin:/bin"}
        made = subprocess.run([SOURCE / "scripts" / "backup", self.backup], env=scripts, capture_output=True, text=True)
        self.assertEqual(made.returncode, 0, made.stderr)
        heads = self.heads()
        self.register(3)
        self.wait_caught_up()
        for name in reversed([*SOURCES, "gateway"]):
            self.stack.terminate(name)
        for source in SOURCES:
            shutil.rmtree(self.stack.data / source)
        put = subprocess.run([SOURCE / "scripts" / "restore", self.backup], env=scripts, capture_output=True, text=True)
        self.assertEqual(put.returncode, 0, put.stderr)
        self.stack.start_all()
        stops = wait_for("everybody stops", self.all_have_stopped)
        self.assertEqual(self.heads(), heads)
        for follower, source in stops:
            self.stack.ocop("follow", "resume", follower, source)
        wait_for("everybody follows again", lambda: not self.stops() and self.all_caught_up())
        self.stack.wait_ready()
        self.register()
        self.assert_invariants_hold()

    def test_4_one_store_alone(self):
        """Registration has lost what came after the copy. Certification takes all of it again; the others cannot
        build anew what they made of it, and go on where they are told."""
        self.stack.ocop("backup", self.backup)
        self.register(2)
        self.wait_caught_up()
        places = {name: int(self.follow(name, "registration")["cursorSequence"]) for name in ("certification", "market", "scoring_tn1")}
        self.stack.terminate("registration")
        self.stack.ocop("restore", self.backup, "--only", "registration")
        self.stack.start("registration")
        wait_for("its followers stop", lambda: {(name, "registration") for name in places} <= set(self.stops()))
        head = self.heads()["registration"]
        self.assertEqual(set(places.values()), {head + 2})
        for name in places:
            shown = self.stack.ocop("follow", "resume", name, "registration", check=False)
            self.assertEqual((shown.returncode, f"stands behind event {head + 2}" in shown.stderr), (1, True), shown.stderr)
            beyond = self.stack.ocop("follow", "resume", name, "registration", "--at", head + 1, check=False)
            self.assertEqual(beyond.returncode, 1, beyond.stderr)
        before = self.province.pages(self.province.anybody(), "/certificates", "certificates")
        self.stack.ocop("follow", "resume", "certification", "registration", "--rebuild")
        for name in ("market", "scoring_tn1"):
            refused = self.stack.ocop("follow", "resume", name, "registration", "--rebuild", check=False)
            self.assertEqual(refused.returncode, 4, refused.stderr)
            self.stack.ocop("follow", "resume", name, "registration", "--at", head)
        wait_for("all go on", lambda: not self.stops() and self.all_caught_up())
        self.assertEqual(self.follow("certification", "registration")["cursorSequence"], str(head))
        self.assertEqual(self.province.pages(self.province.anybody(), "/certificates", "certificates"), before)
        self.stack.wait_ready()
        self.register()
        self.assert_invariants_hold()

    def all_have_stopped(self):
        """Who stops, when it is all who have seen anything of their source."""
        status, stops = self.status(), self.stops()
        follows = [(daemon["source"], one["source"]) for daemon in status.values() for one in daemon.get("follows", [])
                   if int(one.get("cursorSequence", 0)) > 0]
        return stops if set(status) == set(SOURCES) and follows and sorted(stops) == sorted(follows) else None


if __name__ == "__main__":
    unittest.main()
