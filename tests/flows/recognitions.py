"""Many certificates at once: rows of an old register that are recognitions still in force."""
import csv

from flow import wait_for
from province import certificates
from province.context import PROVINCE_CODE

HEADS = ["product", "producer", "producer_type", "commune", "district", "province", "stars", "score", "decision_no",
         "decision_date", "expiry_date", "product_group", "year", "event", "source"]


def conclusion_paper(flow):
    """The paper that revocations rest on, kept by the agency; its id, which certification knows."""
    paper = certificates.keep_paper(flow.province, "ocop-agency", PROVINCE_CODE, "conclusion", "01/KL-Ví dụ", "Kết luận kiểm tra")
    flow.wait_caught_up()
    return paper


def certificates_of_register(flow, rows):
    """Imports invented rows; the codes of their certificates. The offices are there."""
    register = flow.stack.directory / "register.csv"
    with open(register, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS)
        for row in range(rows):
            writer.writerow([f"Miến dong Ví dụ {row}", f"Hợp tác xã Ví dụ {row}", "HTX", "Na Rì", "", "Thái Nguyên", 4,
                             "75.50", f"{row}/QĐ-UBND", "2026-03-01", "", "", 2026, "công nhận 4 sao", ""])
    flow.stack.ocop("import", "products", register)
    wait_for("all are recognised", lambda: flow.heads()["certification"] >= rows)
    flow.wait_caught_up()
    return [c["code"] for c in flow.province.pages(flow.province.anybody(), "/certificates", "certificates")]
