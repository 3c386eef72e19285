"""A person is taken out of the register: the name is nowhere any more, and every proof still holds.

A group of the demonstration goes from its dossier to a certificate, which is revoked with its name in the
reason; then it is erased. Checked on the bytes of every store, in every log and page, by the verifier that
shares no code with the product, and by `ocop check`.
"""
import base64
import contextlib
import hashlib
import json
import re
import unittest

from flow import SOURCE, Flow, stop_in_order, wait_for
from feed_test import fields
from province import certificates, job
from province.context import PROVINCE_CODE
from province.stack import Stack
from tlog_verifier import Checkpoint, Key, Log, check_certificate

ERASED = "(đã xoá tên)"
PERSON = "Đại diện Ví dụ"  # who speaks for the group, in its forms and its record
OTHER = "che"  # a cooperative: its name is an organisation's and stays


def messages():
    """Every message of the protos: full name to its fields, (type, name)."""
    found = {}
    for path in (SOURCE / "proto").rglob("*.proto"):
        text = re.sub(r"//[^\n]*", "", path.read_text())
        package = re.search(r"package ([\w.]+);", text)[1]
        for name, body in re.findall(r"^message (\w+) \{(.*?)^\}", text, re.M | re.S):
            fields_of = re.findall(r"(?:repeated )?([\w.]+) (\w+) = \d+;", body)
            found[f"{package}.{name}"] = [(t if "." in t else f"{package}.{t}", field) for t, field in fields_of]
    return found


class EveryNameTest(unittest.TestCase):
    """What comes new with a producer's name in it is erased too, or this fails."""

    def sources(self, service):
        return "\n".join(path.read_text() for path in (SOURCE / "services" / service).rglob("*.c"))

    def names_a_producer(self, known, name):
        fields_of = [field for _, field in known.get(name, [])]
        return ("producer_name" in fields_of or (fields_of[:1] == ["producer_id"] and "name" in fields_of)
                or any(self.names_a_producer(known, kind) for kind, _ in known.get(name, [])))

    def test_every_event_that_names_a_producer_is_looked_into(self):
        known, seen = messages(), 0
        for service in ("registration", "scoring", "certification", "market", "notification", "identity"):
            listed = re.search(r"_naming_events\[\] = \{(.*?)\};", self.sources(service), re.S)
            text = (SOURCE / "proto" / "ocop" / service / "v1" / "events.proto").read_text()
            for name in re.findall(r"^message (\w+)", text, re.M):
                if self.names_a_producer(known, f"ocop.{service}.v1.{name}"):
                    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
                    self.assertIn(f"__{snake}__descriptor", listed[1] if listed else "", f"{service}: {name}")
                    seen += 1
        self.assertGreater(seen, 15)

    def test_every_column_with_a_producers_name_is_erased(self):
        seen = 0
        for service in ("registration", "scoring", "certification", "market", "notification"):
            source = re.sub(r'"\s*"', "", self.sources(service))  # literals that follow each other are one
            for table, columns in re.findall(r"CREATE TABLE (\w+) \(([^;]*)\) ?STRICT", source):
                if "producer_name" in columns and table != "listings":  # renamed one by one, for the search
                    self.assertTrue(f"UPDATE {table} SET producer_name = $1" in source, f"{service}: {table}")
                    seen += 1
        self.assertGreaterEqual(seen, 7)


class OpenDataStack(Stack):
    """Makes the open data anew after every change."""

    def options(self, name):
        service, options = super().options(name)
        if service == "certification":
            options["open-data-pause-ms"] = 0
        return service, options


