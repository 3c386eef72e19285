"""What search engines are told to read: robots.txt names the sitemap, its parts have every page of the market once and
no page that is not there, with the day of its last change.
"""
import datetime
import re
import unittest
import xml.etree.ElementTree

from flow import Flow, wait_for
from province import dates
from recognitions import certificates_of_register, conclusion_paper

ROWS = 2100  # more than a piece, which is 2,000
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class SitemapTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        certificates_of_register(cls, ROWS)
        cls.paper = conclusion_paper(cls)

    def raw(self, path):
        return self.province.anybody().raw("GET", path, None, {})

    def read(self, path):
        answer = self.raw(path)
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/xml; charset=utf-8"), path)
        return xml.etree.ElementTree.fromstring(answer.content)

    def parts(self):
        robots = self.raw("/robots.txt").content.decode()
        [index] = re.findall(r"^Sitemap: (.*)$", robots, re.M)
        self.assertEqual(index, f"{self.stack.url}/sitemap.xml")
        self.assertIn("Disallow: /s/", robots)
        tree = self.read(index.removeprefix(self.stack.url))
        self.assertEqual(tree.tag, f"{{{NAMES['s']}}}sitemapindex")
        self.changed = {node.find("s:loc", NAMES).text.removeprefix(self.stack.url): node.findtext("s:lastmod", None, NAMES)
                        for node in tree.findall("s:sitemap", NAMES)}
        return list(self.changed)

    def pages(self):
        """Address to last change, of the products' parts."""
        found = {}
        for part in self.parts()[1:]:
            urls = self.read(part).findall("s:url", NAMES)
            self.assertLessEqual(len(urls), 50_000)
            for url in urls:
                address = url.find("s:loc", NAMES).text
                self.assertNotIn(address, found)
                found[address] = url.find("s:lastmod", NAMES).text
        return found

    @staticmethod
    def day(moment):
        """In Vietnam."""
        return str((datetime.datetime.fromisoformat(moment) + datetime.timedelta(hours=7)).date())

    def test_every_page_is_named_once(self):
        own, first = self.parts()
        self.assertEqual(first, "/sitemap/1.xml")
        for node in self.read(own).findall("s:url/s:loc", NAMES):
            self.assertEqual(self.raw(node.text.removeprefix(self.stack.url)).status, 200, node.text)
        listings = self.province.pages(self.province.anybody(), "/listings", "listings")
        pages = self.pages()
        self.assertEqual(len(listings), ROWS)
        self.assertEqual(set(pages), {f"{self.stack.url}/san-pham/{one['slug']}" for one in listings})
        self.assertEqual(set(pages.values()), {str(self.province.today())})
        self.assertEqual(self.raw(next(iter(pages)).removeprefix(self.stack.url)).status, 200)
        # The own pages show what is so when they are asked for; the market's last changed with a product of theirs.
        self.assertEqual((self.changed[own], self.day(self.changed[first])), (None, str(self.province.today())))
        self.assertEqual(self.province.anybody().raw("HEAD", first, None, {}).status, 200)
        for path in ("/sitemap/0.xml", "/sitemap/x.xml", "/sitemap/999999.xml"):
            self.assertEqual(self.raw(path).status, 404, path)
        self.assertEqual(len(self.read("/sitemap/2.xml").findall("s:url", NAMES)), 0)
        evil = self.province.anybody().raw("GET", "/sitemap.xml", None, {"Host": "x<y"})
        self.assertEqual(evil.status, 400)

    def test_merged_ones_are_not_in_it(self):
        agency, before = self.province.office("ocop-agency"), self.pages()
        unchanged, day = self.changed["/sitemap/1.xml"], self.province.today()
        self.province.move_clock_to("clock/the-day-after", dates.days_later(day, 1))
        self.pages()
        self.assertEqual(self.changed["/sitemap/1.xml"], unchanged)  # a day alone changes no page
        one, other = self.province.pages(self.province.anybody(), "/listings?q=Mien+dong", "listings")[:2]
        self.province.office("chairman").post(f"/api/v1/certificates/{other['certificateCode']}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Trình diễn", "paperId": self.paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())})
        self.wait_caught_up()
        agency.post(f"/api/v1/products/{one['listingId']}/merge", {"mergedProductId": other["listingId"], "reason": "Ví dụ"})
        gone = f"{self.stack.url}/san-pham/{other['slug']}"
        after = wait_for("it has left the sitemap", lambda: (lambda now: now if gone not in now else None)(self.pages()))
        self.assertEqual(set(before) - set(after), {gone})
        self.assertEqual(self.day(self.changed["/sitemap/1.xml"]), str(self.province.today()))
        self.assertGreater(self.province.today(), day)


if __name__ == "__main__":
    unittest.main()
