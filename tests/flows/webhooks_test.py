"""What agencies are told by webhook: signed so that the package `standardwebhooks` accepts it, in order, and
to every kind of receiver just what the interfaces page says, with the schedule followed by the clock.
"""
import datetime
import http.server
import json
import pathlib
import ssl
import subprocess
import tempfile
import threading
import unittest

from flow import wait_for
from told import TellingStack, ToldFlow

WAITS_S = (5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
TYPE = "ocop.certification.v1.RecognitionRecorded"


class TrustingStack(TellingStack):
    """It trusts two of the certificates that receivers have made for themselves."""

    ca_file = ""

    def options(self, name):
        service, options = super().options(name)
        if service == "notification":
            options["webhook-ca-file"] = self.ca_file
        return service, options


class SecureReceiver(http.server.ThreadingHTTPServer):
    """An https receiver with a certificate of its own making; what it was sent in `got`."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.server.got.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            """Nothing."""

    def handle_error(self, *_):
        """A sender that does not trust the certificate goes away: that is what is tested."""

    def __init__(self, folder, name, address="127.0.0.1"):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.got, self.certificate = [], folder / f"{name}.pem"
        key = folder / f"{name}.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", self.certificate, "-days", "2", "-subj", "/CN=receiver",
                        "-addext", f"subjectAltName=IP:{address}"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.server_address[1]}/ocop"

    def stop(self):
        self.shutdown()
        self.server_close()


class WebhooksTest(ToldFlow):
    stack_class = TrustingStack

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ocop-tls-")
        cls.addClassCleanup(folder.cleanup)
        path = pathlib.Path(folder.name)
        cls.trusted, cls.unknown = SecureReceiver(path, "trusted"), SecureReceiver(path, "unknown")
        cls.misnamed = SecureReceiver(path, "misnamed", "127.0.0.9")
        for receiver in (cls.trusted, cls.unknown, cls.misnamed):
            cls.addClassCleanup(receiver.stop)
        cls.stack_class.ca_file = path / "trust.pem"
        cls.stack_class.ca_file.write_text(cls.trusted.certificate.read_text() + cls.misnamed.certificate.read_text())
        super().setUpClass()

    def assert_in_order(self, name, number):
        """Exactly these, once each, in the order of the count."""
        got = self.receivers.wait_for(name, number)
        self.assertEqual([int(delivery["event"]["subscriptioncount"]) for delivery in got], list(range(1, number + 1)))
        return got

    # --- what is sent

    def test_package_accepts_every_delivery_and_rejects_a_flipped_bit(self):
        hmac = self.subscribe("hmac")
        ed25519 = self.subscribe("ed25519", signatureKind="SIGNATURE_KIND_ED25519")
        names = self.record(12)
        for name, subscription_id in (("hmac", hmac), ("ed25519", ed25519)):
            got = self.assert_in_order(name, 12)
            for delivery in got:
                self.assertEqual(len(delivery["keys"]), 1, "its key fits")
                self.assertFalse(delivery["flippedPasses"])
                self.assertEqual(delivery["id"], f"{subscription_id}-{delivery['event']['subscriptioncount']}")
            told = [delivery["event"]["data"]["certificate"]["productName"] for delivery in got]
            self.assertEqual(sorted(told), sorted(names))

    def test_delivery_is_a_cloudevent(self):
        self.subscribe("cloud")
        [name] = self.record()
        [delivery] = self.assert_in_order("cloud", 1)
        event = delivery["event"]
        self.assertEqual(delivery["contentType"], "application/cloudevents+json; charset=utf-8")
        self.assertEqual(event["specversion"], "1.0")
        self.assertEqual(event["source"], "https://ocop.example/api/v1/events")
        self.assertEqual(event["type"], TYPE)
        self.assertEqual(event["datacontenttype"], "application/json")
        self.assertEqual(event["subject"], event["data"]["certificate"]["code"])
        self.assertEqual(event["data"]["certificate"]["productName"], name)
        self.assertEqual(event["origin"], "certification")
        origin = self.told()[-1]
        self.assertEqual(event["originsequence"], str(origin["sequence"]))
        happened = datetime.datetime.fromisoformat(event["time"].replace("Z", "+00:00"))
        self.assertLess(abs(happened - self.province.now()), datetime.timedelta(minutes=5))
        for attribute in event:
            self.assertRegex(attribute, "^[a-z0-9]{1,20}$")

    def test_both_keys_sign_while_one_is_replaced(self):
        subscription_id = self.subscribe("rotating")
        [old] = self.receivers.ask("GET", "rotating")["keys"]
        made = self.office().post(f"/api/v1/subscriptions/{subscription_id}/rotate-secret", {"overlapHours": 2})
        self.receivers.set("rotating", keys=[old, made["secret"]])
        self.record()
        self.assertEqual(self.receivers.wait_for("rotating", 1)[0]["keys"], [old, made["secret"]])
        self.advance(hours=3)
        self.record()
        self.assertEqual(self.receivers.wait_for("rotating", 2)[1]["keys"], [made["secret"]])

    # --- receivers of every kind

    def test_receivers_that_fail_are_tried_again_after_five_seconds(self):
        kinds = {  # manner: (how the attempt ended, with which status)
            "500": ("ANSWERED", 500), "404": ("ANSWERED", 404), "302 location=/hook/elsewhere": ("ANSWERED", 302),
            "hang": ("TOO_SLOW", 0), "drip": ("TOO_SLOW", 0), "close": ("BROKEN_OFF", 0),
            "429 retry-after=1": ("ANSWERED", 429),
        }
        ids = {manner: self.subscribe(f"fails-{number}", manner=manner)
               for number, manner in enumerate(kinds)}
        self.record()
        for manner, (end, status) in kinds.items():
            delivery = self.wait_for_attempts(ids[manner], 1)
            first = delivery["attempts"][-1]  # newest first; five seconds may have passed already
            self.assertEqual((first["end"].removeprefix("ATTEMPT_END_"), first.get("status", 0)), (end, status), manner)
            self.assert_waits(delivery, WAITS_S[delivery["attemptCount"] - 1])
        for number in range(len(kinds)):
            self.receivers.set(f"fails-{number}", manner="accept")
        for number, manner in enumerate(kinds):
            self.wait_for_end(ids[manner], "DELIVERED")
            got = self.receivers.got(f"fails-{number}")
            self.assertEqual(len({(d["id"], json.dumps(d["event"])) for d in got}), 1, manner)
            self.assertGreater(len(got), 1)
            self.assertEqual([len(d["keys"]) for d in got], [1] * len(got))
        self.assertEqual(self.receivers.got("elsewhere"), [])

    def assert_waits(self, delivery, least_s):
        """Its next attempt is so long after the last, and at most a tenth more."""
        moments = (delivery["nextAttemptAt"], delivery["attempts"][0]["at"])
        due, tried = (datetime.datetime.fromisoformat(moment.replace("Z", "+00:00")) for moment in moments)
        self.assertGreaterEqual((due - tried).total_seconds(), least_s)
        self.assertLessEqual((due - tried).total_seconds(), 1.1 * least_s)

    def test_retry_after_is_obeyed(self):
        ids = {status: self.subscribe(f"busy-{status}", manner=f"{status} retry-after=7200") for status in (429, 503)}
        self.record()
        for status, subscription_id in ids.items():
            self.assert_waits(self.wait_for_attempts(subscription_id, 1), 7200)
            self.receivers.set(f"busy-{status}", manner="accept")
        self.advance(seconds=7100)
        self.record()  # what comes next waits behind it
        for status in ids:
            self.assertEqual(len(self.receivers.got(f"busy-{status}")), 1)
        self.advance(seconds=900)
        for status in ids:
            self.assertEqual([int(d["event"]["subscriptioncount"]) for d in self.receivers.wait_for(f"busy-{status}", 3)],
                             [1, 1, 2])

    def test_gone_ends_the_subscription(self):
        subscription_id = self.subscribe("gone", manner="410")
        self.record(2)
        wait_for("it has ended", lambda: self.subscription(subscription_id)["state"] == "SUBSCRIPTION_STATE_ENDED")
        self.assertEqual(self.subscription(subscription_id)["why"], "gone")
        self.advance(days=2)
        self.record()
        self.assertEqual(len(self.receivers.got("gone")), 1)

    def test_flood_of_an_answer_is_cut_and_delivered(self):
        self.subscribe("flood", manner="flood")
        self.record(2)
        self.assert_in_order("flood", 2)

    def test_own_network_is_not_reached(self):
        subscription_id = self.subscribe("inside", url="http://169.254.169.254/latest/meta-data")
        self.record()
        [attempt] = self.wait_for_attempts(subscription_id, 1)["attempts"]
        self.assertEqual(attempt["end"], "ATTEMPT_END_ADDRESS_REFUSED")
        self.office().post(f"/api/v1/subscriptions/{subscription_id}/end", {"reason": "thử xong"})

    def test_only_trusted_certificates_are_sent_to(self):
        ids = {name: self.subscribe(f"tls-{name}", url=getattr(self, name).url)
               for name in ("trusted", "unknown", "misnamed")}
        self.record()
        self.assertEqual(self.wait_for_attempts(ids["trusted"], 1)["state"], "DELIVERY_STATE_DELIVERED")
        self.assertIn(b'"specversion":"1.0"', self.trusted.got[0])
        for name in ("unknown", "misnamed"):
            self.assertEqual(self.wait_for_attempts(ids[name], 1)["attempts"][-1]["end"], "ATTEMPT_END_NOT_TRUSTED", name)
            self.assertEqual(getattr(self, name).got, [])
            self.office().post(f"/api/v1/subscriptions/{ids[name]}/end", {"reason": "thử xong"})

    # --- the whole schedule

    def test_given_up_after_ten_attempts_with_alarm_and_resumed_by_its_owner(self):
        subscription_id = self.subscribe("broken", manner="500")
        self.record()
        delivery = self.wait_for_attempts(subscription_id, 1)
        while delivery["attemptCount"] < 10:
            wait_s = WAITS_S[delivery["attemptCount"] - 1]
            self.assert_waits(delivery, wait_s)
            self.advance(seconds=1.1 * wait_s + 1)
            delivery = self.wait_for_attempts(subscription_id, delivery["attemptCount"] + 1)
        self.assertEqual(delivery["state"], "DELIVERY_STATE_DEAD")
        seen = self.subscription(subscription_id)
        self.assertEqual((seen["state"], seen["why"]), ("SUBSCRIPTION_STATE_PAUSED", "not_delivered"))
        wait_for("the operator sees it", lambda: self.status()["notification"].get("alarm"))
        self.assertEqual(self.stack.ocop("status", check=False).returncode, 1)
        self.assertEqual(self.counter("notification", "ocop_deliveries_dead"), 1)

        self.record()
        self.receivers.set("broken", manner="accept")
        self.office().post(f"/api/v1/subscriptions/{subscription_id}/resume", {})
        got = self.receivers.wait_for("broken", 12)
        self.assertEqual([int(d["event"]["subscriptioncount"]) for d in got], [1] * 11 + [2])
        self.assertEqual(len({d["id"] for d in got}), 2)
        wait_for("the alarm is over", lambda: not self.status()["notification"].get("alarm"))

    # --- again, and several at a time

    def test_range_is_sent_again_with_the_same_ids(self):
        subscription_id = self.subscribe("again")
        self.record(5)
        first = self.assert_in_order("again", 5)
        self.office().post(f"/api/v1/subscriptions/{subscription_id}/replay", {"fromCount": "2", "toCount": "4"})
        got = self.receivers.wait_for("again", 8)
        self.assertEqual([(d["id"], d["event"]) for d in got[5:]], [(d["id"], d["event"]) for d in first[1:4]])

    def test_one_at_a_time_unless_asked_otherwise(self):
        self.subscribe("single", manner="slow")
        self.receivers.set("single", delayMs=700)
        self.subscribe("parallel", manner="gather", maxOutstanding=5)
        self.record(5)
        single, parallel = (self.receivers.wait_for(name, 5) for name in ("single", "parallel"))
        self.assertEqual([d["others"] for d in single], [0] * 5)
        self.assertEqual(sorted(int(d["event"]["subscriptioncount"]) for d in parallel), [1, 2, 3, 4, 5])
        self.assertGreater(max(d["others"] for d in parallel), 0)


class BeatingStack(TellingStack):
    heartbeat_s = 3600


class HeartbeatTest(ToldFlow):
    stack_class = BeatingStack

    def test_heartbeat_says_how_many_there_were(self):
        now = self.province.now()
        self.advance(seconds=3600 - now.minute * 60 - now.second)  # beats come with the hour, which has just begun
        subscription_id = self.subscribe("beating")
        self.record(3)
        self.receivers.wait_for("beating", 3)
        self.advance(seconds=3600)
        beat = self.receivers.wait_for("beating", 4)[-1]
        self.assertEqual(len(beat["keys"]), 1)
        self.assertFalse(beat["flippedPasses"])
        event, head = beat["event"], self.office().get(f"/api/v1/subscriptions/{subscription_id}/head")
        self.assertEqual(event["type"], "ocop.notification.v1.FeedHead")
        self.assertEqual((event["subscriptioncount"], event["data"]["count"]), ("3", "3"))
        self.assertEqual((event["feedsequence"], event["feedplace"]), (head["sequence"], head["place"]))
        self.assertTrue(beat["id"].startswith(f"{subscription_id}-heartbeat-"))
        self.assertEqual(self.deliveries(subscription_id).keys(), {1, 2, 3})


if __name__ == "__main__":
    unittest.main()
