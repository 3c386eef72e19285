"""What the flows of points of sale, fairs and exports share: producers of an old register with their accounts, each with
a product, at a Monday morning that the clock was moved to.

Producers and products are invented for the test.
"""
import csv
import datetime

from flow import Flow, wait_for
from province import certificates, dates, job, setup
from province.client import Client
from province.context import PROVINCE_CODE

PASSWORD = "mat-khau-vi-du-1"
NA_RI, CON_MINH = "02155", "02185"
# Key, product, commune as written; all of three stars, valid for long.
PRODUCERS = (("noodles", "Miến dong Ví dụ", "xã Côn Minh"), ("tea", "Chè Ví dụ", "xã Côn Minh"),
             ("honey", "Mật ong Ví dụ", "xã Côn Minh"), ("rice", "Gạo Ví dụ", "xã Côn Minh"))


class TradeFlow(Flow):
    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        today = cls.province.today()
        cls.monday = today + datetime.timedelta(days=7 - today.weekday())
        cls.province.move_clock_to("monday", cls.monday, 9)
        cls.import_register()
        cls.paper = certificates.keep_paper(cls.province, "ocop-agency", PROVINCE_CODE, "trade", "12/KH-Ví dụ", "Kế hoạch")
        cls.wait_caught_up()
        cls.listing, cls.producer_id, cls.producer = {}, {}, {}
        for number, (key, *_) in enumerate(PRODUCERS, 1):
            cls.add_producer(key, number)

    @classmethod
    def import_register(cls):
        path = cls.stack.directory / "register.csv"
        rows = [cls.row(number, product, commune) for number, (_, product, commune) in enumerate(PRODUCERS, 1)]
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged", lambda: setup.enough(setup.legacy_certificates(cls.province), len(rows)))
        by_name = {certificate["productName"]: certificate for certificate in found}
        cls.certificates = {key: by_name[product] for key, product, _ in PRODUCERS}

    @classmethod
    def row(cls, number, product, commune):
        ends_on = dates.days_later(cls.monday, 500)
        decided = dates.add_months(ends_on, -36)
        return {
            "product": product, "producer": f"Hợp tác xã Ví dụ {number}", "producer_type": "HTX", "commune": commune,
            "district": "Na Rì", "province": "Bắc Kạn", "stars": "3", "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND", "decision_date": str(decided), "expiry_date": str(ends_on),
            "year": str(decided.year), "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }

    @classmethod
    def add_producer(cls, key, number):
        listing = cls.province.get(cls.province.anybody(), f"/listings/{cls.certificates[key]['productId']}")
        cls.listing[key], cls.producer_id[key] = listing["listingId"], listing["producerId"]
        name = f"htx-vi-du-{number}"
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": f"Hợp tác xã Ví dụ {number}", "signInName": name, "password": PASSWORD,
            "grants": [{"role": "ROLE_PRODUCER", "producerId": listing["producerId"]}]})
        cls.producer[key] = Client(cls.stack.port).sign_in(name, PASSWORD)
        cls.province.clients[name] = cls.producer[key]

    # --- words of these tests

    @classmethod
    def office(cls, name):
        return cls.province.office(name)

    @classmethod
    def anybody(cls):
        return cls.province.anybody()

    def wait_as_installed(self):
        """To the test's end the gateway waits for a look-up no longer than an installation's does."""
        def start_again(patient):
            self.stack.patient = patient
            self.stack.terminate("gateway")
            self.stack.start("gateway")
            self.stack.wait_ready()

        start_again(False)
        self.addCleanup(start_again, True)

    def page(self, path, **headers):
        answer = self.anybody().raw("GET", path, None, {"Accept": "text/html", "Accept-Language": "vi", **headers})
        return answer.status, answer.content.decode()

    def refuse(self, client, method, path, body, status, rule, field=None, **options):
        with self.subTest(path=path, rule=rule, field=field):
            self.assert_refused(lambda: client.send(method, path, body, **options), status, rule, field)
