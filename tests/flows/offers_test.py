"""Where a product can be bought, over HTTP: recorded, changed, withdrawn by its producer; nobody sees what is over,
withdrawn, not yet, or of a product whose certificate was revoked.
"""
import unittest

from enquiring import COMMUNE, OTHER_COMMUNE, EnquiringFlow
from province import dates
from province.client import new_id


class OffersTest(EnquiringFlow):
    def day(self, days):
        return str(dates.days_later(self.today, days))

    def shop(self, **changes):
        return {"kind": "OFFER_KIND_MARKETPLACE", "name": "Gian hàng Ví dụ", "url": "https://shop.example.vn/gian-hang/1", **changes}

    def wholesale(self, **changes):
        return {"kind": "OFFER_KIND_WHOLESALE", "name": "Bán sỉ miến dong", "variant": "gói 500 g",
                "minimumQuantityHundredths": "5000", "unit": "kg", "priceDong": "65000",
                "delivery": "Giao toàn quốc, miễn phí trong tỉnh", "notes": "Trả trước một nửa", **changes}

    def record(self, content, client=None, key="noodles", **options):
        return (client or self.producer).send("POST", "/api/v1/offers", {"listingId": self.id_of(key), "content": content}, **options)

    def recorded(self, content, **options):
        answer = self.record(content, **options)
        self.assertEqual(answer.status, 201, answer.content)
        return answer.body["id"]

    def shown(self, key="noodles"):
        return self.province.get(self.anybody, f"/listings/{self.id_of(key)}/offers").get("offers", [])

    def own(self, client=None, key="noodles"):
        return self.province.pages(client or self.producer, f"/offers?listingId={self.id_of(key)}", "offers")

    def withdraw(self, offer, client=None):
        return (client or self.producer).send("POST", f"/api/v1/offers/{offer}/withdraw", {})

    def tearDown(self):
        for key, client in (("noodles", self.producer), ("tea", self.other_producer)):
            for offer in self.own(client, key):
                if offer["state"] != "OFFER_STATE_WITHDRAWN":
                    self.assertEqual(self.withdraw(offer["offerId"], client).status, 200)

    def test_an_offer_is_shown_changed_and_withdrawn(self):
        wholesale = self.recorded(self.wholesale())
        shop = self.recorded(self.shop(), client=self.office(COMMUNE))  # the officer types for him
        # Shops first; as the page and the API of the product have them too.
        self.assertEqual([one["offerId"] for one in self.shown()], [shop, wholesale])
        self.assertEqual({key: value for key, value in self.shown()[1]["content"].items() if value}, self.wholesale())
        slug = self.listing["noodles"]["slug"]
        for path in (f"/listings/{slug}", f"/listings/{self.id_of('noodles')}"):
            listing = self.province.get(self.anybody, path)
            self.assertEqual([one["offerId"] for one in listing["offers"]], [shop, wholesale])

        version = f'"{self.own()[0]["version"]}"'
        change = lambda body, **options: self.producer.send("PUT", f"/api/v1/offers/{wholesale}", {"content": body}, **options)
        self.assertEqual(change(self.wholesale(priceDong="0"), if_match='"1"').status, 200)
        self.assert_refused(lambda: change(self.wholesale(), if_match=version), 412, "version-stale")
        self.assertEqual(self.shown()[1]["content"]["priceDong"], "0")  # on request

        self.assertEqual(self.withdraw(shop).status, 200)
        self.assertEqual([one["offerId"] for one in self.shown()], [wholesale])
        self.assert_refused(lambda: self.withdraw(shop), 409, "offer-withdrawn")
        self.assert_refused(lambda: self.producer.send("PUT", f"/api/v1/offers/{shop}", {"content": self.shop()}), 409, "offer-withdrawn")
        self.assertEqual({one["offerId"]: one["state"] for one in self.own()}[shop], "OFFER_STATE_WITHDRAWN")
        told = [event["type"].rsplit(".", 1)[1] for event in self.events("market") if event["type"].endswith(
            ("OfferRecorded", "OfferChanged", "OfferWithdrawn"))]
        self.assertEqual(told[-4:], ["OfferRecorded", "OfferRecorded", "OfferChanged", "OfferWithdrawn"])

    def test_only_the_producer_and_his_commune_offer(self):
        for client, rule in ((self.other_producer, "scope-missing"), (self.office(OTHER_COMMUNE), "scope-missing"),
                             (self.office("ocop-agency"), "role-missing")):
            self.assert_refused(lambda client=client: self.record(self.shop(), client), 403, rule)
        self.assert_refused(lambda: self.record(self.shop(), self.anybody), 401, "token-missing")
        offer = self.recorded(self.shop())
        for client in (self.other_producer, self.office(OTHER_COMMUNE)):
            self.assert_refused(lambda client=client: self.withdraw(offer, client), 403, "scope-missing")
            self.assert_refused(lambda client=client: client.send("GET", f"/api/v1/offers?listingId={self.id_of('noodles')}"), 403, "scope-missing")
        self.assertEqual(self.own(self.office("ocop-agency"))[0]["offerId"], offer)
        self.assert_refused(lambda: self.withdraw("offer_01"), 404, "no-such-thing")
        self.assert_refused(lambda: self.producer.send("GET", f"/api/v1/offers?listingId={self.id_of('noodles')}&cursor=x"), 400, "cursor-invalid")
        self.assert_refused(lambda: self.anybody.send("GET", "/api/v1/listings/none/offers"), 404, "listing-unknown")

    def test_what_is_offered_is_looked_at(self):
        for content, status, rule, field in (
            (self.shop(name=" "), 400, "field-missing", "content.name"),
            (self.shop(name="a" * 101), 400, "field-too-long", "content.name"),
            (self.shop(kind=0), 400, "field-invalid", "content.kind"),
            (self.shop(kind=9), 400, "field-invalid", "content.kind"),
            (self.shop(url=""), 400, "field-missing", "content.url"),
            (self.shop(minimumQuantityHundredths="1"), 400, "field-invalid", "content.minimumQuantityHundredths"),
            (self.wholesale(minimumQuantityHundredths="0"), 400, "field-missing", "content.minimumQuantityHundredths"),
            (self.wholesale(minimumQuantityHundredths=str(2**62)), 400, "field-invalid", "content.minimumQuantityHundredths"),
            (self.wholesale(unit=""), 400, "field-missing", "content.unit"),
            (self.wholesale(priceDong="1000000001"), 400, "field-invalid", "content.priceDong"),
            (self.wholesale(notes="a" * 501), 400, "field-too-long", "content.notes"),
            (self.wholesale(delivery="a" * 501), 400, "field-too-long", "content.delivery"),
            (self.wholesale(validFrom="hôm nay"), 400, "date-invalid", "content.validFrom"),
            (self.wholesale(validUntil=self.day(-1)), 400, "date-invalid", "content.validUntil"),
            (self.wholesale(validFrom=self.day(3), validUntil=self.day(2)), 400, "date-invalid", "content.validUntil"),
        ):
            self.assert_refused(lambda content=content: self.record(content), status, rule, field)
        for url in ("http://shop.example.vn/", "javascript:alert(1)", "https://shop.example.vn@evil.example/", "https://127.0.0.1/",
                    "https://localhost/", "https://shop.example.vn:8443/", "https://shop.example.vn\\@evil.example/",
                    "https://shop .vn/", "https://miền.vn/", "https:/shop.vn", "https://shop.example.vn/" + "a" * 500):
            self.assert_refused(lambda url=url: self.record(self.shop(url=url)), 422, "link-invalid", "content.url")
        self.assert_refused(lambda: self.producer.send("POST", "/api/v1/offers", {"listingId": self.id_of("noodles")}), 400, "field-missing", "content")

        # Sent twice it is one.
        command = new_id()
        self.assertEqual(self.recorded(self.shop(), command_id=command), self.recorded(self.shop(), command_id=command))
        self.assertEqual(len(self.shown()), 1)

    def test_a_listing_has_so_many_offers(self):
        offers = [self.recorded(self.shop(name=f"Gian hàng {number}"), key="tea", client=self.other_producer) for number in range(20)]
        self.assert_refused(lambda: self.record(self.shop(), self.other_producer, "tea"), 409, "offers-too-many")
        self.assertEqual(len(self.shown("tea")), 20)
        self.withdraw(offers[0], self.other_producer)
        self.recorded(self.shop(), key="tea", client=self.other_producer)
        self.assertEqual(len(self.own(self.other_producer, "tea")), 21)

    def test_offers_come_and_go_with_their_days(self):
        later = self.recorded(self.shop(name="Sắp mở", validFrom=self.day(2)))
        until = self.recorded(self.wholesale(name="Chỉ hôm nay", validFrom=self.day(0), validUntil=self.day(1)))
        self.assertEqual([one["offerId"] for one in self.shown()], [until])
        states = {one["offerId"]: one["state"].removeprefix("OFFER_STATE_") for one in self.own()}
        self.assertEqual((states[later], states[until]), ("NOT_YET", "STANDING"))
        self.province.move_clock_to("clock/offers", dates.days_later(self.today, 2))
        self.assertEqual([one["offerId"] for one in self.shown()], [later])
        states = {one["offerId"]: one["state"].removeprefix("OFFER_STATE_") for one in self.own()}
        self.assertEqual((states[later], states[until]), ("STANDING", "OVER"))

    def test_offers_of_a_revoked_product_are_not_shown(self):
        agent = self.office(COMMUNE)
        offer = self.recorded(self.shop(), key="revoked", client=agent)
        self.assertEqual([one["offerId"] for one in self.shown("revoked")], [offer])
        self.revoke("revoked")
        self.assertEqual(self.shown("revoked"), [])
        self.assertEqual(self.province.get(self.anybody, f"/listings/{self.id_of('revoked')}")["offers"], [])
        self.assertEqual(self.own(agent, "revoked")[0]["state"], "OFFER_STATE_HELD")


if __name__ == "__main__":
    unittest.main()
