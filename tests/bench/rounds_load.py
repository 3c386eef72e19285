"""Many rounds at once, on several shards: councils that hand in their sheets as fast as it goes.

Used by tests/flows/load_test.py, small, and by scripts/bench, in full size. Dossiers come in through
registration's log (see admit_dossiers.c), everything else over HTTP. What the results must be is
computed by tests/scoring/rule_page.py from the sheets that were handed in.
"""
import collections
import contextlib
import json
import multiprocessing
import pathlib
import random
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "scripts"))
sys.path.insert(0, str(SOURCE / "tests" / "scoring"))

import rule_page  # noqa: E402
from province.client import Client, new_id  # noqa: E402

SET_NO = 5  # of 26/2026: 31 criteria
CRITERIA = 31
PASSWORD = "mật khẩu ví dụ 1"
PATIENCE_S = 120  # a shard may be away for a while
SPREAD_POINTS = 10
AGENCY = {"agencyId": "load", "nameVi": "Cơ quan Ví dụ", "nameEn": "Example agency",
          "kind": "AGENCY_KIND_OCOP_AGENCY", "unitCode": "19"}

# One sheet as it was sent: when it was in (on the machine's steady clock), how long it took with all
# its tries, and how many those were.
Sent = collections.namedtuple("Sent", "shard done_at seconds tries status")
Job = collections.namedtuple("Job", "shard path body secret")


def _send(client, job):
    """Sends it until a daemon has answered; the same id each time, so it counts once."""
    before, tries, command_id = time.monotonic(), 0, new_id()
    while True:
        tries += 1
        client.secret = job.secret
        try:
            status = client.send("POST", job.path, job.body, command_id).status
        except OSError:
            status = 503
        now = time.monotonic()
        if status not in (429, 503) or now - before > PATIENCE_S:
            return Sent(job.shard, now, now - before, tries, status)
        time.sleep(0.05)  # the shard is away: others shall not wait for this one's questions


def _work(port, jobs, progress, pipe):
    client, sent = Client(port), []
    for job in jobs:
        sent.append(_send(client, job))
        with progress.get_lock():
            progress.value += 1
    client.close()
    pipe.send(sent)
    pipe.close()


