"""The programme's indicators: made-up reports and records of producers, told to the market by the way all events come,
and counted for the public, for offices, by unit and by legal form, held against what is computed from them alone.
"""
import collections
import datetime
import pathlib
import random
import unittest

import figures_test
import sheets
from flow import Flow, setup, wait_for
from shown import Tables, number
from visitor import Visitor

SEED, PRODUCERS = 19045, 400
INDICATORS = ("REPORTED", "REVENUE_COMPARED", "REVENUE_GREW", "CAPACITY_COMPARED", "CAPACITY_GREW", "IN_LINKED_CHAIN",
              "LOCAL_LABOUR", "WITH_LINKAGE", "WITH_CERTIFICATE", "WITH_AREA")
FORMS = ("COOPERATIVE", "ENTERPRISE", "HOUSEHOLD", "UNKNOWN")
HELD = ("FOOD_SAFETY_CHAIN", "ORGANIC", "VIETGAP", "HACCP")
OTHER_PROVINCE = "01"


LINES = ("COMMUNE", "PROVINCE", "FORMER_COMMUNE", "FORMER_DISTRICT", "FORMER_PROVINCE", "LEGAL_FORM")
RECORDS = {"WITH_LINKAGE": ("linkages",), "WITH_CERTIFICATE": ("heldCertificates",),
           "WITH_AREA": ("materialAreas", "areaHectaresHundredths", "areaHouseholds")}
YEARS = 6


class Producer:
    def __init__(self, producer_id, place, before, form):
        self.producer_id, self.commune, self.province, self.form = (
            producer_id, place["communeCode"], place["provinceCode"], form)
        self.before = before  # commune, district and province until 2025
        self.years, self.linkages, self.held, self.areas = {}, [], [], []
        self.merged_into = None

    def line(self, by):
        told = {"COMMUNE": self.commune, "PROVINCE": self.province, "FORMER_COMMUNE": self.before[0],
                "FORMER_DISTRICT": self.before[1], "FORMER_PROVINCE": self.before[2],
                "LEGAL_FORM": "" if self.form == "UNKNOWN" else self.form}[by]
        return told or "-"


