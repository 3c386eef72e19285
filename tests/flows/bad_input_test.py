"""Bad input at the HTTP surface, against real daemons with a round that scores and one that is over.

Each is answered 4xx with a problem that names rule and field, and leaves every source's log as it was.
"""
import json
import socket
import time
import unittest

from flow import LIMIT_S, Flow
from province import dates, dossiers, job, papers, rounds
from province.client import Client, new_id

BODY_LIMIT = 1024 * 1024
YEAR_S = 365 * 86400
JSON = {"Content-Type": "application/json"}


class BadInputTest(Flow):
    shards = ("tn1", "tn2")

    @classmethod
    def prepare(cls):
        """The demo's own steps: the first round decided, the second scoring, no sheet in yet."""
        province = cls.province
        first, second = province.plan["rounds"]
        job.begin(province)
        job.offices(province)
        job.plan_rounds(province)
        job.prepare_round(first)(province)
        job.hold_round(first)(province)
        job.prepare_round(second)(province)
        planned = province.journal["planned/second"]
        cls.round, held_on = planned["round_id"], dates.parse_day(planned["held_on"])
        cls.ids = rounds.appoint_council(province, second, cls.round)
        rounds.declare_conflicts(province, second, cls.round, cls.ids)
        province.move_clock_to("clock/open", dates.working_day_before(dates.working_day_before(held_on)))
        secretary = province.office("secretary")
        province.command("open/second", secretary, "POST", f"/rounds/{cls.round}/open")
        province.move_clock_to("clock/held", held_on)
        province.command("start/second", secretary, "POST", f"/rounds/{cls.round}/start")
        cls.closed_round = province.journal["planned/first"]["round_id"]

    @property
    def officer(self):
        return self.province.office("na-ri")

    def post_bytes(self, content, path="/api/v1/producers", client=None):
        return (client or self.officer).raw("POST", path, content, {**JSON, "Idempotency-Key": new_id()})

    def dossier(self, key="mien"):
        return self.province.journal[f"dossier/{key}"]["id"]

    def sheet_path(self, key, member, round_id=None):
        return f"/api/v1/rounds/{round_id or self.round}/sheets/{self.dossier(key)}/{self.ids[member]}/submit"

    def choices(self, key="mien"):
        """A sheet that would be taken."""
        product = next(p for p in self.province.plan["products"] if p["key"] == key)
        return rounds.Expectation(self.province, product).choices(product["passes"][0][0])

    # --- bodies

    def test_bodies_that_are_no_message(self):
        deep = b'{"name":' + b"[" * 16 + b"]" * 16 + b"}"
        large = b'{"name":"' + b"a" * (BODY_LIMIT + 1) + b'"}'
        for content, status, rule, field in (
            (b'{"name":', 400, "json-malformed", ""),
            (b"[]", 400, "field-invalid", ""),
            (b'{"name":5}', 400, "field-invalid", "name"),
            (b'{"legalForm":"LEGAL_FORM_KING"}', 400, "field-invalid", "legalForm"),
            (b'{"ten":"a"}', 400, "field-unknown", "ten"),
            (b'{"name":"a","name":"b"}', 400, "json-key-doubled", ""),
            (deep, 400, "json-too-deep", ""),
            (b'{"name":"\xc3\x28"}', 400, "text-invalid", ""),
            (b'{"name":"a\\u0001"}', 400, "text-invalid", "name"),
            (large, 413, "message-too-large", ""),
        ):
            with self.subTest(rule=rule, content=content[:40]):
                self.assert_refused(lambda content=content: self.post_bytes(content), status, rule, field)

    def test_all_that_is_wrong_is_told_at_once(self):
        problem = self.assert_refused(
            lambda: self.post_bytes(b'{"name":1,"legalForm":2,"foo":3}'), 400, "field-unknown", "foo"
        )
        self.assertEqual([error["field"] for error in problem["errors"]], ["name", "legalForm", "foo"])

    def test_a_body_that_is_not_called_json(self):
        headers = {"Content-Type": "text/plain", "Idempotency-Key": new_id()}
        self.assert_refused(
            lambda: self.officer.raw("POST", "/api/v1/producers", b"{}", headers), 415, "media-type"
        )

    def test_length_and_chunks_together(self):
        before = self.heads_at_rest()
        with socket.create_connection(("127.0.0.1", self.stack.port), timeout=LIMIT_S) as line:
            line.sendall(
                b"POST /api/v1/producers HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            )
            answer = b""
            while piece := line.recv(65536):
                answer += piece
        head, _, body = answer.partition(b"\r\n\r\n")
        self.assertTrue(head.startswith(b"HTTP/1.1 400 "), head)
        self.assertEqual(json.loads(body)["type"], "/problems/http-malformed")
        self.assertEqual(self.heads(), before)

    # --- ids

    def test_ids_that_name_nothing(self):
        secretary, agency = self.province.office("secretary"), self.province.office("ocop-agency")
        for client, method, path in (
            (agency, "GET", "/api/v1/dossiers/dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"),
            (agency, "GET", "/api/v1/producers/x"),
            (self.officer, "POST", "/api/v1/dossiers/dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF/propose"),
            (secretary, "GET", "/api/v1/rounds/round_tn1_01JD3W5G7KQ2M8ZX4B6N9RTCVF"),
            (agency, "GET", "/api/v1/certificates/0000000000"),
            (agency, "GET", "/api/v1/listings/nothing"),
        ):
            with self.subTest(path=path):
                answer = client.send(method, path, {} if method == "POST" else None)
                self.assertEqual(answer.status, 404, answer.content)
                self.assertEqual(answer.headers["content-type"], "application/problem+json")

    def test_an_id_of_another_shard(self):
        secretary = self.province.office("secretary")
        moved = self.round.replace("_tn1_", "_tn2_")
        self.assertNotEqual(moved, self.round)
        answer = secretary.send("POST", f"/api/v1/rounds/{moved}/close", {})
        self.assertEqual(answer.status, 404, answer.content)
        self.assert_refused(
            lambda: secretary.send("POST", "/api/v1/rounds/round_zz9_01JD3W5G7KQ2M8ZX4B6N9RTCVF/close", {}),
            404, "shard-unknown",
        )
        self.assert_refused(
            lambda: secretary.send("POST", "/api/v1/rounds/round_of_nobody/close", {}), 404, "round-unknown", "roundId"
        )

    def test_a_body_that_contradicts_its_path(self):
        self.assert_refused(
            lambda: self.officer.send(
                "POST", f"/api/v1/dossiers/{self.dossier()}/propose", {"dossierId": self.dossier("che")}
            ),
            400, "field-invalid", "dossierId",
        )

    # --- sheets

    def submit(self, key, member, choices, client=None, round_id=None):
        client = client or self.province.office(member)
        return client.send("POST", self.sheet_path(key, member, round_id), {"choices": choices})

    def test_a_sheet_without_a_criterion(self):
        choices = self.choices()
        missing = sorted(choices)[:2]
        for code in missing:
            del choices[code]
        problem = self.assert_refused(lambda: self.submit("mien", "member-1", choices), 422, "criterion-missing")
        named = " ".join(error.get("field", "") + " " + error.get("detail", "") for error in problem["errors"])
        for code in missing:
            self.assertIn(code, named)

    def test_a_sheet_with_a_doubled_criterion(self):
        text = json.dumps({"choices": self.choices()})
        code = sorted(self.choices())[0]
        doubled = text.replace('{"choices": {', '{"choices": {"%s": 1, ' % code).encode()
        path = self.sheet_path("mien", "member-1")
        self.assert_refused(
            lambda: self.post_bytes(doubled, path, self.province.office("member-1")), 400, "json-key-doubled"
        )

    def test_a_sheet_with_what_the_rule_book_does_not_have(self):
        code = sorted(self.choices())[0]
        for choices, rule in (
            ({**self.choices(), code: 99}, "option-unknown"),
            ({**self.choices(), "99.9": 1}, "criterion-unknown"),
        ):
            with self.subTest(rule=rule):
                self.assert_refused(lambda choices=choices: self.submit("mien", "member-1", choices), 422, rule)

    def test_a_sheet_of_a_conflicted_member(self):
        answer = self.submit("mat-ong", "member-3", self.choices("mat-ong"))
        self.assertIn(answer.status, (403, 409, 422))
        self.assert_refused(
            lambda: self.submit("mat-ong", "member-3", self.choices("mat-ong")), answer.status, "member-has-conflict"
        )

    def test_a_sheet_of_somebody_else(self):
        answer = self.submit("mien", "member-2", self.choices(), self.province.office("member-1"))
        self.assertIn(answer.status, (403, 404, 409), answer.content)
        self.assertEqual(answer.headers["content-type"], "application/problem+json")

    def test_a_sheet_for_a_round_that_is_over(self):
        answer = self.submit("mang", "member-1", self.choices("mang"), round_id=self.closed_round)
        self.assertEqual(answer.status, 409, answer.content)
        rules = {error["rule"] for error in answer.body["errors"]}
        self.assertTrue(rules & {"round-state", "dossier-closed", "sheet-sealed"}, rules)

    # --- who asks, and how often

    def test_who_may_not(self):
        stranger, anybody = self.province.office("ba-be"), self.province.anybody()
        path = f"/api/v1/dossiers/{self.dossier('mat-ong')}/return"
        body = {"reason": "a", "deadline": "2030-01-01"}
        self.assert_refused(lambda: anybody.send("POST", path, body), 401, "token-missing")
        self.assert_refused(lambda: stranger.send("POST", path, body), 403, "scope-missing")
        self.assert_refused(lambda: self.province.office("member-1").send("POST", path, body), 403, "role-missing")

    def test_a_session_that_is_over(self):
        client = Client(self.stack.port).sign_in("na-ri", self.province.passwords()["na-ri"])
        self.addCleanup(client.close)
        self.assertEqual(client.send("DELETE", "/api/v1/sessions").status, 200)
        self.assert_refused(lambda: client.send("GET", "/api/v1/accounts/me"), 401, "token-invalid")

    def test_command_ids(self):
        path, body = f"/api/v1/dossiers/{self.dossier()}/return", {"reason": "a", "deadline": "2030-01-01"}
        agency = self.province.office("ocop-agency")
        last_year = new_id(time.time() - YEAR_S)
        self.assert_refused(lambda: agency.send("POST", path, body, last_year), 409, "command-id-too-old")
        self.assert_refused(
            lambda: agency.send("POST", path, body, "last-year"), 400, "command-id-invalid", "Idempotency-Key"
        )

    def test_the_same_id_with_another_body(self):
        body = {"name": "Hợp tác xã Ví dụ 90", "legalForm": "LEGAL_FORM_COOPERATIVE",
                "registrationNumber": "90", "communeCode": "02155", "address": ""}
        command_id = new_id()
        made = self.officer.send("POST", "/api/v1/producers", body, command_id)
        self.assertEqual(made.status, 201, made.content)
        again = self.officer.send("POST", "/api/v1/producers", body, command_id)
        self.assertEqual((again.status, again.body), (201, made.body))
        self.assertEqual(again.headers["idempotent-replayed"], "true")
        other = {**body, "registrationNumber": "91"}
        self.assert_refused(
            lambda: self.officer.send("POST", "/api/v1/producers", other, command_id), 409, "command-id-reused"
        )

    def test_a_stale_etag(self):
        agency, path = self.province.office("ocop-agency"), f"/api/v1/dossiers/{self.dossier()}"
        seen = agency.send("GET", path)
        self.assertEqual(seen.headers["etag"], f'"{seen.body["version"]}"')
        stale = f'"{int(seen.body["version"]) - 1}"'
        body = {"reason": "a", "deadline": "2030-01-01"}
        self.assert_refused(
            lambda: agency.send("POST", path + "/return", body, if_match=stale), 412, "version-stale"
        )
        same = agency.raw("GET", path, headers={"If-None-Match": seen.headers["etag"]})
        self.assertEqual((same.status, same.content), (304, b""))

    # --- files

    def test_a_file_that_is_not_what_it_says(self):
        product = next(p for p in self.province.plan["products"] if p["key"] == "mang")
        producer = self.province.office(product["sign_in_name"])
        opened = producer.post("/api/v1/products", {
            "producerId": self.province.journal["producer/mang"]["id"], "name": "Măng ngâm Ví dụ 91",
            "rulebookCode": self.province.rulebook.code, "setNo": 7, "description": ""})
        dossier = producer.post("/api/v1/dossiers", {
            "productId": opened["id"], "kind": "DOSSIER_KIND_FIRST",
            "rulebookCode": self.province.rulebook.code, "setNo": 7})["id"]
        upload = dossiers.upload(self.province, producer, "upload/forged", "giay-phep.pdf", papers.png(3))
        self.assert_refused(
            lambda: producer.send("POST", f"/api/v1/dossiers/{dossier}/evidence", {
                "evidenceType": "EV_BIZ", "name": "giay-phep.pdf", "uploadId": upload}),
            415, "file-type-mismatch", "uploadId",
        )

    # --- parameters and paths

    def test_parameters_and_paths(self):
        agency = self.province.office("ocop-agency")
        for path, status, rule, field in (
            ("/api/v1/dossiers?colour=red", 400, "parameter-unknown", "colour"),
            ("/api/v1/dossiers?state=DRAFT", 400, "field-invalid", "state"),
            ("/api/v1/dossiers?limit=-1", 400, "field-invalid", "limit"),
            ("/api/v1/dossiers?cursor=nonsense", 400, "cursor-invalid", "cursor"),
            ("/api/v1/nothing", 404, "route-unknown", ""),
        ):
            with self.subTest(path=path):
                self.assert_refused(lambda path=path: agency.send("GET", path), status, rule, field)
        answer = agency.send("DELETE", "/api/v1/producers")
        self.assertEqual((answer.status, answer.headers["allow"]), (405, "GET, POST"))


if __name__ == "__main__":
    unittest.main()
