"""Figures that add up: histories of 5,000 products over seven years, told to the market by the way
all events come; every figure it gives is held against one that is computed from the histories alone
(histories.py), by star, sector, set, unit old and new, year and form, on days of then and of now.
"""
import collections
import csv
import datetime
import html
import io
import json
import os
import pathlib
import random
import re
import subprocess
import unittest
import urllib.parse
import zipfile

import histories
import sheets
from flow import BINARIES, Flow, Stack, wait_for
from histories import DIMENSIONS, MEASURES, Histories, Units, days, months_later
from shown import Tables, number

WRITE_EVENTS = os.environ.get("OCOP_WRITE_EVENTS", str(pathlib.Path(BINARIES).parent / "tests" / "write_events"))
SEED = int(os.environ.get("OCOP_SEED", "20191101"))
PRODUCTS = int(os.environ.get("OCOP_FIGURE_PRODUCTS", "5000"))
TODAY = datetime.date(2026, 11, 25)
FOLLOWED_S = 300  # some fifty thousand events
DAYS_ASKED = 8
CELLS_OPENED = 60
SUBSETS_ASKED = 40
LINES_ASKED = 4
PAGE_LIMIT_BYTES = 60_000
ROWS_A_PAGE = 50
# Words of addresses of pages, and the columns of their table.
PAGES = {"star": "STAR", "sector": "SECTOR", "set": "SET", "commune": "COMMUNE", "former-district": "FORMER_DISTRICT",
         "year": "YEAR", "form": "LEGAL_FORM"}
PAGE_MEASURES = ("PRODUCTS", "VALID", "EXPIRING", "EXPIRED", "LAPSED", "REVOKED", "RENEWED", "NOT_VERIFIED",
                 "SUSPENDED", "REPLACED", "RECOGNITIONS")


class ToldStack(Stack):
    """A stack whose registration and certification have told everything before it starts."""

    events = ()

    def start_all(self):
        lines = "\n".join(json.dumps(event, ensure_ascii=False) for event in self.events)
        told = subprocess.run([WRITE_EVENTS, self.data], input=lines, text=True, capture_output=True)
        if told.returncode:
            raise RuntimeError(told.stderr)
        super().start_all()


