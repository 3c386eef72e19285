"""Certification's store is lost and yesterday's backup put back: the documented way back, walked to its end.

A round is decided, certificates get numbers, one is revoked and one suspended; then the store is the one from
before. The log takes its leaves back and does not fork; nothing is answered to be worth more than it is; numbers
stay closed until each leaf was held against the paper; followers stop, and go on by the documented step.
"""
import json
import pathlib
import re
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flows"))

import restored_test  # noqa: E402
from flow import SOURCE, Flow, wait_for  # noqa: E402
from province import certificates, dossiers, job  # noqa: E402
from province.context import PROVINCE_CODE  # noqa: E402
from recognitions import certificates_of_register, conclusion_paper  # noqa: E402
from restored_test import DIVERGED, FOLLOWERS, FOLLOWING, SOURCE_NAME  # noqa: E402
from tlog_verifier import Log, check_certificate  # noqa: E402

KEPT = ("mang", "mat-ong", "tho-cam")
ROWS_YESTERDAY, ROWS_TODAY = 6, 8
ISSUED, RECOGNISED = "ocop.certification.v1.CertificateIssued", "ocop.certification.v1.RecognitionRecorded"
REVOKED = "ocop.certification.v1.CertificateRevoked"
SUSPENDED = "ocop.certification.v1.CertificateSuspended"
PAPER = "Hồ sơ lưu 7/2026"


