"""Takes a source apart into its documents, on evidence, and says so when the evidence does not do."""

import difflib
from collections.abc import Sequence

import msgspec

from publish.diagnostics import Diagnostic, Outcome, error, info, warning
from publish.model.ports import Split, SplitPlan
from publish.structure.evidence import Candidate, Surroundings, addresses, ends_above, find_candidates, survey
from publish.structure.lines import Line
from publish.structure.roles import is_organ
from publish.structure.sentences import ends_sentence, fold
from publish.structure.series import marked_pieces, numbered_pieces
from publish.structure.titles import (
    Standing,
    bare_title,
    compiled_count,
    has_genre,
    is_mark_alone,
    may_be_title,
    names_collection,
)

ENOUGH = 6  # points that make a line the beginning of a piece of a compilation
ENOUGH_ALONE = 9  # points where nothing says that the source is a compilation
_WEAK = 3  # fewest points of a line that may still be chosen to reach the stated number
_HEAD = 4  # lines at the top of a source in which its first document addresses its readers
_TOP_LINES = 12  # lines from the top among which the collection's title is looked for


class Division(msgspec.Struct, frozen=True):
    """A source taken apart. `starts` are the indices of the lines with which documents begin, in order.

    `heading` are the indices of the lines that give the collection's title, `count` the number it states. When the
    only document begins at the top, that title is its own. `standing` is that of the pieces when there are several.
    """

    starts: tuple[int, ...]
    heading: tuple[int, ...] = ()
    count: int = 0
    standing: Standing = Standing.PIECE

    def of_pieces(self) -> Standing:
        """How the documents stand in the source."""
        return self.standing if len(self.starts) > 1 else Standing.ALONE


def divide(lines: Sequence[Line], plan: SplitPlan, claimed: str) -> Outcome[Division]:
    """Where the documents of a source begin. `claimed` is the title that the file itself states."""
    if plan.starts:
        return _by_plan(lines, plan.starts)
    heading = find_collection_title(lines)
    if plan.mode is Split.NEVER or not lines:
        return Outcome(Division((0,), heading))
    claimed_starts = tuple(index for index, line in enumerate(lines) if line.begins_document)
    if len(claimed_starts) > 1:
        return Outcome(Division(claimed_starts if _begins(lines, claimed_starts[0]) else (0, *claimed_starts)))
    count = compiled_count(lines[heading[0]].text) if heading else compiled_count(claimed)
    first = heading[-1] + 1 if heading else 0
    known = tuple(fold(bare_title(text)) for text in (lines[heading[0]].text if heading else "", claimed))
    around = survey(lines, tuple(text for text in known if text))
    candidates = _thin(find_candidates(lines, first, around), lines)
    if not heading and not count:
        return _alone(lines, candidates)
    chosen = _choose(candidates, count)
    numbered = numbered_pieces(lines, first, count) if count and len(chosen) != count else []
    if numbered:
        return Outcome(Division(tuple(numbered), heading, count, Standing.NUMBERED))
    return _decided(lines, candidates, chosen, heading, count, first)


