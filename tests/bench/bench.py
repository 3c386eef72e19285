"""Measures the whole stack on this machine; prints `name value unit` lines.

Called by scripts/bench, which has built what is needed. No figure is a target: each stands beside
the disk's own of the same run. Every part is bounded in count and time and the whole ends by itself.
"""

import argparse
import json
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts"))

import rounds_load  # noqa: E402
from province.client import Client  # noqa: E402
from province.stack import Stack  # noqa: E402

WHOLE_LIMIT_S = 2400
REPLAY_LIMIT_S = 300
FOLLOWED = 200  # products whose way into the market is timed
ROUNDS, MEMBERS, ROUND_PRODUCTS = 40, 9, 45  # all rounds of the largest province and more, at once
ROUND_CONNECTIONS = 16
COMMUNE = "02155"
PRODUCER = {
    "name": "Hợp tác xã Ví dụ {n}",
    "legalForm": "LEGAL_FORM_COOPERATIVE",
    "registrationNumber": "VD-{n}",
    "communeCode": COMMUNE,
}


def options():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--binaries", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tools", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement under load (default 5)")
    parser.add_argument("--products", default="20000,200000", help="sizes of the register (default 20000,200000)")
    parser.add_argument("--shards", default="1,2,4", help="numbers of scoring shards the rounds run on (default 1,2,4)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds that score at once (default {ROUNDS})")
    parser.add_argument("--port", type=int, default=18080)
    return parser.parse_args()


def tell(name, value, unit):
    print(f"{name} {value:.4g} {unit}" if isinstance(value, float) else f"{name} {value} {unit}", flush=True)


def percentile(samples, percent):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


