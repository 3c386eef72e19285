"""What the demo has done so far, so that it takes up where it was.

One line of JSON a step, appended when its answer has come. A command's id follows from the step, so
a step whose answer was lost on the way is asked again with the same id and has one effect.
"""

import hashlib
import json
import os
import secrets
import time
import uuid


class Journal:
    def __init__(self, path):
        self.path = path
        self.entries = {}
        if path.exists():
            text = path.read_text()
            if text and not text.endswith("\n"):
                path.write_text(text + "\n")
            for line in text.splitlines():
                try:
                    entry = json.loads(line)
                except json.JSONDecodeError:
                    continue  # the last line of a demo that was ended while it wrote
                self.entries[entry["step"]] = entry["value"]
        self.seed = self.once("begun", lambda: {"ms": int(time.time() * 1000), "seed": secrets.token_hex(16)})

    def __contains__(self, step):
        return step in self.entries

    def __getitem__(self, step):
        return self.entries[step]

    def put(self, step, value):
        self.entries[step] = value
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(json.dumps({"step": step, "value": value}, ensure_ascii=False) + "\n")

    def once(self, step, make):
        """The value of a step: from the journal, or made now and noted."""
        if step not in self.entries:
            self.put(step, make())
        return self.entries[step]

    def command_id(self, step):
        """A UUID version 7 that follows from the demo's beginning and the step (RFC 9562)."""
        digest = hashlib.sha256(f"{self.seed['seed']}/{step}".encode()).digest()
        number = self.seed["ms"] << 80 | int.from_bytes(digest[:10], "big")
        number = number & ~(0xF << 76) | 7 << 76
        number = number & ~(0x3 << 62) | 2 << 62
        return str(uuid.UUID(int=number))
