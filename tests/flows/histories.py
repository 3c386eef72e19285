"""Histories of a register, made up: what happened to producers, products and recognitions in seven
years, as events for write_events, and what is so on any day, computed here from the histories alone.

What a recognition is on a day is found by walking its life up to that day: the last thing that
happened to it says it. Nothing here knows how the market counts.
"""
import collections
import csv
import datetime
import random

FIRST, IMPORTED, LAST = datetime.date(2019, 11, 1), datetime.date(2025, 12, 1), datetime.date(2026, 11, 20)
FORMS = ["COOPERATIVE", "COOPERATIVE_GROUP", "ENTERPRISE", "FARM", "HOUSEHOLD", "ASSOCIATION", "UNKNOWN"]
# A sector of each set: which, does not matter here.
SECTORS = {number: ("I", "I", "II", "III", "IV", "V", "VI")[number % 7] for number in range(1, 27)}
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STATES = ("VALID", "EXPIRED", "REVOKED", "REPLACED", "SUSPENDED", "NOT_VERIFIED")
MEASURES = ("RECOGNITIONS", "PRODUCTS", "EXPIRING", "LAPSED", "RENEWED") + STATES
DIMENSIONS = ("STAR", "SECTOR", "SET", "COMMUNE", "PROVINCE", "FORMER_COMMUNE", "FORMER_DISTRICT",
              "FORMER_PROVINCE", "YEAR", "LEGAL_FORM")
UNKNOWN = "-"


def days(count):
    return datetime.timedelta(days=count)


def months_later(day, months):
    """The same day of a later month, or its last one."""
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


class Units:
    """Units in force and before, read from the files that the stack imports."""

    def __init__(self, folder):
        with open(folder / "communes.csv", newline="") as file:
            self.communes = {row["code"]: row["province_code"] for row in csv.DictReader(file)}
        with open(folder / "successors.csv", newline="") as file:
            self.former = [row for row in csv.DictReader(file)]
        self.by_today = collections.defaultdict(list)
        self.by_old = collections.defaultdict(set)
        for row in self.former:
            self.by_today[row["new_commune_code"]].append(row)
            self.by_old[row["old_commune_code"]].add(row["new_commune_code"])

    def abolished(self):
        """Codes of old communes that nothing in force bears, and that were not divided."""
        return [row for row in self.former if row["old_commune_code"]
                and row["old_commune_code"] not in self.communes and len(self.by_old[row["old_commune_code"]]) == 1]

    def today(self, place):
        code = place["communeCode"]
        if code in self.communes or not code:
            return code, self.communes.get(code, place["provinceCode"])
        [successor] = self.by_old[code]
        return successor, self.communes[successor]

    def before(self, place):
        """Commune, district and province until 2025: each level on which all fitting ones agree."""
        commune, province = self.today(place)
        if not province:
            return "", "", ""
        rows = self.by_today[commune] if commune else [
            row for row in self.former if row["new_province_code"] == province]
        wanted = {"old_commune": place["communeText"], "old_district": place["districtText"],
                  "old_province": place["provinceText"]}
        rows = [row for row in rows if all(not text or row[column] == text for column, text in wanted.items())]
        levels = ("old_commune_code", "old_district_code", "old_province_code")
        seen = [{row[level] for row in rows} for level in levels]
        return tuple(codes.copy().pop() if len(codes) == 1 else "" for codes in seen)


class Recognition:
    """One recognition, its life as a list of what happened when."""

    def __init__(self, code, product, star, decided, until, own_set):
        self.code, self.product, self.star = code, product, star
        self.decided, self.until = decided, until  # days; None: not known
        self.decided_text = decided.isoformat() if decided else ""
        self.own_set = own_set  # None: as its product's
        self.copy_of = None  # it has no mistake, that one had
        self.told_on = FIRST  # things happen to it later
        self.life = []
        self.is_mistaken = False

    def happened(self, day, what):
        self.life.append((day, what))

    def state(self, day):
        if self.decided and self.decided > day:
            return None
        now = "VALID"
        for when, what in sorted(self.whole_life(), key=lambda one: one[0]):
            if when is None or when <= day:
                now = what
        return now

    def whole_life(self):
        life = list(self.life)
        if self.copy_of:
            life = self.copy_of.held_up() + life
        over = {"REVOKED", "REPLACED"}
        if self.until and not any(what in over for when, what in life if when and when <= self.until):
            life.append((self.until + days(1), "EXPIRED"))
        if any(what == "NOT_VERIFIED" for _, what in life):
            life = [(datetime.date.min, "NOT_VERIFIED")] + [one for one in life if one[1] in over]
        return [(when or datetime.date.min, what) for when, what in life]

    def held_up(self):
        before = self.copy_of.held_up() if self.copy_of else []
        return before + [one for one in self.life if one[1] in ("SUSPENDED", "VALID")]


