"""The `sources` of a manifest → parts with their files."""

import os
from pathlib import Path

import msgspec

from publish.diagnostics import Span
from publish.manifest.checks import one_line
from publish.manifest.expand import LISTED_TWICE, Ground, expand
from publish.manifest.file import ItemEntry, LimitsEntry, ManifestFile, SourceEntry
from publish.manifest.plan import LetterheadPlan, PartPlan, SourceFile
from publish.model.ports import Limits, Split, SplitPlan
from publish.settings.mistakes import Mistakes
from publish.settings.shape import Path as Place

ENTRY_UNCLEAR = 25
ONE_FILE_ONLY = 26

_OF_FILES = ("title", "author", "date", "encoding", "split", "letterhead")
_OF_LETTERHEADS = ("issuer", "number", "copy_number", "secrecy", "urgency", "signatory")
_OF_ONE = (("title",), ("letterhead", "number"), ("letterhead", "copy_number"), ("letterhead", "signatory"))


class _Collector:
    """Goes through the entries in order and remembers which file was listed where."""

    def __init__(self, ground: Ground, places: dict[Place, Span], mistakes: Mistakes, limits: Limits) -> None:
        self._ground = ground
        self._limits = limits
        self._places = places
        self._mistakes = mistakes
        self._listed: dict[str, Span] = {}

    def files(self, item: str | SourceEntry, place: Place) -> tuple[SourceFile, ...]:
        entry = SourceEntry(path=item) if isinstance(item, str) else item
        text = entry.path.strip()
        span = self._places.get((*place, "path")) or self._places[place]
        if not text:
            if (*place, "path") not in self._places:
                self._mistakes.add(ENTRY_UNCLEAR, "this source names no file", span, "give it a 'path'")
            return ()
        paths = self._new(expand(text, span, self._ground, self._mistakes), text, span)
        for keys in _OF_ONE if len(paths) > 1 else ():
            if (*place, *keys) in self._places:
                message = f"one {keys[-1].replace('_', ' ')} cannot be given to {len(paths)} files"
                hint = "list the files one by one"
                if keys == ("title",):
                    hint += ", or make them a part: '- part: TITLE' with 'sources'"
                self._mistakes.add(ONE_FILE_ONLY, message, self._places[*place, *keys], hint)
        return tuple(self._file(path, entry) for path in paths)

    def _new(self, paths: tuple[Path, ...], text: str, span: Span) -> tuple[Path, ...]:
        """The paths that were not listed before; the others are a mistake."""
        new = dict[Path, None]()
        again = []
        for path in paths:
            first = self._listed.setdefault(os.path.realpath(path), span)
            if first is span:
                new[path] = None
            else:
                again.append((self._ground.name(path), first.line))
        if again:
            name, line = again[0]
            more = f" and {len(again) - 1} more" if len(again) > 1 else ""
            hint = f"'{name}' comes in with line {line} already; take it out of one of the two"
            self._mistakes.add(LISTED_TWICE, f"'{text}' lists '{name}'{more} a second time", span, hint)
        return tuple(new)

    def _file(self, path: Path, entry: SourceEntry) -> SourceFile:
        split = SplitPlan(entry.split) if isinstance(entry.split, Split) else SplitPlan(starts=entry.split)
        return SourceFile(
            path=str(path),
            name=self._ground.name(path),
            title=one_line(entry.title),
            author=one_line(entry.author),
            date=one_line(entry.date),
            encoding=entry.encoding,
            split=split,
            limits=self._limits,
            letterhead=LetterheadPlan(
                entry.letterhead.form, *(one_line(getattr(entry.letterhead, key)) for key in _OF_LETTERHEADS)
            ),
        )

    def part(self, entry: ItemEntry, place: Place) -> PartPlan:
        self._check_part(entry, place)
        nested = [self.files(item, (*place, "sources", index)) for index, item in enumerate(entry.sources)]
        return PartPlan(one_line(entry.part), tuple(file for files in nested for file in files))

    def _check_part(self, entry: ItemEntry, place: Place) -> None:
        span = self._places.get((*place, "part")) or self._places[place]
        if not entry.part and (*place, "part") not in self._places:
            self._mistakes.add(ENTRY_UNCLEAR, "these sources have no title", span, "add 'part: TITLE'")
        if not entry.sources and (*place, "sources") not in self._places:
            hint = "list its documents under 'sources'"
            self._mistakes.add(ENTRY_UNCLEAR, f"the part '{entry.part}' has no sources", span, hint)
        for key in ("path", *_OF_FILES):
            if (*place, key) in self._places:
                hint = "a part has a title ('part') and 'sources'; the rest belongs to the files in it"
                message = f"'{key}' cannot stand beside 'part'"
                self._mistakes.add(ENTRY_UNCLEAR, message, self._places[*place, key], hint)


def resolve_sources(
    file: ManifestFile, places: dict[Place, Span], ground: Ground, mistakes: Mistakes
) -> tuple[PartPlan, ...]:
    """The parts with their files; sources outside of parts stand together in parts without a title."""
    if file.sources == ():
        hint = "list at least one file, for example: sources: [docs/*.md]"
        mistakes.add(ENTRY_UNCLEAR, "there are no sources", places["sources",], hint)
    collector = _Collector(ground, places, mistakes, _limits(file.limits))
    if isinstance(file.sources, str):
        files = collector.files(file.sources, ("sources",)) if file.sources else ()
        return (PartPlan("", files),)
    parts: list[PartPlan] = []
    for index, item in enumerate(file.sources):
        place = ("sources", index)
        if isinstance(item, ItemEntry) and _is_part(place, places):
            parts.append(collector.part(item, place))
            continue
        files = collector.files(item, place)
        if parts and not parts[-1].title:
            parts[-1] = PartPlan("", parts[-1].sources + files)
        else:
            parts.append(PartPlan("", files))
    return tuple(parts)


def _limits(entry: LimitsEntry) -> Limits:
    """The limits that differ from what they are by themselves; they go with each file."""
    usual = msgspec.structs.asdict(Limits())
    return Limits(**{key: value for key, value in msgspec.structs.asdict(entry).items() if value != usual[key]})


def _is_part(place: Place, places: dict[Place, Span]) -> bool:
    """Whether an entry was meant as a part, however wrong it is."""
    return any((*place, key) in places for key in ("part", "sources"))
