"""Everything that the API can be asked, out of its own OpenAPI document: every GET, and every POST that changes
nothing. A path that comes new is asked too, or the walk fails because it does not know what to fill in.
"""
import io
import subprocess
import urllib.parse
import zipfile

COMMAND_MARK = "#/components/parameters/IdempotencyKey"


class Surface:
    """values: name of a parameter, as in the document, to the values it is asked with. bodies: path of a POST
    that changes nothing to the bodies it is asked with."""

    def __init__(self, document, values, bodies):
        self.document, self.values, self.bodies = document, values, bodies

    def operations(self):
        for path, methods in self.document["paths"].items():
            if path.startswith("/api/v1/uploads") or path == "/api/v1/report-photos":
                continue  # who sends files, of his own alone
            if path.endswith("/stream"):
                continue  # never ends; what it sends is what its list beside it answers
            for method, operation in methods.items():
                references = [p.get("$ref") for p in operation.get("parameters", [])]
                if method == "get" or method == "post" and COMMAND_MARK not in references:
                    yield method.upper(), path, operation

    def choices(self, parameter):
        """The words it may be, where the document lists them; else what the walk was given."""
        listed = parameter.get("schema", {}).get("enum")
        return self.values.get(parameter["name"], ()) or listed or ()

    def fill(self, path, operation):
        """The path with every combination of what its parameters may be."""
        filled = [path]
        for parameter in operation.get("parameters", []):
            if parameter.get("in") != "path":
                continue
            name, values = parameter["name"], self.choices(parameter)
            if not values:
                raise AssertionError(f"{path}: what is a {name}? Give the walk values for it.")
            filled = [one.replace(f"{{{name}}}", urllib.parse.quote(str(value))) for one in filled for value in values]
        return filled

    def questions(self, operation):
        """Without parameters, and with each one that has something to ask for."""
        yield ""
        for parameter in operation.get("parameters", []):
            if parameter.get("in") == "query":
                for value in self.choices(parameter):
                    yield "?" + urllib.parse.urlencode({parameter["name"]: value})

    def requests(self):
        """(method, path with its question, body), all of them."""
        for method, path, operation in self.operations():
            if method == "POST" and path not in self.bodies:
                raise AssertionError(f"{path}: what is it asked with? Give the walk bodies for it.")
            for filled in self.fill(path, operation):
                for question in self.questions(operation):
                    for body in self.bodies[path] if method == "POST" else (None,):
                        yield method, filled + question, body

    def ask(self, client):
        """What a client is answered: request to (status, text)."""
        return {
            (method, path, repr(body)): readable(client.send(method, path, body))
            for method, path, body in self.requests()
        }


def readable(answer):
    """Status and text; of a PDF its words, of an archive or a spreadsheet the text of its entries."""
    kind, content = answer.headers.get("content-type", ""), answer.content
    if kind.startswith("application/pdf"):
        words = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
        return answer.status, words.stdout.decode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return answer.status, "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    return answer.status, content.decode(errors="replace")


def known_to_all(public, request):
    """What anybody may read where a request was asked; of what the feed tells, in the certificates themselves."""
    if not request[1].startswith("/api/v1/events"):
        return public[request][1]
    return "".join(text for asked, (_, text) in public.items() if asked[1].startswith("/api/v1/certificates"))
