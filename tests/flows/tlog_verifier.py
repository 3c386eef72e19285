"""A transparency log checked by somebody else: nothing here is the product's code.

RFC 6962 hashing, the C2SP formats (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof), Ed25519 as RFC 8032
writes it out, and the register's own formats as its pages describe them. Raises Wrong at the first thing that
is not as it should be.
"""
import base64
import binascii
import functools
import hashlib
import json


class Wrong(Exception):
    """What was published or handed out is not what was signed."""


def check(holds, what):
    if not holds:
        raise Wrong(what)


# --- Ed25519 (RFC 8032, 5.1), for checking only

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def same_point(one, other):
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=4096)
def signature_holds(public_key, text, signature):
    if len(signature) != 64:
        return False
    a, r = decompress(public_key), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + text).digest(), "little") % L
    return same_point(multiply(s, BASE), add(r, multiply(k, a)))


# --- signed notes

def from_base64(text):
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Wrong(f"no base 64: {text!r}") from error
    if base64.b64encode(decoded).decode() != text:  # bits of the last letter that mean nothing
        raise Wrong(f"not the base 64 of anything: {text!r}")
    return decoded


class Key:
    """A vkey."""

    def __init__(self, vkey):
        self.name, self.id, key = vkey.split("+", 2)
        data = from_base64(key)
        check(data[0] == 1 and len(data) == 33, "an Ed25519 key")
        expected = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4].hex()
        check(self.id == expected, "the key's id is of its name and key")
        self.public_key = data[1:]


def open_note(note, key):
    """The text of a note that is signed by the key."""
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    lines = signatures.split("\n")
    check(lines.pop() == "", "the last line ends")
    for line in lines:
        check(line.startswith("— "), "a signature line")
        name, _, encoded = line[2:].partition(" ")
        data = from_base64(encoded)
        if name == key.name and data[:4].hex() == key.id:
            check(signature_holds(key.public_key, text.encode(), data[4:]), "the signature of a note")
            return text
    raise Wrong(f"no signature of {key.name}")


class Checkpoint:
    def __init__(self, data, key):
        try:
            text = open_note(data.decode(), key)
        except UnicodeDecodeError as error:
            raise Wrong("a checkpoint is UTF-8") from error
        lines = text.split("\n")
        check(lines[0] == key.name and lines[3:] == [""], "origin, size and root")
        check(lines[1].isdigit() and str(int(lines[1])) == lines[1], "the size")
        self.size, self.root = int(lines[1]), from_base64(lines[2])


# --- the tree (RFC 6962, 2.1)

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    if not hashes:
        return hashlib.sha256().digest()
    if len(hashes) == 1:
        return hashes[0]
    part = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(root_of(hashes[:part]), root_of(hashes[part:]))


def inclusion_path(index, hashes):
    if len(hashes) == 1:
        return []
    part = 1 << (len(hashes) - 1).bit_length() - 1
    if index < part:
        return inclusion_path(index, hashes[:part]) + [root_of(hashes[part:])]
    return inclusion_path(index - part, hashes[part:]) + [root_of(hashes[:part])]


def root_by_path(index, size, leaf, path):
    """The root that a path leads to, going down as RFC 6962 builds it up."""
    if size == 1:
        check(not path, "no hash too many")
        return leaf
    check(path, "no hash too few")
    part = 1 << (size - 1).bit_length() - 1
    if index < part:
        return node_hash(root_by_path(index, part, leaf, path[:-1]), path[-1])
    return node_hash(path[-1], root_by_path(index - part, size - part, leaf, path[:-1]))


def consistency_path(old, hashes, whole=True):
    if old == len(hashes):
        return [] if whole else [root_of(hashes)]
    part = 1 << (len(hashes) - 1).bit_length() - 1
    if old <= part:
        return consistency_path(old, hashes[:part], whole) + [root_of(hashes[part:])]
    return consistency_path(old - part, hashes[part:], False) + [root_of(hashes[:part])]


def roots_by_consistency(old, size, path, old_root=None):
    """Old and new root that a consistency path leads to; old_root stands for what is not in the path."""
    if old == size:
        if old_root is not None:
            check(not path, "no hash too many")
            return old_root, old_root
        check(len(path) == 1, "one hash is left")
        return path[0], path[0]
    check(path, "no hash too few")
    part = 1 << (size - 1).bit_length() - 1
    if old <= part:
        before, after = roots_by_consistency(old, part, path[:-1], old_root)
        return before, node_hash(after, path[-1])
    before, after = roots_by_consistency(old - part, size - part, path[:-1])
    return node_hash(path[-1], before), node_hash(path[-1], after)


# --- the published files

