"""Nobody learns what a sealed sheet says before its dossier is closed: everything that can be asked, asked of
everybody, before the sheet is handed in and after.

Member B hands in a sheet of an unusual combination. The answers of A, the other members, offices and the public
may differ by the number of sheets that are in, and by nothing else; neither B's total, nor his choices, notes and
nonce stand in any answer, refusal, event or log.
"""
import json
import re
import unittest

from flow import Flow
from province import dates, dossiers, job, rounds
from province.context import PROVINCE_CODE
from surface import Surface

KEY, OTHER_KEY = "che", "mang"
A, B = "member-1", "member-2"
NOTE = "Nước trà trong, hậu ngọt lạ thường"
REASON = "Nghi ngờ nguồn gốc búp chè"
VIEWERS = (A, "chair", "secretary", "member-3", "ocop-agency", "adviser-1", "auditor", "chairman", "ministry", "na-ri", "inspector")
# What may change when a sheet comes in: how many are in, and the moment of the answer.
KNOWN = ("sheetsSealed",)


def flat(value, path=""):
    """Every value of a JSON document with its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from flat(inner, f"{path}[{number}]")
    else:
        yield path, value


def differences(before, after):
    """Paths at which two answers differ; ("", ...) when they are no JSON."""
    try:
        first, second = dict(flat(json.loads(before))), dict(flat(json.loads(after)))
    except ValueError:
        return [("", before, after)] if before != after else []
    return [(path, first.get(path), second.get(path)) for path in first.keys() | second.keys()
            if first.get(path) != second.get(path)]


def without_moments(text):
    """Moments of the answer itself, what is signed with them, and ids of requests, differ by themselves."""
    text = re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "MOMENT", text)
    text = re.sub(r'"value":"[A-Za-z0-9+/]{86}=="', '"value":"SIGNED"', text)  # Ed25519 over what is compared here
    return re.sub(r'"instance":"[^"]*"', '"instance":""', text)


class SealingTest(Flow):
    shards = ("tn1",)

    @classmethod
    def prepare(cls):
        province = cls.province
        province.plan["products"] = [p for p in province.plan["products"] if p["key"] in (KEY, OTHER_KEY)]
        province.plan["rounds"] = [entry for entry in province.plan["rounds"] if entry["key"] == "second"]
        for product in province.plan["products"]:
            product["round"] = "second"
            product.pop("team", None)
        job.begin(province)
        cls.add_offices()
        cls.plan_rounds()
        cls.prepare_rounds()
        [cls.entry] = province.plan["rounds"]
        cls.round = cls.planned(cls.entry)["round_id"]
        cls.ids = cls.open_round(cls.entry)
        cls.dossier = province.journal[f"dossier/{KEY}"]["id"]
        cls.product = next(p for p in province.plan["products"] if p["key"] == KEY)
        expectation = rounds.Expectation(province, cls.product)
        cls.choices = cls.unusual(expectation.sheet)
        cls.total = expectation.sheet.total(cls.choices)
        # All others are in, within ten points of each other, and B is far from them.
        cls.others = {name: expectation.choices(84) for name in expectation.passes[0] if name != B}

    @staticmethod
    def unusual(sheet):
        """The first and the last option by turns: nobody chooses like that."""
        return {
            criterion["code"]: criterion["options"][0 if number % 2 else -1]["no"]
            for number, criterion in enumerate(sheet.criteria)
        }

    # --- words of this test

    def client(self, name):
        if name == "":
            return self.province.anybody()
        return self.province.operator() if name == "operator" else self.province.office(name)

    def sheet_path(self, member):
        return f"/api/v1/rounds/{self.round}/sheets/{self.dossier}/{self.ids[member]}"

    def surface(self):
        product = self.province.journal[f"product/{KEY}"]["id"]
        producer = self.province.journal[f"producer/{KEY}"]["id"]
        values = {
            "account_id": [self.ids[B]], "complaint_id": ["complaint_x"], "code": ["26-2026"], "set_no": [1],
            "number": ["0000000000"], "dossier_id": [self.dossier], "evidence_id": ["evidence_x"], "idea_id": ["idea_x"], "inspection_id": ["inspection_x"],
            "listing_id": [product], "member_id": [self.ids[B], self.ids[A]], "paper_id": ["paper_x"], "plan_id": ["plan_x"],
            "producer_id": [producer], "product_id": [product], "round_id": [self.round], "submission_no": ["1"],
            "sha256": ["0" * 64], "decision_id": ["decision_x"], "recipient_id": ["19"], "move_no": ["1"],
            "receipt": ["0000000000"], "report_id": ["report_x"], "photo_id": ["photo_x"], "province_code": ["19"],
            "subscription_id": ["subscription_x"],
            "point_of_sale_id": ["shop_x"], "fair_id": ["fair_x"], "participant_id": ["participant_x"], "export_id": ["export_x"], "batch_id": ["batch_x"], "offer_id": ["offer_x"], "enquiry_id": ["enquiry_x"], "run_id": ["run_x"], "serial": ["khong-co"],
            "limit": ["200"], "producerId": [producer], "productId": [product], "roundId": [self.round],
            "dossierId": [self.dossier], "provinceCode": [PROVINCE_CODE], "pass": ["1"], "q": [self.product["name"]],
            "office": ["OFFICE_PROVINCE"], "format": ["csv"],
        }
        bodies = {
            "/api/v1/labels": [{"labels": ["0000000000"]}],
            "/api/v1/verify": [{"numbers": ["0000000000"]}],
            "/api/v1/score": [{"rulebook": "26-2026", "set": self.product["set_no"], "choices": {}}],
            "/api/v1/imports/preview": [{}],
            "/api/v1/rounds/{round_id}/offline-form/preview": [
                {"memberId": self.ids[name], "sheets": [{"dossierId": self.dossier, "pass": 1}]} for name in (A, B)
            ],
        }
        return Surface(self.client("").send("GET", "/openapi.json").body, values, bodies)

    def walk(self):
        self.wait_caught_up()
        surface = self.surface()
        return {viewer: surface.ask(self.client(viewer)) for viewer in (*VIEWERS, "operator", "")}

    def attempts(self, close=False):
        """What changes nothing because it is refused: answers that could tell something. Without B's sheet there
        is a quorum, and the dossier could be closed: that is tried when the spread forbids it."""
        path = self.sheet_path(B)
        tried = {}
        for viewer in (A, "chair", "secretary", "ocop-agency"):
            for method, where, body in (
                ("PUT", path, {"choices": self.choices}), ("POST", f"{path}/submit", {"choices": self.choices}),
                ("POST", f"/api/v1/rounds/{self.round}/close", {}),
            ):
                for version in (None, '"1"', '"2"', '"3"'):
                    answer = self.client(viewer).send(method, where, body, if_match=version)
                    self.assertGreaterEqual(answer.status, 400, (viewer, where))
                    tried[viewer, method, where, version] = answer.status, answer.content.decode()
        for viewer in ("chair", "secretary", "ocop-agency") if close else ():
            answer = self.client(viewer).send("POST", f"/api/v1/rounds/{self.round}/dossiers/{self.dossier}/close", {})
            self.assertGreaterEqual(answer.status, 400, viewer)
            tried[viewer, "close"] = answer.status, answer.content.decode()
        return tried

    def assert_says_nothing(self, text, where):
        """Neither the whole of the choices nor what only B wrote; the nonce is looked for after the close."""
        self.assertNotIn(NOTE, text, where)
        self.assertNotIn(REASON, text, where)
        packed = json.dumps(self.choices, separators=(",", ":"))[1:-1]
        self.assertNotIn(packed, text.replace(" ", ""), where)

    def logs(self):
        return {path.name: path.read_text(errors="replace") for path in self.stack.logs.glob("*.log")}

    # --- the test

    def test_a_sealed_sheet_is_in_no_answer_event_or_log(self):
        b = self.client(B)
        for name, choices in self.others.items():
            self.client(name).post(self.sheet_path(name) + "/submit", {"choices": choices})
        start = {name: len(text) for name, text in self.logs().items()}

        before, refused_before = self.walk(), self.attempts()
        notes = [{"criterionCode": next(iter(self.choices)), "note": NOTE}]
        b.put(self.sheet_path(B), {"choices": self.choices, "notes": notes})
        drafted, refused_drafted = self.walk(), self.attempts()
        self.assert_moved_by(before, drafted, ())
        self.assertEqual(*map(self.comparable, (refused_before, refused_drafted)))
        b.post(self.sheet_path(B) + "/submit", {"choices": self.choices, "notes": notes})
        after, refused_after = self.walk(), self.attempts(close=True)
        self.assert_moved_by(drafted, after, KNOWN)
        self.assert_refusals_tell_no_points(refused_drafted, refused_after)

        told = {source: self.stack.ocop("events", "--source", source).stdout for source in self.heads()}
        logged = {name: text[start.get(name, 0):] for name, text in self.logs().items()}
        said = [text for answers in (before, drafted, after) for seen in answers.values() for _, text in seen.values()]
        said += [text for tried in (refused_drafted, refused_after) for _, text in tried.values()]
        said += [*told.values(), *logged.values()]
        for text in said:
            self.assert_says_nothing(text, "an answer, event or log")
        self.assert_only_a_commitment_is_told(told["scoring_tn1"])
        self.assert_log_has_no_words_for_it(logged)
        self.nonce_was_nowhere(said)

    def comparable(self, tried):
        return {request: (status, without_moments(text)) for request, (status, text) in tried.items()}

    def assert_moved_by(self, before, after, known):
        """Only these fields have moved, each by one sheet; and they have."""
        moved = set()
        for viewer, seen in after.items():
            for request, (status, text) in seen.items():
                self.assertEqual(before[viewer][request][0], status, (viewer, request))
                pair = without_moments(before[viewer][request][1]), without_moments(text)
                for path, was, is_now in differences(*pair):
                    name = path.rsplit(".", 1)[-1]
                    if name in known and is_now == (was or 0) + 1:
                        moved.add(name)
                        continue
                    if self.is_own_business(viewer, request[1]):
                        continue
                    self.fail(f"{viewer} learns {path}: {was} -> {is_now} at {request}")
        self.assertEqual(moved, set(known))

    @staticmethod
    def is_own_business(viewer, path):
        """The operator sees how the daemons are, not what they hold."""
        return viewer == "operator" and path.startswith("/api/v1/shards")

    def assert_refusals_tell_no_points(self, before, after):
        """A close that the spread forbids says so, with its limit; how great it is nobody can reckon."""
        spread = 84 - self.total
        self.assertGreater(spread, rounds.SPREAD_POINTS, "B is meant to be far from the others")
        for request, (status, text) in after.items():
            if request in before and before[request] == (status, text):
                continue
            for number in (self.total, spread):
                self.assertNotRegex(text, rf"\b{number}\b", request)
            for error in json.loads(text)["errors"]:
                self.assertIn(error["rule"], ("second-pass-needed", "dossier-not-closed", "sheet-sealed", "scope-missing",
                                              "version-stale", "role-missing"), request)

    def assert_only_a_commitment_is_told(self, told):
        events = [json.loads(line) for line in told.splitlines()]
        sealed = [event for event in events if event["type"].endswith(".ScoreSheetSealed")]
        [mine] = [event for event in sealed if self.ids[B] in json.dumps(event)]
        body = next(value for value in mine.values() if isinstance(value, dict) and "commitment" in value)
        self.assertEqual(sorted(body), ["commitment", "dossierId", "memberId", "pass", "roundId"])
        kinds = {event["type"].rsplit(".", 1)[-1] for event in events}
        self.assertNotIn("DossierClosed", kinds)

    def assert_log_has_no_words_for_it(self, logged):
        self.assertTrue(any("SubmitScoreSheet" in text for text in logged.values()), "the logs are those of this time")
        for name, text in logged.items():
            for line in text.splitlines():
                keys = set(re.findall(r"\b(\w+)=", line))
                self.assertFalse(keys & {"total", "points", "choices", "nonce", "options", "sheet", "notes"}, (name, line))

    def nonce_was_nowhere(self, said):
        """What opens the commitment comes out with the close, and was in nothing before it."""
        secretary = self.client("secretary")
        secretary.post(f"/api/v1/rounds/{self.round}/rescore", {"dossierId": self.dossier, "reason": "Chênh lệch"})
        self.assertGreaterEqual(self.client(A).send("GET", self.sheet_path(B) + "?pass=1").status, 400, "still sealed")
        for name, choices in {**self.others, B: self.others[A]}.items():
            self.client(name).post(self.sheet_path(name) + "/submit", {"choices": choices})
        self.assertGreaterEqual(self.client(A).send("GET", self.sheet_path(B) + "?pass=1").status, 400, "still sealed")
        secretary.post(f"/api/v1/rounds/{self.round}/dossiers/{self.dossier}/close", {})
        opened = self.client(A).get(self.sheet_path(B) + "?pass=1")
        self.assertEqual(opened["total"], self.total)
        self.assertEqual(opened["choices"], self.choices)
        for text in said:
            self.assertNotIn(opened["nonce"].lower(), text.lower())


if __name__ == "__main__":
    unittest.main()
