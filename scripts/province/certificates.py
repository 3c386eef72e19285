"""After the decision: certificates, the market, a revocation, an expiry."""

from . import dates, dossiers, papers
from .client import Problem
from .console import CheckFailed
from .context import PROVINCE_CODE


def state_of(certificate):
    return certificate["state"].removeprefix("CERTIFICATE_STATE_")


def certificate_of(province, product):
    """The certificate of a product of the round; None while there is none."""
    product_id = province.journal[f"product/{product['key']}"]["id"]
    found = province.get(province.anybody(), f"/certificates?productId={product_id}").get("certificates", [])
    return found[0] if found else None


def listing_of(province, product):
    product_id = province.journal[f"product/{product['key']}"]["id"]
    return province.get(province.anybody(), f"/listings/{product_id}")


def badge_is(province, product, badge, stars):
    """The market follows by itself: waits until it shows this, and fails if it never does."""
    def shown():
        listing = listing_of(province, product)
        seen = (listing.get("badge", "").removeprefix("BADGE_STATE_"), listing.get("stars", 0))
        return listing if seen == (badge, stars) else None

    return province.wait(f"{product['name']} is listed as {badge} with {stars} stars", shown)


def check_certificates(province, expectations, decided_on):
    """Recognised products have a certificate of 36 months; the others have none."""
    console = province.console
    until = dates.add_months(dates.parse_day(decided_on), province.rulebook.validity_months)
    for expectation in expectations:
        product = expectation.product
        if expectation.decision != "RECOGNISED":
            console.check(f"{product['name']}: certificate", certificate_of(province, product), None)
            continue
        certificate = province.wait(
            f"{product['name']} has its certificate", lambda product=product: certificate_of(province, product)
        )
        console.check(f"{product['name']}: star", certificate["star"], expectation.star)
        console.check(f"{product['name']}: points", certificate["pointsText"], expectation.mean_text)
        console.check(f"{product['name']}: valid from", certificate["validFrom"], decided_on)
        console.check(f"{product['name']}: valid until", certificate["validUntil"], str(until))
        badge_is(province, product, "VALID", expectation.star)
        province.journal.once(
            f"certificate/{product['key']}",
            lambda certificate=certificate: {
                "code": certificate["code"],
                "number": certificate["officialNumber"],
                "until": certificate["validUntil"],
            },
        )
        console.step(
            f"{product['name']}: {expectation.star} stars until {until:%d/%m/%Y}",
            certificate["officialNumber"],
            certificate["code"],
        )


def verify(province, product, state):
    """Anybody asks by code, official number and product code, and gets the same answer."""
    noted = province.journal[f"certificate/{product['key']}"]
    certificate = province.get(province.anybody(), f"/certificates/{noted['code']}")
    from urllib.parse import quote

    for number in (noted["code"], noted["number"], certificate["productCode"]):
        answer = province.get(province.anybody(), f"/verify/{quote(number, safe='')}")
        if not answer.get("known"):
            raise CheckFailed(f"{number} is not known")
        province.console.check(f"verification of {number}", state_of(answer["certificate"]), state)
    return certificate


def check_page(province, product, state_words):
    """The page behind the QR code: HTML that works without scripts."""
    noted = province.journal[f"certificate/{product['key']}"]
    answer = province.anybody().raw("GET", f"/verify/{noted['code']}", None, {"Accept": "text/html", "Accept-Language": "vi"})
    province.console.check(f"page of {noted['code']}", answer.status, 200)
    text = answer.content.decode()
    province.console.check_that(f"page of {noted['code']} names the product", product["name"] in text)
    province.console.check_that(f"page of {noted['code']} says {state_words}", state_words.lower() in text.lower())


def keep_paper(province, office, unit_code, step, number, name):
    """A paper that decisions rest on, sent by an office; its id."""
    client = province.office(office)
    content = papers.pdf(f"{name}: demonstration, invented")
    upload_id = dossiers.upload(province, client, f"upload/{step}", "van-ban.pdf", content)
    body = {"unitCode": unit_code, "number": number, "issuedOn": str(province.today()), "name": name, "uploadId": upload_id}
    return province.command(f"paper/{step}", client, "POST", "/papers", body)["id"]


def wait_for_paper(province, path, body):
    """Until certification has heard of the paper: then it looks at the ground, which is none."""

    def is_known():
        try:
            province.office("chairman").post("/api/v1" + path, {**body, "groundCode": "z"})
        except Problem as problem:
            return "ground-unknown" in problem.rules
        raise AssertionError("a ground that is none was taken")

    province.wait("certification knows the paper", is_known)


