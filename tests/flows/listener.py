"""Who listens to the feed as another agency would: server-sent events over HTTP, on from the last id.

Written against the standard's text (WHATWG HTML 9.2) and Python's own HTTP client alone.
"""
import http.client
import json
import threading
import time

from flow import LIMIT_S


class Event:
    def __init__(self, event_id, kind, data):
        self.id, self.kind, self.data = event_id, kind, data

    @property
    def body(self):
        return json.loads(self.data)


def read_events(answer):
    """The events of one answer, until it ends."""
    event_id, kind, data = None, "message", []
    while line := answer.fp.readline():
        line = line.decode().rstrip("\r\n")
        if line:
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "id":
                event_id = value
            elif name == "event":
                kind = value
            elif name == "data":
                data.append(value)
            continue
        if data:
            yield Event(event_id, kind, "\n".join(data))
        kind, data = "message", []


def open_stream(port, path, secret, last_id=None, timeout_s=LIMIT_S):
    """One request; the answer, of which nothing is read but the head."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {secret}"}
    if last_id:
        headers["Last-Event-ID"] = last_id
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


class Listener:
    """Listens in a thread, comes back whenever the line breaks, and keeps all it was told."""

    def __init__(self, port, path, secret, last_id=None):
        self.port, self.path, self.secret, self.last_id = port, path, secret, last_id
        self.items, self.heartbeats, self.ends = [], [], []
        self.connected = 0
        self.refused = None
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self):
        while not self.over.is_set() and not self.refused:
            try:
                answer = open_stream(self.port, self.path, self.secret, self.last_id, timeout_s=5)
                if answer.status == 200:
                    self.connected += 1
                    self.take(answer)
                elif answer.status != 503:
                    self.refused = json.loads(answer.read())
                answer.close()
            except (OSError, http.client.HTTPException):
                pass
            self.over.wait(0.05)

    def take(self, answer):
        for event in read_events(answer):
            if event.kind == "end":
                self.ends.append(event.body)
                continue
            (self.heartbeats if event.kind == "heartbeat" else self.items).append(event)
            self.last_id = event.id
            if self.over.is_set():
                return

    def stop(self):
        self.over.set()
        self.thread.join(timeout=LIMIT_S)

    def wait(self, what, probe, limit_s=LIMIT_S):
        until = time.monotonic() + limit_s
        while not probe(self):
            if time.monotonic() > until:
                raise TimeoutError(f"{what}: not after {limit_s} s; {len(self.items)} items")
            time.sleep(0.02)
