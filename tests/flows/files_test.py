"""Files in and out with real daemons: large ones over a line that breaks, daemons that die meanwhile,
the same file twice, parts of files, photos and their small pictures."""
import base64
import contextlib
import datetime
import email.utils
import hashlib
import http.client
import random
import socket
import struct
import threading
import time
import unittest

from flow import LIMIT_S, Flow, wait_for
from province import dossiers, job, papers

RESUMABLE = dossiers.RESUMABLE
BYTES = {**RESUMABLE, "Content-Type": "application/offset+octet-stream"}
SENT_AT_ONCE = 256 * 1024


class Film:
    """A file of any size that is kept nowhere: a film whose pictures are made anew from a seed."""

    HEAD = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + struct.pack(">I4s", 1, b"mdat")
    PIECE = 1024 * 1024

    def __init__(self, size, seed):
        self.size, self.seed = size, seed

    def piece(self, number):
        noise = random.Random(f"{self.seed}/{number}").randbytes(self.PIECE)
        return self.HEAD + noise[len(self.HEAD):] if number == 0 else noise

    def read(self, begin, end):
        """Bytes begin to end, in pieces."""
        while begin < min(end, self.size):
            number, at = divmod(begin, self.PIECE)
            piece = self.piece(number)[at:min(self.PIECE, end - number * self.PIECE, self.size - number * self.PIECE)]
            yield piece
            begin += len(piece)

    def bytes(self, begin, end):
        return b"".join(self.read(begin, end))

    def sha256(self):
        digest = hashlib.sha256()
        for piece in self.read(0, self.size):
            digest.update(piece)
        return digest.hexdigest()


class Line:
    """A connection that sends a PATCH of the rest of a file and breaks where it is told to."""

    def __init__(self, client, path, offset, length):
        self.socket = socket.create_connection((client.host, client.port), timeout=LIMIT_S)
        head = {**BYTES, "Host": "localhost", "Authorization": f"Bearer {client.secret}",
                "Upload-Offset": str(offset), "Content-Length": str(length)}
        lines = [f"PATCH {path} HTTP/1.1"] + [f"{name}: {value}" for name, value in head.items()]
        self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n")

    def send(self, pieces):
        for piece in pieces:
            for at in range(0, len(piece), SENT_AT_ONCE):
                self.socket.sendall(piece[at:at + SENT_AT_ONCE])

    def leave(self, abruptly=False):
        if abruptly:  # what is still on its way is lost
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def answer(self):
        answer = http.client.HTTPResponse(self.socket, method="PATCH")
        try:
            answer.begin()
            answer.read()
        finally:
            answer.close()
            self.socket.close()
        return answer