class Bench:
    def __init__(self, asked, directory):
        self.asked = asked
        self.directory = directory
        self.tools = pathlib.Path(asked.tools)
        self.stack = None

    def tool(self, name, *arguments):
        command = [str(self.tools / f"bench_{name}"), *map(str, arguments)]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()

    def load(self, name, connections, *arguments):
        """Loads the gateway and tells requests a second, p50 and p99."""
        rate, p50, p99, refused = self.tool(
            "http_load", "--port", self.asked.port, "--connections", connections,
            "--seconds", self.asked.seconds, *arguments,
        )
        tell(f"{name}_c{connections}", int(rate), "/s")
        tell(f"{name}_c{connections}_p50", int(p50) / 1000, "ms")
        tell(f"{name}_c{connections}_p99", int(p99) / 1000, "ms")
        if int(refused):
            tell(f"{name}_c{connections}_refused", int(refused), "answers")

    # --- a stack of its own for each part

    def open(self, name, shards=("tn1", "tn2")):
        self.stack = Stack(self.directory / name, self.asked.binaries, self.asked.port, shards=shards, kind="test",
                           log_level="warning")
        self.shards = shards

    def close(self):
        if self.stack:
            self.stack.stop()
        self.stack = None

    def status(self):
        """What each daemon says of itself, by source."""
        answer = self.stack.ocop("status", "--json", check=False).stdout
        return {daemon["source"]: daemon for daemon in json.loads(answer or "[]")}

    def operator(self):
        client = Client(self.asked.port)
        client.secret = (self.stack.data / "identity" / "operator.key").read_text().strip()
        return client

    def wait(self, what, holds, limit_s=30):
        until = time.monotonic() + limit_s
        while not holds():
            self.stack.check()
            if time.monotonic() > until:
                raise TimeoutError(f"{what}: not within {limit_s} s")
            time.sleep(0.02)

    def start_behind(self):
        """All but market and gateway, the units and the shards recorded."""
        key = self.stack.data / "identity" / "operator.key"
        for name in self.stack.names:
            if name not in ("market", "gateway"):
                self.stack.start(name)
        self.wait("the operator's key", key.exists)
        for shard in self.shards:
            self.wait(f"shard {shard}", lambda shard=shard: self.stack.ocop(
                "shard", "add", "scoring", shard, check=False).returncode == 0)
        self.stack.ocop("import", "units", SOURCE / "deploy" / "units")

    # --- the parts

    def disk(self):
        tell("fdatasync", int(self.tool("raw_sync", self.directory / "raw", 2)[0]), "/s")

    def start_up(self):
        self.open("start")
        self.start_behind()
        self.stack.start("market")
        self.stack.start("gateway")
        self.stack.wait_ready()
        self.stack.stop()
        before = time.monotonic()
        self.stack.start_all()
        self.stack.wait_ready()
        tell("start_until_ready", time.monotonic() - before, "s")

    def memory(self):
        time.sleep(2)  # at rest: what starting has asked for is given back
        for what in ("Rss", "Pss"):
            kilobytes = sum(self.memory_of(process.pid, what) for process in self.stack.processes.values())
            tell(f"memory_{what.lower()}_{len(self.stack.processes)}_daemons", kilobytes / 1024, "MiB")

    @staticmethod
    def memory_of(pid, what):
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(what + ":"):
                return int(line.split()[1])
        return 0

    def officer(self):
        """A commune's officer, signed in: the account that commands are sent from."""
        operator = self.operator()
        operator.post("/api/v1/agencies", {
            "agencyId": "bench-commune", "nameVi": "Xã Ví dụ", "nameEn": "Example commune",
            "kind": "AGENCY_KIND_COMMUNE", "unitCode": COMMUNE})
        operator.post("/api/v1/accounts", {
            "agencyId": "bench-commune", "signInName": "bench", "displayName": "Cán bộ Ví dụ",
            "password": "mật khẩu ví dụ 1", "grants": [{"role": "ROLE_COMMUNE_OFFICER", "unitCode": COMMUNE}]})
        return Client(self.asked.port).sign_in("bench", "mật khẩu ví dụ 1")

    def commands(self, officer):
        body = json.dumps(PRODUCER, ensure_ascii=False)
        for connections in (1, 8, 64):
            self.load("commands", connections, "--post", "/api/v1/producers", "--body", body, "--token", officer.secret)

    def following(self, officer):
        """From the answer of a command to the moment the market shows what it did."""
        producer = officer.post("/api/v1/producers", {**PRODUCER, "name": "Hợp tác xã Ví dụ", "registrationNumber": "VD"})
        samples = []
        for number in range(FOLLOWED):
            product = officer.post("/api/v1/products", {
                "producerId": producer["id"], "name": f"Miến dong Ví dụ {number}", "rulebookCode": "26-2026", "setNo": 6})
            before = time.monotonic()
            while officer.send("GET", f"/api/v1/listings/{product['id']}").status != 200:
                if time.monotonic() - before > 10:
                    raise TimeoutError("the market does not follow")
            samples.append((time.monotonic() - before) * 1000)
        tell("commit_to_follower_p50", percentile(samples, 50), "ms")
        tell("commit_to_follower_p99", percentile(samples, 99), "ms")

    def caught_up(self):
        market = self.status().get("market", {})
        follows = {source["source"]: source for source in market.get("follows", [])}
        return all(
            int(follows.get(name, {}).get("cursorSequence", 0)) > 0
            and int(follows[name]["cursorSequence"]) == int(follows[name]["headSequence"])
            for name in ("registration", "certification")
        )

    def register(self, products):
        self.open(f"register-{products}")
        queries = self.directory / f"queries-{products}"
        events = int(self.tool("generate_register", self.stack.data, products, queries)[0])
        self.start_behind()
        before = time.monotonic()
        self.stack.start("market")
        self.wait("the market catches up", self.caught_up, REPLAY_LIMIT_S)
        spent = time.monotonic() - before
        tell(f"replay_{products}_products", int(events / spent), "events/s")
        self.stack.start("gateway")
        self.stack.wait_ready()
        self.search(products, queries)
        self.close()

    def scoring(self, shards):
        """Rounds that all score at once, on so many shards: sheets and closed dossiers a second."""
        names = tuple(f"tn{number}" for number in range(1, shards + 1))
        self.open(f"scoring-{shards}", names)
        self.start_behind()
        self.stack.start("market")
        self.stack.start("gateway")
        self.stack.wait_ready()
        load = rounds_load.RoundsLoad(self.stack, self.operator(), self.tools / "bench_admit_dossiers", names)
        load.add_offices(MEMBERS)
        load.plan(self.asked.rounds, max(rounds_load.today(self.operator()), "2026-05-22"))
        load.admit(ROUND_PRODUCTS)
        load.start()
        sent = self.work(load, f"sheets_{shards}_shards", load.sheet_jobs())
        tell(f"sheets_{shards}_shards_p50", percentile([one.seconds * 1000 for one in sent], 50), "ms")
        tell(f"sheets_{shards}_shards_p99", percentile([one.seconds * 1000 for one in sent], 99), "ms")
        self.work(load, f"closes_{shards}_shards", load.close_jobs())
        lost, wrong = load.lost_sheets(), load.wrong_results()
        load.close()
        if lost or wrong:
            raise RuntimeError(f"{lost} sheets are lost, wrong results: {wrong[:5]}")
        self.close()

    @staticmethod
    def work(load, name, jobs):
        with load.workers(jobs, ROUND_CONNECTIONS) as workers:
            sent = workers.all_sent()
        refused = {one.status for one in sent} - {200}
        if refused:
            raise RuntimeError(f"{name}: answered with {refused}")
        tell(name, int(len(sent) / (max(one.done_at for one in sent) - workers.began_at)), "/s")
        return sent

    def search(self, products, queries):
        pages = self.directory / "pages"
        pages.write_text("/api/v1/listings\n/api/v1/listings?validOnly=true\n/api/v1/listings?sector=I&star=4\n")
        for connections in (1, 8):
            self.load(f"listing_{products}", connections, "--paths", pages)
            self.load(f"search_{products}", connections, "--paths", queries)


def run(bench):
    bench.disk()
    bench.start_up()
    bench.memory()
    officer = bench.officer()
    bench.commands(officer)
    bench.following(officer)
    bench.close()
    for shards in filter(None, bench.asked.shards.split(",")):
        bench.scoring(int(shards))
    for products in filter(None, bench.asked.products.split(",")):
        bench.register(int(products))
    bench.disk()


def main():
    asked = options()
    directory = pathlib.Path(tempfile.mkdtemp(prefix="ocop-bench-"))
    bench = Bench(asked, directory)
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"bench: not done after {WHOLE_LIMIT_S} s"))
    signal.alarm(WHOLE_LIMIT_S)
    try:
        run(bench)
    finally:
        bench.close()
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == "__main__":
    main()