class Product:
    def __init__(self, product_id, producer, set_no, place):
        self.product_id, self.producer, self.set_no, self.place = product_id, producer, set_no, place
        self.merged_into = None
        self.is_registered = True


class Histories:
    """Everything, and the events that tell of it."""

    def __init__(self, seed, product_count, units):
        self.dice, self.units = random.Random(seed), units
        self.events = []
        self.producers = {}  # id -> form now
        self.products, self.recognitions = [], []
        self.abolished = units.abolished()
        self.make_producers(product_count // 2)
        for number in range(product_count):
            self.make_product(number)
        for product in self.products:
            self.live(product)
        self.change_things()
        self.merge_things()

    # --- telling

    def tell(self, source, kind, thing, on, body):
        if on <= LAST:
            self.events.append((on, len(self.events), {
                "source": source, "type": f"{source.partition('_')[0]}.v1.{kind}", "thing": thing, "version": 1,
                "on": on.isoformat(), "body": body}))

    def lines(self):
        """As each source tells them: by day, and of a day in their order."""
        return [event for _, _, event in sorted(self.events, key=lambda one: one[:2])]

    def day(self, first, last):
        return first + days(self.dice.randint(0, max(0, (last - first).days)))

    def chance(self, percent):
        return self.dice.random() * 100 < percent

    # --- producers and products

    def make_producers(self, count):
        for number in range(count):
            producer_id, form = f"producer_{number:05}", self.dice.choice(FORMS)
            self.producers[producer_id] = form
            self.tell("registration", "ProducerRegistered", producer_id, FIRST, {
                "producerId": producer_id, "name": f"Hợp tác xã ví dụ {number}", "legalForm": f"LEGAL_FORM_{form}"})

    def any_place(self):
        """A place as registers know it: by its code of today, by an old code, by all it was called,
        by parts of that, by its province, or not at all."""
        row = self.dice.choice(self.units.former)
        place = {"communeCode": row["new_commune_code"], "provinceCode": row["new_province_code"],
                 "communeText": "", "districtText": "", "provinceText": ""}
        kind = self.dice.randint(0, 19)
        if kind < 8:
            place.update(communeText=row["old_commune"], districtText=row["old_district"],
                         provinceText=row["old_province"])
        elif kind < 11:
            place.update(districtText=row["old_district"], provinceText=row["old_province"])
        elif kind < 14:
            old = self.dice.choice(self.abolished)
            place.update(communeCode=old["old_commune_code"], provinceCode=old["old_province_code"])
        elif kind < 15:
            place.update(communeCode="")
        elif kind < 16:
            place.update(communeCode="", provinceCode="")
        return place

    def product_body(self, product):
        return {"productId": product.product_id, "name": f"Chè ví dụ {product.product_id[-5:]}", "rulebookCode": "26-2026",
                "setNo": product.set_no, "sectorCode": SECTORS[product.set_no], "place": product.place}

    def make_product(self, number):
        product = Product(f"product_{number:05}", self.dice.choice(list(self.producers)), self.dice.randint(1, 26),
                          self.any_place())
        self.products.append(product)
        if self.chance(0.5):  # certification knows of it, registration has told nothing
            product.is_registered = False
            product.place = {**product.place, "communeText": "", "districtText": "", "provinceText": ""}
            return
        self.tell("registration", "ProductRegistered", product.product_id, FIRST, {
            **self.product_body(product), "producerId": product.producer, "producerName": "Hợp tác xã ví dụ"})

    # --- recognitions

    def new_recognition(self, product, star, decided, until, own_set):
        code, number = "", len(self.recognitions)
        for _ in range(10):
            code, number = CODE_LETTERS[number % 32] + code, number // 32
        recognition = Recognition(code, product, star, decided, until, own_set)
        self.recognitions.append(recognition)
        return recognition

    def certificate(self, recognition, state="VALID", **more):
        product, own = recognition.product, recognition.own_set
        return {"certificate": {
            "code": recognition.code, "officialNumber": f"{recognition.code}/GCN", "state": f"CERTIFICATE_STATE_{state}",
            "star": recognition.star, "productId": product.product_id, "productName": "Chè ví dụ",
            "producerId": product.producer, "communeCode": product.place["communeCode"],
            "provinceCode": product.place["provinceCode"], "decidedOn": recognition.decided_text,
            "validFrom": recognition.decided.isoformat() if recognition.decided else "",
            "validUntil": recognition.until.isoformat() if recognition.until else "",
            "setNo": own or 0, "sectorCode": SECTORS[own] if own else "", **more}}

    def issue(self, product, star, decided, until=None, **more):
        until = until or months_later(decided, 36) - days(1)
        recognition = self.new_recognition(product, star, decided, until, product.set_no)
        self.tell("certification", "CertificateIssued", recognition.code, min(decided + days(self.dice.randint(0, 5)), LAST),
                  self.certificate(recognition, **more))
        return recognition

    def live(self, product):
        if self.chance(8):
            return  # never recognised
        if self.chance(35):
            recognition = self.come_from_old_register(product)
        else:
            recognition = self.issue(product, self.star(), self.day(FIRST, LAST))
        while recognition:
            recognition = self.go_on(recognition)

    def star(self):
        return self.dice.choice((3, 3, 3, 3, 3, 4, 4, 5))

    def come_from_old_register(self, product):
        """One or two rows of an old register; the one that is in force or was last, if one was."""
        kind = self.dice.randint(0, 9)
        decided = self.day(FIRST, datetime.date(2025, 6, 30))
        if kind < 3:  # not enough is known
            recognition = self.new_recognition(product, self.dice.choice((0, 3, 4)), None, None, None)
            if self.chance(60):
                recognition.decided, recognition.decided_text = self.vague(decided)
            recognition.happened(None, "NOT_VERIFIED")
            self.tell("certification", "RecognitionRecorded", recognition.code, IMPORTED, self.certificate(
                recognition, "NOT_VERIFIED", validFrom="", legacy=True))
            if self.chance(10):
                self.revoke(recognition, self.day(IMPORTED, LAST))
            elif self.chance(30):
                return self.issue(product, self.star(), self.day(IMPORTED, LAST))
            return None
        recognition = self.record(product, decided)
        if kind == 3 and recognition.until >= IMPORTED:  # a row that runs longer takes its place
            longer = self.record(product, self.day(decided, datetime.date(2025, 6, 30)))
            self.replace(recognition, longer, "REGISTER", IMPORTED)
            return longer
        return recognition

    @staticmethod
    def vague(day):
        """Only the month or year is known: it counts from the first day of that."""
        if day.day % 2:
            return day.replace(day=1), day.isoformat()[:7]
        return day.replace(month=1, day=1), day.isoformat()[:4]

    def record(self, product, decided):
        until = months_later(decided, 36)
        recognition = self.new_recognition(product, self.star(), decided, until, None)
        state = "VALID" if until >= IMPORTED else "EXPIRED"
        recognition.told_on = IMPORTED
        self.tell("certification", "RecognitionRecorded", recognition.code, IMPORTED,
                  self.certificate(recognition, state, legacy=True))
        return recognition

    def replace(self, recognition, by, kind, on):
        recognition.is_mistaken = kind == "CORRECTION"
        recognition.happened(by.decided, "REPLACED")
        self.tell("certification", "CertificateReplaced", recognition.code, on, {
            "code": recognition.code, "productId": recognition.product.product_id, "replacedByCode": by.code,
            "kind": f"REPLACEMENT_KIND_{kind}", "reason": "ví dụ"})

    def revoke(self, recognition, on):
        recognition.happened(on, "REVOKED")
        self.tell("certification", "CertificateRevoked", recognition.code, min(on + days(2), LAST), {
            "code": recognition.code, "productId": recognition.product.product_id, "revokedOn": on.isoformat()})

    def told_since(self, recognition):
        """From when things can happen to it."""
        return max(recognition.decided + days(6), recognition.told_on + days(1))

    def go_on(self, recognition):
        """What becomes of one in force; the next recognition of its product, or None."""
        since = self.told_since(recognition)
        if recognition.until < since:
            return self.lapse(recognition)
        if since >= LAST:
            return None
        if self.chance(8) and not self.suspend(recognition, since):
            return None
        fate = self.dice.randint(0, 99)
        if fate < 7:
            self.correct(recognition, since)
            return self.recognitions[-1]
        if fate < 14:
            since = max([since] + [when + days(1) for when, _ in recognition.life if when])
            if since <= min(recognition.until, LAST):
                self.revoke(recognition, self.day(since, min(recognition.until, LAST)))
                return None
        if fate < 25:
            return self.renew(recognition, self.day(since, recognition.until), ("UPGRADE",))
        if fate < 30:
            self.extend(recognition, since)
        if fate < 60:
            return self.renew(recognition, self.day(max(since, recognition.until - days(120)), recognition.until),
                              ("RENEWAL", "RENEWAL_UP", "RENEWAL_DOWN"))
        return self.lapse(recognition)

    def lapse(self, recognition):
        self.tell("certification", "CertificateExpired", recognition.code,
                  max(recognition.until + days(1), self.told_since(recognition)), {
                      "code": recognition.code, "productId": recognition.product.product_id,
                      "validUntil": recognition.until.isoformat()})
        again = recognition.until + days(self.dice.randint(10, 500))
        if self.chance(40) and self.told_since(recognition) < again <= LAST:
            return self.issue(recognition.product, self.star(), again)
        return None

    def quiet_since(self, recognition):
        return max([FIRST] + [when for when, _ in recognition.life if when])

    def renew(self, recognition, decided, kinds):
        if decided > LAST or decided <= self.quiet_since(recognition):
            return None
        kind = self.dice.choice(kinds)
        star = {"UPGRADE": 5, "RENEWAL": recognition.star, "RENEWAL_UP": 4, "RENEWAL_DOWN": 3}[kind]
        # What is replaced is told first, as certification does: the next is not known by then.
        at = len(self.events)
        following = self.issue(recognition.product, star, decided)
        issued = self.events[at:]
        del self.events[at:]
        self.replace(recognition, following, kind, issued[0][0])
        self.events += [(on, len(self.events), event) for on, _, event in issued]
        return following

    def correct(self, recognition, since):
        on = min(since + days(self.dice.randint(100, 160)), LAST)
        if on > recognition.until or on <= self.quiet_since(recognition):
            return
        copy = self.new_recognition(recognition.product, recognition.star, recognition.decided, recognition.until,
                                    recognition.own_set)
        copy.copy_of, copy.told_on = recognition, on
        self.replace(recognition, copy, "CORRECTION", on)
        self.tell("certification", "CertificateIssued", copy.code, on, self.certificate(
            copy, correctsCode=recognition.code))

    def extend(self, recognition, since):
        on, told_until = recognition.until - days(5), recognition.until
        if on <= max(since, self.quiet_since(recognition)) or on > LAST:
            return
        recognition.until += days(self.dice.randint(20, 180))
        self.tell("certification", "CertificateExtended", recognition.code, on, {
            "code": recognition.code, "productId": recognition.product.product_id,
            "validUntil": told_until.isoformat(), "extendedUntil": recognition.until.isoformat()})

    def suspend(self, recognition, since):
        """False when it stays suspended to its end."""
        on = self.day(since, since + days(60))
        back = on + days(self.dice.randint(0, 90))
        if back >= min(recognition.until, LAST):
            return True
        body = {"code": recognition.code, "productId": recognition.product.product_id}
        recognition.happened(on, "SUSPENDED")
        self.tell("certification", "CertificateSuspended", recognition.code, on, {
            **body, "suspension": {"suspendedOn": on.isoformat()}})
        if self.chance(15):
            return False
        recognition.happened(back, "VALID")
        self.tell("certification", "CertificateReinstated", recognition.code, back, {
            **body, "reinstatedOn": back.isoformat()})
        return True

    # --- what changes around them

    def change_things(self):
        registered = [product for product in self.products if product.is_registered]
        for product in self.dice.sample(registered, len(registered) // 20):
            product.producer = self.dice.choice(list(self.producers))
            self.tell("registration", "ProductTransferred", product.product_id, self.day(FIRST, LAST), {
                "productId": product.product_id, "producerId": product.producer, "producerName": "Hợp tác xã khác"})
        for product in self.dice.sample(registered, len(registered) // 20):
            product.set_no, product.place = self.dice.randint(1, 26), self.any_place()
            self.tell("registration", "ProductChanged", product.product_id, self.day(FIRST, LAST),
                      self.product_body(product))
        for producer_id in self.dice.sample(list(self.producers), len(self.producers) // 20):
            form = self.producers[producer_id] = self.dice.choice(FORMS)
            self.tell("registration", "ProducerChanged", producer_id, self.day(FIRST, LAST), {
                "producerId": producer_id, "name": "Hợp tác xã đổi tên", "legalForm": f"LEGAL_FORM_{form}"})

    def merge_things(self):
        """Pairs and chains of registrations of one product; some are undone."""
        registered = [product for product in self.products if product.is_registered]
        chosen = self.dice.sample(registered, 3 * (len(registered) // 60))
        for number in range(0, len(chosen), 3):
            first, second, third = chosen[number:number + 3]
            on = self.day(FIRST, LAST - days(60))
            self.merge(first, second, on)
            if self.chance(50):
                self.merge(second, third, on + days(10))
            if self.chance(30):
                first.merged_into = None
                self.tell("registration", "MergeUndone", first.product_id, on + days(20), {
                    "keptId": second.product_id, "mergedId": first.product_id, "mergeId": "merge"})

    def merge(self, product, into, on):
        product.merged_into = into
        self.tell("registration", "ProductsMerged", product.product_id, on, {
            "productId": into.product_id, "mergedProductId": product.product_id, "mergeId": "merge"})

    # --- what is so

    @staticmethod
    def standing(product):
        while product.merged_into:
            product = product.merged_into
        return product

    def lines_of(self, recognition):
        """Where it counts, by every dimension."""
        product = self.standing(recognition.product)
        commune, province = self.units.today(product.place)
        former = self.units.before(product.place)
        set_no = recognition.own_set or (product.set_no if product.is_registered else 0)
        form = self.producers[product.producer] if product.is_registered else "UNKNOWN"
        told = {
            "STAR": str(recognition.star or ""), "SECTOR": SECTORS.get(set_no, ""), "SET": f"{set_no:02}" if set_no else "",
            "COMMUNE": commune, "PROVINCE": province, "FORMER_COMMUNE": former[0], "FORMER_DISTRICT": former[1],
            "FORMER_PROVINCE": former[2], "YEAR": str(recognition.decided.year) if recognition.decided else "",
            "LEGAL_FORM": "" if form == "UNKNOWN" else form}
        return {by: line or UNKNOWN for by, line in told.items()}

    def facts(self):
        """Of every recognition that counts: itself, its lines, and when its product's next one came."""
        by_product = collections.defaultdict(list)
        for recognition in self.recognitions:
            if not recognition.is_mistaken:
                by_product[self.standing(recognition.product).product_id].append(recognition)
        facts = []
        for family in by_product.values():
            family.sort(key=lambda one: (one.decided or datetime.date.min, one.code))
            for recognition, following in zip(family, family[1:] + [None]):
                next_day = following.decided or datetime.date.min if following else datetime.date.max
                facts.append((recognition, self.lines_of(recognition), next_day))
        return facts

    @staticmethod
    def measures_of(recognition, next_day, day, expiring_until):
        """Every measure that counts it on a day."""
        state = recognition.state(day)
        if state is None:
            return set()
        measures = {"RECOGNITIONS", state, "RENEWED" if next_day <= day else "PRODUCTS"}
        if state == "VALID" and recognition.until and recognition.until <= expiring_until:
            measures.add("EXPIRING")
        if state == "EXPIRED" and next_day > day:
            measures.add("LAPSED")
        return measures
