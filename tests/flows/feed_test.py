"""The public feed and subscriptions over HTTP: asked for and listened to, through kills of notification and
gateway, nothing is missed and nothing comes twice; a filtered subscriber's count proves it.

What must be in the feed is reckoned from certification's own log, read by `ocop events`.
"""
import base64
import csv
import hashlib
import json
import shutil
import unittest
import urllib.parse

from flow import LIMIT_S, SOURCE, Flow, wait_for
from listener import Listener, open_stream, read_events
from province import setup
from province.client import new_id
from recognitions import conclusion_paper

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
ROWS = 60
PLACES = ("Thái Nguyên", "Bắc Kạn")  # whose units add_offices records
HEARTBEAT_MS = 300
STREAMS_PER_ACCOUNT = 3
NOBODY = "subscription_01JD3W5G7KQ2M8ZX4B6N9RTCVF"


def fields(packed):
    """The fields of a protobuf message by number: varints as they are, the rest as bytes."""
    found, at = {}, 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = packed[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(packed):
        number, wire = divmod(varint(), 8)
        if wire == 0:
            found[number] = varint()
        else:
            size = varint()
            found[number] = packed[at:at + size]
            at += size
    return found


class FeedFlow(Flow):
    """A province with a register; its gateway says often where all stands."""

    shards = ()

    @classmethod
    def new_province(cls):
        start = cls.stack.start

        def chatty(name, faults=None, extra=None):
            own = {"stream-heartbeat-ms": HEARTBEAT_MS, "streams-per-account": STREAMS_PER_ACCOUNT}
            start(name, faults=faults, extra={**(own if name == "gateway" else {}), **(extra or {})})

        cls.stack.start = chatty
        return super().new_province()

    @classmethod
    def prepare(cls):
        cls.add_offices()
        with open(REGISTER, newline="") as file:
            rows = [row for row in csv.DictReader(file)
                    if row["producer"].strip() and row["province"] in PLACES and setup.is_recognition(row)]
        cls.rows = [row for row in rows if row["stars"] in ("3", "4")][:ROWS]
        cls.rows += [row for row in rows if row["stars"] == "5"][:2]
        cls.imported = 0
        cls.paper = conclusion_paper(cls)

    @classmethod
    def import_rows(cls, count):
        """The next rows of the register, and the recognitions that come of them."""
        rows = cls.rows[cls.imported:cls.imported + count]
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path)
        cls.imported += len(rows)

    @classmethod
    def told(cls):
        """What certification has told, by its own log."""
        lines = cls.stack.ocop("events", "--source", "certification").stdout.splitlines()
        return [json.loads(line) for line in lines]

    @classmethod
    def told_all(cls):
        """The same once every imported row is judged."""
        return wait_for("every row is judged", lambda: len(cls.told()) >= cls.imported and cls.told())

    @property
    def agency(self):
        return self.province.office("ocop-agency")

    @property
    def inspector(self):
        return self.province.office("inspector")

    def feed(self, **parameters):
        return self.get(self.agency, "/events?" + urllib.parse.urlencode(parameters))

    def get(self, client, path):
        return client.get("/api/v1" + path, patience_s=LIMIT_S)

    def whole_feed(self, client=None, path="/events", **parameters):
        """Page by page to the head."""
        items, after = [], "0"
        while True:
            query = urllib.parse.urlencode({"after": after, "limit": 7, **parameters})
            page = self.get(client or self.agency, f"{path}?{query}")
            items += page.get("items", [])
            if page["next"] == after:
                return items
            after = page["next"]

    def subscribe(self, client=None, **changes):
        body = {"name": "Đăng ký ví dụ", "kind": "SUBSCRIPTION_KIND_PULL", **changes}
        return (client or self.inspector).post("/api/v1/subscriptions", body)["id"]

    def follows_all(self, items, told):
        """Each event of certification is told once, in its order."""
        self.assertEqual([(item["event"]["type"], item["event"]["thingId"]) for item in items],
                         [(event["type"], event["thingId"]) for event in told])
        self.assertEqual([int(item["event"]["origin"]["sequence"]) for item in items],
                         [int(event["sequence"]) for event in told])

    def listen(self, client, path, last_id=None):
        listener = Listener(self.stack.port, "/api/v1" + path, client.secret, last_id)
        self.addCleanup(listener.stop)
        return listener

    def revoke(self, code):
        self.province.office("chairman").post(f"/api/v1/certificates/{code}/revoke", {
            "groundCode": "c", "reason": "Ví dụ", "decisionNumber": "1/QĐ-UBND", "conclusionNumber": "1/KL",
            "concludedOn": str(self.province.today()), "paperId": self.paper}, patience_s=LIMIT_S)


