"""The style sheet of an e-book, made from the same StyleSheet as pages and Word files.

What belongs to paper is left out: page size, exact line distances, the character grid, page breaks, running heads.
Sizes are relative to the reader's own; the body's typeface and a black body's colour are left to the reader.
"""

from collections.abc import Iterator

from publish.model.style import CharacterRole, StyleRole, StyleSheet, TextStyle
from publish.units import Length, to_pt
from publish.writers.epub.colors import BLACK, night_color

LARGEST = 2.2  # times the body: more leaves a phone too few characters in a line
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
    StyleRole.CONTACT: ".contact",
    StyleRole.CENTERED: ".centered",
    StyleRole.QUOTE: "blockquote p",
    StyleRole.VERSE: ".verse p",
    StyleRole.TABLE_HEADER: "th",
    StyleRole.TABLE_CELL: "td",
    StyleRole.CAPTION: "caption, figcaption, .caption",
    StyleRole.FOOTNOTE: ".footnote p",
    StyleRole.CONTENTS_TITLE: ".contents-title",
    StyleRole.COLOPHON_TITLE: ".colophon-title",
    StyleRole.COLOPHON: ".colophon p",
}
_HEADINGS = {StyleRole(f"heading-{level}"): f".lead-{level}" for level in range(1, 7)}
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
  text-indent: 0; page-break-after: avoid; break-after: avoid; page-break-inside: avoid; break-inside: avoid; }
