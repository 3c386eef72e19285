"""The main job: from the units of the country to a listing that loses its stars by itself.

Each stage runs once; a stage that was broken off runs again, and what it had done stays done.
"""

import json

from . import agency, certificates, dates, market, notification, rounds, setup, trade
from .rulebook import capped_star


def begin(province):
    """The rule book must be in force; a machine whose clock is before that day is moved on."""
    in_force = dates.parse_day(province.rulebook.data["in_force_from"])
    province.move_clock_to("clock/begin", in_force)
    books = province.get(province.anybody(), "/rulebooks")["rulebooks"]
    folder = province.rulebook.folder.parent
    console = province.console
    console.check(
        "rule books", {book["code"] for book in books}, {path.parent.name for path in folder.glob("*/rulebook.json")}
    )
    console.step("rule books", len(books), f"{len(list(folder.glob('*/sets/*.json')))} scoring sheets")
    score_without_side_effects(province)


def score_without_side_effects(province):
    """Each sheet that will be handed in, scored beforehand: by the daemon and by ourselves."""
    count = 0
    for product in province.plan["products"]:
        sheet = province.rulebook.sheet(product["set_no"])
        for total in sorted({points for totals in product["passes"] for points in totals}):
            choices = sheet.choose(total, product["minimums_for_star"], product.get("missed_criteria", ()))
            body = {"rulebook": province.rulebook.code, "set": product["set_no"], "choices": choices}
            answer = province.anybody().post("/api/v1/score", body)
            what = f"{product['name']} at {total} points"
            missed = sheet.missed_minimums(choices, 5)
            seen = [(int(star), code) for star, gates in answer.get("failedGates", {}).items() for code in gates["criteria"]]
            province.console.check(f"{what}: total", answer["total"], total)
            province.console.check(f"{what}: parts", answer["parts"], sheet.part_totals(choices))
            province.console.check(f"{what}: star by points", answer["bandStar"], province.rulebook.band_star(total))
            province.console.check(f"{what}: missed minimums", sorted(seen), sorted(missed))
            province.console.check(
                f"{what}: star", answer["starIfCapped"], capped_star(province.rulebook.band_star(total), missed)
            )
            count += 1
    province.console.step("sheets scored without side effects", count, "daemon and rule book agree to the point")


def offices(province):
    setup.check_shards(province)
    setup.load_units(province)
    setup.load_calendar(province)
    setup.add_offices(province)


def plan_rounds(province):
    """The next two rounds of the law's calendar, on two shards at the same time."""
    calendar = province.journal.once(
        "calendar",
        lambda: [
            [str(held), str(proposals)]
            for held, proposals in dates.rounds_from(province.rulebook.data, province.today(), 2)
        ],
    )
    for entry, (held, proposals) in zip(province.plan["rounds"], calendar):
        round_id, held_on = rounds.plan_round(province, entry, dates.parse_day(held), dates.parse_day(proposals))
        province.journal.once(
            f"planned/{entry['key']}",
            lambda round_id=round_id, held_on=held_on, proposals=proposals: {
                "round_id": round_id,
                "held_on": str(held_on),
                "proposals_before": proposals,
            },
        )


def prepare_round(entry):
    def stage(province):
        planned = province.journal[f"planned/{entry['key']}"]
        rounds.prepare(province, entry, dates.parse_day(planned["proposals_before"]), planned["round_id"])

    return stage


def hold_round(entry):
    def stage(province):
        planned = province.journal[f"planned/{entry['key']}"]
        rounds.hold(province, entry, planned["round_id"], dates.parse_day(planned["held_on"]))

    return stage


def certify_round(entry):
    def stage(province):
        expectations = [rounds.Expectation(province, p) for p in rounds.products_of(province, entry["key"])]
        certificates.check_certificates(province, expectations, province.journal[f"decided-on/{entry['key']}"])
        for expectation in expectations:
            if expectation.decision == "RECOGNISED":
                certificates.verify(province, expectation.product, "VALID")
                certificates.check_page(province, expectation.product, "còn hiệu lực")

    return stage


def revoke(province):
    certificates.revoke(province)


def expire(province):
    for product in rounds.products_of(province, "first"):
        certificates.expire(province, product)


