"""The life of certificates over HTTP: every move from every state, made or refused by its name; what
the ministry asks, what an act allows, how one runs on for its re-rating, and what lapses.

The certificates are those of an old register, invented for the test. The table of moves is written out
here once more, as the domain has it.
"""
import csv
import json
import unittest
import urllib.parse

from flow import LIMIT_S, Flow, wait_for
from province import certificates, dates, dossiers, job, setup
from province.client import Client
from province.context import PROVINCE_CODE

COMMUNE, COMMUNE_CODE = "con-minh", "02185"
PASSWORD = "mat-khau-vi-du-1"

# Name, stars, days from today to the last one (None: not known), by the moves they are for.
PRODUCTS = {
    "revoked": ("Chè Ví dụ 1", 4, 500),
    "corrected": ("Chè Ví dụ 2", 3, 510),
    "suspended": ("Chè Ví dụ 3", 4, 520),
    "expired": ("Chè Ví dụ 4", 3, -10),
    "unverified": ("Chè Ví dụ 5", 4, None),
    "five": ("Chè Ví dụ 6", 5, 530),
    "rated-again": ("Chè Ví dụ 7", 4, 200),
    "asked-for": ("Chè Ví dụ 8", 3, 540),
}

MOVES = ("revoke", "replace", "suspend", "reinstate", "extend")
# What each state does not allow, and what it is called.
REFUSED = {
    "SUSPENDED": ("certificate-suspended", ("replace", "suspend", "extend")),
    "NOT_VERIFIED": ("certificate-not-verified", ("replace", "suspend", "reinstate", "extend")),
    "EXPIRED": ("certificate-expired", MOVES),
    "REVOKED": ("certificate-revoked", MOVES),
    "REPLACED": ("certificate-replaced", MOVES),
    "VALID": ("certificate-not-suspended", ("reinstate",)),
}


