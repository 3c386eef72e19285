"""A round: planned, council and conflicts, sheets, spread, second pass, results, decision."""

from . import dates, dossiers
from .context import PROVINCE_CODE
from .rulebook import capped_star, mean_of, mean_text

SPREAD_POINTS = 10


class Expectation:
    """What must come of a product, counted from its sheets by the rule book alone."""

    def __init__(self, province, product):
        self.product = product
        self.sheet = province.rulebook.sheet(product["set_no"])
        self.members = [
            member["sign_in_name"]
            for member in province.plan["council"]
            if member["office"] != "SECRETARY"
        ]
        conflicted = product.get("conflict", {}).get("sign_in_name")
        self.scoring = [name for name in self.members if name != conflicted]
        self.passes = [
            {name: points for name, points in zip(self.members, totals) if name != conflicted}
            for totals in product["passes"]
        ]
        last = self.passes[-1]
        self.mean = mean_of(list(last.values()))
        self.sum, self.count = sum(last.values()), len(last)
        self.mean_text = mean_text(self.mean)
        self.band_star = province.rulebook.band_star(self.mean)
        self.agreed = self.choices(last[self.leader()])
        self.missed = self.sheet.missed_minimums(self.agreed, 5)
        self.star = capped_star(self.band_star, self.missed)
        self.decision = self.decide(province)

    def leader(self):
        conflict = self.product.get("conflict", {})
        if conflict.get("sign_in_name") == "chair":
            return conflict["acting_chair"]
        return "chair"

    def choices(self, total):
        missed = self.product.get("missed_criteria", ())
        return self.sheet.choose(total, self.product["minimums_for_star"], missed)

    def agreed_options(self):
        """What the council agrees on: only criteria that bear minimums."""
        return {
            criterion["code"]: self.agreed[criterion["code"]]
            for criterion in self.sheet.criteria
            if any(option["min_star"] for option in criterion["options"])
        }

    def decide(self, province):
        recognised_by = province.rulebook.data["levels"][-1]["recognises"].get(str(self.star))
        if self.star == 5 and self.mean >= province.rulebook.forward_from_points():
            return "PROPOSED_TO_CENTRE"
        return "RECOGNISED" if recognised_by == "province" else "NOT_RECOGNISED"


def products_of(province, round_key):
    return [product for product in province.plan["products"] if product["round"] == round_key]


def plan_round(province, entry, held_before, proposals_before):
    """On a working day before the date of the law."""
    held_on = dates.working_day_before(dates.days_later(held_before, -7))
    body = {
        "shard": entry["shard"],
        "name": entry["name"],
        "level": "LEVEL_PROVINCE",
        "unitCode": PROVINCE_CODE,
        "rulebookCode": province.rulebook.code,
        "heldOn": str(held_on),
        "proposalsBefore": str(proposals_before),
        "settings": {"spreadPoints": SPREAD_POINTS},
    }
    round_id = province.command(f"round/{entry['key']}", province.office("ocop-agency"), "POST", "/rounds", body)["id"]
    province.console.check_that(f"{round_id} names its shard", f"_{entry['shard']}_" in round_id)
    province.console.step(
        entry["name"],
        f"shard {entry['shard']}",
        f"meets {held_on:%d/%m/%Y}, proposals before {proposals_before:%d/%m/%Y}",
    )
    return round_id, held_on


def account_ids(province):
    accounts = province.pages(province.operator(), "/accounts", "accounts")
    return {account["signInName"]: account["accountId"] for account in accounts}


def appoint_council(province, entry, round_id):
    ids = province.journal.once("account-ids", lambda: account_ids(province))
    members = [
        {
            "memberId": ids[member["sign_in_name"]],
            "displayName": member["display_name"],
            "office": f"COUNCIL_OFFICE_{member['office']}",
        }
        for member in province.plan["council"]
    ]
    province.command(
        f"council/{entry['key']}",
        province.office("ocop-agency"),
        "PUT",
        f"/rounds/{round_id}/council",
        {"members": members, "decisionNumber": f"HĐ-{entry['key']}/QĐ-UBND (trình diễn)"},
    )
    province.console.step("council appointed", f"{len(members)} members", "a chair, a secretary who does not score")
    return ids


