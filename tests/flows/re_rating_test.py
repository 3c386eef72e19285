"""A product recognised under 148/2023 is rated again under 26/2026: its old dossier is entered from
paper and carried over, what differs between the books or has ended is done, the dossier goes to the
commune, comes back once, is proposed, admitted and supplemented. On the model of the province's glass
noodles, with an invented producer.

What is to do is counted here from the rule books' files alone.
"""
import csv
import hashlib
import unittest

from flow import SOURCE, Flow, wait_for
from province import dates, dossiers, job, papers, setup
from province.client import Client
from province.rulebook import Rulebook

NOODLES = 6  # the set has this number in both books
PRODUCT, PRODUCER = "Miến dong Ví dụ", "Hợp tác xã Ví dụ 1"
PASSWORD = "mat-khau-vi-du-1"
COMMUNE = "con-minh"
NOBODY = "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"

# Fields that may stay empty (registration's README, where the law is silent), besides boxes to tick.
OPTIONAL = {
    "M01": {"email", "subgroup", "enclosures", "signature_stamp"},
    "M02": {"representative_sex", "representative_ethnicity", "founding_number", "structure", "self_scores", "ip"},
}


def criteria(sheet):
    """Criteria by key; in these sheets every key stands once."""
    return {criterion["key"]: criterion for criterion in sheet.criteria}


def options(sheet, criterion):
    """What a choice rests on."""
    return [(o["no"], sheet.points(o), o["min_star"], o.get("case", ""), o["label"]["vi"]) for o in criterion["options"]]


