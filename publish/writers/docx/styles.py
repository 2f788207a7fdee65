"""The styles part: every look of the style sheet under the name that Word knows it by."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from publish.model.raw import Align
from publish.model.style import BreakBefore, FootPlace, StyleRole, StyleSheet, TextStyle
from publish.units import EMU_PER_PT, Length, pt, to_twips
from publish.writers.docx.characters import CharacterStyles
from publish.writers.docx.comments import COMMENT_TEXT
from publish.writers.docx.heading_numbers import HeadingLists
from publish.writers.docx.markup import attributes, part, value
from publish.writers.docx.names import (
    BODY,
    BODY_KEPT,
    BOOK_TABLE,
    CAPTION_ENTRY,
    CAPTIONED_FIGURE,
    DEEPEST,
    DEEPEST_CONTINUED,
    DEEPEST_QUOTE,
    FIGURE,
    FOOTNOTE_SEPARATOR,
    INDEX_ENTRY,
    PARAGRAPH_STYLES,
    SEPARATOR,
    TABLE_CAPTION,
    TABLE_SPACE,
    Levels,
    WordStyle,
    contents_style,
    foot_style,
    heading_style,
    list_continued_style,
    quote_style,
)
from publish.writers.docx.numbering import item_indent
from publish.writers.docx.properties import (
    PLAIN,
    Extras,
    fonts,
    paragraph_properties,
    run_properties,
    type_width,
)

_AUTO_SPACING = '<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'  # room for what a line holds
_TABLE_ROOM = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
_NO_ROOM = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_LEADERS = {"": "none", "·": "middleDot", "-": "hyphen", "_": "underscore"}
_BREAK_WIDTH = 6  # characters
_AROUND_TABLES = pt(8)  # as high as a line of _TABLE_ROOM
_ZERO = Length(0)
_JOINED = frozenset(
    {StyleRole.ATTACHMENT_NOTE, StyleRole.ATTENDANCE, StyleRole.SIGNATURE}
)  # as the layout has them, line below line


def write_styles(
    sheet: StyleSheet,
    plans: Sequence[Levels],
    characters: CharacterStyles,
    numbers: HeadingLists,
    language: str,
    further: str,
) -> bytes:
    """The styles part for the style sheet. `language` is the book's, BCP 47; `further` are styles made elsewhere."""
    content = [
        _defaults(sheet, language),
        _normal(sheet),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        *_roles(sheet),
        *[style for levels in plans for style in _headings(sheet, levels, characters, numbers)],
        *_contents(sheet, plans[0]),
        *_derived(sheet),
        characters.markup(sheet),
        _tables(sheet),
        further,
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
    ]
    return part("styles", "".join(content))


def languages(language: str) -> dict[str, object]:
    """The attributes of `w:lang`: Chinese books have English for their Latin words, others Chinese for theirs."""
    eastern = language.split("-")[0].lower() in ("zh", "ja", "ko")
    return {"val": "en-US" if eastern else language, "eastAsia": language if eastern else "zh-CN", "bidi": "ar-SA"}


def _defaults(sheet: StyleSheet, language: str) -> str:
    body = sheet.text[StyleRole.BODY]
    half_points = round(body.size * 2 / EMU_PER_PT)
    look = (
        f"{fonts(sheet.families[body.font])}{value('sz', half_points)}{value('szCs', half_points)}"
        f"<w:lang{attributes(languages(language))}/>"
    )
    # Exact line heights and letter spacing make the grid by themselves; where text had to snap to it as well,
    # LibreOffice would give two cells to a character wider than one, as on the tight grid of GB/T 9704.
    # Marks hang over the end of a line, as they do unless it is forbidden: where the PDF squeezes them in, other
    # programs would push a word out. Brackets that begin a line lose their empty half.
    lines = f"<w:topLinePunct/>{value('snapToGrid', 0)}"
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{lines}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal(sheet: StyleSheet) -> str:
    """The style that all others rest on: the body's type without its indents. The grid is measured by its size."""
    style = replace(
        sheet.text[StyleRole.BODY], first_line_indent=_ZERO, indent_left=_ZERO, indent_right=_ZERO, keep_with_next=False
    )
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph_properties(style)}</w:pPr><w:rPr>{run_properties(style, sheet)}</w:rPr></w:style>"
    )


def paragraph_style(
    names: WordStyle, style: TextStyle, sheet: StyleSheet, extras: Extras = PLAIN, link: str = ""
) -> str:
    """A paragraph style with everything that its look says, linked to a character style where `link` names one."""
    custom = ' w:customStyle="1"' if _is_custom(names) else ""
    follower = value("next", names.next) if names.next else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{names.id}">{value("name", names.name)}'
        f"{value('basedOn', names.base)}{follower}{value('link', link) if link else ''}<w:qFormat/>"
        f"<w:pPr>{paragraph_properties(style, extras)}</w:pPr>"
        f"<w:rPr>{run_properties(style, sheet)}</w:rPr></w:style>"
    )