class WayBackTest(Flow):
    @classmethod
    def prepare(cls):
        province, plan = cls.province, cls.province.plan
        plan["rounds"] = [{**plan["rounds"][0], "shard": "tn1"}]
        plan["products"] = [{**p, "round": "first"} for p in plan["products"] if p["key"] in KEPT]
        cls.products = {product["key"]: product for product in plan["products"]}
        cls.products["mat-ong"].pop("conflict")
        [cls.entry] = plan["rounds"]
        cls.store, cls.log = cls.stack.data / SOURCE_NAME, cls.stack.data / "log"
        job.begin(province)
        cls.add_offices()
        cls.codes = certificates_of_register(cls, ROWS_YESTERDAY)
        cls.paper = conclusion_paper(cls)
        job.plan_rounds(province)
        for product in plan["products"]:
            dossiers.register(province, product)
        job.prepare_round(cls.entry)(province)

    fetch = restored_test.RestoredTest.fetch
    checkpoint = restored_test.RestoredTest.checkpoint
    published = restored_test.RestoredTest.published
    send_revocation = restored_test.RestoredTest.send_revocation
    revoke = restored_test.RestoredTest.revoke
    stands = restored_test.RestoredTest.stands

    def office(self, name):
        return self.province.office(name)

    def verified(self, number):
        return self.province.anybody().get(f"/api/v1/verify/{number}")

    def state_of(self, code):
        return self.verified(code)["certificate"]["state"].removeprefix("CERTIFICATE_STATE_")

    # --- yesterday and today

    def back_up(self):
        """While all goes on, into a folder of its own."""
        type(self).backup = self.stack.directory / "backup"
        self.stack.ocop("backup", self.backup)
        self.stack.ocop("restore", self.backup, "--check")

    def go_on(self):
        """What the backup does not have: a decision, its certificates, two old recognitions, a revocation, an
        act and a suspension."""
        job.hold_round(self.entry)(self.province)
        job.certify_round(self.entry)(self.province)
        wait_for("both certificates are issued", lambda: all(
            certificates.certificate_of(self.province, self.products[key]) for key in ("mang", "mat-ong")))
        type(self).issued = {key: certificates.certificate_of(self.province, self.products[key]) for key in ("mang", "mat-ong")}
        known = set(self.codes)
        type(self).added = [code for code in certificates_of_register(self, ROWS_TODAY)
                            if code not in known and code not in {c["code"] for c in self.issued.values()}]
        self.revoke(self.codes[0])
        chairman = self.office("chairman")
        today = str(self.province.today())
        chairman.post("/api/v1/suspension-acts", {
            "provinceCode": PROVINCE_CODE, "number": "12/2026/QĐ-UBND Ví dụ",
            "issuedOn": today, "inForceFrom": today, "title": "Quy chế Ví dụ", "text": "Điều 5 Ví dụ"})
        chairman.post(f"/api/v1/certificates/{self.codes[1]}/suspend",
                      {"reason": "Chờ kết quả kiểm nghiệm", "decisionNumber": "0009/QĐ-Ví dụ"})
        self.announce_a_visit()
        self.wait_caught_up()

    def announce_a_visit(self):
        """Of which the log says nothing but that it was: it cannot be put back."""
        type(self).visit = self.office("ocop-agency").post("/api/v1/inspections", {
            "code": self.codes[2], "reason": "Phản ánh Ví dụ", "visitOn": str(self.province.today()),
            "team": [{"office": "Cơ quan tham mưu quản lý OCOP tỉnh", "leads": True}]})["id"]

    def lose_the_store(self):
        """All of it, keys too; what was published is elsewhere, and stays."""
        self.stack.terminate(SOURCE_NAME)
        shutil.rmtree(self.store)
        self.stack.ocop("restore", self.backup, "--only", SOURCE_NAME)
        self.stack.start(SOURCE_NAME)
        self.stack.wait_ready()

    # --- the way back

    def test_the_way_back(self):
        self.back_up()
        yesterday = self.published()
        self.go_on()
        today = self.published()
        type(self).places = {follower: self.follow(follower, SOURCE_NAME)["cursorSequence"] for follower in FOLLOWERS}

        self.lose_the_store()
        self.followers_stop_and_say_so()
        self.the_log_has_its_leaves(yesterday, today)
        self.what_is_answered_is_right()
        self.nothing_is_changed_or_numbered()
        self.the_office_goes_through_them(yesterday, today)
        self.the_register_is_open()
        self.followers_go_on()

        self.assert_invariants_hold()
        log = Log(self.fetch, self.fetch("keys").decode())
        log.check_all_inclusion_proofs()
        log.check_goes_on_from(today)
        log.check_goes_on_from(yesterday)
        self.certificates_are_proven()
        self.lost_once_more()

    def followers_stop_and_say_so(self):
        wait_for("every follower stops", lambda: self.stands(DIVERGED))
        shown = self.stack.ocop("status", check=False)
        self.assertEqual(shown.returncode, 1)
        self.assertIn("register unreconciled", shown.stdout)

    def the_log_has_its_leaves(self, yesterday, today):
        now = self.published()
        self.assertEqual((now.size, now.root), (today.size, today.root))
        self.assertEqual(self.heads()[SOURCE_NAME], today.size)
        log = Log(self.fetch, self.fetch("keys").decode())
        log.check_goes_on_from(yesterday)
        log.check_all_inclusion_proofs()

    def what_is_answered_is_right(self):
        self.assertEqual(self.state_of(self.codes[0]), "REVOKED")
        self.assertEqual(self.state_of(self.codes[1]), "SUSPENDED")
        self.assertEqual(self.state_of(self.codes[2]), "VALID")
        for certificate in self.issued.values():
            shown = self.verified(certificate["code"])["certificate"]
            for field in ("code", "officialNumber", "star", "validUntil", "decisionNumber", "productId", "pointsText"):
                self.assertEqual(shown[field], certificate[field], field)
            self.assertTrue(shown["beingReentered"], shown)
            page = self.province.anybody().raw("GET", f"/verify/{certificate['code']}?lang=vi", None, {"Accept": "text/html"})
            self.assertIn("đang được ghi lại", page.content.decode())
        for code in self.added:
            self.assertEqual(self.state_of(code), "VALID")

    def nothing_is_changed_or_numbered(self):
        for code in (self.codes[0], self.codes[2], self.added[0]):
            self.assert_refused(lambda code=code: self.send_revocation(code), 503, "register-unreconciled")

    def leaves(self):
        return self.province.pages(self.office("ocop-agency"), "/register/recovered-leaves", "leaves")

    def reconcile(self, leaves, outcome="REENTERED", by="ocop-agency", **more):
        return self.office(by).send("POST", "/api/v1/register/reconcile", {
            "leaves": [str(leaf) for leaf in leaves], "outcome": f"RECOVERED_OUTCOME_{outcome}", "paperNumber": PAPER, **more})

    def the_office_goes_through_them(self, yesterday, today):
        wait_for("the sources have told certification again what it forgot", lambda: not any(
            leaf.get("needsNames") for leaf in self.leaves()))
        leaves = self.leaves()
        self.assertEqual([int(leaf["leaf"]) for leaf in leaves], list(range(yesterday.size, today.size)))
        by_thing = {(leaf["type"], leaf["thingId"]): leaf for leaf in leaves}
        revoked, suspended = by_thing[REVOKED, self.codes[0]], by_thing[SUSPENDED, self.codes[1]]
        burnt = by_thing[ISSUED, self.issued["mang"]["code"]]
        self.assertTrue(revoked["needsReason"] and suspended["needsReason"])

        self.assert_refused(lambda: self.reconcile([revoked["leaf"]]), 422, "reason-missing", "reason")
        self.assert_refused(lambda: self.reconcile([revoked["leaf"]], "BURNT", reason="Không có"), 400, "field-invalid", "outcome")
        self.assert_refused(lambda: self.reconcile([today.size]), 404, "no-such-thing")
        self.assert_refused(lambda: self.office("na-ri").send("POST", "/api/v1/register/reconcile", {}), 403, "role-missing")
        self.assertEqual(self.reconcile([revoked["leaf"]], reason="Mẫu vượt ngưỡng").status, 200)
        self.assertEqual(self.reconcile([suspended["leaf"]], reason="Chờ kết quả kiểm nghiệm").status, 200)
        self.assert_refused(lambda: self.reconcile([revoked["leaf"]], reason="Lần nữa"), 409, "leaf-settled")
        self.assert_refused(lambda: self.reconcile([burnt["leaf"]], "BURNT", reason="Bản giấy chưa được ký"),
                            422, "level-not-competent", "leaves[0]")
        self.assertEqual(self.reconcile([burnt["leaf"]], "BURNT", by="chairman", reason="Bản giấy chưa được ký").status, 200)
        still = [leaf["leaf"] for leaf in leaves if leaf["outcome"] == "RECOVERED_OUTCOME_UNSPECIFIED"
                 and leaf["leaf"] not in (revoked["leaf"], suspended["leaf"], burnt["leaf"])]
        self.assert_refused(lambda: self.send_revocation(self.codes[2]), 503, "register-unreconciled")
        self.by_the_command_line(still)

    def by_the_command_line(self, still):
        """The rest, with the key of the agency; the operator's may only list."""
        listed = self.stack.ocop("reconcile").stdout
        self.assertEqual([line.split()[0] for line in listed.splitlines()], still)
        refused = self.stack.ocop("reconcile", "--all", "--paper", PAPER, check=False)
        self.assertEqual(refused.returncode, 4, refused.stderr)
        settled = self.stack.ocop("reconcile", "--all", "--paper", PAPER, "--key-file", self.key_of("ocop-agency"))
        self.assertEqual(settled.stdout, f"{len(still)} settled, 0 to be gone through\n")
        self.assertEqual(self.stack.ocop("reconcile").stdout, "")

    def key_of(self, name):
        """A key of an office, in a file."""
        accounts = [json.loads(line) for line in self.stack.ocop("account", "list", "--json").stdout.splitlines()]
        account = next(entry["accountId"] for entry in accounts if entry["signInName"] == name)
        secret = self.stack.ocop("key", "add", account, "--label", "reconcile").stdout.split()[1]
        path = self.stack.directory / f"{name}.key"
        path.write_text(secret + "\n")
        return path

    def the_register_is_open(self):
        shown = {key: self.verified(c["code"])["certificate"] for key, c in self.issued.items()}
        for key, certificate in self.issued.items():
            self.assertFalse(shown[key]["beingReentered"])
            for field in ("productName", "producerName", "placeText", "variants", "packPhotos"):
                self.assertEqual(shown[key].get(field), certificate.get(field), (key, field))
        burnt = shown["mang"]
        self.assertEqual(burnt["state"], "CERTIFICATE_STATE_REPLACED")
        new = self.verified(burnt["replacedByCode"])["certificate"]
        self.assertEqual((new["state"], new["star"]), ("CERTIFICATE_STATE_VALID", burnt["star"]))
        self.assertNotIn(new["officialNumber"], {c["officialNumber"] for c in self.issued.values()})
        for code in self.added:
            self.assertTrue(self.verified(code)["certificate"]["productName"].startswith("Miến dong Ví dụ"))
        self.assertEqual(self.office("ocop-agency").send("GET", f"/api/v1/inspections/{self.visit}").status, 404)
        self.announce_a_visit()  # again, from the office's papers
        self.revoke(self.codes[2])
        wait_for("the alarm is over", lambda: not self.status()[SOURCE_NAME].get("alarm"))

    # --- followers

    def followers_go_on(self):
        self.assertTrue(self.stands(DIVERGED))
        for follower in FOLLOWERS:
            shown = self.stack.ocop("follow", "resume", follower, SOURCE_NAME, check=False)
            self.assertEqual(shown.returncode, 1, shown.stderr)
            self.assertIn(f"stands behind event {self.places[follower]}", shown.stderr)
        for follower in ("registration", "market"):
            self.stack.ocop("follow", "resume", follower, SOURCE_NAME, "--rebuild")
        refused = self.stack.ocop("follow", "resume", "notification", SOURCE_NAME, "--rebuild", check=False)
        self.assertEqual(refused.returncode, 4, refused.stderr)
        self.stack.ocop("follow", "resume", "notification", SOURCE_NAME, "--at", self.places["notification"])
        wait_for("every follower follows", lambda: self.stands(FOLLOWING))
        self.wait_caught_up()

    def lost_once_more(self):
        """The same old backup: what was entered again is forgotten again, and so is that it was."""
        before = {code: self.verified(code)["certificate"] for code in self.all_codes()}
        tree = self.published()
        self.lose_the_store()
        wait_for("every follower stops", lambda: self.stands(DIVERGED))
        self.assertEqual({code: self.state_of(code) for code in before},
                         {code: c["state"].removeprefix("CERTIFICATE_STATE_") for code, c in before.items()})
        # Only the certificate in the place of the burnt one has words of its own, which nobody else has.
        new = before[self.issued["mang"]["code"]]["replacedByCode"]
        [named] = wait_for("the sources have told the rest", lambda: self.without_names([new]))
        for leaf in self.leaves():
            if leaf["leaf"] == named["leaf"]:
                self.assert_refused(lambda: self.reconcile([named["leaf"]]), 400, "field-missing", "productName")
                names = {name: before[new][name] for name in ("productName", "producerName")}
                self.assertEqual(self.reconcile([named["leaf"]], **names).status, 200)
            elif leaf.get("needsReason"):
                self.assertEqual(self.reconcile([leaf["leaf"]], reason="Theo hồ sơ lưu").status, 200)
        self.stack.ocop("reconcile", "--all", "--paper", PAPER, "--key-file", self.key_of("ocop-agency"))
        for code, certificate in before.items():
            now = self.verified(code)["certificate"]
            for field in ("officialNumber", "star", "productName", "producerName", "variants", "packPhotos", "validUntil"):
                self.assertEqual(now.get(field), certificate.get(field), (code, field))
        for follower in ("registration", "market"):
            self.stack.ocop("follow", "resume", follower, SOURCE_NAME, "--rebuild")
        self.stack.ocop("follow", "resume", "notification", SOURCE_NAME, "--at", tree.size)
        wait_for("every follower follows", lambda: self.stands(FOLLOWING))
        self.published()
        Log(self.fetch, self.fetch("keys").decode()).check_goes_on_from(tree)
        self.assert_invariants_hold()

    def all_codes(self):
        return [c["code"] for c in self.province.pages(self.province.anybody(), "/certificates", "certificates")]

    def without_names(self, codes):
        """The leaves that need names, when they are of these certificates alone."""
        leaves = [leaf for leaf in self.leaves() if leaf.get("needsNames")]
        return leaves if [leaf["thingId"] for leaf in leaves] == codes else None

    def certificates_are_proven(self):
        keys = self.fetch("keys").decode()
        for code, state in ((self.codes[0], "REVOKED"), (self.issued["mat-ong"]["code"], "VALID"),
                            (self.issued["mang"]["code"], "REPLACED"), (self.added[0], "VALID")):
            document = self.province.anybody().raw("GET", f"/api/v1/certificates/{code}.json", None).content
            proof = self.province.anybody().raw("GET", f"/api/v1/certificates/{code}/proof", None).content
            shown, _ = check_certificate(document, proof, keys)
            self.assertEqual(shown["state"], state)


class EveryEventTest(unittest.TestCase):
    """An event that recovery does not know would leave a restored register closed for good."""

    def test_every_event_of_the_register_can_be_taken_back(self):
        proto = (SOURCE / "proto" / "ocop" / SOURCE_NAME / "v1" / "events.proto").read_text()
        told = {re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower() for name in re.findall(r"^message (\w+)", proto, re.M)}
        source = (SOURCE / "services" / SOURCE_NAME / "acts" / "recovered.c").read_text()
        self.assertEqual(told, set(re.findall(r"\{&ocop__certification__v1__(\w+?)__descriptor, ", source)))


if __name__ == "__main__":
    unittest.main()
