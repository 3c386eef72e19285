"""Every statement of scoring finds its rows by an index: no list of a round is sorted, no table is walked.

The statements are read out of the sources and explained over the tables that the migrations make. One that walks a
table on purpose stands below with its reason.
"""
import pathlib
import re
import sqlite3
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SCORING = SOURCE / "services" / "scoring"
LITERAL = r'"(?:[^"\\]|\\.)*"'
TEXTS = rf"(?:\s|{LITERAL}|/\*.*?\*/)+"
# Tables of other folders that statements here meet: mirrors and the rounds' calendar.
SHARED = (SOURCE / "services" / "common" / "unit",)
# A statement that walks a table, by how it begins, and why it may.
WALKS = {
    # Of a shard's admissions, some thousands in its life, each is a look into a primary key; it ends with the first
    # page of those without an answer. The mirror is a reaction's and holds no mark.
    "SELECT round_id, dossier_id, admission, admitted_at_us FROM admitted_dossiers a WHERE NOT EXISTS",
}


def joined(texts):
    """Adjacent C literals as one string."""
    texts = re.sub(r"/\*.*?\*/", "", texts, flags=re.S)
    return "".join(part[1:-1].encode().decode("unicode_escape") for part in re.findall(LITERAL, texts))


def statements(folder):
    for path in sorted(folder.rglob("*.c")):
        for texts in re.findall(rf"\bstatement\(\s*tx,\s*({TEXTS})\)", path.read_text(), flags=re.S):
            yield path.relative_to(SOURCE), joined(texts)


def tables(folder):
    """What creates tables and indexes, of schema files, in the order of their dependence."""
    scripts = []
    for path in sorted(folder.rglob("*.c")):
        for texts in re.findall(TEXTS, path.read_text(), flags=re.S):
            sql = joined(texts)
            if re.match(r"\s*CREATE ", sql):
                scripts.append(sql)
    return scripts


def store():
    connection = sqlite3.connect(":memory:")
    scripts = [sql for folder in (SCORING, *SHARED) for sql in tables(folder)]
    # An index may stand before its table's file: tables first.
    parts = [part.strip() for sql in scripts for part in sql.split(";") if part.strip()]
    for part in sorted(parts, key=lambda part: not part.startswith("CREATE TABLE")):
        connection.execute(part)
    return connection


class QueryPlansTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = store()

    def steps(self, sql):
        count = max((int(n) for n in re.findall(r"\$(\d+)", sql)), default=0)
        return [row[3] for row in self.store.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * count)]

    def test_every_statement_goes_by_an_index(self):
        seen = 0
        for path, sql in statements(SCORING):
            seen += 1
            if any(sql.startswith(begin) for begin in WALKS):
                continue
            for step in self.steps(sql):
                with self.subTest(path=str(path), sql=sql, step=step):
                    self.assertNotRegex(step, r"^SCAN (?!CONSTANT)(?!.*USING (COVERING )?INDEX)")
                    self.assertNotIn("TEMP B-TREE", step)
        self.assertGreater(seen, 80, "the sources are read wrongly")

    def test_a_table_that_is_walked_would_be_found(self):
        self.assertTrue(any(step.startswith("SCAN") for step in self.steps("SELECT * FROM rounds WHERE name = $1")))


if __name__ == "__main__":
    unittest.main()