def _is_custom(names: WordStyle) -> bool:
    """Whether Word has no such style of its own: its own have names in English."""
    return not names.name.isascii() or names.name == "Source Code"


def _roles(sheet: StyleSheet) -> Iterator[str]:
    for role, names in PARAGRAPH_STYLES.items():
        style = sheet.text[role]
        extras = PLAIN
        if role in (StyleRole.VERSE, StyleRole.CODE_BLOCK) and style.align is Align.JUSTIFY:
            style = replace(style, align=Align.LEFT)  # lines of their own are never spread
        if role is StyleRole.CONTENTS_TITLE:
            style = replace(style, break_before=BreakBefore.PAGE)  # lists of captions follow in the same section
        if role is StyleRole.RUNNING_HEAD and sheet.head.rule:
            extras = Extras(borders=_rules(style, "bottom"))
        if role is StyleRole.BREAK:
            style, extras = _short(style, sheet), Extras(borders=_rules(style, "bottom"))
        if role in _JOINED:
            extras = Extras(joined=True)
        if role is StyleRole.COPIES:
            extras = Extras(borders=_rules(style, "top"))
        if role is StyleRole.IMPRINT:
            extras = Extras(borders=_rules(style, "top", "bottom"))
        if role is StyleRole.CODE_BLOCK:
            extras = Extras(tabs=_code_stops(style))
        if role is StyleRole.LIST_ITEM:
            style = replace(style, indent_left=item_indent(style, 0), first_line_indent=_ZERO)
        yield paragraph_style(names, style, sheet, extras)


def _rules(style: TextStyle, *sides: str) -> str:
    line = attributes({"val": "single", "sz": 4, "space": 1, "color": style.color.lstrip("#").upper()})
    return f"<w:pBdr>{''.join(f'<w:{side}{line}/>' for side in sides)}</w:pBdr>"


