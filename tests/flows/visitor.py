"""Somebody with a browser that runs no scripts: keeps a cookie, reads forms, fills them in and sends them."""
import html.parser
import urllib.parse
import uuid

from province.client import Client

# What Chromium says of a form that a page of the same host sends, and of one that another site sends.
OWN = {"Sec-Fetch-Site": "same-origin"}
FOREIGN = {"Sec-Fetch-Site": "cross-site"}


class Form(html.parser.HTMLParser):
    """The forms of a page, each with what its fields hold."""

    def __init__(self, text):
        super().__init__()
        self.forms, self.current, self.area, self.faults, self.fault = [], None, None, {}, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.current = {"action": attributes["action"], "type": attributes.get("enctype", ""), "fields": []}
            self.forms.append(self.current)
        elif tag == "p" and attributes.get("class") == "fault":
            self.fault = attributes["id"].removeprefix("fault-")
            self.faults[self.fault] = ""
        elif self.current is None:
            return
        elif tag in ("input", "button") and "name" in attributes:
            quiet = attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes
            if not quiet and attributes.get("type") != "file" and tag == "input":
                self.current["fields"].append([attributes["name"], attributes.get("value", "")])
        elif tag == "textarea":
            self.area = [attributes["name"], ""]
            self.current["fields"].append(self.area)

    def handle_endtag(self, tag):
        if tag == "form":
            self.current = None
        elif tag == "textarea":
            self.area[1] = self.area[1].removeprefix("\n")
            self.area = None
        elif tag == "p":
            self.fault = None

    def handle_data(self, text):
        if self.area is not None:
            self.area[1] += text
        if self.fault is not None:
            self.faults[self.fault] += text

    def of(self, action):
        return next(form for form in self.forms if form["action"].split("?")[0] == action)


class Visitor:
    """One browser."""

    def __init__(self, port, language="vi"):
        self.client = Client(port, language=language)
        self.cookie = None

    def close(self):
        self.client.close()

    def ask(self, method, path, content=None, headers=None):
        headers = {"Accept": "text/html", **(headers or {})}
        if self.cookie:
            headers["Cookie"] = f"ocop_session={self.cookie}"
        answer = self.client.raw(method, path, content, headers)
        told = answer.headers.get("set-cookie")
        if told:
            self.cookie = told.split(";")[0].removeprefix("ocop_session=") or None
        return answer

    def page(self, path):
        answer = self.ask("GET", path)
        return answer.status, answer.content.decode()

    def post(self, path, fields, site=None):
        """A form as browsers send it; fields are pairs."""
        content = urllib.parse.urlencode([tuple(pair) for pair in fields]).encode()
        return self.ask("POST", path, content,
                        {"Content-Type": "application/x-www-form-urlencoded", **(site or OWN)})

    def post_file(self, path, fields, name, media_type, content, site=None):
        """A form with a file, which comes last."""
        boundary = uuid.uuid4().hex
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
                 for key, value in fields]
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="anh.png"\r\n'
                     f"Content-Type: {media_type}\r\n\r\n".encode() + content + f"\r\n--{boundary}--\r\n".encode())
        return self.ask("POST", path, b"".join(parts),
                        {"Content-Type": f"multipart/form-data; boundary={boundary}", **(site or OWN)})

    def filled(self, path, action, changes):
        """The fields of a page's form with these values; a list stands for all that a name has, none leaves it out."""
        fields = Form(self.page(path)[1]).of(action)["fields"]
        kept = [(name, value) for name, value in fields if name not in changes]
        for name, value in changes.items():
            kept += [(name, one) for one in value] if isinstance(value, list) else [(name, value)]
        return kept

    def fill(self, path, changes, action=None):
        """Opens a page, fills in its form and sends it."""
        action = action or path.split("?")[0]
        return self.post(action, self.filled(path, action, changes))

    def sign_in(self, name, password):
        answer = self.fill("/dang-nhap", {"signInName": name, "password": password})
        assert answer.status == 303, answer.content
        return self
