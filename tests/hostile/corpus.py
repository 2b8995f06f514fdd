"""Files that are made to harm, by class: each a name and its bytes, small on the disk."""

from __future__ import annotations

import base64
import io
import pickle
import sqlite3
import stat
import struct
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

from workbench.intake.readers import suffixes
from workbench.store.upgrade import APPLICATION_ID, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKED = ("xlsx", "docx", "odt", "ods", "epub", "zip")
INNER = {
    "xlsx": "xl/worksheets/sheet1.xml",
    "docx": "word/document.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "epub": "OEBPS/a.xhtml",
    "zip": "a.txt",
}
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{said}:1.0"'
    for name, said in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
_OPEN = b"application/vnd.oasis.opendocument."
SHELL: dict[str, dict[str, bytes]] = {
    "xlsx": {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'relationships"><Relationship Id="r1" Target="xl/workbook.xml" Type="http://schemas.'
        b'openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        b'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/'
        b'package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>'
        b"</Relationships>",
    },
    "odt": {"mimetype": _OPEN + b"text"},
    "ods": {
        "mimetype": _OPEN + b"spreadsheet",
        "META-INF/manifest.xml": b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
        b'opendocument:xmlns:manifest:1.0"/>',
    },
    "epub": {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:'
        b'container"><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>',
        "OEBPS/a.opf": b'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href='
        b'"a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
        b"</spine></package>",
    },
}
"""What makes a package known for what it says it is."""
WORDS = {
    "xlsx": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetData><row><c t="inlineStr"><is><t>words</t></is></c></row></sheetData></worksheet>',
    "docx": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>words</w:t></w:r></w:p></w:body></w:document>",
    "odt": f"<office:document {_ODF}><office:body><office:text><text:p>words</text:p>"
    "</office:text></office:body></office:document>",
    "ods": f"<office:document {_ODF}><office:body><office:spreadsheet><table:table table:name='a'>"
    "<table:table-row><table:table-cell office:value-type='string'><text:p>words</text:p>"
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document>",
    "epub": "<html><body><p>words</p></body></html>",
    "zip": "words",
}
"""The inner part of a package that is read for its words, were it not for the harm beside it."""
ENTITIES = {
    "laughs": (
        '<!DOCTYPE a [<!ENTITY b "ha">'
        + "".join(f'<!ENTITY b{n} "{f"&b{n - 1 or str()};" * 10}">' for n in range(1, 9))
        + "]>",
        "&b8;",
    ),
    "external": ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', "&b;"),
    "remote-dtd": ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "words"),
    "deep": ("", "<a>" * 50_000 + "</a>" * 50_000),
}
"""What stands before the inner part of a package, and in the place of its words."""
NAMES = ("../../out.txt", "/out.txt", "C:\\out.txt", "CON", "a:b", "..\\..\\out.txt", "a\x01b.txt")
PDF_ACTIONS = (
    "/Launch /F (calc)",
    "/JavaScript /JS (app.alert(1))",
    "/URI /URI (http://127.0.0.1:9)",
)
HTML = {
    "nested": "<div>" * 100_000 + "words",
    "tables": "<table><tr><td>" * 2_000 + "words",
    "huge-table": "<table>" + "<tr><td>a<td>b</tr>" * 50_000 + "</table>",
    "colspan": "<table><tr><td colspan=2000000000 rowspan=2000000000>words</td></tr></table>",
    "remote": '<img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9"></iframe>words',
    "fonts": "<style>@font-face{src:url(http://127.0.0.1:9/f)}@import 'http://127.0.0.1:9'</style>w",
    "script": "<script>while(1){}</script><body onload='x()'>words",
    "file": '<img src="file:///etc/passwd"><a href="file:///etc/passwd">words</a>',
    "unc": '<img src="\\\\127.0.0.1\\share\\a.png"><a href="//127.0.0.1/s">words</a>',
}
TEXTS = {
    "nul": b"words\0more words",
    "bidi": "pay \u202e000,1 \u2066chips\u2069 now".encode(),
    "bad-utf8": b"words \xff\xfe\xc3\x28 \xe2\x82 end",
    "lone-utf16": b"\xff\xfea\x00\x00\xd8",
    "long-line": b"a" * 5_000_000,
    "control": bytes(range(1, 32)) * 100,
    "empty": b"",
    "spaces": b" \n\t" * 1_000,
}


VIRTUAL = f"""
    CREATE VIRTUAL TABLE operation USING fts5(seq);
    CREATE VIRTUAL TABLE change USING rtree(a, b, c);
    CREATE VIEW decision AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)
        SELECT i FROM n;
    CREATE TRIGGER r INSTEAD OF INSERT ON decision BEGIN SELECT 1; END;
    PRAGMA application_id = {APPLICATION_ID};
    PRAGMA user_version = {VERSION};
"""  # noqa: S608 - our own numbers
"""It says that it is a dossier of ours, and runs for ever where its decisions are read."""
SIDE = 30_000
"""Pixels of an image a side: 2.7 GB where it is decoded."""


def corpus(folder: Path) -> dict[str, Path]:
    """Writes all of it; gives the paths by what each is."""
    written: dict[str, Path] = {}
    for kind, suffix, content in _all(folder):
        path = folder / f"{kind}.{suffix}"
        path.write_bytes(content)
        written[f"{kind}.{suffix}"] = path
    return written


def named(folder: Path) -> list[Path]:
    """What a person names to bring all of it in: the folder, and what it would pass over."""
    readable = suffixes()
    return [folder, *(each for each in sorted(folder.iterdir()) if each.suffix not in readable)]


def _all(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    for suffix in PACKED:
        inner, shell = INNER[suffix], SHELL.get(suffix, {})
        words = WORDS[suffix].encode() + b" " * 5_000
        yield "bomb", suffix, _zipped({**shell, inner: b"0" * 60_000_000})
        yield "lying-size", suffix, _lying(_zipped({**shell, inner: words}))
        yield "cut", suffix, _zipped({**shell, inner: words})[:-40]
        yield "twice", suffix, _twice(shell, inner, words)
        yield "nested", suffix, _nested(suffix)
        yield (
            "entries",
            suffix,
            _zipped({**shell, inner: words, **{f"{n}.xml": b"" for n in range(7_000)}}),
        )
        yield "not-a-zip", suffix, b"PK\x03\x04" + b"\0" * 500
        for kind, (before, text) in ENTITIES.items():
            told = before + WORDS[suffix].replace("words", text)
            yield f"xml-{kind}", suffix, _zipped({**shell, inner: told.encode()})
        for number, name in enumerate(NAMES):
            yield f"name-{number}", suffix, _zipped({**shell, name: b"words", inner: words})
    for kind, text in HTML.items():
        yield kind, "html", text.encode()
        yield kind, "eml", b"Subject: a\nContent-Type: text/html\n\n" + text.encode()
    for kind, held in TEXTS.items():
        for suffix in ("txt", "csv", "md", "ris"):
            yield kind, suffix, held
    yield "long-field", "csv", b'a,b\n"' + b"x" * 30_000_000 + b'",1\n'
    yield "rtf-deep", "rtf", b"{\\rtf1 " + b"{" * 50_000
    yield "pickle", "txt", pickle.dumps({"a": 1})
    yield "huge", "png", _png(SIDE)
    yield "last-cell", "xlsx", _last_cell()
    yield from _pdfs()
    yield from _huge_images()
    yield from _links()
    yield "triggers", "txt", _database(folder)
    yield "foreign", "html", _database(folder)
    yield from (
        ("virtual", suffix, _database(folder, VIRTUAL)) for suffix in ("txt", "csv", "xlsx")
    )


def _pdfs() -> Iterator[tuple[str, str, bytes]]:
    for number, action in enumerate(PDF_ACTIONS):
        yield f"action-{number}", "pdf", _pdf(f"/OpenAction << /S {action} >>", b"")
    yield "bomb", "pdf", _pdf("", zlib.compress(b"0" * 60_000_000))
    yield "loop", "pdf", _pdf("", b"", kids="2 0 R")
    up = b"5 0 obj<</Kids[2 0 R]/Count 9>>endobj"
    yield "kids-loop", "pdf", _pdf("", b"", kids="5 0 R", more=up)
    yield "kids-many", "pdf", _pdf("", b"", kids="3 0 R " * 20_000)
    yield "form-recursive", "pdf", _form_pdf("3 0 R")
    yield "form-of-forms", "pdf", _form_pdf("5 0 R")


def _zipped(held: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, stored)
    return out.getvalue()


def _lying(content: bytes) -> bytes:
    """The directory says that the first entry unpacks to 4 bytes."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", 4) + content[place + 4 :]


def _twice(shell: dict[str, bytes], inner: str, words: bytes) -> bytes:
    """Two entries of the directory lie over the same bytes."""
    content = _zipped({**shell, inner: words})
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry, tail = content[start:end], bytearray(content[end:])
    count = 2 * (len(shell) + 1)
    tail[8:12] = struct.pack("<HH", count, count)
    tail[12:16] = struct.pack("<I", 2 * len(entry))
    return content[:start] + entry + entry + bytes(tail)


def _nested(suffix: str) -> bytes:
    content = b"words"
    for level in range(20):
        content = _zipped({f"{level}.{suffix}": content})
    return content


def _huge_images() -> Iterator[tuple[str, str, bytes]]:
    """The same picture in each file that can carry one."""
    picture = _png(SIDE, zlib.compress(bytes(SIDE), 9))
    spelled = base64.b64encode(picture).decode()
    page = f'<p>words</p><img src="data:image/png;base64,{spelled}">'
    yield "huge-image", "html", page.encode()
    mail = (
        f"Subject: words\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n{spelled}"
    )
    yield "huge-image", "eml", mail.encode()
    drawn = {
        "docx": ("word/media/a.png", "</w:t>", '</w:t><w:pict r="rId1"/>'),
        "odt": ("Pictures/a.png", "words", 'words<draw:image href="Pictures/a.png"/>'),
        "epub": ("OEBPS/a.png", "words", 'words<img src="a.png"/>'),
    }
    for suffix, (place, before, after) in drawn.items():
        inner = WORDS[suffix].replace(before, after).encode()
        yield (
            "huge-image",
            suffix,
            _zipped({**SHELL.get(suffix, {}), INNER[suffix]: inner, place: picture}),
        )
    yield "huge-image", "rtf", b"{\\rtf1 words {\\pict\\pngblip " + picture.hex().encode() + b"}}"
    for space, bits in (("/DeviceRGB", 8), ("/DeviceGray", 1)):
        told = f"/Subtype/Image/Width {SIDE}/Height {SIDE}/BitsPerComponent {bits}"
        told += f"/ColorSpace{space}"
        yield f"huge-image-{bits}", "pdf", _drawing_pdf(told, zlib.compress(bytes(SIDE)))


def _form_pdf(inner: str) -> bytes:
    """A page that draws a form, which draws itself and what is named."""
    told = f"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {inner}/Y 4 0 R>>>>"
    return _drawing_pdf(told, zlib.compress(b"/X Do /Y Do "))


def _drawing_pdf(told: str, stream: bytes) -> bytes:
    head = f"5 0 obj<</Type/XObject{told}/Filter/FlateDecode/Length {len(stream)}>>stream\n"
    more = head.encode() + stream + b"\nendstream endobj"
    return _pdf("", zlib.compress(b"q 9 0 0 9 0 0 cm /X Do Q"), more=more, draws="/X 5 0 R")


def _links() -> Iterator[tuple[str, str, bytes]]:
    """Archives with entries that are links out of them, devices and pipes."""
    for suffix in PACKED:
        out = io.BytesIO(_zipped(SHELL.get(suffix, {})))
        with zipfile.ZipFile(out, "a") as archive:
            names = {INNER[suffix]: stat.S_IFLNK, "dev.txt": stat.S_IFCHR, "pipe": stat.S_IFIFO}
            for name, mode in names.items():
                entry = zipfile.ZipInfo(name)
                entry.create_system, entry.external_attr = 3, (mode | 0o777) << 16
                archive.writestr(entry, "../../../../etc/passwd")
        yield "links", suffix, out.getvalue()
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        kinds = {"link": tarfile.SYMTYPE, "hard": tarfile.LNKTYPE, "dev": tarfile.CHRTYPE}
        for name, kind in kinds.items():
            linked = tarfile.TarInfo(f"{name}.txt")
            linked.type, linked.linkname = kind, "/etc/passwd"
            packed.addfile(linked)
        for name in ("/out.txt", "../../out.txt"):
            packed.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    for suffix in ("tar", "zip", "txt"):
        yield "links-tar", suffix, out.getvalue()


def _last_cell() -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    sheet = book.create_sheet("Far", 0)
    sheet["A1"], sheet["A2"] = "Title", "words"
    sheet.cell(row=1_048_576, column=16_384, value="words")
    book.save(out)
    return out.getvalue()


def _pdf(
    extra: str, stream: bytes, kids: str = "3 0 R", more: str | bytes = b"", draws: str = ""
) -> bytes:
    added = more.encode() if isinstance(more, str) else more
    head = (
        f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R {extra}>>endobj\n"
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
        f"/Resources<</XObject<<{draws}>>>>>>endobj\n"
        f"4 0 obj<</Length {len(stream)}/Filter/FlateDecode>>stream\n"
    ).encode()
    return head + stream + b"\nendstream endobj\n" + added + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def _png(side: int, pixels: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    rest = _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"") if pixels else b""
    return b"\x89PNG\r\n\x1a\n" + head + rest


def _chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


TRIGGERS = (
    "CREATE TABLE a (b); CREATE VIEW operation AS SELECT load_extension('x') AS seq;"
    " CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; END; INSERT INTO a VALUES (1);"
)


def _database(folder: Path, statements: str = TRIGGERS) -> bytes:
    place = folder / "made.db"
    place.unlink(missing_ok=True)
    made = sqlite3.connect(place)
    made.executescript(statements)
    made.close()
    content = place.read_bytes()
    place.unlink()
    return content
