"""Automatic numbers of a Word file, counted as Word counts them (ISO/IEC 29500-1, 17.9)."""

import re

import msgspec
from lxml.etree import _Element

from publish.model.raw import ListPlace
from publish.readers.docx.names import VAL, child_number, child_switch, child_value, w, whole
from publish.readers.docx.numerals import spell
from publish.readers.lines import has_wide
from publish.readers.places import Counters

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9


class _Level(msgspec.Struct, frozen=True):
    kind: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None  # level whose items set this one back; None the one above, 0 never
    legal: bool = False


class Numbered(msgspec.Struct, frozen=True):
    """What numbering does to a paragraph: `label` goes before its text, or it is an item of a plain list."""

    label: str = ""
    place: ListPlace | None = None


class Numbering:
    """Counts the numbered paragraphs of one file, to be asked in their order.

    Bullets and plain decimal numbers ('1.') are lists. Any other number ('一、', '（二）', '第三章', '1.2') is text of
    its paragraph, as the document model could not tell it otherwise; so is '1.' below such a number, where it is the
    third level of headings (GB/T 9704-2012, 7.3.3). `labels` has the first number of each list as text.
    """

    def __init__(self, root: _Element | None, counters: Counters) -> None:
        self._counters = counters
        self._levels: dict[str, dict[int, _Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self.labels: dict[int, str] = {}
        self._run: list[ListPlace] = []  # lists that the last paragraph belonged to, outermost first
        self._run_keys: list[tuple[str, int]] = []
        if root is not None:
            self._load(root)

    def interrupt(self) -> None:
        """A paragraph outside of lists: the next item begins a new list, counting on."""
        self._run, self._run_keys = [], []

    def next(self, number_id: str, level: int, heading: bool) -> Numbered:  # noqa: FBT001
        """The next paragraph with this numbering."""
        found = self._levels.get(number_id, {}).get(level)
        if found is None:
            self.interrupt()
            return Numbered()
        if found.kind == "bullet":
            if heading:
                return Numbered()
            return Numbered(place=self._item(number_id, level, ordered=False, number=1))
        count = self._advance(number_id, level, found)
        if not heading and self._is_plain(number_id, level, found):
            place = self._item(number_id, level, ordered=True, number=count)
            self.labels.setdefault(place.list, self._label(number_id, level, found))
            return Numbered(place=place)
        if not heading:
            self.interrupt()
        return Numbered(label=self._label(number_id, level, found))

    def _is_plain(self, number_id: str, level: int, found: _Level) -> bool:
        above = (self._levels[number_id].get(at, found) for at in range(level))
        return (
            found.kind == "decimal"
            and found.text == f"%{level + 1}."
            and all(one.kind == "bullet" or one.text == f"%{at + 1}." for at, one in enumerate(above))
        )

    def _item(self, number_id: str, level: int, *, ordered: bool, number: int) -> ListPlace:
        key = (number_id, level)
        while self._run_keys and self._run_keys[-1][1] > level:
            self._run.pop()
            self._run_keys.pop()
        if self._run_keys and self._run_keys[-1] == key:
            before = self._run.pop()
            place = ListPlace(before.list, before.item + 1, before.level, ordered, before.start)
            if ordered and place.start + place.item != number:
                place = ListPlace(self._counters.next_list(), 0, before.level, ordered, number)
        else:
            if self._run_keys and self._run_keys[-1][1] == level:
                self._run.pop()
                self._run_keys.pop()
            place = ListPlace(self._counters.next_list(), 0, len(self._run), ordered, number)
            self._run_keys.append(key)
        self._run.append(place)
        return place

    def _advance(self, number_id: str, level: int, found: _Level) -> int:
        """Count one more, and set the deeper levels back. Numberings of one abstract definition share their counts."""
        counts = self._counts.setdefault(self._abstract.get(number_id, number_id), {})
        start = self._starts.get(number_id, {}).get(level)
        if start is not None and (number_id, level) not in self._overridden:
            self._overridden.add((number_id, level))
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else found.start
        for deeper in range(level + 1, _LEVELS):
            restart = self._levels[number_id].get(deeper, _Level()).restart
            if restart is None or level < restart:
                counts.pop(deeper, None)
        return counts[level]

    def _label(self, number_id: str, level: int, found: _Level) -> str:
        counts = self._counts[self._abstract.get(number_id, number_id)]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = self._levels[number_id].get(at, _Level())
            return spell(counts.get(at, own.start), "decimal" if found.legal else own.kind)

        label = _PLACEHOLDER.sub(number, found.text)
        if not label or found.suffix == "nothing":
            return label
        return f"{label} " if found.suffix == "space" or not has_wide(label[-1]) else label

    def _load(self, root: _Element) -> None:
        abstract = {element.get(w("abstractNumId"), ""): _levels(element) for element in root.findall(w("abstractNum"))}
        for element in root.findall(w("num")):
            number_id = element.get(w("numId"), "")
            name = child_value(element, "abstractNumId") or ""
            self._abstract[number_id] = name
            self._levels[number_id] = dict(abstract.get(name, {}))
            for override in element.findall(w("lvlOverride")):
                level = whole(override.get(w("ilvl"))) or 0
                start = child_number(override, "startOverride")
                if start is not None:
                    self._starts.setdefault(number_id, {})[level] = start
                self._levels[number_id].update(_levels(override))


def _levels(parent: _Element) -> dict[int, _Level]:
    return {whole(element.get(w("ilvl"))) or 0: _level(element) for element in parent.findall(w("lvl"))}


def _level(element: _Element) -> _Level:
    text = element.find(w("lvlText"))
    start = child_number(element, "start")
    return _Level(
        child_value(element, "numFmt") or "decimal",
        "" if text is None else text.get(VAL, ""),
        1 if start is None else start,
        child_value(element, "suff") or "tab",
        child_number(element, "lvlRestart"),
        bool(child_switch(element, "isLgl")),
    )
