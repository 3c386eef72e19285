"""An agency that is told: its receiver checks every delivery and keeps it, as any agency's would.

Standard Webhooks 1.0.0 and CloudEvents 1.0, with nothing but Python's own library: thirty lines are all
that a receiver needs.
"""
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time

from .notification import NOT_PUBLIC

TOLERANCE_S = 5 * 60  # a delivery whose time is further off may be an old one, sent again by somebody else


class Agency:
    """Receives on loopback. What was told is kept in a file, so that a demo which goes on has it."""

    def __init__(self, path, port=0):
        self.path, self.secret = path, None
        self.wrong = []  # what did not pass the check
        self.told = {}   # webhook-id to event: the same id again is the same delivery
        if path.exists():
            for line in path.read_text().splitlines():
                webhook_id, event = json.loads(line)
                self.told[webhook_id] = event
        handler = type("Handler", (Handler,), {"agency": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/ocop"

    def is_genuine(self, headers, body):
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        right = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        fresh = abs(time.time() - int(headers["webhook-timestamp"])) <= TOLERANCE_S
        return fresh and any(hmac.compare_digest(right, one) for one in headers["webhook-signature"].split())

    def take(self, headers, body):
        """True when it was sent by who it says; then it is kept."""
        if not self.secret or not self.is_genuine(headers, body):
            self.wrong.append(headers["webhook-id"])
            return False
        event = json.loads(body)
        if headers["webhook-id"] not in self.told:
            with open(self.path, "a") as file:
                file.write(json.dumps([headers["webhook-id"], event], ensure_ascii=False) + "\n")
        self.told[headers["webhook-id"]] = event
        return True

    def events(self):
        """What was told of certificates, in the order of the subscription's count."""
        items = [event for event in list(self.told.values()) if event["type"].startswith("ocop.certification.")]
        return sorted(items, key=lambda event: int(event["subscriptioncount"]))


# --- what the demo does with it

SUBSCRIPTION = {"name": "Chi cục Quản lý thị trường (trình diễn)", "kind": "SUBSCRIPTION_KIND_WEBHOOK",
                "signatureKind": "SIGNATURE_KIND_HMAC"}


def open_agency(stack, journal):
    """The receiver as it was, on its port if that is free."""
    path, noted = stack.directory / "agency.jsonl", journal.entries.get("agency", {})
    try:
        agency = Agency(path, noted.get("port", 0))
    except OSError:
        agency = Agency(path)
    agency.secret = noted.get("secret")
    return agency


def subscribe(province):
    """The market surveillance branch wants to be told of everything, from now on."""
    office, agency = province.office("inspector"), province.agency
    made = province.command("subscription", office, "POST", "/subscriptions", {**SUBSCRIPTION, "url": agency.url})
    if "secret" not in made:  # its answer was lost, and a secret is shown once
        made = {**made, **office.post(f"/api/v1/subscriptions/{made['id']}/rotate-secret", {})}
    agency.secret = made["secret"]
    province.journal.put("agency", {"port": agency.port, "secret": agency.secret, "id": made["id"]})
    province.console.step("the market surveillance branch has a receiver", "webhook", "signed by Standard Webhooks, as CloudEvents")


def moved(province):
    """Somebody has taken its port since: the subscription follows it."""
    noted = province.journal.entries.get("agency")
    if noted and noted["port"] != province.agency.port:
        body = {**SUBSCRIPTION, "url": province.agency.url}
        del body["kind"], body["signatureKind"]
        province.office("inspector").call("PUT", f"/api/v1/subscriptions/{noted['id']}", body)
        province.journal.put("agency", {**noted, "port": province.agency.port})


def check(province, events):
    """Every event of certification is told, in order, once, with a signature that fits."""
    agency, console = province.agency, province.console
    expected = [(event["type"], event["thingId"]) for event in events if event["type"] not in NOT_PUBLIC]

    def told():
        seen = [(event["type"], event["subject"]) for event in agency.events()]
        return seen if len(seen) >= len(expected) else None

    seen = province.wait("the agency is told of everything", told)
    console.check("events of certification told to the agency", seen, expected)
    counts = [int(event["subscriptioncount"]) for event in agency.events()]
    console.check("counts of the subscription", counts, list(range(1, len(counts) + 1)))
    console.check("deliveries whose signature did not fit", agency.wrong, [])
    console.step("deliveries to the market surveillance branch", len(seen), "each signed and checked, in order, none missing")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(204 if self.agency.take(self.headers, body) else 400)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nothing: the demo says what came."""
