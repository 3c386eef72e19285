"""The transparency log as anybody sees it: one tree, signed, served for ever; certificates proven offline.

Checked by tlog_verifier.py, which shares no code with the product.
"""
import base64
import hashlib
import json
import os
import shutil
import subprocess
import time
import unittest

from flow import Flow, wait_for
from recognitions import certificates_of_register, conclusion_paper
from tlog_verifier import Checkpoint, Key, Log, Wrong, check_certificate, tile_path

ROWS = 300  # more than a full tile
SECRET_WORDS = ("Ví dụ", "Hợp tác xã", "Mẫu vượt ngưỡng")


class LogTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        cls.codes = certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)
        wait_for("all are in the log", lambda: cls.checkpoint().size >= ROWS)

    # --- as anybody

    @classmethod
    def raw(cls, path, method="GET", headers=None):
        return cls.province.anybody().raw(method, path, None, headers)

    @classmethod
    def fetch(cls, path):
        answer = cls.raw("/log/" + path)
        if answer.status != 200:
            raise Wrong(f"{path}: {answer.status}")
        return answer.content

    @classmethod
    def vkeys(cls):
        return cls.fetch("keys").decode()

    @classmethod
    def checkpoint(cls):
        return Checkpoint(cls.fetch("checkpoint"), Key(cls.vkeys().split()[0]))

    @classmethod
    def proven(cls, code):
        """Certificate file and proof, once all about it is published."""
        wait_for(f"{code} is published", lambda: cls.raw(f"/api/v1/certificates/{code}/proof").status == 200)
        return (cls.raw(f"/api/v1/certificates/{code}.json").content,
                cls.raw(f"/api/v1/certificates/{code}/proof").content)

    def revoke(self, code):
        self.province.office("chairman").post(f"/api/v1/certificates/{code}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Mẫu vượt ngưỡng",
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today()), "paperId": self.paper})

    # --- the log

    def test_what_is_served_is_one_log(self):
        wait_for("all is published", lambda: self.checkpoint().size == self.heads()["certification"])
        log = Log(self.fetch, self.vkeys())
        log.check_all_inclusion_proofs()
        self.assertGreaterEqual(log.checkpoint.size, ROWS)
        heads = self.events("certification")
        self.assertEqual(len(heads), log.checkpoint.size)
        for index, entry in enumerate(map(json.loads, log.entries)):
            self.assertEqual(entry["sequence"], index + 1)
            self.assertEqual(entry["type"], heads[index]["type"])
            self.assertEqual(entry["thing"], heads[index]["thingId"])

    def test_names_and_reasons_are_not_in_it(self):
        code = self.codes[0]
        self.revoke(code)
        self.proven(code)
        for entry in Log(self.fetch, self.vkeys()).entries:
            for word in SECRET_WORDS:
                self.assertNotIn(word, entry.decode().replace("QĐ-Ví dụ", "").replace("KL-Ví dụ", ""))

    def test_it_goes_on_where_it_ended(self):
        seen = [self.checkpoint()]
        for code in self.codes[1:6]:
            self.revoke(code)
            self.proven(code)
            seen.append(self.checkpoint())
        log = Log(self.fetch, self.vkeys())
        for old in seen:
            log.check_goes_on_from(old)

    def test_a_revocation_is_published_by_itself(self):
        """How long it takes is printed; on a machine at rest it is less than a second."""
        before = self.checkpoint().size
        self.revoke(self.codes[6])
        since = time.monotonic()
        wait_for("the next checkpoint", lambda: self.checkpoint().size > before)
        print(f"log_published_after_revocation {(time.monotonic() - since) * 1000:.0f} ms")

    def test_caches_may_keep_tiles_for_ever_and_a_checkpoint_for_a_moment(self):
        tile = self.raw("/log/" + tile_path(0, 0, 256))
        self.assertEqual(tile.headers["content-type"], "application/octet-stream")
        self.assertIn("immutable", tile.headers["cache-control"])
        checkpoint = self.raw("/log/checkpoint")
        self.assertEqual(checkpoint.headers["content-type"], "text/plain; charset=utf-8")
        self.assertEqual(checkpoint.headers["cache-control"], "public, max-age=1")
        again = self.raw("/log/" + tile_path(0, 0, 256), headers={"If-None-Match": tile.headers["etag"]})
        self.assertEqual((again.status, again.content), (304, b""))
        head = self.raw("/log/" + tile_path(0, 0, 256), method="HEAD")
        self.assertEqual((head.status, head.headers["etag"]), (200, tile.headers["etag"]))
        part = self.raw("/log/" + tile_path(0, 0, 7))
        self.assertEqual(part.content, tile.content[:7 * 32])

    def test_what_is_not_in_the_log_is_not_served(self):
        size = self.checkpoint().size
        for path in (tile_path(0, 1, size - 256 + 1), tile_path(0, 1, 256), tile_path(1, 0, 2), "tile/0/00", "tile/entries/999",
                     "checkpoint.new", "../certification/log.key", "tile/0/..%2f..%2f..%2fcertification%2flog.key", "%2e%2e/x",
                     "keys/", "log.key"):
            self.assertEqual(self.raw("/log/" + path).status, 404, path)
        self.assert_refused(lambda: self.province.anybody().send("GET", "/log/tile/0/999"), 404, "no-such-thing", "path")

    # --- a changed byte

    def test_one_changed_byte_of_any_file_is_noticed(self):
        files, vkeys = {}, self.vkeys()

        def keep(path):
            files[path] = self.fetch(path)
            return files[path]

        Log(keep, vkeys)
        changed = 0
        for path, data in files.items():
            step = 1 if path == "checkpoint" else max(1, len(data) // 40)
            for at in range(0, len(data), step):
                other = dict(files)
                other[path] = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
                with self.assertRaises(Wrong, msg=f"{path} at {at}"):
                    Log(other.__getitem__, vkeys)
                changed += 1
        print(f"log_changed_bytes_noticed {changed} bytes")

    def test_one_changed_byte_of_a_certificate_is_noticed(self):
        document, proof = self.proven(self.codes[7])
        vkeys = self.vkeys()
        shown, statement = check_certificate(document, proof, vkeys)
        self.assertEqual((shown["state"], statement["state"]), ("VALID", "VALID"))
        for at in range(0, len(document), 3):
            with self.assertRaises(Wrong, msg=f"at {at}: {document[max(0, at - 20):at + 20]}"):
                check_certificate(document[:at] + bytes([document[at] ^ 1]) + document[at + 1:], proof, vkeys)
        for at in range(0, len(proof), 11):
            with self.assertRaises(Wrong, msg=f"at {at}: {proof[max(0, at - 20):at + 20]}"):
                check_certificate(document, proof[:at] + bytes([proof[at] ^ 1]) + proof[at + 1:], vkeys)

    # --- ocop verify

    def ocop_verify(self, document, proof, vkeys, language="en"):
        """As somebody who has three files, no daemons and no network."""
        folder = self.stack.directory / "offline"
        folder.mkdir(exist_ok=True)
        for name, content in (("certificate.json", document), ("proof", proof), ("keys", vkeys.encode())):
            (folder / name).write_bytes(content)
        command = [str(self.stack.binaries / "ocop"), "verify", "certificate.json", "proof", "--keys", "keys"]
        offline = ["unshare", "--map-root-user", "--net", "--"]
        if shutil.which("unshare") and subprocess.run([*offline, "true"], capture_output=True).returncode == 0:
            command = offline + command
        environment = dict(os.environ, LANG="vi_VN.UTF-8" if language == "vi" else "en_US.UTF-8", LC_ALL="")
        environment.pop("LC_MESSAGES", None)
        machine = subprocess.run([*command, "--json"], cwd=folder, env=environment, capture_output=True, text=True)
        people = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        self.assertEqual(machine.returncode, people.returncode)
        return people.returncode, json.loads(machine.stdout)["answer"], people.stdout

    def test_ocop_verify_has_four_answers(self):
        code = self.codes[8]
        document, proof = self.proven(code)
        vkeys = self.vkeys()
        tampered = document.replace(b'"star": 4', b'"star": 5')
        self.assertNotEqual(tampered, document)
        status, answer, text = self.ocop_verify(document, proof, vkeys)
        self.assertEqual((status, answer), (0, "valid"))
        self.assertIn(code, text)
        seen = {text.splitlines()[0]}

        status, answer, text = self.ocop_verify(tampered, proof, vkeys)
        self.assertEqual((status, answer), (2, "changed"))
        seen.add(text.splitlines()[0])

        other = self.other_keys()
        status, answer, text = self.ocop_verify(document, proof, other)
        self.assertEqual((status, answer), (2, "other-key"))
        seen.add(text.splitlines()[0])

        self.revoke(code)
        _, proof_since = self.proven(code)
        status, answer, text = self.ocop_verify(document, proof_since, vkeys)
        self.assertEqual((status, answer), (1, "not-valid-now"))
        self.assertIn("revoked", text)
        seen.add(text.splitlines()[0])
        self.assertEqual(len(seen), 4)

        vietnamese = {self.ocop_verify(document, p, k, "vi")[2].splitlines()[0]
                      for p, k in ((proof, vkeys), (proof_since, vkeys), (proof, other))}
        vietnamese.add(self.ocop_verify(tampered, proof, vkeys, "vi")[2].splitlines()[0])
        self.assertEqual(len(vietnamese), 4)
        self.assertFalse(vietnamese & seen)
        # Another certificate's proof, and one that stops before the statement, are none.
        self.assertEqual(self.ocop_verify(document, self.proven(self.codes[9])[1], vkeys)[0], 2)
        self.assertEqual(self.ocop_verify(document, proof.partition(b"ocop-certificate-state")[0], vkeys)[0], 2)
        self.assertEqual(self.ocop_verify(b"{}", proof, vkeys)[:2], (2, "unreadable"))

    def other_keys(self):
        """Of another register that calls itself the same."""
        lines = []
        for vkey in self.vkeys().split():
            name, data = vkey.split("+")[0], b"\x01" + bytes(range(32))
            key_id = hashlib.sha256(name.encode() + b"\n" + data).hexdigest()[:8]
            lines.append(f"{name}+{key_id}+{base64.b64encode(data).decode()}\n")
        return "".join(lines)

    # --- not yet

    def test_what_is_not_published_yet_has_no_proof_yet(self):
        code = self.codes[10]
        self.stack.terminate("certification")
        self.stack.start("certification", extra={"log-pause-ms": 600000})
        self.stack.wait_ready()
        self.revoke(self.codes[11])  # is published, and then nothing for ten minutes
        self.proven(self.codes[11])
        self.revoke(code)
        self.assert_refused(lambda: self.province.anybody().send("GET", f"/api/v1/certificates/{code}/proof"), 503, "log-not-published")
        self.assert_refused(lambda: self.province.anybody().send("GET", "/api/v1/certificates/0000000000/proof"), 404,
                            "certificate-unknown", "code")
        self.stack.terminate("certification")
        self.stack.start("certification")
        self.stack.wait_ready()
        document, proof = self.proven(code)
        shown, statement = check_certificate(document, proof, self.vkeys())
        self.assertEqual((shown["state"], statement["state"]), ("REVOKED", "REVOKED"))


if __name__ == "__main__":
    unittest.main()
