"""Lists as Word numbers them: one definition for bullets and each form of numbers, a count of its own for each list."""

from publish.model.document import ListBlock
from publish.model.style import StyleRole, StyleSheet, TextStyle
from publish.units import Length, to_twips
from publish.writers.docx.heading_numbers import HeadingLists
from publish.writers.docx.markup import attributes, part, value

DEEPEST_ITEM = 8  # Word has nine levels of list items, from 0
_BULLETED = 0
_AFTER_LISTS = 4  # the first free number of a definition
_COUNTED = {".": 1, ")": 2, "()": 3}  # by what stands behind or around a number
_NUMBERS = {1: "%{}.", 2: "%{})", 3: "(%{})"}
_BULLETS = "•"
_ROOM = 2  # characters of each level for its mark


class Lists:
    """Gives out the numbers under which items refer to their list."""

    def __init__(self, headings: HeadingLists) -> None:
        self._headings = headings  # whose lists come first
        self._starts: list[tuple[int, int, int] | None] = [
            None
        ]  # start, level, form; the first list is that of all bullets

    def number(self, block: ListBlock, level: int) -> int:
        """The number of a list that stands `level` deep in others: bullets share one, counted lists begin anew."""
        if not block.ordered:
            return len(self._headings) + 1
        self._starts.append((block.start, level, _COUNTED.get(block.delimiter, 1)))
        return len(self._headings) + len(self._starts)

    def markup(self, sheet: StyleSheet) -> bytes:
        """The numbering part."""
        style = sheet.text[StyleRole.LIST_ITEM]
        forms = sorted({1} | {start[2] for start in self._starts if start})
        definitions = "".join([_definition(form, style) for form in (_BULLETED, *forms)])
        first = len(self._headings) + 1
        lists = "".join([_list(number, start) for number, start in enumerate(self._starts, start=first)])
        own = self._headings
        return part("numbering", definitions + own.definitions(_AFTER_LISTS, sheet) + own.lists(_AFTER_LISTS) + lists)


def item_indent(style: TextStyle, level: int) -> Length:
    """How far the text of items is indented, whose marks end half a character to the left of it."""
    return Length(style.indent_left + max(style.first_line_indent, 0) + (level + 1) * _ROOM * style.size)


def _definition(number: int, style: TextStyle) -> str:
    levels = "".join([_level(level, number, style) for level in range(DEEPEST_ITEM + 1)])
    kind = value("multiLevelType", "hybridMultilevel")
    return f"<w:abstractNum{attributes({'abstractNumId': number})}>{kind}{levels}</w:abstractNum>"


def _level(level: int, number: int, style: TextStyle) -> str:
    counted = number != _BULLETED
    left = item_indent(style, level)
    indent = {"left": to_twips(left), "hanging": to_twips(Length(style.size // 2))}
    return (
        f"<w:lvl{attributes({'ilvl': level})}>{value('start', 1)}"
        f"{value('numFmt', 'decimal' if counted else 'bullet')}"
        f"{value('lvlText', _NUMBERS[number].format(level + 1) if counted else _BULLETS)}{value('lvlJc', 'right')}"
        f"<w:pPr><w:ind{attributes(indent)}/></w:pPr></w:lvl>"
    )


def _list(number: int, start: tuple[int, int, int] | None) -> str:
    if start is None:
        return f"<w:num{attributes({'numId': number})}>{value('abstractNumId', _BULLETED)}</w:num>"
    override = (
        f"<w:lvlOverride{attributes({'ilvl': start[1]})}>{value('startOverride', max(start[0], 0))}</w:lvlOverride>"
    )
    return f"<w:num{attributes({'numId': number})}>{value('abstractNumId', start[2])}{override}</w:num>"
