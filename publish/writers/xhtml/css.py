"""The style sheet of an e-book, made from the same StyleSheet as pages and Word files.

What belongs to paper is left out: page size, exact line distances, the character grid, page breaks, running heads.
Sizes are relative to the reader's own; the body's typeface and a black body's colour are left to the reader.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from publish.model.letterhead import Letterheads
from publish.model.raw import Align
from publish.model.style import BreakBefore, CharacterRole, Dots, StyleRole, StyleSheet, TextStyle, Writing
from publish.units import Length, to_pt
from publish.writers.xhtml.colors import BLACK, night_color
from publish.writers.xhtml.faces import HEADING_ROLES, CarriedFace

SMALLEST, LARGEST = 0.8, 2.2  # times the body: less strains the eye, more leaves a phone too few characters in a line
MOST_SPACE = 4.0  # em
MOST_INDENT = 6.0  # em: half a phone's line is indent enough
TIGHTEST, LOOSEST = 1.2, 2.0  # line height
_GENERIC = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}

_SELECTORS = {
    StyleRole.COVER_TITLE: ".cover-title",
    StyleRole.COVER_SUBTITLE: ".cover-subtitle",
    StyleRole.COVER_LINE: ".cover-line",
    StyleRole.PART_TITLE: ".part-title",
    StyleRole.TITLE: ".title",
    StyleRole.SUBTITLE: ".subtitle",
    **{StyleRole(f"heading-{level}"): f".heading-{level}" for level in range(1, 7)},
    StyleRole.COPY_NUMBER: ".copy-number",
    StyleRole.SECRECY: ".secrecy",
    StyleRole.URGENCY: ".urgency",
    StyleRole.MASTHEAD: ".masthead",
    StyleRole.LETTER_MASTHEAD: ".letter-masthead",
    StyleRole.SIGNATORY: ".signatory",
    StyleRole.ORDER_TITLE: ".order-title",
    StyleRole.ORDER_NUMBER: ".order-number",
    StyleRole.ATTENDANCE: ".attendance",
    StyleRole.SALUTATION: ".salutation",
    StyleRole.ADDRESSEE: ".addressee",
    StyleRole.DOCUMENT_NUMBER: ".document-number",
    StyleRole.BYLINE: ".byline",
    StyleRole.DATELINE: ".dateline",
    StyleRole.SIGNATURE: ".signature",
    StyleRole.DATE: ".date",
    StyleRole.ATTACHMENT_NOTE: ".attachment-note",
    StyleRole.ATTACHMENT_MARK: ".attachment-mark",
    StyleRole.REMARK: ".remark",
    StyleRole.COPIES: ".copies",
    StyleRole.IMPRINT: ".imprint",
    StyleRole.CONTACT: ".contact",
    StyleRole.CENTERED: ".centered",
    StyleRole.TABLE_HEADER: "th",
    StyleRole.TABLE_CELL: "td",
    StyleRole.CAPTION: "caption, figcaption, .caption",
    StyleRole.CONTENTS_TITLE: ".contents-title",
    StyleRole.COLOPHON_TITLE: ".colophon-title",
    StyleRole.COLOPHON: ".colophon p",
}
_RULED = (StyleRole.COPIES, StyleRole.IMPRINT)
_BOXES = {
    StyleRole.QUOTE: "blockquote",
    StyleRole.VERSE: ".verse",
    StyleRole.FOOTNOTE: ".footnote",
}
_CONTENTS = {
    StyleRole.CONTENTS_PART: ".contents-part > a",
    StyleRole.CONTENTS_1: ".contents-1 > a",
    StyleRole.CONTENTS_2: ".contents-2 > a",
    StyleRole.CONTENTS_3: ".contents-3 > a",
}
_HEAD_SPACE = "margin: 1em 0 2em; padding-bottom: 0.7em;"
_HEADINGS = {StyleRole(f"heading-{level}"): f".lead-{level}" for level in range(1, 7)}
_DOTS = {Dots.BELOW: "under right", Dots.ABOVE: "over right"}
_CHARACTERS = {
    CharacterRole.EMPHASIS: "em",
    CharacterRole.STRONG: "strong",
    CharacterRole.CODE: "code",
    CharacterRole.LINK: "a",
}

_BASE = """\
@charset "UTF-8";
html { -epub-line-break: strict; -webkit-line-break: strict; line-break: strict; }
body { overflow-wrap: break-word; word-wrap: break-word; widows: 2; orphans: 2; }
h1, h2, h3, h4, h5, h6 { font-size: 1em; font-weight: bold; margin: 1em 0 0.5em; text-align: left;
  text-indent: 0; text-wrap: balance;
  page-break-after: avoid; break-after: avoid; page-break-inside: avoid; break-inside: avoid; }
