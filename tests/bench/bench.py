"""Measures the whole stack on this machine; prints `name value unit` lines.

Called by scripts/bench, which has built what is needed. No figure is a target: each stands beside
the disk's own of the same run. Every part is bounded in count and time and the whole ends by itself.
"""

import argparse
import itertools
import json
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts"))

import deliveries_load  # noqa: E402
import rounds_load  # noqa: E402
from province.client import Client  # noqa: E402
from province.stack import Stack  # noqa: E402

WHOLE_LIMIT_S = 3600
REPLAY_LIMIT_S = 1200
FOLLOWED = 200  # products whose way into the market is timed
ROUNDS, MEMBERS, ROUND_PRODUCTS = 40, 9, 45  # all rounds of the largest province and more, at once
ROUND_CONNECTIONS = 16
PARTS = ("daemons", "deliveries", "scoring", "register")
DELIVERED_ALONE, DELIVERED_AT_ONCE = 20, 200  # items, to a hundred subscribers each
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
    parser.add_argument("--parts", default=",".join(PARTS), help=f"what to measure (default {','.join(PARTS)})")
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
        self.extra = {}  # settings of single daemons

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
                self.stack.start(name, extra=self.extra.get(name))
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

    def stopping(self):
        """The longest that one of the daemons takes from SIGTERM to its end."""
        names = reversed(list(self.stack.processes))
        tell("stop_longest", max(self.stack.terminate(name) for name in names), "s")

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
        self.restart_market(products)
        self.stack.start("gateway")
        self.stack.wait_ready()
        self.search(products, queries)
        self.figures(products)
        self.close()

    def restart_market(self, products):
        """The search is made from the store at every start; at rest it is all that the market holds."""
        self.stack.terminate("market")
        before = time.monotonic()
        self.stack.start("market")
        self.wait("the market is back", self.caught_up, REPLAY_LIMIT_S)
        tell(f"search_load_{products}_products", time.monotonic() - before, "s")
        kilobytes = self.memory_of(self.stack.processes["market"].pid, "Pss")
        tell(f"memory_market_{products}_products", kilobytes / 1024, "MiB")

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

    def deliveries(self):
        """From what happened to a hundred subscribers' receivers, one of them dead and one slow."""
        self.open("deliveries", ())
        self.extra = {"notification": deliveries_load.SETTINGS}
        self.start_behind()
        self.stack.start("market")
        self.stack.start("gateway")
        self.stack.wait_ready()
        load = deliveries_load.DeliveriesLoad(self.stack, self.operator(), self.wait)
        load.subscribe()
        late = []
        for _ in range(DELIVERED_ALONE):
            load.record(1)
            late += [max(seconds for seconds, _ in load.newest(1)) * 1000]
        tell("event_to_98_of_100_receivers_p50", percentile(late, 50), "ms")
        tell("event_to_98_of_100_receivers_max", max(late), "ms")
        load.record(DELIVERED_AT_ONCE)
        moments = [at for _, at in load.newest(DELIVERED_AT_ONCE)]
        tell("deliveries_to_98_of_100", int(len(moments) / (max(moments) - min(moments))), "/s")
        load.close()
        self.look_ups()
        self.close()

    def look_ups(self):
        """What anybody asks, of the certificates that are there: the record as it is, and the public answer,
        which is signed (Ed25519) each time. What the one takes longer than the other is the signature, mostly."""
        client = Client(self.asked.port)
        codes = [one["code"] for one in client.get("/api/v1/certificates?limit=200")["certificates"]]
        for name, path in (("certificate", "/api/v1/certificates/"), ("verify", "/api/v1/verify/")):
            paths = self.directory / f"paths-{name}"
            paths.write_text("".join(f"{path}{code}\n" for code in codes))
            for connections in (1, 8, 64):
                self.load(name, connections, "--paths", paths)
        asked, samples = {"numbers": [codes[number % len(codes)] for number in range(1000)]}, []
        for _ in range(20):
            before = time.monotonic()
            client.post("/api/v1/verify", asked)
            samples.append((time.monotonic() - before) * 1000)
        tell("verify_1000_numbers_p50", percentile(samples, 50), "ms")

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
        """Searches over HTTP, beside the same words asked of a bare FTS5 index in memory."""
        words = queries.read_text().splitlines()
        everything = ["/api/v1/listings", "/api/v1/listings?validOnly=true", "/api/v1/listings?sector=I&star=4"]
        searches = [f"/api/v1/listings?q={urllib.parse.quote(text)}" for text in words]
        kinds = {
            "listing": everything,
            "search": searches,
            "search_first": [f"{path}&limit=1" for path in searches],
            "facets": [f"{path}&facets=true" for path in searches],
            "facets_of_all": ["/api/v1/listings?facets=true", "/api/v1/listings?facets=true&sector=I&unit=19"],
            "suggestions": suggestion_paths(words),
            "hostile": hostile_paths(),
        }
        for kind, paths in kinds.items():
            asked = self.directory / "paths"
            asked.write_text("".join(f"{path}\n" for path in paths))
            for connections in (1, 8):
                self.load(f"{kind}_{products}", connections, "--paths", asked)
        self.answers(products, searches[:400])
        self.full_text(products, words)

    def answers(self, products, searches):
        """How much a search finds: where there are more listings, the same kind of words finds more."""
        client = Client(self.asked.port)
        found = [len(client.get(path)["listings"]) for path in searches]
        tell(f"search_{products}_found", sum(found) / len(found), "listings")

    def full_text(self, products, words):
        """A bare FTS5 index of the same names, unranked and ranked: one thread, no HTTP, warm."""
        market = sqlite3.connect(f"file:{self.stack.data}/market/store.sqlite?mode=ro", uri=True)
        index = sqlite3.connect(":memory:")
        index.execute("CREATE VIRTUAL TABLE names USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
        rows = market.execute("SELECT product_name || ' ' || producer_name || ' ' || commune_text || ' ' ||"
                              " district_text || ' ' || province_text FROM listings")
        index.executemany("INSERT INTO names (words) VALUES (?)", rows)
        asked = [" ".join(f'"{word}"' for word in text.split()) for text in words]
        for name, order in (("unranked", ""), ("ranked", "ORDER BY rank")):
            statement = f"SELECT rowid FROM names WHERE names MATCH ? {order} LIMIT 20"
            samples = []
            until = time.monotonic() + self.asked.seconds
            for text in itertools.cycle(asked):
                if time.monotonic() > until:
                    break
                before = time.perf_counter()
                index.execute(statement, (text,)).fetchall()
                samples.append((time.perf_counter() - before) * 1000)
            tell(f"fts5_{name}_{products}", int(1000 * len(samples) / sum(samples)), "/s")
            tell(f"fts5_{name}_{products}_p50", percentile(samples, 50), "ms")
            tell(f"fts5_{name}_{products}_p99", percentile(samples, 99), "ms")
        index.close()
        market.close()

    def figures(self, products):
        """Every recognition is looked at for each answer, in memory: three of four products have one."""
        client = Client(self.asked.port)
        last = "/api/v1/figures/rows?at=2030-01-01&limit=1"
        self.wait("all is counted", lambda: self.settled(client, last), REPLAY_LIMIT_S)
        for name, question in (("total", ""), ("star", "by=FIGURE_BY_STAR"), ("commune", "by=FIGURE_BY_COMMUNE&limit=200"),
                               ("former_district", "by=FIGURE_BY_FORMER_DISTRICT&at=2024-12-31&limit=200"),
                               ("star_of_a_commune", f"by=FIGURE_BY_STAR&commune={COMMUNE}")):
            paths = self.directory / f"figures-{name}"
            paths.write_text(f"/api/v1/figures?{question}\n")
            self.load(f"figures_{name}_{products}", 1, "--paths", paths)

    @staticmethod
    def settled(client, path):
        """Counted is what was counted a second ago."""
        before = client.get(path).get("total")
        time.sleep(1)
        return before and client.get(path).get("total") == before


def suggestion_paths(words):
    """Every text as it grows, from its second letter on."""
    paths = []
    for text in words[:400]:
        paths += [f"/api/v1/market/suggestions?q={urllib.parse.quote(text[:end])}" for end in range(2, len(text), 3)]
    return paths


def hostile_paths():
    """Frequent words, long queries, single letters, letters of nowhere."""
    texts = ["hop tac xa", "h", "t", "san xuat kinh doanh", "hop tac xa " * 18, "a b c d e f g h i k l m",
             "x" * 390, "mien " * 70, "\u0301" * 150, "ﷺ" * 120, "Ａ" * 100, "🍵" * 90, "0 1 2 3 4 5 6 7 8 9",
             "zzzzq qqzzz wwxxw xxwwx yyqqy qqyyq", "' OR 1=1 --", "\"mien\" NEAR dong*"]
    paths = [f"/api/v1/listings?facets=true&q={urllib.parse.quote(text)[:7000]}" for text in texts]
    return paths + [f"/api/v1/market/suggestions?q={urllib.parse.quote(text)[:7000]}" for text in texts]


def measure_daemons(bench):
    bench.start_up()
    bench.memory()
    officer = bench.officer()
    bench.commands(officer)
    bench.following(officer)
    bench.stopping()
    bench.close()


def run(bench):
    parts = bench.asked.parts.split(",")
    bench.disk()
    if "daemons" in parts:
        measure_daemons(bench)
    if "deliveries" in parts:
        bench.deliveries()
    for shards in filter(None, bench.asked.shards.split(",") if "scoring" in parts else ()):
        bench.scoring(int(shards))
    for products in filter(None, bench.asked.products.split(",") if "register" in parts else ()):
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