class Producers:
    """Everything, and the events that tell of it, all on one day: reports and records name their own."""

    def __init__(self, units):
        self.dice, self.events, self.all = random.Random(SEED), [], []
        self.units = units
        communes = sorted(units.communes)[:30]
        self.rows = [row for row in units.former if row["new_commune_code"] in communes]
        for number in range(PRODUCERS):
            self.make(number)
        for first, second in zip(self.all[:20], self.all[20:40]):
            first.merged_into = second
            self.tell("ProducersMerged", first.producer_id, mergeId="merge", producerId=second.producer_id,
                      mergedProducerId=first.producer_id, reason="ví dụ")
        for undone in self.all[:5]:
            self.tell("MergeUndone", undone.producer_id, mergeId="merge", keptId=undone.merged_into.producer_id,
                      mergedId=undone.producer_id, reason="ví dụ")
            undone.merged_into = None

    def tell(self, kind, thing, **body):
        self.events.append({"source": "registration", "type": f"registration.v1.{kind}", "thing": thing, "version": 1,
                            "on": "2026-11-02", "body": body})

    def any_place(self):
        """By the commune of today, with more or less of what was written before; by the province alone; by nothing."""
        row, kind = self.dice.choice(self.rows), self.dice.randint(0, 19)
        place = {"communeCode": row["new_commune_code"], "provinceCode": "19", "communeText": "", "districtText": "",
                 "provinceText": ""}
        if kind < 3:
            place.update(communeCode="", provinceCode=("19", OTHER_PROVINCE, "")[kind])
        elif kind < 9:
            place.update(communeText=row["old_commune"], districtText=row["old_district"], provinceText=row["old_province"])
        elif kind < 13:
            place.update(districtText=row["old_district"], provinceText=row["old_province"])
        return place

    def make(self, number):
        dice, place = self.dice, self.any_place()
        producer = Producer(f"producer_{number:05}", place, self.units.before(place), dice.choice(FORMS))
        self.all.append(producer)
        self.tell("ProducerRegistered", producer.producer_id, producerId=producer.producer_id, name=f"Hợp tác xã ví dụ {number}",
                  legalForm=f"LEGAL_FORM_{producer.form}", place=place)
        for year in (2023, 2024, 2025):
            if dice.random() < 0.7:
                self.report(producer, year)
                if dice.random() < 0.1:
                    self.report(producer, year)  # once more: it is replaced
        for _ in range(dice.randint(0, 2)):
            self.record(producer, "Linkage", "linkage", producer.linkages, "fromOn", "untilOn")
            self.record(producer, "HeldCertificate", "certificate", producer.held, "issuedOn", "validUntil")
        if dice.random() < 0.4:
            self.record_area(producer)

    def report(self, producer, year):
        dice = self.dice
        facts = {"revenueVnd": dice.choice((0, 100, 200, 300)) * 10**6, "capacity": dice.choice((0, 90, 100, 101, 150)),
                 "workers": dice.randint(0, 9), "chain": dice.random() < 0.6}
        producer.years[year] = facts
        self.tell("ProducerYearReported", producer.producer_id, year={
            "producerId": producer.producer_id, "year": year, "revenueVnd": str(facts["revenueVnd"]),
            "capacityPercentOfYearBefore": facts["capacity"], "workerCount": 9, "localWorkerCount": facts["workers"],
            "inLinkedChain": facts["chain"]})

    def record(self, producer, kind, field, kept, begins, ends):
        dice, record_id = self.dice, f"{kind.lower()}_{len(self.events):06}"
        begin = datetime.date(2022, 1, 1) + datetime.timedelta(dice.randint(0, 1400))
        end = begin + datetime.timedelta(dice.randint(100, 1200)) if dice.random() < 0.6 else None
        held = dice.choice(HELD)
        id_field = {"Linkage": "linkageId", "HeldCertificate": "heldCertificateId"}[kind]
        body = {id_field: record_id, "producerId": producer.producer_id, begins: begin.isoformat(),
                ends: end.isoformat() if end else ""}
        if kind == "HeldCertificate":
            body["kind"] = f"HELD_CERTIFICATE_KIND_{held}"
        self.tell(f"{kind}Recorded", record_id, **{field: body})
        if not self.strike(record_id):
            kept.append((begin, end, held))

    def record_area(self, producer):
        area_id, hectares, households = f"area_{len(self.events):06}", self.dice.randint(1, 9000), self.dice.randint(0, 500)
        self.tell("MaterialAreaRecorded", area_id, area={
            "areaId": area_id, "producerId": producer.producer_id, "material": "dong riềng", "hectaresHundredths": hectares,
            "householdCount": households})
        if not self.strike(area_id):
            producer.areas.append((hectares, households))

    def strike(self, record_id):
        struck = self.dice.random() < 0.1
        if struck:
            self.tell("RecordStruck", record_id, recordId=record_id, reason="ví dụ")
        return struck

    def family(self, producer):
        return [one for one in self.all if one is producer or one.merged_into is producer]


