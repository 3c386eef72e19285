"""What every step of the demo has at hand: the stack, the offices, the journal, the data."""

import csv
import datetime
import json
import os
import secrets
import time

from . import dates
from .client import Client, Problem
from .console import CheckFailed
from .rulebook import Rulebook
from .stack import SOURCE

PROVINCE_CODE = "19"
PATIENCE_S = 90  # a daemon may be starting, a follower may be reading its history, the machine may be busy


class Province:
    """The example province while the demo runs."""

    def __init__(self, stack, journal, console):
        self.stack = stack
        self.journal = journal
        self.console = console
        self.folder = SOURCE / "deploy" / "thai-nguyen"
        self.plan = json.loads((self.folder / "round" / "products.json").read_text())
        self.rulebook = Rulebook(SOURCE / "deploy" / "rulebooks" / self.plan["rulebook"])
        self.clients = {}
        self.agency = None  # who is told; agency.py

    # --- offices

    def listed(self, name):
        """The rows of agencies.json or accounts.json."""
        return json.loads((self.folder / f"{name}.json").read_text())[name]

    def rows(self, name):
        with open(self.folder / name, newline="") as file:
            return list(csv.DictReader(file))

    @property
    def passwords_path(self):
        return self.stack.directory / "passwords.json"

    def passwords(self):
        """Passwords of every account: made once, kept where only the owner can read."""
        if not self.passwords_path.exists():
            names = [account["signInName"] for account in self.listed("accounts")]
            names += [product["sign_in_name"] for product in self.plan["products"]]
            made = {name: secrets.token_urlsafe(12) for name in names}
            handle = os.open(self.passwords_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                json.dump(made, file, indent=1)
        return json.loads(self.passwords_path.read_text())

    def operator(self):
        """The first account: its key is a file that only this machine's user can read."""
        if "operator" not in self.clients:
            client = Client(self.stack.port)
            client.secret = (self.stack.data / "identity" / "operator.key").read_text().strip()
            self.clients["operator"] = client
        return self.clients["operator"]

    def office(self, name):
        """A client that has signed in as this account."""
        if name not in self.clients:
            self.clients[name] = Client(self.stack.port).sign_in(name, self.passwords()[name])
        return self.clients[name]

    def anybody(self):
        """A client that has not signed in: the public."""
        return self.clients.setdefault("", Client(self.stack.port))

    # --- commands and facts

    def command(self, step, client, method, path, body=None):
        """Sends a command once, whatever happens: its id follows from the step, and what it
        answered is in the journal."""
        return self.journal.once(
            step,
            lambda: client.call(
                method,
                "/api/v1" + path,
                {} if body is None else body,
                command_id=self.journal.command_id(step),
                patience_s=PATIENCE_S,
            ),
        )

    def refused(self, what, rule, send):
        """Something that must be refused by this rule, and is."""
        try:
            send()
        except Problem as problem:
            names = [*problem.rules, problem.document.get("type", "").rsplit("/", 1)[-1].rsplit(":", 1)[-1]]
            self.console.check(f"{what} is refused by {rule}", rule in names or names, True)
            return problem
        raise CheckFailed(f"{what} was not refused")

    def get(self, client, path):
        return client.get("/api/v1" + path, patience_s=PATIENCE_S)

    def pages(self, client, path, key):
        """All of a list, page by page."""
        found, cursor = [], ""
        while True:
            joint = "&" if "?" in path else "?"
            page = self.get(client, f"{path}{joint}limit=200" + (f"&cursor={cursor}" if cursor else ""))
            found += page.get(key, [])
            cursor = page.get("next", "")
            if not cursor:
                return found

    def wait(self, what, probe, limit_s=PATIENCE_S):
        """Followers take a moment: asks until the probe answers something that is true."""
        until = time.monotonic() + limit_s
        while True:
            seen = probe()
            if seen:
                return seen
            self.stack.check()
            if time.monotonic() > until:
                raise CheckFailed(f"{what}: not after {limit_s} s")
            time.sleep(0.02)

    # --- time

    def now(self):
        answer = self.get(self.anybody(), "/verify/0000000000")
        return dates.parse_moment(answer["asOf"])

    def today(self):
        return dates.day_of(self.now())

    def move_clock_to(self, step, day, hour=9):
        """Moves the instance's clock forward to a day in Vietnam; never back. Looks first, so a
        demo that was ended in between does not move it twice."""
        target = datetime.datetime.combine(day, datetime.time(hour), dates.VIETNAM)
        seconds = int((target - self.now()).total_seconds())
        if step in self.journal or seconds <= 0:
            self.journal.once(step, lambda: {"day": str(day)})
            return
        self.stack.ocop("clock", "advance", f"{seconds}s")
        self.wait("every daemon's clock moves", lambda: self.now() >= target)
        self.journal.put(step, {"day": str(day)})
        self.console.step("clock moved", day.strftime("%d/%m/%Y"), f"{seconds // 86400} days on" if seconds >= 86400 else "")