def inspect(province, product, paper, today):
    """The agency inspects what the product was rated by and proposes to withdraw its certificate; the inspection's id."""
    agency, revocation, key = province.office("ocop-agency"), product["revocation"], product["key"]
    visit = province.command(f"inspect/{key}", agency, "POST", "/inspections", {
        "code": province.journal[f"certificate/{key}"]["code"], "reason": revocation["reason"], "visitOn": today,
        "team": [{"office": "Cơ quan tham mưu quản lý OCOP tỉnh", "leads": True}, {"office": "Sở Y tế", "leads": False}],
    })["id"]
    lines = province.get(agency, f"/inspections/{visit}")["lines"]
    found = [{"lineNo": line["lineNo"], "result": "INSPECTION_LINE_RESULT_CONFORMS"} for line in lines]
    found[0].update(result="INSPECTION_LINE_RESULT_DOES_NOT_CONFORM", note=revocation["reason"], paperIds=[paper])
    inspector = province.office("inspector")
    province.command(f"inspected/{key}", inspector, "POST", f"/inspections/{visit}/record", {"heldOn": today, "lines": found})
    province.command(f"inspection-concluded/{key}", agency, "POST", f"/inspections/{visit}/conclude", {
        "outcome": "INSPECTION_OUTCOME_PROPOSES_REVOCATION", "groundCode": revocation["ground_code"], "paperId": paper,
        "number": revocation["conclusion_number"], "concludedOn": today, "summary": revocation["reason"],
    })
    agreed = sum(1 for line in lines if line.get("optionNo"))
    province.console.step(f"{product['name']}: inspected by a checklist of {len(lines)} lines", f"{agreed} options the council agreed on")
    return visit


def revoke(province):
    """A certificate is inspected and withdrawn on a ground of the rule book; the market follows by itself."""
    for product in province.plan["products"]:
        revocation = product.get("revocation")
        if not revocation:
            continue
        noted = province.journal[f"certificate/{product['key']}"]
        body = {
            "groundCode": revocation["ground_code"],
            "reason": revocation["reason"],
            "decisionNumber": revocation["decision_number"],
            "conclusionNumber": revocation["conclusion_number"],
            "concludedOn": province.journal.once(f"concluded/{product['key']}", lambda: str(province.today())),
            "paperId": keep_paper(
                province, "ocop-agency", PROVINCE_CODE, f"revocation/{product['key']}",
                revocation["conclusion_number"], "Kết luận kiểm tra",
            ),
        }
        path = f"/certificates/{noted['code']}/revoke"
        step = f"revoke/{product['key']}"
        if step not in province.journal:
            wait_for_paper(province, path, body)
            province.refused(
                "a ground that the rule book does not have",
                "ground-unknown",
                lambda: province.office("chairman").post("/api/v1" + path, {**body, "groundCode": "z"}),
            )
            province.refused(
                "a revocation by the commune", "role-missing", lambda: province.office("na-ri").post("/api/v1" + path, body)
            )
        revoked = {name: body[name] for name in ("reason", "decisionNumber")}
        revoked["inspectionId"] = inspect(province, product, body["paperId"], body["concludedOn"])
        province.command(step, province.office("chairman"), "POST", path, revoked)
        badge_is(province, product, "REVOKED", 0)
        verify(province, product, "REVOKED")
        province.console.step(
            f"{product['name']}: revoked on ground {revocation['ground_code']}", noted["number"], "the stars are gone"
        )


def expire(province, product):
    """Nobody does anything: its last day is over."""
    noted = province.journal[f"certificate/{product['key']}"]
    last_day = dates.parse_day(noted["until"])
    if f"expired/{product['key']}" not in province.journal:
        province.move_clock_to(f"clock/last-day/{product['key']}", last_day)
        if province.today() == last_day:
            verify(province, product, "VALID")
            province.console.step(f"{product['name']}: on its last day", "valid", f"to the end of {last_day:%d/%m/%Y}")
        province.move_clock_to(f"clock/expiry/{product['key']}", dates.days_later(last_day, 1), hour=0)
        badge_is(province, product, "EXPIRED", 0)
        verify(province, product, "EXPIRED")
        # What is shown ends with the day; that it ended is written down within a second.
        province.wait(
            f"the end of {noted['code']} is on record",
            lambda: int(province.get(province.anybody(), f"/certificates/{noted['code']}")["version"]) > 1,
        )
        province.journal.put(f"expired/{product['key']}", {"day": str(dates.days_later(last_day, 1))})
    province.console.step(f"{product['name']}: the day after", "expired", "by the clock, in certificate and market")
