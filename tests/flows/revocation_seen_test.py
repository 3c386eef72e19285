"""From a revocation's commit to the listing without its badge and the public answer "revoked", at rest and under load.

How long it takes is printed; on a machine at rest it is less than a second.
"""
import sys
import threading
import time
import unittest

from flow import Flow, wait_for
from recognitions import certificates_of_register, conclusion_paper

AT_REST, UNDER_LOAD, READERS = 10, 10, 8


class RevocationSeenTest(Flow):
    @classmethod
    def prepare(cls):
        cls.add_offices()
        codes = certificates_of_register(cls, AT_REST + UNDER_LOAD)
        cls.certificates = [cls.province.get(cls.province.anybody(), f"/certificates/{code}") for code in codes]
        cls.paper = conclusion_paper(cls)
        for certificate in cls.certificates:
            wait_for("it is listed with its badge", lambda one=certificate: cls.listing(one)["badge"] == "BADGE_STATE_VALID")

    @classmethod
    def listing(cls, certificate, client=None):
        return (client or cls.province.anybody()).get(f"/api/v1/listings/{certificate['productId']}")

    def revoke(self, certificate):
        """By the chairman; the moment when it was answered, which is after the commit."""
        self.province.office("chairman").post(f"/api/v1/certificates/{certificate['code']}/revoke", {
            "groundCode": "c", "decisionNumber": "0002/QĐ-Ví dụ", "reason": "Trình diễn", "paperId": self.paper,
            "conclusionNumber": "01/KL-Ví dụ", "concludedOn": str(self.province.today())})
        return time.monotonic()

    def seen_ms(self, certificate):
        """How long until both say so; the page of the market is asked too, which may be cached for a second."""
        since, anybody, seen = self.revoke(certificate), self.province.anybody(), {}

        def both():
            listing = self.listing(certificate)
            if listing["badge"] == "BADGE_STATE_REVOKED" and not listing.get("stars", 0):
                seen.setdefault("listing", time.monotonic())
            if anybody.get(f"/api/v1/verify/{certificate['code']}")["certificate"]["state"] == "CERTIFICATE_STATE_REVOKED":
                seen.setdefault("answer", time.monotonic())
            return len(seen) == 2

        wait_for("listing and answer say revoked", both)
        return (max(seen.values()) - since) * 1000

    def tell(self, when, samples):
        samples = sorted(samples)
        print(f"revocation_seen_{when} median {samples[len(samples) // 2]:.0f} ms, longest {samples[-1]:.0f} ms", file=sys.stderr)

    def test_at_rest_it_is_seen(self):
        self.tell("at_rest", [self.seen_ms(certificate) for certificate in self.certificates[:AT_REST]])

    def test_under_load_it_is_seen_too(self):
        """While others ask as fast as they are answered."""
        stop, answered = threading.Event(), [0] * READERS

        def read(number):
            client = type(self.province.anybody())(self.stack.port)
            while not stop.is_set():
                certificate = self.certificates[(number + answered[number]) % len(self.certificates)]
                self.listing(certificate, client)
                client.get(f"/api/v1/verify/{certificate['code']}")
                answered[number] += 2
            client.close()

        readers = [threading.Thread(target=read, args=(number,)) for number in range(READERS)]
        began = time.monotonic()
        for reader in readers:
            reader.start()
        try:
            samples = [self.seen_ms(certificate) for certificate in self.certificates[AT_REST:]]
        finally:
            stop.set()
            for reader in readers:
                reader.join()
        self.tell(f"under_{sum(answered) / (time.monotonic() - began):.0f}_answers_a_second", samples)


if __name__ == "__main__":
    unittest.main()