def appoint_advisers(province, entry, round_id, ids):
    advisers = [
        {"adviserId": ids[adviser["sign_in_name"]], "displayName": adviser["display_name"]}
        for adviser in province.plan["advisers"]
    ]
    province.command(
        f"advisers/{entry['key']}",
        province.office("ocop-agency"),
        "PUT",
        f"/rounds/{round_id}/advisers",
        {"advisers": advisers, "decisionNumber": f"TTV-{entry['key']}/QĐ-UBND (trình diễn)"},
    )
    province.console.step("advisory team appointed", f"{len(advisers)} advisers")


def prepare_by_team(province, entry, round_id):
    """What the advisory team has of a product: a visit and a sheet; the council sees it once reported."""
    for product in products_of(province, entry["key"]):
        if "team" not in product:
            continue
        team, key = product["team"], product["key"]
        expectation, adviser = Expectation(province, product), province.office("adviser-1")
        path = f"/rounds/{round_id}/dossiers/{province.journal[f'dossier/{key}']['id']}"
        visit = {
            "visitedOn": province.journal.once(f"visited-on/{key}", lambda: str(province.today())),
            "note": team["visit"],
            "missingPapers": team["missing_papers"],
        }
        province.command(f"visit/{key}", adviser, "POST", f"{path}/site-visits", visit)
        choices = {"choices": expectation.choices(team["points"])}
        province.command(f"team-sheet/{key}", adviser, "PUT", f"{path}/team-sheet", choices)
        if f"team-report/{key}" not in province.journal:
            province.refused(
                "the chair asking for what the team has not reported",
                "no-such-thing",
                lambda: province.office("chair").get(f"/api/v1{path}/team-report"),
            )
        province.command(f"team-report/{key}", adviser, "POST", f"{path}/team-report", {"summary": team["summary"]})
        report = province.get(province.office("chair"), f"{path}/team-report")
        province.console.check(f"{product['name']}: points of the team", report["total"], team["points"])
        province.console.step(f"{product['name']}: advisory team", f"{report['total']} points", "one visit, one paper missing")


def plan_sitting(province, entry, round_id, held_on):
    """One sitting hears all of the round."""
    dossier_ids = [province.journal[f"dossier/{p['key']}"]["id"] for p in products_of(province, entry["key"])]
    body = {"heldOn": str(held_on), "startsAt": "08:00", "place": "Hội trường (trình diễn)", "dossierIds": dossier_ids}
    secretary = province.office("secretary")
    province.command(f"sitting/{entry['key']}", secretary, "POST", f"/rounds/{round_id}/sittings", body)
    agenda = province.get(secretary, f"/rounds/{round_id}/sittings")
    province.console.check("dossiers on the agenda", agenda["sittings"][0]["dossierIds"], dossier_ids)
    province.console.check("dossiers on no sitting", agenda.get("unplannedDossierIds", []), [])
    province.console.step("agenda", f"{len(dossier_ids)} products", f"{held_on:%d/%m/%Y} at 08:00")


def declare_conflicts(province, entry, round_id, ids):
    for product in products_of(province, entry["key"]):
        conflict = product.get("conflict")
        if not conflict:
            continue
        body = {
            "dossierId": province.journal[f"dossier/{product['key']}"]["id"],
            "memberId": ids[conflict["sign_in_name"]],
            "reason": conflict["reason"],
        }
        if "acting_chair" in conflict:
            body["actingChairId"] = ids[conflict["acting_chair"]]
        province.command(
            f"conflict/{product['key']}", province.office("secretary"), "POST", f"/rounds/{round_id}/conflicts", body
        )
        province.console.step(
            f"conflict of interest: {conflict['sign_in_name']} and {product['producer']}",
            "excluded",
            f"led by {conflict['acting_chair']}" if "acting_chair" in conflict else "",
        )


def submit_sheets(province, entry, round_id, expectation, ids, number):
    """One pass: every member who may score hands in his own sheet."""
    key = expectation.product["key"]
    dossier = province.journal[f"dossier/{key}"]["id"]
    for name, total in expectation.passes[number - 1].items():
        choices = expectation.choices(total)
        province.console.check(f"{name}: points of the sheet", expectation.sheet.total(choices), total)
        province.command(
            f"sheet/{key}/{number}/{name}",
            province.office(name),
            "POST",
            f"/rounds/{round_id}/sheets/{dossier}/{ids[name]}/submit",
            {"choices": choices},
        )
    return len(expectation.passes[number - 1])


