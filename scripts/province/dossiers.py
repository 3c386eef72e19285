"""A dossier's way: producer and product, forms, self-assessment, evidence, commune, province."""

import base64
import json
import urllib.parse

from . import dates, papers
from .client import Problem
from .context import PATIENCE_S, PROVINCE_CODE

RESUMABLE = {"Tus-Resumable": "1.0.0"}


def commune_office(province, product):
    """The account of the commune the product is in."""
    grant = {"role": "ROLE_COMMUNE_OFFICER", "unitCode": product["commune_code"]}
    [name] = [a["signInName"] for a in province.listed("accounts") if a["grants"] == [grant]]
    return province.office(name)


def register(province, product):
    """The commune registers the producer, the operator opens its account, the producer the product."""
    key = product["key"]
    producer = province.command(
        f"producer/{key}",
        commune_office(province, product),
        "POST",
        "/producers",
        {
            "name": product["producer"],
            "legalForm": f"LEGAL_FORM_{product['legal_form']}",
            "registrationNumber": f"TRINH-DIEN-{key}",
            "communeCode": product["commune_code"],
            "address": "Xóm Ví dụ",
        },
    )["id"]
    province.command(
        f"account/{product['sign_in_name']}",
        province.operator(),
        "POST",
        "/accounts",
        {
            "agencyId": "producers",
            "displayName": product["producer"],
            "signInName": product["sign_in_name"],
            "password": province.passwords()[product["sign_in_name"]],
            "grants": [{"role": "ROLE_PRODUCER", "producerId": producer}],
        },
    )
    return province.command(
        f"product/{key}",
        province.office(product["sign_in_name"]),
        "POST",
        "/products",
        {
            "producerId": producer,
            "name": product["name"],
            "rulebookCode": province.rulebook.code,
            "setNo": product["set_no"],
            "description": product["description"],
        },
    )["id"]


def self_assessment(province, product):
    """The producer thinks a little better of himself than the council will: the best sheet with the
    minimums he aims at, as the council's first pass has it."""
    sheet = province.rulebook.sheet(product["set_no"])
    return sheet.choose(max(product["passes"][0]), product["minimums_for_star"], product.get("missed_criteria", ()))


def form_values(province, product):
    """Every field of forms 01 and 02, in invented words."""
    words = {
        "province": "Thái Nguyên",
        "year": str(province.today().year),
        "unit_name": product["producer"],
        "subject": product["producer"],
        "legal_representative": "Đại diện Ví dụ",
        "representative": "Đại diện Ví dụ",
        "position": "Giám đốc",
        "phone": "000 000 0000",
        "email": "vi-du@example.vn",
        "product_name": product["name"],
        "product": product["name"],
        "procedure": "first",
        "ip": "trademark",
        "sector": province.rulebook.sector_of(product["set_no"]),
    }
    fields = []
    for form in ("M01", "M02"):
        for field in province.rulebook.form_fields(form):
            ticked = "yes" if field.get("type") == "tick" else "Dữ liệu trình diễn"
            value = words.get(field["key"], ticked)
            fields.append({"formCode": form, "key": field["key"], "value": value})
    return fields


