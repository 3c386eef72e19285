"""What the offices, the rule books, a round, certificates and the market refuse, at the HTTP surface.

A round is taken from its plan to its decision; at each stage what is refused then is refused by status,
rule and field, and no log changes. What registration refuses stands beside its own flows.
"""
import json
import socket
import time
import unittest

from flow import LIMIT_S, Flow
from province.client import Client

TOURISM_SET = 26
CONNECTIONS_PER_ADDRESS = 8


class OfficesTest(Flow):
    """Identity: accounts, agencies, keys, shards, the clock."""

    @classmethod
    def prepare(cls):
        cls.add_offices()

    @property
    def operator(self):
        return self.province.operator()

    def account(self, **changes):
        return {"agencyId": "ministry", "displayName": "Cơ quan Ví dụ", "signInName": "vi-du",
                "password": "mat-khau-vi-du", "grants": [{"role": "ROLE_AUDITOR"}], **changes}

    def test_accounts(self):
        for changes, status, rule, field in (
            ({"signInName": "na-ri"}, 409, "sign-in-name-taken", "signInName"),
            ({"password": "ngan"}, 422, "password-too-short", "password"),
            ({"agencyId": "nobody"}, 422, "agency-unknown", "agencyId"),
            ({"displayName": "x" * 1001}, 400, "field-too-long", "displayName"),
            ({"displayName": ""}, 400, "field-missing", "displayName"),
            ({"grants": [{"role": "ROLE_COMMUNE_OFFICER", "unitCode": "99999"}]}, 422, "unit-unknown", None),
        ):
            with self.subTest(rule=rule):
                body = self.account(**changes)
                self.assert_refused(lambda body=body: self.operator.send("POST", "/api/v1/accounts", body), status, rule, field)

    def test_a_grant_nobody_has(self):
        account = self.operator.post("/api/v1/accounts", self.account(signInName="vi-du-2"))["id"]
        self.assert_refused(
            lambda: self.operator.send("POST", f"/api/v1/accounts/{account}/grants/revoke",
                                       {"grant": {"role": "ROLE_MINISTRY"}}), 422, "grant-unknown")

    def test_agencies(self):
        agency = {**self.province.listed("agencies")[0], "nameVi": "Tên khác"}
        self.assert_refused(lambda: self.operator.send("POST", "/api/v1/agencies", agency), 409, "agency-exists")

    def test_signing_in(self):
        body = {"signInName": "na-ri", "password": "không phải mật khẩu này"}
        self.assert_refused(lambda: self.province.anybody().send("POST", "/api/v1/sessions", body), 401, "sign-in-wrong")

    def test_shards(self):
        add = {"name": "tn1", "service": "scoring", **{f"{end}Address": f"ipc:///tmp/{end}" for end in ("commands", "queries", "events")}}
        self.assert_refused(lambda: self.operator.send("POST", "/api/v1/shards", add), 409, "shard-name-taken")
        self.assert_refused(lambda: self.operator.send("POST", "/api/v1/shards/tn9/close", {}), 404, "shard-unknown")

    def test_things_that_are_not_there(self):
        self.assert_refused(
            lambda: self.operator.send("GET", "/api/v1/accounts/account_01JD3W5G7KQ2M8ZX4B6N9RTCVF"), 404, "no-such-thing")
        self.assert_refused(lambda: self.operator.send("DELETE", "/api/v1/producers"), 405, "method-not-allowed")

    def test_a_page_of_another_site(self):
        opened = self.province.anybody().send(
            "POST", "/api/v1/sessions", {"signInName": "na-ri", "password": self.province.passwords()["na-ri"]})
        cookie = opened.headers["set-cookie"].split(";")[0]
        client = Client(self.stack.port)
        self.addCleanup(client.close)
        self.assert_refused(
            lambda: client.raw("POST", "/api/v1/producers", b"{}",
                               {"Content-Type": "application/json", "Cookie": cookie, "Origin": "https://example.org"}),
            403, "cross-site")


class KindTest(Flow):
    """An instance that is no demonstration."""

    shards = ()

    @classmethod
    def new_province(cls):
        cls.stack.kind = "production"
        return super().new_province()

    def test_its_clock_is_not_moved(self):
        self.assert_refused(
            lambda: self.province.operator().send("POST", "/api/v1/clock", {"seconds": "60"}), 403, "instance-kind")


class CrowdTest(Flow):
    """More connections than one address may have."""

    shards = ()

    @classmethod
    def new_province(cls):
        start = cls.stack.start

        def with_few_connections(name, **options):
            extra = {"connections-per-address": CONNECTIONS_PER_ADDRESS} if name == "gateway" else None
            start(name, extra=extra, **options)

        cls.stack.start = with_few_connections
        return super().new_province()

    def test_one_too_many(self):
        lines = []
        try:
            answer = b""
            until = time.monotonic() + LIMIT_S
            while not answer and time.monotonic() < until:
                line = socket.create_connection(("127.0.0.1", self.stack.port), timeout=LIMIT_S)
                lines.append(line)
                if len(lines) > CONNECTIONS_PER_ADDRESS:
                    answer = line.recv(65536)
            self.assertTrue(answer.startswith(b"HTTP/1.1 429 "), answer)
            problem = json.loads(answer.partition(b"\r\n\r\n")[2])
            self.assertEqual(problem["type"], "/problems/rate-limited")
        finally:
            for line in lines:
                line.close()


class ScoreTest(Flow):
    """Sheets outside a round, and rule books."""

    def score(self, **body):
        return self.province.anybody().send("POST", "/api/v1/score", {"rulebook": "26-2026", "set": 6, **body})

    def test_sheets(self):
        cases = self.case_sheet()
        for body, status, rule in (
            ({"rulebook": "1-1900"}, 422, "rulebook-unknown"),
            ({"set": 99}, 422, "set-unknown"),
            ({"choices": {}}, 422, "criterion-missing"),
            ({"choices": {"99": 1}}, 422, "criterion-unknown"),
            ({"raised": [{"kind": "stop", "code": "99"}]}, 422, "finding-unknown"),
            ({"rulebook": "1048-2019", "set": 3, "choices": {}}, 422, "sheet-unavailable"),
            (cases["both"], 422, "case-conflict"),
            (cases["none"], 422, "case-missing"),
        ):
            with self.subTest(rule=rule):
                self.assert_refused(lambda body=body: self.score(**body), status, rule)

    @staticmethod
    def case_sheet():
        """Choices of two cases of one criterion, and of none, on the tourism sheet of 2023."""
        sheet = {"rulebook": "148-2023", "set": TOURISM_SET}
        return {"both": {**sheet, "choices": {"8.a": 1, "8.b": 1}}, "none": {**sheet, "choices": {"9.a": 1}}}


class MarketTest(Flow):
    """Listings and the public answer."""

    shards = ()

    def test_listings(self):
        anybody = self.province.anybody()
        for path, status, rule, field in (
            ("/api/v1/listings?star=9", 400, "filter-invalid", None),
            ("/api/v1/listings?sector=IX", 400, "filter-invalid", None),
            ("/api/v1/listings?unit=99999", 422, "unit-unknown", None),
            ("/api/v1/listings/nothing", 404, "listing-unknown", None),
            ("/api/v1/certificates/0000000000", 404, "certificate-unknown", None),
        ):
            with self.subTest(path=path):
                self.assert_refused(lambda path=path: anybody.send("GET", path), status, rule, field)


if __name__ == "__main__":
    unittest.main()