def conflicted_member_is_kept_out(province, entry, round_id, expectation, ids):
    conflict = expectation.product.get("conflict")
    key = expectation.product["key"]
    if not conflict or f"close/{key}" in province.journal:
        return
    dossier = province.journal[f"dossier/{key}"]["id"]
    name = conflict["sign_in_name"]
    problem = province.refused(
        f"the sheet of {name}",
        "member-has-conflict",
        lambda: province.office(name).post(
            f"/api/v1/rounds/{round_id}/sheets/{dossier}/{ids[name]}/submit",
            {"choices": expectation.choices(expectation.product["passes"][0][0])},
        ),
    )
    province.console.step(f"{expectation.product['name']}: sheet of the conflicted {name}", problem.status, "refused")


def sealed_sheet_stays_sealed(province, round_id, expectation, ids):
    """Nobody sees another member's points before the dossier is closed."""
    key = expectation.product["key"]
    if f"close/{key}" in province.journal or f"rescore/{key}/2" in province.journal:
        return
    dossier = province.journal[f"dossier/{key}"]["id"]
    curious, other = expectation.scoring[1], expectation.scoring[0]
    province.refused(
        f"{curious} asking for the sheet of {other}",
        "sheet-sealed",
        lambda: province.office(curious).get(f"/api/v1/rounds/{round_id}/sheets/{dossier}/{ids[other]}"),
    )


def score_dossier(province, entry, round_id, expectation, ids):
    product = expectation.product
    key, dossier = product["key"], province.journal[f"dossier/{product['key']}"]["id"]
    secretary = province.office("secretary")
    conflicted_member_is_kept_out(province, entry, round_id, expectation, ids)
    submit_sheets(province, entry, round_id, expectation, ids, 1)
    sealed_sheet_stays_sealed(province, round_id, expectation, ids)
    for number in range(2, len(expectation.passes) + 1):
        before = expectation.passes[number - 2].values()
        spread = max(before) - min(before)
        if f"rescore/{key}/{number}" not in province.journal:
            province.refused(
                f"closing {product['name']} with a spread of {spread} points",
                "second-pass-needed",
                lambda: secretary.post(f"/api/v1/rounds/{round_id}/dossiers/{dossier}/close"),
            )
        province.command(
            f"rescore/{key}/{number}",
            secretary,
            "POST",
            f"/rounds/{round_id}/rescore",
            {"dossierId": dossier, "reason": product["rescore_reason"]},
        )
        province.console.step(f"{product['name']}: spread", f"{spread} points", f"over {SPREAD_POINTS}: pass {number}")
        submit_sheets(province, entry, round_id, expectation, ids, number)
    province.command(
        f"agreed/{key}",
        secretary,
        "PUT",
        f"/rounds/{round_id}/dossiers/{dossier}/agreed-options",
        {"options": expectation.agreed_options()},
    )
    province.command(f"close/{key}", secretary, "POST", f"/rounds/{round_id}/dossiers/{dossier}/close")
    spread = max(expectation.passes[-1].values()) - min(expectation.passes[-1].values())
    province.console.step(
        f"{product['name']}: {expectation.count} sheets, spread {spread}",
        expectation.mean_text,
        f"{expectation.sum}/{expectation.count}",
    )


def check_results(province, entry, round_id, expectations, decided):
    """Every result of the round is what the sheets give, to the last point."""
    client = province.office("secretary")
    results = {result["dossierId"]: result for result in province.pages(client, f"/rounds/{round_id}/results", "results")}
    check = province.console.check
    for expectation in expectations:
        name = expectation.product["name"]
        result = results[province.journal[f"dossier/{expectation.product['key']}"]["id"]]
        check(f"{name}: sum", result.get("pointsSum", 0), expectation.sum)
        check(f"{name}: count", result.get("pointsCount", 0), expectation.count)
        check(f"{name}: mean", result.get("meanText"), expectation.mean_text)
        check(f"{name}: star by points", result.get("bandStar", 0), expectation.band_star)
        check(f"{name}: star", result.get("star", 0), expectation.star)
        missed = [(m["star"], m["criterionCode"]) for m in result.get("missedMinimums", [])]
        check(f"{name}: missed minimums", sorted(missed), sorted(expectation.missed))
        check(f"{name}: pass", result.get("pass"), len(expectation.passes))
        check(f"{name}: parts", part_sums(result), expected_part_sums(expectation))
        if decided:
            check(f"{name}: decision", result.get("decision"), f"DECISION_OUTCOME_{expectation.decision}")
    return results


