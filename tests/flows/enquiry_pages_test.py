"""Buyer and producer on pages, without scripts: the question, both sides' threads, the producer's offers; what is
refused stands beside its field, a form sent twice is one command, and nobody else sees a thread.
"""
import re
import unittest

from enquiring import COMMUNE, COMMUNE_CODE, PASSWORD, EnquiringFlow
from visitor import FOREIGN, OWN, Form, Visitor

PHONE = "0987 654 321"


class EnquiryPagesTest(EnquiringFlow):
    def setUp(self):
        self.buyer, self.seller = self.visitor(), self.visitor()
        self.seller.sign_in("htx-1", PASSWORD)
        self.asked = f"/san-pham/{self.listing['noodles']['slug']}/hoi-mua"

    def visitor(self, language="vi"):
        visitor = Visitor(self.stack.port, language)
        self.addCleanup(visitor.close)
        return visitor

    def ask(self, **changes):
        return self.buyer.fill(self.asked, {"message": "Tôi cần 50 kg", "contact": f"09{self.count():08}", **changes})

    def count(self):
        type(self).asked_count = getattr(self, "asked_count", 0) + 1
        return self.asked_count

    def thread(self, **changes):
        """The buyer's page, and the producer's of the same thread."""
        answer = self.ask(**changes)
        self.assertEqual(answer.status, 303, answer.content)
        status, text = self.seller.page("/cua-toi/hoi-mua")
        self.assertEqual(status, 200)
        self.assertRegex(self.seller.page("/cua-toi")[1], r"[1-9]\d* cuộc hỏi mua chờ bạn trả lời")
        return answer.headers["location"], re.findall(r'href="(/cua-toi/hoi-mua/enquiry_\w+)', text)[0]

    def faults(self, answer, status):
        self.assertEqual(answer.status, status, answer.content)
        return Form(answer.content.decode()).faults

    def test_both_sides_write_on_their_pages(self):
        thread, inbox = self.thread(quantity="50 kg", name="Bà Ví dụ", contact=PHONE)
        self.assertRegex(thread, r"^/hoi-mua/[0-9A-Z]{20}$")
        self.assertNotIn(PHONE, self.buyer.page(thread)[1])
        self.assertIn(PHONE, self.seller.page(inbox)[1])
        self.assertEqual(self.seller.fill(inbox, {"message": "Có ngay\nHôm nay"}, f"{inbox}/tra-loi").status, 303)
        self.assertIn("Có ngay\nHôm nay", self.buyer.page(thread)[1])
        # The very same form again says the same once.
        fields = self.buyer.filled(thread, thread, {"message": "Tôi lấy"})
        for _ in range(2):
            self.assertEqual(self.buyer.post(thread, fields).status, 303)
        self.assertEqual(self.seller.page(inbox)[1].count("Tôi lấy"), 1)
        self.assertEqual(self.seller.fill(inbox, {"outcome": "ENQUIRY_OUTCOME_ORDERED"}, f"{inbox}/ket-thuc").status, 303)
        self.assertIn("có đặt hàng", self.buyer.page(thread)[1])
        self.assertEqual(self.seller.fill(inbox, {"outcome": "ENQUIRY_OUTCOME_NOT_ORDERED"}, f"{inbox}/ket-qua").status, 303)
        self.assertIn("không đặt hàng", self.buyer.page(thread)[1])
        self.assertEqual(self.seller.fill(inbox, {}, f"{inbox}/chan").status, 303)
        self.assertEqual(self.ask(contact=PHONE).status, 429)
        self.assertEqual(self.seller.fill(inbox, {}, f"{inbox}/chan").status, 303)  # lifts it
        self.assertEqual(self.ask(contact=PHONE).status, 303)
        self.assertEqual(self.seller.fill(inbox, {}, f"{inbox}/quen").status, 303)
        self.assertNotIn(PHONE, self.seller.page(inbox)[1])
        self.assertEqual(self.buyer.fill(thread, {}, f"{thread}/xoa").status, 303)
        self.assertNotIn("Tôi cần 50 kg", self.seller.page(inbox)[1])
        self.assertEqual(self.seller.post(f"{inbox}/khac", []).status, 404)
        # Nor does a log have the receipt of what is not answered.
        secret = thread.rsplit("/", 1)[1]
        for method, path, status in (("GET", f"{thread}/xoa?lang=en", 405), ("GET", f"{thread}/", 404), ("PUT", thread, 405),
                                     ("GET", f"/api/v1/enquiry-receipts/{secret}/messages", 405),
                                     ("GET", f"/api/v1/enquiry-receipts/{secret}/x", 404)):
            self.assertEqual(self.buyer.ask(method, path).status, status, path)
        logs = "".join(path.read_text(errors="replace") for path in self.stack.logs.glob("*.log"))
        self.assertIn("/hoi-mua/{receipt}", logs)
        self.assertNotIn(secret, logs)

    def test_what_is_refused_stands_beside_its_field(self):
        answer = self.ask(message="", contact="x")
        self.assertEqual(set(self.faults(answer, 400)), {"message"})
        self.assertEqual(set(self.faults(self.ask(contact="gọi tôi"), 400)), {"contact"})
        answer = self.ask(message="https://a.vn https://b.vn")
        self.assertEqual(set(self.faults(answer, 422)), {"message"})
        self.assertIn("https://a.vn https://b.vn", answer.content.decode())
        self.ask(contact=PHONE)
        self.assertIn("Nếu đang có một cuộc hỏi mua", self.ask(contact=PHONE).content.decode())
        self.assertEqual(self.buyer.page("/san-pham/khong-co/hoi-mua")[0], 404)
        self.assertEqual(self.buyer.page("/hoi-mua/" + "0" * 20)[0], 404)
        self.assertEqual(self.buyer.ask("POST", self.asked, b"{}", {"Content-Type": "application/json", **OWN}).status, 415)
        # A session that is over keeps nobody from asking: the form is sent again as it was.
        self.buyer.cookie = "0" * 40
        answer = self.ask()
        self.assertEqual((answer.status, self.buyer.cookie), (403, None))
        self.assertEqual(self.ask().status, 303)
        english = self.visitor("en")
        self.assertIn("Ask to buy", english.page(self.asked)[1])

    def test_a_form_of_another_site_is_nobodys_word(self):
        thread, _ = self.thread()
        fields = [("message", "Không phải tôi"), ("contact", PHONE)]
        for path in (self.asked, thread, f"{thread}/xoa"):
            for site in (FOREIGN, {"Origin": "https://evil.example"}, {"Content-Language": "vi"}):
                self.assertEqual(self.buyer.post(path, fields, site).status, 403, (path, site))
        text = self.buyer.page(thread)[1]
        self.assertNotIn("Không phải tôi", text)
        self.assertIn("Tôi cần 50 kg", text)

    def test_the_other_language_is_a_page_also_after_what_was_refused(self):
        thread, inbox = self.thread()
        answer = self.seller.post(f"{inbox}/tra-loi", [("message", "")])
        self.assertEqual(answer.status, 400)
        link = re.search(r'class="language" href="([^"]*)"', answer.content.decode()).group(1)
        self.assertEqual((link, self.seller.page(link)[0]), (f"{inbox}?lang=en", 200))

    def test_one_address_asks_so_often(self):
        self.bound_addresses(1)
        self.addCleanup(self.bound_addresses, 100000)
        self.assertEqual(self.ask().status, 303)
        answer = self.ask(message="Còn đây")
        self.assertEqual(answer.status, 429)
        self.assertIn("Còn đây", answer.content.decode())

    def test_nobody_else_sees_a_thread(self):
        _, inbox = self.thread()
        for name, status in (("htx-2", 403),):
            other = self.visitor().sign_in(name, PASSWORD)
            self.assertEqual(other.page(inbox)[0], status)
            self.assertEqual(other.post(f"{inbox}/tra-loi", [("message", "x")]).status, status)
            self.assertNotIn(inbox, other.page("/cua-toi/hoi-mua")[1])
        # An office sees how many there are.
        officer = self.visitor().sign_in(COMMUNE, self.province.passwords()[COMMUNE])
        text = officer.page("/cua-toi/hoi-mua")[1]
        self.assertRegex(text, r"[1-9]\d* lượt hỏi, \d+ đã trả lời")
        self.assertIn(f"/api/v1/enquiry-counts/table?communeCode={COMMUNE_CODE}", text)
        self.assertNotIn("enquiry_", text)
        self.assertEqual(officer.page(inbox)[0], 403)
        stranger = self.visitor().ask("GET", inbox)
        self.assertEqual((stranger.status, stranger.headers["location"].split("?")[0]), (303, "/dang-nhap"))
        # Another site's page sends nothing in his name.
        fields = self.seller.filled(inbox, f"{inbox}/tra-loi", {"message": "x"})
        self.assertEqual(self.seller.post(f"{inbox}/tra-loi", fields, FOREIGN).status, 403)
        self.assertEqual(self.province.get(self.producer, f"/enquiries/{inbox.rsplit('/', 1)[1]}")["messageCount"], 1)

    def test_a_producer_keeps_his_offers(self):
        path = f"/cua-toi/{self.id_of('noodles')}/chao-hang"
        wholesale = {"content.kind": "OFFER_KIND_WHOLESALE", "content.name": "Bán sỉ", "_quantity": "12,5",
                     "content.unit": "kg", "content.priceDong": "65.000"}
        self.assertEqual(set(self.faults(self.seller.fill(path, {**wholesale, "_quantity": "12,555"}), 400)),
                         {"content.minimumQuantityHundredths"})
        self.assertEqual(set(self.faults(self.seller.fill(path, {**wholesale, "_quantity": "", "content.unit": ""}), 400)),
                         {"content.minimumQuantityHundredths", "content.unit"})
        self.assertEqual(self.seller.fill(path, wholesale).status, 303)
        [offer] = self.province.get(self.producer, f"/offers?listingId={self.id_of('noodles')}")["offers"]
        content = {key: value for key, value in offer["content"].items() if value}
        self.assertEqual(content, {"kind": "OFFER_KIND_WHOLESALE", "name": "Bán sỉ", "minimumQuantityHundredths": "1250",
                                   "unit": "kg", "priceDong": "65000"})
        shown = self.buyer.page(f"/san-pham/{self.listing['noodles']['slug']}")[1]
        self.assertIn("từ 12,5 kg, 65.000 đ", shown)
        one = f"{path}/{offer['offerId']}"
        edit = f"{path}?offer={offer['offerId']}"
        self.assertIn(["_quantity", "12,5"], Form(self.seller.page(edit)[1]).of(one)["fields"])
        self.assertEqual(self.seller.fill(edit, {"content.url": "http://a.vn"}, one).status, 422)
        self.assertEqual(self.seller.fill(edit, {"content.kind": "OFFER_KIND_WHOLESALE", "_quantity": "20"}, one).status, 303)
        self.assertIn("từ 20 kg", self.buyer.page(f"/san-pham/{self.listing['noodles']['slug']}")[1])
        officer = self.visitor().sign_in(COMMUNE, self.province.passwords()[COMMUNE])
        fields = officer.filled(path, f"{one}/rut", {})
        self.assertEqual(officer.post(f"{one}/rut", fields).status, 303)
        self.assertEqual(self.seller.post(f"{one}/rut", []).status, 409)
        self.assertEqual(self.visitor().sign_in("htx-2", PASSWORD).page(path)[0], 403)


if __name__ == "__main__":
    unittest.main()
