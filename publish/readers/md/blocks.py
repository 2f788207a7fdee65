"""Block tokens of Markdown as raw blocks."""

import re
from collections.abc import Callable

import msgspec
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.document import Role
from publish.model.raw import (
    CAPTION,
    DEFINITION,
    DEFINITION_TERM,
    SUBTITLE,
    VERSE,
    CellPlace,
    Hints,
    ImagePlace,
    MarkKind,
    RawBlock,
)
from publish.readers.html.tags import tag_name
from publish.readers.images import Gallery
from publish.readers.lines import has_wide
from publish.readers.links import call_headings, heading_target, names_of
from publish.readers.lists import ListStack
from publish.readers.lone import number_lone_items
from publish.readers.marked import MarkedText, all_bold
from publish.readers.md.attributes import NONE, Attributes, joined, read_attributes, split_attributes
from publish.readers.md.frame import FRAME, set_frame_aside
from publish.readers.md.inline import InlineReader, note_key
from publish.readers.places import Counters

_LONGEST_UNDERLINED = 40  # characters of a line that dashes below make a heading; longer ones have a rule below them
_WHITE = " \t\n"
_NOTE = MarkKind.NOTE
_STYLES = frozenset((*Role, CAPTION, SUBTITLE, VERSE))  # what attributes may say that a paragraph is
_TITLES = _STYLES | FRAME  # … or a title