def _short(style: TextStyle, sheet: StyleSheet) -> TextStyle:
    """The style indented from both sides until a rule of a few characters is left."""
    side = Length(max((type_width(sheet.page) - _BREAK_WIDTH * style.size) // 2, 0))
    return replace(style, indent_left=side, indent_right=side, first_line_indent=_ZERO)


def _code_stops(style: TextStyle) -> str:
    """Tab stops of program text, four narrow characters apart, counted from its own edge."""
    stops = [style.indent_left + number * 2 * style.size for number in range(1, 9)]
    tabs = [f"<w:tab{attributes({'val': 'left', 'pos': to_twips(Length(stop))})}/>" for stop in stops]
    return f"<w:tabs>{''.join(tabs)}</w:tabs>"


def _headings(sheet: StyleSheet, levels: Levels, characters: CharacterStyles, numbers: HeadingLists) -> Iterator[str]:
    body = sheet.text[StyleRole.BODY]
    for level in range(1, DEEPEST + 1):
        style = replace(sheet.text[levels.heading_role(level)], keep_with_next=True)
        extras = Extras(keep_lines=True, outline=level - 1, numbering=numbers.style(levels, level))
        base = heading_style(level) if levels.outside else "Normal"
        yield paragraph_style(
            WordStyle(levels.style(level), levels.style_name(level), BODY, base), style, sheet, extras
        )
        if level > levels.chapter:
            run_in = replace(body, font=style.font, color=style.color, keep_with_next=True)
            names = WordStyle(levels.run_in(level), levels.run_in_name(level), BODY)
            linked = characters.linked(names.id)
            yield paragraph_style(names, run_in, sheet, Extras(outline=level - 1), linked)


def _contents(sheet: StyleSheet, levels: Levels) -> Iterator[str]:
    leader = _LEADERS.get(sheet.contents_leader, "dot")
    for level in range(1, DEEPEST + 1):
        style = sheet.text[levels.contents_role(level)]
        edge = to_twips(Length(type_width(sheet.page) - style.indent_right))
        stop = f"<w:tabs><w:tab{attributes({'val': 'right', 'leader': leader, 'pos': edge})}/></w:tabs>"
        style = _entry(style)
        yield paragraph_style(WordStyle(contents_style(level), f"toc {level}", BODY), style, sheet, Extras(tabs=stop))
        if level == levels.chapter:
            yield paragraph_style(WordStyle(CAPTION_ENTRY, "table of figures", BODY), style, sheet, Extras(tabs=stop))


def _entry(style: TextStyle) -> TextStyle:
    """The look of an entry of the contents: turned lines one character further in, as in the layout.

    Justified, the line with the tab would be stretched. With an indent on the right that kept the column of numbers
    free, LibreOffice 7.4 would not show the numbers.
    """
    return replace(
        style,
        align=Align.LEFT if style.align is Align.JUSTIFY else style.align,
        indent_left=Length(style.indent_left + style.size),
        first_line_indent=Length(style.first_line_indent - style.size),
    )


def _derived(sheet: StyleSheet) -> Iterator[str]:
    """Styles that the sheet has no role for: they follow from others."""
    kept = replace(sheet.text[StyleRole.BODY], keep_with_next=True)
    yield paragraph_style(WordStyle(BODY_KEPT, "正文 接落款", BODY, BODY), kept, sheet)
    quote, item = sheet.text[StyleRole.QUOTE], sheet.text[StyleRole.LIST_ITEM]
    for depth in range(2, DEEPEST_QUOTE + 1):
        deeper = replace(quote, indent_left=Length(depth * quote.indent_left))
        yield paragraph_style(WordStyle(quote_style(depth), f"引文 {depth}"), deeper, sheet)
    for depth in range(1, DEEPEST_CONTINUED + 1):
        further = replace(item, indent_left=item_indent(item, depth - 1), first_line_indent=_ZERO)
        name = "List Continue" + (f" {depth}" if depth > 1 else "")
        yield paragraph_style(WordStyle(list_continued_style(depth), name), further, sheet)
    yield from _captions(sheet)
    yield from _feet(sheet)
    yield paragraph_style(WordStyle(INDEX_ENTRY, "index 1"), sheet.text[StyleRole.COLOPHON], sheet)
    yield paragraph_style(WordStyle(COMMENT_TEXT, "annotation text"), _bare(sheet), sheet)
    yield paragraph_style(WordStyle(FOOTNOTE_SEPARATOR, "脚注分隔线"), _bare(sheet), sheet)
    yield paragraph_style(WordStyle(SEPARATOR, "分节"), _bare(sheet), sheet, Extras(spacing=_NO_ROOM))


def _bare(sheet: StyleSheet) -> TextStyle:
    """The look of paragraphs that hold no text."""
    return replace(sheet.text[StyleRole.FOOTNOTE], first_line_indent=_ZERO, keep_with_next=False)


def _captions(sheet: StyleSheet) -> Iterator[str]:
    caption = sheet.text[StyleRole.CAPTION]
    above = replace(caption, keep_with_next=True, space_after=max(caption.space_after, _AROUND_TABLES))
    yield paragraph_style(WordStyle(TABLE_CAPTION, "表题"), above, sheet)
    yield paragraph_style(WordStyle(TABLE_SPACE, "表外空白"), _bare(sheet), sheet, Extras(spacing=_TABLE_ROOM))
    figure = replace(caption, align=Align.CENTER, first_line_indent=_ZERO, break_before=BreakBefore.NONE)
    for style_id, name, kept in ((FIGURE, "图片", False), (CAPTIONED_FIGURE, "带题图片", True)):
        style = replace(figure, keep_with_next=kept)
        yield paragraph_style(WordStyle(style_id, name), style, sheet, Extras(spacing=_AUTO_SPACING))


def _feet(sheet: StyleSheet) -> Iterator[str]:
    """Page numbers on the outside: right on odd pages, left on even ones."""
    if sheet.foot.place is not FootPlace.OUTSIDE:
        return
    foot = replace(sheet.text[StyleRole.PAGE_NUMBER], first_line_indent=_ZERO)
    odd = replace(foot, align=Align.RIGHT, indent_right=sheet.foot.inset)
    even = replace(foot, align=Align.LEFT, indent_left=sheet.foot.inset)
    yield paragraph_style(WordStyle(foot_style(even=False), "页码 单页", base="Footer"), odd, sheet)
    yield paragraph_style(WordStyle(foot_style(even=True), "页码 双页", base="Footer"), even, sheet)


def _tables(sheet: StyleSheet) -> str:
    style = sheet.table
    eighths = max(round(style.rule_width * 8 / EMU_PER_PT), 2)
    rule = attributes({"val": "single", "sz": eighths, "space": 0, "color": style.rule_color.lstrip("#").upper()})
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    paddings = dict.fromkeys(("top", "left", "bottom", "right"), style.padding)
    paddings["bottom"] = Length(max(style.padding - style.rule_width, 0))  # Word adds the rule to the height of a row
    margins = "".join(
        [f"<w:{side}{attributes({'w': to_twips(width), 'type': 'dxa'})}/>" for side, width in paddings.items()]
    )
    borders = "".join([f"<w:{side}{rule}/>" for side in sides])
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{BOOK_TABLE}"><w:name w:val="书中表格"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )
