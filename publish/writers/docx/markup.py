"""WordprocessingML as strings: escaping, attributes, runs of text. A million characters make this the hot path."""

import re
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONS}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# What XML 1.0 (2.2) has no way to write.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_RESERVED = re.compile('[&<>"]')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_CONTROL = re.compile(r"(\r\n?|\n|\t)")
_CONTROLS = {"\r\n": "<w:br/>", "\r": "<w:br/>", "\n": "<w:br/>", "\t": "<w:tab/>"}

# Characters that Word draws with the Latin or the East Asian face, as the run's hint says (ISO/IEC 29500-1, 17.3.2.26).
_AMBIGUOUS = re.compile("[\u00a1-\u04ff\u1e00-\u2bff\ue000-\uf8ff]")
_HAN = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u04ff\u1e00-\u1fff"
_LETTER = re.compile(f"[A-Za-z{_ACCENTED}]")
# Words of Latin, Greek or Cyrillic letters that the hint would spoil: with accents or with an apostrophe inside.
# The look-behind lets a match start at a word only, else long unspaced Latin text would take quadratic time.
_WESTERN_WORD = re.compile(
    f"((?<![A-Za-z])[A-Za-z]*(?:(?<=[A-Za-z])’(?=[A-Za-z])|[{_ACCENTED}])(?:’?[A-Za-z{_ACCENTED}])*)"
)

_HINT = '<w:rFonts w:hint="eastAsia"/>'


def escape(text: str) -> str:
    """The text as XML character data or as the value of a double-quoted attribute."""
    if "&" in text or "<" in text or ">" in text or '"' in text:  # a quarter of the time of an expression
        return _RESERVED.sub(lambda found: _ENTITIES[found[0]], text)
    return text


def attributes(values: Mapping[str, object]) -> str:
    """Attributes with the prefix `w`; those that are None are left out."""
    return "".join([f' w:{name}="{escape(str(value))}"' for name, value in values.items() if value is not None])


def value(name: str, content: object) -> str:
    """An element that has nothing but the attribute `w:val`."""
    return f'<w:{name} w:val="{escape(str(content))}"/>'


def part(root: str, content: str, namespaces: str = NAMESPACES) -> bytes:
    """A whole XML part with the root element `w:root`."""
    return encode(f"<w:{root} {namespaces}>{content}</w:{root}>")


def long_part(root: str, pieces: Iterable[str], namespaces: str = NAMESPACES) -> bytes:
    """The same of content in pieces without FORBIDDEN: that of a whole book is never there as one string."""
    whole = (f"{DECLARATION}<w:{root} {namespaces}>", *pieces, f"</w:{root}>")
    return b"".join([piece.encode() for piece in whole])


def encode(xml: str) -> bytes:
    """XML as the bytes of a part; characters that XML forbids become U+FFFD."""
    return (DECLARATION + legal(xml)).encode()


def legal(xml: str) -> str:
    """XML with U+FFFD in the place of what is FORBIDDEN in it."""
    return FORBIDDEN.sub("\ufffd", xml)


def text_runs(text: str, style: str = "") -> str:
    """Runs that hold the text, in the character style with this id if one is given.

    Where quotes, dashes and the like belong to Chinese text, the run asks for the East Asian face.
    """
    if not text:
        return ""
    if not _AMBIGUOUS.search(text) or (_LETTER.search(text) and not _HAN.search(text)):
        return _run(text, style, "")
    if not _LETTER.search(text):
        return _run(text, style, _HINT)
    pieces = _WESTERN_WORD.split(text)  # every second piece is a western word
    return "".join([_run(piece, style, "" if at % 2 else _HINT) for at, piece in enumerate(pieces) if piece])


def _run(text: str, style: str, fonts: str) -> str:
    chosen = f'<w:rStyle w:val="{style}"/>{fonts}' if style else fonts
    properties = f"<w:rPr>{chosen}</w:rPr>" if chosen else ""
    return f"<w:r>{properties}{text_content(text)}</w:r>"


def text_content(text: str) -> str:
    """What a run holds of the text: characters, line breaks, tabs."""
    if not ("\n" in text or "\t" in text or "\r" in text):
        return _text(text)
    pieces = _CONTROL.split(text)
    return "".join([_CONTROLS[piece] if at % 2 else _text(piece) for at, piece in enumerate(pieces) if piece])


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """A paragraph in the style with this id. `properties` are further elements of `w:pPr`, in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def complex_field(instruction: str, result: str, style: str = "") -> str:
    """A complex field with its cached result, which is runs."""
    look = f"<w:rPr>{value('rStyle', style)}</w:rPr>" if style else ""
    return (
        f"{field_mark('begin', look)}{field_code(instruction, look)}{field_mark('separate', look)}"
        f"{result}{field_mark('end', look)}"
    )


def field_mark(kind: str, look: str = "") -> str:
    """A run with one mark of a complex field: begin, separate, end."""
    return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>'


def field_code(instruction: str, look: str = "") -> str:
    """A run with the instruction of a complex field."""
    return f'<w:r>{look}<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