class PullTest(FeedFlow):
    @classmethod
    def prepare(cls):
        super().prepare()
        cls.import_rows(20)
        cls.expected = cls.told_all()
        cls.wait_caught_up()

    def test_feed_tells_every_event_once_and_in_order(self):
        items = self.whole_feed()
        self.follows_all(items, self.expected)
        self.assertEqual([int(item["sequence"]) for item in items], list(range(1, len(items) + 1)))
        first = items[0]["event"]
        self.assertEqual(first["recognitionRecorded"], self.expected[0]["body"])
        self.assertEqual(len({item["event"]["origin"]["eventId"] for item in items}), len(items))
        self.assertEqual(self.get(self.agency, "/events/head")["place"], items[-1]["place"])

    def test_chain_is_checked_without_the_products_code(self):
        items = self.whole_feed(packed="true")
        before = bytes(32)
        for number, item in enumerate(items, 1):
            packed = base64.b64decode(item["packed"])
            event = fields(packed)
            self.assertEqual((event[1], event[2], event[3]), (b"notification", number, before))
            before = hashlib.sha256(packed).digest()
            self.assertEqual(item["hash"], before.hex())
            self.assertEqual(item["place"], f"{number}-{before.hex()[:16]}")

    def test_types_are_chosen(self):
        self.assertEqual(self.whole_feed(types="CertificateRevoked"), [])
        page = self.feed(after="0", types="CertificateRevoked")
        self.assertEqual(page["next"], page["head"]["place"])

    def test_filtered_subscription_has_a_count_without_gaps(self):
        subscription = self.subscribe(after="beginning", filter={"stars": [4]})
        expected = [event for event in self.expected if event["body"]["certificate"]["star"] == 4]
        path = f"/subscriptions/{subscription}"
        wait_for("it has caught up", lambda: int(self.get(self.inspector, path)["matchedSequence"]) == len(self.expected))
        items = self.whole_feed(self.inspector, path + "/events")
        self.assertTrue(0 < len(items) < len(self.expected))
        self.follows_all(items, expected)
        self.assertEqual([int(item["count"]) for item in items], list(range(1, len(items) + 1)))
        self.assertEqual(int(self.get(self.inspector, path + "/head")["count"]), len(items))

    def test_subscription_begins_at_the_head(self):
        subscription = self.subscribe()
        self.assertEqual(self.whole_feed(self.inspector, f"/subscriptions/{subscription}/events"), [])
        shown = self.get(self.inspector, f"/subscriptions/{subscription}")
        self.assertEqual(int(shown["afterSequence"]), len(self.expected))
        self.assertEqual(shown["agencyId"], "market-control")

    def test_secret_is_shown_once(self):
        body = {"name": "Hệ thống của Sở", "kind": "SUBSCRIPTION_KIND_WEBHOOK", "url": "https://hooks.example.org/"}
        command_id = new_id()
        answer = self.agency.send("POST", "/api/v1/subscriptions", body, command_id=command_id)
        self.assertEqual(answer.status, 201)
        again = self.agency.send("POST", "/api/v1/subscriptions", body, command_id=command_id)
        self.assertEqual((again.body["id"], again.body["secret"]), (answer.body["id"], ""))
        self.assert_refused(
            lambda: self.agency.send("POST", "/api/v1/subscriptions", {**body, "name": "Tên khác"}, command_id=command_id),
            409, "command-id-reused")
        self.assertTrue(answer.body["secret"].startswith("whsec_"))
        self.assertEqual(answer.headers["location"], f"/api/v1/subscriptions/{answer.body['id']}")
        shown = self.agency.send("GET", answer.headers["location"])
        self.assertNotIn(answer.body["secret"].encode(), shown.content)
        rotated = self.agency.post(answer.headers["location"] + "/rotate-secret")
        self.assertTrue(rotated["secret"].startswith("whsec_"))
        self.assertNotEqual(rotated["secret"], answer.body["secret"])
        self.assertEqual(len(self.get(self.agency, f"/subscriptions/{answer.body['id']}")["keys"]), 2)


class RefusalsTest(FeedFlow):
    """Everything that is refused, by status, rule and field."""

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.import_rows(3)
        cls.told_all()
        cls.wait_caught_up()

    def refuse(self, client, body, status, rule, field=None):
        with self.subTest(rule=rule, field=field):
            self.assert_refused(lambda: client.send("POST", "/api/v1/subscriptions", body), status, rule, field)

    def test_what_cannot_be_subscribed(self):
        pull = {"name": "Ví dụ", "kind": "SUBSCRIPTION_KIND_PULL"}
        hook = {"name": "Ví dụ", "kind": "SUBSCRIPTION_KIND_WEBHOOK", "url": "https://hooks.example.org/"}
        mail = {"name": "Ví dụ", "kind": "SUBSCRIPTION_KIND_MAIL", "mailAddress": "vanthu"}
        for body, status, rule, field in (
            ({**pull, "name": ""}, 400, "field-missing", "name"),
            ({**hook, "url": "ftp://hooks.example.org/"}, 400, "webhook-url-invalid", "url"),
            (mail, 400, "mail-address-invalid", "mailAddress"),
            ({**pull, "filter": {"types": ["DossierOpened"]}}, 400, "event-type-unknown", "filter.types"),
            ({**pull, "filter": {"units": ["Không Đâu"]}}, 422, "unit-unknown", "filter.units"),
            ({**pull, "filter": {"sectors": ["VII"]}}, 400, "filter-invalid", "filter.sectors"),
            ({**pull, "filter": {"units": ["19"] * 65}}, 422, "filter-too-wide", "filter"),
            ({**pull, "after": "9999"}, 409, "feed-place-unknown", "after"),
            ({**pull, "agencyId": "ministry"}, 403, "scope-missing", "agencyId"),
        ):
            self.refuse(self.inspector, body, status, rule, field)
        self.refuse(self.province.operator(), {**pull, "agencyId": "nobody"}, 422, "agency-unknown", "agencyId")
        self.refuse(self.province.office("member-1"), pull, 403, "role-missing")
        self.refuse(self.province.anybody(), pull, 401, "token-missing")

    def test_too_many(self):
        body = {"name": "Ví dụ", "kind": "SUBSCRIPTION_KIND_PULL", "agencyId": "ministry"}
        for _ in range(50):
            self.province.operator().post("/api/v1/subscriptions", body)
        self.refuse(self.province.operator(), body, 409, "subscriptions-too-many")

    def test_what_cannot_be_done_with_one(self):
        pull, client = self.subscribe(), self.inspector
        for verb, body, status, rule in (
            ("resume", {}, 409, "subscription-state"),
            ("rotate-secret", {}, 409, "subscription-kind"),
            ("replay", {"fromCount": "1"}, 409, "subscription-kind"),
            ("pause", {"reason": "x" * 501}, 400, "field-too-long"),
        ):
            with self.subTest(verb=verb):
                self.assert_refused(
                    lambda verb=verb, body=body: client.send("POST", f"/api/v1/subscriptions/{pull}/{verb}", body),
                    status, rule)
        hook = self.subscribe(kind="SUBSCRIPTION_KIND_WEBHOOK", url="https://hooks.example.org/")
        self.assert_refused(
            lambda: client.send("POST", f"/api/v1/subscriptions/{hook}/replay", {"fromCount": "1", "toCount": "5"}),
            422, "replay-range-invalid")
        self.assert_refused(
            lambda: self.agency.send("POST", f"/api/v1/subscriptions/{hook}/end", {}), 403, "scope-missing")
        self.assert_refused(
            lambda: client.send("POST", f"/api/v1/subscriptions/{NOBODY}/end", {}), 404, "no-such-thing")

    def test_places_and_types(self):
        for query, status, rule, field in (
            ("after=4", 409, "feed-place-unknown", "after"),
            ("after=1-0123456789abcdef", 409, "feed-place-unknown", "after"),
            ("after=mot", 400, "field-invalid", "after"),
            ("types=DossierOpened", 400, "event-type-unknown", "types"),
        ):
            for path in ("/events", "/events/stream"):
                with self.subTest(path=path, query=query):
                    self.assert_refused(
                        lambda path=path, query=query: self.agency.send("GET", f"/api/v1{path}?{query}"),
                        status, rule, field)
        self.assert_refused(lambda: self.province.anybody().send("GET", "/api/v1/events/stream"), 401, "token-missing")
        self.assert_refused(
            lambda: self.agency.send("GET", f"/api/v1/subscriptions/{NOBODY}/stream"), 404, "no-such-thing")

    def test_one_stream_too_many(self):
        client = self.province.office("chairman")
        streams = [open_stream(self.stack.port, "/api/v1/events/stream", client.secret)
                   for _ in range(STREAMS_PER_ACCOUNT)]
        self.assertEqual([stream.status for stream in streams], [200] * STREAMS_PER_ACCOUNT)
        self.assert_refused(lambda: client.send("GET", "/api/v1/events/stream"), 429, "rate-limited")
        streams[0].close()
        wait_for("one who has gone leaves his place", lambda: self.opens(client))
        for stream in streams[1:]:
            stream.close()

    def opens(self, client):
        stream = open_stream(self.stack.port, "/api/v1/events/stream", client.secret)
        stream.close()
        return stream.status == 200


