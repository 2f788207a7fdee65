"""The blocks of a web page, collected in one pass over its elements however deep they are nested."""

import re
from collections.abc import Mapping
from functools import cached_property

import msgspec
from lxml import etree
from lxml.etree import _Element

from publish.diagnostics import Span
from publish.model.raw import Align, CellPlace, Hints, ImagePlace, ListPlace, Mark, MarkKind, Origin, RawBlock
from publish.readers.html.furniture import announces, is_furniture, is_named_so, looks_like_menu
from publish.readers.html.notes import PageNotes
from publish.readers.html.programs import program_language
from publish.readers.html.styles import Look, count_letters, hidden_classes, is_hidden, look_of
from publish.readers.html.tables import Grid, is_layout
from publish.readers.html.tags import DELIMITERS, HEADINGS, INLINE, MARKS, SKIPPED, STYLES
from publish.readers.html.whitespace import Collapser
from publish.readers.images import Gallery
from publish.readers.lines import has_wide
from publish.readers.links import link_target
from publish.readers.lists import ListStack
from publish.readers.lone import number_lone_items
from publish.readers.marked import MarkedText, all_bold, cut
from publish.readers.places import Counters

EMU_PER_PX = 9525
NO_STYLES: Mapping[str, str] = {}
_TARGETED = (MarkKind.LINK, MarkKind.LEAD)  # say nothing without a target
_ROWS = frozenset(("tr", "thead", "tbody", "tfoot"))
_LITTLE = 60  # characters of a block that a class may hide
_LEVELS = frozenset("123456789")
_INDENT = re.compile("[\u3000\xa0](?: ?[\u3000\xa0])+")


class _Scope(msgspec.Struct, frozen=True):
    """What holds for the text of a block element; `first` is the number of the first block inside it."""

    element: _Element
    first: int
    origin: Origin = Origin.BODY
    level: int | None = None
    quote: int = 0
    align: Align | None = None
    font: str = ""
    size: float = 0.0
    pre: bool = False
    style: str = ""
    list: ListPlace | None = None
    cell: CellPlace | None = None
    article: bool = False
    note: str | None = None
    program: str | None = None  # language of a program's lines, empty when not named
    seen: tuple[int, int, int] = (0, 0, 0)  # characters, of these in links, links before the element


