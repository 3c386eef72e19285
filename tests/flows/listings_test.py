"""A producer's listing from his own hand, as a browser without scripts sends it: he signs in, sees his products, and
describes one: story, prices by size and time, season, stock. What others then see of it, and no longer see.

Products and certificates are those of an old register, invented for the test.
"""
import csv
import datetime
import struct
import unittest
import zlib

from flow import Flow, wait_for
from province import dates, job, setup
from province.stack import Stack
from visitor import FOREIGN, Form, Visitor

PASSWORD = "mat-khau-vi-du-1"
COMMUNE = "con-minh"
# Name, producer's number, stars, days from today to the certificate's last day.
PRODUCTS = {
    "noodles": ("Miến dong Ví dụ", 1, 4, 500),
    "starch": ("Tinh bột dong Ví dụ", 1, 3, 400),
    "tea": ("Chè Ví dụ", 2, 3, 510),
}


def png(side, comment=b""):
    """A grey square with a word of the camera's in it."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * side for _ in range(side)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0" + comment) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


class ListingsFlow(Flow):
    """A register of three products of two producers."""

    @classmethod
    def prepare(cls):
        job.begin(cls.province)
        cls.add_offices()
        cls.today = cls.province.today()
        cls.import_register()
        cls.wait_caught_up()
        cls.listing = {key: cls.province.get(cls.province.anybody(), f"/listings/{certificate['productId']}")
                       for key, certificate in cls.certificates.items()}
        for number, key in ((1, "noodles"), (2, "tea")):
            cls.add_producer(number, key)
        cls.commune = cls.province.office(COMMUNE)
        cls.commune.put(f"/api/v1/products/{cls.id('noodles')}/variants", {"isSet": False, "variants": [
            {"name": "Gói nhỏ", "packaging": "gói 250 g"}, {"name": "Gói lớn", "packaging": "gói 1 kg"}]})
        cls.wait_caught_up()

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
    def row(cls, name, producer, stars, days, number):
        ends_on = dates.days_later(cls.today, days)
        decided = dates.add_months(ends_on, -36)
        return {
            "product": name, "producer": f"Hợp tác xã Ví dụ {producer}", "producer_type": "HTX", "commune": "xã Côn Minh",
            "district": "Na Rì", "province": "Bắc Kạn", "stars": str(stars), "score": "", "product_group": "",
            "decision_no": f"{number}/QĐ-UBND", "decision_date": str(decided), "expiry_date": str(ends_on),
            "year": str(decided.year), "event": "công nhận", "source": "https://example.org/quyet-dinh",
        }

    @classmethod
    def add_producer(cls, number, key):
        cls.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": f"Hợp tác xã Ví dụ {number}", "signInName": f"htx-vi-du-{number}",
            "password": PASSWORD,
            "grants": [{"role": "ROLE_PRODUCER", "producerId": cls.listing[key]["producerId"]}]})

    # --- words of this test

    @classmethod
    def id(cls, key):
        return cls.certificates[key]["productId"]

    def shown(self, key):
        return self.province.anybody().get(f"/api/v1/listings/{self.id(key)}")

    def page(self, key, language="vi"):
        status, page = self.visitor(language).page(f"/san-pham/{self.listing[key]['slug']}")
        self.assertEqual(status, 200)
        return page

    def day(self, days):
        return str(dates.days_later(self.province.today(), days))

    def prices(self, *rows):
        """The fields of prices: size, đồng, from, until."""
        return {f"prices[{index}].{name}": value for index, row in enumerate(rows)
                for name, value in zip(("size", "priceDong", "validFrom", "validUntil"), row)}

    def visitor(self, language="vi"):
        visitor = Visitor(self.stack.port, language)
        self.addCleanup(visitor.close)
        return visitor

    def producer(self, number=1, language="vi"):
        return self.visitor(language).sign_in(f"htx-vi-du-{number}", PASSWORD)


class ListingsTest(ListingsFlow):
    # --- signing in

    def test_who_is_not_signed_in_is_led_to_the_form_and_back(self):
        visitor = self.visitor()
        answer = visitor.ask("GET", "/cua-toi")
        self.assertEqual((answer.status, answer.headers["location"]), (303, "/dang-nhap?next=%2Fcua-toi"))
        answer = visitor.fill("/dang-nhap?next=%2Fcua-toi", {"signInName": "htx-vi-du-1", "password": PASSWORD})
        self.assertEqual((answer.status, answer.headers["location"]), (303, "/cua-toi"))
        told = answer.headers["set-cookie"]
        self.assertIn("; HttpOnly", told)
        self.assertIn("; SameSite=Strict", told)
        self.assertNotIn(visitor.cookie, answer.content.decode())
        answer = visitor.ask("GET", "/cua-toi")
        self.assertEqual((answer.status, answer.headers["cache-control"]), (200, "no-store"))
        page = answer.content.decode()
        for key, there in (("noodles", True), ("starch", True), ("tea", False)):
            self.assertEqual(PRODUCTS[key][0] in page, there, key)
        self.assertNotIn("<script", page)

    def test_a_session_that_is_over_is_nobodys_on_public_pages(self):
        visitor = self.producer()
        stale = visitor.cookie
        over = self.province.anybody().raw("DELETE", "/api/v1/sessions", None, {"Authorization": f"Bearer {stale}"})
        self.assertEqual(over.status, 200, over.content)
        product = f"/san-pham/{self.id('noodles')}"
        for path in ("/", product, f"{product}/hoi-mua", "/figures", "/figures/indicators", "/figures/funnel", "/diem-ban",
                     "/su-kien", "/verify", "/kiem-tra", "/open-data/"):
            with self.subTest(path=path):
                visitor.cookie = stale
                answer, open_to_all = visitor.ask("GET", path), self.visitor().ask("GET", path)
                self.assertEqual((answer.status, open_to_all.status), (200, 200))
                self.assertNotIn("set-cookie", open_to_all.headers)
                if "set-cookie" in answer.headers:  # the page had asked whose it is: the browser forgets it
                    self.assertIn("Max-Age=0", answer.headers["set-cookie"])
                    self.assertEqual(answer.headers["cache-control"], "no-store")
        for path in ("/figures/indicators", "/figures/funnel"):
            visitor.cookie = stale
            self.assertIn("/dang-nhap?next=", visitor.page(path)[1])  # as to anybody
            self.assertIsNone(visitor.cookie)
        for path in ("/cua-toi", "/cua-toi/hoi-mua"):
            visitor.cookie = stale
            answer = visitor.ask("GET", path)
            self.assertEqual((answer.status, answer.headers["location"].split("?")[0]), (303, "/dang-nhap"))
            self.assertIsNone(visitor.cookie)
        # A program's key that is over is not nobody's.
        answer = visitor.client.raw("GET", "/figures/indicators", None, {"Authorization": f"Bearer {stale}"})
        self.assertNotEqual(answer.status, 200)

    def test_another_sites_address_is_not_gone_to(self):
        for next_path in ("//example.org/", "https://example.org/", "/\\example.org", "\r\nSet-Cookie: a=b"):
            answer = self.visitor().post("/dang-nhap", [
                ("signInName", "htx-vi-du-1"), ("password", PASSWORD), ("_next", next_path)])
            if answer.status == 303:
                self.assertEqual(answer.headers["location"], "/cua-toi", next_path)

    def test_a_wrong_password_is_said_on_the_form(self):
        for language, words in (("vi", "Tên đăng nhập hoặc mật khẩu không đúng"), ("en", "The name or the password is wrong")):
            visitor = self.visitor(language)
            answer = visitor.fill("/dang-nhap", {"signInName": "htx-vi-du-1", "password": "sai"})
            page = answer.content.decode()
            self.assertEqual(answer.status, 403)
            self.assertIn('role="alert"', page)
            self.assertIsNone(visitor.cookie)
            fields = dict(Form(page).of("/dang-nhap")["fields"])
            self.assertEqual((fields["signInName"], fields["password"]), ("htx-vi-du-1", ""))
            self.assertIn(words, page)

    def test_another_sites_form_signs_nobody_in_or_out(self):
        visitor = self.visitor()
        answer = visitor.post("/dang-nhap", [("signInName", "htx-vi-du-1"), ("password", PASSWORD)], FOREIGN)
        self.assertEqual(answer.status, 403)
        self.assertIsNone(visitor.cookie)
        visitor = self.producer()
        self.assertEqual(visitor.post("/dang-xuat", [], FOREIGN).status, 403)
        self.assertEqual(visitor.page("/cua-toi")[0], 200)

    def test_who_signs_out_is_out(self):
        visitor = self.producer()
        secret = visitor.cookie
        self.assertEqual(visitor.post("/dang-xuat", []).status, 303)
        self.assertIsNone(visitor.cookie)
        visitor.cookie = secret
        self.assertEqual(visitor.ask("GET", "/cua-toi").status, 303)

    def test_an_account_without_products_is_told_so(self):
        self.province.operator().post("/api/v1/accounts", {
            "agencyId": "producers", "displayName": "Văn phòng Ví dụ", "signInName": "van-phong-vi-du", "password": PASSWORD,
            "grants": []})
        page = self.visitor().sign_in("van-phong-vi-du", PASSWORD).page("/cua-toi")[1]
        self.assertIn("chưa có sản phẩm nào", page)

    # --- describing

    def test_what_he_says_is_shown_with_the_prices_that_hold_today(self):
        producer = self.producer()
        path = f"/cua-toi/{self.id('noodles')}"
        self.assertIn(path, producer.page("/cua-toi")[1])
        answer = producer.fill(path, {
            "story": "Sợi dong làm tay <b>ở</b> Côn Minh.\r\nPhơi nắng ba ngày.", "seasonMonths": ["10", "11", "12", "1"],
            "availability": "AVAILABILITY_ON_ORDER",
            **self.prices(("Gói nhỏ", "65.000", "", ""), ("Gói nhỏ", "59.000", self.day(-30), self.day(-1)),
                          ("Gói lớn", "240 000", self.day(-3), self.day(4)), ("Gói lớn", "260000", self.day(5), ""))})
        self.assertEqual((answer.status, answer.headers["location"]), (303, f"{path}?saved=1"))
        self.assertIn("Đã lưu", producer.page(f"{path}?saved=1")[1])
        seen = self.shown("noodles")
        self.assertEqual(seen["seasonMonths"], [1, 10, 11, 12])
        self.assertEqual(seen["availability"], "AVAILABILITY_ON_ORDER")
        self.assertEqual([(size["name"], size["packaging"], size["priceDong"], size["priceUntil"]) for size in seen["sizes"]],
                         [("Gói nhỏ", "gói 250 g", "65000", ""), ("Gói lớn", "gói 1 kg", "240000", self.day(4))])
        self.assertEqual([price["current"] for price in seen["prices"]], [True, False, True, False])
        self.assertEqual(seen["priceDong"], "65000")
        page = self.page("noodles")
        for words, there in (("65.000 đ", True), ("240.000 đ", True), ("59.000", False), ("260.000", False),
                             ("Làm theo đơn đặt", True), ("&lt;b&gt;ở&lt;/b&gt; Côn Minh.\nPhơi", True)):
            self.assertEqual(words in page, there, words)
        self.assertIn("240,000 đ", self.page("noodles", "en"))
        form = dict(Form(producer.page(path)[1]).of(path)["fields"])
        self.assertEqual(form["story"], "Sợi dong làm tay <b>ở</b> Côn Minh.\nPhơi nắng ba ngày.")

    def test_a_form_that_is_sent_twice_has_one_effect(self):
        producer = self.producer()
        path = f"/cua-toi/{self.id('starch')}"
        fields = producer.filled(path, path, {"story": "Bột trắng mịn."})
        before = int(self.shown("starch")["version"])
        for _ in range(2):
            self.assertEqual(producer.post(path, fields).status, 303)
        self.assertEqual(int(self.shown("starch")["version"]), before + 1)
        changed = [(name, "Khác." if name == "story" else value) for name, value in fields]
        answer = producer.post(path, changed)
        self.assertEqual(answer.status, 409)
        # What was taken stays; the form comes with a new id and can be sent again.
        self.assertEqual(self.shown("starch")["story"], "Bột trắng mịn.")
        again = Form(answer.content.decode()).of(path)["fields"]
        self.assertNotEqual(dict(again)["_commandId"], dict(fields)["_commandId"])

    def test_what_is_refused_stands_beside_its_field_in_both_languages(self):
        path = f"/cua-toi/{self.id('noodles')}"
        for language, words in (("vi", "có trên lịch"), ("en", "A date must exist")):
            producer = self.producer(language=language)
            answer = producer.fill(path, {"story": "Giữ lại", **self.prices(
                ("Gói nhỏ", "65000", self.day(3), self.day(2)), ("Gói lớn", "hai trăm", "", ""))})
            page = answer.content.decode()
            self.assertIn("Giữ lại", page)
            self.assertNotEqual(answer.status, 303)
            faults = Form(page).faults
            self.assertEqual(list(faults), ["prices[1].priceDong"])
            answer = producer.fill(path, {"story": "Giữ lại", **self.prices(
                ("Gói nhỏ", "65000", self.day(3), self.day(2)), ("Gói lớn", "2000000000", "", ""))})
            faults = Form(answer.content.decode()).faults
            self.assertEqual(set(faults), {"prices[0].validUntil", "prices[1].priceDong"})
            self.assertIn(words, faults["prices[0].validUntil"])
        self.assertNotEqual(self.shown("noodles").get("story"), "Giữ lại")

    def test_the_api_names_what_it_refuses(self):
        path = f"/api/v1/listings/{self.id('noodles')}/story"
        for body, status, rule, field in (
            ({"prices": [{"size": "Gói vừa", "priceDong": "1"}]}, 400, "field-invalid", "prices[0].size"),
            ({"prices": [{"priceDong": "1", "validFrom": "2026-02-30"}]}, 400, "date-invalid", "prices[0].validFrom"),
            ({"prices": [{"priceDong": "1"}] * 60}, 400, "field-invalid", "prices"),
            ({"seasonMonths": [13]}, 400, "field-invalid", "seasonMonths"),
        ):
            self.assert_refused(lambda b=body: self.commune.send("PUT", path, b), status, rule, field)

    def test_nobody_describes_anothers_listing(self):
        stranger = self.producer(2)
        path = f"/cua-toi/{self.id('noodles')}"
        answer = stranger.fill(path, {"story": "Không phải của tôi"})
        self.assertEqual(answer.status, 403)
        self.assertNotEqual(self.shown("noodles").get("story"), "Không phải của tôi")
        # His commune may, for one who has no telephone.
        self.commune.put(f"/api/v1/listings/{self.id('tea')}/story", {"story": "Chè hái tay.", "priceDong": "80000"})
        self.assertIn("80.000 đ", self.page("tea"))

    def test_who_comes_late_sees_that_another_was_there(self):
        producer = self.producer()
        path = f"/cua-toi/{self.id('starch')}"
        fields = producer.filled(path, path, {"story": "Của chủ thể"})
        self.commune.put(f"/api/v1/listings/{self.id('starch')}/story", {"story": "Của xã"})
        self.assertEqual(producer.post(path, fields).status, 412)
        self.assertEqual(self.shown("starch")["story"], "Của xã")

    def test_other_certificates_are_shown_while_they_hold(self):
        producer = self.listing["tea"]["producerId"]
        for number, until, product in (("VG-01", self.day(60), self.id("tea")), ("VG-02", self.day(-1), ""), ("VG-03", "", "")):
            self.commune.post(f"/api/v1/producers/{producer}/certificates", {
                "productId": product, "kind": "HELD_CERTIFICATE_KIND_VIETGAP", "issuer": "Trung tâm Ví dụ", "number": number,
                "issuedOn": self.day(-400), "validUntil": until})
        self.wait_caught_up()
        self.assertEqual([one["number"] for one in self.shown("tea")["otherCertificates"]], ["VG-01", "VG-03"])
        page = self.page("tea")
        self.assertIn("VG-01", page)
        self.assertNotIn("VG-02", page)

    def test_its_place_is_on_a_map_of_ours(self):
        page = self.page("tea")
        self.assertRegex(page, r'<svg class="map"[^>]*aria-label="Vị trí: [^"]*Côn Minh')
        self.assertRegex(page, r'href="geo:\d+\.\d{4},10\d\.\d{4}"')
        self.assertNotRegex(page, r'(src|href)="https?://')
        self.assertLess(len(page.encode()), 60_000)
        self.assert_refused(lambda: self.province.anybody().send("GET", "/api/v1/market/provinces/00/map"), 422, "unit-unknown")

    # --- photos

    def photos(self, key):
        self.wait_caught_up()
        return [photo["photoId"] for photo in self.shown(key).get("photos", [])]

    def test_photos_from_a_telephone_are_shown_in_his_order_and_without_what_they_say_of_him(self):
        producer = self.producer()
        path = f"/cua-toi/{self.id('noodles')}"
        for side in (500, 300):
            form = Form(producer.page(path)[1]).of(f"{path}/anh")
            self.assertEqual(form["type"], "multipart/form-data")
            answer = producer.post_file(f"{path}/anh", form["fields"], "photo", "image/png", png(side, b"GPS 22.1 105.9"))
            self.assertEqual((answer.status, answer.headers["location"]), (303, f"{path}?saved=1"), answer.content)
        first, second = self.photos("noodles")
        page = self.page("noodles")
        self.assertLess(page.index(first), page.index(second))
        picture = self.visitor().ask("GET", f"/api/v1/product-photos/{first}")
        self.assertEqual((picture.status, picture.headers["content-type"]), (200, "image/jpeg"))
        self.assertEqual(picture.content[:2], b"\xff\xd8")
        self.assertNotIn(b"GPS", picture.content)
        # The same form again is the same photo.
        answer = producer.post_file(f"{path}/anh", form["fields"], "photo", "image/png", png(300, b"GPS 22.1 105.9"))
        self.assertEqual(len(self.photos("noodles")), 2, answer.content)
        up, away = [one for one in Form(producer.page(path)[1]).forms if one["action"] == f"{path}/anh/xep"][1:]
        self.assertEqual(producer.post(up["action"], up["fields"]).status, 303)
        self.assertEqual(self.photos("noodles"), [second, first])
        self.assertEqual(producer.post(away["action"], away["fields"]).status, 303)
        self.assertEqual(self.photos("noodles"), [first])
        self.assert_refused(lambda: self.province.anybody().send("GET", f"/api/v1/product-photos/{second}"), 404, "no-such-thing")
        # An old page takes away no photo that it did not show.
        [old] = [one for one in Form(producer.page(path)[1]).forms if one["action"] == f"{path}/anh/xep"]
        form = Form(producer.page(path)[1]).of(f"{path}/anh")
        producer.post_file(f"{path}/anh", form["fields"], "photo", "image/png", png(200))
        self.assertEqual(producer.post(old["action"], old["fields"]).status, 412)
        self.assertEqual(len(self.photos("noodles")), 2)

    def test_photos_that_are_none_or_too_many_are_refused_on_the_page(self):
        producer = self.producer()
        path = f"/cua-toi/{self.id('starch')}"
        send = lambda media_type, content: producer.post_file(  # noqa: E731
            f"{path}/anh", Form(producer.page(path)[1]).of(f"{path}/anh")["fields"], "photo", media_type, content)
        for media_type, content in (("application/pdf", b"%PDF-1.7 x"), ("image/png", b"%PDF-1.7 not a picture at all"), ("image/png", b"")):
            answer = send(media_type, content)
            self.assertIn(answer.status, (400, 415, 422), answer.content)
            self.assertIn('role="alert"', answer.content.decode())
        for _ in range(8):
            self.assertEqual(send("image/png", png(20)).status, 303)
        self.assertEqual(send("image/png", png(20)).status, 400)
        photos = self.photos("starch")
        self.assertEqual(len(photos), 8)
        path = f"/api/v1/products/{self.id('starch')}/photos"
        for asked in ([photos[0], photos[0]], [self.id("starch")]):
            self.assert_refused(lambda a=asked: self.commune.send("PUT", path, {"photoIds": a}), 400, "field-invalid")
        self.assert_refused(lambda: self.commune.send("POST", path, {}), 400, "field-missing", "uploadId")
        stranger = self.producer(2)
        answer = stranger.post_file(f"/cua-toi/{self.id('starch')}/anh", [], "photo", "image/png", png(20))
        self.assertEqual(answer.status, 403)
        answer = self.producer().post_file(f"/cua-toi/{self.id('starch')}/anh", [], "photo", "image/png", png(20), FOREIGN)
        self.assertEqual(answer.status, 403)
        self.commune.put(path, {"photoIds": []})
        self.assertEqual(self.photos("starch"), [])

    # --- potential

    def test_a_product_without_stars_may_be_shown_as_potential(self):
        office = self.province.office("ocop-agency")
        path = f"/api/v1/listings/{self.id('tea')}/potential"
        self.assert_refused(lambda: office.send("PUT", path, {"potential": True}), 409, "listing-certified", "potential")
        product = self.commune.post("/api/v1/products", {
            "producerId": self.listing["tea"]["producerId"], "name": "Chè hoa vàng Ví dụ", "setNo": 11, "rulebookCode": "26-2026"})["id"]
        self.wait_caught_up()
        producer = self.producer(2)
        listing = f"/cua-toi/{product}"
        answer = producer.fill(listing, {}, f"{listing}/tiem-nang")
        self.assertEqual(answer.status, 303)
        anybody = self.province.anybody()
        found = wait_for("it is found", lambda: anybody.get("/api/v1/listings?potentialOnly=true")["listings"])
        self.assertEqual([(one["listingId"], one.get("stars", 0), one["potential"]) for one in found], [(product, 0, True)])
        [facet] = [one for one in anybody.get("/api/v1/listings?facets=true")["facets"] if one["kind"] == "FACET_KIND_POTENTIAL"]
        self.assertEqual([(value["value"], value["count"]) for value in facet["values"]], [("true", "1")])
        page = self.visitor().page("/?potential=1")[1]
        self.assertIn("Sản phẩm tiềm năng", page)
        self.assertIn("Chè hoa vàng", page)
        self.assertNotIn(PRODUCTS["tea"][0], page)
        page = self.visitor().page(f"/san-pham/{found[0]['slug']}")[1]
        self.assertIn("Sản phẩm tiềm năng", page)
        self.assertNotIn('class="stars"', page)
        self.assertEqual(producer.fill(listing, {}, f"{listing}/tiem-nang").status, 303)
        wait_for("it is found no more", lambda: not anybody.get("/api/v1/listings?potentialOnly=true").get("listings"))


class WatchfulStack(Stack):
    """A market that notices a silence soon, and none where the machine is only busy."""

    def options(self, name):
        service, options = super().options(name)
        if service == "market":
            options["source-silent-ms"] = 5000
        return service, options


class SilenceTest(ListingsFlow):
    stack_class = WatchfulStack

    def as_of(self):
        return self.shown("noodles").get("asOf")

    def test_a_listing_whose_source_is_away_says_as_of_when(self):
        words = "Theo dữ liệu đến"
        for source in ("certification", "registration"):
            with self.subTest(source=source):
                wait_for("all is heard", lambda: self.as_of() is None and words not in self.page("noodles"))
                before = self.province.now()
                self.stack.kill(source)
                as_of = wait_for("the market notices", self.as_of)
                moment = datetime.datetime.fromisoformat(as_of)
                self.assertLess(abs(moment - before), datetime.timedelta(minutes=1))  # when it was heard last
                page = self.page("noodles")
                self.assertIn(words, page)
                self.assertIn(moment.astimezone(dates.VIETNAM).strftime("%H:%M"), page)
                self.assertIn("As of", self.page("noodles", "en"))
                # One that starts meanwhile has heard nothing: it knows what the last event said.
                self.stack.kill("market")
                self.stack.start("market")
                again = wait_for("the market is back and says so", self.as_of_or_away)
                self.assertLessEqual(datetime.datetime.fromisoformat(again), moment)
                self.stack.start(source)
                wait_for("it is heard again", lambda: self.as_of_or_away() is None and words not in self.page("noodles"))

    def as_of_or_away(self):
        answer = self.province.anybody().send("GET", f"/api/v1/listings/{self.id('noodles')}")
        return answer.body.get("asOf") if answer.status == 200 else False


class PricesEndTest(ListingsFlow):
    """A stack of its own, whose clock moves on."""

    def test_a_price_that_has_ended_is_shown_and_found_no_more(self):
        path = f"/listings/{self.id('starch')}"
        self.commune.put(f"/api/v1{path}/story", {"prices": [
            {"priceDong": "150000", "validFrom": self.day(-2), "validUntil": self.day(3)}]})
        anybody = self.province.anybody()

        def found():
            return [one["listingId"] for one in anybody.get("/api/v1/listings?priceBand=3").get("listings", [])]

        wait_for("it is found by its price", lambda: found() == [self.id("starch")])
        self.province.move_clock_to("clock/after-the-price", dates.days_later(self.province.today(), 4))
        self.assertEqual(self.shown("starch")["priceDong"], "0")
        self.assertNotIn("150.000", self.page("starch"))
        wait_for("it is found no more", lambda: found() == [])


if __name__ == "__main__":
    unittest.main()