class StreamTest(FeedFlow):
    """Kills while all of it moves."""

    def test_nothing_is_missed_and_nothing_comes_twice(self):
        filtered = self.subscribe(filter={"stars": [4, 5]})
        all_items = self.listen(self.agency, "/events/stream?after=0")
        some = self.listen(self.inspector, f"/subscriptions/{filtered}/stream?after=0")
        for listener in (all_items, some):
            listener.wait("it listens", lambda listener: listener.connected >= 1)
        stack = self.stack
        stack.kill("notification")
        stack.start("notification", faults="after_apply_commit:1=kill")
        self.import_rows(20)
        self.assertEqual(stack.wait_ended("notification"), -9)
        stack.start("notification", faults="before_apply:10=kill")
        stack.kill("gateway")
        stack.start("gateway")
        self.import_rows(20)
        self.assertEqual(stack.wait_ended("notification"), -9)
        stack.start("notification")
        all_items.wait("it has come back", lambda listener: listener.connected >= 2)
        stack.kill("gateway")
        stack.start("gateway")
        stack.wait_ready()
        self.import_rows(22)
        stands = ("CERTIFICATE_STATE_VALID", "CERTIFICATE_STATE_NOT_VERIFIED")
        codes = [event["thingId"] for event in self.told_all()
                 if event["body"]["certificate"]["star"] in (3, 4) and event["body"]["certificate"]["state"] in stands]
        self.assertGreaterEqual(len(codes), 6)
        for code in codes[:6]:
            self.revoke(code)
        expected = wait_for("they are revoked", lambda: len(self.told()) >= self.imported + 6 and self.told())
        stars = {event["thingId"]: event["body"]["certificate"]["star"]
                 for event in expected if "certificate" in event["body"]}
        wanted = [event for event in expected if stars[event["thingId"]] in (4, 5)]

        all_items.wait("all are told", lambda listener: len(listener.items) >= len(expected))
        some.wait("some are told", lambda listener: len(listener.items) >= len(wanted))
        self.assertGreaterEqual(all_items.connected, 3)
        items = [event.body for event in all_items.items]
        self.follows_all(items, expected)
        self.assertEqual([int(item["sequence"]) for item in items], list(range(1, len(expected) + 1)))
        self.assertEqual([event.id for event in all_items.items], [item["place"] for item in items])
        items = [event.body for event in some.items]
        self.follows_all(items, wanted)
        self.assertEqual([int(item["count"]) for item in items], list(range(1, len(wanted) + 1)))

        self.assertEqual(stack.ocop("check", "feed", "logs", check=False).returncode, 0)
        said = len(some.heartbeats)
        some.wait("a heartbeat says so", lambda listener: len(listener.heartbeats) > said)
        self.assertEqual(int(some.heartbeats[-1].body["count"]), len(wanted))
        self.assertEqual(int(some.heartbeats[-1].body["sequence"]), len(expected))
        self.assertEqual(some.heartbeats[-1].id, items[-1]["place"])
        some.wait("the log is signed as far", lambda listener: int(listener.heartbeats[-1].body["logSize"]) == len(expected))
        self.assertEqual(int(self.get(self.agency, "/events/head")["logSize"]), len(expected))


