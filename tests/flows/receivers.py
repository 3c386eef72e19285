"""Who is told, for the tests of notification: agencies with a receiver each, and a mail relay.

The agencies' receivers are one program on Node (tests/receiver), because it checks deliveries with the
package that agencies would use. The relay is a small SMTP server that keeps what it is given.
"""
import base64
import email
import email.policy
import http.client
import json
import os
import socketserver
import ssl
import subprocess
import threading

from flow import LIMIT_S, SOURCE, wait_for

PROGRAM = SOURCE / "tests" / "receiver" / "receiver.mjs"


class Receivers:
    """Every agency has a name: its receiver is `url(name)`, and it answers as `set` says."""

    def __init__(self, port=0):
        self.process = subprocess.Popen(
            [os.environ.get("OCOP_NODE", "node"), str(PROGRAM), str(port)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.strip():
            raise RuntimeError(f"{PROGRAM} does not start: is its package installed? (scripts/test does it)")
        self.port = int(line)

    def stop(self):
        self.process.stdin.close()
        self.process.wait(timeout=LIMIT_S)
        self.process.stdout.close()

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/hook/{name}"

    def ask(self, method, name, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT_S)
        try:
            connection.request(method, f"/agency/{name}", None if body is None else json.dumps(body))
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    def set(self, name, **what):
        """keys, manner, delayMs."""
        return self.ask("PUT", name, what)

    def got(self, name):
        """What was sent to it so far, in the order in which it came."""
        return self.ask("GET", name)["deliveries"]

    def counts(self, name):
        return [int(delivery["event"]["subscriptioncount"]) for delivery in self.got(name)]

    def wait_for(self, name, number, limit_s=LIMIT_S):
        return wait_for(f"{name} has {number} deliveries",
                        lambda: (lambda got: got if len(got) >= number else None)(self.got(name)), limit_s)


class Mailbox(socketserver.ThreadingTCPServer):
    """An SMTP server (RFC 5321) that takes everything, or answers RCPT as it is told. With a TLS context it
    offers STARTTLS (RFC 3207), and with accounts it takes mail of those alone who sign in (RFC 4954), which it
    offers under TLS only."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, tls=None, accounts=None):
        super().__init__(("127.0.0.1", 0), Session)
        self.port = self.server_address[1]
        self.letters = []  # (from, to, raw bytes)
        self.rcpt = "250 2.1.5 ok"
        self.tls, self.accounts = tls, accounts or {}
        self.one_letter = False  # a connection: the next has to come in again
        self.heard = []  # every line of every client, with "TLS " before what was said under it
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()

    def read(self):
        """What a mail program sees."""
        with self.lock:
            return [email.message_from_bytes(raw, policy=email.policy.default) for _, _, raw in self.letters]


class Session(socketserver.StreamRequestHandler):
    secure, user = False, None

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def handle(self):
        self.say("220 relay.example ESMTP")
        sender, receivers = None, []
        while line := self.rfile.readline():
            text = line.strip().decode()
            self.server.heard.append(("TLS " if self.secure else "") + text)
            word, _, rest = text.partition(" ")
            word = word.upper()
            if word in ("EHLO", "HELO"):
                self.greet()
            elif word == "STARTTLS" and self.server.tls and not self.secure:
                if not self.secured():
                    return None
            elif word == "AUTH":
                self.sign_in(rest)
            elif self.server.accounts and not self.user and word in ("MAIL", "RCPT", "DATA"):
                self.say("530 5.7.0 sign in first")
            elif word == "MAIL":
                sender, receivers = rest, []
                self.say("250 2.1.0 ok")
            elif word == "RCPT":
                receivers.append(rest)
                self.say(self.server.rcpt)
            elif word == "DATA":
                self.say("354 go on")
                text = self.text()
                if text is None:
                    return None
                with self.server.lock:
                    self.server.letters.append((sender, receivers, text))
                self.say("250 2.0.0 taken")
                if self.server.one_letter:
                    return None
            elif word == "QUIT":
                self.say("221 2.0.0 bye")
                return None
            else:
                self.say("250 2.0.0 ok")
        return None

    def finish(self):
        super().finish()
        self.connection.close()  # the one under TLS is ours

    def greet(self):
        offers = ["relay.example"]
        if self.server.tls and not self.secure:
            offers.append("STARTTLS")
        if self.server.accounts and self.secure:
            offers.append("AUTH PLAIN")
        for number, offer in enumerate(offers, 1):
            self.say(f"250{' ' if number == len(offers) else '-'}{offer}")

    def secured(self):
        """False when the client does not trust us."""
        self.say("220 2.0.0 go on")
        try:
            self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb")
        self.secure = True
        return True

    def sign_in(self, rest):
        """PLAIN (RFC 4616), with or without an initial response."""
        coded = rest.partition(" ")[2]
        if not coded:
            self.say("334 ")
            coded = self.rfile.readline().strip().decode()
        _, user, password = base64.b64decode(coded).decode().split("\0")
        if self.secure and self.server.accounts.get(user) == password:
            self.user = user
            self.say("235 2.7.0 welcome")
        else:
            self.say("535 5.7.8 wrong")

    def text(self):
        """Up to the dot; None when the line ends before it."""
        lines = []
        for line in iter(self.rfile.readline, b""):
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line[1:] if line.startswith(b".") else line)
        return None
