"""The province before its first round: units, shards, offices, accounts, the old register."""

import collections
import csv
import datetime
import json

from . import dates
from .context import PROVINCE_CODE
from .stack import SOURCE


def count_rows(name):
    with open(SOURCE / "deploy" / "units" / name, newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def load_units(province):
    console, journal = province.console, province.journal
    if "units" not in journal:
        province.stack.ocop("import", "units", SOURCE / "deploy" / "units")
        journal.put("units", {})
    communes = province.pages(province.operator(), f"/units?provinceCode={PROVINCE_CODE}", "units")
    with open(SOURCE / "deploy" / "units" / "communes.csv", newline="") as file:
        expected = {row["code"] for row in csv.DictReader(file) if row["province_code"] == PROVINCE_CODE}
    console.check(
        "communes of the province",
        {unit["code"] for unit in communes if len(unit["code"]) == 5},
        expected,
    )
    console.step("provinces", count_rows("provinces.csv"))
    console.step("communes", f"{count_rows('communes.csv'):,}", f"{len(expected)} of them in Thái Nguyên")
    console.step("old communes and what became of them", f"{count_rows('successors.csv'):,}")


def load_calendar(province):
    """Every row of the file is a day of the calendar; a second time nothing changes."""
    path = SOURCE / "deploy" / "calendar" / "holidays.csv"
    if "calendar-days" not in province.journal:
        province.stack.ocop("import", "calendar", path)
        province.journal.put("calendar-days", {})
    with open(path, newline="") as file:
        expected = {row["day"]: row["kind"] for row in csv.DictReader(file)}
    listed = province.get(province.operator(), "/calendar-days")["days"]
    seen = {day["day"]: day["kind"].removeprefix("CALENDAR_DAY_KIND_").lower() for day in listed}
    province.console.check("days of the offices' calendar", seen, expected)
    worked = sum(kind == "working" for kind in expected.values())
    province.console.step("days of the offices' calendar", len(expected), f"{worked} of them weekends worked instead")


SHARDS = ("tn1", "tn2")


def add_shards_when_new(province):
    """Two scoring shards, named before anything else: the gateway asks identity where they answer."""
    for shard in SHARDS:
        if f"shard/{shard}" in province.journal:
            continue
        province.wait(f"shard {shard} is added", lambda shard=shard: shard_is_known(province, shard))
        province.journal.put(f"shard/{shard}", {})


def shard_is_known(province, shard):
    """Adds it unless it is there; identity may still be starting."""
    listed = province.stack.ocop("shard", "list", check=False)
    if listed.returncode == 0 and shard in listed.stdout:
        return True
    province.stack.ocop("shard", "add", "scoring", shard, check=False)
    return False


def check_shards(province):
    shards = province.get(province.operator(), "/shards")["shards"]
    names = sorted(entry["name"] for entry in shards)
    province.console.check("scoring shards", names, list(SHARDS))
    province.console.step("scoring shards", ", ".join(names), "each with a store and a process of its own")


def add_offices(province):
    agencies = province.listed("agencies")
    for agency in agencies:
        province.command(f"agency/{agency['agencyId']}", province.operator(), "POST", "/agencies", agency)
    province.console.step("agencies", len(agencies))
    accounts = province.listed("accounts")
    for account in accounts:
        name = account["signInName"]
        body = {**account, "password": province.passwords()[name]}
        province.command(f"account/{name}", province.operator(), "POST", "/accounts", body)
    province.console.step("accounts", len(accounts), f"passwords in {province.passwords_path}")


# --- the old register

RECOGNITION_WORDS = ("công nhận", "tái công nhận", "cấp lại", "đang có hạng", "đang có hiệu lực")
RECOGNITION_WORDS_WITH_STARS = ("nâng hạng", "đánh giá lại", "đạt")


def is_recognition(row):
    event = row["event"].strip().lower()
    if event.startswith(RECOGNITION_WORDS):
        return True
    return event.startswith(RECOGNITION_WORDS_WITH_STARS) and row["stars"] != ""


def full_date(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def expected_state(row, today):
    """What a recognition of the register is worth on a day, by the rule of the README."""
    decided, expires = full_date(row["decision_date"]), full_date(row["expiry_date"])
    if expires is None and decided is not None and row["decision_no"]:
        expires = dates.add_months(decided, 36)
    if expires is None:
        return "NOT_VERIFIED"
    if today > expires:
        return "EXPIRED"
    return "VALID" if row["stars"] else "NOT_VERIFIED"


def register_rows(province):
    """All rows with their lines, and those that can be taken in: a product needs its producer."""
    rows = list(enumerate(province.rows("register/products.csv"), 2))
    return rows, [row for _, row in rows if row["producer"].strip()]


def import_once(province):
    path = province.folder / "register" / "products.csv"
    return json.loads(province.stack.ocop("import", "products", path, "--json", check=False).stdout)


def import_register(province):
    console = province.console
    rows, whole = register_rows(province)
    refused = [line for line, row in rows if not row["producer"].strip()]
    first, again = import_once(province), import_once(province)
    console.check("rows of the register", first["rows"], len(rows))
    console.check("rows taken in", first["in"] + first["unchanged"], len(whole))
    console.check("lines refused", [refusal["line"] for refusal in first["refusals"]], refused)
    console.step("rows of the register", len(rows), f"{len(whole)} taken in, {len(refused)} refused: no producer named")
    console.check("rows taken in again", (again["in"], again["unchanged"]), (0, len(whole)))
    console.step("imported again", again["in"], "nothing changes")
    expected = [row for row in whole if is_recognition(row)]
    recognitions = province.wait(
        "every claim of the register is judged",
        lambda: enough(legacy_certificates(province), len(expected)),
    )
    console.check("recognitions of the register", len(recognitions), len(expected))
    console.step("recognitions among them", len(recognitions), "registered, planned and proposed ones are none")
    check_states(province, recognitions, expected)
    check_tai_hoan(province, recognitions)


def enough(found, count):
    return found if len(found) >= count else None


def legacy_certificates(province):
    found = province.pages(province.anybody(), "/certificates", "certificates")
    return [certificate for certificate in found if certificate.get("legacy")]


def state_of(certificate):
    return certificate["state"].removeprefix("CERTIFICATE_STATE_")


def check_states(province, recognitions, expected):
    """Replaced ones are those of two rows about one product that both still run."""
    today = province.today()
    counted = collections.Counter(expected_state(row, today) for row in expected)
    seen = collections.Counter(state_of(certificate) for certificate in recognitions)
    seen["VALID"] += seen.pop("REPLACED", 0)
    province.console.check("states of the old recognitions", +seen, +counted)
    for state in ("VALID", "EXPIRED", "NOT_VERIFIED"):
        province.console.step(state.lower().replace("_", " "), seen[state])


def check_tai_hoan(province, recognitions):
    """The province's first product of five stars: recognised in 2021, again in 2024."""
    found = {
        (certificate.get("decidedOn", ""), certificate.get("pointsText", "")): state_of(certificate)
        for certificate in recognitions
        if certificate["productName"] == "Miến dong Tài Hoan"
    }
    expected = {("2021-06-30", "91.14"): "EXPIRED", ("2024-06-25", ""): "NOT_VERIFIED"}
    province.console.check("Miến dong Tài Hoan", found, expected)
    province.console.step("Miến dong Tài Hoan", "91.14", "2021: expired; 2024: not verified, its decision is unknown")