class EndTest(FeedFlow):
    """Who listens is told when the gateway stops, and when the feed is not the one he read."""

    @classmethod
    def prepare(cls):
        super().prepare()
        cls.import_rows(5)
        cls.told_all()
        cls.wait_caught_up()

    def test_gateway_that_stops_says_so(self):
        stream = open_stream(self.stack.port, "/api/v1/events/stream?after=0", self.agency.secret)
        events = read_events(stream)
        self.assertEqual([next(events).body["sequence"] for _ in range(5)], ["1", "2", "3", "4", "5"])
        self.stack.terminate("gateway")
        rest = list(events)
        self.assertEqual(rest[-1].kind, "end")
        self.assertEqual(rest[-1].body, {"why": "restart"})
        self.stack.start("gateway")
        self.stack.wait_ready()
        self.agency.close()

    def test_store_that_was_put_back_refuses_the_places_it_had_given(self):
        old = self.stack.directory / "yesterday"
        self.stack.terminate("notification")
        shutil.copytree(self.stack.data / "notification", old)
        self.stack.start("notification")
        self.import_rows(3)
        self.told_all()
        self.wait_caught_up()
        place = self.get(self.agency, "/events/head")["place"]
        listener = self.listen(self.agency, "/events/stream")
        listener.wait("it listens", lambda one: one.heartbeats)
        listener.stop()
        before = self.whole_feed()
        self.stack.terminate("notification")
        shutil.rmtree(self.stack.data / "notification")
        shutil.copytree(old, self.stack.data / "notification")
        self.stack.start("notification")
        self.wait_caught_up()
        self.assert_refused(
            lambda: self.agency.send("GET", f"/api/v1/events?after={place}"), 409, "feed-place-unknown", "after")
        back = self.listen(self.agency, "/events/stream", listener.last_id)
        back.wait("it is refused", lambda one: one.refused)
        self.assertEqual(back.refused["type"], "/problems/feed-place-unknown")
        # What is told is the same, under the same ids: a receiver who compares takes nothing twice.
        ids = [item["event"]["origin"]["eventId"] for item in self.whole_feed()]
        self.assertEqual(ids, [item["event"]["origin"]["eventId"] for item in before])


if __name__ == "__main__":
    unittest.main()