class ToldFlow(Flow):
    shards = ()
    stack_class = figures_test.ToldStack

    @classmethod
    def setUpClass(cls):
        units = figures_test.Units(pathlib.Path(__file__).parents[2] / "deploy" / "units")
        # The stack imports one province's units: the others are not known there.
        units.communes = {code: province for code, province in units.communes.items() if province == "19"}
        units.former = [row for row in units.former if row["new_province_code"] == "19"]
        cls.told = cls.make(units)
        cls.stack_class.events = cls.told.events
        super().setUpClass()

    @classmethod
    def prepare(cls):
        cls.add_units()
        setup.add_offices(cls.province)
        wait_for("the market has followed", cls.market_has_followed)
        wait_for("every producer is placed", cls.all_are_placed)

    @classmethod
    def all_are_placed(cls):
        """As many lines as there are old communes: what follows compares each."""
        answer = cls.province.get(cls.province.office("ocop-agency"), "/figures/indicators?by=FIGURE_BY_FORMER_COMMUNE")
        return len(answer["lines"]) == len({one.line("FORMER_COMMUNE") for one in cls.told.all
                                            if one.province == "19" and not one.merged_into})

    @classmethod
    def market_has_followed(cls):
        return cls.has_followed("market", "identity", "registration")

    @staticmethod
    def make(units):
        return Producers(units)


class FewAreasTest(ToldFlow):
    """Hundreds have reported, and two of them have areas of raw material."""

    @staticmethod
    def make(units):
        told = Producers(units)
        alone = [one for one in told.all if one.areas and len([two for two in told.all if one in (two, two.merged_into)]) == 1
                 and not one.merged_into and one.province == "19"]
        kept = {one.producer_id for one in alone[:2]}
        told.events = [event for event in told.events if event["type"] != "registration.v1.MaterialAreaRecorded"
                       or event["body"]["area"]["producerId"] in kept]
        told.hectares = sum(hectares for one in alone[:2] for hectares, _ in one.areas)
        return told

    def test_how_large_the_areas_of_two_are_is_not_for_anybody(self):
        agency, anybody = self.province.office("ocop-agency"), self.province.anybody()
        seen = self.province.get(agency, "/figures/indicators?year=2025")["total"]
        self.assertEqual(int(seen["areaHectaresHundredths"]), self.told.hectares)
        self.assertFalse(seen["areasWithheld"])
        years = self.province.get(anybody, "/figures/indicators?year=2025&by=FIGURE_BY_YEAR")
        for line in [years["total"]] + years["lines"][-3:]:
            self.assertFalse(line.get("withheld"))
            self.assertTrue(line["areasWithheld"])
            self.assertEqual((int(line["areaHectaresHundredths"]), int(line["areaHouseholds"])), (0, 0))
        file = anybody.raw("GET", "/api/v1/figures/indicators/table?year=2025&format=FIGURE_FORMAT_CSV", None, {})
        total = sheets.rows("CSV", file.content)[-1]
        self.assertEqual(total[3 + len(INDICATORS) + 2:][:2], ["", ""])
        visitor = Visitor(self.stack.port)
        self.addCleanup(visitor.close)
        [(_, *rows)] = Tables(visitor.page("/figures/indicators?year=2025")[1]).all
        by_name = {row[0][0]: row[-1][0] for row in rows}
        self.assertEqual([by_name[name] for name in by_name if "(ha)" in name or "Hộ tham gia" in name], ["–", "–"])


