"""Tables for office programs, CSV and XLSX, as rows of texts: what a program that opens them has in its cells."""
import csv
import io
import re
import xml.etree.ElementTree
import zipfile

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def rows(name, content):
    return csv_rows(content) if name == "CSV" else xlsx_rows(content)


def csv_rows(content):
    return [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]


def xlsx_rows(content):
    """Every row as wide as the headings: a cell that is not written is empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        shared = []
        if "xl/sharedStrings.xml" in parts.namelist():
            strings = xml.etree.ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in one.iter(f"{NAMESPACE}t")) for one in strings]
        sheet = xml.etree.ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    table = [cells(row, shared) for row in sheet.iter(f"{NAMESPACE}row")]
    return [[row.get(column, "") for column in range(max(table[0]) + 1)] for row in table]


def cells(row, shared):
    return {column_of(cell.get("r")): text_of(cell, shared) for cell in row.iter(f"{NAMESPACE}c")}


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def text_of(cell, shared):
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{NAMESPACE}t"))
    value = cell.find(f"{NAMESPACE}v")
    text = value.text if value is not None else ""
    return shared[int(text)] if cell.get("t") == "s" else text