def upload(province, client, step, name, content):
    """tus 1.0.0: makes the upload, sends it in one piece, answers its id."""
    headers = {
        **RESUMABLE,
        "Idempotency-Key": province.journal.command_id(step),
        "Upload-Length": str(len(content)),
        "Upload-Metadata": "filename " + base64.b64encode(name.encode()).decode(),
    }
    answer = client.raw("POST", "/api/v1/uploads", b"", headers)
    if answer.status != 201:
        raise Problem(answer.status, json.loads(answer.content or b"{}"), "POST /api/v1/uploads")
    path = urllib.parse.urlsplit(answer.headers["location"]).path
    head = client.raw("HEAD", path, None, RESUMABLE)
    offset = int(head.headers.get("upload-offset", "0"))
    headers = {**RESUMABLE, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
    if offset < len(content):
        answer = client.raw("PATCH", path, content[offset:], headers)
        if answer.status != 204:
            raise Problem(answer.status, json.loads(answer.content or b"{}"), f"PATCH {path}")
    return path.rsplit("/", 1)[-1]


def attach_evidence(province, product, dossier):
    client = province.office(product["sign_in_name"])
    sheet = province.rulebook.sheet(product["set_no"])
    for number, (kind, criteria) in enumerate(sheet.evidence_types().items()):
        step = f"evidence/{product['key']}/{kind}"
        if step in province.journal:
            continue
        photo = kind in ("EV_PROMO", "EV_TRACE")
        name = f"{kind.lower()}.{'png' if photo else 'pdf'}"
        content = papers.png(number * 16) if photo else papers.pdf(f"{kind}: demonstration, invented")
        upload_id = upload(province, client, f"upload/{product['key']}/{kind}", name, content)
        province.command(
            step,
            client,
            "POST",
            f"/dossiers/{dossier}/evidence",
            {"evidenceType": kind, "criterionCodes": criteria, "name": name, "uploadId": upload_id, "showsPack": kind == "EV_PROMO"},
        )
    return len(sheet.evidence_types())


def fill(province, product, kind="FIRST", certificate_code=""):
    """From an empty dossier to one that is submitted. What is missing is asked in between. An upgrade or
    re-rating starts from a certificate."""
    key, client = product["key"], province.office(product["sign_in_name"])
    dossier = province.command(
        f"dossier/{key}",
        client,
        "POST",
        "/dossiers",
        {
            "productId": province.journal[f"product/{key}"]["id"],
            "kind": f"DOSSIER_KIND_{kind}",
            "rulebookCode": province.rulebook.code,
            "setNo": product["set_no"],
            "certificateCode": certificate_code,
        },
    )["id"]
    if f"submit/{key}" in province.journal:
        return dossier
    gaps = province.get(client, f"/dossiers/{dossier}/check").get("gaps", [])
    choices = self_assessment(province, product)
    province.command(f"forms/{key}", client, "PUT", f"/dossiers/{dossier}/forms", {"fields": form_values(province, product)})
    province.command(f"self/{key}", client, "PUT", f"/dossiers/{dossier}/self-assessment", {"choices": choices})
    papers_attached = attach_evidence(province, product, dossier)
    check = province.get(client, f"/dossiers/{dossier}/check")
    sheet = province.rulebook.sheet(product["set_no"])
    province.console.check(f"{product['name']}: gaps left", check.get("gaps", []), [])
    province.console.check(f"{product['name']}: own points", check.get("selfTotal", 0), sheet.total(choices))
    province.command(f"submit/{key}", client, "POST", f"/dossiers/{dossier}/submit")
    province.console.step(
        f"{product['name']}, {product['producer']}",
        f"{sheet.total(choices)} own points",
        f"{len(gaps)} gaps closed, {papers_attached} papers",
    )
    return dossier


def record_samples(province, product, office, client):
    """An office takes in the samples that go with the dossier: as many as the commune hands on."""
    key = product["key"]
    count = province.rulebook.samples_handed_over(product["set_no"], "commune")
    if count == 0:
        return
    province.command(
        f"samples/{office}/{key}",
        client,
        "POST",
        f"/dossiers/{province.journal[f'dossier/{key}']['id']}/samples",
        {"office": f"OFFICE_{office.upper()}", "sampleCount": count, "receivedOn": str(province.today())},
    )


def screen_and_propose(province, product):
    """The commune's four checks, without points, its samples, and its letter to the province."""
    key, client = product["key"], commune_office(province, product)
    dossier = province.journal[f"dossier/{key}"]["id"]
    findings = [
        {"checkCode": code, "satisfied": True, "remark": "Đã kiểm tra tại cơ sở (trình diễn)"}
        for code in province.rulebook.screening_checks()
    ]
    province.command(f"screen/{key}", client, "POST", f"/dossiers/{dossier}/screening", {"findings": findings})
    record_samples(province, product, "commune", client)
    province.command(
        f"propose/{key}", client, "POST", f"/dossiers/{dossier}/propose", {"letterNumber": f"TĐ-{key}/TTr-UBND"}
    )


def admit(province, product, round_id):
    """The OCOP agency takes the dossier into a round; the official code comes back by itself."""
    key, client = product["key"], province.office("ocop-agency")
    dossier = province.journal[f"dossier/{key}"]["id"]
    step = f"admit/{key}"
    if step not in province.journal:
        record_samples(province, product, "province", client)

        # Registration hears of the round a moment after it was planned.
        def try_to_admit():
            try:
                return province.command(step, client, "POST", f"/dossiers/{dossier}/admit", {"roundId": round_id})
            except Problem as problem:
                if problem.status in (409, 422, 404):
                    return None
                raise

        province.wait(f"{product['name']} is admitted", try_to_admit, PATIENCE_S)
        # And the round of the dossier, a moment after it was admitted.
        province.wait(
            f"the round has {product['name']}",
            lambda: dossier in [d["dossierId"] for d in province.pages(client, f"/rounds/{round_id}/dossiers", "dossiers")],
        )
    code = province.wait(
        f"{product['name']} has its code",
        lambda: province.get(client, f"/dossiers/{dossier}").get("productCode"),
    )
    year = province.journal.once(f"code-year/{key}", lambda: province.today().year)
    expected = f"{PROVINCE_CODE}-{product['commune_code']}-"
    province.console.check_that(f"{product['name']}: code {code}", code.startswith(expected) and code.endswith(f"-{year}"))
    return code


def due_days(province):
    """The commune has 15 working days; it takes five calendar days here."""
    return dates.days_later(province.today(), 5)