class IndicatorsTest(ToldFlow):
    # --- what is so

    @staticmethod
    def indicators_of(producer, year):
        now, before = producer.years.get(year), producer.years.get(year - 1)
        if not now:
            return set()
        counted = {"REPORTED"}
        if before:
            counted |= {"REVENUE_COMPARED"} | ({"REVENUE_GREW"} if now["revenueVnd"] > before["revenueVnd"] else set())
        if now["capacity"]:
            counted |= {"CAPACITY_COMPARED"} | ({"CAPACITY_GREW"} if now["capacity"] > 100 else set())
        return counted | ({"IN_LINKED_CHAIN"} if now["chain"] else set()) | (
            {"LOCAL_LABOUR"} if now["workers"] >= 5 else set())

    def expected(self, producers, year):
        day, sums = datetime.date(year, 12, 31), collections.Counter()
        for producer in producers:
            for indicator in self.counted(producer, year):
                sums[indicator] += 1
            sums += self.records_of(producer, day)
        del sums["heldCertificates"]  # told by kind
        return +sums

    def records_of(self, producer, day):
        """His own and those of whatever was merged into him, in force on the day."""
        sums = collections.Counter()
        for one in self.told.family(producer):
            sums["linkages"] += sum(begin <= day and (not end or end >= day) for begin, end, _ in one.linkages)
            for begin, end, kind in one.held:
                in_force = begin <= day and (not end or end >= day)
                sums[kind] += in_force
                sums["heldCertificates"] += in_force
            sums["materialAreas"] += len(one.areas)
            sums["areaHectaresHundredths"] += sum(hectares for hectares, _ in one.areas)
            sums["areaHouseholds"] += sum(households for _, households in one.areas)
        return +sums

    def counted(self, producer, year):
        """Every indicator that counts him: of his reports, and of what he has, whether he reported or not."""
        records = self.records_of(producer, datetime.date(year, 12, 31))
        return self.indicators_of(producer, year) | {
            indicator for indicator, names in RECORDS.items() if records[names[0]]}

    @staticmethod
    def seen(line):
        sums = collections.Counter({cell["indicator"].removeprefix("PRODUCER_INDICATOR_"): int(cell.get("count", 0))
                                    for cell in line["cells"]})
        for name in ("linkages", "materialAreas", "areaHectaresHundredths", "areaHouseholds"):
            sums[name] = int(line.get(name, 0))
        for held in line.get("heldCertificates", []):
            sums[held["kind"].removeprefix("HELD_CERTIFICATE_KIND_")] = int(held["count"])
        return +sums

    def standing(self, of=None):
        return [producer for producer in self.told.all if not producer.merged_into and (of is None or of(producer))]

    def get(self, client, query):
        return self.province.get(client, f"/figures/indicators?{query}")

    # --- what must hold

    def test_anybody_has_the_sums_of_all(self):
        for year in (2024, 2025):
            answer = self.get(self.province.anybody(), f"year={year}")
            self.assertEqual(self.seen(answer["total"]), self.expected(self.standing(), year))
            self.assertFalse(answer.get("lines"))
        self.assertEqual(self.get(self.province.anybody(), "")["year"], self.province.today().year - 1)

    def test_parts_are_for_offices(self):
        anybody = self.province.anybody()
        for query in ("by=FIGURE_BY_COMMUNE", "province=19", "commune=02155", "legalForm=ENTERPRISE"):
            self.assert_refused(lambda query=query: anybody.send("GET", f"/api/v1/figures/indicators?{query}"),
                                403, "role-missing")
        self.assertEqual(anybody.send("GET", "/api/v1/figures/indicators/rows").status, 401)

    def test_a_year_on_which_hardly_anybody_reported_is_withheld(self):
        answer = self.get(self.province.anybody(), "year=2019")
        self.assertTrue(answer["withheld"])
        self.assertNotIn("total", {name: value for name, value in answer.items() if value})

    def test_offices_have_lines_that_add_up_within_their_grants(self):
        agency = self.province.office("ocop-agency")
        own = self.standing(lambda producer: producer.province == "19")
        for year in (2024, 2025):
            for by in LINES:
                with self.subTest(year=year, by=by):
                    answer = self.get(agency, f"year={year}&by=FIGURE_BY_{by}")
                    self.assertEqual(self.seen(answer["total"]), self.expected(own, year))
                    lines = {line["code"]: self.seen(line) for line in answer["lines"]}
                    codes = {producer.line(by) for producer in own}
                    self.assertEqual(lines, {code: self.expected([one for one in own if one.line(by) == code], year)
                                             for code in codes})
                    self.assertEqual(sum(lines.values(), collections.Counter()), self.seen(answer["total"]))

    def test_an_indicator_opens_to_its_producers(self):
        agency = self.province.office("ocop-agency")
        own = self.standing(lambda producer: producer.province == "19")
        answer = self.get(agency, "year=2025&by=FIGURE_BY_LEGAL_FORM")
        for line in answer["lines"] + [answer["total"]]:
            for cell in line["cells"]:
                indicator = cell["indicator"].removeprefix("PRODUCER_INDICATOR_")
                rows = self.province.pages(agency, cell["rows"].removeprefix("/api/v1"), "rows")
                of_line = [one for one in own if not line.get("code") or one.line("LEGAL_FORM") == line["code"]]
                self.assertEqual([row["producerId"] for row in rows],
                                 sorted(one.producer_id for one in of_line if indicator in self.counted(one, 2025)),
                                 cell["rows"])
                for name in RECORDS.get(indicator, ()):  # what is recorded of them adds up to the line
                    told = sum(int(held["count"]) for held in line.get("heldCertificates", [])) \
                        if name == "heldCertificates" else int(line.get(name, 0))
                    self.assertEqual(sum(int(row.get(name, 0)) for row in rows), told, name)

    def test_a_line_asked_as_a_filter_is_the_same_and_so_are_its_rows(self):
        agency = self.province.office("ocop-agency")
        for by in LINES:
            parameter = by.lower().split("_")[0] + "".join(word.capitalize() for word in by.lower().split("_")[1:])
            for line in self.get(agency, f"year=2025&by=FIGURE_BY_{by}")["lines"]:
                with self.subTest(by=by, code=line["code"]):
                    answer = self.get(agency, f"year=2025&{parameter}={line['code']}")
                    self.assertEqual(self.seen(answer["total"]), self.seen(line))
                    [named] = answer["filters"]
                    self.assertEqual((named["by"], named["code"], named.get("name"), named.get("nameEn")),
                                     (f"FIGURE_BY_{by}", line["code"], line.get("name"), line.get("nameEn")))
                    self.assertEqual(bool(line.get("name")), line["code"] not in ("-", OTHER_PROVINCE))
                    cell = self.told.dice.choice(line["cells"])
                    rows = self.province.pages(agency, cell["rows"].removeprefix("/api/v1"), "rows")
                    self.assertEqual(len(rows), int(cell.get("count", 0)), cell["rows"])

    def test_years_stand_side_by_side_for_anybody(self):
        answer = self.get(self.province.anybody(), "year=2025&by=FIGURE_BY_YEAR")
        self.assertEqual([line["code"] for line in answer["lines"]], [str(year) for year in range(2026 - YEARS, 2026)])
        for line in answer["lines"]:
            year = int(line["code"])
            reported = sum("REPORTED" in self.indicators_of(one, year) for one in self.standing())
            self.assertEqual(bool(line.get("withheld")), reported < 3, year)
            self.assertEqual(self.seen(line) if line.get("cells") else None,
                             None if reported < 3 else self.expected(self.standing(), year), year)
        self.assertEqual(self.seen(answer["total"]), self.expected(self.standing(), 2025))

    def test_a_table_for_office_programs_has_the_same_sums(self):
        agency, anybody = self.province.office("ocop-agency"), self.province.anybody()
        query = "year=2025&by=FIGURE_BY_FORMER_DISTRICT"
        asked = self.get(agency, query)
        tables = {name: agency.raw("GET", f"/api/v1/figures/indicators/table?{query}&format=FIGURE_FORMAT_{name}")
                  for name in ("CSV", "XLSX")}
        [csv_rows, xlsx_rows] = [sheets.rows(name, answer.content) for name, answer in tables.items()]
        self.assertEqual(csv_rows, xlsx_rows)
        self.assertEqual([row[0] for row in csv_rows[1:]],
                         [line["code"].replace("-", "") for line in asked["lines"]] + [""])
        for row, line in zip(csv_rows[1:], asked["lines"] + [asked["total"]]):
            sums = self.seen(line)
            self.assertEqual([int(number) for number in row[3:3 + len(INDICATORS)]], [sums[one] for one in INDICATORS])
            self.assertEqual([int(number) for number in row[3 + len(INDICATORS):7 + len(INDICATORS)]],
                             [sums[one] for one in ("linkages", "materialAreas", "areaHectaresHundredths", "areaHouseholds")])
            self.assertEqual(sum(map(int, row[7 + len(INDICATORS):])), sum(sums[kind] for kind in HELD))
        self.assertEqual(tables["CSV"].headers["cache-control"], "private, no-store")
        self.assert_refused(lambda: anybody.send("GET", f"/api/v1/figures/indicators/table?{query}"), 403, "role-missing")
        self.assert_refused(lambda: agency.send("GET", "/api/v1/figures/indicators/table?format=7"), 400,
                            "field-invalid", "format")

    # --- the page

    def page(self, path, office=None):
        visitor = Visitor(self.stack.port)
        self.addCleanup(visitor.close)
        visitor.cookie = office and self.province.office(office).secret
        status, page = visitor.page(path)
        self.assertEqual(status, 200, path)
        self.assertLess(len(page.encode()), figures_test.PAGE_LIMIT_BYTES, path)
        self.assertNotIn("<script", page)
        return page

    def test_anybody_sees_the_sums_of_years_and_no_more(self):
        tables = Tables(self.page("/figures/indicators?year=2025&by=commune")).all
        self.assertEqual(len(tables), 1)
        (_, *years), *rows = tables[0]
        self.assertEqual([year for year, _ in years], [str(year) for year in range(2026 - YEARS, 2026)])
        for indicator, row in zip(INDICATORS, rows):
            for year, (text, link) in zip(range(2026 - YEARS, 2026), row[1:]):
                expected = self.expected(self.standing(), year)
                self.assertEqual(text, f"{expected[indicator]:,}".replace(",", ".") if expected["REPORTED"] >= 3 else "–")
                self.assertIsNone(link)

    def test_an_office_sees_lines_that_agree_with_the_files_and_open(self):
        for word, by in (("former-district", "FORMER_DISTRICT"), ("form", "LEGAL_FORM")):
            [_, (_, *lines)] = Tables(self.page(f"/figures/indicators?year=2025&by={word}", "ocop-agency")).all
            sheet = sheets.rows("CSV", self.province.office("ocop-agency").raw(
                "GET", f"/api/v1/figures/indicators/table?year=2025&by=FIGURE_BY_{by}&format=FIGURE_FORMAT_CSV").content)
            columns = slice(1, 1 + len(INDICATORS))
            shown = [[number(text) for text, _ in line[columns]] for line in lines]
            self.assertEqual(shown, [[int(text) for text in row[3:3 + len(INDICATORS)]] for row in sheet[1:]])
            for column in range(len(INDICATORS)):
                self.assertEqual(sum(line[column] for line in shown[:-1]), shown[-1][column])
            text, link = self.told.dice.choice([cell for line in lines for cell in line[columns] if cell[1]])
            [(_, *rows)] = Tables(self.page(link, "ocop-agency")).all
            self.assertEqual(len(rows), min(number(text), figures_test.ROWS_A_PAGE), link)

    def test_who_is_no_office_sees_what_anybody_sees(self):
        self.assertEqual(len(Tables(self.page("/figures/indicators?year=2025", "secretary")).all), 1)

    def test_what_is_asked_wrongly_is_refused(self):
        agency = self.province.office("ocop-agency")
        for query, rule, field in (("year=1999", "field-invalid", "year"), ("commune=a%26b", "field-invalid", "commune"),
                                   ("province=" + "1" * 33, "field-too-long", "province")):
            for path in ("/api/v1/figures/indicators", "/api/v1/figures/indicators/rows"):
                with self.subTest(path=path, query=query):
                    self.assert_refused(lambda: agency.send("GET", f"{path}?{query}"), 400, rule, field)
        self.assert_refused(lambda: agency.send("GET", "/api/v1/figures/indicators?by=FIGURE_BY_STAR"), 400,
                            "field-invalid", "by")


if __name__ == "__main__":
    unittest.main()