class FilesTest(Flow):
    """A producer with an empty dossier."""

    @classmethod
    def prepare(cls):
        province = cls.province
        cls.keep_rounds("first")
        job.begin(province)
        cls.add_offices()
        [cls.product] = province.plan["products"]
        dossiers.register(province, cls.product)
        cls.producer = province.office(cls.product["sign_in_name"])
        cls.dossier = cls.producer.post("/api/v1/dossiers", {
            "productId": province.journal[f"product/{cls.product['key']}"]["id"], "kind": "DOSSIER_KIND_FIRST",
            "rulebookCode": "26-2026", "setNo": cls.product["set_no"]})["id"]
        cls.files = cls.stack.data / "registration" / "files"
        cls.uploads = cls.stack.data / "registration" / "uploads"

    def raw(self, method, path, content=None, headers=None):
        return self.producer.raw(method, path, content, headers)

    def begin(self, name, size, content=b"", **headers):
        metadata = "filename " + base64.b64encode(name.encode()).decode()
        answer = self.raw("POST", "/api/v1/uploads", content, {
            **RESUMABLE, "Upload-Length": str(size), "Upload-Metadata": metadata, **headers})
        self.assertEqual(answer.status, 201, answer.content)
        return answer

    def offset(self, path):
        answer = self.raw("HEAD", path, None, RESUMABLE)
        self.assertEqual(answer.status, 200)
        return int(answer.headers["upload-offset"])

    def attach(self, path, name="tệp"):
        return self.producer.post(f"/api/v1/dossiers/{self.dossier}/evidence", {
            "evidenceType": "EV_BIZ", "name": name, "uploadId": path.rsplit("/", 1)[-1]})["id"]

    def send_whole(self, name, content):
        path = self.begin(name, len(content)).headers["location"]
        answer = self.raw("PATCH", path, content, {**BYTES, "Upload-Offset": "0"})
        self.assertEqual((answer.status, answer.headers["upload-offset"]), (204, str(len(content))), answer.content)
        return path

    def evidence(self, evidence_id):
        shown = self.producer.get(f"/api/v1/dossiers/{self.dossier}")["evidence"]
        return next(one for one in shown if one["evidenceId"] == evidence_id)

    def file_path(self, evidence_id):
        return f"/api/v1/dossiers/{self.dossier}/evidence/{evidence_id}"

    def send_rest(self, path, film):
        """Resumes as a client of tus does, until all is there."""
        until = time.monotonic() + LIMIT_S
        while (offset := self.offset(path)) < film.size and time.monotonic() < until:
            line = Line(self.producer, path, offset, film.size - offset)
            with contextlib.suppress(ConnectionError):
                line.send(film.read(offset, film.size))
                # 409: the line before is still being written down.
                self.assertIn(line.answer().status, (204, 409))
        self.assertEqual(self.offset(path), film.size)

    def send_until(self, path, film, cut):
        """Announces the whole rest and sends it up to the cut."""
        offset = self.offset(path)
        line = Line(self.producer, path, offset, film.size - offset)
        with contextlib.suppress(ConnectionError):
            line.send(film.read(offset, cut))
        return line

    def leave_at(self, path, film, cut):
        """The connection ends; all that was sent has come, and is kept."""
        self.send_until(path, film, cut).leave()
        wait_for("what was sent is kept", lambda: self.offset(path) == cut)

    def break_at(self, path, film, cut):
        """The line breaks, with what was on its way."""
        self.send_until(path, film, cut).leave(abruptly=True)

    def end_at(self, path, film, cut):
        """Says that no more comes, and hears what became of it. While what came before a break is
        still being written down, the upload stands elsewhere than it was told: asked again."""
        def ended():
            line = self.send_until(path, film, cut)
            try:
                line.socket.shutdown(socket.SHUT_WR)
                status = line.answer().status
            except (OSError, http.client.HTTPException):  # refused, and the line gone, before all was sent
                line.leave()
                return False
            self.assertIn(status, (400, 409))
            return status == 400

        wait_for("the end is heard of", ended)
        self.assertEqual(self.offset(path), cut)

    def download_sha256(self, evidence_id):
        connection = http.client.HTTPConnection(self.producer.host, self.producer.port, timeout=LIMIT_S)
        connection.request("GET", self.file_path(evidence_id), headers={"Authorization": f"Bearer {self.producer.secret}"})
        answer = connection.getresponse()
        self.assertEqual(answer.status, 200)
        digest, size = hashlib.sha256(), 0
        while piece := answer.read(SENT_AT_ONCE):
            digest.update(piece)
            size += len(piece)
        connection.close()
        return digest.hexdigest(), size

    def stored_bytes(self):
        """What the files and uploads take on the disk: blocks, each inode once."""
        found = {}
        for folder in (self.files, self.uploads):
            for path in folder.rglob("*"):
                status = path.stat()
                found[status.st_ino] = status.st_blocks * 512
        return sum(found.values())

    # --- large files over bad lines

    def test_200_mb_cut_ten_times_come_back_the_same_and_are_kept_once(self):
        film = Film(200 * 1000 * 1000, "film")
        sha256 = film.sha256()
        chance = random.Random("cuts")
        cuts = sorted(chance.sample(range(1, film.size), 10))
        path = self.begin("phim.mp4", film.size).headers["location"]
        for number, cut in enumerate(cuts):
            (self.leave_at, self.break_at, self.end_at)[number % 3](path, film, cut)
        self.send_rest(path, film)
        evidence_id = self.attach(path)
        self.assertEqual(self.evidence(evidence_id)["sha256"], sha256)
        self.assertEqual(self.download_sha256(evidence_id), (sha256, film.size))

        for _ in range(20):
            begin = chance.randrange(film.size)
            last = min(begin + chance.randrange(3 * 512 * 1024), film.size - 1)
            answer = self.raw("GET", self.file_path(evidence_id), None, {"Range": f"bytes={begin}-{last}"})
            self.assertEqual(answer.status, 206)
            self.assertEqual(answer.headers["content-range"], f"bytes {begin}-{last}/{film.size}")
            self.assertEqual(answer.content, film.bytes(begin, last + 1))

        before = self.stored_bytes()
        again = self.begin("phim khác.mp4", film.size).headers["location"]
        self.send_rest(again, film)
        self.assertGreater(self.stored_bytes(), before + film.size // 2)  # until it is known to be the same
        self.attach(again)
        self.assertLess(self.stored_bytes() - before, 1024 * 1024)
        stored = (self.files / sha256[:2] / sha256[2:]).stat()
        for one in (path, again):
            self.assertEqual((self.uploads / f"{one.rsplit('/', 1)[-1]}.part").stat().st_ino, stored.st_ino)

    def upload_while(self, name, die):
        """Sends 64 MB in one PATCH; once some of it is acknowledged, die(). What was acknowledged
        must be there afterwards, and the rest goes on from where it stands."""
        film = Film(64 * 1000 * 1000, name)
        path = self.begin(f"{name}.mp4", film.size).headers["location"]

        def send():
            line = Line(self.producer, path, 0, film.size)
            with contextlib.suppress(ConnectionError, http.client.HTTPException):
                line.send(film.read(0, film.size))
                line.answer()
            line.leave()

        sender = threading.Thread(target=send)
        sender.start()
        acknowledged = wait_for("some pieces", lambda: self.offset(path))
        die()
        sender.join()
        self.stack.wait_ready()
        self.assertGreaterEqual(self.offset(path), acknowledged)
        self.send_rest(path, film)
        evidence_id = self.attach(path)
        self.assertEqual(self.download_sha256(evidence_id), (film.sha256(), film.size))

    def die_of(self, name):
        self.stack.kill(name)
        self.stack.start(name)
        self.producer.close()

    def test_registration_dies_in_the_middle_and_nothing_is_lost(self):
        self.upload_while("registration", lambda: self.die_of("registration"))

    def test_the_gateway_dies_in_the_middle_and_nothing_is_lost(self):
        self.upload_while("gateway", lambda: self.die_of("gateway"))

    # --- tus, beyond its core

    def test_an_upload_may_begin_with_bytes(self):
        content = papers.pdf("begun with bytes")
        answer = self.begin("a.pdf", len(content), content[:100], **{"Content-Type": BYTES["Content-Type"]})
        self.assertEqual(answer.headers["upload-offset"], "100")
        path = answer.headers["location"]
        answer = self.raw("PATCH", path, content[100:], {**BYTES, "Upload-Offset": "100"})
        self.assertEqual((answer.status, answer.headers["upload-offset"]), (204, str(len(content))))
        self.assertEqual(self.evidence(self.attach(path))["pageCount"], 1)
        metadata = "filename " + base64.b64encode(b"a.pdf").decode()
        refused = self.raw("POST", "/api/v1/uploads", b"x", {
            **RESUMABLE, "Upload-Length": "10", "Upload-Metadata": metadata, "Content-Type": "text/plain"})
        self.assertEqual((refused.status, refused.body["type"]), (415, "/problems/media-type"))

    def test_what_tus_demands_of_answers(self):
        path = self.begin("a.pdf", 10).headers["location"]
        shown = self.raw("HEAD", path, None, RESUMABLE)
        self.assertEqual(shown.headers["cache-control"], "no-store")
        self.assertEqual(shown.headers["upload-length"], "10")
        self.assertEqual(shown.headers["upload-metadata"], "filename " + base64.b64encode(b"a.pdf").decode())
        expires = email.utils.parsedate_to_datetime(shown.headers["upload-expires"])
        left = expires - datetime.datetime.now(datetime.timezone.utc)  # by the machine's clock
        self.assertAlmostEqual(left.total_seconds(), 7 * 86400, delta=LIMIT_S)
        wrong = self.raw("PATCH", path, b"x", {**BYTES, "Upload-Offset": "3"})
        self.assertEqual((wrong.status, wrong.headers["tus-resumable"]), (409, "1.0.0"))
        unknown = self.raw("HEAD", path + "X", None, RESUMABLE)
        self.assertEqual((unknown.status, unknown.headers.get("upload-offset")), (404, None))
        other = self.raw("HEAD", path, None, {"Tus-Resumable": "0.2.2"})
        self.assertEqual((other.status, other.headers["tus-version"], other.headers["tus-resumable"]), (412, "1.0.0", "1.0.0"))
        meant = self.raw("POST", path, b"0123456789", {**BYTES, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"})
        self.assertEqual((meant.status, meant.headers["upload-offset"]), (204, "10"))

    def test_a_dropped_upload_is_gone(self):
        path = self.begin("a.pdf", 10).headers["location"]
        self.assertEqual(self.raw("DELETE", path, None, RESUMABLE).status, 204)
        self.assertEqual(self.raw("HEAD", path, None, RESUMABLE).status, 404)
        again = self.raw("DELETE", path, None, RESUMABLE)
        self.assertEqual((again.status, again.body["type"]), (404, "/problems/upload-unknown"))

    # --- parts of files, photos

    def test_ranges(self):
        content = papers.pdf("ranges")
        evidence_id = self.attach(self.send_whole("a.pdf", content))
        path, size = self.file_path(evidence_id), len(content)
        whole = self.raw("GET", path)
        self.assertEqual((whole.status, whole.content), (200, content))
        self.assertEqual(whole.headers["accept-ranges"], "bytes")
        etag = whole.headers["etag"]
        for asked, more, status, expected, shown in (
            ("bytes=0-9", {}, 206, content[:10], f"bytes 0-9/{size}"),
            ("bytes=10-", {}, 206, content[10:], f"bytes 10-{size - 1}/{size}"),
            ("bytes=-7", {}, 206, content[-7:], f"bytes {size - 7}-{size - 1}/{size}"),
            ("bytes=0-9", {"If-Range": etag}, 206, content[:10], f"bytes 0-9/{size}"),
            ("bytes=0-9", {"If-Range": '"another"'}, 200, content, None),
            ("bytes=0-1,4-5", {}, 200, content, None),
            ("bytes=0-9", {"If-None-Match": etag}, 304, b"", None),
        ):
            with self.subTest(asked=asked, more=more):
                answer = self.raw("GET", path, None, {"Range": asked, **more})
                self.assertEqual((answer.status, answer.content), (status, expected))
                self.assertEqual(answer.headers.get("content-range"), shown)
        outside = self.raw("GET", path, None, {"Range": f"bytes={size}-"})
        self.assertEqual((outside.status, outside.body["type"]), (416, "/problems/range-outside"))
        self.assertEqual(outside.headers["content-range"], f"bytes */{size}")
        head = self.raw("HEAD", path, None, {"Range": "bytes=0-9"})
        self.assertEqual((head.status, head.headers["content-length"]), (200, str(size)))

    def test_files_are_shown_or_saved_and_never_taken_for_something_else(self):
        shown = self.raw("GET", self.file_path(self.attach(self.send_whole("a.png", papers.png(3)), "ảnh.png")))
        self.assertEqual(shown.headers["content-type"], "image/png")
        self.assertEqual(shown.headers["content-disposition"], "inline; filename*=UTF-8''%E1%BA%A3nh.png")
        self.assertEqual(shown.headers["x-content-type-options"], "nosniff")
        self.assertIn("default-src 'none'", shown.headers["content-security-policy"])

    def test_a_photo_has_a_small_picture_without_its_place(self):
        photo = jpeg(1600, 800, exif=True)
        evidence_id = self.attach(self.send_whole("ảnh.jpg", photo))
        self.assertTrue(self.evidence(evidence_id)["hasThumbnail"])
        self.assertEqual(self.raw("GET", self.file_path(evidence_id)).content, photo)
        answer = self.raw("GET", self.file_path(evidence_id) + "/thumbnail")
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "image/jpeg"))
        at = answer.content.index(b"\xff\xc0")
        self.assertEqual(struct.unpack(">HH", answer.content[at + 5:at + 9]), (320, 160))  # turned upright
        self.assertNotIn(b"Exif", answer.content)
        again = self.raw("GET", self.file_path(evidence_id) + "/thumbnail", None, {"If-None-Match": answer.headers["etag"]})
        self.assertEqual(again.status, 304)
        paper = self.attach(self.send_whole("a.pdf", papers.pdf("no photo")))
        self.assert_refused(lambda: self.raw("GET", self.file_path(paper) + "/thumbnail"), 404, "evidence-unknown")

    def refuse_file(self, name, content, status, rule):
        path = self.send_whole(name, content)
        self.assert_refused(lambda: self.producer.send("POST", f"/api/v1/dossiers/{self.dossier}/evidence", {
            "evidenceType": "EV_BIZ", "name": name, "uploadId": path.rsplit("/", 1)[-1]}), status, rule, "uploadId")

    def test_files_made_to_do_harm(self):
        self.refuse_file("a.jpg", jpeg(65000, 65000), 422, "image-invalid")
        self.refuse_file("a.pdf", b"PK\3\4 no PDF at all", 415, "file-type-mismatch")
        self.refuse_file("a.pdf", papers.pdf("cut off")[:100], 415, "file-type-mismatch")
        self.refuse_file("a.png", jpeg(16, 16), 415, "file-type-mismatch")

    def test_a_dossier_has_a_limit(self):
        self.stack.terminate("registration")
        self.stack.start("registration", extra={"dossier-limit-bytes": 1024})
        self.stack.wait_ready()
        try:
            self.refuse_file("a.pdf", papers.pdf("x" * 2000), 413, "dossier-too-large")
        finally:
            self.stack.terminate("registration")
            self.stack.start("registration")
            self.stack.wait_ready()


def jpeg(width, height, exif=False):
    """A grey JPEG, each block of eight by eight two bits, both 0; one that says to be larger than
    8000 by 8000 ends early."""
    content = b"\xff\xd8"
    if exif:  # turned right, at a place on earth
        directory = struct.pack("<HHHIHHHHIII", 2, 0x112, 3, 1, 6, 0, 0x8825, 4, 1, 38, 0)
        place = struct.pack("<HHHI4sI", 1, 1, 2, 2, b"N\0\0\0", 0)
        body = b"Exif\0\0II*\0\x08\0\0\0" + directory + place
        content += b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    content += b"\xff\xdb\0\x43\0" + b"\1" * 64
    content += b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    for table in (0x00, 0x10):
        content += b"\xff\xc4\0\x14" + bytes([table]) + b"\1" + b"\0" * 15 + b"\0"
    blocks = -(-width // 8) * -(-height // 8)
    return content + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + b"\0" * min(blocks // 4 + 1, 250001) + b"\xff\xd9"


if __name__ == "__main__":
    unittest.main(verbosity=2)
