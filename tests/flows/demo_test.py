"""The demo as its user runs it: once to the end, and once more where it was."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from flow import BINARIES, SOURCE

sys.path.insert(0, str(SOURCE / "scripts"))
from province.stack import Stack, hold_port  # noqa: E402

DEMO_S = 400


class DemoTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="ocop-demo-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.port = hold_port()

    def demo(self):
        """The program behind scripts/demo, on the binaries under test; the script itself only builds."""
        command = [
            sys.executable, SOURCE / "scripts" / "demo_province.py",
            "--once", "--no-install", "--dir", self.folder, "--port", str(self.port),
        ]
        environment = {**os.environ, "OCOP_BIN": str(BINARIES)}
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=DEMO_S)
        self.assertEqual(ran.returncode, 0, ran.stdout[-4000:] + ran.stderr)
        return ran.stdout

    def certificates(self, output):
        """(number, url) of every `certificate` line."""
        return re.findall(r"^certificate (\S+) (\S+)$", output, re.MULTILINE)

    def assert_pages_answer(self, found):
        stack = Stack(self.folder, BINARIES, self.port)
        self.addCleanup(stack.stop)
        stack.start_all()
        stack.wait_ready()
        for number, url in found:
            with self.subTest(number):
                request = urllib.request.Request(url, headers={"Accept": "text/html", "Accept-Language": "vi"})
                with urllib.request.urlopen(request, timeout=10) as answer:
                    page = answer.read().decode()
                self.assertIn(number, page)
        stack.stop()

    def test_once_and_once_more(self):
        first = self.demo()
        found = self.certificates(first)
        self.assertEqual(len(found), len(set(found)))
        self.assertEqual(len(found), 5)
        for number, url in found:
            self.assertRegex(number, r"^\d{4}/\d{4}/\S+$")
            self.assertRegex(url, rf"^http://127\.0\.0\.1:{self.port}/verify/[0-9A-HJKMNP-TV-Z]{{10}}$")
        self.assert_pages_answer(found)

        before = time.monotonic()
        again = self.demo()
        seconds = time.monotonic() - before
        self.assertEqual(self.certificates(again), found)
        ready = re.search(r"ready after ([\d.]+) s", again)
        self.assertIsNotNone(ready)
        print(f"\nsecond start: ready after {ready.group(1)} s, whole run {seconds:.1f} s", file=sys.stderr)
        # Nothing of the main job was done again.
        self.assertNotIn("Rule books", again)


if __name__ == "__main__":
    unittest.main()