class FiguresTest(Flow):
    shards = ()
    stack_class = ToldStack

    @classmethod
    def setUpClass(cls):
        print(f"seed {SEED}, {PRODUCTS} products")
        units = Units(pathlib.Path(__file__).parents[2] / "deploy" / "units")
        # The stack imports one province's units: the others are not known there.
        units.communes = {code: province for code, province in units.communes.items() if province == "19"}
        units.former = [row for row in units.former if row["new_province_code"] == "19"]
        cls.told = Histories(SEED, PRODUCTS, units)
        cls.stack_class.events = cls.told.lines()
        cls.dice = random.Random(SEED)
        super().setUpClass()

    @classmethod
    def prepare(cls):
        cls.add_units()
        wait_for("the market has followed", cls.market_has_followed, FOLLOWED_S)
        wait_for("every recognition is counted", cls.all_are_counted, FOLLOWED_S)
        cls.facts = cls.told.facts()

    @classmethod
    def market_has_followed(cls):
        """Others hold events back: what these histories tell of was never asked of them."""
        return cls.has_followed("market", "identity", "registration", "certification")

    @classmethod
    def all_are_counted(cls):
        """As many as there are, and units are known: what follows is compared line by line."""
        counted = cls.ask(at="2030-01-01", by="PROVINCE")
        known = sum(line != "-" for line in counted)
        return known and counted["total"]["RECOGNITIONS"] == sum(
            not recognition.is_mistaken for recognition in cls.told.recognitions)

    # --- asking

    @classmethod
    def get(cls, path, **parameters):
        query = urllib.parse.urlencode({name: value for name, value in parameters.items() if value})
        return cls.province.get(cls.province.anybody(), f"{path}?{query}")

    @classmethod
    def ask(cls, by=None, **parameters):
        """Every line of every page, and the total, which is the same on all pages."""
        lines, cursor = {}, None
        while True:
            page = cls.get("/figures", by=by and f"FIGURE_BY_{by}", limit=200, cursor=cursor, **parameters)
            total = cls.cells(page["total"])
            if lines.setdefault("total", total) != total:
                raise AssertionError("the total changes from page to page")
            for line in page.get("lines", []):
                if line["code"] in lines:
                    raise AssertionError(f"{line['code']} comes twice")
                lines[line["code"]] = cls.cells(line)
            cursor = page.get("next")
            if not cursor:
                return lines

    @staticmethod
    def cells(line):
        return {cell["measure"].removeprefix("FIGURE_MEASURE_"): int(cell.get("count", 0)) for cell in line["cells"]}

    def expected(self, by, day, months=12, **filters):
        """The same, from the histories."""
        lines = collections.defaultdict(lambda: dict.fromkeys(MEASURES, 0))
        for recognition, told, next_day in self.facts:
            if any(told[dimension] != line for dimension, line in filters.items()):
                continue
            for measure in self.told.measures_of(recognition, next_day, day, months_later(day, months)):
                lines["total"][measure] += 1
                if by:
                    lines[told[by]][measure] += 1
        lines["total"]  # also when there is nothing
        return dict(lines)

    def some_days(self):
        """Days of then and now, the ends of lives among them."""
        chosen = [TODAY, datetime.date(2019, 10, 31), datetime.date(2025, 7, 1)]
        while len(chosen) < DAYS_ASKED:
            recognition = self.dice.choice(self.facts)[0]
            near = recognition.until or recognition.decided or TODAY
            chosen.append(self.dice.choice((near, near + days(1), recognition.decided or near)))
        return chosen

    # --- what must hold

    def test_every_cell_is_what_happened(self):
        compared = 0
        for day in self.some_days():
            for by in (None,) + DIMENSIONS:
                months = self.dice.choice((1, 6, 12, 36))
                with self.subTest(day=str(day), by=by):
                    seen = self.ask(by=by, at=day.isoformat(), expiringMonths=months)
                    expected = self.expected(by, day, months)
                    self.assertEqual(seen, expected)
                    compared += len(seen) * len(MEASURES)
        print(f"{compared} cells compared")

    def test_lines_add_up_to_the_same_however_they_are_cut(self):
        for day in self.some_days():
            total = self.ask(at=day.isoformat())["total"]
            for by in DIMENSIONS:
                lines = self.ask(by=by, at=day.isoformat())
                self.assertEqual(lines.pop("total"), total, by)
                for measure in MEASURES:
                    self.assertEqual(sum(line[measure] for line in lines.values()), total[measure], (by, measure))
            states = sum(total[state] for state in histories.STATES)
            self.assertEqual(total["RECOGNITIONS"], states)
            self.assertEqual(total["RECOGNITIONS"], total["PRODUCTS"] + total["RENEWED"])

    def test_filters_of_several_kinds_count_what_has_all_of_them(self):
        for _ in range(SUBSETS_ASKED):
            _, told, _ = self.dice.choice(self.facts)
            filters = {by: told[by] for by in self.dice.sample(DIMENSIONS, self.dice.randint(1, 3))}
            by, day = self.dice.choice(DIMENSIONS), self.dice.choice(self.some_days())
            with self.subTest(filters=filters, by=by, day=str(day)):
                seen = self.ask(by=by, at=day.isoformat(), **self.parameters(filters))
                self.assertEqual(seen, self.expected(by, day, **filters))

    @staticmethod
    def parameters(filters):
        def name(dimension):
            first, *rest = dimension.lower().split("_")
            return first + "".join(word.capitalize() for word in rest)
        return {name(dimension): line for dimension, line in filters.items()}

    def test_a_figure_opens_to_the_rows_that_it_counts(self):
        opened = 0
        while opened < CELLS_OPENED:
            by, day = self.dice.choice(DIMENSIONS), self.dice.choice(self.some_days())
            page = self.get("/figures", by=f"FIGURE_BY_{by}", at=day.isoformat(), limit=200)
            if not page.get("lines"):
                continue
            line = self.dice.choice(page["lines"])
            cell = self.dice.choice(line["cells"])
            self.open_cell(cell, by, line["code"], day)
            opened += 1

    def open_cell(self, cell, by, code, day):
        measure = cell["measure"].removeprefix("FIGURE_MEASURE_")
        path = cell["rows"].removeprefix("/api/v1")
        first = self.province.get(self.province.anybody(), path)
        rows = self.province.pages(self.province.anybody(), path, "rows")
        self.assertEqual(len(rows), int(cell.get("count", 0)), path)
        self.assertEqual(int(first.get("total", 0)), len(rows), path)
        expected = sorted(recognition.code for recognition, told, next_day in self.facts if told[by] == code
                          and measure in self.told.measures_of(recognition, next_day, day, months_later(day, 12)))
        self.assertEqual([row["code"] for row in rows], expected, path)

    def test_one_question_asked_three_ways_has_one_answer(self):
        """Each figure as a cell of a line, as the total of a filter, and as rows that are counted one by one."""
        day = TODAY.isoformat()
        for by in DIMENSIONS:
            lines = self.ask(by=by, at=day)
            del lines["total"]
            for code in self.dice.sample(sorted(lines), min(len(lines), LINES_ASKED)):
                filters = {**self.parameters({by: code}), "at": day}
                with self.subTest(by=by, code=code):
                    self.assertEqual(self.ask(**filters)["total"], lines[code])
                    measure = self.dice.choice([one for one in MEASURES if lines[code][one]])
                    query = urllib.parse.urlencode({**filters, "measure": f"FIGURE_MEASURE_{measure}"})
                    rows = self.province.pages(self.province.anybody(), f"/figures/rows?{query}", "rows")
                    self.assertEqual(len({row["code"] for row in rows}), lines[code][measure], measure)

    def test_codes_have_their_names_beside_them(self):
        names = {"STAR": ("4", "4 sao", "4 stars"), "SECTOR": ("I", "Sản phẩm thực phẩm", "Food"),
                 "PROVINCE": ("19", "Tỉnh Thái Nguyên", "Thai Nguyen"), "YEAR": ("2024", "2024", "2024"),
                 "LEGAL_FORM": ("COOPERATIVE", "Hợp tác xã", "Cooperative"), "FORMER_DISTRICT": ("066", "Huyện Na Rì", "")}
        for by, (code, vietnamese, english) in names.items():
            page = self.get("/figures", by=f"FIGURE_BY_{by}", at=TODAY.isoformat(), limit=200)
            [line] = [line for line in page["lines"] if line["code"] == code]
            self.assertEqual((line["name"], line.get("nameEn", "")), (vietnamese, english))
            filtered = self.get("/figures", **self.parameters({by: code}))["filters"]
            self.assertEqual([(one["by"], one["code"], one["name"], one.get("nameEn", "")) for one in filtered],
                             [(f"FIGURE_BY_{by}", code, vietnamese, english)])
        for by in DIMENSIONS:
            for line in self.get("/figures", by=f"FIGURE_BY_{by}", at=TODAY.isoformat(), limit=200)["lines"]:
                self.assertEqual(bool(line.get("name")), line["code"] != "-", (by, line["code"]))
        [row, *_] = self.get("/figures/rows", sector="I", limit=1, at=TODAY.isoformat())["rows"]
        self.assertEqual((row["sectorName"], row["sectorNameEn"]), names["SECTOR"][1:])
        self.assertTrue(row["setName"] and row["setNameEn"])

    def test_years_stand_side_by_side(self):
        for filters in ({}, {"STAR": "4"}, {"FORMER_DISTRICT": "066"}):
            asked = self.get("/figures", trend="true", at=TODAY.isoformat(), **self.parameters(filters))["trend"]
            recognised = self.expected("YEAR", TODAY, **filters)
            self.assertEqual(asked[-1]["year"], TODAY.year)
            self.assertEqual([one["year"] for one in asked], list(range(asked[0]["year"], TODAY.year + 1)))
            self.assertEqual(asked[0]["year"], min(int(code) for code in recognised if code not in ("total", "-")))
            for year in asked:
                end = min(datetime.date(year["year"], 12, 31), TODAY)
                self.assertEqual(year["at"], end.isoformat())
                self.assertEqual(self.cells(year), self.expected(None, end, **filters)["total"], year["year"])
                of_year = recognised.get(str(year["year"]), {}).get("RECOGNITIONS", 0)
                self.assertEqual(int(year.get("recognised", 0)), of_year)
                rows = self.province.get(self.province.anybody(), year["recognisedRows"].removeprefix("/api/v1"))
                self.assertEqual(int(rows.get("total", 0)), of_year)

    def test_a_unit_is_found_by_its_name_of_today_and_of_before(self):
        units = self.get("/figures", unit="na ri")["units"]
        self.assertEqual({(one["by"], one["name"]) for one in units},
                         {("FIGURE_BY_COMMUNE", "Xã Na Rì"), ("FIGURE_BY_FORMER_DISTRICT", "Huyện Na Rì")})
        self.assertFalse(self.get("/figures", unit="khong co").get("units"))
        page = self.page("/figures?unit=na+ri&star=4")
        [link] = [html.unescape(link) for link in re.findall('href="([^"]*formerDistrict=066[^"]*)"', page)]
        self.assertIn("star=4", link)
        self.assertIn("Huyện Na Rì", self.page(link))

    def test_rows_say_what_is_so(self):
        by_code = {recognition.code: recognition for recognition, _, _ in self.facts}
        day = TODAY.isoformat()
        rows = self.province.pages(self.province.anybody(), f"/figures/rows?at={day}", "rows")
        self.assertEqual(len(rows), len({row["code"] for row in rows}))
        for row in rows:
            recognition = by_code[row["code"]]
            state = recognition.state(TODAY)
            self.assertEqual(row["state"], f"FIGURE_MEASURE_{state}")
            self.assertEqual(row.get("recognisedOn", ""), recognition.decided.isoformat() if recognition.decided else "")
            shown = "" if state == "NOT_VERIFIED" or not recognition.until else recognition.until.isoformat()
            self.assertEqual(row.get("validUntil", ""), shown)

    def test_a_table_for_office_programs_has_the_same_lines(self):
        asked = self.ask(by="COMMUNE", at=TODAY.isoformat(), star="4")
        path = f"/api/v1/figures/table?by=FIGURE_BY_COMMUNE&at={TODAY.isoformat()}&star=4&format="
        sheet = self.province.anybody().raw("GET", path + "FIGURE_FORMAT_CSV")
        self.assertEqual((sheet.status, sheet.headers["content-type"]), (200, "text/csv; charset=utf-8"))
        heading, *lines, total = csv.reader(io.StringIO(sheet.content.decode("utf-8-sig")))
        self.assertEqual(heading[:3] + heading[5:6], ["Mã", "Tên", "Tên tiếng Anh", "Còn hiệu lực"])
        order = ("RECOGNITIONS", "PRODUCTS", "VALID", "EXPIRING", "EXPIRED", "LAPSED", "REVOKED", "REPLACED", "RENEWED",
                 "SUSPENDED", "NOT_VERIFIED")
        told = {line[0] or "-": dict(zip(order, map(int, line[3:]))) for line in lines}
        self.assertEqual({**told, "total": dict(zip(order, map(int, total[3:])))}, asked)
        book = self.province.anybody().raw("GET", path + "FIGURE_FORMAT_XLSX")
        self.assertEqual(book.status, 200)
        with zipfile.ZipFile(io.BytesIO(book.content)) as parts:
            rows = re.findall("<row ", parts.read("xl/worksheets/sheet1.xml").decode())
        self.assertEqual(len(rows), len(lines) + 2)

    # --- the pages

    def page(self, path):
        answer = self.province.anybody().raw("GET", path, None, {"Accept": "text/html", "Accept-Language": "vi"})
        self.assertEqual(answer.status, 200, path)
        self.assertLess(len(answer.content), PAGE_LIMIT_BYTES, path)
        self.assertNotIn(b"<script", answer.content)
        return answer.content.decode()

    @staticmethod
    def table(page):
        """Every line of the table as its cells, each the number and where it leads."""
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL):
            yield [(int(number.replace(".", "")), html.unescape(link)) for link, number in
                   re.findall(r'<td>(?:<a href="([^"]*)">)?([0-9.]+)(?:</a>)?\s*</td>', row)]

    def test_pages_show_the_same_and_every_figure_leads_to_its_rows(self):
        for words, by in PAGES.items():
            with self.subTest(by=by):
                page = self.page(f"/figures?by={words}&at={TODAY.isoformat()}")
                shown = [cells for cells in self.table(page.split("</table>")[0]) if cells]
                *lines, total = [[number for number, _ in cells] for cells in shown]
                asked = self.ask(by=by, at=TODAY.isoformat())
                self.assertEqual(total, [asked["total"][measure] for measure in PAGE_MEASURES])
                told = [[line[measure] for measure in PAGE_MEASURES] for code, line in asked.items() if code != "total"]
                self.assertEqual(lines, told[:len(lines)])
                number, link = self.dice.choice([cell for cells in shown for cell in cells if cell[0]])
                rows = self.page(link)
                self.assertIn(f": {number:,}</h1>".replace(",", "."), rows)
                self.assertEqual(len(re.findall('href="/verify/', rows.split("<tbody>")[1].split("</tbody>")[0])),
                                 min(number, ROWS_A_PAGE))

    def test_the_page_the_csv_and_the_xlsx_have_the_same_sums(self):
        anybody = self.province.anybody()
        for words, by in PAGES.items():
            page = self.page(f"/figures?by={words}&at={TODAY.isoformat()}&star=4")
            shown = Tables(page).all[0]
            files = [html.unescape(link) for link in re.findall('href="(/api/v1/figures/table[^"]*)"', page)]
            tables = {link[-3:]: sheets.rows(link[-3:] if link.endswith("CSV") else "XLSX", anybody.raw("GET", link).content)
                      for link in files}
            self.assertEqual(set(tables), {"CSV", "LSX"})
            self.assertEqual(tables["CSV"], tables["LSX"], by)
            columns = [tables["CSV"][0].index(heading) for heading, _ in shown[0][1:]]
            self.assertEqual([int(tables["CSV"][-1][column]) for column in columns],
                             [number(text) for text, _ in shown[-1][1:]], by)
            for row, told in zip(shown[1:-1], tables["CSV"][1:]):
                self.assertEqual([int(told[column]) for column in columns], [number(text) for text, _ in row[1:]])
            for column in columns:
                self.assertEqual(sum(int(row[column]) for row in tables["CSV"][1:-1]), int(tables["CSV"][-1][column]))

    def test_the_years_of_the_page_lead_to_their_rows(self):
        _, *rows = Tables(self.page(f"/figures?by=star&at={TODAY.isoformat()}&star=4")).all[1]
        for row in rows:
            for text, link in row[1:]:
                if link and self.dice.random() < 0.3:
                    self.assertIn(f": {text}</h1>", self.page(link), link)

    def test_units_recorded_again_change_no_figure(self):
        before = {by: self.ask(by=by, at=TODAY.isoformat()) for by in ("COMMUNE", "FORMER_DISTRICT")}
        self.stack.ocop("import", "units", self.stack.directory / "units")
        wait_for("the market has followed", self.market_has_followed)
        for by, lines in before.items():
            wait_for(f"the same by {by}", lambda by=by, lines=lines: self.ask(by=by, at=TODAY.isoformat()) == lines)

    def test_what_is_asked_wrongly_is_refused(self):
        anybody = self.province.anybody()
        for query, rule, field in (
                ("at=2026-02-30", "date-invalid", "at"), ("expiringMonths=61", "field-invalid", "expiringMonths"),
                ("commune=a%26b", "field-invalid", "commune"), ("province=" + "1" * 33, "field-too-long", "province"),
                ("cursor=" + "1" * 33, "field-too-long", "cursor")):
            for path in ("/api/v1/figures", "/api/v1/figures/rows"):
                with self.subTest(path=path, query=query):
                    status = anybody.send("GET", f"{path}?{query}").status
                    self.assert_refused(lambda: anybody.send("GET", f"{path}?{query}"), status, rule, field)
        self.assert_refused(lambda: anybody.send("GET", "/api/v1/figures?unit=" + "a" * 101), 400, "field-too-long", "unit")


if __name__ == "__main__":
    unittest.main()
