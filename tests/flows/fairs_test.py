"""Fairs over HTTP, from the plan to the report: who plans, who applies and is accepted, what came of it and its
corrections, and the sums: offices see rows, anybody only sums of closed fairs of which three producers told.

Sums are added up here once more, from what each producer reported.
"""
import contextlib
import json
import sqlite3
import unittest

from trade import CON_MINH, NA_RI, PASSWORD, TradeFlow
from province import dates
from province.context import PROVINCE_CODE
from visitor import Form, Visitor

# What each producer reports of a fair: contracts, memoranda, dong.
OUTCOMES = {"noodles": (3, 1, 120_000_000), "tea": (1, 2, 45_500_000), "honey": (0, 1, 9_900_000), "rice": (2, 0, 33_000_000)}
MEASURES = ("PARTICIPANTS", "REPORTED", "CONTRACTS", "MEMORANDA", "VALUE_DONG")


class FairsTest(TradeFlow):
    path = "/api/v1/fairs"

    def content(self, **changes):
        return {"name": "Hội chợ OCOP Ví dụ", "kind": "FAIR_KIND_FAIR", "organiser": "Cơ quan tham mưu OCOP Ví dụ",
                "place": "Quảng trường Ví dụ", "beginsOn": str(self.monday), "endsOn": str(dates.days_later(self.monday, 2)),
                "paperId": self.paper, **changes}

    def plan(self, office="ocop-agency", unit=PROVINCE_CODE, **changes):
        return self.office(office).post(self.path, {"unitCode": unit, "content": self.content(**changes)})["id"]

    def apply(self, fair, key):
        return self.producer[key].post(f"{self.path}/{fair}/applications", {
            "producerId": self.producer_id[key], "listingIds": [self.listing[key]], "note": "Xin một gian"})["id"]

    def take_part(self, fair, *keys, office="ocop-agency"):
        found = {key: self.apply(fair, key) for key in keys}
        for participant in found.values():
            self.office(office).post(f"/api/v1/fair-participants/{participant}/answer", {"accepted": True})
        return found

    def report(self, participant, key, client=None, **more):
        contracts, memoranda, value = OUTCOMES[key]
        (client or self.producer[key]).post(f"/api/v1/fair-participants/{participant}/outcomes", {
            "contracts": contracts, "memoranda": memoranda, "valueDong": str(value), **more})

    def close(self, fair, office="ocop-agency"):
        self.office(office).post(f"{self.path}/{fair}/close", {"report": "Đã tổ chức đúng kế hoạch"})

    def held(self, keys, office="ocop-agency", unit=PROVINCE_CODE, **changes):
        """A fair of today that is over and closed, with what these reported."""
        fair = self.plan(office, unit, endsOn=str(self.monday), **changes)
        for key, participant in self.take_part(fair, *keys, office=office).items():
            self.report(participant, key)
        self.close(fair, office)
        return fair

    def figures(self, client=None, **asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        answer = (client or self.anybody()).get(f"/api/v1/figures/fairs?{query}")
        lines = {line["code"]: self.sums(line) for line in answer.get("lines", [])}
        total = self.sums(answer["total"])
        if lines:
            self.assertEqual(total, tuple(map(sum, zip(*lines.values()))))
        return lines, total, answer

    @staticmethod
    def sums(line):
        by_measure = {cell["measure"]: int(cell["sum"]) for cell in line["cells"]}
        return tuple(by_measure[f"FAIR_MEASURE_{measure}"] for measure in MEASURES)

    @staticmethod
    def expected(*keys, taking_part=None):
        return (taking_part or len(keys), len(keys), *map(sum, zip(*(OUTCOMES[key] for key in keys))))

    # --- planning

    def test_a_fair_is_planned_changed_and_cancelled(self):
        fair = self.plan("na-ri", NA_RI, kind="FAIR_KIND_CONNECTION", opens="08:00", closes="17:00")
        seen = self.anybody().get(f"{self.path}/{fair}")
        self.assertEqual((seen["state"], seen["communeName"], seen["content"]["opens"], seen["exhibitors"]),
                         ("FAIR_STATE_PLANNED", "Xã Na Rì", "08:00", []))
        self.office("ocop-agency").put(f"{self.path}/{fair}", {"content": self.content(name="Kết nối cung cầu Ví dụ",
                                       kind="FAIR_KIND_CONNECTION")}, if_match='"1"')
        self.refuse(self.office("na-ri"), "PUT", f"{self.path}/{fair}", {"content": self.content()}, 412, "version-stale",
                    if_match='"1"')
        self.refuse(self.office("con-minh"), "PUT", f"{self.path}/{fair}", {"content": self.content()}, 403, "scope-missing")
        self.refuse(self.office("na-ri"), "POST", f"{self.path}/{fair}/cancel", {}, 400, "field-missing", "reason")
        self.office("na-ri").post(f"{self.path}/{fair}/cancel", {"reason": "Bão"})
        seen = self.anybody().get(f"{self.path}/{fair}")
        self.assertEqual((seen["state"], seen["endText"], seen["endedOn"]), ("FAIR_STATE_CANCELLED", "Bão", str(self.monday)))
        for method, where, body, client in (
            ("PUT", "", {"content": self.content()}, "na-ri"), ("POST", "/cancel", {"reason": "Nữa"}, "na-ri"),
            ("POST", "/close", {"report": "Không"}, "na-ri"), ("POST", "/buyers", {"name": "Siêu thị Ví dụ"}, "na-ri"),
        ):
            self.refuse(self.office(client), method, f"{self.path}/{fair}{where}", body, 409, "fair-state")
        self.refuse(self.producer["tea"], "POST", f"{self.path}/{fair}/applications", {
            "producerId": self.producer_id["tea"], "listingIds": [self.listing["tea"]]}, 409, "fair-state")

    def test_what_cannot_be_planned_is_refused_by_name(self):
        agency = self.office("ocop-agency")
        for change, status, rule, field in (
            ({"name": ""}, 400, "field-missing", "content.name"),
            ({"place": ""}, 400, "field-missing", "content.place"),
            ({"organiser": "x" * 201}, 400, "field-too-long", "content.organiser"),
            ({"kind": "FAIR_KIND_UNSPECIFIED"}, 400, "field-invalid", "content.kind"),
            ({"beginsOn": "mai"}, 400, "date-invalid", "content.beginsOn"),
            ({"endsOn": str(dates.days_later(self.monday, -1))}, 400, "date-invalid", "content.endsOn"),
            ({"endsOn": str(dates.days_later(self.monday, 92))}, 400, "date-invalid", "content.endsOn"),
            ({"opens": "08:00"}, 400, "field-invalid", "content.opens"),
            ({"opens": "18:00", "closes": "08:00"}, 400, "field-invalid", "content.opens"),
            ({"paperId": "paper_x"}, 422, "paper-unknown", "content.paperId"),
        ):
            self.refuse(agency, "POST", self.path, {"unitCode": PROVINCE_CODE, "content": self.content(**change)}, status, rule, field)
        body = {"unitCode": PROVINCE_CODE, "content": self.content()}
        self.refuse(agency, "POST", self.path, {"unitCode": PROVINCE_CODE}, 400, "field-missing", "content")
        self.refuse(agency, "POST", self.path, {**body, "unitCode": "99999"}, 422, "unit-unknown", "unitCode")
        self.refuse(self.office("na-ri"), "POST", self.path, body, 403, "scope-missing")
        self.refuse(self.producer["tea"], "POST", self.path, body, 403, "role-missing")
        self.refuse(self.anybody(), "POST", self.path, body, 401, "token-missing")
        self.refuse(self.anybody(), "GET", f"{self.path}/fair_x", None, 404, "no-such-thing")
        for query, status, rule, field in (("cursor=x", 400, "cursor-invalid", "cursor"), ("unit=999", 422, "unit-unknown", "unit"),
                                           (f"unit={'x' * 101}", 400, "field-too-long", "unit"),
                                           ("cursor=2026-13-01_fair_x", 400, "cursor-invalid", "cursor")):
            self.refuse(self.anybody(), "GET", f"{self.path}?{query}", None, status, rule, field)

    # --- taking part

    def test_producers_apply_and_are_accepted_or_refused(self):
        fair = self.plan()
        tea, honey = self.apply(fair, "tea"), self.apply(fair, "honey")
        applications = f"{self.path}/{fair}/applications"
        body = {"producerId": self.producer_id["tea"], "listingIds": [self.listing["tea"]]}
        self.refuse(self.producer["tea"], "POST", applications, body, 409, "fair-applied-to")
        rice = {"producerId": self.producer_id["rice"], "listingIds": [self.listing["rice"]]}
        for change, status, rule, field in (
            ({"listingIds": []}, 400, "field-missing", "listingIds"),
            ({"listingIds": [self.listing["tea"]]}, 404, "listing-unknown", "listingIds[0]"),
            ({"listingIds": ["product_x"]}, 404, "listing-unknown", "listingIds[0]"),
            ({"listingIds": [self.listing["rice"]] * 2}, 400, "field-invalid", "listingIds[1]"),
            ({"listingIds": [self.listing["rice"]] * 21}, 400, "field-invalid", "listingIds"),
            ({"note": "x" * 4001}, 400, "field-too-long", "note"),
        ):
            self.refuse(self.producer["rice"], "POST", applications, {**rice, **change}, status, rule, field)
        self.refuse(self.producer["honey"], "POST", applications, rice, 403, "scope-missing")
        self.refuse(self.office("ocop-agency"), "POST", applications, rice, 403, "role-missing")

        answer = f"/api/v1/fair-participants/{honey}/answer"
        self.refuse(self.office("ocop-agency"), "POST", answer, {"accepted": False}, 422, "reason-missing", "reason")
        self.refuse(self.office("ocop-agency"), "POST", answer, {"accepted": True, "reason": "Đủ"}, 400, "field-invalid", "reason")
        self.refuse(self.office("na-ri"), "POST", answer, {"accepted": True}, 403, "scope-missing")
        self.refuse(self.producer["honey"], "POST", answer, {"accepted": True}, 403, "role-missing")
        self.refuse(self.office("ocop-agency"), "POST", "/api/v1/fair-participants/participant_x/answer", {"accepted": True}, 404, "no-such-thing")
        self.office("ocop-agency").post(answer, {"accepted": False, "reason": "Hết gian"})
        self.office("ocop-agency").post(f"/api/v1/fair-participants/{tea}/answer", {"accepted": True})
        self.refuse(self.office("ocop-agency"), "POST", answer, {"accepted": True}, 409, "participant-state")
        self.office("ocop-agency").post(f"{self.path}/{fair}/buyers", {"name": "Siêu thị Ví dụ", "note": "Mua chè"})

        seen = self.anybody().get(f"{self.path}/{fair}")
        self.assertEqual([(one["producerName"], [listing["stars"] for listing in one["listings"]]) for one in seen["exhibitors"]],
                         [("Hợp tác xã Ví dụ 2", [3])])
        for closed in ("Siêu thị Ví dụ", "Hết gian", "Xin một gian", "Mua chè"):
            self.assertNotIn(closed, json.dumps(seen, ensure_ascii=False))
        books = self.province.pages(self.office("ocop-agency"), f"/fairs/{fair}/participants", "participants")
        self.assertEqual([one["state"].removeprefix("PARTICIPANT_STATE_") for one in books], ["ACCEPTED", "REFUSED", "ACCEPTED"])
        self.assertEqual([one["producerName"] or one["buyerName"] for one in books],
                         ["Hợp tác xã Ví dụ 2", "Hợp tác xã Ví dụ 3", "Siêu thị Ví dụ"])
        # A producer sees himself, an office of another place nobody.
        own = self.province.pages(self.producer["honey"], f"/fairs/{fair}/participants", "participants")
        self.assertEqual([(one["participantId"], one["answerReason"]) for one in own], [(honey, "Hết gian")])
        self.assertEqual(self.province.pages(self.office("na-ri"), f"/fairs/{fair}/participants", "participants"), [])
        where = f"/api/v1/fairs/{fair}/participants"
        self.refuse(self.anybody(), "GET", where, None, 401, "token-missing")
        self.refuse(self.office("ocop-agency"), "GET", f"{where}?cursor=x", None, 400, "cursor-invalid", "cursor")
        first = self.office("ocop-agency").get(f"{where}?limit=1")
        self.assertEqual(first["next"], tea)
        self.assertEqual(self.office("ocop-agency").get(f"{where}?limit=2&cursor={tea}")["next"], "")

    def test_a_producer_withdraws_before_the_fair_begins(self):
        fair = self.plan(beginsOn=str(dates.days_later(self.monday, 7)), endsOn=str(dates.days_later(self.monday, 8)))
        began = self.plan()
        found, other = self.take_part(fair, "tea", "honey"), self.take_part(began, "tea")
        where = lambda key: f"/api/v1/fair-participants/{found[key]}/withdraw"
        shown = lambda: self.anybody().get(f"{self.path}/{fair}")
        self.assertEqual(shown()["exhibitorCount"], 2)
        self.refuse(self.anybody(), "POST", where("tea"), {}, 401, "token-missing")
        self.refuse(self.office("ocop-agency"), "POST", where("tea"), {}, 403, "role-missing")
        self.refuse(self.producer["honey"], "POST", where("tea"), {}, 403, "scope-missing")
        self.refuse(self.producer["tea"], "POST", where("tea"), {}, 412, "version-stale", if_match='"9"')
        self.refuse(self.producer["tea"], "POST", "/api/v1/fair-participants/participant_x/withdraw", {}, 404, "no-such-thing")
        self.refuse(self.producer["tea"], "POST", f"/api/v1/fair-participants/{other['tea']}/withdraw", {}, 409, "fair-state")
        self.producer["tea"].post(where("tea"), {})
        self.refuse(self.producer["tea"], "POST", where("tea"), {}, 409, "participant-state")
        self.assertEqual((shown()["exhibitorCount"], [one["producerName"] for one in shown()["exhibitors"]]), (1, ["Hợp tác xã Ví dụ 3"]))
        self.assertNotIn("Hợp tác xã Ví dụ 2", self.page(f"/su-kien/{fair}")[1])
        told = [one for one in self.events("market") if one["type"].endswith("FairApplicationWithdrawn")]
        self.assertEqual(len([one for one in told if found["tea"] in json.dumps(one)]), 1)
        # On his own page it is a form; afterwards he may apply again, to be answered anew.
        producer = Visitor(self.stack.port)
        self.addCleanup(producer.close)
        producer.sign_in("htx-vi-du-3", PASSWORD)
        path = f"/cua-toi/su-kien/{fair}"
        self.assertIn(f'href="{path}"', self.page(f"/su-kien/{fair}")[1])
        status, text = producer.page(path)
        self.assertEqual(status, 200)
        self.assertIn("Được nhận", text)
        self.assertLess(len(text.encode()), 60_000)
        own = f"{path}/tham-gia/{found['honey']}"
        self.assertIn(f'href="{own}"', text)
        form = Form(producer.page(own)[1]).of(f"{own}/rut")
        self.assertEqual(producer.post(form["action"], form["fields"]).status, 303)
        self.assertEqual(shown()["exhibitorCount"], 0)
        self.assertIn("Đã rút", producer.page(path)[1])
        self.assertNotIn("/rut", producer.page(own)[1])
        self.assertEqual(producer.post(form["action"], form["fields"]).status, 303)  # the same form is one command
        form["fields"] = [field for field in form["fields"] if not field[0].startswith("_")]
        self.assertEqual(producer.post(form["action"], form["fields"]).status, 409)
        self.assertEqual(self.apply(fair, "honey"), found["honey"])
        self.assertIn("Chờ trả lời", producer.page(path)[1])
        self.assertEqual(shown()["exhibitorCount"], 0)
        self.office("ocop-agency").post(f"/api/v1/fair-participants/{found['honey']}/answer", {"accepted": True})
        self.assertEqual(shown()["exhibitorCount"], 1)

    # --- what came of it

    def test_what_was_reported_first_stays_visible(self):
        fair = self.plan()
        taking = self.take_part(fair, "noodles", "tea")
        refused = self.apply(fair, "rice")
        buyer = self.office("ocop-agency").post(f"{self.path}/{fair}/buyers", {"name": "Siêu thị Ví dụ"})["id"]
        where = f"/api/v1/fair-participants/{taking['noodles']}/outcomes"
        body = {"contracts": 1, "memoranda": 0, "valueDong": "1000000"}
        for change, status, rule, field in (
            ({"contracts": 10001}, 400, "field-invalid", "contracts"), ({"memoranda": 10001}, 400, "field-invalid", "memoranda"),
            ({"valueDong": "100000000001"}, 400, "field-invalid", "valueDong"), ({"note": "x" * 4001}, 400, "field-too-long", "note"),
            ({"reason": "Thừa"}, 400, "field-invalid", "reason"),
        ):
            self.refuse(self.producer["noodles"], "POST", where, {**body, **change}, status, rule, field)
        self.refuse(self.producer["tea"], "POST", where, body, 403, "scope-missing")
        self.refuse(self.office("na-ri"), "POST", where, body, 403, "scope-missing")
        self.refuse(self.office("chairman"), "POST", where, body, 403, "role-missing")
        self.refuse(self.producer["rice"], "POST", f"/api/v1/fair-participants/{refused}/outcomes", body, 409, "participant-state")
        self.refuse(self.office("ocop-agency"), "POST", f"/api/v1/fair-participants/{buyer}/outcomes", body, 409, "participant-state")
        self.report(taking["noodles"], "noodles", note="Một siêu thị")
        self.refuse(self.producer["noodles"], "POST", where, body, 422, "reason-missing", "reason")
        self.office("ocop-agency").post(where, {**body, "reason": "Một hợp đồng ghi hai lần"})
        [books] = [one for one in self.province.pages(self.office("ocop-agency"), f"/fairs/{fair}/participants", "participants")
                   if one["participantId"] == taking["noodles"]]
        self.assertEqual([(one["contracts"], one["valueDong"], one["reason"], one["byOffice"]) for one in books["outcomes"]],
                         [(3, "120000000", "", False), (1, "1000000", "Một hợp đồng ghi hai lần", True)])
        _, total, _ = self.figures(self.office("ocop-agency"), fairId=fair)
        self.assertEqual(total, (2, 1, 1, 0, 1_000_000))
        told = json.dumps([event for event in self.events("market") if "Fair" in event["type"]], ensure_ascii=False)
        for closed in ("120000000", "1000000", "siêu thị", "hai lần"):
            self.assertNotIn(closed, told)

        future = self.plan(beginsOn=str(dates.days_later(self.monday, 1)))
        later = self.take_part(future, "tea")["tea"]
        self.refuse(self.producer["tea"], "POST", f"/api/v1/fair-participants/{later}/outcomes", body, 409, "fair-state")
        self.refuse(self.office("ocop-agency"), "POST", f"{self.path}/{future}/close", {"report": "Sớm"}, 409, "fair-state")

    def test_anybody_has_sums_of_three_and_offices_the_rows(self):
        many = self.held(("noodles", "tea", "honey"))
        few = self.held(("noodles", "rice"), kind="FAIR_KIND_CONNECTION")
        communal = self.held(("tea", "honey", "rice"), "con-minh", CON_MINH, kind="FAIR_KIND_PROMOTION_WEEK")
        open_one = self.plan(endsOn=str(self.monday))
        for key, participant in self.take_part(open_one, "noodles", "tea", "honey", "rice").items():
            self.report(participant, key)

        year = str(self.monday.year)
        lines, total, answer = self.figures(by="FAIR_FIGURE_BY_FAIR")
        self.assertEqual(lines, {many: self.expected("noodles", "tea", "honey"), communal: self.expected("tea", "honey", "rice")})
        self.assertGreaterEqual(answer["withheldFairs"], 1)
        # However it is asked, a fair of which two told is in no sum, nor one that still changes.
        for fair in (few, open_one):
            self.assertEqual(self.figures(fairId=fair)[1], (0, 0, 0, 0, 0))
            self.assertNotIn("sums", self.anybody().get(f"{self.path}/{fair}"))
        self.assertEqual(self.figures(by="FAIR_FIGURE_BY_YEAR")[0], {year: total})
        self.assertEqual(self.figures(by="FAIR_FIGURE_BY_PROVINCE")[0], {PROVINCE_CODE: total})
        self.assertEqual(self.figures(by="FAIR_FIGURE_BY_COMMUNE")[0],
                         {"-": self.expected("noodles", "tea", "honey"), CON_MINH: self.expected("tea", "honey", "rice")})
        self.assertEqual(set(self.figures(by="FAIR_FIGURE_BY_KIND")[0]), {"FAIR_KIND_FAIR", "FAIR_KIND_PROMOTION_WEEK"})
        self.assertEqual(self.figures(year="2019")[1], (0, 0, 0, 0, 0))
        public = self.anybody().get(f"{self.path}/{many}")["sums"]
        self.assertEqual((int(public["reported"]), int(public["valueDong"])), (3, self.expected("noodles", "tea", "honey")[-1]))

        agency = self.office("ocop-agency")
        lines, total, answer = self.figures(agency, by="FAIR_FIGURE_BY_FAIR")
        self.assertEqual(lines[few], self.expected("noodles", "rice"))
        self.assertEqual(lines[open_one], self.expected(*OUTCOMES))
        # Each figure opens to its rows, which add up to it.
        for line in answer["lines"] + [answer["total"]]:
            for cell in line["cells"]:
                rows = self.province.pages(agency, cell["rows"].removeprefix("/api/v1"), "rows")
                self.assertEqual(self.added_up(rows, cell["measure"]), int(cell["sum"]), cell)
        for by in ("KIND", "COMMUNE", "PROVINCE", "YEAR"):
            self.assertEqual(self.figures(agency, by=f"FAIR_FIGURE_BY_{by}")[1], total)
        # What was called off counts for nobody; an office that has none of its own has what anybody has.
        off = self.plan(endsOn=str(self.monday))
        for key, participant in self.take_part(off, "noodles", "tea", "honey").items():
            self.report(participant, key)
        self.office("ocop-agency").post(f"{self.path}/{off}/cancel", {"reason": "Bão"})
        self.assertEqual(self.figures(agency)[1], total)
        self.assertNotIn(off, self.figures(agency, by="FAIR_FIGURE_BY_FAIR")[0])
        self.assertEqual(self.figures(self.office("na-ri"))[1:], self.figures()[1:])
        # An office of a commune has its own fair.
        self.assertEqual(set(self.figures(self.office("con-minh"), by="FAIR_FIGURE_BY_FAIR")[0]), {communal})

        rows = "/api/v1/figures/fairs/rows"
        self.refuse(self.anybody(), "GET", rows, None, 401, "token-missing")
        self.refuse(self.producer["tea"], "GET", rows, None, 403, "role-missing")
        self.refuse(agency, "GET", f"{rows}?cursor=x", None, 400, "cursor-invalid", "cursor")
        self.refuse(self.anybody(), "GET", "/api/v1/figures/fairs?year=%26", None, 400, "field-invalid", "year")
        self.refuse(self.anybody(), "GET", f"/api/v1/figures/fairs?year={'1' * 41}", None, 400, "field-too-long", "year")
        # Closed is closed.
        [row, *_] = self.province.pages(agency, f"/figures/fairs/rows?fairId={few}", "rows")
        self.refuse(agency, "POST", f"/api/v1/fair-participants/{row['participantId']}/outcomes", {"reason": "Muộn"}, 409, "fair-state")
        self.refuse(agency, "POST", f"{self.path}/{few}/close", {"report": "Nữa"}, 409, "fair-state")

    def test_public_sums_of_a_great_fair_are_quick(self):
        """Two thousand that told: counting them anew for each of them takes longer than a look-up may (503)."""
        fair = self.held(("noodles", "tea", "honey"))
        self.wait_as_installed()
        with contextlib.closing(sqlite3.connect(self.stack.data / "market" / "store.sqlite", timeout=20)) as store:
            names = [f"participant_x{number:04}" for number in range(2000)]
            store.executemany("INSERT INTO fair_participants VALUES (?, ?, ?, '', 2, '', '', 1)",
                              [(name, fair, f"producer_{name}") for name in names])
            store.executemany("INSERT INTO fair_outcomes VALUES (?, 1, 1, 0, 5, '', '', '2026-01-01', 0)", [(name,) for name in names])
            store.commit()
            self.assertEqual(self.figures(fairId=fair)[1][0], 2003)
            self.figures(by="FAIR_FIGURE_BY_YEAR")
            store.execute("DELETE FROM fair_outcomes WHERE participant_id LIKE 'participant_x%'")
            store.execute("DELETE FROM fair_participants WHERE participant_id LIKE 'participant_x%'")
            store.commit()

    # --- pages and calendar

    def test_the_calendar_is_whole_however_many_are_planned(self):
        """More than two pieces of it, which are 200 fairs each."""
        fair, columns = self.plan(), "name, kind, state, organiser, place, commune_code, province_code, ends_on, opens, closes, " \
            "description, paper_id, end_text, ended_on, end_paper_id, changed_at_us, version"
        many = {f"{fair[:-4]}{number:04}": str(dates.days_later(self.monday, -number // 9)) for number in range(450)}
        with contextlib.closing(sqlite3.connect(self.stack.data / "market" / "store.sqlite", timeout=20)) as store:
            store.executemany(f"INSERT INTO fairs (fair_id, begins_on, {columns}) SELECT ?, ?, {columns} FROM fairs WHERE fair_id = ?",
                              [(*one, fair) for one in many.items()])
            store.commit()
            try:
                whole = self.anybody().raw("GET", "/su-kien.ics", None, {}).content.decode()
                elsewhere = self.anybody().raw("GET", "/su-kien.ics?unit=Ba+B%E1%BB%83", None, {}).content.decode()
                head = self.anybody().raw("HEAD", "/su-kien.ics", None, {})
            finally:
                store.executemany("DELETE FROM fairs WHERE fair_id = ?", [(one,) for one in many])
                store.commit()
        events = [line.removeprefix("UID:").removesuffix("@ocop") for line in whole.split("\r\n") if line.startswith("UID:")]
        self.assertEqual(len(events), len(set(events)))
        self.assertEqual({fair, *many} - set(events), set())
        self.assertEqual((whole.count("BEGIN:VCALENDAR"), whole.count("END:VCALENDAR"), whole.count("BEGIN:VTIMEZONE")), (1, 1, 1))
        self.assertTrue(whole.endswith("END:VCALENDAR\r\n"))
        self.assertNotIn("BEGIN:VEVENT", elsewhere)
        self.assertEqual((head.status, head.content), (200, b""))

    def test_the_calendar_has_what_is_planned(self):
        fair = self.plan(name="Hội chợ; Ví dụ, và một cái tên dài đến nỗi một dòng của lịch không đủ chỗ cho nó", opens="08:00",
                         closes="21:30", description="Ngày đầu: khai mạc. Ngày sau: kết nối")
        cancelled = self.plan("na-ri", NA_RI, kind="FAIR_KIND_CONNECTION")
        self.office("na-ri").post(f"{self.path}/{cancelled}/cancel", {"reason": "Bão"})
        self.take_part(fair, "tea")
        for path in ("/su-kien.ics", f"/su-kien/{fair}.ics"):
            answer = self.anybody().raw("GET", path, None, {"Accept-Language": "vi"})
            self.assertEqual((answer.status, answer.headers["content-type"]), (200, "text/calendar; charset=utf-8"))
            self.assertTrue(answer.content.endswith(b"END:VCALENDAR\r\n"))
            for line in answer.content.split(b"\r\n"):
                self.assertLessEqual(len(line), 75)
                line.decode()  # no character is cut
            event = self.event(answer.content.decode(), fair)
            self.assertEqual(event["SUMMARY"], "Hội chợ\\; Ví dụ\\, và một cái tên dài đến nỗi một dòng của lịch không đủ chỗ cho nó")
            self.assertEqual((event["DTSTART"], event["DTEND"]),
                             (f"{self.monday:%Y%m%d}T010000Z", f"{dates.days_later(self.monday, 2):%Y%m%d}T143000Z"))
            self.assertEqual((event["STATUS"], event["SEQUENCE"], event["CATEGORIES"]), ("CONFIRMED", "0", "Hội chợ"))
            self.assertEqual(event["DESCRIPTION"], "Cơ quan tham mưu OCOP Ví dụ\\nNgày đầu: khai mạc. Ngày sau: kết nối")
        event = self.event(self.anybody().raw("GET", "/su-kien.ics", None, {}).content.decode(), cancelled)
        self.assertEqual((event["STATUS"], event["SEQUENCE"]), ("CANCELLED", "1"))
        self.assertEqual((event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"]),
                         (f"{self.monday:%Y%m%d}", f"{dates.days_later(self.monday, 3):%Y%m%d}"))
        self.assertNotIn("BEGIN:VEVENT", self.anybody().raw("GET", "/su-kien.ics?unit=Ba+B%E1%BB%83", None, {}).content.decode())

        status, page = self.page("/su-kien")
        self.assertEqual(status, 200)
        self.assertIn(f'/su-kien/{fair}"', page)
        self.assertLess(len(page.encode()), 60_000)
        self.assertIn("Chưa có sự kiện nào như vậy.", self.page("/su-kien?unit=khong-co-noi-nay")[1])
        status, page = self.page(f"/su-kien/{fair}")
        for words in ("Đang diễn ra", "08:00–21:30", "Hợp tác xã Ví dụ 2", "Chè Ví dụ", "3 sao", "Quảng trường Ví dụ"):
            self.assertIn(words, page)
        self.assertNotIn("Kết quả", page)
        self.assertIn("Đã hủy", self.page(f"/su-kien/{cancelled}")[1])
        self.assertEqual((self.page("/su-kien/fair_x")[0], self.page("/su-kien/fair_x.ics")[0]), (404, 404))
        held = self.held(("noodles", "tea", "honey"))
        page = self.page(f"/su-kien/{held}")[1]
        self.assertIn("Kết quả", page)
        self.assertIn("175.400.000", page)
        self.assertIn("Supply-demand connection", self.page("/su-kien?lang=en")[1])

    @staticmethod
    def event(text, fair):
        """The properties of one event, unfolded (RFC 5545, 3.1)."""
        lines = text.replace("\r\n ", "").split("\r\n")
        begin = lines.index(f"UID:{fair}@ocop") - 1
        end = lines.index("END:VEVENT", begin)
        return dict(line.split(":", 1) for line in lines[begin + 1:end])

    @staticmethod
    def added_up(rows, measure):
        field = {"CONTRACTS": "contracts", "MEMORANDA": "memoranda", "VALUE_DONG": "valueDong"}.get(measure.removeprefix("FAIR_MEASURE_"))
        told = [row["outcomes"][-1] for row in rows if row["outcomes"]]
        if field:
            return sum(int(outcome[field]) for outcome in told)
        return len(told) if measure.endswith("REPORTED") else len(rows)


if __name__ == "__main__":
    unittest.main()