class CertificateLifeTest(Flow):
    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.today = cls.province.today()
        cls.import_register()
        cls.paper = certificates.keep_paper(cls.province, "ocop-agency", PROVINCE_CODE, "conclusion", "01/KL-Ví dụ", "Kết luận")
        cls.wait_caught_up()

    @classmethod
    def import_register(cls):
        rows = [cls.row(*product, number) for number, product in enumerate(PRODUCTS.values(), 1)]
        path = cls.stack.directory / "register.csv"
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged",
                         lambda: setup.enough(setup.legacy_certificates(cls.province), len(PRODUCTS)))
        by_name = {certificate["productName"]: certificate for certificate in found}
        cls.certificates = {key: by_name[product[0]] for key, product in PRODUCTS.items()}

    @classmethod
    def row(cls, name, stars, days, number):
        ends_on = dates.days_later(cls.today, days) if days is not None else None
        decided = dates.add_months(ends_on, -36) if ends_on else None
        return {
            "product": name, "producer": f"Hợp tác xã Ví dụ {number}", "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": str(stars), "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND" if ends_on else "", "decision_date": str(decided or ""),
            "expiry_date": str(ends_on or ""), "year": str(decided.year) if decided else "2022", "event": "công nhận",
            "source": "https://example.org/quyet-dinh",
        }

    # --- what every step needs

    def office(self, name):
        return self.province.office(name)

    def code(self, key):
        return self.certificates[key]["code"]

    def certificate(self, key):
        return self.province.get(self.province.anybody(), f"/certificates/{self.code(key)}")

    def state(self, key):
        return self.certificate(key)["state"].removeprefix("CERTIFICATE_STATE_")

    def product(self, key):
        return {"key": key, "name": PRODUCTS[key][0]}

    def badge_is(self, key, badge, stars):
        def shown():
            listing = self.province.get(self.province.anybody(), f"/listings/{self.certificates[key]['productId']}")
            return listing if (listing["badge"], listing.get("stars", 0)) == (f"BADGE_STATE_{badge}", stars) else None

        return wait_for(f"{key} is listed as {badge}", shown)

    def body(self, move, **changes):
        bodies = {
            "revoke": {"groundCode": "c", "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.today), "paperId": self.paper},
            "replace": {"productName": "Chè Ví dụ có tên khác"},
            "extend": {"until": str(dates.days_later(self.today, 600))},
        }
        return {"reason": "Trình diễn", "decisionNumber": f"{move}/QĐ-Ví dụ", **bodies.get(move, {}), **changes}

    def move(self, key, move, office="chairman", **changes):
        return self.office(office).post(f"/api/v1/certificates/{self.code(key)}/{move}", self.body(move, **changes))

    def refuse(self, key, move, status, rule, field=None, office="chairman", **changes):
        path = f"/api/v1/certificates/{self.code(key)}/{move}"
        with self.subTest(key=key, move=move, rule=rule):
            self.assert_refused(lambda: self.office(office).send("POST", path, self.body(move, **changes)), status, rule, field)

    def refuse_all(self, key):
        """Every move that the certificate's state does not allow."""
        rule, moves = REFUSED[self.state(key)]
        for move in moves:
            self.refuse(key, move, 409, rule)

    def history(self, key):
        moves = self.province.get(self.province.anybody(), f"/certificates/{self.code(key)}/moves")["moves"]
        return [move["move"].removeprefix("CERTIFICATE_MOVE_") for move in moves]

    # --- the way

    def test_the_life_of_certificates(self):
        self.they_begin_as_the_register_has_them()
        self.revoked()
        self.corrected()
        self.suspended()
        self.unverified()
        self.five_stars_are_the_ministers()
        self.the_ministry_asks()
        self.what_lapses()
        self.not_extended_unless_the_setting_says_so()
        self.rated_again_in_time()
        self.extended_and_over()
        self.each_move_has_its_notices()
        self.assert_invariants_hold()

    def they_begin_as_the_register_has_them(self):
        states = {key: self.state(key) for key in PRODUCTS}
        self.assertEqual(states, {**dict.fromkeys(PRODUCTS, "VALID"), "expired": "EXPIRED", "unverified": "NOT_VERIFIED"})
        self.assertEqual(self.certificate("revoked")["placeToday"]["communeCode"], COMMUNE_CODE)
        paper = f"/api/v1/certificates/{self.code('revoked')}.pdf"  # an old register's has none of ours
        self.assert_refused(lambda: self.province.anybody().send("GET", paper), 409, "certificate-state")
        self.refuse_all("revoked")
        self.refuse_all("expired")
        self.refuse_all("unverified")

    def revoked(self):
        self.refuse("revoked", "revoke", 422, "paper-missing", "paperId", paperId="paper_01JD3W5G7KQ2M8ZX4B6N9RTCVF")
        self.refuse("revoked", "revoke", 400, "field-invalid", "basis", basis=7)
        self.move("revoked", "revoke", basis="REVOCATION_BASIS_COMMUNE_CONFIRMATION", groundCode="đ",
                  concludedOn=str(dates.days_later(self.today, -17)))
        self.assertEqual(self.state("revoked"), "REVOKED")
        self.badge_is("revoked", "REVOKED", 0)
        self.refuse_all("revoked")
        [revoked] = [event["body"] for event in self.events("certification") if event["type"].endswith("CertificateRevoked")]
        self.assertEqual(revoked["daysLate"], 2)  # 15 days from the commune's word
        self.assertEqual(revoked["basis"], "REVOCATION_BASIS_COMMUNE_CONFIRMATION")
        kept = self.office("inspector").raw("GET", f"/api/v1/papers/{self.paper}", None, {})
        self.assertEqual(kept.status, 200)
        self.assertTrue(kept.content.startswith(b"%PDF"))
        self.assert_refused(lambda: self.province.anybody().send("GET", f"/api/v1/papers/{self.paper}"), 401, "token-missing")
        self.assertEqual(self.history("revoked"), ["ISSUE", "REVOKE"])

    def corrected(self):
        new = self.move("corrected", "replace")["id"]
        self.assertEqual(self.state("corrected"), "REPLACED")
        self.assertEqual(self.certificate("corrected")["replacementKind"], "REPLACEMENT_KIND_CORRECTION")
        self.refuse_all("corrected")
        shown = self.province.get(self.province.anybody(), f"/certificates/{new}")
        self.assertEqual((shown["productName"], shown["correctsCode"]), ("Chè Ví dụ có tên khác", self.code("corrected")))
        self.assertEqual(shown["validUntil"], self.certificate("corrected")["validUntil"])
        self.an_old_number_leads_to_the_present_one(new, shown["officialNumber"])

    def an_old_number_leads_to_the_present_one(self, second, second_number):
        """However many came between; the answer says what that one is worth."""
        third = self.office("chairman").post(f"/api/v1/certificates/{second}/replace",
                                             self.body("replace", productName="Chè Ví dụ có tên khác nữa"))["id"]
        anybody = self.province.anybody()
        number = self.province.get(anybody, f"/certificates/{third}")["officialNumber"]
        for asked in (self.code("corrected"), second, second_number.lower()):
            answer = anybody.send("GET", f"/api/v1/verify?{urllib.parse.urlencode({'number': asked})}").body
            self.assertEqual(answer["certificate"]["state"], "CERTIFICATE_STATE_REPLACED")
            self.assertEqual((answer["present"]["code"], answer["present"]["state"]), (third, "CERTIFICATE_STATE_VALID"))
            self.assertIn("nextUpdate", answer)
            many = anybody.send("POST", "/api/v1/verify", {"numbers": [asked]}).body
            self.assertEqual((many["answers"][0]["presentCode"], many["nextUpdate"]), (third, answer["nextUpdate"]))
        page = anybody.raw("GET", f"/verify/{self.code('corrected')}?lang=vi", None, {"Accept": "text/html"}).content.decode()
        for words in ("Đã được thay thế", "Giấy thay thế hiện nay", f"{number}: Còn hiệu lực", f"/verify/{third}"):
            self.assertIn(words, page)
        self.assertNotIn("present", anybody.send("GET", f"/api/v1/verify/{third}").body)

    def act(self, office="chairman", **changes):
        body = {"provinceCode": PROVINCE_CODE, "number": "9/2026/QĐ-UBND-Ví dụ", "issuedOn": str(self.today),
                "inForceFrom": str(self.today), "title": "Quy chế Ví dụ", "text": "Được tạm đình chỉ giấy chứng nhận.", **changes}
        return lambda: self.office(office).send("POST", "/api/v1/suspension-acts", body)

    def suspended(self):
        self.refuse("suspended", "suspend", 422, "suspension-not-entered")
        yesterday = str(dates.days_later(self.today, -1))
        self.assert_refused(self.act(number=""), 400, "field-missing", "number")
        self.assert_refused(self.act(inForceFrom=yesterday), 400, "date-invalid", "inForceFrom")
        self.assert_refused(self.act(provinceCode="99"), 422, "unit-unknown", "provinceCode")
        self.assert_refused(self.act(provinceCode=""), 403, "scope-missing")
        self.assert_refused(self.act("ministry"), 422, "level-not-competent", "provinceCode")
        self.assertEqual(self.act()().status, 201)
        self.move("suspended", "suspend")
        shown = self.certificate("suspended")
        self.assertEqual(shown["suspension"]["actNumber"], "9/2026/QĐ-UBND-Ví dụ")
        self.badge_is("suspended", "SUSPENDED", 0)
        page = self.province.anybody().raw("GET", f"/verify/{self.code('suspended')}?lang=vi", None, {"Accept": "text/html"})
        self.assertIn("Tạm đình chỉ", page.content.decode())
        self.refuse_all("suspended")
        self.move("suspended", "reinstate")
        self.badge_is("suspended", "VALID", 4)
        # The act gets its last day, which is still one of it.
        self.move("suspended", "suspend")
        self.assertEqual(self.act(inForceUntil=str(self.today))().status, 201)
        [act] = self.province.get(self.province.anybody(), "/suspension-acts")["acts"]
        self.assertEqual((act["inForceUntil"], act["version"]), (str(self.today), "2"))
        self.move("suspended", "reinstate")
        self.move("suspended", "suspend")
        self.move("suspended", "revoke")
        self.assertEqual(self.history("suspended"), ["ISSUE", *["SUSPEND", "REINSTATE"] * 2, "SUSPEND", "REVOKE"])

    def unverified(self):
        self.move("unverified", "revoke")
        self.assertEqual(self.state("unverified"), "REVOKED")

    def five_stars_are_the_ministers(self):
        for move in ("revoke", "replace", "suspend", "extend"):
            self.refuse("five", move, 422, "level-not-competent")
            self.refuse("asked-for", move, 422, "level-not-competent", office="ministry")
        self.refuse("five", "suspend", 422, "suspension-not-entered", office="ministry")  # the province's act is not his
        self.move("five", "replace", office="ministry")

    def the_ministry_asks(self):
        path = f"/api/v1/certificates/{self.code('asked-for')}/requests"
        body = {"kind": "REQUEST_KIND_REVOCATION", "reason": "Phản ánh của người tiêu dùng", "documentNumber": "5/BNNMT-Ví dụ"}
        ministry = self.office("ministry")
        self.assert_refused(lambda: self.office("chairman").send("POST", path, body), 403, "role-missing")
        self.assert_refused(lambda: ministry.send("POST", path, {**body, "kind": 0}), 400, "field-invalid", "kind")
        five = self.province.get(self.province.anybody(), f"/certificates?productId={self.certificates['five']['productId']}")
        code = next(c["code"] for c in five["certificates"] if c["state"] == "CERTIFICATE_STATE_VALID")
        self.assert_refused(lambda: ministry.send("POST", f"/api/v1/certificates/{code}/requests", body), 422, "level-not-competent")
        self.assert_refused(lambda: ministry.send("POST", f"/api/v1/certificates/{self.code('expired')}/requests", body),
                            409, "certificate-expired")
        again = ministry.post(path, {**body, "kind": "REQUEST_KIND_RE_EVALUATION"})["id"]
        ministry.post(path, body)

        agency = self.office("ocop-agency")
        waiting = f"/api/v1/certificate-requests?provinceCode={PROVINCE_CODE}&openOnly=true"
        self.assertEqual([r["kind"] for r in agency.get(waiting)["requests"]],
                         ["REQUEST_KIND_REVOCATION", "REQUEST_KIND_RE_EVALUATION"])
        self.assert_refused(lambda: agency.send("GET", "/api/v1/certificate-requests"), 403, "scope-missing")
        answer = f"/api/v1/certificate-requests/{again}/answer"
        followed = {"outcome": "REQUEST_OUTCOME_FOLLOWED", "answer": "Đưa vào đợt đánh giá tới"}
        self.assert_refused(lambda: agency.send("POST", answer, {**followed, "answer": ""}), 422, "reason-missing", "answer")
        agency.post(answer, followed)
        self.assert_refused(lambda: agency.send("POST", answer, followed), 409, "request-answered")
        [revocation] = agency.get(waiting)["requests"]
        self.assert_refused(lambda: agency.send("POST", f"/api/v1/certificate-requests/{revocation['requestId']}/answer", followed),
                            400, "field-invalid", "outcome")
        self.move("asked-for", "revoke")
        self.assertEqual(agency.get(waiting).get("requests", []), [])
        [answered] = [r for r in ministry.get(f"/api/v1/certificate-requests?code={self.code('asked-for')}")["requests"]
                      if r["kind"] == "REQUEST_KIND_REVOCATION"]
        self.assertEqual((answered["outcome"], answered["answer"]), ("REQUEST_OUTCOME_FOLLOWED", "revoke/QĐ-Ví dụ"))

    # --- what comes to its end

    def lapsing(self, query="", office="ocop-agency"):
        client = self.office(office) if isinstance(office, str) else office
        rows = client.get(f"/api/v1/certificates/lapsing?{query or 'provinceCode=' + PROVINCE_CODE}").get("certificates", [])
        return [(row["certificate"]["productName"], row["stage"].removeprefix("LAPSING_STAGE_")) for row in rows]

    def what_lapses(self):
        name = PRODUCTS["rated-again"][0]
        self.assertEqual(self.lapsing(), [(name, "EARLY")])
        self.assertEqual(self.lapsing(f"communeCode={COMMUNE_CODE}", COMMUNE), [(name, "EARLY")])
        past = f"provinceCode={PROVINCE_CODE}&from={dates.days_later(self.today, -30)}"
        self.assertEqual(self.lapsing(past), [(PRODUCTS["expired"][0], "LAPSED"), (name, "EARLY")])
        counts = self.office("ocop-agency").get(f"/api/v1/certificates/lapsing/counts?{past}")["counts"]
        self.assertEqual(counts, [{"key": COMMUNE_CODE, "name": "Xã Côn Minh", "certificates": 2, "early": 1, "windowOpen": 0,
                                   "windowMissed": 0, "filed": 0, "lapsed": 1}])
        by_producer = self.office("ocop-agency").get(f"/api/v1/certificates/lapsing/counts?{past}&byProducer=true")["counts"]
        self.assertEqual(sorted((c["name"], c["early"], c["lapsed"]) for c in by_producer),
                         [("Hợp tác xã Ví dụ 4", 0, 1), ("Hợp tác xã Ví dụ 7", 1, 0)])
        self.the_operators_list(past)
        for office, query, rule, status in (
            (COMMUNE, "communeCode=02155", "scope-missing", 403), ("ocop-agency", "provinceCode=01", "scope-missing", 403),
            ("ocop-agency", f"provinceCode={PROVINCE_CODE}&from=2026-02-30", "date-invalid", 400),
            ("ocop-agency", f"provinceCode={PROVINCE_CODE}&cursor=x", "cursor-invalid", 400),
        ):
            self.assert_refused(lambda: self.office(office).send("GET", f"/api/v1/certificates/lapsing?{query}"), status, rule)

    def the_operators_list(self, past):
        """`ocop lapsing` shows the same."""
        begin = past.rsplit("=", 1)[1]

        def shown(*options):
            lines = self.stack.ocop("lapsing", "--province", PROVINCE_CODE, "--from", begin, "--json", *options).stdout
            return [json.loads(line) for line in lines.splitlines()]

        self.assertEqual([(row["certificate"]["code"], row["stage"]) for row in shown()],
                         [(self.code("expired"), "LAPSING_STAGE_LAPSED"), (self.code("rated-again"), "LAPSING_STAGE_EARLY")])
        self.assertEqual([(row["key"], row["early"], row["lapsed"]) for row in shown("--by-commune")], [(COMMUNE_CODE, 1, 1)])
        self.assertEqual(len(shown("--by-producer")), 2)

    def not_extended_unless_the_setting_says_so(self):
        self.refuse("rated-again", "extend", 422, "extension-not-allowed")
        self.assert_refused(
            lambda: self.office("chairman").send("POST", f"/api/v1/certificates/{self.code('rated-again')}/late-filing",
                                                 {"until": str(self.today), "reason": "Bão lũ", "decisionNumber": "7/QĐ-Ví dụ"}),
            422, "late-filing-not-allowed")
        ending = self.stack.processes.pop("certification")
        ending.terminate()
        self.assertEqual(ending.wait(timeout=LIMIT_S), 0)
        self.stack.start("certification", extra={"extension": "standing"})
        self.stack.wait_ready()
        self.wait_caught_up()
        self.refuse("rated-again", "extend", 422, "re-rating-not-filed")

    def rated_again_in_time(self):
        """Its producer signs in for the first time, and files on the 150th day before the end."""
        certificate = self.certificates["rated-again"]
        ends_on = dates.parse_day(certificate["validUntil"])
        self.province.move_clock_to("clock/window", dates.days_later(ends_on, -150))
        self.assertEqual(self.lapsing(), [(certificate["productName"], "WINDOW_OPEN")])
        self.refuse("rated-again", "suspend", 422, "suspension-not-entered")  # the act is over
        self.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": certificate["producerName"], "signInName": "vi-du-7", "password": PASSWORD,
            "grants": [{"role": "ROLE_PRODUCER", "producerId": certificate["producerId"]}]})
        self.province.clients["vi-du-7"] = producer = Client(self.stack.port).sign_in("vi-du-7", PASSWORD)
        model = self.province.plan["products"][0]
        self.province.journal.put("product/rated-again", {"id": certificate["productId"]})
        dossiers.fill(self.province, {**model, "key": "rated-again", "sign_in_name": "vi-du-7"}, "RE_RATING", certificate["code"])
        self.wait_caught_up()
        self.assertEqual(self.lapsing(f"producerId={certificate['producerId']}", producer), [(certificate["productName"], "FILED")])

    def extended_and_over(self):
        certificate = self.certificates["rated-again"]
        ends_on = dates.parse_day(certificate["validUntil"])
        self.refuse("rated-again", "extend", 400, "date-invalid", "until", until=str(ends_on))
        self.refuse("rated-again", "extend", 422, "extension-too-long", "until", until=str(dates.days_later(ends_on, 181)))
        runs_until = dates.days_later(ends_on, 30)
        self.move("rated-again", "extend", until=str(runs_until))
        self.assertEqual(self.certificate("rated-again")["extendedUntil"], str(runs_until))
        self.province.move_clock_to("clock/own-end", dates.days_later(ends_on, 1))
        self.wait_caught_up()
        self.assertEqual(self.state("rated-again"), "VALID")
        self.assertEqual(self.badge_is("rated-again", "VALID", 4)["extendedUntil"], str(runs_until))
        answer = self.province.get(self.province.anybody(), f"/verify/{certificate['code']}")
        self.assertEqual(dates.day_of(dates.parse_moment(answer["nextUpdate"])), dates.days_later(runs_until, 1))
        self.province.move_clock_to("clock/over", dates.days_later(runs_until, 1), hour=0)
        # What it is worth that day shows at once; that it is over is also written.
        wait_for("that it is over stands in its history", lambda: self.history("rated-again")[-1] == "EXPIRE")
        self.badge_is("rated-again", "EXPIRED", 0)
        self.assertEqual(self.state("rated-again"), "EXPIRED")
        self.wait_caught_up()
        told = [(e["body"]["reminder"], e["body"].get("overtaken", False)) for e in self.events("certification")
                if e["type"].endswith("CertificateReminderDue") and e["body"]["certificate"]["code"] == certificate["code"]]
        kinds = ["TWELVE_MONTHS", "WINDOW_OPENS", "WINDOW_HALF", "WINDOW_ENDS_SOON", "WINDOW_LAST_DAY", "THIRTY_DAYS", "LAST_DAY"]
        self.assertEqual([kind.removeprefix("CERTIFICATE_REMINDER_") for kind, _ in told], kinds)
        # Known at 200 days, moved to 150, and then past the end: the third was the newest of two, the last of four.
        self.assertEqual([overtaken for _, overtaken in told], [False, True, False, True, True, True, False])

    def each_move_has_its_notices(self):
        agency, seen = self.office("ocop-agency"), set()
        for key in ("suspended", "corrected", "rated-again"):
            path = f"/api/v1/certificates/{self.code(key)}/notices"
            notices = agency.get(path)["notices"]
            self.assertEqual([n["move"] for n in notices[::2]], [f"CERTIFICATE_MOVE_{move}" for move in self.history(key)])
            for notice in notices:
                seen.add(notice["move"].removeprefix("CERTIFICATE_MOVE_"))
                printed = agency.raw("GET", f"{path}/{notice['moveNo']}/{notice['recipientId']}", None, {})
                self.assertEqual((printed.status, printed.content[:5]), (200, b"%PDF-"), printed.content[:300])
        self.assertEqual(seen, {"ISSUE", "SUSPEND", "REINSTATE", "REVOKE", "CORRECT", "EXTEND", "EXPIRE"})


if __name__ == "__main__":
    unittest.main()