class BlockReader:
    """Collects the blocks of one Markdown file, in order. `skipped` lines of the file precede `text`."""

    def __init__(self, path: str, text: str, skipped: int, gallery: Gallery, env: dict[str, object]) -> None:
        self._path = path
        self._lines = text.split("\n")
        self._skipped = skipped
        self._gallery = gallery
        self._env = env
        self._inline = InlineReader(gallery, env)
        self._counters = Counters()
        self._lists = ListStack(self._counters)
        self._blocks: list[RawBlock] = []
        self._diagnostics: list[Diagnostic] = []
        self._level: int | None = None
        self._underlined = ""
        self._attributes = NONE
        self._style = ""
        self._definitions: list[str] = []  # the terms and definitions that are open, the innermost last
        self._targets: dict[str, str] = {}
        self._quote = 0
        self._note: str | None = None
        self._cell: CellPlace | None = None
        self._table = self._row = self._column = 0
        self._item_began = -1
        self._map = [0, 1]

    def read(self, tokens: list[Token]) -> tuple[tuple[RawBlock, ...], tuple[Diagnostic, ...]]:
        """All blocks, notes written in the line at the end."""
        for token in tokens:
            if token.map:
                self._map = token.map
            take = _TAKERS.get(token.type)
            if take:
                take(self, token)
        self._take_inline_notes()
        self._free_uncalled_notes()
        self._tell_unused_addresses()
        blocks = tuple(set_frame_aside(number_lone_items(self._blocks, self._lists.labels)))
        blocks = call_headings(blocks, self._targets)
        return blocks, (*self._inline.diagnostics, *self._diagnostics)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The names that headings were given, as in RawDocument."""
        return names_of(self._targets)

    def _open_paragraph(self, token: Token) -> None:
        self._attributes = read_attributes({key: str(value) for key, value in token.attrs.items()})

    def _open_heading(self, token: Token) -> None:
        self._open_paragraph(token)
        self._level = int(token.tag[1]) - 1
        self._underlined = token.markup if token.markup in ("-", "=") else ""

    def _close_heading(self, _token: Token) -> None:
        self._level = None

    def _open_definition(self, token: Token) -> None:
        self._definitions.append(DEFINITION_TERM if token.type == "dt_open" else DEFINITION)

    def _close_definition(self, _token: Token) -> None:
        self._definitions.pop()

    def _open_quote(self, _token: Token) -> None:
        self._quote += 1

    def _close_quote(self, _token: Token) -> None:
        self._quote -= 1

    def _open_bullets(self, _token: Token) -> None:
        self._lists.open()

    def _open_numbers(self, token: Token) -> None:
        self._lists.open(int(token.attrGet("start") or 1) if token.attrs else 1)

    def _close_list(self, _token: Token) -> None:
        self._lists.close()

    def _open_item(self, token: Token) -> None:
        self._lists.open_item(token.info, token.markup)
        self._item_began = len(self._blocks)

    def _close_item(self, _token: Token) -> None:
        if len(self._blocks) == self._item_began:
            self._emit("", Span(self._path, self._line(self._map[0])))  # an empty item keeps its number
        self._item_began = -1

    def _open_table(self, _token: Token) -> None:
        self._table, self._row = self._counters.next_table(), -1

    def _open_row(self, _token: Token) -> None:
        self._row, self._column = self._row + 1, -1

    def _open_cell(self, token: Token) -> None:
        self._column += 1
        self._cell = CellPlace(self._table, self._row, self._column, header=token.type == "th_open")

    def _close_cell(self, _token: Token) -> None:
        self._cell = None

    def _open_note(self, token: Token) -> None:
        self._note = note_key(token.meta)

    def _close_note(self, _token: Token) -> None:
        self._note = None

    def _take_inline(self, token: Token) -> None:
        content, own = split_attributes(token.content)
        attributes, self._attributes = joined(self._attributes, own), NONE
        self._style = self._style_of(attributes)
        before = len(self._blocks)
        lines_count = self._style == VERSE
        self._take_content(content.replace("\n", "\\\n") if lines_count else content)
        self._style = ""
        if attributes.name and self._level is not None and len(self._blocks) > before:
            self._targets["#" + attributes.name] = heading_target(self._blocks[before].text)

    def _style_of(self, attributes: Attributes) -> str:
        """The role that attributes give to a block; a message for those that give none."""
        around = self._definitions[-1] if self._definitions else ""
        known_here = _TITLES if self._level == 0 else _STYLES
        found = next((name for name in attributes.classes if name in known_here), around)
        for name in attributes.classes:
            if name not in known_here:
                message = f"'{name}' is no role; it is left out"
                span = Span(self._path, self._line(self._map[0]))
                known = ", ".join(sorted(_STYLES))
                self._diagnostics.append(warning("R035", message, span, f"the roles are {known}"))
        return found

    def _take_content(self, content: str) -> None:
        if self._underlined == "-" and ("\n" in content or len(content) > _LONGEST_UNDERLINED):
            self._level = None
            self._take_text(content)
            self._add_rule(self._map[1])
        elif not self._take_dashed(content):
            self._take_text(content)

    def _take_rule(self, _token: Token) -> None:
        self._add_rule(self._map[0])

    def _add_rule(self, index: int) -> None:
        span = Span(self._path, self._line(index))
        self._blocks.append(RawBlock("", span, Hints(rule=True, quote=self._quote, note=self._note)))

    def _take_fence(self, token: Token) -> None:
        self._take_code(token.content, unescapeAll(token.info.strip()).partition(" ")[0])

    def _take_indented(self, token: Token) -> None:
        """Indented lines are code, unless they are Chinese: office texts indent their paragraphs with spaces."""
        if not has_wide(token.content):
            self._take_code(token.content, "")
            return
        first = self._map[0]
        for number, line in enumerate(token.content.split("\n")):
            if line.strip():
                self._map = [first + number, first + number + 1]
                self._take_text(line.strip(_WHITE))

    def _take_html(self, token: Token) -> None:
        """Markup of a whole block is read as a web page is; the words of an unknown element are text."""
        if _WORD.match(token.content) and not tag_name(token.content)[0]:
            self._take_text(token.content.strip())
            return
        if _TAGS.fullmatch(token.content) and not _SHOWS.search(token.content):
            return
        from publish.readers.html.fragment import read_fragment  # only files with markup need it

        line = self._line(self._map[0])
        around = self._hints()
        for block in read_fragment(token.content, self._path, line, self._gallery, self._counters):
            self._blocks.append(_placed(block, around))

    def _take_code(self, content: str, language: str) -> None:
        text = content.removesuffix("\n")
        first = self._line(self._map[0])
        hints = msgspec.structs.replace(self._hints(), code=language)
        self._blocks.append(RawBlock(text, Span(self._path, first, 1, len(text)), hints))

    def _take_dashed(self, content: str) -> bool:
        """A page number between dashes, '- 3 -', looks like a list of one item."""
        marker = self._lists.bullet
        if not marker or not content.endswith(f" {marker}") or self._item_began != len(self._blocks):
            return False
        self._lists.hidden = True
        self._take_text(f"{marker} {content}")
        self._lists.hidden = False
        return True

    def _take_text(self, content: str) -> None:
        span = self._span(content)
        self._emit_text(self._inline.read(content, span), span)

    def _emit_text(self, marked: MarkedText, span: Span) -> None:
        text, marks = marked.finish(_WHITE)
        before = [place for at, place in marked.images if not at]
        after = [place for at, place in marked.images if at]
        for place in before:
            self._emit_image(place, span)
        calls = any(mark.kind is _NOTE for mark in marks)
        if text or calls or not marked.images:
            hints = self._hints()
            if marks and all_bold(text, marks):
                hints = msgspec.structs.replace(hints, bold=True)
            self._blocks.append(RawBlock(text, span, hints, marks))
        for place in after:
            self._emit_image(place, span)

    def _emit_image(self, place: ImagePlace, span: Span) -> None:
        self._blocks.append(RawBlock("", span, msgspec.structs.replace(self._hints(), image=place, level=None)))

    def _emit(self, text: str, span: Span) -> None:
        self._blocks.append(RawBlock(text, span, self._hints()))

    def _hints(self) -> Hints:
        blank = self._blank_before()
        place = self._lists.place
        if self._level is None and not self._quote and place is None and self._cell is None and self._note is None:
            return Hints(style=self._style, blank_before=blank) if self._style else _PLAIN[blank]
        return Hints(
            style=self._style,
            level=self._level,
            list=place,
            cell=self._cell,
            note=self._note,
            quote=self._quote,
            blank_before=blank,
        )

    def _blank_before(self) -> int:
        line, blank = self._map[0] - 1, 0
        while line >= 0 and blank < len(_PLAIN) - 1 and not self._lines[line].strip():
            line, blank = line - 1, blank + 1
        return blank

    def _line(self, index: int) -> int:
        return index + self._skipped + 1

    def _span(self, content: str) -> Span:
        index = self._map[0]
        raw = self._lines[index] if index < len(self._lines) else ""
        column = raw.find(content.partition("\n")[0]) + 1 or 1
        return Span(self._path, self._line(index), column, len(content))

    def _take_inline_notes(self) -> None:
        """Notes written in the line, ^[like this], are parsed with the line that calls them."""
        footnotes = self._env.get("footnotes")
        found = footnotes.get("list", {}) if isinstance(footnotes, dict) else {}
        callers = {mark.target: block.span for block in self._blocks for mark in block.marks if mark.kind is _NOTE}
        for number, note in found.items():
            key = note_key({"id": number})
            if "tokens" in note and key in callers:
                self._note = key
                self._map = [callers[key].line - self._skipped - 1, 0]
                self._emit_text(self._inline.read_tokens(note["tokens"], callers[key]), callers[key])
        self._note = None

    def _tell_unused_addresses(self) -> None:
        found = self._env.get("references")
        for label, definition in found.items() if isinstance(found, dict) else ():
            if label not in self._inline.labels:
                span = Span(self._path, self._line(definition["map"][0]))
                message = f"the address [{label}]: {definition['href']} is used nowhere and is left out"
                self._diagnostics.append(warning("R033", message, span, "write it where it belongs"))

    def _free_uncalled_notes(self) -> None:
        """A note that nothing calls would be lost: it becomes ordinary text."""
        called = {mark.target for block in self._blocks for mark in block.marks if mark.kind is _NOTE}
        for at, block in enumerate(self._blocks):
            key = block.hints.note
            if key is not None and key not in called:
                message = f"the note '{key}' is called nowhere"
                self._diagnostics.append(warning("R032", message, block.span, f"write [^{key}] where it belongs"))
                hints = msgspec.structs.replace(block.hints, note=None)
                self._blocks[at] = msgspec.structs.replace(block, hints=hints)


def _placed(block: RawBlock, around: Hints) -> RawBlock:
    """A block of markup where it stands: in a quotation, a list, a note."""
    if not (around.quote or around.list or around.note is not None):
        return block
    own = block.hints
    hints = msgspec.structs.replace(own, quote=own.quote + around.quote, list=own.list or around.list, note=around.note)
    return msgspec.structs.replace(block, hints=hints)


_WORD = re.compile("</?[A-Za-z]")
_TAGS = re.compile(r"(?:\s*<[^<>]*>)*\s*")
_SHOWS = re.compile(r"<(?:img|hr|t[dh])\b", re.IGNORECASE)
_PLAIN = tuple(Hints(blank_before=count) for count in range(16))

_TAKERS: dict[str, Callable[[BlockReader, Token], None]] = {
    "inline": BlockReader._take_inline,
    "paragraph_open": BlockReader._open_paragraph,
    "dt_open": BlockReader._open_definition,
    "dd_open": BlockReader._open_definition,
    "dt_close": BlockReader._close_definition,
    "dd_close": BlockReader._close_definition,
    "heading_open": BlockReader._open_heading,
    "heading_close": BlockReader._close_heading,
    "blockquote_open": BlockReader._open_quote,
    "blockquote_close": BlockReader._close_quote,
    "bullet_list_open": BlockReader._open_bullets,
    "bullet_list_close": BlockReader._close_list,
    "ordered_list_open": BlockReader._open_numbers,
    "ordered_list_close": BlockReader._close_list,
    "list_item_open": BlockReader._open_item,
    "list_item_close": BlockReader._close_item,
    "table_open": BlockReader._open_table,
    "tr_open": BlockReader._open_row,
    "th_open": BlockReader._open_cell,
    "td_open": BlockReader._open_cell,
    "th_close": BlockReader._close_cell,
    "td_close": BlockReader._close_cell,
    "footnote_reference_open": BlockReader._open_note,
    "footnote_reference_close": BlockReader._close_note,
    "hr": BlockReader._take_rule,
    "fence": BlockReader._take_fence,
    "code_block": BlockReader._take_indented,
    "html_block": BlockReader._take_html,
}
