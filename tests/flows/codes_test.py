"""A thousand dossiers of fifty communes enter evaluation at once, and registration is killed meanwhile: each
gets a code of its own, each commune's numbers are in sequence, and none is missing.
"""
import collections
import concurrent.futures
import csv
import itertools
import queue
import re
import unittest

from flow import SOURCE, Flow, wait_for
from province import dates
from province.client import Client
from province.context import PATIENCE_S, PROVINCE_CODE

COMMUNES, EACH = 50, 20
CONNECTIONS = 8
SET_NO = 6
PASSWORD = "mat-khau-vi-du"


class Applicant:
    """A producer with a product and a dossier."""

    def __init__(self, commune_code, number):
        self.commune_code = commune_code
        self.name = f"Hợp tác xã Ví dụ {number}"
        self.producer = self.product = self.dossier = None


class CodesTest(Flow):
    @classmethod
    def prepare(cls):
        cls.keep_rounds("second")
        cls.add_offices()
        cls.plan_rounds()
        planned = cls.planned(cls.province.plan["rounds"][0])
        cls.round_id, cls.year = planned["round_id"], dates.parse_day(planned["held_on"]).year
        with open(SOURCE / "deploy" / "units" / "communes.csv", newline="") as file:
            codes = [row["code"] for row in csv.DictReader(file) if row["province_code"] == PROVINCE_CODE]
        cls.communes = codes[:COMMUNES]
        number = itertools.count(1)
        cls.applicants = [Applicant(code, next(number)) for _ in range(EACH) for code in cls.communes]
        cls.connections = queue.SimpleQueue()
        for _ in range(CONNECTIONS):
            client = Client(cls.stack.port)
            cls.addClassCleanup(client.close)
            cls.connections.put(client)
        cls.secrets = {"agency": cls.province.office("ocop-agency").secret, "operator": cls.province.operator().secret}

    @classmethod
    def at_once(cls, work, things, connections=CONNECTIONS):
        """work(thing) for all things, on all connections together."""
        with concurrent.futures.ThreadPoolExecutor(connections) as pool:
            return list(pool.map(work, things))

    @classmethod
    def send(cls, who, method, path, body):
        """As one of the accounts, on a connection that is free; sent again while a daemon is away."""
        client = cls.connections.get()
        try:
            client.secret = cls.secrets[who]
            return client.call(method, "/api/v1" + path, body, patience_s=PATIENCE_S)
        finally:
            cls.connections.put(client)

    # --- from nothing to a proposed dossier

    @classmethod
    def register_producer(cls, applicant):
        applicant.producer = cls.send("operator", "POST", "/producers", {
            "name": applicant.name, "legalForm": "LEGAL_FORM_COOPERATIVE", "communeCode": applicant.commune_code,
            "address": "Xóm Ví dụ"})["id"]

    @classmethod
    def open_account(cls, commune_code):
        """For all producers of a commune one account, and for its office one."""
        producers = [one.producer for one in cls.applicants if one.commune_code == commune_code]
        for name, agency, grants in (
            (f"producers-{commune_code}", "producers",
             [{"role": "ROLE_PRODUCER", "producerId": producer} for producer in producers]),
            (f"commune-{commune_code}", "ocop-agency", [{"role": "ROLE_COMMUNE_OFFICER", "unitCode": commune_code}]),
        ):
            cls.send("operator", "POST", "/accounts", {
                "agencyId": agency, "displayName": name, "signInName": name, "password": PASSWORD, "grants": grants})
            client = Client(cls.stack.port).sign_in(name, PASSWORD)
            client.close()
            cls.secrets[name] = client.secret

    @classmethod
    def open_dossier(cls, applicant):
        who = f"producers-{applicant.commune_code}"
        applicant.product = cls.send(who, "POST", "/products", {
            "producerId": applicant.producer, "name": "Miến dong Ví dụ",
            "rulebookCode": cls.province.rulebook.code, "setNo": SET_NO})["id"]
        applicant.dossier = cls.send(who, "POST", "/dossiers", {
            "productId": applicant.product, "kind": "DOSSIER_KIND_FIRST",
            "rulebookCode": cls.province.rulebook.code, "setNo": SET_NO})["id"]

    @classmethod
    def find_gaps(cls, applicant):
        """What every dossier like this one lacks: fields of forms, and papers."""
        gaps = cls.send(f"producers-{applicant.commune_code}", "GET", f"/dossiers/{applicant.dossier}/check", None)["gaps"]
        fields = [gap["code"].split(".", 1) for gap in gaps if gap["kind"] == "form"]
        cls.fields = [{"formCode": form, "key": key, "value": "Ví dụ"} for form, key in fields]
        cls.papers = [gap["code"] for gap in gaps if gap["kind"] == "evidence"]
        cls.choices = {c["code"]: c["options"][-1]["no"] for c in cls.province.rulebook.sheet(SET_NO).criteria}

    @classmethod
    def complete(cls, applicant):
        who, path = f"producers-{applicant.commune_code}", f"/dossiers/{applicant.dossier}"
        cls.send(who, "PUT", f"{path}/forms", {"fields": cls.fields})
        cls.send(who, "PUT", f"{path}/self-assessment", {"choices": cls.choices})
        for kind in cls.papers:
            cls.send(who, "POST", f"{path}/evidence", {
                "evidenceType": kind, "name": kind, "link": "https://example.org/giay-to"})
        cls.send(who, "POST", f"{path}/submit", {})

    @classmethod
    def record_samples(cls, applicant, office, who):
        count = cls.province.rulebook.samples_handed_over(SET_NO, "commune")
        cls.send(who, "POST", f"/dossiers/{applicant.dossier}/samples", {
            "office": f"OFFICE_{office}", "sampleCount": count, "receivedOn": str(cls.today)})

    @classmethod
    def screen_and_propose(cls, applicant):
        who, path = f"commune-{applicant.commune_code}", f"/dossiers/{applicant.dossier}"
        cls.send(who, "POST", f"{path}/screening", {"findings": [
            {"checkCode": code, "satisfied": True} for code in cls.province.rulebook.screening_checks()]})
        cls.record_samples(applicant, "COMMUNE", who)
        cls.send(who, "POST", f"{path}/propose", {"letterNumber": "1/TTr-UBND"})
        cls.record_samples(applicant, "PROVINCE", "agency")

    # --- into the round, and their codes

    @classmethod
    def admit(cls, applicant):
        cls.send("agency", "POST", f"/dossiers/{applicant.dossier}/admit", {"roundId": cls.round_id})

    @classmethod
    def numbers(cls, commune_code):
        path = f"/product-numbers?limit=200&communeCode={commune_code}"
        return cls.send("agency", "GET", path, None).get("numbers", [])

    @classmethod
    def codes_given(cls):
        return sum(len(rows) for rows in cls.at_once(cls.numbers, cls.communes))

    @classmethod
    def admit_all_and_be_killed(cls):
        """Registration ends as by a power cut while codes are being issued, and comes back."""
        half = len(cls.applicants) // 2
        cls.at_once(cls.admit, cls.applicants[:half])
        wait_for("the first code", lambda: cls.numbers(cls.communes[0]))
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            rest = pool.submit(cls.at_once, cls.admit, cls.applicants[half:])
            cls.stack.kill("registration")
            cls.stack.start("registration")
            rest.result()

    def test_a_thousand_dossiers(self):
        cls = type(self)
        cls.today = self.province.today()
        self.at_once(self.register_producer, self.applicants)
        self.at_once(self.open_account, self.communes, 2)  # passwords are slow to hash on purpose
        self.at_once(self.open_dossier, self.applicants)
        self.find_gaps(self.applicants[0])
        self.at_once(self.complete, self.applicants)
        self.at_once(self.screen_and_propose, self.applicants)
        self.admit_all_and_be_killed()
        wait_for("every dossier has its code", lambda: self.codes_given() == len(self.applicants))
        self.check_codes()
        self.check_slips()
        self.assert_invariants_hold()

    def check_codes(self):
        """By the events, which are for ever, and by the communes' lists."""
        issued = [event["body"] for event in self.events("registration") if event["type"].endswith(".ProductCodeIssued")]
        self.assertEqual(len(issued), COMMUNES * EACH)
        self.assertEqual(len({event["code"] for event in issued}), COMMUNES * EACH)
        self.assertEqual({event["dossierId"] for event in issued}, {one.dossier for one in self.applicants})
        of = {one.dossier: one.commune_code for one in self.applicants}
        sequences = collections.defaultdict(list)
        for event in issued:
            province, commune, number, year = re.fullmatch(r"(\d\d)-(\d{5})-(\d+)-(\d{4})", event["code"]).groups()
            self.assertEqual((province, commune, int(year)), (PROVINCE_CODE, of[event["dossierId"]], self.year))
            sequences[commune].append(int(number))
        self.assertEqual(dict(sequences), {code: list(range(1, EACH + 1)) for code in self.communes})
        for code in self.communes:
            rows = self.numbers(code)
            self.assertEqual([(row["number"], row["untilNumber"]) for row in rows], [(n, n) for n in range(1, EACH + 1)])
            self.assertFalse([row for row in rows if row.get("gapReason")])

    def check_slips(self):
        """The province has numbered every slip once, each commune its own."""
        dossiers = self.at_once(lambda one: self.send("agency", "GET", f"/dossiers/{one.dossier}", None), self.applicants)
        year = self.today.year
        numbers = collections.defaultdict(list)
        for dossier in dossiers:
            for office, slip in (("", dossier["provinceSlip"]), (dossier["communeCode"], dossier["communeSlip"])):
                number, suffix = slip.split("/", 1)
                self.assertEqual(suffix, f"PĐK-{PROVINCE_CODE}-{dossier['communeCode']}-{year}")
                numbers[office].append(int(number))
        self.assertEqual(sorted(numbers.pop("")), list(range(1, COMMUNES * EACH + 1)))
        self.assertEqual({code: sorted(given) for code, given in numbers.items()},
                         {code: list(range(1, EACH + 1)) for code in self.communes})


if __name__ == "__main__":
    unittest.main()