def find_collection_title(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines near the top that hold the title of a compilation, which may be repeated."""
    found: list[int] = []
    for index, line in enumerate(lines[:_TOP_LINES]):
        if not may_be_title(line):
            continue
        if (found and fold(line.text) == fold(lines[found[0]].text)) or (not found and names_collection(line.text)):
            found.append(index)
    return tuple(found)


def _by_plan(lines: Sequence[Line], wanted: tuple[str, ...]) -> Outcome[Division]:
    """The lines that the manifest names, each looked for after the one before it."""
    folded = [fold(line.text) for line in lines]
    starts: list[int] = []
    diagnostics: list[Diagnostic] = []
    place = 0
    for text in wanted:
        index = _find(folded, fold(text), place)
        if index is None:
            diagnostics.append(_not_found(text, lines, folded))
        else:
            starts.append(index)
            place = index + 1
    heading = tuple(index for index in find_collection_title(lines) if not starts or index < starts[0])
    return Outcome(Division(tuple(starts) or (0,), heading), tuple(diagnostics))


def _find(folded: Sequence[str], wanted: str, place: int) -> int | None:
    for index in range(place, len(folded)):
        if folded[index] == wanted:
            return index
    for index in range(place, len(folded)):
        if len(wanted) >= 6 and folded[index].startswith(wanted):
            return index
    return None


def _not_found(text: str, lines: Sequence[Line], folded: Sequence[str]) -> Diagnostic:
    short = [entry[:80] for entry in folded if entry]
    near = difflib.get_close_matches(fold(text)[:80], short, 1, 0.3)
    line = lines[[entry[:80] for entry in folded].index(near[0])] if near else None
    hint = f"the nearest line is '{line.text[:60]}'" if line else "copy the line from the source as it stands"
    return error("S103", f"no document begins with '{text}'", line.span if line else None, hint)


def _thin(candidates: list[Candidate], lines: Sequence[Line]) -> list[Candidate]:
    """Of candidates that follow each other directly, the one with the title: the best, the first among equals."""
    kept: list[Candidate] = []
    for candidate in candidates:
        if kept and candidate.index <= kept[-1].index + 4 and _same_head(kept[-1], candidate, lines):
            if candidate.titled and candidate.points > kept[-1].points + 1:
                kept[-1] = candidate
            continue
        kept.append(candidate)
    return kept


def _same_head(first: Candidate, second: Candidate, lines: Sequence[Line]) -> bool:
    """Whether nothing but furniture of a title stands between two candidates."""
    between = lines[first.index + 1 : second.index]
    if any(line.number is not None or len(line.text) > 60 for line in between):
        return False
    if fold(lines[first.index].text) == fold(lines[second.index].text):
        return second.titled
    return not any(ends_sentence(line.text) or len(line.text) > 40 for line in between)


def _choose(candidates: list[Candidate], count: int) -> list[Candidate]:
    """The beginnings of pieces: all that have enough points; the stated number corrects when it can."""
    good = [candidate for candidate in candidates if candidate.points >= ENOUGH]
    titled = [candidate for candidate in good if candidate.titled]
    if not count or len(good) == count:
        return good
    if len(titled) == count:
        return titled
    if len(titled) > count:
        return _best(titled, count) or titled
    pool = [candidate for candidate in candidates if candidate.points >= _WEAK]
    return _best(good, count) or _best(pool, count) or _nearly(candidates, count) or good


def _nearly(candidates: list[Candidate], count: int) -> list[Candidate]:
    """All titles that miss but a point, as long as they are not more than the stated number."""
    near = [candidate for candidate in candidates if candidate.points >= ENOUGH - 1]
    return near if len(near) <= count else []


def _best(candidates: list[Candidate], count: int) -> list[Candidate] | None:
    """The `count` best candidates in their order, None when the next one is as good as the last of them."""
    if len(candidates) < count:
        return None
    ranked = sorted(candidates, key=lambda candidate: (-candidate.points, not candidate.titled, candidate.index))
    if len(ranked) > count:
        last, after = ranked[count - 1], ranked[count]
        if (last.points, last.titled) == (after.points, after.titled):
            return None
    return sorted(ranked[:count], key=lambda candidate: candidate.index)


def _alone(lines: Sequence[Line], candidates: list[Candidate]) -> Outcome[Division]:
    """No word of a compilation: only plain evidence takes such a source apart."""
    marked = tuple(marked_pieces(lines))
    likely = [each for each in candidates if each.titled and has_genre(lines[each.index].text)]
    strong = [each for each in likely if each.points >= ENOUGH_ALONE]
    chosen = [each for each in likely if each.points > ENOUGH] if len(strong) > 1 else []
    starts = marked or _ruled(lines) or tuple(each.index for each in chosen)
    ended = () if len(starts) > 1 else _ended(lines, candidates)
    first = _first_title(lines, ended)
    if ended:
        starts = (first, *ended)
    if len(starts) < 2:
        return Outcome(Division((0,)))
    if not ended and not _begins(lines, starts[0]):
        starts = (0, *starts)
    standing = Standing.NUMBERED if marked else Standing.PIECE
    heading = (0,) if (marked or first) and starts[0] == 1 and may_be_title(lines[0]) else ()
    message = f"the source holds {len(starts)} documents although it does not say so: {_places(lines, starts)}"
    hint = "when this is one document, write 'split: never' at the source"
    return Outcome(
        Division(starts, heading, standing=standing), (warning("S102", message, lines[starts[1]].span, hint),)
    )


def _ruled(lines: Sequence[Line]) -> tuple[int, ...]:
    """The lines below rules, when there are several rules and each stands above what looks like title and text."""
    below = [index + 1 for index, line in enumerate(lines[:-1]) if line.hints.rule and not line.text]
    titles = [index for index in below if may_be_title(lines[index]) and not lines[index].hints.level]
    texts = [index for index in titles if any(ends_sentence(line.text) for line in lines[index + 1 : index + 5])]
    return tuple(texts) if len(texts) == len(below) > 1 else ()


def _ended(lines: Sequence[Line], candidates: list[Candidate]) -> tuple[int, ...]:
    """The titles between what ends a document, a date or a farewell, and what opens one, when one opens at the top."""
    titles = (each.index for each in candidates if each.titled and each.points >= _WEAK)
    found = tuple(
        index
        for index in titles
        if ends_above(lines, index) and addresses(lines[index + 1 : index + 3]) and not is_organ(lines[index].text)
    )
    return found if found and addresses(lines[: min(_HEAD, found[0])]) else ()


def _first_title(lines: Sequence[Line], starts: Sequence[int]) -> int:
    """The index of the first document's title: 1 where it stands as those of the others do, below that of them all."""
    others = all(addresses(lines[index + 1 : index + 2]) for index in starts)
    both = len(lines) > 2 and may_be_title(lines[0]) and may_be_title(lines[1])
    return int(others and both and addresses(lines[2:3]))


def _begins(lines: Sequence[Line], index: int) -> bool:
    """Whether hardly anything stands before a line."""
    return sum(len(line.text) for line in lines[:index]) < 400


def _decided(
    lines: Sequence[Line],
    candidates: list[Candidate],
    chosen: list[Candidate],
    heading: tuple[int, ...],
    count: int,
    first: int,
) -> Outcome[Division]:
    starts = [_with_mark(lines, candidate.index, first) for candidate in chosen]
    if not starts:
        starts = [0]
    elif not _begins(lines[first:], starts[0] - first):
        starts.insert(0, min(first, len(lines) - 1))
    division = Division(tuple(starts), heading, count)
    return Outcome(division, tuple(_doubts(lines, candidates, chosen, division)))


def _with_mark(lines: Sequence[Line], index: int, first: int) -> int:
    """The line that begins a piece: the one above its title when that only counts it."""
    return index - 1 if index > first and is_mark_alone(lines[index - 1].text) else index


def _doubts(
    lines: Sequence[Line], candidates: list[Candidate], chosen: list[Candidate], division: Division
) -> list[Diagnostic]:
    """What there is to say about a division: a number that is not met, beginnings that are weak or were left out."""
    found, span = len(division.starts), lines[division.heading[0]].span if division.heading else None
    hint = "give the first lines of the documents as 'split' at the source when this is not right"
    doubts: list[Diagnostic] = []
    left = [candidate for candidate in candidates if candidate not in chosen and candidate.points >= ENOUGH - 1]
    if division.count and found != division.count:
        places = _places(lines, [candidate.index for candidate in candidates if candidate.points >= _WEAK])
        message = f"the title speaks of {division.count} documents, {found} were found; possible beginnings: {places}"
        doubts.append(warning("S101", message, span, hint))
    elif left:
        places = _places(lines, [candidate.index for candidate in left])
        doubts.append(info("S105", f"further documents may begin at {places}", span, hint))
    weak = [candidate.index for candidate in chosen if candidate.points < ENOUGH]
    if weak:
        message = f"taken as beginnings of documents to reach the number in the title: {_places(lines, weak)}"
        doubts.append(warning("S106", message, span, hint))
    return doubts


def _places(lines: Sequence[Line], indices: Sequence[int]) -> str:
    return "; ".join(f"line {lines[index].span.line} '{lines[index].text[:24]}'" for index in indices[:40]) or "none"


__all__ = ["Division", "Surroundings", "divide", "find_collection_title"]