ol, ul { margin: 0.3em 0; padding-left: 2em; }
li p, td p, th p, .notes p { text-indent: 0; }
blockquote { margin: 0.5em 0; }
.verse { margin: 0.5em 0; }
.verse p { margin-bottom: 0.7em; }
.lead { font-weight: bold; }
figure { margin: 1em 0; padding: 0; text-align: center; page-break-inside: avoid; break-inside: avoid; }
img { max-width: 100%; height: auto; }
.missing { border: 1px solid; padding: 0.5em; text-align: center; text-indent: 0; }
pre { margin: 0.7em 0; white-space: pre-wrap; overflow-wrap: anywhere; word-break: break-word; text-align: left; }
hr.break { width: 30%; margin: 1.5em auto; border: 0; border-top: 1px solid; }
ruby { ruby-position: over; }
rt { font-size: 0.5em; }
sup, sub { line-height: 1; }
sup { font-size: 0.75em; vertical-align: super; }
sub { font-size: 0.75em; vertical-align: sub; }
.table { margin: 0.7em 0; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
caption { caption-side: top; }
td, th { vertical-align: top; overflow-wrap: anywhere; word-break: break-word; }
th { font-weight: bold; }
.notes { margin-top: 2em; border-top: 1px solid; padding-top: 0.7em; }
.footnote { margin: 0.3em 0; }
.call { white-space: nowrap; }
.toc ol { margin: 0; padding-left: 1.5em; list-style: none; }
.toc > ol { padding-left: 0; }
.toc li { margin: 0.4em 0; }
.toc a { text-decoration: none; color: inherit; }
.cover { margin: 0; padding: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 98vh; }
"""


def style_sheet(style: StyleSheet) -> str:
    """The CSS of the whole book."""
    body = style.text[StyleRole.BODY]
    rules = [_BASE, _body(body), *_texts(style, body), *_leads(style, body), *_characters(style, body), _table(style)]
    dark = [f"{selector} {{ color: {night_color(color)}; }}" for selector, color in _colors(style)]
    night = "@media (prefers-color-scheme: dark) {\n" + "\n".join(dark) + "\n}\n" if dark else ""
    return "\n".join(rules) + "\n" + night


def _body(body: TextStyle) -> str:
    color = "" if body.color == BLACK else f" color: {body.color};"
    height = _line_height(body)
    return (
        f"body {{ line-height: {height};{color} }}\n"
        f"p {{ margin: 0; text-indent: {_em(body.first_line_indent, body)}; text-align: {body.align.value}; }}"
    )


def _texts(style: StyleSheet, body: TextStyle) -> Iterator[str]:
    for role, selector in _SELECTORS.items():
        text = style.text[role]
        yield f"{selector} {{ {' '.join(_declarations(text, body, style))} }}"
    items = style.text[StyleRole.LIST_ITEM]
    yield f"li {{ {' '.join(_shape(items, body, style))} }}"
    code = style.text[StyleRole.CODE_BLOCK]
    color = _color(code.color, body.color)
    yield f"pre {{ font-size: {_size(code, body)}; line-height: {_line_height(code)};{color} }}"


def _declarations(text: TextStyle, body: TextStyle, style: StyleSheet) -> Iterator[str]:
    yield from _shape(text, body, style)
    yield f"text-align: {text.align.value};"
    yield f"text-indent: {_em(text.first_line_indent, text)};"
    vertical = [_space(text.space_before, text), _space(text.space_after, text)]
    yield f"margin: {vertical[0]} {_em(text.indent_right, text)} {vertical[1]} {_em(text.indent_left, text)};"
    if text.keep_with_next:
        yield "page-break-after: avoid; break-after: avoid;"


def _shape(text: TextStyle, body: TextStyle, style: StyleSheet) -> Iterator[str]:
    """What makes the letters: size, line height, and typeface and colour where they are not the body's."""
    yield f"font-size: {_size(text, body)};"
    yield f"line-height: {_line_height(text)};"
    yield from _face(text.font, body, style)
    if color := _color(text.color, body.color):
        yield color.strip()


def _leads(style: StyleSheet, body: TextStyle) -> Iterator[str]:
    """Run-in headings have the face and colour of their level, and the size of their paragraph."""
    for role, selector in _HEADINGS.items():
        text = style.text[role]
        rule = [*_face(text.font, body, style), _color(text.color, body.color).strip()]
        if any(rule):
            yield f"{selector} {{ {' '.join(filter(None, rule))} }}"


def _characters(style: StyleSheet, body: TextStyle) -> Iterator[str]:
    for role, selector in _CHARACTERS.items():
        look = style.characters[role]
        rule = list(_face(look.font, body, style)) if look.font else []
        if rule and role is CharacterRole.EMPHASIS:
            rule.append("font-style: normal;")  # a face of its own is stress enough; Chinese has no italics
        if look.color:
            rule.append(f"color: {look.color};")
        if rule:
            yield f"{selector} {{ {' '.join(rule)} }}"


def _table(style: StyleSheet) -> str:
    look = style.table
    color = "" if look.rule_color == BLACK else f" {look.rule_color}"
    width = max(1.0, round(to_pt(look.rule_width) * 96 / 72, 1))
    padding = _em(look.padding, style.text[StyleRole.TABLE_CELL])
    return f"td, th {{ border: {width:g}px solid{color}; padding: {padding}; }}"


def _colors(style: StyleSheet) -> Iterator[tuple[str, str]]:
    """What the sheet colours, with the colour."""
    body = style.text[StyleRole.BODY]
    if body.color != BLACK:
        yield "body", body.color
    coloured = {**_SELECTORS, StyleRole.LIST_ITEM: "li", StyleRole.CODE_BLOCK: "pre"}
    for role, selector in coloured.items():
        text = style.text[role]
        if text.color != body.color:
            yield (f"{selector}, {_HEADINGS[role]}" if role in _HEADINGS else selector), text.color
    for character, selector in _CHARACTERS.items():
        if color := style.characters[character].color:
            yield selector, color


def _face(font: str, body: TextStyle, style: StyleSheet) -> Iterator[str]:
    family = style.families.get(font)
    if font != body.font and family and family.css:
        yield f"font-family: {', '.join(map(_family_name, family.css))};"


def _family_name(name: str) -> str:
    if name in _GENERIC:
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def _color(color: str, body: str) -> str:
    return "" if color == body else f" color: {color};"


def _size(text: TextStyle, body: TextStyle) -> str:
    return f"{min(round(text.size / body.size, 3), LARGEST):g}em"


def _line_height(text: TextStyle) -> str:
    return f"{min(max(round(text.line_height / text.size, 2), TIGHTEST), LOOSEST):g}"


def _em(length: Length, text: TextStyle) -> str:
    value = max(min(round(length / text.size, 2), MOST_INDENT), -MOST_INDENT)
    return f"{value:g}em" if value else "0"


def _space(length: Length, text: TextStyle) -> str:
    value = min(round(length / text.size, 2), MOST_SPACE)
    return f"{value:g}em" if value else "0"