def part_sums(result):
    return {part["partCode"]: (part.get("sum", 0), part["count"]) for part in result["parts"]}


def expected_part_sums(expectation):
    sums = {}
    for total in expectation.passes[-1].values():
        for part, points in expectation.sheet.part_totals(expectation.choices(total)).items():
            sums[part] = sums.get(part, 0) + points
    return {part: (points, expectation.count) for part, points in sums.items()}


def missed_text(expectation):
    """Minimums that cost a star: those up to the band's."""
    return ", ".join(f"{code} ({star}★)" for star, code in expectation.missed if star <= expectation.band_star)


def open_round(province, entry, round_id, held_on):
    """Council, conflicts, the documents that go out ahead; scoring begins on the day of the meeting."""
    key, secretary = entry["key"], province.office("secretary")
    ids = appoint_council(province, entry, round_id)
    declare_conflicts(province, entry, round_id, ids)
    appoint_advisers(province, entry, round_id, ids)
    prepare_by_team(province, entry, round_id)
    plan_sitting(province, entry, round_id, held_on)
    opens_on = dates.working_day_before(dates.working_day_before(held_on))
    province.move_clock_to(f"clock/open/{key}", opens_on)
    province.command(f"open/{key}", secretary, "POST", f"/rounds/{round_id}/open")
    province.console.step("documents out to the council", f"{opens_on:%d/%m/%Y}")
    province.move_clock_to(f"clock/held/{key}", held_on)
    province.command(f"start/{key}", secretary, "POST", f"/rounds/{round_id}/start")
    return ids


def decide_round(province, entry, round_id, expectations):
    """From the last sheet to the decision that is published; every result is checked twice."""
    console, key, secretary = province.console, entry["key"], province.office("secretary")
    province.command(f"close/{key}/round", secretary, "POST", f"/rounds/{round_id}/close")
    province.command(
        f"report/{key}", province.office("chair"), "POST", f"/rounds/{round_id}/report",
        {"reportNumber": f"BC-{key} (trình diễn)"},
    )
    check_results(province, entry, round_id, expectations, decided=False)
    decided_on = province.journal.once(f"decided-on/{key}", lambda: str(province.today()))
    province.command(
        f"approve/{key}", province.office("chairman"), "POST", f"/rounds/{round_id}/approve",
        {"decisionNumber": entry["decision_number"], "decidedOn": decided_on},
    )
    province.command(f"publish/{key}", province.office("ocop-agency"), "POST", f"/rounds/{round_id}/publish")
    check_results(province, entry, round_id, expectations, decided=True)
    recomputed = province.get(province.office("secretary"), f"/rounds/{round_id}/recompute")
    console.check("results recomputed from sheets and rule book", recomputed.get("differingDossierIds", []), [])
    for expectation in expectations:
        missed = missed_text(expectation)
        console.step(
            f"{expectation.product['name']}: {expectation.mean_text} points",
            f"{expectation.star} sao" if expectation.decision != "PROPOSED_TO_CENTRE" else "5 sao?",
            expectation.decision.lower().replace("_", " ") + (f"; missed {missed}" if missed else ""),
        )
    return decided_on


def hold(province, entry, round_id, held_on):
    """From the documents that go out to the decision that is published."""
    expectations = [Expectation(province, product) for product in products_of(province, entry["key"])]
    ids = open_round(province, entry, round_id, held_on)
    for expectation in expectations:
        score_dossier(province, entry, round_id, expectation, ids)
    return expectations, decide_round(province, entry, round_id, expectations)


def prepare(province, entry, proposals_before, round_id):
    """Dossiers of a round: filled in, screened, proposed in time, admitted after the date."""
    console, key = province.console, entry["key"]
    for product in products_of(province, key):
        dossiers.register(province, product)
        dossiers.fill(province, product)
    screened = dates.days_later(province.today(), 5)
    province.move_clock_to(f"clock/screen/{key}", screened)
    for product in products_of(province, key):
        dossiers.screen_and_propose(province, product)
    console.step("screened and proposed by the communes", len(products_of(province, key)), "four checks each, no points")
    province.move_clock_to(f"clock/admit/{key}", dates.days_later(proposals_before, 3))
    codes = [dossiers.admit(province, product, round_id) for product in products_of(province, key)]
    console.step("admitted into the round", len(codes), "codes " + codes[0] + (f" to {codes[-1]}" if len(codes) > 1 else ""))
