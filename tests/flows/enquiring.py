"""A market with four products of an old register, two producers with accounts, and the offices."""
import csv

from flow import Flow, wait_for
from province import certificates, dates, job, setup
from province.client import Client
from province.context import PROVINCE_CODE

PASSWORD = "mat-khau-vi-du-1"
COMMUNE, COMMUNE_CODE = "con-minh", "02185"
OTHER_COMMUNE = "na-ri"
# Name, producer: two of one, one of another, one that is revoked.
PRODUCTS = {
    "noodles": ("Miến dong Ví dụ", "Hợp tác xã Ví dụ 1"),
    "starch": ("Bột dong Ví dụ", "Hợp tác xã Ví dụ 1"),
    "tea": ("Chè Ví dụ", "Hợp tác xã Ví dụ 2"),
    "revoked": ("Mật ong Ví dụ", "Hợp tác xã Ví dụ 3"),
}


class EnquiringFlow(Flow):
    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.today = cls.province.today()
        cls.bound_addresses(100000)
        cls.import_register()
        cls.wait_caught_up()
        cls.listing = {key: cls.province.get(cls.province.anybody(), f"/listings/{certificate['productId']}")
                       for key, certificate in cls.certificates.items()}
        cls.anybody = cls.province.anybody()
        cls.producer = cls.add_account("htx-1", "ROLE_PRODUCER", cls.producer_of("noodles"))
        cls.other_producer = cls.add_account("htx-2", "ROLE_PRODUCER", cls.producer_of("tea"))

    @classmethod
    def bound_addresses(cls, enquiries):
        cls.stack.terminate("gateway")
        cls.stack.start("gateway", extra={"enquiries-per-address": enquiries})
        cls.stack.wait_ready()

    @classmethod
    def import_register(cls):
        path = cls.stack.directory / "register.csv"
        rows = [cls.row(*product, number) for number, product in enumerate(PRODUCTS.values(), 1)]
        with open(path, "w", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        cls.stack.ocop("import", "products", path, "--json")
        found = wait_for("the register is judged",
                         lambda: setup.enough(setup.legacy_certificates(cls.province), len(PRODUCTS)))
        by_name = {certificate["productName"]: certificate for certificate in found}
        cls.certificates = {key: by_name[product[0]] for key, product in PRODUCTS.items()}

    @classmethod
    def row(cls, name, producer, number):
        ends_on = dates.days_later(cls.today, 500 + number)
        decided = dates.add_months(ends_on, -36)
        return {
            "product": name, "producer": producer, "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": "4", "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND", "decision_date": str(decided), "expiry_date": str(ends_on),
            "year": str(decided.year), "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }

    @classmethod
    def add_account(cls, name, role, producer=""):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": f"Tài khoản {name}", "signInName": name, "password": PASSWORD,
            "grants": [{"role": role, "producerId": producer}]})
        cls.province.clients[name] = Client(cls.stack.port).sign_in(name, PASSWORD)
        return cls.province.clients[name]

    @classmethod
    def producer_of(cls, key):
        return cls.listing[key]["producerId"]

    @classmethod
    def id_of(cls, key):
        return cls.listing[key]["listingId"]

    @classmethod
    def office(cls, name):
        return cls.province.office(name)

    @classmethod
    def revoke(cls, key):
        paper = certificates.keep_paper(cls.province, "ocop-agency", PROVINCE_CODE, "conclusion", "01/KL-Ví dụ", "Kết luận")
        cls.wait_caught_up()
        cls.office("chairman").post(f"/api/v1/certificates/{cls.certificates[key]['code']}/revoke", {
            "groundCode": "c", "decisionNumber": "0009/QĐ-Ví dụ", "reason": "Cơ sở ngừng sản xuất",
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(cls.today), "paperId": paper})
        cls.wait_caught_up()
