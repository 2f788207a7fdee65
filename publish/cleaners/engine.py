"""Rules find, the engine cuts: applies edits until nothing is found any more, and takes them back again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter, lt

import msgspec

from publish.cleaners.damage import report_damage
from publish.cleaners.learning import NO_EVIDENCE, add_evidence, learn
from publish.cleaners.marks import Cut, shift_marks, unshift_marks
from publish.cleaners.names import report_names
from publish.cleaners.selection import select_rules
from publish.cleaners.view import part_of, with_tables
from publish.diagnostics import Diagnostic, Outcome, warning
from publish.model.edits import Edit
from publish.model.ports import Cleaned, Cleaning, Evidence, Profile, Reach, Rule
from publish.model.raw import ImagePlace, RawBlock, RawDocument

FURNITURE = ("C303", "C305", "C4")
"""Codes, or their beginnings, of the rules that take furniture of pages and sites out, line by line."""
MAX_ROUNDS = 25
"""Rounds through the table; real text is clean after two, only text made to defeat the rules needs more."""


_PLACE = attrgetter("block", "start")


def run_rules(
    document: RawDocument, choice: Cleaning, table: Sequence[Rule], evidence: Evidence = NO_EVIDENCE
) -> Outcome[Cleaned]:
    """The document without the dirt that the chosen rules of the table find, and every edit.

    The rules run in order, again and again, until none finds anything: cleaning what is clean changes nothing.
    """
    chosen = select_rules(choice, table)
    known = add_evidence(evidence, learn((document,))) if any(rule.find_known for rule in chosen.value) else evidence
    course = _Course(document, [_with_evidence(rule, known) for rule in chosen.value])
    settled = course.settle()
    diagnostics = [*chosen.diagnostics, *([] if settled else [_restless(document)])]
    if choice.profile is not Profile.OFF:
        diagnostics += [*report_damage(course.document), *report_names(course.document, known)]
    return Outcome(Cleaned(course.document, tuple(course.log)), tuple(diagnostics))


def _with_evidence(rule: Rule, evidence: Evidence) -> Rule:
    """The rule, finding with what the collection and the document itself tell.

    That is gathered before anything is cleaned: once an offer is gone, nobody knows any more whose name is left.
    """
    find_known = rule.find_known
    if find_known is None:
        return rule
    return replace(rule, find=lambda document: find_known(document, evidence))


class _Course:
    """A document on its way through the table: each rule is asked only about what changed since it looked last."""

    def __init__(self, document: RawDocument, rules: Sequence[Rule]) -> None:
        self.document = document
        self.log: list[Edit] = []
        self._rules = rules
        self._changed: list[int] = []  # numbers of blocks, in the order of the changes
        self._known = [-1] * len(rules)  # how many of the changes each rule has seen
        self._parts: dict[int, tuple[Sequence[int], RawDocument]] = {}

    def settle(self) -> bool:
        """Go through the table until no rule finds anything any more; whether that was reached."""
        for _ in range(MAX_ROUNDS):
            for place, rule in enumerate(self._rules):
                known, self._known[place] = self._known[place], len(self._changed)
                if known < len(self._changed):
                    self._apply(self._find(rule, known))
            if all(known == len(self._changed) for known in self._known):
                return True
        return False

    def _find(self, rule: Rule, known: int) -> Iterable[Edit]:
        if rule.find_among is not None:
            return rule.find_among(self.document, self._emptied())
        if known < 0 or rule.reach is Reach.DOCUMENT:
            return rule.find(self.document)
        if known not in self._parts:
            self._parts[known] = self._part(self._changed[known:])
        numbers, part = self._parts[known]
        return (msgspec.structs.replace(edit, block=numbers[edit.block]) for edit in rule.find(part))

    def _part(self, changed: Iterable[int]) -> tuple[Sequence[int], RawDocument]:
        """The blocks that changed, by number and as a document; all blocks where these are most of them.

        What rules see of the whole document is known already, and that of a part would have to be made.
        """
        numbers = with_tables(self.document, changed)
        if len(numbers) * 2 > len(self.document.blocks):
            return range(len(self.document.blocks)), self.document
        return numbers, part_of(self.document, numbers)

    def _emptied(self) -> dict[int, str]:
        """The blocks that hold nothing any more since rules took furniture out of them, with what they held."""
        taken: dict[int, str] = {}
        for edit in self.log:
            if edit.rule.startswith(FURNITURE) and not self.document.blocks[edit.block].text.strip():
                taken[edit.block] = taken.get(edit.block, "") + edit.before
        return taken

    def _apply(self, proposed: Iterable[Edit]) -> None:
        self.document, edits = apply_edits(self.document, proposed)
        if edits:
            self.log += edits
            self._changed += [edit.block for edit in edits]
            self._parts.clear()


def _restless(document: RawDocument) -> Diagnostic:
    advice = "look at the report of edits; a pattern of your own may feed on what another rule leaves"
    return warning("C001", f"{document.path}: cleaning stopped after {MAX_ROUNDS} rounds", hint=advice)


def apply_edits(document: RawDocument, edits: Iterable[Edit]) -> tuple[RawDocument, list[Edit]]:
    """The document with the edits done, and the log of what was done.

    Edits may come in any order; their starts refer to the document as given. Of edits that overlap the first one
    counts, and edits that change nothing or do not fit the text are left out.
    """
    proposed = list(edits)
    if not proposed:
        return document, []
    places = list(map(_PLACE, proposed))
    if not all(map(lt, places, places[1:])):  # most rules find from left to right
        proposed.sort(key=lambda edit: (edit.block, edit.start, -len(edit.before)))
    blocks, log = list(document.blocks), list[Edit]()
    for number, group in groupby(proposed, key=attrgetter("block")):
        blocks[number], done = _cut_block(blocks[number], group)
        log += done
    if not log:
        return document, []
    return msgspec.structs.replace(document, blocks=tuple(blocks)), log


def _cut_block(block: RawBlock, edits: Iterable[Edit]) -> tuple[RawBlock, list[Edit]]:
    text = block.text
    log: list[Edit] = []
    pieces: list[str] = []
    cuts: list[Cut] = []
    reached = moved = 0
    for edit in edits:
        start, before, after = edit.start, edit.before, edit.after
        if start < reached or (before == after and edit.image is None) or not text.startswith(before, start):
            continue
        pieces += (text[reached:start], after)
        reached = start + len(before)
        cuts.append((start, reached, len(after)))
        log.append(msgspec.structs.replace(edit, start=start + moved) if moved else edit)
        moved += len(after) - len(before)
    if not log:
        return block, log
    pieces.append(text[reached:])
    if any(edit.image for edit in log):
        block = _with_image(block, None)
    if not block.marks:
        return msgspec.structs.replace(block, text="".join(pieces)), log
    marks = shift_marks(block.marks, cuts)
    if unshift_marks(marks, cuts) != block.marks:  # the way back must be kept
        log[0] = msgspec.structs.replace(log[0], marks=block.marks)
    return msgspec.structs.replace(block, text="".join(pieces), marks=marks), log


def _with_image(block: RawBlock, image: ImagePlace | None) -> RawBlock:
    return msgspec.structs.replace(block, hints=msgspec.structs.replace(block.hints, image=image))


def restore(cleaned: Cleaned) -> RawDocument:
    """The document as it was before cleaning."""
    blocks = list(cleaned.document.blocks)
    for batch in _batches(cleaned.edits):
        number = batch[0].block
        blocks[number] = _undo(blocks[number], batch)
    return msgspec.structs.replace(cleaned.document, blocks=tuple(blocks))


def _batches(edits: tuple[Edit, ...]) -> Iterator[list[Edit]]:
    """Runs of the log, from its end, that one rule made in one block from left to right: undone together."""
    batch: list[Edit] = []
    for edit in reversed(edits):
        if batch and not _joins(edit, batch[-1]):
            yield batch[::-1]
            batch = []
        batch.append(edit)
    if batch:
        yield batch[::-1]


def _joins(edit: Edit, later: Edit) -> bool:
    same = edit.block == later.block and edit.rule == later.rule and later.marks is None
    return same and edit.start + len(edit.after) <= later.start


def _undo(block: RawBlock, batch: Sequence[Edit]) -> RawBlock:
    pieces: list[str] = []
    cuts: list[Cut] = []
    reached = moved = 0
    for edit in batch:
        pieces += (block.text[reached : edit.start], edit.before)
        reached = edit.start + len(edit.after)
        cuts.append((edit.start - moved, edit.start - moved + len(edit.before), len(edit.after)))
        moved += len(edit.after) - len(edit.before)
    for edit in batch:
        if edit.image:
            block = _with_image(block, edit.image)
    kept = batch[0].marks
    marks = kept if kept is not None else unshift_marks(block.marks, cuts)
    return msgspec.structs.replace(block, text="".join(pieces) + block.text[reached:], marks=marks)