.title, .subtitle, .part-title, .colophon-title, .cover-title, .cover-subtitle { word-break: keep-all;
  overflow-wrap: anywhere; }
ol, ul { margin: 0.3em 0; padding-left: 2em; }
@media all { /* Calibre complains of rules that it does not know, but not in here */
@counter-style bracket { system: extends decimal; suffix: ") "; }
@counter-style brackets { system: extends decimal; prefix: "("; suffix: ") "; }
}
ol.bracket { list-style-type: bracket; }
ol.brackets { list-style-type: brackets; }
li p, td p, th p, .notes p { text-indent: 0; }
.verse p + p { margin-top: 0.8em; }
.lead { font-weight: bold; }
figure { margin: 1em 0; padding: 0; text-align: center; page-break-inside: avoid; break-inside: avoid; }
img { max-width: 100%; height: auto; }
.missing { border: 1px solid; padding: 0.5em; text-align: center; text-indent: 0; }
pre { margin: 0.7em 0; white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-word; text-align: left; }
.letterhead p + p { margin-top: 0.5em; }
.copies, .imprint { border-top: 1px solid; }
.imprint { border-bottom: 1px solid; }
.imprint + .imprint { border-top: 0; }
.attachment-note + .attachment-note { margin-top: 0; text-indent: 5em; }
hr.break { width: 30%; margin: 1.5em auto; border: 0; border-top: 1px solid; }
ruby { ruby-position: over; }
rt { font-size: 0.5em; }
sup, sub { line-height: 1; }
sup { font-size: 0.75em; vertical-align: super; }
sub { font-size: 0.75em; vertical-align: sub; }
.table { margin: 0.7em 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { caption-side: top; }
td, th { min-width: 2em; vertical-align: top; overflow-wrap: anywhere; word-break: break-word; }
th { font-weight: bold; }
.number { white-space: nowrap; }
.notes { margin-top: 2em; border-top: 1px solid; padding-top: 0.7em; }
.footnote + .footnote { margin-top: 0.3em; }
.call { white-space: nowrap; }
.toc ol { margin: 0; padding-left: 1.5em; list-style: none; }
.toc > ol { padding-left: 0; }
.toc li { margin: 0.4em 0; }
.toc a { text-decoration: none; color: inherit; }
.cover-line { margin-top: 0.3em; }
.cover-title + .cover-line, .cover-subtitle + .cover-line { margin-top: 3em; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 98vh; }
"""


_VERTICAL = """\
html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; }
ol, ul { margin: 0 0.3em; padding-left: 0; padding-top: 2em; }
.toc ol { padding-left: 0; padding-top: 1.5em; }
.verse p + p { margin-top: 0; margin-right: 0.8em; }
.attachment-note + .attachment-note { margin-right: 0; }
.copies, .imprint { border-top: 0; border-right: 1px solid; }
.imprint { border-bottom: 0; border-left: 1px solid; }
.imprint + .imprint { border-right: 0; }
.notes { margin-top: 0; border-top: 0; padding-top: 0; margin-right: 2em; border-right: 1px solid;
  padding-right: 0.7em; }
.footnote + .footnote { margin-top: 0; margin-right: 0.3em; }
.table, pre { -epub-writing-mode: horizontal-tb; -webkit-writing-mode: horizontal-tb; writing-mode: horizontal-tb;
  margin: 0 0.7em; max-width: 90vw; }
.upright { -webkit-text-combine: horizontal; -epub-text-combine: horizontal; text-combine-upright: all; }
img { max-height: 95vh; }
hr.break { width: 0; height: 30%; margin: auto 1.5em; border: 0; border-right: 1px solid; }
.toc li { margin: 0 0.4em; }
"""
"""What lies down when lines stand up. Tables and programs stay as they are: their lines are short or foreign."""


class _Looks:
    """A style sheet as the rules below ask for it."""

    def __init__(self, style: StyleSheet, faces: Sequence[CarriedFace]) -> None:
        self.style = style
        self.body = style.text[StyleRole.BODY]
        self.carried: Mapping[str, str] = {face.role: face.family for face in faces}

    def margin(self, text: TextStyle, measure: TextStyle) -> str:
        """The space around a block, in em of the element's own size."""
        above, below = _space(text.space_before, measure), _space(text.space_after, measure)
        return self._around("margin", above, _em(text.indent_right, measure), below, _em(text.indent_left, measure))

    def ruled_margin(self, text: TextStyle) -> str:
        """The space around a block between rules, which reach from side to side whatever its indents."""
        margin = self._around("margin", _space(text.space_before, text), "0", _space(text.space_after, text), "0")
        return (
            f"{margin} {self._around('padding', '0', _em(text.indent_right, text), '0', _em(text.indent_left, text))}"
        )

    def _around(self, name: str, above: str, right: str, below: str, left: str) -> str:
        sides = (above, right, below, left)
        if self.style.ebook.writing is Writing.VERTICAL:  # lines begin at the top, the first one at the right
            sides = (left, above, right, below)
        return f"{name}: {' '.join(sides) if set(sides) != {'0'} else '0'};"

    def face(self, font: str, role: StyleRole | None = None) -> Iterator[str]:
        """The typeface, where it is not the body's; the one that the book carries, if the role is one of titles."""
        family = self.style.families.get(font)
        if font != self.body.font and family and family.css:
            carried = [self.carried[font]] if role in HEADING_ROLES and font in self.carried else []
            yield f"font-family: {', '.join(map(_family_name, [*carried, *family.css]))};"

    def body_face(self) -> str:
        """The body's typeface: the reader's own choice, unless the book carries one."""
        font = self.body.font
        if font not in self.carried:
            return ""
        return f" font-family: {', '.join(map(_family_name, [self.carried[font], *self.style.families[font].css]))};"

    def shape(self, text: TextStyle, role: StyleRole | None = None) -> list[str]:
        """What makes the letters: size, line height, and typeface and colour where they are not the body's."""
        color = _color(text, self.body)
        return [_size(text, self.body), _line_height_of(text), *self.face(text.font, role), *color]


