"""The register as open data: every row is what the API says of its certificate, the sums are signed, and what was
erased is gone from disk. The signature is checked by OpenSSL, the rows by Python's csv and json.
"""
import base64
import csv
import hashlib
import io
import json
import subprocess
import unittest

from flow import Flow, wait_for
from province.stack import Stack
from recognitions import certificates_of_register, conclusion_paper

ROWS = 600  # more than two pieces
FILES = ("register.csv", "register.jsonl", "register.csv-metadata.json", "SHA256SUMS")
KEY_HEAD = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo of Ed25519, RFC 8410


class OpenDataStack(Stack):
    def options(self, name):
        service, options = super().options(name)
        if service == "certification":
            options["open-data-pause-ms"] = 0
            options["open-data-licence"] = "https://example.org/giay-phep"
        return service, options


def comments(sums):
    """What the sums say of the dump, by their words."""
    return dict(line[2:].split(" ", 1) for line in sums.splitlines() if line.startswith("# ") and " " in line[2:])


class OpenDataTest(Flow):
    stack_class = OpenDataStack

    @classmethod
    def prepare(cls):
        cls.add_offices()
        certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)

    def raw(self, name, headers=None, method="GET"):
        return self.province.anybody().raw(method, f"/open-data/{name}", None, headers or {})

    def dump(self):
        """All files of one dump, once it has seen the whole log; sums that changed meanwhile are read again."""
        def whole():
            sums = self.raw("SHA256SUMS")
            if sums.status != 200 or int(comments(sums.content.decode())["log"].split()[0]) < self.heads()["certification"]:
                return None
            files = {name: self.raw(name).content for name in FILES}
            return files if files["SHA256SUMS"] == sums.content else None
        return wait_for("the dump has seen the whole log", whole)

    def folder_of(self, files):
        folder = self.stack.directory / "dump"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / "keys").write_bytes(self.province.anybody().raw("GET", "/log/keys", None, {}).content)
        return folder

    def verify(self, folder):
        shown = self.stack.ocop("verify", "--open-data", folder, "--keys", folder / "keys", "--json", check=False)
        return shown.returncode, json.loads(shown.stdout) if shown.stdout else None

    # --- what is in it

    def test_every_row_is_what_the_api_says(self):
        files = self.dump()
        rows = list(csv.DictReader(io.StringIO(files["register.csv"].decode(), newline="")))
        lines = [json.loads(line) for line in files["register.jsonl"].decode().splitlines()]
        api = self.province.pages(self.province.anybody(), "/certificates", "certificates")
        self.assertEqual(len(api), ROWS)
        self.assertEqual([line["code"] for line in lines], [one["code"] for one in api])
        self.assertEqual(len(rows), len(lines))
        inner = {"placeTodayCommuneCode": ("placeToday", "communeCode"), "placeTodayCommuneName": ("placeToday", "communeName"),
                 "placeTodayProvinceCode": ("placeToday", "provinceCode"), "placeTodayProvinceName": ("placeToday", "provinceName"),
                 "suspendedOn": ("suspension", "suspendedOn")}
        for row, line, one in zip(rows, lines, api):
            self.assertEqual(list(row), list(line))
            for name, value in line.items():
                outer, field = inner.get(name, (name, None))
                expected = (one.get(outer) or {}).get(field, "") if field else one[name]
                self.assertEqual(value, expected, name)
                cell = row[name][1:] if row[name][:2] in ("'=", "'+", "'-", "'@") else row[name]
                self.assertEqual(cell, json.dumps(value) if isinstance(value, (bool, int)) else value, name)
        self.assertNotIn("revocationReason", rows[0])
        self.assertNotIn("packPhotos", rows[0])

    def test_the_dictionary_names_every_column(self):
        files = self.dump()
        dictionary = json.loads(files["register.csv-metadata.json"])
        columns = dictionary["tableSchema"]["columns"]
        self.assertEqual([column["name"] for column in columns], next(csv.reader(io.StringIO(files["register.csv"].decode()))))
        self.assertEqual(dictionary["@context"], "http://www.w3.org/ns/csvw")
        self.assertEqual(dictionary["dc:license"], "https://example.org/giay-phep")
        self.assertEqual(dictionary["schema:numberOfItems"], ROWS)
        for column in columns:
            for what in ("dc:description", "dc:source"):
                self.assertTrue(column[what]["vi"] and column[what]["en"], column["name"])
        for language, words in (("vi", "Từ điển dữ liệu"), ("en", "Data dictionary")):
            page = self.province.anybody().raw("GET", f"/open-data/?lang={language}", None, {"Accept": "text/html"})
            text = page.content.decode()
            self.assertEqual(page.status, 200)
            self.assertIn(words, text)
            self.assertLess(len(page.content), 60_000)
            for column in columns:
                self.assertIn(f"<code>{column['name']}</code>", text)
        self.assertEqual(self.province.anybody().raw("GET", "/open-data", None, {}).status, 200)

    # --- that it is genuine

    def test_sums_are_signed_and_hold(self):
        files = self.dump()
        folder = self.folder_of(files)
        summed = subprocess.run(["sha256sum", "--check", "--warn", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False)
        self.assertEqual(summed.returncode, 0, summed.stderr)
        self.assertEqual(summed.stdout.splitlines(), [f"{name}: OK" for name in FILES[:3]])
        text, signatures = files["SHA256SUMS"].decode().split("\n\n")
        self.openssl_verifies(folder, text + "\n", signatures)
        said = comments(text)
        self.assertEqual(said["rows"], str(ROWS))
        self.assertEqual(said["licence"], "https://example.org/giay-phep")
        size, root = said["log"].split()
        self.assert_log_is(int(size), root)
        self.assertEqual(self.verify(folder)[0], 0)
        self.assertEqual(self.verify(folder)[1]["answer"], "genuine")

    def openssl_verifies(self, folder, text, signatures):
        [line] = signatures.strip().splitlines()
        name, signature = line.removeprefix("— ").rsplit(" ", 1)
        [key] = [key for key in (folder / "keys").read_text().splitlines() if key.startswith(name + "+")]
        (folder / "key.der").write_bytes(KEY_HEAD + base64.b64decode(key.split("+", 2)[2])[1:])
        (folder / "text").write_text(text)
        (folder / "signature").write_bytes(base64.b64decode(signature)[4:])
        said = subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder / "key.der", "-keyform", "DER", "-rawin",
                               "-in", folder / "text", "-sigfile", folder / "signature"], capture_output=True, text=True, check=False)
        self.assertEqual(said.returncode, 0, said.stdout + said.stderr)

    def assert_log_is(self, size, root):
        """Where the log stands as the dump says, its checkpoint says so too."""
        checkpoint = wait_for("the log is published", lambda: next((text for text in [
            self.province.anybody().raw("GET", "/log/checkpoint", None, {}).content.decode()] if int(text.split("\n")[1]) >= size), None))
        if int(checkpoint.split("\n")[1]) == size:
            self.assertEqual(checkpoint.split("\n")[2], root)

    def test_whatever_is_changed_is_noticed(self):
        files = self.dump()
        folder = self.folder_of(files)
        row = files["register.csv"]
        (folder / "register.csv").write_bytes(row.replace(b",4,", b",5,", 1))
        self.assertEqual(self.verify(folder), (2, {**self.verify(folder)[1], "answer": "changed"}))
        self.assertEqual(self.verify(folder)[1]["files"]["register.csv"], "changed")
        (folder / "register.csv").unlink()
        self.assertEqual((self.verify(folder)[0], self.verify(folder)[1]["answer"]), (1, "incomplete"))
        (folder / "register.csv").write_bytes(row)
        sums = files["SHA256SUMS"]
        (folder / "SHA256SUMS").write_bytes(sums.replace(b"# rows 6", b"# rows 7"))
        self.assertEqual(self.verify(folder), (2, None))
        (folder / "SHA256SUMS").write_bytes(sums)
        (folder / "keys").write_text("ocop/other/register+530d903a+" + base64.b64encode(b"\x01" + bytes(32)).decode() + "\n")
        self.assertEqual(self.verify(folder)[0], 2)

    # --- how it is fetched

    def test_a_download_is_resumed_and_not_taken_twice(self):
        files = self.dump()
        whole = self.raw("register.jsonl")
        self.assertEqual(whole.headers["etag"], f'"{hashlib.sha256(whole.content).hexdigest()}"')
        self.assertIn("public", whole.headers["cache-control"])
        half = len(whole.content) // 2
        rest = self.raw("register.jsonl", {"Range": f"bytes={half}-", "If-Range": whole.headers["etag"]})
        self.assertEqual((rest.status, whole.content[:half] + rest.content), (206, files["register.jsonl"]))
        self.assertEqual(self.raw("register.jsonl", {"If-None-Match": whole.headers["etag"]}).status, 304)
        self.assertEqual(self.raw("register.jsonl", {"Range": "bytes=0-9", "If-Range": '"of-another"'}).status, 200)
        self.assertEqual(int(self.raw("register.csv", method="HEAD").headers["content-length"]), len(files["register.csv"]))
        for name in ("register.xml", "..%2Fstore.sqlite", "SHA256SUMS.previous", "files"):
            self.assertEqual(self.raw(name).status, 404, name)

    # --- how it follows

    def test_z_a_change_is_in_the_next_one(self):
        before = self.dump()
        code = json.loads(before["register.jsonl"].splitlines()[0])["code"]
        self.province.office("chairman").post(f"/api/v1/certificates/{code}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Chuyện riêng của bà Ví dụ", "paperId": self.paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())})
        after = self.dump()
        [row] = [row for row in map(json.loads, after["register.jsonl"].splitlines()) if row["code"] == code]
        self.assertEqual(row["state"], "CERTIFICATE_STATE_REVOKED")
        self.assertEqual(row["revocationGround"], "c")
        for content in after.values():
            self.assertNotIn("Chuyện riêng".encode(), content)
        files = sorted(path.name for path in (self.stack.data / "certification" / "open-data" / "files").glob("[!.]*"))
        self.assertLessEqual(len(files), 6, "the present one and the one before")

    def test_zz_it_is_made_anew_when_the_day_turns(self):
        """States turn with the day: all have run out by then."""
        self.stack.ocop("clock", "advance", "1200d")
        wait_for("the dump says so", lambda: b"CERTIFICATE_STATE_VALID" not in self.raw("register.jsonl").content)
        rows = [json.loads(line) for line in self.dump()["register.jsonl"].splitlines()]
        self.assertEqual({row["state"] for row in rows}, {"CERTIFICATE_STATE_EXPIRED", "CERTIFICATE_STATE_REVOKED"})


if __name__ == "__main__":
    unittest.main()
