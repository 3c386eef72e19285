"""Scoring shards come and go while others score: two are added, one is closed, one is killed, one moves.

A round on tn1 is scored without a pause all through it. What the shards decide comes to certification as if
there were one: as many certificates as recognised products, numbered without a gap.
"""
import copy
import json
import pathlib
import re
import tempfile
import threading
import time
import unittest

from flow import Flow, wait_for
from province import certificates, job, rounds
from province.client import Client, new_id

MEANWHILE = 15  # sheets that each other shard takes while one is away: whoever waited for that one would take none
NUMBER = re.compile(r"(\d+)/(\d{4})/GCN-OCOP-19")
NO_ROUND = "round_{}_01JD3W5G7KQ2M8ZX4B6N9RTCVF"
# Of each shard's round: products that get three and four stars, and one that gets none.
PRODUCTS = {"tn1": ("mang", "bun"), "tn2": ("bun", "mang"), "tn3": ("mang", "tho-cam", "bun")}


class ShardsTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        plan = cls.province.plan
        models = {product["key"]: product for product in plan["products"]}
        [entry] = [e for e in plan["rounds"] if e["key"] == "first"]
        plan["rounds"], plan["products"] = [], []
        for number, (shard, keys) in enumerate(PRODUCTS.items(), 1):
            plan["rounds"].append({**entry, "key": shard, "shard": shard, "decision_number": f"000{number}/QĐ-UBND"})
            plan["products"] += [cls.product_like(models[key], key, shard, number) for key in keys]
        cls.one, cls.two, cls.three = plan["rounds"]
        job.begin(cls.province)
        cls.add_offices()
        cls.plan_rounds([cls.one])
        cls.prepare_rounds([cls.one])
        cls.ids = cls.open_round(cls.one)

    @staticmethod
    def product_like(model, key, shard, number):
        """Of a producer of its own: the account's name is the product's."""
        return {**copy.deepcopy(model), "key": f"{key}-{shard}", "round": shard, "name": f"{model['name']} {number}",
                "sign_in_name": f"producer-{key}-{number}", "producer": f"Tổ hợp tác Ví dụ {key} {number}"}

    # --- words of this test

    def office(self, name):
        return self.province.office(name)

    def round_id(self, entry):
        return self.planned(entry)["round_id"]

    def dossier(self, product):
        return self.province.journal[f"dossier/{product['key']}"]["id"]

    def addresses(self, shard):
        [row] = [s for s in self.province.operator().get("/api/v1/shards")["shards"] if s["name"] == shard]
        return {key: row[key] for key in ("commandsAddress", "queriesAddress", "eventsAddress")}

    def round_like(self, entry, shard):
        """The body of another plan, on this shard."""
        shown = self.office("ocop-agency").get(f"/api/v1/rounds/{self.round_id(entry)}")
        kept = ("name", "level", "unitCode", "rulebookCode", "heldOn", "proposalsBefore")
        return {"shard": shard, **{key: shown[key] for key in kept}}

    def saving(self, *entries):
        """Members of the rounds' councils save drafts, each round by itself."""
        return [Saving(self, entry) for entry in entries]

    def shard_added(self, shard):
        """`ocop shard add` and a process; nothing else is started again."""
        self.stack.ocop("shard", "add", "scoring", shard)
        self.stack.start(f"scoring_{shard}")
        self.wait_for_shard(shard)

    def wait_for_shard(self, shard):
        """Only the shard itself can say that it does not have a round."""
        wait_for(f"the gateway reaches {shard}", lambda: self.office("secretary").send(
            "GET", f"/api/v1/rounds/{NO_ROUND.format(shard)}").status == 404)

    # --- the story

    def test_shards_come_and_go_while_others_score(self):
        began = dict(self.stack.processes)
        [scoring] = self.saving(self.one)
        with scoring:
            self.two_are_added()
            self.one_is_closed()
            self.one_is_killed(scoring)
            self.one_moves(scoring)
        self.assertEqual(scoring.again, 0)  # nothing of it was ever asked for twice
        self.all_hand_in()
        self.all_are_decided_at_once()
        self.certificates_are_those_of_one_instance()
        self.a_closed_shard_has_its_history()
        for name, process in began.items():
            self.assertIs(self.stack.processes[name], process, name)
            self.assertIsNone(process.poll(), name)
        self.assert_invariants_hold()
        self.assertEqual(self.stack.ocop("status", check=False).returncode, 0)

    def two_are_added(self):
        operator, agency = self.province.operator(), self.office("ocop-agency")
        self.assert_refused(lambda: agency.send("POST", "/api/v1/rounds", self.round_like(self.one, "tn2")), 404, "shard-unknown")
        self.shard_added("tn2")
        self.shard_added("tn3")
        tn2 = {"service": "scoring", "name": "tn2", **self.addresses("tn2")}
        self.assert_refused(lambda: operator.send("POST", "/api/v1/shards", tn2), 409, "shard-name-taken", "name")
        self.assert_refused(lambda: operator.send("POST", "/api/v1/shards", {**tn2, "name": "tn4"}), 400, "field-invalid",
                            "commandsAddress")
        self.plan_rounds([self.two, self.three])
        self.prepare_rounds([self.two, self.three])

    def one_is_closed(self):
        """Its round goes on; another is not planned there. What is refused is refused by who owns it."""
        operator, agency = self.province.operator(), self.office("ocop-agency")
        self.assert_refused(lambda: operator.send("POST", "/api/v1/shards/tn9/close", {}), 404, "shard-unknown", "name")
        self.stack.ocop("shard", "close", "tn1")
        self.assert_refused(lambda: operator.send("POST", "/api/v1/shards/tn1/close", {}), 409, "shard-closed", "name")
        self.assertEqual(self.stack.ocop("shard", "close", "tn1", check=False).returncode, 4)
        self.assertRegex(self.stack.ocop("shard", "list").stdout, r"scoring +tn1 +closed")
        self.wait_caught_up()
        self.assert_refused(lambda: agency.send("POST", "/api/v1/rounds", self.round_like(self.one, "tn1")), 409,
                            "shard-closed", "shard")
        self.open_round(self.two)
        self.open_round(self.three)

    def one_is_killed(self, scoring):
        """As a power cut would, in the middle of its sheets. It comes back with those it had answered for."""
        expectation = self.expectations(self.two)[0]
        in_before = self.hand_in(self.two, expectation, expectation.scoring[:3])
        on_two, on_three = self.saving(self.two, self.three)
        with on_two, on_three:
            wait_for("both are at work", lambda: on_two.saved > 5 and on_three.saved > 5)
            self.stack.kill("scoring_tn2")
            away_from = time.monotonic()
            before = {saving: saving.saved for saving in (scoring, on_three)}
            saved_there = on_two.saved
            for saving, saved in before.items():
                wait_for("the others go on", lambda saving=saving, saved=saved: saving.saved >= saved + MEANWHILE)
            self.what_is_not_of_its_rounds_is_answered()
            self.assertLessEqual(on_two.saved, saved_there + 1)  # one may have been answered just before
            back_at = time.monotonic()
            self.stack.start("scoring_tn2")
            self.wait_for_shard("tn2")
            wait_for("its members go on", lambda: on_two.saved > saved_there + 5)
        self.assertGreater(on_two.again, 0)
        self.assertEqual(on_three.again, 0)
        for saving in before:
            print(f"slowest beside a dead shard {saving.slowest_between(away_from, back_at):.3f} s")
        for name, version in in_before.items():
            answer = self.office(name).get(self.sheet_path(self.two, expectation.product, name))
            self.assertEqual((answer["sealed"], answer["version"]), (True, version))

    def what_is_not_of_its_rounds_is_answered(self):
        secretary = self.office("secretary")
        listed = secretary.get("/api/v1/rounds")
        pages = [listed]
        while pages[-1]["next"]:
            pages.append(secretary.get(f"/api/v1/rounds?cursor={pages[-1]['next']}"))
        self.assertEqual({r["roundId"] for page in pages for r in page["rounds"]},
                         {self.round_id(self.one), self.round_id(self.three)})
        self.assertEqual([shard for page in pages for shard in page["missingShards"]], ["tn2"])
        for _ in range(2):  # whichever shard is asked first
            self.assertTrue(self.province.anybody().get("/api/v1/rulebooks")["rulebooks"])
        answer = secretary.send("GET", f"/api/v1/rounds/{self.round_id(self.two)}")
        self.assertEqual((answer.status, answer.body["errors"][0]["rule"]), (503, "daemon-unreachable"))

    def one_moves(self, scoring):
        """Its process ends, its store stays, another process serves it at another place."""
        operator = self.province.operator()
        self.assert_refused(lambda: operator.send("PUT", "/api/v1/shards/tn9/addresses", {}), 404, "shard-unknown", "name")
        self.assert_refused(lambda: operator.send("PUT", "/api/v1/shards/tn3/addresses", self.addresses("tn1")), 400,
                            "field-invalid", "queriesAddress")
        folder = tempfile.TemporaryDirectory(prefix="ocop-tn3-")
        self.addCleanup(folder.cleanup)
        place = pathlib.Path(folder.name)
        saved = scoring.saved
        self.stack.terminate("scoring_tn3")
        self.stack.start("scoring_tn3", extra={"run-dir": place, "peers-dir": self.stack.run})
        self.stack.ocop("shard", "move", "tn3", place)
        self.wait_for_shard("tn3")
        self.wait_caught_up()
        wait_for("the other shard goes on", lambda: scoring.saved > saved)
        self.assertEqual(self.stack.ocop("check", "followers", check=False).returncode, 0)
        self.assertFalse(list(self.stack.run.glob("scoring_tn3.*")))

    # --- sheets

    def sheet_path(self, entry, product, name):
        return f"/api/v1/rounds/{self.round_id(entry)}/sheets/{self.dossier(product)}/{self.ids[name]}"

    def hand_in(self, entry, expectation, names):
        """Sheets of some members; their versions."""
        for name in names:
            self.province.command(
                f"sheet/{expectation.product['key']}/1/{name}", self.office(name), "POST",
                self.sheet_path(entry, expectation.product, name).removeprefix("/api/v1") + "/submit",
                {"choices": expectation.choices(expectation.passes[0][name])})
        return {name: self.office(name).get(self.sheet_path(entry, expectation.product, name))["version"] for name in names}

    def all_hand_in(self):
        for entry in self.province.plan["rounds"]:
            for expectation in self.expectations(entry):
                rounds.score_dossier(self.province, entry, self.round_id(entry), expectation, self.ids)

    # --- what comes of it

    def all_are_decided_at_once(self):
        """Three shards tell their decisions in the same moment."""
        entries, chairman = self.province.plan["rounds"], self.office("chairman")
        for entry in entries:
            self.office("secretary").post(f"/api/v1/rounds/{self.round_id(entry)}/close")
            self.office("chair").post(f"/api/v1/rounds/{self.round_id(entry)}/report", {"reportNumber": f"BC-{entry['key']}"})
        self.decided_on = str(self.province.today())
        ready, statuses = threading.Barrier(len(entries)), {}

        def approve(entry):
            client = Client(self.stack.port)
            client.secret = chairman.secret
            ready.wait()
            statuses[entry["key"]] = client.send(
                "POST", f"/api/v1/rounds/{self.round_id(entry)}/approve",
                {"decisionNumber": entry["decision_number"], "decidedOn": self.decided_on}).status
            client.close()

        threads = [threading.Thread(target=approve, args=(entry,)) for entry in entries]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, {entry["key"]: 200 for entry in entries})
        for entry in entries:
            self.office("ocop-agency").post(f"/api/v1/rounds/{self.round_id(entry)}/publish")
            rounds.check_results(self.province, entry, self.round_id(entry), self.expectations(entry), decided=True)

    def certificates_are_those_of_one_instance(self):
        self.wait_caught_up()
        everything = [e for entry in self.province.plan["rounds"] for e in self.expectations(entry)]
        recognised = [e for e in everything if e.decision == "RECOGNISED"]
        self.assertEqual((len(everything), len(recognised)), (7, 6))
        certificates.check_certificates(self.province, everything, self.decided_on)
        shown = self.province.pages(self.province.anybody(), "/certificates", "certificates")
        self.assertEqual(len(shown), len(recognised))
        self.assertEqual({c["productId"] for c in shown},
                         {self.province.journal[f"product/{e.product['key']}"]["id"] for e in recognised})
        self.assertEqual(len({c["code"] for c in shown}), len(shown))
        numbers = [NUMBER.fullmatch(c["officialNumber"]).groups() for c in shown]
        self.assertEqual(sorted(int(sequence) for sequence, _ in numbers), list(range(1, len(shown) + 1)))
        self.assertEqual({year for _, year in numbers}, {self.decided_on[:4]})
        issued = [event for event in self.events("certification") if event["type"].endswith(".CertificateIssued")]
        self.assertEqual(len(issued), len(recognised))
        decisions = self.province.pages(self.province.anybody(), "/decisions", "decisions")
        self.assertEqual({d["decisionNumber"] for d in decisions}, {e["decision_number"] for e in self.province.plan["rounds"]})

    def a_closed_shard_has_its_history(self):
        """Every result of every shard is recomputed, by the operator's tool and by the API."""
        [checked] = json.loads(self.stack.ocop("check", "scoring", "--json").stdout)
        self.assertEqual((checked["holds"], checked["checked"]), (True, sum(map(len, PRODUCTS.values()))))
        for entry in self.province.plan["rounds"]:
            told = self.office("secretary").get(f"/api/v1/rounds/{self.round_id(entry)}/recompute")
            self.assertEqual((told["results"], told.get("differingDossierIds", [])), (len(PRODUCTS[entry["key"]]), []))