class PageReader:
    """Reads one page, or a piece of one that begins at line `first_line` of its file.

    `notes` are given where they stand in other pages; `styles` are the classes that say what a paragraph is; `outside`
    are the elements that stand around the article.
    """

    def __init__(
        self,
        path: str,
        first_line: int,
        gallery: Gallery,
        counters: Counters,
        *,
        notes: PageNotes | None = None,
        styles: Mapping[str, str] = NO_STYLES,
        outside: frozenset[_Element] = frozenset(),
    ) -> None:
        self._outside = outside
        self._given = notes
        self._styles = styles
        self._path = path
        self._offset = first_line - 1
        self._gallery = gallery
        self._counters = counters
        self._lists = ListStack(counters)
        self._grids: list[Grid | None] = []
        self._blocks: list[RawBlock] = []
        self._text = Collapser()
        self._aside: list[Collapser] = []  # the text around hidden words of a line
        self._waiting: list[RawBlock] = []  # hidden words, until the block that they stand in is complete
        self._looks: list[tuple[int, int, Look]] = []
        self._line = first_line
        self._characters = self._linked = self._links = 0

    def read(self, root: _Element) -> tuple[RawBlock, ...]:
        """All blocks of the page in order."""
        self._notes = self._given or PageNotes(root)
        self._scopes = [_Scope(root, 0)]
        self._inner: list[tuple[_Element, int, Look, bool]] = []
        self._hidden = hidden_classes(root)
        body = root.find("body")
        self._root = root if body is None else body
        walk = etree.iterwalk(self._root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "start" and (element.tag in SKIPPED or element.tag == "head"):
                walk.skip_subtree()
            elif event == "start" and (element in self._notes.calls or element in self._notes.back):
                self._call_note(element)
                walk.skip_subtree()
            elif event == "start":
                self._begin(element)
            elif event == "end" and element.tag not in SKIPPED and element.tag != "head":
                self._end(element)
            if event != "start" and element.tail and element is not root:
                self._add(element.tail)
        self._flush()
        return tuple(number_lone_items(self._blocks, self._lists.labels))

    def _begin(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break_line()
        elif tag == "img":
            self._take_image(element)
        elif tag in INLINE and element not in self._outside:
            self._begin_inline(element, tag)
        else:
            self._begin_block(element, tag)
        if element.text:
            self._add(element.text)

    def _end(self, element: _Element) -> None:
        if self._inner and self._inner[-1][0] is element:
            self._end_inline(element)
        elif self._scopes[-1].element is element and len(self._scopes) > 1:
            self._end_block(element)

    def _call_note(self, element: _Element) -> None:
        """The sign of a note is no text: outputs number their notes themselves."""
        if element in self._notes.calls and element not in self._notes.back:
            self._text.settle().note(self._notes.calls[element])

    # Blocks

    def _begin_block(self, element: _Element, tag: str) -> None:
        self._flush()
        self._line = self._line_of(element)
        self._open_structure(element, tag)
        around = self._scopes[-1]
        if element in self._notes.bodies:
            around = _Scope(element, 0, note=self._notes.bodies[element])
        look = look_of(element)
        self._scopes.append(
            _Scope(
                element,
                len(self._blocks),
                Origin.BODY if around.note is not None else self._origin(element, tag, around),
                HEADINGS.get(tag, around.level),
                around.quote + (tag == "blockquote"),
                look.align or around.align,
                look.font or around.font,
                look.size or around.size,
                around.pre or tag == "pre",
                self._style(element, tag, around),
                None if around.note is not None else self._list_place(tag, around),
                self._cell(element, tag, around),
                around.article or tag in ("article", "main"),
                around.note,
                program_language(element) if tag == "pre" else around.program,
                (self._characters, self._linked, self._links),
            )
        )
        if tag == "hr":
            self._blocks.append(RawBlock("", self._span(""), Hints(origin=around.origin, rule=True)))

    def _style(self, element: _Element, tag: str, around: _Scope) -> str:
        names = (element.get("class") or "").split() if self._styles else ()
        return next((self._styles[name] for name in names if name in self._styles), STYLES.get(tag, around.style))

    def _delimiter(self, element: _Element) -> str:
        """What stands around the numbers of a list; only our own pages say so."""
        around = element.getparent()
        name = around.get("class") or "" if around is not None and self._styles else ""
        return DELIMITERS.get(name, "")

    def _list_place(self, tag: str, around: _Scope) -> ListPlace | None:
        return self._lists.place if tag in ("li", "dd") else around.list if tag not in ("ul", "ol") else None

    def _open_structure(self, element: _Element, tag: str) -> None:
        if tag == "ul":
            self._lists.open()
        elif tag == "ol":
            start = element.get("start") or "1"
            self._lists.open(int(start) if start.isdecimal() and len(start) < 8 else 1)
        elif tag == "li" and self._lists.place:
            value = element.get("value") or ""
            self._lists.open_item(value if len(value) < 8 else "", self._delimiter(element))
        elif tag == "table":
            self._grids.append(None if is_layout(element) else Grid(self._counters.next_table()))
        elif self._grids and (grid := self._grids[-1]):
            if tag == "tr":
                grid.next_row()
            elif tag in ("thead", "tbody", "tfoot"):
                grid.header = tag == "thead"

    def _cell(self, element: _Element, tag: str, around: _Scope) -> CellPlace | None:
        grid = self._grids[-1] if self._grids else None
        return grid.next_cell(element) if grid and tag in ("td", "th") else around.cell

    def _origin(self, element: _Element, tag: str, around: _Scope) -> Origin:
        if around.origin is not Origin.BODY:
            return around.origin
        folded = is_hidden(element) and (_says_little(element) or not self._holds_most(element))
        if folded or tag == "noscript" or (self._is_hidden_here(element) and _says_little(element)):
            return Origin.HIDDEN
        outside = element in self._outside or is_furniture(element, tag, around.article)
        return Origin.NAVIGATION if outside else Origin.BODY

    def _holds_most(self, element: _Element) -> bool:
        """Whether most words of the page stand in an element: hidden, they wait for a script that shows them."""
        return 2 * count_letters(element) > self._letters

    @cached_property
    def _letters(self) -> int:
        return count_letters(self._root)

    def _is_hidden_here(self, element: _Element) -> bool:
        """Whether the page's own style hides the element's class."""
        return bool(self._hidden) and not self._hidden.isdisjoint((element.get("class") or "").split())

    def _end_block(self, element: _Element) -> None:
        self._flush()
        scope = self._scopes.pop()
        tag = str(element.tag)
        if tag in ("td", "th") and scope.cell and len(self._blocks) == scope.first:
            hints = Hints(origin=scope.origin, cell=scope.cell)
            self._blocks.append(RawBlock("", self._span(""), hints))
        elif tag in ("ul", "ol"):
            self._lists.close()
        elif tag == "table" and self._grids:
            self._grids.pop()
        elif tag == "thead" and self._grids and (grid := self._grids[-1]):
            grid.header = False
        self._judge(element, scope)

    def _judge(self, element: _Element, scope: _Scope) -> None:
        """An element that turns out to be a menu is navigation, with all that it holds; a row of a table is none."""
        in_table = scope.cell is not None or (element.tag in _ROWS and bool(self._grids and self._grids[-1]))
        if scope.origin is not Origin.BODY or in_table:
            return
        now = (self._characters, self._linked, self._links)
        characters, linked, links = (after - before for after, before in zip(now, scope.seen, strict=True))
        named = is_named_so(element)
        if not looks_like_menu(characters, linked, links, named) or (not named and self._is_announced(scope)):
            return
        for at in range(scope.first, len(self._blocks)):
            block = self._blocks[at]
            if block.hints.origin is Origin.BODY and block.hints.note is None:
                hints = msgspec.structs.replace(block.hints, origin=Origin.NAVIGATION)
                self._blocks[at] = msgspec.structs.replace(block, hints=hints)

    def _is_announced(self, scope: _Scope) -> bool:
        """Whether the line above an element, or its first one, says that a list of the text follows."""
        lines = self._blocks[max(scope.first - 1, 0) : scope.first + 1]
        return any(block.hints.origin is Origin.BODY and not block.marks and announces(block.text) for block in lines)

    # Inside a line

    def _begin_inline(self, element: _Element, tag: str) -> None:
        look = look_of(element)
        hidden = (is_hidden(element) or self._is_hidden_here(element)) and self._scopes[-1].origin is Origin.BODY
        if hidden:
            self._aside.append(self._text)
            self._text = Collapser()
        marked = self._text.settle()
        self._inner.append((element, marked.length, look, hidden))
        for kind in _kinds(element, look):
            target = _target(element, kind)
            if target or kind not in _TARGETED:
                marked.open(kind, target)
        if tag in ("ruby", "rb"):
            marked.begin_base()
        elif tag == "rt":
            marked.begin_reading()
        if tag == "a":
            self._links += 1

    def _end_inline(self, element: _Element) -> None:
        _, start, look, hidden = self._inner.pop()
        tag, marked = str(element.tag), self._text.marked
        if tag == "rt":
            marked.end_reading()
        for kind in reversed(_kinds(element, look)):
            if kind not in _TARGETED or _target(element, kind):
                marked.close(kind)
        if look.font or look.size:
            self._looks.append((start, marked.length, look))
        if hidden and self._aside:
            self._keep_hidden(marked)
            self._text = self._aside.pop()

    def _keep_hidden(self, marked: MarkedText) -> None:
        text, marks = marked.finish("\n ")
        if text:
            self._waiting.append(RawBlock(text, self._span(text), Hints(origin=Origin.HIDDEN), marks))

    def _add(self, text: str) -> None:
        scope = self._scopes[-1]
        if scope.pre:
            self._text.add_exactly(text)
            return
        if self._text.marked.last == "\n" and not self._aside and _INDENT.match(text.lstrip(" \t\n\r\f")):
            self._flush()  # a line that begins with an indent is a paragraph of its own
        self._text.add(text)
        count = len(text.strip())
        self._characters += count
        if any(element.tag == "a" for element, *_ in self._inner):
            self._linked += count

    def _break_line(self) -> None:
        if self._text.marked.last == "\n" and not self._scopes[-1].pre and not self._aside:
            self._flush()  # two line breaks part paragraphs
        else:
            self._text.break_line()

    def _take_image(self, element: _Element) -> None:
        alt = " ".join((element.get("alt") or element.get("title") or "").split())
        source = element.get("src") or element.get("data-src") or element.get("data-original") or ""
        sizes = [_pixels(element.get(name)) * EMU_PER_PX for name in ("width", "height")]
        place = self._gallery.find(source, ImagePlace("", alt, *sizes), self._span("")) if source else None
        if place:
            self._text.marked.image(place)
        elif alt:
            self._add(alt)

    # Finished blocks

    def _flush(self) -> None:
        hidden = len(self._aside)
        while self._aside:  # a block inside hidden words is hidden like them
            self._keep_hidden(self._text.marked)
            self._text = self._aside.pop()
        marked, self._text = self._text.marked, Collapser(self._text.marked.follow())
        for _ in range(hidden):
            self._aside.append(self._text)
            self._text = Collapser()
        looks, self._looks = self._looks, []
        self._inner = [(element, 0, look, hides) for element, _, look, hides in self._inner]
        scope = self._scopes[-1]
        images = [place for _, place in marked.images]
        text, marks = marked.finish("" if scope.pre else "\n ")
        if scope.pre and text.strip():
            self._emit_lines(text, marks, scope)
        elif text.strip(" ") or any(mark.kind is MarkKind.NOTE for mark in marks):
            self._blocks.append(RawBlock(text, self._span(text), self._hints(scope, text, marks, looks), marks))
        for place in images:
            hints = Hints(
                origin=scope.origin,
                image=place,
                cell=scope.cell,
                list=scope.list,
                quote=scope.quote,
                note=scope.note,
            )
            self._blocks.append(RawBlock("", self._span(""), hints))
        self._blocks += self._waiting
        self._waiting = []

    def _emit_lines(self, text: str, marks: tuple[Mark, ...], scope: _Scope) -> None:
        """Preformatted text is code, unless it is Chinese that nothing calls code: then its lines are paragraphs."""
        if scope.program is not None or not has_wide(text):
            text, marks = cut(text, marks, text.startswith("\n"), len(text.rstrip("\n")))
            hints = Hints(
                origin=scope.origin,
                cell=scope.cell,
                list=scope.list,
                quote=scope.quote,
                note=scope.note,
                code=scope.program or "",
            )
            marks = tuple(mark for mark in marks if mark.kind is not MarkKind.CODE)
            self._blocks.append(RawBlock(text, self._span(text), hints, marks))
            return
        start, blank = 0, 0
        for number, line in enumerate(text.split("\n")):
            if line.strip():
                _, own = cut(text, marks, start, start + len(line))
                span = Span(self._path, self._line + number, 1, len(line))
                hints = msgspec.structs.replace(self._hints(scope, line, own, []), blank_before=blank)
                self._blocks.append(RawBlock(line, span, hints, own))
                blank = 0
            else:
                blank += 1
            start += len(line) + 1

    def _hints(self, scope: _Scope, text: str, marks: tuple[Mark, ...], looks: list[tuple[int, int, Look]]) -> Hints:
        whole = [look for start, end, look in looks if start == 0 and end >= len(text)]
        return Hints(
            origin=scope.origin,
            style=scope.style,
            level=scope.level,
            bold=bool(marks) and all_bold(text, marks),
            font=next((look.font for look in whole if look.font), scope.font),
            size=next((look.size for look in whole if look.size), scope.size),
            align=scope.align,
            list=scope.list,
            cell=scope.cell,
            quote=scope.quote,
            note=scope.note,
        )

    def _line_of(self, element: _Element) -> int:
        line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave its type open
        return (line or 1) + self._offset

    def _span(self, text: str) -> Span:
        return Span(self._path, self._line, 1, len(text))


def _says_little(element: _Element) -> bool:
    """Whether a block holds no sentence: what a page folds away until somebody asks for it may be its text."""
    text = "".join(str(part) for part in element.itertext()).strip()
    return len(text) <= _LITTLE and "。" not in text


def _kinds(element: _Element, look: Look) -> list[MarkKind]:
    tag = str(element.tag)
    kinds = [MARKS[tag]] if tag in MARKS else []
    if element.get("role") == "heading":
        kinds.append(MarkKind.LEAD)
    if look.bold and MarkKind.STRONG not in kinds:
        kinds.append(MarkKind.STRONG)
    if look.italic and MarkKind.EMPHASIS not in kinds:
        kinds.append(MarkKind.EMPHASIS)
    return kinds


def _target(element: _Element, kind: MarkKind) -> str:
    """Where a link leads; the level of a heading in a line, which counts from the title as that of `h1` does."""
    if kind is MarkKind.LINK:
        return link_target(element.get("href") or "")
    level = element.get("aria-level") or ""
    return str(int(level) - 1) if kind is MarkKind.LEAD and level in _LEVELS else ""


def _pixels(text: str | None) -> int:
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 6 else 0