class ErasureTest(Flow):
    stack_class = OpenDataStack

    @classmethod
    def prepare(cls):
        province, plan = cls.province, cls.province.plan
        plan["rounds"] = [{**plan["rounds"][0], "shard": "tn1"}]
        plan["products"] = [{**p, "round": "first"} for p in plan["products"] if p["key"] in ("mang", OTHER)]
        cls.product = next(p for p in plan["products"] if p["key"] == "mang")
        cls.name = cls.product["producer"]
        [cls.entry] = plan["rounds"]
        job.begin(province)
        cls.add_offices()
        job.plan_rounds(province)
        job.prepare_round(cls.entry)(province)

    @classmethod
    def producer(cls, key="mang"):
        return cls.province.journal[f"producer/{key}"]["id"]

    def erase(self, office="ocop-agency", key="mang", **changes):
        body = {"reason": "Yêu cầu số 1 (trình diễn)", **changes}
        return self.province.office(office).send("POST", f"/api/v1/producers/{self.producer(key)}/erase-personal-data", body)

    def raw(self, path):
        return self.province.anybody().raw("GET", path, None, {})

    def fetch(self, path):
        answer = self.raw("/log/" + path)
        self.assertEqual(answer.status, 200, path)
        return answer.content

    def test_a_person_is_taken_out_and_every_proof_holds(self):
        self.not_while_a_dossier_is_under_way()
        self.a_certificate()
        self.not_while_a_certificate_is_in_force()
        self.planned_with_the_name_in_notes()
        self.revoked_with_the_name_in_the_reason()
        self.before_it_is_in_many_places()
        self.erased()
        self.every_proof_holds()
        self.the_chain_goes_on()
        self.nothing_shows_the_name()
        self.of_an_organisation_only_persons_go()
        self.the_account_is_closed()
        self.assert_invariants_hold()
        self.the_name_is_in_no_byte()

    # --- when it may not be

    def not_while_a_dossier_is_under_way(self):
        self.assert_refused(self.erase, 409, "personal-data-needed", "producerId")
        self.assert_refused(lambda: self.erase("chairman"), 403, "role-missing")
        self.assert_refused(lambda: self.erase(reason=" "), 422, "reason-missing", "reason")

    def a_certificate(self):
        province = self.province
        job.hold_round(self.entry)(province)
        job.certify_round(self.entry)(province)
        self.wait_caught_up()
        found = wait_for("the certificate is there", lambda: province.pages(
            province.anybody(), f"/certificates?productId={province.journal['product/mang']['id']}", "certificates"))
        type(self).code = found[0]["code"]
        self.assertEqual(found[0]["producerName"], self.name)

    def not_while_a_certificate_is_in_force(self):
        self.assert_refused(self.erase, 409, "personal-data-needed", "producerId")

    def planned_with_the_name_in_notes(self):
        """In a plan of inspections as it was drafted, and in a change of it."""
        agency, year = self.province.office("ocop-agency"), self.province.today().year + 1
        line = {"quarter": 1, "code": self.code, "note": f"Xem {self.name} đóng gói"}
        plan = agency.post("/api/v1/inspection-plans", {"provinceCode": PROVINCE_CODE, "year": year, "lines": [line]})["id"]
        agency.post(f"/api/v1/inspection-plans/{plan}/change", {
            "add": [{"quarter": 2, "producerId": self.producer(), "note": f"Hẹn {self.name}"}], "reason": f"{self.name} xin dời"})

    def revoked_with_the_name_in_the_reason(self):
        province = self.province
        paper = certificates.keep_paper(province, "ocop-agency", PROVINCE_CODE, "conclusion", "01/KL-Ví dụ", "Kết luận")
        self.wait_caught_up()
        province.office("chairman").post(f"/api/v1/certificates/{self.code}/revoke", {
            "groundCode": "c", "decisionNumber": "0009/QĐ-Ví dụ", "reason": f"{self.name} ngừng sản xuất",
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(province.today()), "paperId": paper})
        province.office(self.product["sign_in_name"]).send(
            "PUT", f"/api/v1/producers/{self.producer()}/representative", {"name": PERSON, "phone": "000 000 0000"})
        self.wait_caught_up()

    # --- where the name is

    def stores_with(self, text):
        """Files of the data folder in which these bytes are."""
        found = []
        for file in self.stack.data.rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # it was one of a moment
                if file.is_file() and text.encode() in file.read_bytes():
                    found.append(str(file.relative_to(self.stack.data)))
        return sorted(found)

    def open_data_has(self, text):
        return any(path.startswith("certification/open-data") for path in self.stores_with(text))

    def before_it_is_in_many_places(self):
        wait_for("the open data has it", lambda: self.open_data_has(self.name))
        stores = self.stores_with(self.name)
        for source in ("registration", "scoring_tn1", "certification", "market", "notification"):
            self.assertTrue(any(path.startswith(source) for path in stores), (source, stores))
        type(self).vkeys = self.fetch("keys").decode()
        type(self).before = Checkpoint(self.fetch("checkpoint"), Key(self.vkeys.split()[0]))
        type(self).proof = self.raw(f"/api/v1/certificates/{self.code}/proof").content
        type(self).document = self.raw(f"/api/v1/certificates/{self.code}.json").content
        type(self).hashes = [item["hash"] for item in self.feed()]

    def feed(self):
        agency = self.province.office("ocop-agency")
        items, after = [], "0"
        while True:
            page = self.province.get(agency, f"/events?after={after}&limit=200&packed=true")
            items += page.get("items", [])
            if not page.get("items"):
                return items
            after = page["next"]

    def erased(self):
        answer = self.erase()
        self.assertEqual(answer.status, 200, answer.content)
        self.wait_caught_up()
        wait_for("the log has it", lambda: Checkpoint(self.fetch("checkpoint"), Key(self.vkeys.split()[0])).size
                 == self.heads()["certification"])

    # --- what still holds

    def every_proof_holds(self):
        log = Log(self.fetch, self.vkeys)
        log.check_all_inclusion_proofs()
        log.check_goes_on_from(self.before)
        # What was handed out before is as good as it was; what is handed out now keeps the name back.
        shown, _ = check_certificate(self.document, self.proof, self.vkeys)
        self.assertEqual(shown["certificate"]["producerName"], self.name)
        document = self.raw(f"/api/v1/certificates/{self.code}.json").content
        proof = self.raw(f"/api/v1/certificates/{self.code}/proof").content
        shown, statement = check_certificate(document, proof, self.vkeys)
        self.assertEqual(statement["state"], "REVOKED")
        self.assertNotIn("producerName", shown["certificate"])
        self.assertNotIn("certificate.producerName", shown["salts"])
        self.assertIn("certificate.productName", shown["salts"])

    def the_chain_goes_on(self):
        """Every item of the feed follows from the one before, erased or not, and none has another hash."""
        items, before, told = self.feed(), bytes(32), 0
        for item in items:
            packed = base64.b64decode(item["packed"])
            event = fields(packed)
            self.assertEqual(event[3], before)
            self.assertEqual(12 in event, 13 not in event)  # salt or original hash
            before = event.get(13) or hashlib.sha256(packed).digest()
            self.assertEqual(item["hash"], before.hex())
            told += 13 in event
        self.assertGreaterEqual(told, 2)  # at least the issue and the revocation
        self.assertEqual([item["hash"] for item in items][:len(self.hashes)], self.hashes)
        erased = items[-1]["event"]["personalDataErased"]
        self.assertEqual((erased["producerId"], erased["codes"]), (self.producer(), [self.code]))
        self.assertIn(f"{ERASED} ngừng sản xuất", json.dumps(items, ensure_ascii=False))
        followed = self.stack.ocop("events", "--source", "certification", check=False)
        self.assertEqual(followed.returncode, 0, followed.stderr)

    def nothing_shows_the_name(self):
        product = self.province.journal["product/mang"]["id"]
        agency = self.province.office("ocop-agency")
        listing = self.province.get(self.province.anybody(), f"/listings/{product}")
        wait_for("the listing has lost it", lambda: self.name not in json.dumps(
            self.province.get(self.province.anybody(), f"/listings/{product}"), ensure_ascii=False))
        asked = [f"/api/v1/certificates/{self.code}", f"/verify/{self.code}", f"/san-pham/{listing['slug']}",
                 f"/api/v1/certificates/{self.code}.json", f"/api/v1/certificates/{self.code}/moves", "/"]
        for path in asked:
            self.assertNotIn(self.name, self.raw(path).content.decode(errors="replace"), path)
        dossier = self.province.journal["dossier/mang"]["id"]
        for path in (f"/api/v1/producers/{self.producer()}", f"/api/v1/producers/{self.producer()}/history",
                     f"/api/v1/dossiers/{dossier}", f"/api/v1/dossiers/{dossier}/track", "/api/v1/producers?q=vi+du"):
            text = agency.send("GET", path).content.decode()
            self.assertNotIn(self.name, text, path)
            self.assertNotIn(PERSON, text, path)
        self.assertIn(ERASED, agency.send("GET", f"/api/v1/producers/{self.producer()}").content.decode())

    def of_an_organisation_only_persons_go(self):
        """A cooperative's certificate is in force and its name stays; who spoke for it goes."""
        name, agency = "Hợp tác xã", self.province.office("ocop-agency")
        dossier = f"/api/v1/dossiers/{self.province.journal[f'dossier/{OTHER}']['id']}"
        self.assertIn(PERSON, agency.send("GET", dossier).content.decode())
        self.assertEqual(self.erase(key=OTHER).status, 200)
        self.assertNotIn(PERSON, agency.send("GET", dossier).content.decode())
        self.assertIn(name, agency.send("GET", f"/api/v1/producers/{self.producer(OTHER)}").content.decode())

    def the_account_is_closed(self):
        """The operator's part: nobody signs in for the group any more; an access token made before has five minutes."""
        operator = self.province.operator()
        accounts = self.province.pages(operator, "/accounts", "accounts")
        [account] = [a for a in accounts if a["signInName"] == self.product["sign_in_name"]]
        self.assertEqual(account["displayName"], self.name)
        path = f"/api/v1/accounts/{account['accountId']}/close"
        self.assert_refused(lambda: self.province.office("ocop-agency").send("POST", path, {}), 403, "role-missing")
        own = next(a for a in accounts if any(grant["role"] == "ROLE_OPERATOR" for grant in a.get("grants", [])))
        self.assert_refused(lambda: operator.send("POST", f"/api/v1/accounts/{own['accountId']}/close", {}),
                            400, "field-invalid", "accountId")
        self.assertEqual(operator.send("POST", path, {}).status, 200)
        for name in (self.product["sign_in_name"], account["accountId"]):
            body = {"signInName": name, "password": self.province.passwords()[self.product["sign_in_name"]]}
            self.assert_refused(lambda: self.province.anybody().send("POST", "/api/v1/sessions", body), 401, "sign-in-wrong")
        closed = operator.get(f"/api/v1/accounts/{account['accountId']}")
        self.assertEqual((closed.get("displayName", ""), closed.get("grants", [])), ("", []))

    def the_name_is_in_no_byte(self):
        """With the daemons stopped, so that their journals are written back; the open data has lost it before."""
        wait_for("the open data has lost it", lambda: not self.open_data_has(self.name))
        for name, status in stop_in_order(self.stack).items():
            self.assertEqual(status, 0, name)
        self.assertEqual(self.stores_with(self.name), [])
        logs = [file.name for file in self.stack.logs.iterdir() if self.name.encode() in file.read_bytes()]
        self.assertEqual(logs, [])


if __name__ == "__main__":
    unittest.main()
