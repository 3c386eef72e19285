"""What the demo prints: steps with the number they produced, checks, a table at the end."""

import os
import sys
import time
import unicodedata

COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


class CheckFailed(Exception):
    """Something is not as the data says it must be."""


def is_colourful():
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(text, *styles):
    if not is_colourful():
        return text
    codes = ";".join(COLOURS[style] for style in styles)
    return f"\033[{codes}m{text}\033[0m"


def width(text):
    """Columns on screen: marks that combine take none."""
    return sum(0 if unicodedata.combining(c) else 1 for c in text)


def pad(text, columns):
    return text + " " * max(0, columns - width(text))


class Console:
    def __init__(self):
        self.steps = 0
        self.checks = 0
        self.begun = time.monotonic()

    def line(self, text=""):
        print(text, flush=True)

    def title(self, text, under=""):
        self.line()
        self.line("  " + paint(text, "bold"))
        if under:
            self.line("  " + paint(under, "dim"))

    def chapter(self, text):
        self.line()
        self.line(paint(f"── {text} " + "─" * max(2, 92 - width(text)), "cyan"))

    def step(self, what, number="", note=""):
        """One thing that was done: what, the number it produced, a note."""
        self.steps += 1
        number = str(number)
        dots = "·" * max(2, 64 - width(what))
        self.line(
            f"  {paint('✓', 'green')} {what} {paint(dots, 'dim')} {paint(number, 'bold')}"
            + (paint(f"  {note}", "dim") if note else "")
        )

    def remark(self, text):
        self.line("      " + paint(text, "dim"))

    def check(self, what, seen, expected):
        """Stops the demo when what was seen is not what the data says."""
        self.checks += 1
        if seen != expected:
            self.line(f"  {paint('✗', 'red')} {what}: {paint(repr(seen), 'red')}, expected {expected!r}")
            raise CheckFailed(f"{what}: {seen!r}, expected {expected!r}")

    def check_that(self, what, holds):
        self.check(what, bool(holds), True)

    def table(self, head, rows):
        columns = [max(width(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
        self.line()
        self.line("  " + paint("  ".join(pad(cell, columns[i]) for i, cell in enumerate(head)), "bold"))
        self.line("  " + paint("  ".join("─" * size for size in columns), "dim"))
        for row in rows:
            self.line("  " + "  ".join(pad(str(cell), columns[i]) for i, cell in enumerate(row)).rstrip())

    def seconds(self):
        return time.monotonic() - self.begun
