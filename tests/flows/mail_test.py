"""Letters to offices that asked for them, through a relay, as a mail program reads them."""
import email.utils
import unittest

from flow import wait_for
from told import ToldFlow


class MailTest(ToldFlow):
    def subscribe_mail(self, address, **fields):
        body = {"name": f"Thư đến {address}", "kind": "SUBSCRIPTION_KIND_MAIL", "mailAddress": address, **fields}
        return self.office().post("/api/v1/subscriptions", body)["id"]

    def letters_to(self, address):
        return [letter for letter in self.mailbox.read() if letter["to"] == address]

    def wait_for_letters(self, address, number):
        return wait_for(f"{number} letters to {address}",
                        lambda: (lambda got: got if len(got) >= number else None)(self.letters_to(address)))

    def test_letters_come_in_both_languages(self):
        self.subscribe_mail("chi-cuc@bacninh.example")
        self.subscribe_mail("branch@bacninh.example", language="en")
        [name] = self.record()
        [vietnamese] = self.wait_for_letters("chi-cuc@bacninh.example", 1)
        [english] = self.wait_for_letters("branch@bacninh.example", 1)
        code = self.told()[-1]["thingId"]
        self.assertEqual(vietnamese["subject"], f"Ghi nhận kết quả OCOP trước đây: {name} ({code})")
        self.assertEqual(english["subject"], f"Earlier OCOP recognition on record: {name} ({code})")
        text = vietnamese.get_content()
        self.assertIn(f"Kết quả công nhận trước đây của sản phẩm {name} đã được đưa vào sổ.", text)
        self.assertIn(f"Tra cứu: https://ocop.example/verify/{code}", text)
        self.assertIn("“Thư đến chi-cuc@bacninh.example”, là thông báo thứ 1.", text)
        self.assertEqual((vietnamese["content-language"], english["content-language"]), ("vi", "en"))

    def test_letter_is_as_the_standards_want(self):
        subscription_id = self.subscribe_mail("office@bacninh.example")
        self.record()
        [letter] = self.wait_for_letters("office@bacninh.example", 1)
        [(sender, receivers, raw)] = [one for one in self.mailbox.letters if "office@" in one[1][0]]
        self.assertEqual(sender.split()[0], "FROM:<ocop@thainguyen.example>")
        self.assertEqual(receivers, ["TO:<office@bacninh.example>"])
        self.assertEqual(letter["from"], "OCOP Thái Nguyên <ocop@thainguyen.example>")
        self.assertEqual(letter["message-id"], f"<{subscription_id}-1@thainguyen.example>")
        self.assertEqual(letter["auto-submitted"], "auto-generated")
        self.assertIsNotNone(email.utils.parsedate_to_datetime(letter["date"]))
        self.assertEqual(letter.defects, [])
        raw.decode("ascii")
        self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 998)
        self.assertNotIn(b"\n", raw.replace(b"\r\n", b""))

    def test_relay_that_is_busy_is_asked_again_and_one_that_refuses_is_not(self):
        subscription_id = self.subscribe_mail("later@bacninh.example")
        self.mailbox.rcpt = "450 4.2.0 later"
        self.record()
        self.wait_for_attempts(subscription_id, 1)
        self.mailbox.rcpt = "550 5.1.1 nobody here"
        self.wait_for_end(subscription_id, "DEAD")
        self.assertEqual(self.subscription(subscription_id)["state"], "SUBSCRIPTION_STATE_PAUSED")
        self.mailbox.rcpt = "250 2.1.5 ok"
        self.assertEqual(self.letters_to("later@bacninh.example"), [])
        self.office().post(f"/api/v1/subscriptions/{subscription_id}/resume", {})
        self.wait_for_letters("later@bacninh.example", 1)


if __name__ == "__main__":
    unittest.main()
