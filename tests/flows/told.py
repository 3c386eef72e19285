"""What the tests of notification share: a province with an old register, and agencies that are told."""
import csv
import datetime
import itertools
import json

from flow import SOURCE, Flow, wait_for
from province import dates, setup
from province.stack import Stack
from receivers import Mailbox, Receivers
from recognitions import conclusion_paper

REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"


class TellingStack(Stack):
    """Deliveries go to loopback, with limits that a test can wait for."""

    mailbox_port = 0
    answer_ms, slow_s = 6000, 2
    heartbeat_s = 0  # a test that wants them says how often

    def options(self, name):
        service, options = super().options(name)
        if service == "notification":
            options.update({
                "plain-http": "true", "webhook-networks": "127.0.0.0/8", "public-url": "https://ocop.example",
                "webhook-answer-timeout-ms": self.answer_ms, "webhook-slow-after-s": self.slow_s,
                "webhook-heartbeat-s": self.heartbeat_s,
                "mail-relay": f"smtp://127.0.0.1:{self.mailbox_port}", "mail-tls": "false",
                "mail-from": "ocop@thainguyen.example", "mail-name": "OCOP Thái Nguyên"})
        return service, options


class ToldFlow(Flow):
    """Recognitions of an old register are recorded whenever a test wants something to be told."""

    shards = ()
    stack_class = TellingStack

    @classmethod
    def setUpClass(cls):
        cls.receivers = Receivers()
        cls.addClassCleanup(cls.receivers.stop)
        cls.mailbox = Mailbox()
        cls.addClassCleanup(cls.mailbox.stop)
        cls.stack_class.mailbox_port = cls.mailbox.port
        cls.numbers = itertools.count(1)
        super().setUpClass()

    @classmethod
    def prepare(cls):
        cls.add_offices()
        with open(REGISTER, newline="") as file:
            cls.row = next(row for row in csv.DictReader(file) if row["decision_date"] and setup.is_recognition(row))
        cls.paper = conclusion_paper(cls)

    # --- what happens

    @classmethod
    def record(cls, count=1):
        """So many recognitions that nobody has heard of; the names of their products."""
        names = [f"Sản phẩm thử nghiệm {next(cls.numbers)}" for _ in range(count)]
        decided = str(cls.province.today() - datetime.timedelta(days=100))
        path = cls.stack.directory / f"{names[0]}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, cls.row.keys())
            writer.writeheader()
            for number, name in enumerate(names):
                writer.writerow({**cls.row, "product": name, "stars": "3", "score": "", "expiry_date": "",
                                 "decision_no": f"{number + 1}/QĐ-UBND", "decision_date": decided,
                                 "event": "công nhận 3 sao"})
        imported = json.loads(cls.stack.ocop("import", "products", path, "--json").stdout)
        assert imported["in"] == count, imported
        return names

    @classmethod
    def certificates(cls):
        return setup.legacy_certificates(cls.province)

    @classmethod
    def revoke(cls, code):
        """By the chairman, on a ground of the rule book in force."""
        today = str(cls.province.today())
        cls.province.office("chairman").post(f"/api/v1/certificates/{code}/revoke", {
            "groundCode": "a", "reason": "Vi phạm an toàn thực phẩm", "decisionNumber": "77/QĐ-UBND",
            "conclusionNumber": "12/KL-TTr", "concludedOn": today, "paperId": cls.paper})

    @classmethod
    def told(cls):
        """The certification events that the public is told, oldest first."""
        return [event for event in cls.events("certification") if event["type"].endswith("RecognitionRecorded")]

    @classmethod
    def advance(cls, **time):
        seconds = int(datetime.timedelta(**time).total_seconds())
        cls.stack.ocop("clock", "advance", f"{seconds}s")

    @classmethod
    def wait_for_end(cls, subscription_id, state, count=1):
        """A delivery once it has ended so. The clock moves over each of its pauses: an attempt that was under way
        when its receiver changed his mind is one more that failed."""
        def ended():
            delivery = cls.deliveries(subscription_id)[count]
            if delivery["state"] == f"DELIVERY_STATE_{state}":
                return delivery
            if delivery.get("nextAttemptAt"):
                wait = dates.parse_moment(delivery["nextAttemptAt"]) - cls.province.now()
                cls.advance(seconds=max(wait.total_seconds(), 0) + 1)
            return None

        return wait_for(f"{count} of {subscription_id} is {state}", ended)

    # --- who is told

    @classmethod
    def office(cls):
        """Who subscribes: the market surveillance branch."""
        return cls.province.office("inspector")

    @classmethod
    def subscribe(cls, name, client=None, manner="accept", **fields):
        """A webhook of this name; the subscription's id. Its receiver knows the key."""
        body = {"name": name, "kind": "SUBSCRIPTION_KIND_WEBHOOK", "url": cls.receivers.url(name),
                "signatureKind": "SIGNATURE_KIND_HMAC", **fields}
        made = (client or cls.office()).post("/api/v1/subscriptions", body)
        cls.receivers.set(name, keys=[made.get("secret") or made["publicKey"]], manner=manner)
        return made["id"]

    @classmethod
    def subscription(cls, subscription_id):
        return cls.office().get(f"/api/v1/subscriptions/{subscription_id}")

    @classmethod
    def deliveries(cls, subscription_id):
        """The log of its deliveries, by count."""
        page = cls.office().get(f"/api/v1/subscriptions/{subscription_id}/deliveries?limit=200")
        return {int(delivery["count"]): delivery for delivery in page.get("deliveries", [])}

    @classmethod
    def wait_for_attempts(cls, subscription_id, attempts, count=1):
        """A delivery once so many attempts at it are on record."""
        def tried():
            delivery = cls.deliveries(subscription_id).get(count)
            return delivery if delivery and delivery["attemptCount"] >= attempts else None

        return wait_for(f"{attempts} attempts at {count} of {subscription_id}", tried)