class ReRatingTest(Flow):
    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.old_book = Rulebook(SOURCE / "deploy" / "rulebooks" / "148-2023")
        cls.new_book = cls.province.rulebook
        cls.old_sheet, cls.new_sheet = cls.old_book.sheet(NOODLES), cls.new_book.sheet(NOODLES)
        cls.officer = cls.province.office(COMMUNE)
        cls.agency = cls.province.office("ocop-agency")
        cls.ends_on = dates.days_later(cls.province.today(), 200)
        cls.recognise()
        cls.sign_in_producer()

    # --- a recognition of three years ago

    @classmethod
    def recognise(cls):
        """A row of an old register, decided so that the certificate ends in 200 days."""
        decided = dates.add_months(cls.ends_on, -cls.old_book.validity_months)
        row = {
            "product": PRODUCT, "producer": PRODUCER, "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": "4", "score": "88", "decision_no": "1700/QĐ-UBND",
            "decision_date": str(decided), "expiry_date": str(cls.ends_on), "product_group": "", "year": str(decided.year),
            "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, row.keys())
            writer.writeheader()
            writer.writerow(row)
        cls.stack.ocop("import", "products", path, "--json")
        [certificate] = wait_for("the recognition is recorded", lambda: setup.legacy_certificates(cls.province))
        assert (setup.state_of(certificate), certificate["validUntil"]) == ("VALID", str(cls.ends_on)), certificate
        cls.certificate = certificate["code"]
        [product] = cls.province.pages(cls.province.anybody(), "/products?name=mien+dong", "products")
        assert product["place"]["communeCode"] == "02185", product
        cls.product_id, cls.producer_id = product["productId"], product["producerId"]
        cls.wait_caught_up()

    @classmethod
    def sign_in_producer(cls):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": PRODUCER, "signInName": "vi-du-1", "password": PASSWORD,
            "grants": [{"role": "ROLE_PRODUCER", "producerId": cls.producer_id}]})
        cls.producer = Client(cls.stack.port).sign_in("vi-du-1", PASSWORD)
        cls.province.clients["vi-du-1"] = cls.producer

    # --- what every step needs

    def refuse(self, client, method, path, body, status, rule, field=None):
        with self.subTest(rule=rule, path=path):
            self.assert_refused(lambda: client.send(method, f"/api/v1/dossiers{path}", body), status, rule, field)

    def dossier(self, dossier_id=None):
        return self.province.get(self.producer, f"/dossiers/{dossier_id or self.dossier_id}")

    def check(self):
        return self.province.get(self.producer, f"/dossiers/{self.dossier_id}/check")

    def to_do(self):
        return self.province.get(self.producer, f"/dossiers/{self.dossier_id}/clone")

    def attach(self, client, dossier_id, kind, codes, valid_until="", name=None):
        """A file that no other evidence has; its id and its bytes."""
        name = name or f"{kind.lower()}.pdf"
        content = papers.pdf(f"{kind} {name} {valid_until} {dossier_id}")
        upload = dossiers.upload(self.province, client, f"upload/{dossier_id}/{kind}/{name}", name, content)
        evidence = client.post(f"/api/v1/dossiers/{dossier_id}/evidence", {
            "evidenceType": kind, "criterionCodes": codes, "name": name, "uploadId": upload, "validUntil": valid_until})
        return evidence["id"], content

    def fill_forms(self, client, dossier_id, fields):
        client.put(f"/api/v1/dossiers/{dossier_id}/forms", {
            "fields": [{"formCode": form, "key": key, "value": value} for (form, key), value in fields.items()]})

    def choose(self, client, dossier_id, choices):
        client.put(f"/api/v1/dossiers/{dossier_id}/self-assessment", {"choices": choices})

    def move_to(self, day):
        self.province.move_clock_to(f"clock/{day}", day)

    # --- the way

    def test_a_re_rating_from_the_old_paper_to_a_supplement(self):
        self.enter_the_old_paper()
        self.open_and_carry_over()
        self.do_what_is_to_do()
        self.file_in_the_window()
        self.come_back_once()
        self.be_proposed_and_admitted()
        self.supplement()
        self.all_of_it_was_told()
        self.assert_invariants_hold()

    def earlier(self, **changes):
        return {"productId": self.product_id, "kind": "DOSSIER_KIND_EARLIER", "rulebookCode": "148-2023",
                "setNo": NOODLES, **changes}

    def enter_the_old_paper(self):
        """By the commune's officer, as the paper has it: every choice but two, three fields, papers that
        hold and papers that have ended."""
        self.assert_refused(lambda: self.officer.send("POST", "/api/v1/dossiers", self.earlier(rulebookCode="1048-2019", setNo=3)),
                            422, "sheet-unavailable", "setNo")
        self.assert_refused(lambda: self.officer.send("POST", "/api/v1/dossiers", self.earlier(certificateCode="0000000000")),
                            422, "recognition-missing", "certificateCode")
        self.old_id = self.officer.post("/api/v1/dossiers", self.earlier())["id"]
        self.refuse(self.officer, "POST", f"/{self.old_id}/close", {}, 422, "self-assessment-missing")
        self.unscored = {"value_added", "uniqueness"}
        self.old_choices = {c["code"]: c["options"][-1]["no"] for c in self.old_sheet.criteria if c["key"] not in self.unscored}
        self.choose(self.officer, self.old_id, self.old_choices)
        self.old_fields = {("M02", "history"): "Tổ hợp tác từ 2009, hợp tác xã từ 2018",
                           ("M02", "specification"): "Gói 500 g", ("M01", "year"): "2023"}
        self.fill_forms(self.officer, self.old_id, self.old_fields)
        old_codes = {c["key"]: c["code"] for c in self.old_sheet.criteria}
        today = self.province.today()
        _, self.kept_content = self.attach(self.officer, self.old_id, "EV_IP", [old_codes["intellectual_property"]])
        self.attach(self.officer, self.old_id, "EV_TEST", [old_codes["quality_declaration"], old_codes["periodic_testing"]],
                    str(dates.days_later(today, 400)), "kiem-nghiem.pdf")
        self.attach(self.officer, self.old_id, "EV_FACILITY", [old_codes["quality_assurance"]], str(dates.days_later(today, -1)))
        self.attach(self.officer, self.old_id, "EV_BIZ", [], str(dates.days_later(today, -30)))
        self.refuse(self.officer, "POST", f"/{self.old_id}/submit", {}, 409, "dossier-state")
        self.officer.post(f"/api/v1/dossiers/{self.old_id}/close")
        self.assertEqual(self.dossier(self.old_id)["state"], "DOSSIER_STATE_CLOSED")
        self.refuse(self.officer, "PUT", f"/{self.old_id}/self-assessment", {"choices": {}}, 409, "dossier-state")

    def open_and_carry_over(self):
        opened = self.officer.post("/api/v1/dossiers", {
            "productId": self.product_id, "kind": "DOSSIER_KIND_RE_RATING", "rulebookCode": "26-2026", "setNo": NOODLES,
            "certificateCode": self.certificate})
        self.dossier_id = opened["id"]
        path = f"/{self.dossier_id}/clone"
        self.refuse(self.officer, "POST", path, {"fromDossierId": NOBODY}, 422, "carry-over-source", "fromDossierId")
        self.refuse(self.officer, "POST", path, {"fromDossierId": self.dossier_id}, 422, "carry-over-source", "fromDossierId")
        self.refuse(self.agency, "POST", path, {"fromDossierId": self.old_id}, 403, "role-missing")
        elsewhere = self.province.office("na-ri")
        self.refuse(elsewhere, "POST", path, {"fromDossierId": self.old_id}, 403, "scope-missing")
        self.refuse(elsewhere, "GET", path, None, 403, "scope-missing")
        self.refuse(self.province.anybody(), "POST", path, {"fromDossierId": self.old_id}, 401, "token-missing")
        self.refuse(self.officer, "POST", f"/{self.old_id}/clone", {"fromDossierId": self.dossier_id}, 409, "dossier-state")
        self.assertEqual(self.to_do().get("toDo", []), [])
        known = self.dossier()["fields"]
        self.officer.post(f"/api/v1/dossiers{path}", {"fromDossierId": self.old_id})
        self.see_what_is_to_do(known)
        self.see_what_was_kept()

    def expected_criteria(self):
        """(kind, code, code then) of each criterion that the two files tell apart, in the order of the
        sheet, and the choices that still mean what they meant."""
        then, to_do, kept = criteria(self.old_sheet), [], {}
        for criterion in self.new_sheet.criteria:
            old = then.get(criterion["key"])
            if old is None:
                to_do.append(("criterion_new", criterion["code"], ""))
            elif options(self.new_sheet, criterion) != options(self.old_sheet, old):
                to_do.append(("criterion_changed", criterion["code"], old["code"]))
            elif old["code"] in self.old_choices:
                kept[criterion["code"]] = self.old_choices[old["code"]]
            else:
                to_do.append(("criterion_unscored", criterion["code"], old["code"]))
        return to_do, kept

    def expected_fields(self, known):
        """Fields of the new forms that must be filled in and that nobody knows yet."""
        filled = {(field["formCode"], field["key"]) for field in known if field["value"]} | set(self.old_fields)
        return [
            ("field_new", f"{form}.{field['key']}", "")
            for form in ("M01", "M02")
            for field in self.new_book.form_fields(form)
            if field.get("type") != "tick" and field["key"] not in OPTIONAL[form] and (form, field["key"]) not in filled
        ]

    def see_what_is_to_do(self, known):
        to_do, self.kept_choices = self.expected_criteria()
        ended = [("evidence_expired", "EV_FACILITY", "ev_facility.pdf"), ("evidence_expired", "EV_BIZ", "ev_biz.pdf")]
        expected = to_do + self.expected_fields(known) + ended
        listed = self.to_do()
        self.assertEqual([(item["kind"], item["code"], item.get("earlier", "")) for item in listed["toDo"]], expected)
        self.assertFalse([item for item in listed["toDo"] if item.get("done")])
        kinds = {kind for kind, _, _ in expected}
        self.assertEqual(kinds, {"criterion_new", "criterion_changed", "criterion_unscored", "field_new", "evidence_expired"})
        self.assertEqual(listed["fromDossierId"], self.old_id)
        self.assertEqual(listed["keptChoices"], len(self.kept_choices))
        self.assertEqual(listed["keptFields"], 2)  # the year is the new dossier's own
        self.assertEqual(listed["keptEvidence"], 2)
        for item in listed["toDo"]:
            self.assertTrue(item["textVi"] and item["textEn"], item)

    def see_what_was_kept(self):
        dossier = self.dossier()
        self.assertEqual(dossier["carriedFrom"], self.old_id)
        self.assertEqual(dossier["selfAssessment"], self.kept_choices)
        values = {(field["formCode"], field["key"]): field["value"] for field in dossier["fields"]}
        self.assertEqual(values["M02", "history"], self.old_fields["M02", "history"])
        self.assertEqual(values["M01", "year"], str(self.province.today().year))
        kept = {evidence["evidenceType"]: evidence for evidence in dossier["evidence"]}
        self.assertEqual(set(kept), {"EV_IP", "EV_TEST"})
        self.assertTrue(all(evidence["carriedOver"] for evidence in kept.values()))
        self.assertEqual(kept["EV_IP"]["sha256"], hashlib.sha256(self.kept_content).hexdigest())
        codes = {key: criterion["code"] for key, criterion in criteria(self.new_sheet).items()}
        self.assertEqual(kept["EV_IP"]["criterionCodes"], [codes["intellectual_property"]])
        self.assertEqual(kept["EV_TEST"]["criterionCodes"], [codes["quality_declaration"]])  # testing is no criterion now

    def do_what_is_to_do(self):
        """Criterion by criterion and paper by paper, until nothing is left."""
        best = self.new_sheet.choose(85, 4)
        self.choose(self.officer, self.dossier_id, {**best, **self.kept_choices})
        left = [item for item in self.to_do()["toDo"] if not item.get("done")]
        self.assertFalse([item for item in left if item["kind"].startswith("criterion")])
        wanted = [tuple(item["code"].split(".")) for item in left if item["kind"] == "field_new"]
        self.fill_forms(self.officer, self.dossier_id, {field: "Dữ liệu ví dụ" for field in wanted})
        self.assertFalse([item for item in self.to_do()["toDo"] if item["kind"] == "field_new" and not item.get("done")])
        soon = dates.days_later(self.province.today(), 300)
        self.attach(self.officer, self.dossier_id, "EV_FACILITY", [], str(soon), "attp-moi.pdf")
        self.attach(self.officer, self.dossier_id, "EV_BIZ", [], "", "dang-ky-moi.pdf")
        self.assertFalse([item for item in self.to_do()["toDo"] if not item.get("done")])
        self.see_the_check({**best, **self.kept_choices}, soon)

    def see_the_check(self, choices, soon):
        check = self.check()
        self.assertTrue(check["complete"], check.get("gaps"))
        parts = {part["partCode"]: part.get("points", 0) for part in check["parts"]}
        self.assertEqual(parts, self.new_sheet.part_totals(choices))
        self.assertEqual(check["selfTotal"], self.new_sheet.total(choices))
        missed = [(gap["star"], gap["criterionCode"]) for gap in check.get("missedMinimums", [])]
        self.assertEqual(missed, self.new_sheet.missed_minimums(choices, 5))
        for gap in check.get("missedMinimums", []):
            [criterion] = [c for c in self.new_sheet.criteria if c["code"] == gap["criterionCode"]]
            self.assertEqual(gap["neededPoints"], self.new_sheet.minimum(criterion, gap["star"]))
        # A certificate of today would run for 36 months: the new paper and the test end before.
        self.assertEqual({evidence["validUntil"] for evidence in check["expiringEvidence"]},
                         {str(soon), str(dates.days_later(self.province.today(), 400))})
        self.assertEqual(check["windowFrom"], str(dates.days_later(self.ends_on, -180)))
        self.assertEqual(check["windowUntil"], str(dates.days_later(self.ends_on, -120)))

    def file_in_the_window(self):
        """The producer confirms what the officer typed; before the window nobody files."""
        path = f"/{self.dossier_id}"
        self.refuse(self.officer, "POST", f"{path}/submit", {}, 409, "not-confirmed")
        self.refuse(self.producer, "POST", f"{path}/confirm", {"contentSha256": "0" * 64}, 409, "not-confirmed", "contentSha256")
        self.refuse(self.officer, "POST", f"{path}/confirm", {"contentSha256": self.check()["contentSha256"]}, 403, "role-missing")
        self.producer.post(f"/api/v1/dossiers{path}/confirm", {"contentSha256": self.check()["contentSha256"]})
        self.assertEqual(self.dossier()["confirmedSha256"], self.check()["contentSha256"])
        self.refuse(self.officer, "POST", f"{path}/submit", {}, 422, "re-rating-window", "certificateCode")
        self.move_to(dates.days_later(self.ends_on, -180))
        self.fill_forms(self.officer, self.dossier_id, {("M01", "phone"): "000 000 0000"})
        self.refuse(self.officer, "POST", f"{path}/submit", {}, 409, "not-confirmed")  # it says something else now
        self.confirmed = self.check()["contentSha256"]
        self.producer.post(f"/api/v1/dossiers{path}/confirm", {"contentSha256": self.confirmed})
        self.officer.post(f"/api/v1/dossiers{path}/submit")
        self.assertEqual(self.dossier()["state"], "DOSSIER_STATE_SUBMITTED")
        self.assertEqual(self.dossier()["waitsWith"], "OFFICE_COMMUNE")
        self.refuse(self.producer, "POST", f"{path}/confirm", {"contentSha256": self.confirmed}, 409, "dossier-state")
        self.refuse(self.officer, "POST", f"{path}/clone", {"fromDossierId": self.old_id}, 409, "dossier-state")
        self.refuse(self.officer, "POST", f"{path}/close", {}, 409, "dossier-state")

    def come_back_once(self):
        """Returned with a reason and a thing to put right; a paper is replaced, and the version of before
        keeps it."""
        path = f"/api/v1/dossiers/{self.dossier_id}"
        self.move_to(dates.days_later(self.province.today(), 3))
        self.officer.post(f"{path}/return", {
            "reason": "Giấy an toàn thực phẩm mờ", "deadline": str(dates.days_later(self.province.today(), 10)),
            "items": [{"code": "EV_FACILITY", "text": "Bản chụp rõ hơn"}]})
        self.assertEqual(self.dossier()["state"], "DOSSIER_STATE_RETURNED")
        [old] = [e for e in self.dossier()["evidence"] if e["evidenceType"] == "EV_FACILITY"]
        self.replaced = old
        self.attach(self.producer, self.dossier_id, "EV_FACILITY", [], "", "attp-ro.pdf")
        self.producer.call("DELETE", f"{path}/evidence/{old['evidenceId']}")
        self.refuse(self.producer, "DELETE", f"/{self.dossier_id}/evidence/{old['evidenceId']}", None, 409, "evidence-bound")
        self.producer.post(f"{path}/submit")
        self.see_versions(["FIRST", "RESUBMISSION"])
        [first, second] = [self.version(number) for number in (1, 2)]
        self.assertEqual(first["submission"]["contentSha256"], self.confirmed)
        self.assertIn(old["evidenceId"], [e["evidenceId"] for e in first["evidence"]])
        self.assertNotIn(old["evidenceId"], [e["evidenceId"] for e in second["evidence"]])
        self.refuse(self.producer, "GET", f"/{self.dossier_id}/submissions/3", None, 404, "no-such-thing")

    def version(self, number):
        shown = self.province.get(self.agency, f"/dossiers/{self.dossier_id}/submissions/{number}")
        self.assertEqual(hashlib.sha256(shown["content"].encode()).hexdigest(), shown["submission"]["contentSha256"])
        self.assertEqual(len(shown["evidence"]), shown["submission"]["evidenceCount"])
        return shown

    def see_versions(self, kinds):
        listed = self.province.get(self.agency, f"/dossiers/{self.dossier_id}/submissions")["submissions"]
        self.assertEqual([one["kind"].removeprefix("SUBMISSION_KIND_") for one in listed], kinds)
        self.assertEqual([one["submissionNo"] for one in listed], list(range(1, len(kinds) + 1)))

    def hand_over_samples(self, client, office):
        asked = next((h["samples"] for h in self.new_book.data["handovers"]
                      if h["from_level"] == "commune" and "re_rating" in h["procedures"]), 0)
        if asked:
            client.post(f"/api/v1/dossiers/{self.dossier_id}/samples", {
                "office": f"OFFICE_{office}", "sampleCount": asked, "receivedOn": str(self.province.today())})

    def be_proposed_and_admitted(self):
        path = f"/api/v1/dossiers/{self.dossier_id}"
        self.officer.post(f"{path}/screening", {
            "findings": [{"checkCode": code, "satisfied": True} for code in self.new_book.screening_checks()]})
        self.hand_over_samples(self.officer, "COMMUNE")
        self.officer.post(f"{path}/propose", {"letterNumber": "15/TTr-UBND"})
        self.refuse(self.agency, "POST", f"/{self.dossier_id}/supplements", self.question(), 409, "dossier-state")
        self.refuse(self.producer, "POST", f"/{self.dossier_id}/supplements/answer", {}, 409, "dossier-state")
        self.hand_over_samples(self.agency, "PROVINCE")
        held_on = dates.days_later(self.province.today(), 30)
        self.round_id = self.agency.post("/api/v1/rounds", {
            "shard": "tn1", "name": "Phân hạng lại", "level": "LEVEL_PROVINCE", "unitCode": "19", "rulebookCode": "26-2026",
            "heldOn": str(held_on), "proposalsBefore": str(dates.days_later(held_on, -20))})["id"]
        self.wait_caught_up()
        self.agency.post(f"{path}/admit", {"roundId": self.round_id})
        wait_for("the round has taken it in", lambda: self.dossier().get("productCode"))
        self.assertEqual(self.dossier()["waitsWith"], "OFFICE_ROUND")

    def question(self, **changes):
        return {"reason": "Phiếu kiểm nghiệm đã cũ", "deadline": str(dates.days_later(self.province.today(), 14)),
                "items": [{"code": "EV_TEST", "text": "Phiếu kiểm nghiệm mới"}, {"text": "Ảnh cơ sở sản xuất"}], **changes}

    def supplement(self):
        path, supplements = f"/{self.dossier_id}", f"/{self.dossier_id}/supplements"
        self.refuse(self.producer, "POST", f"{supplements}/answer", {}, 409, "supplement-not-asked")
        self.refuse(self.producer, "PUT", f"{path}/forms", {"fields": []}, 409, "dossier-state")
        self.refuse(self.producer, "POST", supplements, self.question(), 403, "role-missing")
        for changes, status, rule, field in (
            ({"reason": " "}, 422, "reason-missing", "reason"),
            ({"reason": "a" * 4001}, 400, "field-too-long", "reason"),
            ({"items": []}, 400, "field-missing", "items"),
            ({"items": [{"text": "Gì đó"}] * 41}, 400, "field-too-long", "items"),
            ({"items": [{"code": "M01.colour", "text": "Gì đó"}]}, 400, "field-invalid", "items[0].code"),
            ({"deadline": str(self.province.today())}, 400, "date-invalid", "deadline"),
        ):
            self.refuse(self.agency, "POST", supplements, self.question(**changes), status, rule, field)
        deadline = self.question()["deadline"]
        self.agency.post(f"/api/v1/dossiers{supplements}", self.question())
        self.refuse(self.agency, "POST", supplements, self.question(), 409, "supplement-open")
        dossier = self.dossier()
        self.assertEqual((dossier["state"], dossier["waitsWith"], dossier["dueOn"]),
                         ("DOSSIER_STATE_ADMITTED", "OFFICE_PRODUCER", deadline))
        self.refuse(self.producer, "POST", f"{supplements}/answer", {}, 422, "supplement-empty")
        self.refuse(self.producer, "POST", f"{supplements}/answer", {"note": "a" * 4001}, 400, "field-too-long", "note")
        self.refuse(self.producer, "PUT", f"{path}/self-assessment", {"choices": {}}, 409, "dossier-state")
        bound = dossier["evidence"][0]["evidenceId"]
        self.refuse(self.producer, "DELETE", f"{path}/evidence/{bound}", None, 409, "evidence-bound")
        self.give(path, supplements)

    def give(self, path, supplements):
        before = [self.version(number) for number in (1, 2)]
        self.move_to(dates.days_later(self.province.today(), 5))
        new_id, content = self.attach(self.officer, self.dossier_id, "EV_TEST", [], "", "kiem-nghiem-moi.pdf")
        self.refuse(self.officer, "POST", f"{supplements}/answer", {}, 409, "not-confirmed")
        self.producer.post(f"/api/v1/dossiers{supplements}/answer", {"note": "Phiếu mới của phòng kiểm nghiệm"})
        dossier = self.dossier()
        self.assertEqual((dossier["state"], dossier["waitsWith"]), ("DOSSIER_STATE_ADMITTED", "OFFICE_ROUND"))
        self.assertFalse(dossier.get("dueOn"))
        [supplement] = dossier["supplements"]
        self.assertEqual(supplement["submissionNo"], 3)
        self.assertEqual(supplement["givenOn"], str(self.province.today()))
        self.see_versions(["FIRST", "RESUBMISSION", "SUPPLEMENT"])
        self.assertEqual([self.version(number) for number in (1, 2)], before)  # as they were
        self.assertIn(new_id, [evidence["evidenceId"] for evidence in self.version(3)["evidence"]])
        # Files of every version can be read: the newest, and the one that was replaced.
        for evidence_id, sha256 in ((new_id, hashlib.sha256(content).hexdigest()),
                                    (self.replaced["evidenceId"], self.replaced["sha256"])):
            answer = self.agency.raw("GET", f"/api/v1/dossiers{path}/evidence/{evidence_id}")
            self.assertEqual(answer.status, 200)
            self.assertEqual(hashlib.sha256(answer.content).hexdigest(), sha256)

    def all_of_it_was_told(self):
        told = [event["type"].rsplit(".", 1)[-1] for event in self.events("registration")
                if event["thingId"] in (self.dossier_id, self.old_id)]
        self.assertEqual(told, [
            "EarlierDossierClosed", "DossierCarriedOver", "DossierConfirmed", "DossierConfirmed", "DossierSubmitted",
            "DossierReturned", "DossierSubmitted", "DossierScreened", "SamplesReceived", "DossierProposed", "SamplesReceived",
            "DossierAdmitted", "SupplementAsked", "SupplementGiven"])


if __name__ == "__main__":
    unittest.main()