def style_sheet(style: StyleSheet, faces: Sequence[CarriedFace] = ()) -> str:
    """The CSS of the whole book; `faces` are the font files that it carries along."""
    looks = _Looks(style, faces)
    rules = [*_texts(looks), *_boxes(looks), *_leads(looks), *_contents(looks), *_characters(looks), _table(style)]
    rules += _letterheads(style)
    upright = [_VERTICAL] if style.ebook.writing is Writing.VERTICAL else []
    return "\n".join([_BASE, *_font_faces(faces), *upright, _body(looks), *_grouped(rules), *_night(style)]) + "\n"


def _font_faces(faces: Sequence[CarriedFace]) -> Iterator[str]:
    for face in faces:
        yield f'@font-face {{ font-family: "{face.family}"; src: url("{face.file}"); }}'


def _grouped(rules: list[tuple[str, str]]) -> Iterator[str]:
    """The rules (selectors, declarations), those that say the same as one. No two of them speak of one element."""
    selectors: dict[str, list[str]] = {}
    for selector, declarations in rules:
        if declarations:
            selectors.setdefault(declarations, []).append(selector)
    for declarations, same in selectors.items():
        yield f"{', '.join(same)} {{ {declarations} }}"


def _body(looks: _Looks) -> str:
    body = looks.body
    color = "" if body.color == BLACK else f" color: {body.color};"
    return (
        f"body {{ line-height: {_line_height(body)};{color}{looks.body_face()} }}\n"
        f"p {{ margin: 0; text-indent: {_em(body.first_line_indent, body)}; text-align: {body.align.value}; }}"
    )


def _texts(looks: _Looks) -> Iterator[tuple[str, str]]:
    """Roles that are elements or classes of their own."""
    style, body = looks.style, looks.body
    for role, selector in _SELECTORS.items():
        text = _apart(style.text[role]) if role is StyleRole.ATTACHMENT_MARK else style.text[role]
        margin = looks.ruled_margin(text) if role in _RULED else looks.margin(text, text)
        keep = ["page-break-after: avoid; break-after: avoid;"] if text.keep_with_next else []
        yield selector, " ".join([*looks.shape(text, role), *_setting(text), margin, *keep])
    yield "li", " ".join(looks.shape(style.text[StyleRole.LIST_ITEM]))
    code = style.text[StyleRole.CODE_BLOCK]  # its typeface is the reader's own for code
    yield "pre", " ".join([_size(code, body), _line_height_of(code), *_color(code, body)])


def _apart(text: TextStyle) -> TextStyle:
    """What begins a page of its own in print stands two lines below what is before it."""
    if text.break_before is BreakBefore.NONE:
        return text
    return msgspec.structs.replace(text, space_before=max(text.space_before, 2 * text.line_height))


def _boxes(looks: _Looks) -> Iterator[tuple[str, str]]:
    """Roles that hold several paragraphs: the space is around all of them, the look is that of each."""
    for role, selector in _BOXES.items():
        text = looks.style.text[role]
        yield selector, looks.margin(text, looks.body)
        yield f"{selector} p", " ".join([*looks.shape(text), *_setting(text)])


def _contents(looks: _Looks) -> Iterator[tuple[str, str]]:
    """Entries of the contents: typeface and colour. Their place follows from the depth of the lists."""
    for role, selector in _CONTENTS.items():
        text = looks.style.text[role]
        yield selector, " ".join([*looks.face(text.font), *_color(text, looks.body)])