class Workers:
    """Processes of their own, each with one connection; a shard's jobs have theirs, so that one
    that is away keeps none of the others waiting."""

    def __init__(self, port, jobs, connections):
        self.progress, self.processes, self.pipes = {}, [], []
        by_shard = collections.defaultdict(list)
        for job in jobs:
            by_shard[job.shard].append(job)
        each = max(1, connections // len(by_shard))
        context = multiprocessing.get_context("fork")
        for shard, mine in by_shard.items():
            self.progress[shard] = context.Value("i", 0)
            for number in range(each):
                mouth, ear = context.Pipe()
                process = context.Process(
                    target=_work, args=(port, mine[number::each], self.progress[shard], mouth), daemon=True)
                self.processes.append(process)
                self.pipes.append((ear, mouth))
        self.totals = {shard: len(mine) for shard, mine in by_shard.items()}

    def __enter__(self):
        self.began_at = time.monotonic()
        for process in self.processes:
            process.start()
        for _, mouth in self.pipes:
            mouth.close()
        return self

    def __exit__(self, failed, *_):
        for process in self.processes:
            if failed:
                process.terminate()
            process.join()

    def done(self, shard):
        return self.progress[shard].value

    def all_sent(self):
        sent = []
        for ear, _ in self.pipes:
            sent += ear.recv()
        return sent


class RoundsLoad:
    def __init__(self, stack, operator, admit_tool, shards, seed=20260522):
        self.stack, self.operator, self.admit_tool, self.shards = stack, operator, admit_tool, shards
        self.book = rule_page.books()["26-2026"]
        [self.sheet] = [s for s in self.book.sheets.values() if s.set_no == SET_NO]
        assert len(self.sheet.criteria) == CRITERIA
        self.dice = random.Random(seed)
        self.rounds, self.dossiers, self.sheets = {}, {}, {}

    # --- the offices

    def add_offices(self, members):
        self.operator.post("/api/v1/agencies", AGENCY)
        self.secretary = self._office("load-secretary", {"role": "ROLE_COUNCIL_SECRETARY", "unitCode": "19"})[1]
        names = [f"load-member-{number}" for number in range(1, members + 1)]
        self.members = dict(self._office(name, {"role": "ROLE_COUNCIL_MEMBER"}) for name in names)

    def _office(self, name, grant):
        account = self.operator.post("/api/v1/accounts", {
            "agencyId": "load", "signInName": name, "displayName": "Cơ quan Ví dụ", "password": PASSWORD,
            "grants": [grant]})["id"]
        client = Client(self.stack.port).sign_in(name, PASSWORD)
        client.close()
        return account, client

    # --- rounds that score

    def plan(self, rounds, held_on):
        """So many rounds in all, shared out over the shards."""
        for number in range(rounds):
            shard = self.shards[number % len(self.shards)]
            round_id = self.secretary.post("/api/v1/rounds", {
                "shard": shard, "name": f"Đợt Ví dụ {number + 1}", "level": "LEVEL_PROVINCE", "unitCode": "19",
                "rulebookCode": "26-2026", "heldOn": held_on, "proposalsBefore": held_on,
                "settings": {"documentsAheadDays": 0, "spreadPoints": SPREAD_POINTS}}, patience_s=10)["id"]
            self.rounds[round_id] = shard

    def admit(self, dossiers):
        self.stack.terminate("registration")
        told = subprocess.run([self.admit_tool, self.stack.data, str(SET_NO), str(dossiers), *self.rounds],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        self.stack.start("registration")
        self.dossiers = {dossier: round_id for round_id, dossier in map(str.split, told.splitlines())}
        until = time.monotonic() + PATIENCE_S
        for round_id in self.rounds:
            while self._round(round_id).get("dossiers", 0) < dossiers:
                if time.monotonic() > until:
                    raise TimeoutError(f"{round_id} has not taken its dossiers in")
                time.sleep(0.05)

    def _round(self, round_id):
        return self.secretary.get(f"/api/v1/rounds/{round_id}", patience_s=PATIENCE_S)

    def start(self):
        council = [{"memberId": account, "displayName": "Cơ quan Ví dụ",
                    "office": f"COUNCIL_OFFICE_{'MEMBER' if number else 'CHAIR'}"}
                   for number, account in enumerate(self.members)]
        for round_id in self.rounds:
            path = f"/api/v1/rounds/{round_id}"
            self.secretary.put(f"{path}/council", {"members": council, "decisionNumber": "1/QĐ-Ví dụ"})
            self.secretary.post(f"{path}/open")
            self.secretary.post(f"{path}/start")

    # --- sheets

    def _council_sheets(self):
        """Sheets of one dossier: a likely one, of which each member differs in a criterion or two,
        all of them within what may lie between two totals."""
        goodness = self.dice.choice((0.3, 0.6, 0.8, 0.9, 0.97))
        base = {c.code: max(c.points, key=c.points.get) if self.dice.random() < goodness
                else self.dice.choice(list(c.points)) for c in self.sheet.criteria.values()}
        return [self._near(base) for _ in self.members]

    def _near(self, base):
        own = dict(base)
        for criterion in self.dice.sample(list(self.sheet.criteria.values()), 2):
            own[criterion.code] = self.dice.choice(list(criterion.points))
        apart = self._total(own) - self._total(base)
        return own if abs(apart) <= SPREAD_POINTS // 2 else base

    def _total(self, choices):
        return sum(self.sheet.counted(choices).values())

    def sheet_jobs(self):
        """In the order of a sitting: product after product, every member, every round at once."""
        by_round = collections.defaultdict(list)
        for dossier, round_id in self.dossiers.items():
            by_round[round_id].append(dossier)
        jobs = []
        for at_once in zip(*by_round.values()):
            for round_id, dossier in zip(by_round, at_once):
                self.sheets[dossier] = self._council_sheets()
                for (account, client), choices in zip(self.members.items(), self.sheets[dossier]):
                    path = f"/api/v1/rounds/{round_id}/sheets/{dossier}/{account}/submit"
                    jobs.append(Job(self.rounds[round_id], path, {"choices": choices}, client.secret))
        return jobs

    def close_jobs(self):
        return [Job(self.rounds[round_id], f"/api/v1/rounds/{round_id}/dossiers/{dossier}/close", {}, self.secretary.secret)
                for dossier, round_id in self.dossiers.items()]

    def workers(self, jobs, connections):
        return Workers(self.stack.port, jobs, connections)

    # --- what came of it

    def lost_sheets(self):
        """Sheets that were answered for and are not there."""
        missing = 0
        for round_id in self.rounds:
            dossiers = self._pages(f"/api/v1/rounds/{round_id}/dossiers", "dossiers")
            missing += sum(len(self.members) - dossier.get("sheetsSealed", 0) for dossier in dossiers)
        return missing

    def wrong_results(self):
        """Dossiers whose result is not what the rule page makes of the sheets that were sent."""
        wrong, seen = [], 0
        for round_id in self.rounds:
            for result in self._pages(f"/api/v1/rounds/{round_id}/results", "results"):
                seen += 1
                if self._in_words_of_the_page(result) != self._expected(result["dossierId"]):
                    wrong.append(result["dossierId"])
        return wrong if seen == len(self.dossiers) else [*wrong, f"{len(self.dossiers) - seen} are missing"]

    def _expected(self, dossier):
        return self.sheet.result({
            "sheets": [choices.items() for choices in self.sheets[dossier]], "agreed": [], "findings": [],
            "gate_level": "agreed_option", "gate_effect": "cap"})

    @staticmethod
    def _in_words_of_the_page(result):
        number = result.get
        return {
            "outcome": result["outcome"].removeprefix("RESULT_OUTCOME_").lower(), "sum": number("pointsSum", 0),
            "count": number("pointsCount", 0), "mean": result["meanText"], "squares": number("pointsSquareSum", 0),
            "lowest": number("lowestTotal", 0), "highest": number("highestTotal", 0),
            "parts": {p["partCode"]: [p.get("sum", 0), p.get("squareSum", 0)] for p in result["parts"]},
            "band_star": number("bandStar", 0), "star": number("star", 0),
            "missed": [[m["star"], m["criterionCode"]] for m in result.get("missedMinimums", [])],
        }

    def _pages(self, path, key):
        found, cursor = [], ""
        while True:
            page = self.secretary.get(f"{path}?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            found += page.get(key, [])
            cursor = page.get("next", "")
            if not cursor:
                return found

    def close(self):
        for client in (self.secretary, *self.members.values()):
            with contextlib.suppress(OSError):
                client.close()


def today(client):
    """The instance's day, in Vietnam; asking for a certificate that is none tells it."""
    return client.get("/api/v1/verify/0000000000", patience_s=30)["asOf"][:10]
