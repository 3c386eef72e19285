"""The gateway before real daemons: health, sessions, files in and out, daemons that come and go."""
import base64
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

from flow import wait_for  # noqa: E402
from province import papers  # noqa: E402
from province.client import Client, Problem  # noqa: E402
from province.stack import LIMIT_S, Stack, hold_port  # noqa: E402

PIECE = 512 * 1024
PASSWORD = "mat-khau-thu-nghiem"
TUS = {"Tus-Resumable": "1.0.0"}
OFFSET = {**TUS, "Content-Type": "application/offset+octet-stream"}


class GatewayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="ocop-gateway-")
        cls.stack = Stack(cls.folder.name, BINARIES, hold_port(), shards=(), kind="test")
        cls.stack.start_all()
        cls.stack.wait_ready()
        cls.operator = Client(cls.stack.port)
        cls.operator.secret = (cls.stack.data / "identity" / "operator.key").read_text().strip()
        cls.prepare()

    @classmethod
    def tearDownClass(cls):
        for client in (cls.operator, cls.officer, cls.stranger):
            client.close()
        cls.stack.stop()
        cls.folder.cleanup()

    @classmethod
    def prepare(cls):
        """A commune, its officer, another commune's officer, a dossier; the clock under the rule book."""
        units = [{"code": "19", "kind": "UNIT_KIND_PROVINCE", "nameVi": "Thái Nguyên",
                  "fullNameVi": "Tỉnh Thái Nguyên", "nameEn": "Thai Nguyen", "validFrom": "2025-07-01"}]
        for code in ("01900", "01901"):
            units.append({"code": code, "kind": "UNIT_KIND_COMMUNE", "provinceCode": "19", "nameVi": f"Ví dụ {code}",
                          "fullNameVi": f"Xã Ví dụ {code}", "nameEn": f"Example {code}", "validFrom": "2025-07-01"})
        cls.operator.post("/api/v1/units", {"units": units})
        for code in ("01900", "01901"):
            cls.operator.post("/api/v1/agencies", {"agencyId": f"commune-{code}", "nameVi": f"UBND xã {code}",
                                                   "nameEn": f"Commune {code}", "kind": "AGENCY_KIND_COMMUNE",
                                                   "unitCode": code})
            cls.operator.post("/api/v1/accounts", {"agencyId": f"commune-{code}", "displayName": f"Cán bộ xã {code}",
                                                   "signInName": f"officer-{code}", "password": PASSWORD,
                                                   "grants": [{"role": "ROLE_COMMUNE_OFFICER", "unitCode": code}]})
        cls.officer = Client(cls.stack.port).sign_in("officer-01900", PASSWORD)
        cls.stranger = Client(cls.stack.port).sign_in("officer-01901", PASSWORD)
        until = time.monotonic() + LIMIT_S
        while True:
            try:
                producer = cls.officer.post("/api/v1/producers", {
                    "name": "Hợp tác xã Ví dụ 1", "legalForm": "LEGAL_FORM_COOPERATIVE",
                    "registrationNumber": "1", "communeCode": "01900", "address": ""})["id"]
                break
            except Problem as refusal:  # registration has not heard of the commune yet
                if refusal.rules != ["unit-unknown"] or time.monotonic() > until:
                    raise
        product = cls.officer.post("/api/v1/products", {
            "producerId": producer, "name": "Miến dong Ví dụ", "rulebookCode": "26-2026", "setNo": 6,
            "description": ""})["id"]
        cls.operator.post("/api/v1/clock", {"seconds": str(8 * 30 * 86400)})
        until = time.monotonic() + LIMIT_S
        while True:
            try:
                cls.dossier = cls.officer.post("/api/v1/dossiers", {
                    "productId": product, "kind": "DOSSIER_KIND_FIRST", "rulebookCode": "26-2026", "setNo": 6})["id"]
                break
            except Problem as refusal:  # nor that the clock has moved
                if refusal.rules != ["rulebook-not-in-force"] or time.monotonic() > until:
                    raise

    def new_client(self):
        client = Client(self.stack.port)
        self.addCleanup(client.close)
        return client

    def raw(self, method, path, content=None, headers=None, client=None):
        return (client or self.officer).raw(method, path, content, headers)

    def open_upload(self, size, name="giấy phép.pdf"):
        metadata = "filename " + base64.b64encode(name.encode()).decode()
        answer = self.raw("POST", "/api/v1/uploads", b"",
                          {**TUS, "Upload-Length": str(size), "Upload-Metadata": metadata})
        self.assertEqual(answer.status, 201, answer.content)
        self.assertEqual(answer.headers["tus-resumable"], "1.0.0")
        return answer.headers["location"]

    def offset(self, path):
        answer = self.raw("HEAD", path, None, TUS)
        self.assertEqual(answer.status, 200)
        return int(answer.headers["upload-offset"])

    def write(self, path, offset, content):
        return self.raw("PATCH", path, content, {**OFFSET, "Upload-Offset": str(offset)})

    def assert_problem(self, answer, status, rule):
        self.assertEqual(answer.status, status, answer.content)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")
        self.assertEqual(answer.body["type"], f"/problems/{rule}")
        self.assertEqual(answer.body["instance"], answer.headers["x-request-id"])

    # --- health

    def test_a_missing_daemon_is_named_and_the_rest_goes_on(self):
        self.assertEqual(self.raw("GET", "/healthz").status, 200)
        self.stack.kill("certification")
        try:
            # The others are asked anew each time, and have a second to answer.
            wait_for("it is the one that is missing", lambda: (self.raw("GET", "/readyz").body or {}).get("detail") == "certification")
            self.assert_problem(self.raw("GET", "/readyz"), 503, "daemon-unreachable")
            self.assertEqual(self.raw("GET", "/healthz").status, 200)
            self.assertEqual(self.raw("GET", f"/api/v1/dossiers/{self.dossier}").status, 200)
        finally:
            self.stack.start("certification")
            self.stack.wait_ready()

    def test_metrics_are_for_this_machine(self):
        answer = self.raw("GET", "/metrics")
        self.assertEqual(answer.status, 200)
        self.assertIn(b"ocop_gateway_requests_total ", answer.content)
        forwarded = self.raw("GET", "/metrics", None, {"X-Forwarded-For": "203.0.113.9"})
        self.assert_problem(forwarded, 404, "route-unknown")

    def test_the_request_id_reaches_the_daemon_and_its_log(self):
        answer = self.raw("GET", "/api/v1/accounts/me", None, {"X-Request-Id": "followed-1"})
        self.assertEqual(answer.headers["x-request-id"], "followed-1")
        self.officer.send("POST", "/api/v1/producers", {"name": ""})
        refused = self.raw("POST", "/api/v1/producers", b"{}",
                           {"X-Request-Id": "followed-2", "Content-Type": "application/json"})
        self.assertGreaterEqual(refused.status, 400)
        # A line is written when the answer is out.
        for name, request_id in (("gateway", "followed-1"), ("registration", "followed-2")):
            path = self.stack.logs / f"{name}.log"
            wait_for(f"{request_id} is in the log", lambda: f"request_id={request_id}" in path.read_text())

    def test_the_gateway_stops_and_its_work_goes_on_after(self):
        path = self.open_upload(20)
        self.stack.terminate("gateway")
        self.stack.start("gateway")
        self.stack.wait_ready()
        self.assertEqual(self.offset(path), 0)

    # --- sessions

    def test_a_cookie_signs_in_and_writes_only_from_our_pages(self):
        opened = self.new_client().send("POST", "/api/v1/sessions",
                                              {"signInName": "officer-01900", "password": PASSWORD})
        cookie = opened.headers["set-cookie"]
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)
        browser = self.new_client()
        sent = {"Cookie": cookie.split(";")[0], "Content-Type": "application/json"}
        self.assertEqual(browser.raw("GET", "/api/v1/accounts/me", None, sent).status, 200)
        other = browser.raw("POST", "/api/v1/producers", b"{}", {**sent, "Origin": "https://other.test"})
        self.assert_problem(other, 403, "cross-site")
        ours = browser.raw("POST", "/api/v1/producers", b"{}", {**sent, "Sec-Fetch-Site": "same-origin"})
        self.assertNotEqual(ours.status, 403, ours.content)
        out = browser.raw("DELETE", "/api/v1/sessions", None, {**sent, "Sec-Fetch-Site": "same-origin"})
        self.assertEqual(out.status, 200, out.content)
        self.assert_problem(browser.raw("GET", "/api/v1/accounts/me", None, sent), 401, "token-invalid")

    # --- uploads

    def test_an_upload_goes_on_where_it_stood_and_comes_back_the_same(self):
        content = papers.pdf("thử") + b"\n%" + os.urandom(2 * PIECE).replace(b"\n", b"x") + b"\n%%EOF\n"
        path = self.open_upload(len(content))
        self.assertEqual(self.write(path, 0, content[:PIECE]).status, 204)
        self.stack.kill("registration")
        self.stack.start("registration")
        self.stack.wait_ready()
        self.assertEqual(self.offset(path), PIECE)
        self.assert_problem(self.write(path, 2 * PIECE, content[2 * PIECE:]), 409, "upload-offset")
        self.assertEqual(self.write(path, PIECE, content[PIECE:2 * PIECE]).status, 204)
        last = self.write(path, 2 * PIECE, content[2 * PIECE:])
        self.assertEqual((last.status, last.headers["upload-offset"]), (204, str(len(content))))

        evidence = self.officer.post(f"/api/v1/dossiers/{self.dossier}/evidence", {
            "evidenceType": "EV_BIZ", "criterionCodes": [], "name": "giấy phép.pdf",
            "uploadId": path.rsplit("/", 1)[-1]})["id"]
        file_path = f"/api/v1/dossiers/{self.dossier}/evidence/{evidence}"
        answer = self.raw("GET", file_path)
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.content, content)
        self.assertEqual(answer.headers["content-type"], "application/pdf")
        self.assertIn("inline; filename*=UTF-8''gi%E1%BA%A5y", answer.headers["content-disposition"])
        self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
        self.assertEqual(self.raw("GET", file_path, None, {"If-None-Match": answer.headers["etag"]}).status, 304)
        self.assertEqual(self.raw("HEAD", file_path).headers["content-length"], str(len(content)))
        self.assert_problem(self.new_client().raw("GET", file_path), 401, "token-missing")
        self.assert_problem(self.raw("GET", file_path, client=self.stranger), 403, "scope-missing")
        self.assert_problem(self.raw("GET", file_path + "X"), 404, "evidence-unknown")

    def test_what_is_no_upload_is_refused(self):
        path = self.open_upload(1000)
        self.assertEqual(self.raw("PATCH", path, b"x", {"Upload-Offset": "0"}).status, 412)
        self.assertEqual(self.raw("HEAD", path, None, {"Tus-Resumable": "0.2.2"}).headers["tus-version"], "1.0.0")
        wrong_type = {**TUS, "Content-Type": "application/json", "Upload-Offset": "0"}
        self.assert_problem(self.raw("PATCH", path, b"x", wrong_type), 415, "media-type")
        self.assert_problem(self.raw("PATCH", path, b"x", OFFSET), 400, "field-missing")
        self.assert_problem(self.raw("PATCH", path, b"x", {**OFFSET, "Upload-Offset": "-1"}), 400, "field-invalid")
        self.assert_problem(self.write(path, 0, b"x" * 1001), 409, "upload-offset")
        self.assert_problem(self.write(path + "X", 0, b"x"), 404, "upload-unknown")
        stranger = self.raw("PATCH", path, b"x", {**OFFSET, "Upload-Offset": "0"}, client=self.stranger)
        self.assertIn(stranger.status, (403, 404))
        self.assertEqual(self.offset(path), 0)

    def test_an_upload_begins_with_a_name_and_a_size(self):
        name = "filename " + base64.b64encode(b"a.pdf").decode()
        for headers, rule in (({"Upload-Metadata": name}, "field-missing"),
                              ({"Upload-Length": "ten", "Upload-Metadata": name}, "field-invalid"),
                              ({"Upload-Length": "10"}, "field-invalid"),
                              ({"Upload-Length": "10", "Upload-Metadata": "filename ***"}, "field-invalid"),
                              ({"Upload-Length": "10", "Upload-Metadata": name.replace("filename", "name")},
                               "field-invalid")):
            answer = self.raw("POST", "/api/v1/uploads", b"", {**TUS, **headers})
            self.assert_problem(answer, 400, rule)
        program = "filename " + base64.b64encode(b"a.exe").decode()
        answer = self.raw("POST", "/api/v1/uploads", b"",
                          {**TUS, "Upload-Length": "10", "Upload-Metadata": program})
        self.assertGreaterEqual(answer.status, 400)
        self.assertIn("file-type-refused", json.dumps(answer.body))
        huge = self.raw("POST", "/api/v1/uploads", b"",
                        {**TUS, "Upload-Length": str(10**12), "Upload-Metadata": name})
        self.assert_problem(huge, 413, "file-too-large")

    def test_what_tus_can_do_here_is_told(self):
        answer = self.raw("OPTIONS", "/api/v1/uploads")
        self.assertEqual(answer.status, 204)
        self.assertEqual(answer.headers["tus-version"], "1.0.0")
        self.assertEqual(
            answer.headers["tus-extension"], "creation,creation-with-upload,expiration,termination"
        )
        self.assertEqual(answer.headers["tus-max-size"], str(256 * 1024 * 1024))

    # --- shards

    def test_a_shard_nobody_knows_is_refused(self):
        answer = self.operator.send("POST", "/api/v1/rounds", {"shard": "tn9"})
        self.assert_problem(answer, 404, "shard-unknown")

    def test_b_shard_added_while_all_runs_is_used_at_once(self):
        sheet = {"rulebook": "26-2026", "set": 6, "choices": {}, "raised": []}
        self.assert_problem(self.raw("POST", "/api/v1/score", json.dumps(sheet).encode(),
                                     {"Content-Type": "application/json"}), 503, "daemon-unreachable")
        self.stack.start("scoring_zz1")
        try:
            addresses = {f"{end}Address": f"ipc://{self.stack.run}/scoring_zz1.{end}"
                         for end in ("commands", "queries", "events")}
            self.operator.post("/api/v1/shards", {"service": "scoring", "name": "zz1", **addresses})
            with self.assertRaises(Problem) as refused:
                self.operator.post("/api/v1/rounds", {"shard": "zz1"}, patience_s=LIMIT_S)
            self.assertNotIn(refused.exception.status, (404, 503))  # the shard itself has said no
            self.stack.wait_ready()
            self.assertEqual(self.operator.get("/api/v1/rounds").get("rounds", []), [])
            scored = self.raw("POST", "/api/v1/score", json.dumps(sheet).encode(),
                              {"Content-Type": "application/json"})
            self.assertIn("criterion-missing", json.dumps(scored.body))
        finally:
            self.operator.post("/api/v1/shards/zz1/close")
            self.stack.terminate("scoring_zz1")
        self.stack.wait_ready()


if __name__ == "__main__":
    unittest.main()