def _setting(text: TextStyle) -> tuple[str, ...]:
    """How lines stand; centred ones are made about equally long where the reading system knows how."""
    balance = ("text-wrap: balance;",) if text.align is Align.CENTER else ()
    return f"text-align: {text.align.value};", f"text-indent: {_em(text.first_line_indent, text)};", *balance


def _leads(looks: _Looks) -> Iterator[tuple[str, str]]:
    """Run-in headings have the face and colour of their level, and the size of their paragraph."""
    for role, selector in _HEADINGS.items():
        text = looks.style.text[role]
        yield selector, " ".join([*looks.face(text.font, role), *_color(text, looks.body)])


def _characters(looks: _Looks) -> Iterator[tuple[str, str]]:
    for role, selector in _CHARACTERS.items():
        look = looks.style.characters[role]
        rule = list(looks.face(look.font)) if look.font else []
        if look.dots in _DOTS:
            rule.extend(f"{prefix}text-emphasis: filled dot;" for prefix in ("-epub-", "-webkit-", ""))
            rule.extend(f"{prefix}text-emphasis-position: {_DOTS[look.dots]};" for prefix in ("-webkit-", ""))
        if rule and role is CharacterRole.EMPHASIS:
            rule.append("font-style: normal;")  # a face or dots of its own are stress enough; Chinese has no italics
        if look.color:
            rule.append(f"color: {look.color};")
        yield selector, " ".join(rule)


def _table(style: StyleSheet) -> tuple[str, str]:
    look = style.table
    color = "" if look.rule_color == BLACK else f" {look.rule_color}"
    width = max(1.0, round(to_pt(look.rule_width) * 96 / 72, 1))
    padding = _em(look.padding, style.text[StyleRole.TABLE_CELL])
    return "td, th", f"border: {width:g}px solid{color}; padding: {padding};"


def _letterheads(style: StyleSheet) -> Iterator[tuple[str, str]]:
    """The red rule below the head of an official document, two below the masthead of a letter; space around them."""
    if style.letterheads is Letterheads.SET:
        yield ".letterhead", f"border-bottom: 2px solid {style.text[StyleRole.MASTHEAD].color}; {_HEAD_SPACE}"
        yield ".letter", f"border-bottom: 0; {_HEAD_SPACE}"
        rule = f"4px double {style.text[StyleRole.LETTER_MASTHEAD].color}"
        yield ".letter .letter-masthead", f"border-bottom: {rule}; margin-bottom: 0.5em; text-align: center;"


def _night(style: StyleSheet) -> Iterator[str]:
    """Lighter colours for a dark page. They can be read on a white one too: a reading system may ask for the dark
    style and show a white page. For the same reason the page's own colours are left alone.
    """
    rules = [(selector, f"color: {night_color(color)};") for selector, color in _colors(style)]
    if rules:
        yield "\n".join(["@media (prefers-color-scheme: dark) {", *_grouped(rules), "}"])


def _colors(style: StyleSheet) -> Iterator[tuple[str, str]]:
    """What the sheet colours, with the colour."""
    body = style.text[StyleRole.BODY]
    if body.color != BLACK:
        yield "body", body.color
    boxes = {role: f"{selector} p" for role, selector in _BOXES.items()}
    leads = {role: f"{_SELECTORS[role]}, {selector}" for role, selector in _HEADINGS.items()}
    others = {StyleRole.LIST_ITEM: "li", StyleRole.CODE_BLOCK: "pre"}
    for role, selector in {**_SELECTORS, **leads, **boxes, **others, **_CONTENTS}.items():
        text = style.text[role]
        if text.color != body.color:
            yield selector, text.color
    for character, selector in _CHARACTERS.items():
        if color := style.characters[character].color:
            yield selector, color


def _family_name(name: str) -> str:
    if name in _GENERIC:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _color(text: TextStyle, body: TextStyle) -> tuple[str, ...]:
    return () if text.color == body.color else (f"color: {text.color};",)


def _size(text: TextStyle, body: TextStyle) -> str:
    return f"font-size: {min(max(round(text.size / body.size, 3), SMALLEST), LARGEST):g}em;"


def _line_height_of(text: TextStyle) -> str:
    return f"line-height: {_line_height(text)};"


def _line_height(text: TextStyle) -> str:
    return f"{min(max(round(text.line_height / text.size, 2), TIGHTEST), LOOSEST):g}"


def _em(length: Length, text: TextStyle) -> str:
    """A length across the page. On a grid an em is a character and its spacing, which e-books do without."""
    return _in_em(max(min(length / (text.size + text.letter_spacing), MOST_INDENT), -MOST_INDENT))


def _space(length: Length, text: TextStyle) -> str:
    return _in_em(min(length / text.size, MOST_SPACE))


def _in_em(value: float) -> str:
    return f"{round(value, 2):g}em" if round(value, 2) else "0"
