"""Re-ratings in a province: products of an old register whose certificates end, their dossiers from the producer to a
round of re-ratings, and what agency and council write there."""
import csv

from flow import Flow, wait_for
from province import dates, dossiers, job, rounds, setup
from province.context import PROVINCE_CODE

NOODLES = 6
RUNS_DAYS = 200  # the certificates, from the first day
COMMUNE = {"register": "xã Côn Minh", "district": "Na Rì", "code": "02185"}


def renewal(key, stars, points):
    """A product with so many stars in the register, and the points its producer gives himself."""
    return {
        "key": key, "name": f"Miến dong Ví dụ {key}", "producer": f"Hợp tác xã Ví dụ {key}", "stars": stars,
        "set_no": NOODLES, "commune_code": COMMUNE["code"], "sign_in_name": f"vi-du-{key.lower()}", "passes": [[points]],
        "minimums_for_star": 4,
    }


class ReRatingFlow(Flow):
    """renewals: the products of the class."""

    renewals = ()

    @classmethod
    def prepare(cls):
        province = cls.province
        province.plan["products"] = list(cls.renewals) + cls.other_products(province.plan["products"])
        job.begin(province)
        cls.add_offices()
        cls.sheet = province.rulebook.sheet(NOODLES)
        cls.ends_on = dates.days_later(province.today(), RUNS_DAYS)
        cls.recognise()
        for product in cls.renewals:
            cls.sign_in_producer(product)
            cls.open_and_fill(product)
        province.move_clock_to("clock/window", dates.days_later(cls.ends_on, -180))
        for product in cls.renewals:
            key = product["key"]
            province.command(
                f"submit/{key}", province.office(product["sign_in_name"]), "POST", f"/dossiers/{cls.dossier(key)}/submit")
        province.move_clock_to("clock/screened", dates.days_later(province.today(), 5))
        for product in cls.renewals:
            dossiers.screen_and_propose(province, product)

    @classmethod
    def other_products(cls, planned):
        """Products of the demo's plan that the class needs besides."""
        return []

    # --- a recognition of three years ago

    @classmethod
    def register_row(cls, product):
        decided = dates.add_months(cls.ends_on, -36)
        return {
            "product": product["name"], "producer": product["producer"], "producer_type": "HTX",
            "commune": COMMUNE["register"], "district": COMMUNE["district"], "province": "Bắc Kạn",
            "stars": product["stars"], "score": "", "decision_no": "1700/QĐ-UBND", "decision_date": str(decided),
            "expiry_date": str(cls.ends_on), "product_group": "", "year": str(decided.year), "event": "công nhận",
            "source": "https://example.org/quyet-dinh",
        }

    @classmethod
    def recognise(cls):
        path = cls.stack.directory / "register.csv"
        rows = [cls.register_row(product) for product in cls.renewals]
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the recognitions are recorded",
                         lambda: setup.enough(setup.legacy_certificates(cls.province), len(rows)))
        cls.old_certificates = {one["productName"]: one["code"] for one in found}
        listed = cls.province.pages(cls.province.anybody(), "/products", "products")
        cls.registered = {one["name"]: one for one in listed}
        cls.wait_caught_up()

    @classmethod
    def sign_in_producer(cls, product):
        registered, key = cls.registered[product["name"]], product["key"]
        cls.province.journal.put(f"product/{key}", {"id": registered["productId"]})
        cls.province.journal.put(f"producer/{key}", {"id": registered["producerId"]})
        cls.province.command(f"account/{product['sign_in_name']}", cls.province.operator(), "POST", "/accounts", {
            "agencyId": "producers", "displayName": product["producer"], "signInName": product["sign_in_name"],
            "password": cls.province.passwords()[product["sign_in_name"]],
            "grants": [{"role": "ROLE_PRODUCER", "producerId": registered["producerId"]}]})

    # --- the dossier

    @classmethod
    def open_and_fill(cls, product):
        province, key = cls.province, product["key"]
        client = province.office(product["sign_in_name"])
        dossier = province.command(f"dossier/{key}", client, "POST", "/dossiers", {
            "productId": province.journal[f"product/{key}"]["id"], "kind": "DOSSIER_KIND_RE_RATING",
            "rulebookCode": province.rulebook.code, "setNo": NOODLES,
            "certificateCode": cls.old_certificates[product["name"]]})["id"]
        fields = [{**field, "value": "re_rating"} if field["key"] == "procedure" else field
                  for field in dossiers.form_values(province, product)]
        province.command(f"forms/{key}", client, "PUT", f"/dossiers/{dossier}/forms", {"fields": fields})
        choices = dossiers.self_assessment(province, product)
        province.command(f"self/{key}", client, "PUT", f"/dossiers/{dossier}/self-assessment", {"choices": choices})
        dossiers.attach_evidence(province, product, dossier)
        check = province.get(client, f"/dossiers/{dossier}/check")
        assert check["complete"], check.get("gaps")
        assert (check["windowFrom"], check["windowUntil"]) == (
            str(dates.days_later(cls.ends_on, -180)), str(dates.days_later(cls.ends_on, -120))), check

    @classmethod
    def dossier(cls, key):
        return cls.province.journal[f"dossier/{key}"]["id"]

    # --- a round of re-ratings

    @classmethod
    def plan_body(cls, **changes):
        return {
            "shard": "tn1", "name": "Phân hạng lại", "level": "LEVEL_PROVINCE", "unitCode": PROVINCE_CODE,
            "rulebookCode": cls.province.rulebook.code, "kind": "ROUND_KIND_RE_RATING", **changes,
        }

    @classmethod
    def round_of(cls, name, *keys):
        """A planned round with these dossiers, its council appointed; the day its levels' days begin."""
        province = cls.province
        round_id = province.command(
            f"round/{name}", province.office("ocop-agency"), "POST", "/rounds", cls.plan_body(name=name))["id"]
        cls.ids = rounds.appoint_council(province, {"key": name}, round_id)
        cls.wait_caught_up()
        for product in cls.renewals:
            if product["key"] in keys:
                dossiers.admit(province, product, round_id)
        return round_id

    @classmethod
    def start(cls, round_id):
        for step in ("open", "start"):
            cls.province.office("ocop-agency").post(f"/api/v1/rounds/{round_id}/{step}", {})

    # --- words of the tests

    def post(self, office, round_id, path, body=None):
        return self.province.office(office).post(f"/api/v1/rounds/{round_id}{path}", body or {})

    def of(self, key, path):
        return f"/dossiers/{self.dossier(key)}{path}"

    def report(self, round_id, key, points, star=4, **changes):
        """The agency's: a sheet of so many points with the minimums of a star."""
        choices = self.sheet.choose(points, star)
        body = {"choices": choices, "summary": f"Hồ sơ đủ, đề xuất {points} điểm", **changes}
        self.province.office("ocop-agency").put(f"/api/v1/rounds/{round_id}{self.of(key, '/agency-report')}", body)
        return choices

    def opine(self, office, round_id, key, agrees=True, reason=""):
        self.post(office, round_id, self.of(key, "/opinions"), {"agrees": agrees, "reason": reason})

    def re_rating(self, office, round_id, key):
        return self.province.office(office).get(f"/api/v1/rounds/{round_id}{self.of(key, '/re-rating')}")

    def listed(self, round_id, key):
        shown = self.province.office("secretary").get(f"/api/v1/rounds/{round_id}/dossiers")["dossiers"]
        return next(one for one in shown if one["dossierId"] == self.dossier(key))

    def score(self, round_id, key, totals, star):
        """Members hand in sheets of these totals, in the order of the council."""
        for name, total in zip(self.scorers(), totals):
            self.post(name, round_id, f"/sheets/{self.dossier(key)}/{self.ids[name]}/submit",
                      {"choices": self.sheet.choose(total, star)})

    def scorers(self):
        return [m["sign_in_name"] for m in self.province.plan["council"] if m["office"] != "SECRETARY"]

    def decide(self, round_id, number):
        """From the last close to the publication; the day of the decision."""
        self.post("secretary", round_id, "/close")
        self.post("chair", round_id, "/report", {"reportNumber": f"BC-{number}"})
        decided_on = self.province.today()
        self.post("chairman", round_id, "/approve", {"decisionNumber": number, "decidedOn": str(decided_on)})
        self.post("ocop-agency", round_id, "/publish")
        return decided_on