def tile_path(level, index, width):
    groups = []
    while True:
        groups.insert(0, f"{index % 1000:03}")
        index //= 1000
        if not index:
            break
    name = "/".join(["x" + group for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{name}" + (f".p/{width}" if width < 256 else "")


def bundle_entries(data, width):
    entries = []
    while data:
        length = int.from_bytes(data[:2], "big")
        check(len(data) >= 2 + length, "a whole entry")
        entries.append(data[2:2 + length])
        data = data[2 + length:]
    check(len(entries) == width, "as many entries as the name says")
    return entries


class Log:
    """All of a log as somebody serves it. fetch: path to bytes."""

    def __init__(self, fetch, vkeys):
        self.keys = {key.name: key for key in map(Key, vkeys.split())}
        self.key = next(key for key in self.keys.values() if key.name + "/register" in self.keys)
        self.checkpoint = Checkpoint(fetch("checkpoint"), self.key)
        self.levels = self.read_levels(fetch)
        self.entries = self.read_entries(fetch)
        check(root_of(self.leaves) == self.checkpoint.root, "the tiles have the checkpoint's root")

    @property
    def leaves(self):
        return self.levels[0]

    def read_levels(self, fetch):
        levels, count = [], self.checkpoint.size
        while count or not levels:
            level, hashes = len(levels), []
            for index in range((count + 255) // 256):
                width = min(256, count - index * 256)
                data = fetch(tile_path(level, index, width))
                check(len(data) == 32 * width, "a tile is as wide as its name says")
                hashes += [data[at:at + 32] for at in range(0, len(data), 32)]
            if levels:
                below = levels[-1]
                for index, digest in enumerate(hashes):
                    check(digest == root_of(below[index * 256:index * 256 + 256]), f"level {level} is over level {level - 1}")
            levels.append(hashes)
            count //= 256
        return levels

    def read_entries(self, fetch):
        entries = []
        for index in range((self.checkpoint.size + 255) // 256):
            width = min(256, self.checkpoint.size - index * 256)
            path = tile_path("entries", index, width)
            entries += bundle_entries(fetch(path), width)
        for index, entry in enumerate(entries):
            check(leaf_hash(entry) == self.leaves[index], f"entry {index} hashes to its leaf")
        return entries

    def check_all_inclusion_proofs(self):
        for index, leaf in enumerate(self.leaves):
            path = inclusion_path(index, self.leaves)
            check(root_by_path(index, self.checkpoint.size, leaf, path) == self.checkpoint.root, f"leaf {index} is in the log")

    def check_goes_on_from(self, old):
        """By the RFC's consistency proof, made of the tiles."""
        check(0 < old.size <= self.checkpoint.size, "a log only grows")
        path = consistency_path(old.size, self.leaves)
        before, after = roots_by_consistency(old.size, self.checkpoint.size, path, old.root if not old.size & (old.size - 1)
                                             or old.size == self.checkpoint.size else None) \
            if path else (old.root, old.root)
        check(before == old.root and after == self.checkpoint.root, "the old log is how the new one begins")


# --- what a certificate comes with

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def commitment(salt, path, value):
    text = b"ocop-commitment@v1\n" + salt + path.encode() + b"\n" + canonical(value).encode()
    return base64.b64encode(hashlib.sha256(text).digest()).decode()


def check_event(event, entry, salts, clear=None, prefix=""):
    """Every field of the event is in the entry, in clear or by its commitment, and none of clear is left out."""
    clear = entry["event"] if clear is None else clear
    for name, value in event.items():
        path = prefix + name
        if path in entry["commitments"]:
            check(path in salts, f"{path} has its salt")
            check(commitment(from_base64(salts[path]), path, value) == entry["commitments"][path], f"{path} is as logged")
        elif isinstance(value, dict):
            check_event(value, entry, salts, clear.get(name, {}), path + ".")
        else:
            check(name in clear and canonical(clear[name]) == canonical(value), f"{path} is as logged")
    check(set(clear) <= set(event), "nothing is left out")


def check_document(data, keys):
    """The certificate file, by its signature."""
    try:
        document = json.loads(data.decode())
        signature = document.pop("signature")
        key = keys[document["origin"] + "/register"]
        check(signature["key"] == f"{key.name}+{key.id}", "signed by the register's key")
        text = b"ocop-signed-json@v1\n" + canonical(document).encode()
        check(signature_holds(key.public_key, text, from_base64(signature["value"])), "the signature of the file")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Wrong(f"no certificate file: {error}") from error
    return document


def split_proofs(text):
    """[(index, path, entry, checkpoint note)], statement note."""
    parts = text.split("c2sp.org/tlog-proof@v1\n")
    check(parts[0] == "" and len(parts) > 1, "it begins with a proof")
    last, _, statement = parts[-1].partition("ocop-certificate-state@v1\n")
    parts[-1] = last
    proofs = []
    for part in parts[1:]:
        head, _, note = part.rstrip("\n").partition("\n\n")
        lines = head.split("\n")
        check(lines[0].startswith("extra ") and lines[1].startswith("index "), "extra data and index")
        proofs.append((int(lines[1][6:]), [from_base64(line) for line in lines[2:]], from_base64(lines[0][6:]), note + "\n"))
    return proofs, "ocop-certificate-state@v1\n" + statement


def check_certificate(document_data, proof_data, vkeys):
    """File and proof together; the state by the statement."""
    keys = {key.name: key for key in map(Key, vkeys.split())}
    document = check_document(document_data, keys)
    try:
        proofs, note = split_proofs(proof_data.decode())
        statement = dict(line.split(" ", 1) for line in open_note(note, keys[document["origin"] + "/register"]).split("\n")[1:-1])
        shown = []
        for index, path, entry, checkpoint_note in proofs:
            checkpoint = Checkpoint(checkpoint_note.encode(), keys[document["origin"]])
            check(root_by_path(index, checkpoint.size, leaf_hash(entry), path) == checkpoint.root, f"leaf {index} is in the log")
            check(canonical(json.loads(entry)).encode() == entry, "an entry is canonical")
            check(json.loads(entry)["thing"] == document["code"] == statement["code"], "all is about one certificate")
            shown.append(index)
        tree = f"{checkpoint.size} {base64.b64encode(checkpoint.root).decode()}"
    except (ValueError, KeyError, IndexError) as error:
        raise Wrong(f"no proof: {error}") from error
    check(statement["tree"] == tree and statement["leaves"] == " ".join(map(str, shown)), "the statement is about these leaves")
    check(shown[0] == document["leaf"], "the file's leaf is the first")
    check_event({"certificate": document["certificate"]}, json.loads(proofs[0][2]), document["salts"])
    return document, statement
