"""How often one address may fail to sign in, and have lists checked: what is told then, on pages too, and to whom not.

The gateway believes a proxy on this machine; so the test comes from as many addresses as it likes.
"""
import concurrent.futures
import itertools
import json
import urllib.parse
import unittest

from flow import Flow
from visitor import Form, Visitor

PER_ADDRESS, PER_NAME, CHECKS = 8, 3, 4
HOUR_S = 3600
ADDRESSES = (f"203.0.113.{number}" for number in itertools.count(1))
WORDS = {"vi": "Đăng nhập sai quá nhiều lần", "en": "Too many failed sign-ins"}


class VisitorFrom(Visitor):
    """One browser behind the proxy."""

    def __init__(self, port, address, language="vi"):
        super().__init__(port, language)
        self.address = address

    def ask(self, method, path, content=None, headers=None):
        return super().ask(method, path, content, {**(headers or {}), "X-Forwarded-For": self.address})


class AddressLimitsTest(Flow):
    @classmethod
    def prepare(cls):
        cls.stack.terminate("gateway")
        cls.stack.start("gateway", extra={
            "proxies": "127.0.0.1", "failed-sign-ins-per-address": PER_ADDRESS, "failed-sign-ins-per-name": PER_NAME,
            "checks-per-address": CHECKS})
        cls.stack.wait_ready()
        cls.add_offices()

    def setUp(self):
        self.address = next(ADDRESSES)
        self.right = self.province.passwords()["na-ri"]

    def send(self, path, body, address=None, language="en", method="POST"):
        client = self.province.anybody()
        content = json.dumps(body).encode() if body is not None else None
        return client.raw(method, path, content, {
            "Content-Type": "application/json", "Accept-Language": language,
            "X-Forwarded-For": address or self.address})

    def sign_in(self, name="na-ri", password="sai", address=None, language="en"):
        return self.send("/api/v1/sessions", {"signInName": name, "password": password}, address, language)

    def visitor(self, address=None, language="vi"):
        visitor = VisitorFrom(self.stack.port, address or self.address, language)
        self.addCleanup(visitor.close)
        return visitor

    def assert_told_to_wait(self, answer, rule, most_s):
        self.assertEqual(answer.status, 429, answer.content)
        self.assertEqual(answer.body["type"], f"/problems/{rule}")
        self.assertIn(int(answer.headers["retry-after"]), range(1, most_s + 2))

    # --- signing in

    def test_one_name_is_tried_so_often_from_one_address(self):
        self.assertEqual([self.sign_in().status for _ in range(PER_NAME)], [401] * PER_NAME)
        for password in ("sai", self.right):  # nor is a right one compared any more
            self.assert_told_to_wait(self.sign_in(password=password), "sign-ins-too-many", HOUR_S // PER_NAME)
        for language, words in WORDS.items():
            self.assertIn(words, self.sign_in(language=language).body["title"])
        # He himself signs in from elsewhere, and others from here.
        self.assertEqual(self.sign_in(password=self.right, address=next(ADDRESSES)).status, 201)
        other = self.province.passwords()["con-minh"]
        self.assertEqual(self.sign_in("con-minh", other).status, 201)

    def test_names_are_tried_so_often_from_one_address(self):
        statuses = [self.sign_in(f"khong-co-{number}").status for number in range(PER_ADDRESS + 1)]
        self.assertEqual(statuses, [401] * PER_ADDRESS + [429])
        answer = self.sign_in(password=self.right)
        self.assert_told_to_wait(answer, "sign-ins-too-many", HOUR_S // PER_ADDRESS)
        self.assertEqual(self.sign_in(password=self.right, address=next(ADDRESSES)).status, 201)

    def test_who_signs_in_rightly_is_not_counted(self):
        for _ in range(PER_ADDRESS + 2):
            self.assertEqual(self.sign_in(password=self.right).status, 201)
        self.assertEqual(self.sign_in().status, 401)

    def test_many_tries_at_once_are_no_more_than_in_a_row(self):
        def attempt(_):
            visitor = VisitorFrom(self.stack.port, self.address)
            try:
                return visitor.ask("POST", "/api/v1/sessions", json.dumps({"signInName": "na-ri", "password": "sai"}).encode(),
                                   {"Content-Type": "application/json", "Accept": "application/json"}).status
            finally:
                visitor.close()

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            statuses = sorted(pool.map(attempt, range(16)))
        self.assertEqual(statuses, [401] * PER_NAME + [429] * (16 - PER_NAME))

    def test_the_page_says_it_in_words(self):
        for language, words in WORDS.items():
            address = next(ADDRESSES)
            visitor = self.visitor(address, language)
            attempt = {"signInName": "na-ri", "password": "sai"}
            statuses = [visitor.fill("/dang-nhap", attempt).status for _ in range(PER_NAME)]
            self.assertEqual(statuses, [403] * PER_NAME)
            for password in ("sai", self.right):
                answer = visitor.fill("/dang-nhap", {**attempt, "password": password})
                page = answer.content.decode()
                self.assertEqual(answer.status, 429)
                self.assertIn(int(answer.headers["retry-after"]), range(1, HOUR_S // PER_NAME + 2))
                self.assertIn('role="alert"', page)
                self.assertIn(words, page)
                fields = dict(Form(page).of("/dang-nhap")["fields"])
                self.assertEqual((fields["signInName"], fields["password"]), ("na-ri", ""))
            self.assertIsNone(visitor.cookie)
            # Page and API are one way in.
            self.assertEqual(self.sign_in(password=self.right, address=address).status, 429)
        self.assertEqual(self.visitor(next(ADDRESSES)).fill(
            "/dang-nhap", {"signInName": "na-ri", "password": self.right}).status, 303)

    # --- lists

    def test_lists_are_checked_so_often_for_one_address(self):
        labels, numbers = {"labels": ["0000000000"]}, {"numbers": ["0000000000"]}
        for path, body in (("/api/v1/labels", labels), ("/api/v1/verify", numbers)):
            self.assertEqual(self.send(path, body).status, 200)
        visitor = self.visitor()
        for _ in range(CHECKS - 2):
            self.assertEqual(self.check(visitor).status, 200)
        for path, body in (("/api/v1/labels", labels), ("/api/v1/verify", numbers)):
            self.assert_told_to_wait(self.send(path, body), "rate-limited", HOUR_S // CHECKS)
            self.assertEqual(self.send(path, body, address=next(ADDRESSES)).status, 200)
        answer = self.check(visitor)
        self.assertEqual((answer.status, "retry-after" in answer.headers), (429, True))
        self.assertIn("quá nhiều yêu cầu", answer.content.decode())
        self.assertIn("0000000000", answer.content.decode())  # what was typed is still there
        # One number at a time is nobody's list.
        query = urllib.parse.urlencode({"number": "0000000000"})
        for _ in range(CHECKS + 1):
            self.assertEqual(self.send(f"/api/v1/verify?{query}", None, method="GET").status, 200)

    @staticmethod
    def check(visitor):
        return visitor.post_file("/kiem-tra", [("labels", "0000000000"), ("answer", "page")], "file", "text/plain", b"")


if __name__ == "__main__":
    unittest.main()
