"""Tables of a page as a reader has them: every row as its cells, each a text and where it leads."""
import html.parser


class Tables(html.parser.HTMLParser):
    """All tables of a page, one after the other."""

    def __init__(self, page):
        super().__init__()
        self.all, self.cell, self.link = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.all.append([])
        elif tag == "tr":
            self.all[-1].append([])
        elif tag in ("td", "th"):
            self.cell, self.link = "", None
        elif tag == "a" and self.cell is not None:
            self.link = dict(attributes)["href"]

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.all[-1][-1].append((self.cell.strip(), self.link))
            self.cell = None

    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text


def number(text):
    """As pages write it in Vietnamese: 1.234."""
    return int(text.replace(".", ""))