def prove(province):
    """What the operator sees of it: every daemon's events, and the invariants of the live stores."""
    console = province.console
    console.check("ocop status", province.stack.ocop("status").returncode, 0)
    events = province.stack.ocop("events", "--source", "certification").stdout.splitlines()
    counted = {}
    for line in events:
        kind = json.loads(line)["type"].rsplit(".", 1)[-1]
        counted[kind] = counted.get(kind, 0) + 1
    issued = sum(1 for product in province.plan["products"] if f"certificate/{product['key']}" in province.journal)
    console.check("CertificateIssued", counted["CertificateIssued"], issued)
    console.check("CertificateRevoked", counted["CertificateRevoked"], 1)
    # A recognition that had run out when it was recorded never expires: its version stays 1.
    everything = province.pages(province.anybody(), "/certificates", "certificates")
    expired = [c for c in everything if certificates.state_of(c) == "EXPIRED" and int(c["version"]) > 1]
    console.check("CertificateExpired", counted["CertificateExpired"], len(expired))
    for kind, count in sorted(counted.items()):
        console.step(f"event {kind}", count)
    agency.check(province, [json.loads(line) for line in events])
    checked = province.stack.ocop("check", check=False)
    for line in checked.stdout.splitlines():
        console.remark(line)
    console.check("ocop check", checked.returncode, 0)
    console.step("invariants of the live stores", "hold")


def stages(province):
    """(name, what the chapter is called, what is done)."""
    first, second = province.plan["rounds"]
    return [
        ("begin", "Rule books", begin),
        ("offices", "The country's units, the province's offices", offices),
        ("subscribe", "An agency asks to be told", notification.subscribe),
        ("receive", "Its receiver is told at once", agency.subscribe),
        ("register", "The old register, as history", setup.import_register),
        ("plan", "Two rounds, each on a scoring shard of its own", plan_rounds),
        ("first/prepare", f"{first['name']}: dossiers", prepare_round(first)),
        ("first/hold", f"{first['name']}: council and decision", hold_round(first)),
        ("first/certify", f"{first['name']}: certificates and market", certify_round(first)),
        ("second/prepare", f"{second['name']}: dossiers", prepare_round(second)),
        ("second/hold", f"{second['name']}: council and decision", hold_round(second)),
        ("second/certify", f"{second['name']}: certificates and market", certify_round(second)),
        ("market", "The market", market.look),
        ("trade", "A shop, a fair, an offer, an export", trade.run),
        ("revoke", "A certificate is withdrawn", revoke),
        ("expire", "Thirty-six months later", expire),
        ("told", "What the agency was told", notification.prove),
        ("prove", "What the operator sees", prove),
    ]


def run(province):
    """Runs what is not done yet; answers how many stages that was."""
    ran = 0
    for name, chapter, stage in stages(province):
        if f"stage/{name}" in province.journal:
            continue
        province.console.chapter(chapter)
        stage(province)
        province.journal.put(f"stage/{name}", {})
        ran += 1
    return ran


def outcome(province):
    """The table at the end: every product of the rounds, checked once more against now."""
    rows, lines = [], []
    for entry in province.plan["rounds"]:
        for product in rounds.products_of(province, entry["key"]):
            expectation = rounds.Expectation(province, product)
            certificate = certificates.certificate_of(province, product)
            state, number, link = "", "", ""
            if certificate:
                state = certificates.state_of(certificate)
                province.console.check(f"{product['name']}: state", state, expected_state(province, product, certificate))
                number, link = certificate["officialNumber"], f"{province.stack.url}/verify/{certificate['code']}"
                lines.append((state != "VALID", f"certificate {number} {link}"))
            rows.append(
                (
                    product["name"],
                    expectation.mean_text,
                    rounds.missed_text(expectation) or "–",
                    star_text(expectation),
                    f"{number} {state.lower()}".strip() or "–",
                    link or "–",
                )
            )
    return rows, [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def star_text(expectation):
    if expectation.decision == "PROPOSED_TO_CENTRE":
        return "to the centre"
    return f"{expectation.star} ★" if expectation.decision == "RECOGNISED" else "not recognised"


def expected_state(province, product, certificate):
    if "revocation" in product:
        return "REVOKED"
    return "EXPIRED" if province.today() > dates.parse_day(certificate["validUntil"]) else "VALID"