class Saving:
    """Members save drafts of a round's sheets, one after the other without a pause, until it is over. What is
    answered 503 is asked again with the same id, and may be of this shard alone."""

    def __init__(self, test, entry):
        self.test = test
        self.sheets = [
            (name, test.sheet_path(entry, expectation.product, name), {"choices": expectation.choices(total)})
            for expectation in test.expectations(entry) for name, total in expectation.passes[-1].items()]
        self.secrets = {name: test.office(name).secret for name, _, _ in self.sheets}
        self.saved = self.again = 0
        self.answers = []  # (when, seconds)
        self.wrong = None
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        client = Client(self.test.stack.port)
        while not self.over.is_set() and not self.wrong:
            for sheet in self.sheets:
                if self.over.is_set() or self.wrong:
                    break
                self.save(client, *sheet)
        client.close()

    def save(self, client, name, path, body):
        client.secret = self.secrets[name]
        before, command_id = time.monotonic(), new_id()
        while not self.over.is_set():
            answer = client.send("PUT", path, body, command_id)
            if answer.status != 503:
                break
            self.again += 1
            time.sleep(0.05)
        else:
            return
        self.answers.append((time.monotonic(), time.monotonic() - before))
        if answer.status == 200 or b"sheet-sealed" in answer.content:
            self.saved += 1
        else:
            self.wrong = f"{path}: {answer.status} {answer.content}"

    def slowest_between(self, begin, end):
        return max(seconds for when, seconds in self.answers if begin < when < end)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        self.test.assertIsNone(self.wrong)


if __name__ == "__main__":
    unittest.main()
