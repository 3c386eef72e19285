#!/usr/bin/env python3
"""The rules of the tree that a machine can keep: sizes, includes, words, and that services are alike.

Prints each finding as `file:line: what` and ends with 1 when there is one.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SERVICES = ("identity", "registration", "scoring", "certification", "market", "notification")
SERVICE_FILES = ("README.md", "main.c", "commands.c", "commands.h", "queries.c", "queries.h",
                 "reactions.c", "reactions.h", "deadlines.c", "deadlines.h", "rules.c", "rules.h",
                 "records.h", "events.c", "events.h", "schema.c", "schema.h", "state.c", "state.h",
                 "subjects.c", "subjects.h", "answers.c", "answers.h")
README_SECTIONS = ["Owns", "Commands", "Queries", "Follows", "Refusals", "Events", "Tables", "Deadlines",
                   "Settings", "Invariants", "Where the law is silent"]
# What the head comment of a handler says, by its folder.
HEAD_LINES = {"commands": ("Reads", "Needs", "Writes", "Publishes", "Refuses"),
              "queries": ("Reads", "Answers", "Refuses"),
              "reactions": ("Follows", "Writes")}
# What every service's state.h declares.
STATE_NAMES = ("{0}_settings[]", "{0}_start(", "{0}_stop(")
FILE_LINES, FOLDER_FILES, FUNCTION_LINES, LINE_COLUMNS = 500, 32, 80, 100
TAB = 8

# A library and the only files that may include it.
OWNERS = {
    r"nng/": ("services/common/bus/bus.c", "services/common/bus/bus_nng"),
    r"sqlite3\.h": ("services/common/store/store_sqlite.c",),
    r"libpq-fe\.h": ("services/common/store/store_postgres.c",),
    r"uv\.h": ("services/common/service.c", "services/common/base/clock.c", "services/common/bus/",
               "services/gateway/"),
}
PURE_FORBIDS = r"clock|log\.h|transaction|store|outbox|uv\.h|nng|sqlite"
ALLOWED_TOP = {"services", "proto", "deploy", "scripts", "tests", "CMakeLists.txt", "CMakePresets.json",
               "README.md", "LICENSE"}

findings = []


def find(path, line, what):
    findings.append(f"{path}:{line}: {what}")


def tracked():
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                           capture_output=True, text=True, check=True).stdout.split("\n")
    return [name for name in names if name and (ROOT / name).is_file()]


def check_top(names):
    for name in {name.split("/")[0] for name in names}:
        if not name.startswith(".") and name not in ALLOWED_TOP:
            find(name, 1, "does not belong at the top level")


def check_folders(names):
    folders = collections.Counter(str(pathlib.PurePath(name).parent) for name in names
                                  if name.startswith("services/"))
    for folder, count in folders.items():
        if count > FOLDER_FILES:
            find(folder, 1, f"{count} files; at most {FOLDER_FILES}")


def check_includes(name, lines):
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        header = match.group(1)
        for library, owners in OWNERS.items():
            if re.match(library, header) and name.startswith("services/") and not name.startswith(owners):
                find(name, number, f"only {', '.join(owners)} may include {header}")
        if name.endswith("/rules.c") and re.search(PURE_FORBIDS, header):
            find(name, number, f"rules are pure: no {header}")


def check_lines(name, lines):
    if len(lines) > FILE_LINES:
        find(name, len(lines), f"{len(lines)} lines; at most {FILE_LINES}")
    for number, line in enumerate(lines, 1):
        columns = len(line.expandtabs(TAB))
        if columns > LINE_COLUMNS and '"' not in line:
            find(name, number, f"{columns} columns; at most {LINE_COLUMNS}")
        if re.search(r"\b(TODO|FIXME|XXX)\b", line):
            find(name, number, "an issue, or nothing")
        if re.search(r"typedef\s+(struct|enum|union)\b", line):
            find(name, number, "structs and enums have no typedef")


def check_opening(name, lines):
    first = lines[0] if lines else ""
    base = re.escape(pathlib.PurePath(name).name)
    if not re.match(rf"/\* {base} - \S", first):
        find(name, 1, "opens with its purpose: /* file - what it is for")
    if name.endswith(".h") and "#pragma once" not in lines:
        find(name, 1, "a header has #pragma once")


def check_functions(names):
    output = subprocess.run(["ctags", "--languages=C", "--kinds-C=f", "--fields=+ne", "--output-format=json",
                             "-L", "-", "-f", "-"], cwd=ROOT, input="\n".join(names), text=True,
                            capture_output=True, check=True).stdout
    for row in map(json.loads, output.splitlines()):
        length = row.get("end", row["line"]) - row["line"] + 1
        if length > FUNCTION_LINES:
            find(row["path"], row["line"], f"{row['name']} has {length} lines; at most {FUNCTION_LINES}")


def check_head(name, text):
    """The head of a handler has its lines, and names each refusal and event that the code does."""
    folder = pathlib.PurePath(name).parts[2]
    head, _, code = text.partition("*/")
    for word in HEAD_LINES[folder]:
        if not re.search(rf"^ \* {word}: +\S", head, re.M):
            find(name, 1, f"its head does not say what it {word.lower()}")
    if re.search(r"Refuses: +as ", head):
        return
    for code_name in set(re.findall(r"reply_refuse\(\w+, REFUSAL\((\w+)\)", code)):
        if not re.search(rf"\b{code_name}\b", head):
            find(name, 1, f"its head does not name {code_name}")
    for event in set(re.findall(r"\bevent_(\w+)\(tx", code)) if folder == "commands" else ():
        if "".join(part.capitalize() for part in event.split("_")) not in head:
            find(name, 1, f"its head does not name the event {event}")


def check_handlers(names):
    pattern = rf"services/({'|'.join(SERVICES)})/({'|'.join(HEAD_LINES)})/([a-z_]+/)?[^/]+\.c$"
    for name in names:
        if re.match(pattern, name):
            check_head(name, (ROOT / name).read_text(encoding="utf-8"))


def check_alike():
    for service in SERVICES:
        folder = ROOT / "services" / service
        for file in SERVICE_FILES:
            if not (folder / file).exists():
                find(f"services/{service}", 1, f"has no {file}, which every service has")
        if not (folder / "records.c").exists() and not (folder / "records").is_dir():
            find(f"services/{service}", 1, "has no records.c")
        readme = (folder / "README.md").read_text(encoding="utf-8")
        if re.findall(r"^## (.+)$", readme, re.M) != README_SECTIONS:
            find(f"services/{service}/README.md", 1, "its sections are not " + ", ".join(README_SECTIONS))
        state = (folder / "state.h").read_text(encoding="utf-8")
        for declared in (pattern.format(service) for pattern in STATE_NAMES):
            if declared not in state:
                find(f"services/{service}/state.h", 1, f"does not declare {declared}")


def main():
    names = tracked()
    c_files = [name for name in names if re.match(r"(services|tests)/.*\.[ch]$", name)]
    check_top(names)
    check_folders(names)
    for name in c_files:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        check_includes(name, lines)
        check_lines(name, lines)
        check_opening(name, lines)
    check_functions([name for name in c_files if name.startswith("services/")])
    check_handlers(c_files)
    check_alike()
    print("\n".join(sorted(findings)))
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
