"""A hundred subscribers of the public feed, one of them dead and one slow, and how soon they are told.

Used by scripts/bench. Receivers are one small asyncio server that says 204 and keeps what it was sent
with the moment it came; what is measured is the sending, not the checking.
"""
import asyncio
import csv
import datetime
import hashlib
import json
import pathlib
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
REGISTER = SOURCE / "deploy" / "thai-nguyen" / "register" / "products.csv"
SUBSCRIBERS = 100
DEAD, SLOW = 7, 8
SLOW_S = 2
SETTINGS = {"plain-http": "true", "webhook-networks": "127.0.0.0/8", "webhook-heartbeat-s": 0}
ANSWER = b"HTTP/1.1 204 No Content\r\n\r\n"


def name_of(number):
    """Names so unlike each other that nobody takes two products for one."""
    return "Ví dụ " + hashlib.sha256(str(number).encode()).hexdigest()[:16]


class Receiver(asyncio.Protocol):
    """One connection of the sender."""

    def __init__(self, receivers):
        self.receivers, self.bytes = receivers, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.bytes += data
        head, found, rest = self.bytes.partition(b"\r\n\r\n")
        if not found:
            return
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        if len(rest) < length:
            return
        self.bytes = rest[length:]
        number = int(head.split(b" ", 2)[1].rsplit(b"/", 1)[1])
        self.receivers.got[number].append((time.time(), rest[:length]))
        if number == SLOW:
            asyncio.get_running_loop().call_later(SLOW_S, self.transport.write, ANSWER)
        elif number != DEAD:
            self.transport.write(ANSWER)


class Receivers:
    """All of them, on a thread of their own."""

    def __init__(self):
        self.got = [[] for _ in range(SUBSCRIBERS)]
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        server = asyncio.run_coroutine_threadsafe(
            self.loop.create_server(lambda: Receiver(self), "127.0.0.1", 0), self.loop).result()
        self.port = server.sockets[0].getsockname()[1]

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()

    def others(self):
        return [got for number, got in enumerate(self.got) if number not in (DEAD, SLOW)]


class DeliveriesLoad:
    def __init__(self, stack, operator, wait):
        self.stack, self.operator, self.wait = stack, operator, wait
        self.receivers = Receivers()
        with open(REGISTER, newline="") as file:
            self.row = next(csv.DictReader(file))
        self.recorded = 0

    def close(self):
        self.receivers.stop()

    def subscribe(self):
        """Two agencies: one may have fifty subscriptions."""
        for half in (0, 1):
            self.operator.post("/api/v1/agencies", {
                "agencyId": f"bench-{half}", "nameVi": "Cơ quan Ví dụ", "nameEn": "Example agency",
                "kind": "AGENCY_KIND_DEPARTMENT", "unitCode": "19"})
        for number in range(SUBSCRIBERS):
            body = {"agencyId": f"bench-{number % 2}", "name": f"Ví dụ {number}",
                    "kind": "SUBSCRIPTION_KIND_WEBHOOK", "signatureKind": "SIGNATURE_KIND_HMAC",
                    "url": f"http://127.0.0.1:{self.receivers.port}/{number}"}
            self.operator.call("POST", "/api/v1/subscriptions", body, patience_s=20)

    def record(self, items):
        """So many recognitions of an old register; then all that there are."""
        path = self.stack.directory / f"register-{self.recorded}.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, self.row.keys())
            writer.writeheader()
            for number in range(self.recorded, self.recorded + items):
                writer.writerow({**self.row, "product": name_of(number), "producer": f"HTX {name_of(number // 10)}", "stars": "3",
                                 "event": "công nhận 3 sao", "decision_no": f"{number}/QĐ-UBND"})
        self.stack.ocop("import", "products", path)
        self.recorded += items
        self.wait("the others are told", lambda: all(len(got) >= self.recorded for got in self.receivers.others()), 300)

    def newest(self, items):
        """(seconds from the event to its arrival, moment of arrival) of the last items of each other."""
        for got in self.receivers.others():
            for at, body in got[-items:]:
                happened = datetime.datetime.fromisoformat(json.loads(body)["time"].replace("Z", "+00:00"))
                yield at - happened.timestamp(), at
