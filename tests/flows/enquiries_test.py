"""Buyer and producer write to each other, over HTTP: from the first question to the order, and what keeps a form that
is open to all from being a flood. A third party sees nothing of a thread.
"""
import contextlib
import datetime
import hashlib
import json
import sqlite3
import unittest

from flow import wait_for
from enquiring import COMMUNE, COMMUNE_CODE, OTHER_COMMUNE, EnquiringFlow
from sheets import csv_rows, xlsx_rows
from province import dates
from province.client import Client, new_id
from province.context import PROVINCE_CODE

NAME, PHONE = "Bà Ví dụ", "0987 654 321"
WORDS = "Tôi cần miến cho quán.\nGiao về Hà Nội được không?"


class EnquiriesTest(EnquiringFlow):
    contacts = 0
    households = []  # those with an account that a test adds

    def contact(self):
        """Another buyer's telephone each time."""
        type(self).contacts += 1
        return f"0911 000 {self.contacts:03}"

    def enquiry(self, key="noodles", **changes):
        return {"listingId": self.id_of(key), "quantity": "50 kg mỗi tháng", "message": WORDS, "name": NAME,
                "contact": self.contact(), **changes}

    def send(self, body, client=None, **options):
        return (client or self.anybody).send("POST", "/api/v1/enquiries", body, **options)

    def sent(self, body=None, client=None, producer=None, **options):
        """The receipt, and the enquiry as its producer has it."""
        answer = self.send(body or self.enquiry(), client, **options)
        self.assertEqual(answer.status, 201, answer.content)
        receipt = answer.body["id"]
        self.assertEqual(answer.headers["location"], f"/api/v1/enquiry-receipts/{receipt}")
        newest = self.inbox(producer)[0]
        return receipt, newest["enquiryId"]

    def inbox(self, client=None, query=""):
        client = client or self.producer
        producer = self.producer_of("tea" if client is self.other_producer else "noodles")
        return self.province.pages(client, f"/enquiries?producerId={producer}{query}", "enquiries")

    def follow(self, receipt):
        return self.province.get(self.anybody, f"/enquiry-receipts/{receipt}")

    def write(self, receipt, message, **options):
        return self.anybody.send("POST", f"/api/v1/enquiry-receipts/{receipt}/messages", {"message": message}, **options)

    def act(self, enquiry, verb, body=None, client=None, **options):
        return (client or self.producer).send("POST", f"/api/v1/enquiries/{enquiry}/{verb}", body or {}, **options)

    def kept(self, query, *values):
        """The first cell that market's store answers."""
        with contextlib.closing(sqlite3.connect(f"file:{self.stack.data}/market/store.sqlite?mode=ro", uri=True)) as store:
            return store.execute(query, values).fetchone()[0]

    def seen(self, enquiry, client=None):
        return self.province.get(client or self.producer, f"/enquiries/{enquiry}")

    # --- the whole way

    def test_from_the_question_to_the_order(self):
        offer = self.producer.post("/api/v1/offers", {"listingId": self.id_of("noodles"), "content": {
            "kind": "OFFER_KIND_WHOLESALE", "name": "Bán sỉ miến", "minimumQuantityHundredths": "5000", "unit": "kg"}})["id"]
        receipt, enquiry = self.sent(self.enquiry(offerId=offer, contact=PHONE))
        self.assertEqual(len(receipt), 20)
        seen = self.seen(enquiry)
        self.assertEqual({key: seen[key] for key in ("offerName", "quantity", "buyerName", "contact", "state", "lastSide", "productName")},
                         {"offerName": "Bán sỉ miến", "quantity": "50 kg mỗi tháng", "buyerName": NAME, "contact": PHONE,
                          "state": "ENQUIRY_STATE_OPEN", "lastSide": "ENQUIRY_SIDE_BUYER", "productName": self.listing["noodles"]["productName"]})
        self.assertEqual([one["text"] for one in seen["messages"]], [WORDS])
        # No list has the contact; the buyer sees what was written, and nothing of the producer's side.
        self.assertNotIn(PHONE, json.dumps(self.inbox(), ensure_ascii=False))
        followed = self.follow(receipt.lower())
        self.assertEqual([one["text"] for one in followed["messages"]], [WORDS])
        for hidden in ("enquiryId", "contact", "buyerName", "receipt"):
            self.assertEqual(followed[hidden], "", hidden)

        self.assertEqual(self.act(enquiry, "answer", {"message": "Được, 3 ngày."}).status, 200)
        self.assertEqual(self.write(receipt, "Vậy gửi 50 kg.").status, 200)
        self.assertEqual([(one["side"].removeprefix("ENQUIRY_SIDE_"), one["text"]) for one in self.follow(receipt)["messages"]],
                         [("BUYER", WORDS), ("PRODUCER", "Được, 3 ngày."), ("BUYER", "Vậy gửi 50 kg.")])
        self.assertIn(enquiry, [one["enquiryId"] for one in self.inbox(query="&awaitingOnly=true")])
        version = self.seen(enquiry)["version"]
        self.assert_refused(lambda: self.act(enquiry, "close", {}, if_match='"1"'), 412, "version-stale")
        self.assertEqual(self.act(enquiry, "close", {"outcome": "ENQUIRY_OUTCOME_ORDERED"}, if_match=f'"{version}"').status, 200)
        followed = self.follow(receipt)
        self.assertEqual((followed["state"], followed["outcome"], followed["closedOn"]),
                         ("ENQUIRY_STATE_CLOSED", "ENQUIRY_OUTCOME_ORDERED", str(self.province.today())))
        self.assert_refused(lambda: self.write(receipt, "Còn nữa"), 409, "enquiry-closed")
        self.assert_refused(lambda: self.act(enquiry, "answer", {"message": "Vâng"}), 409, "enquiry-closed")
        self.assert_refused(lambda: self.act(enquiry, "close"), 409, "enquiry-closed")
        self.assertEqual(self.act(enquiry, "outcome", {"outcome": "ENQUIRY_OUTCOME_NOT_ORDERED"}).status, 200)
        self.assertEqual(self.seen(enquiry)["outcome"], "ENQUIRY_OUTCOME_NOT_ORDERED")
        _, other = self.sent()
        closed = lambda: [one for one in self.events("market") if "EnquiryClosed" in one["type"] and other in json.dumps(one)]
        self.assert_refused(lambda: self.act(other, "outcome", {"outcome": "ENQUIRY_OUTCOME_ORDERED"}), 400, "field-invalid", "outcome")
        self.assertEqual((closed(), self.seen(other)["outcome"]), ([], "ENQUIRY_OUTCOME_UNSPECIFIED"))
        for outcome in (0, 3):
            self.assert_refused(lambda outcome=outcome: self.act(enquiry, "outcome", {"outcome": outcome}), 400, "field-invalid", "outcome")

        # Nothing of it is told to anybody but that it was, nor stands in a log.
        told = json.dumps(self.events("market"), ensure_ascii=False)
        self.assertIn(enquiry, told)
        logs = "".join(path.read_text(errors="replace") for path in self.stack.logs.glob("*.log"))
        self.assertIn("/api/v1/enquiry-receipts/{receipt}", logs)
        for secret in (receipt, receipt.lower(), PHONE, NAME, "Giao về Hà Nội", "50 kg"):
            self.assertNotIn(secret, told)
            self.assertNotIn(secret, logs)

    def test_an_account_finds_its_enquiries_again(self):
        buyer = self.add_account("nguoi-mua", "ROLE_PRODUCER", self.producer_of("revoked"))
        receipt, enquiry = self.sent(self.enquiry("starch", contact=""), buyer)
        [own] = self.province.get(buyer, "/own-enquiries")["enquiries"]
        self.assertEqual((own["receipt"], own["productName"]), (receipt, self.listing["starch"]["productName"]))
        self.assertEqual(self.province.get(self.producer, "/own-enquiries")["enquiries"], [])
        self.assert_refused(lambda: self.anybody.send("GET", "/api/v1/own-enquiries"), 401, "token-missing")
        self.assert_refused(lambda: buyer.send("GET", "/api/v1/own-enquiries?cursor=x"), 400, "cursor-invalid")
        # The account is the buyer, whatever contact it gives.
        self.assert_refused(lambda: self.send(self.enquiry("starch"), buyer), 409, "enquiry-open")
        self.assertEqual(self.act(enquiry, "close").status, 200)

    # --- a third party

    def test_nobody_else_sees_anything_of_a_thread(self):
        receipt, enquiry = self.sent()
        producer = self.producer_of("noodles")
        outsiders = [(self.other_producer, "scope-missing"), (self.office(OTHER_COMMUNE), "role-missing"),
                     (self.office(COMMUNE), "role-missing"), (self.office("ocop-agency"), "role-missing"),
                     (self.province.operator(), "role-missing")]
        reads = [f"/enquiries/{enquiry}", f"/enquiries?producerId={producer}", f"/enquiries/table?producerId={producer}"]
        writes = [("answer", {"message": "x"}), ("close", {}), ("outcome", {"outcome": "ENQUIRY_OUTCOME_ORDERED"}), ("block", {}), ("forget-buyer", {})]
        for client, rule in outsiders:
            for path in reads:
                self.assert_refused(lambda client=client, path=path: client.send("GET", f"/api/v1{path}"), 403, rule)
            for verb, body in writes:
                self.assert_refused(lambda client=client, verb=verb, body=body: self.act(enquiry, verb, body, client), 403, rule)
        for path in reads:
            self.assert_refused(lambda path=path: self.anybody.send("GET", f"/api/v1{path}"), 401, "token-missing")
        for verb, body in writes:
            self.assert_refused(lambda verb=verb, body=body: self.act(enquiry, verb, body, self.anybody), 401, "token-missing")
        wrong = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
        for guess in (wrong, enquiry, "0" * 20):
            self.assert_refused(lambda guess=guess: self.anybody.send("GET", f"/api/v1/enquiry-receipts/{guess}"), 404, "no-such-thing")
            self.assert_refused(lambda guess=guess: self.write(guess, "x"), 404, "no-such-thing", "receipt")
            self.assert_refused(lambda guess=guess: self.anybody.send("POST", f"/api/v1/enquiry-receipts/{guess}/erase", {}), 404, "no-such-thing", "receipt")
        self.assert_refused(lambda: self.producer.send("GET", "/api/v1/enquiries?producerId=producer_1"), 404, "no-such-thing")
        self.assert_refused(lambda: self.producer.send("GET", f"/api/v1/enquiries?producerId={producer}&cursor=x"), 400, "cursor-invalid")
        self.assertEqual(self.seen(enquiry)["messageCount"], 1)

    # --- what is refused, and limits

    def test_what_is_asked_is_looked_at(self):
        offer = self.other_producer.post("/api/v1/offers", {"listingId": self.id_of("tea"), "content": {
            "kind": "OFFER_KIND_OWN_SHOP", "name": "Cửa hàng", "url": "https://shop.example.vn/"}})["id"]
        for change, status, rule, field in (
            ({"message": " \n "}, 400, "field-missing", "message"),
            ({"message": "a" * 2001}, 400, "field-too-long", "message"),
            ({"quantity": "a" * 61}, 400, "field-too-long", "quantity"),
            ({"name": "a" * 101}, 400, "field-too-long", "name"),
            ({"contact": ""}, 400, "field-missing", "contact"),
            ({"contact": "a" * 201}, 400, "field-too-long", "contact"),
            ({"contact": "gọi cho tôi"}, 400, "field-invalid", "contact"),
            ({"contact": "1234567"}, 400, "field-invalid", "contact"),
            ({"contact": "ai@"}, 400, "field-invalid", "contact"),
            ({"listingId": "product_1"}, 404, "listing-unknown", "listingId"),
            ({"offerId": "offer_1"}, 422, "offer-unknown", "offerId"),
            ({"offerId": offer}, 422, "offer-unknown", "offerId"),
            ({"message": "Xem https://a.vn và www.b.vn"}, 422, "links-too-many", "message"),
        ):
            self.assert_refused(lambda change=change: self.send(self.enquiry(**change)), status, rule, field)
        self.sent(self.enquiry(message="Xem https://a.vn"))
        receipt, _ = self.sent()
        self.assert_refused(lambda: self.write(receipt, ""), 400, "field-missing", "message")
        self.assertEqual(self.other_producer.post(f"/api/v1/offers/{offer}/withdraw")["id"], offer)
        self.assert_refused(lambda: self.send(self.enquiry("tea", offerId=offer)), 422, "offer-unknown", "offerId")

    def test_sent_twice_it_has_one_effect(self):
        body, command = self.enquiry(), new_id()
        receipt, enquiry = self.sent(body, command_id=command)
        before = self.heads_at_rest()
        self.assertEqual(self.sent(body, command_id=command), (receipt, enquiry))
        self.assertEqual(self.heads(), before)
        self.assert_refused(lambda: self.send({**body, "message": "Khác"}, command_id=command), 409, "command-id-reused")
        again = new_id()
        for _ in range(2):
            self.assertEqual(self.write(receipt, "Thêm một câu", command_id=again).status, 200)
        answer = new_id()
        for _ in range(2):
            self.assertEqual(self.act(enquiry, "answer", {"message": "Vâng"}, command_id=answer).status, 200)
        # Another text, thread or side by the same id is not silently lost.
        elsewhere, _ = self.sent()
        self.assert_refused(lambda: self.write(receipt, "Câu khác", command_id=again), 409, "command-id-reused")
        self.assert_refused(lambda: self.write(elsewhere, "Thêm một câu", command_id=again), 409, "command-id-reused")
        self.assertEqual([one["text"] for one in self.seen(enquiry)["messages"]], [WORDS, "Thêm một câu", "Vâng"])
        self.assertEqual(self.follow(elsewhere)["messageCount"], 1)
        # A receipt of an account's is kept nowhere but with its thread.
        buyer = self.add_account("nguoi-mua-lai", "ROLE_PRODUCER", self.producer_of("revoked"))
        own, command = self.enquiry(contact=""), new_id()
        receipt, _ = self.sent(own, buyer, command_id=command)
        self.assertEqual(self.sent(own, buyer, command_id=command)[0], receipt)
        self.assertEqual(self.kept("SELECT count(*) FROM remembered_replies WHERE instr(reply, CAST(? AS BLOB)) > 0", receipt), 0)

    def test_a_buyer_asks_so_often_and_no_more(self):
        contact = self.contact()
        body = lambda key="noodles", **changes: self.enquiry(key, contact=contact, **changes)
        _, enquiry = self.sent(body())
        # The same telephone however it is typed, about the same product.
        digits = contact.replace(" ", "")
        for typed in (contact, digits, f"+84 {digits[1:4]}.{digits[4:7]}-{digits[7:]}", f"0084{digits[1:]}"):
            self.assert_refused(lambda typed=typed: self.send(self.enquiry(contact=typed)), 429, "enquiries-too-many")
        for _ in range(2):  # three of a day
            self.act(enquiry, "close")
            _, enquiry = self.sent(body())
        self.act(enquiry, "close")
        self.assert_refused(lambda: self.send(body()), 429, "enquiries-too-many")
        self.sent(body("starch"))  # another product is another matter
        self.sent(body("tea"), producer=self.other_producer)

    def test_a_buyer_has_so_many_open_at_one_producer(self):
        self.stack.terminate("market")
        self.stack.start("market", extra={"enquiries-open-per-buyer": 1})
        self.stack.wait_ready()
        contact = self.contact()
        self.sent(self.enquiry(contact=contact))
        self.assert_refused(lambda: self.send(self.enquiry("starch", contact=contact)), 429, "enquiries-too-many")
        self.stack.terminate("market")
        self.stack.start("market")
        self.stack.wait_ready()
        self.sent(self.enquiry("starch", contact=contact))

    def test_messages_without_an_answer_are_bounded(self):
        receipt, enquiry = self.sent()
        for number in range(4):
            self.assertEqual(self.write(receipt, f"Câu {number}").status, 200)
        self.assert_refused(lambda: self.write(receipt, "Câu nữa"), 429, "messages-too-many")
        self.act(enquiry, "answer", {"message": "Vâng"})
        self.assertEqual(self.write(receipt, "Câu nữa").status, 200)
        for number in range(5):
            self.assertEqual(self.act(enquiry, "answer", {"message": f"{number}"}).status, 200)
        self.assert_refused(lambda: self.act(enquiry, "answer", {"message": "6"}), 429, "messages-too-many")

    def test_a_producer_blocks_a_buyer(self):
        contact = self.contact()
        receipt, enquiry = self.sent(self.enquiry(contact=contact))
        _, other = self.sent(self.enquiry("starch", contact=contact))
        self.assertEqual(self.act(enquiry, "block").status, 200)
        self.assertTrue(self.seen(enquiry)["buyerBlocked"])
        self.assertEqual([self.seen(one)["state"] for one in (enquiry, other)], ["ENQUIRY_STATE_CLOSED"] * 2)
        self.assertFalse(self.follow(receipt)["buyerBlocked"])
        # His key is not what everybody can compute who tries all telephones.
        plain = hashlib.blake2b(f"contact/{contact.replace(' ', '')}".encode(), digest_size=16).hexdigest()
        key = self.kept("SELECT buyer_key FROM blocked_buyers WHERE enquiry_id = ?", enquiry)
        self.assertEqual((len(key), key == plain), (32, False))
        self.assert_refused(lambda: self.write(receipt, "Sao vậy?"), 409, "enquiry-closed")
        # Nobody learns by another's telephone that he is blocked: it is refused as an open one is, links first.
        self.assert_refused(lambda: self.send(self.enquiry(contact=contact)), 429, "enquiries-too-many")
        self.assert_refused(lambda: self.send(self.enquiry(contact=contact, message="https://a.vn https://b.vn")), 422, "links-too-many", "message")
        self.sent(self.enquiry("tea", contact=contact), producer=self.other_producer)  # another's to decide
        self.assertEqual(self.act(enquiry, "block", {"lift": True}).status, 200)
        self.sent(self.enquiry(contact=contact))
        self.assertEqual(self.act(enquiry, "forget-buyer").status, 200)
        self.assert_refused(lambda: self.act(enquiry, "block"), 400, "field-invalid", "enquiryId")
        self.assert_refused(lambda: self.act(enquiry, "block", {"lift": True}), 400, "field-invalid", "enquiryId")
        # Who has an account is told; his block is lifted also after he was forgotten.
        buyer = self.add_account("nguoi-bi-chan", "ROLE_PRODUCER", self.producer_of("revoked"))
        _, enquiry = self.sent(self.enquiry(contact=""), buyer)
        self.assertEqual(self.act(enquiry, "block").status, 200)
        self.assertEqual(self.act(enquiry, "forget-buyer").status, 200)
        self.assert_refused(lambda: self.send(self.enquiry(contact=""), buyer), 403, "buyer-blocked")
        self.assertTrue(self.seen(enquiry)["buyerBlocked"])
        self.assertEqual(self.act(enquiry, "block", {"lift": True}).status, 200)
        self.assertFalse(self.seen(enquiry)["buyerBlocked"])
        self.sent(self.enquiry(contact=""), buyer)

    def test_one_address_asks_so_often_an_hour(self):
        receipt, _ = self.sent()
        self.bound_addresses(3)
        self.sent()
        self.sent()
        self.assertEqual(self.write(receipt, "Thêm").status, 200)
        self.assert_refused(lambda: self.send(self.enquiry()), 429, "rate-limited")
        self.assert_refused(lambda: self.send(self.enquiry(contact=""), self.producer), 429, "rate-limited")
        self.assert_refused(lambda: self.write(receipt, "Thêm"), 429, "rate-limited")
        self.assertEqual(self.follow(receipt)["messageCount"], 2)
        self.bound_addresses(100000)

    def test_nothing_is_asked_of_a_revoked_product(self):
        self.revoke("revoked")
        self.assert_refused(lambda: self.send(self.enquiry("revoked")), 409, "listing-held")

    # --- erasure

    def test_a_buyer_erases_himself(self):
        receipt, enquiry = self.sent(self.enquiry(quantity="30 kg cho quán Ví dụ"))
        self.act(enquiry, "answer", {"message": "Được"})
        erase = lambda: self.anybody.send("POST", f"/api/v1/enquiry-receipts/{receipt}/erase", {})
        self.assertEqual(erase().status, 200)
        before = self.heads_at_rest()
        self.assertEqual(erase().status, 200)
        self.assertEqual(self.heads(), before)
        seen = self.seen(enquiry)
        self.assertEqual((seen["contact"], seen["buyerName"], seen["quantity"], seen["buyerErased"], seen["state"]),
                         ("", "", "", True, "ENQUIRY_STATE_CLOSED"))
        self.assertEqual([one["text"] for one in seen["messages"]], ["", "Được"])

    def test_a_contact_is_kept_for_a_time(self):
        receipt, enquiry = self.sent()
        self.act(enquiry, "close")
        # An account that says no contact is forgotten as well: by the producer, or by itself with time.
        buyer = self.add_account("nguoi-quen", "ROLE_PRODUCER", self.producer_of("revoked"))
        own = lambda: len(self.province.get(buyer, "/own-enquiries")["enquiries"])
        _, asked = self.sent(self.enquiry(contact="", name=""), buyer)
        self.assertEqual(own(), 1)
        self.assertEqual((self.act(asked, "forget-buyer").status, own()), (200, 0))
        self.act(asked, "close")
        _, asked = self.sent(self.enquiry("starch", contact="", name=""), buyer)
        self.act(asked, "close")
        self.assertEqual(own(), 1)
        still_open, _ = self.sent()
        self.assertTrue(self.seen(enquiry)["contact"])
        self.province.move_clock_to("clock/kept", dates.days_later(self.province.today(), 91))
        seen = wait_for("the buyer is forgotten", lambda: (lambda one: one if not one["contact"] else None)(self.seen(enquiry)))
        self.assertEqual((seen["buyerName"], seen["messages"][0]["text"], seen["buyerErased"]), ("", WORDS, False))
        wait_for("the account is forgotten", lambda: own() == 0)
        self.assertEqual(self.follow(still_open)["state"], "ENQUIRY_STATE_OPEN")
        self.assertEqual(len(self.follow(receipt)["messages"]), 1)

    def test_an_erased_producer_is_in_no_thread(self):
        name = "Hộ Ví Dụ Mười"
        producer = self.office(COMMUNE).post("/api/v1/producers", {
            "name": name, "legalForm": "LEGAL_FORM_HOUSEHOLD", "registrationNumber": "TRINH-DIEN-10",
            "communeCode": COMMUNE_CODE, "address": "Xóm Ví dụ"})["id"]
        client = self.add_account("ho-10", "ROLE_PRODUCER", producer)
        self.households.append((client, producer))
        listing = client.post("/api/v1/products", {
            "producerId": producer, "name": "Mật ong rừng", "rulebookCode": self.province.rulebook.code, "setNo": 1, "description": "x"})["id"]
        self.wait_caught_up()
        offer = client.post("/api/v1/offers", {"listingId": listing, "content": {
            "kind": "OFFER_KIND_WHOLESALE", "name": f"Bán sỉ tại {name}", "minimumQuantityHundredths": "100", "unit": "lít",
            "notes": f"Gọi {name}"}})["id"]
        answer = self.send(self.enquiry(listingId=listing, offerId=offer, message=f"Chào {name}", name=f"Bạn của {name}"))
        receipt = answer.body["id"]
        # As a buyer of another's he is named too.
        _, other = self.sent(self.enquiry(name=name))
        self.office("ocop-agency").post(f"/api/v1/producers/{producer}/erase-personal-data", {"reason": "Yêu cầu số 2 (trình diễn)"})
        self.wait_caught_up()
        [found] = self.province.get(client, f"/enquiries?producerId={producer}")["enquiries"]
        friend = f"Bạn của {name}"  # another's name, though it has this one in it
        self.assertEqual(self.seen(found["enquiryId"], client)["buyerName"], friend)
        seen = [self.follow(receipt), self.seen(found["enquiryId"], client), self.seen(other),
                self.province.get(self.anybody, f"/listings/{listing}/offers")]
        self.assertNotIn(name, json.dumps(seen, ensure_ascii=False).replace(friend, ""))
        self.assertEqual(seen[0]["messages"][0]["text"], "Chào (đã xoá tên)")
        self.assertEqual(seen[3]["offers"][0]["content"]["notes"], "Gọi (đã xoá tên)")
        self.assertEqual(seen[2]["buyerName"], "(đã xoá tên)")

    # --- tables

    def table(self, client, path):
        answer = client.raw("GET", f"/api/v1{path}")
        self.assertEqual(answer.status, 200, answer.content)
        self.assertIn("private", answer.headers["cache-control"])
        return answer

    def test_tables_hold_what_was_sent(self):
        self.one_of_another_month()
        today = str(self.province.today())
        sent = [self.enquiry("tea", quantity=f"{number} kg", name=f"Người {number}", contact=f"0922 000 00{number}",
                             message=message) for number, message in enumerate(("=1+1", "Lời nhắn " * 60, "Ngắn, có \"ngoặc\""))]
        threads = [self.sent(body, producer=self.other_producer) for body in sent]
        self.act(threads[0][1], "answer", {"message": "Vâng"}, self.other_producer)
        self.act(threads[1][1], "close", {"outcome": "ENQUIRY_OUTCOME_ORDERED"}, self.other_producer)
        self.act(threads[2][1], "close", {"outcome": "ENQUIRY_OUTCOME_NOT_ORDERED"}, self.other_producer)
        long = sent[1]["message"].encode()[:240].decode(errors="ignore") + "…"
        name = self.listing["tea"]["productName"]
        expected = [
            [today, name, "", "2 kg", "Người 2", "0922 000 002", "Ngắn, có \"ngoặc\"", "1", "", "Đã kết thúc", "Không đặt hàng", today],
            [today, name, "", "1 kg", "Người 1", "0922 000 001", long, "1", "", "Đã kết thúc", "Đã đặt hàng", today],
            [today, name, "", "0 kg", "Người 0", "0922 000 000", "=1+1", "2", "", "Đang trao đổi", "", ""],
        ]
        path = f"/enquiries/table?producerId={self.producer_of('tea')}&sentFrom={today}&sentUntil={today}"
        answer = self.table(self.other_producer, path)
        self.assertIn("attachment", answer.headers["content-disposition"])
        rows = csv_rows(answer.content)
        self.assertEqual(rows[1:4], expected)
        self.assertIn(b",'=1+1,", answer.content)  # no formula
        sheet = xlsx_rows(self.table(self.other_producer, path + "&format=FIGURE_FORMAT_XLSX").content)
        day = str((self.province.today() - datetime.date(1899, 12, 30)).days)  # as office programs count
        self.assertEqual(sheet[0], rows[0])
        self.assertEqual(sheet[1:4], [[day, *row[1:11], day if row[11] else ""] for row in expected])
        for query, rule, field in (("sentFrom=x", "date-invalid", "sentFrom"), ("sentUntil=x", "date-invalid", "sentUntil"),
                                   ("format=9", "field-invalid", "format")):
            self.assert_refused(lambda query=query: self.other_producer.send(
                "GET", f"/api/v1/enquiries/table?producerId={self.producer_of('tea')}&{query}"), 400, rule, field)

        # What offices see are counts; an independent count over the producers' own lists agrees.
        month = today[:7]
        agency, place = self.office("ocop-agency"), f"provinceCode={PROVINCE_CODE}"
        lines = self.by_ones(agency, f"/enquiry-counts?{place}")
        self.assertEqual([self.words(line) for line in lines], self.counted())
        total = self.province.get(agency, f"/enquiry-counts?{place}")["total"]
        for key in ("sent", "answered", "closed", "ordered", "notOrdered"):
            self.assertEqual(int(total[key]), sum(int(line[key]) for line in lines), key)
        of_month = self.province.get(agency, f"/enquiry-counts?{place}&monthFrom={month}&monthUntil={month}")["counts"]
        self.assertEqual([self.words(line) for line in of_month], [line for line in self.counted() if line[0] == month])
        commune = self.office(COMMUNE)
        self.assertEqual(self.province.pages(commune, f"/enquiry-counts?communeCode={COMMUNE_CODE}", "counts"), lines)
        self.assertNotIn("0922", json.dumps(lines))
        rows = csv_rows(self.table(agency, f"/enquiry-counts/table?{place}").content)
        self.assertEqual([[row[0], row[1], row[3], *map(int, row[4:])] for row in rows[1:-1]], self.counted())
        self.assertEqual((rows[-1][0], int(rows[-1][4])), ("Tổng", int(total["sent"])))
        sheet = xlsx_rows(self.table(commune, f"/enquiry-counts/table?communeCode={COMMUNE_CODE}&format=FIGURE_FORMAT_XLSX").content)
        self.assertEqual(sheet, rows)
        ask = lambda client, query: lambda: client.send("GET", f"/api/v1/enquiry-counts{query}")
        for path in ("", "/table"):
            self.assert_refused(ask(agency, f"{path}?monthFrom=2026"), 403, "scope-missing")
            self.assert_refused(ask(self.office("ministry"), f"{path}?monthFrom="), 400, "field-missing", "provinceCode")
            self.assert_refused(ask(agency, f"{path}?{place}&monthFrom=2026"), 400, "date-invalid", "monthFrom")
            self.assert_refused(ask(agency, f"{path}?{place}&monthUntil=2026-13"), 400, "date-invalid", "monthUntil")
            self.assert_refused(ask(self.office(OTHER_COMMUNE), f"{path}?communeCode={COMMUNE_CODE}"), 403, "scope-missing")
            self.assert_refused(ask(self.producer, f"{path}?{place}"), 403, "role-missing")
            self.assert_refused(ask(self.anybody, f"{path}?{place}"), 401, "token-missing")
        self.assert_refused(ask(agency, f"?{place}&cursor=x"), 400, "cursor-invalid")
        self.assert_refused(ask(agency, f"/table?{place}&format=9"), 400, "field-invalid", "format")

    def one_of_another_month(self):
        self.sent()
        self.province.move_clock_to("clock/tables", dates.days_later(self.province.today(), 35))

    def by_ones(self, client, path):
        """Page by page of one line."""
        lines, cursor = [], ""
        while True:
            page = self.province.get(client, f"{path}&limit=1&cursor={cursor}")
            lines += page["counts"]
            cursor = page["next"]
            if not cursor:
                return lines

    @staticmethod
    def words(line):
        return [line["month"], line["communeCode"], line["productName"], *(int(line[key]) for key in (
            "sent", "answered", "closed", "ordered", "notOrdered"))]

    def counted(self):
        """From what the producers themselves see."""
        found = {}
        sellers = [(self.producer, self.producer_of("noodles")), (self.other_producer, self.producer_of("tea")), *self.households]
        for client, producer in sellers:
            for one in self.province.pages(client, f"/enquiries?producerId={producer}", "enquiries"):
                messages = self.seen(one["enquiryId"], client)["messages"]
                line = found.setdefault((one["sentOn"][:7], COMMUNE_CODE, one["listingId"], one["productName"]), [0] * 5)
                line[0] += 1
                line[1] += any(message["side"] == "ENQUIRY_SIDE_PRODUCER" for message in messages)
                line[2] += one["state"] == "ENQUIRY_STATE_CLOSED"
                line[3] += one["outcome"] == "ENQUIRY_OUTCOME_ORDERED"
                line[4] += one["outcome"] == "ENQUIRY_OUTCOME_NOT_ORDERED"
        return [[key[0], key[1], key[3], *line] for key, line in sorted(found.items())]


if __name__ == "__main__":
    unittest.main()
