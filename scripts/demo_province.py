"""Starts the daemons, runs the main job, shows what came of it, and serves the portal.

Called by scripts/demo, which has installed and built what is needed.
"""

import argparse
import os
import pathlib
import signal
import socket
import sys
import threading
import time

from province import agency, job, setup
from province.client import Problem
from province.console import CheckFailed, Console, paint
from province.context import Province
from province.journal import Journal
from province.stack import SOURCE, DaemonDied, Stack


def options():
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__.splitlines()[0])
    parser.add_argument("--once", action="store_true", help="end after the main job; 0 only if all of it held")
    parser.add_argument("--port", type=int, default=8080, help="of the portal, on 127.0.0.1 (default 8080)")
    parser.add_argument("--dir", default=str(SOURCE / "var" / "demo"), help="stores, logs, journal (default var/demo)")
    parser.add_argument("--no-install", action="store_true", help="do not look for missing packages")
    return parser.parse_args()


def watch(stack, console, stopping):
    """Restarts nothing: says which daemon has ended by itself, once each."""
    reported = set()
    while not stopping.wait(0.5):
        for name, process in list(stack.processes.items()):
            if process.poll() is not None and name not in reported and not stopping.is_set():
                reported.add(name)
                console.line(
                    paint(f"  ! {name} ended with {process.returncode}; see {stack.logs / (name + '.log')}", "red", "bold")
                )


def show(province, ran):
    console = province.console
    rows, lines = job.outcome(province)
    console.table(("product (invented)", "points", "missed minimums", "star", "certificate", "link"), rows)
    console.line()
    for line in lines:
        console.line(line)
    console.line()
    if ran:
        console.line(f"  {console.steps} steps, {console.checks} checks held, {console.seconds():.1f} s")


def sign_ins(province):
    console, passwords = province.console, province.passwords()
    rows = [
        (account["signInName"], passwords[account["signInName"]], account["displayName"])
        for account in province.listed("accounts")
    ]
    rows += [(p["sign_in_name"], passwords[p["sign_in_name"]], p["producer"]) for p in province.plan["products"]]
    console.table(("sign-in", "password", "office"), rows)
    name, password, _ = rows[0]
    console.remark("sign in by the API; the answer's secret goes into Authorization: Bearer …")
    console.remark(
        f"curl {province.stack.url}/api/v1/sessions -H 'Content-Type: application/json'"
        f" -d '{{\"signInName\":\"{name}\",\"password\":\"{password}\"}}'"
    )
    console.remark(f"kept in {province.passwords_path}; the operator's key is in {province.stack.data / 'identity' / 'operator.key'}")


def serve(province):
    console, url = province.console, province.stack.url
    sign_ins(province)
    console.title(f"The portal is at {url}", "Ctrl-C ends it; scripts/demo takes up where it was.")
    console.remark(f"market {url}/   API {url}/api   OpenAPI {url}/openapi.json")
    console.remark(f"events: OCOP_DATA_DIR={province.stack.data} OCOP_RUN_DIR={province.stack.run} build/bin/ocop events --follow")
    while True:
        time.sleep(3600)


def run(stack, console, once):
    journal = Journal(stack.directory / "journal.jsonl")
    province = Province(stack, journal, console)
    province.agency = agency.open_agency(stack, journal)
    stack.start_all()
    province.wait("the operator's key", lambda: (stack.data / "identity" / "operator.key").exists())
    setup.add_shards_when_new(province)
    stack.wait_ready()
    console.title(
        "OCOP Thái Nguyên: a province runs its evaluation rounds",
        f"{len(stack.processes)} daemons under {stack.directory}, ready after {console.seconds():.1f} s; "
        "demonstration data, invented producers and products",
    )
    agency.moved(province)
    ran = job.run(province)
    show(province, ran)
    if not once:
        serve(province)


def port_is_free(port):
    """Another server there would answer in our gateway's place."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


def main():
    asked = options()
    console = Console()
    if not port_is_free(asked.port):
        console.line(paint(f"  Port {asked.port} is taken; choose another with --port.", "red", "bold"))
        return 1
    directory = pathlib.Path(asked.dir).resolve()
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    binaries = os.environ.get("OCOP_BIN", SOURCE / "build" / "bin")
    stack = Stack(directory, binaries, asked.port, ends_with_parent=True)
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    watcher = threading.Thread(target=watch, args=(stack, console, stopping), daemon=True)
    watcher.start()
    try:
        run(stack, console, asked.once)
        return 0
    except KeyboardInterrupt:
        console.line()
        return 0
    except (CheckFailed, DaemonDied, Problem, RuntimeError, OSError) as failure:
        console.line()
        console.line(paint(f"  The demo stopped: {failure}", "red", "bold"))
        console.remark(f"logs of the daemons: {stack.logs}; call again to take up here")
        return 1
    finally:
        stopping.set()
        watcher.join()
        stack.stop()


if __name__ == "__main__":
    sys.exit(main())
