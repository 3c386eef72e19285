"""The HTTP API as an office uses it: sign in, command, look up."""
import http.client
import json
import time
import uuid

TIMEOUT_S = 90  # for an answer, or for a daemon that can give one


class Problem(Exception):
    """A refusal: status and the problem document (RFC 9457)."""

    def __init__(self, status, document, what):
        self.status = status
        self.document = document
        self.rules = [error.get("rule") for error in document.get("errors", [])]
        super().__init__(f"{what}: {status} {json.dumps(document, ensure_ascii=False)}")


class Answer:
    """Status, headers (lower-case names) and body of an answer."""

    def __init__(self, status, headers, content):
        self.status = status
        self.headers = headers
        self.content = content

    @property
    def body(self):
        return json.loads(self.content) if self.content else None


def new_id(when=None):
    """A UUID version 7 (RFC 9562) for Idempotency-Key."""
    milliseconds = int((when if when is not None else time.time()) * 1000)
    return _uuid7(milliseconds, uuid.uuid4().bytes)


def _uuid7(milliseconds, randomness):
    value = bytearray(milliseconds.to_bytes(6, "big") + randomness[6:16])
    value[6] = (value[6] & 0x0F) | 0x70
    value[8] = (value[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(value)))


class Client:
    """One office's connection. Keeps the connection open; not for several threads at once."""

    def __init__(self, port, host="127.0.0.1", language="en"):
        self.host, self.port, self.language = host, port, language
        self.secret = None
        self.connection = None

    def close(self):
        if self.connection:
            self.connection.close()
            self.connection = None

    def raw(self, method, path, content=None, headers=None):
        """Sends as told; a connection the server has closed meanwhile is opened again once."""
        headers = dict(headers or {})
        headers.setdefault("Accept-Language", self.language)
        if self.secret:
            headers.setdefault("Authorization", f"Bearer {self.secret}")
        for attempt in (1, 2):
            if not self.connection:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_S)
            try:
                self.connection.request(method, path, body=content, headers=headers)
                answer = self.connection.getresponse()
                return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
            except (http.client.HTTPException, ConnectionError):
                self.close()
                if attempt == 2:
                    raise

    def send(self, method, path, body=None, command_id=None, if_match=None):
        """Sends JSON; returns the answer whatever it is."""
        headers = {}
        content = None
        if body is not None:
            content = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        if method in ("POST", "PUT", "PATCH", "DELETE"):
            headers["Idempotency-Key"] = command_id or new_id()
        if if_match:
            headers["If-Match"] = if_match
        return self.raw(method, path, content, headers)

    def call(self, method, path, body=None, command_id=None, if_match=None, patience_s=0):
        """Sends JSON and returns the answer's body; raises Problem for a refusal.

        With patience, what no daemon could answer (503) is sent again with the same id: the daemon
        may be starting.
        """
        command_id = command_id or new_id()
        until = time.monotonic() + patience_s
        while True:
            answer = self.send(method, path, body, command_id, if_match)
            if answer.status < 400:
                return answer.body
            if answer.status != 503 or time.monotonic() > until:
                document = answer.body if answer.content[:1] == b"{" else {}
                raise Problem(answer.status, document, f"{method} {path}")
            time.sleep(0.05)

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, body=None, **options):
        return self.call("POST", path, {} if body is None else body, **options)

    def put(self, path, body=None, **options):
        return self.call("PUT", path, {} if body is None else body, **options)

    def sign_in(self, name, password):
        opened = self.post("/api/v1/sessions", {"signInName": name, "password": password}, patience_s=TIMEOUT_S)
        self.secret = opened["secret"]
        return self
