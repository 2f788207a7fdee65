"""Paragraphs in which a site's sentences stand among those of the text."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from publish.cleaners.patterns import late
from publish.cleaners.site import is_address, is_telling
from publish.cleaners.wording import same_commas

SHORTEST_OWN = 10
"""Characters of a sentence that is no exclamation or catchword."""
SHORTEST_BODY, SHORTEST_TAIL, LONGEST_TAIL = 8, 3, 120
"""Characters before the last full stop of a paragraph, and behind it, if what stands there is no part of the text."""
KEPT = 4096
"""Paragraphs whose parts are kept: rules ask about the whole document and about what changed in it."""
_STOP = late("[。；][”’」』）)】]*")
_POINT = late("[二三四五六七八九]是(?<=[^，。；：、]..)")
_WHOLE = late("[^。；！？!?]+[。；]")
_INNER_STOP = late("[。；].")
_OPEN = ("？", "！", "；", "：", "，", "、", "…", "—", ";", ":", ",", "”", "’", " ", "\u3000")
"""What the beginning of a sentence, an exclamation or a quotation ends with."""


def foreign_parts(text: str, limit: int) -> tuple[tuple[int, int], ...]:
    """Start and end of each run of the text's own sentences and of each sentence that a site may have said.

    A site's is what hangs on behind the last full stop, because pages lose their line ends, and what addresses the
    reader of a page. Empty for a paragraph of one kind.
    """
    if _is_of_one_kind(same_commas(text), limit):
        return ()
    tail = _start_of_tail(text)
    stops, points = (found.end() for found in _STOP.finditer(text)), (found.start() for found in _POINT.finditer(text))
    places = pairwise(sorted({0, *stops, *points, len(text)}))
    return tuple(_runs([(start, end, 0 < start == tail or is_address(text[start:end])) for start, end in places]))


@lru_cache(maxsize=KEPT)
def _is_of_one_kind(text: str, limit: int) -> bool:
    """Whether it is clear that a paragraph has no foreign parts; quick."""
    return not _start_of_tail(text) and (len(text) > limit or not _INNER_STOP.search(text) or not is_telling(text))


def has_own_sentence(line: str) -> bool:
    """Whether one of several sentences of a line says nothing of a site: a line with such a sentence is text."""
    sentences = _WHOLE.findall(line) if _INNER_STOP.search(line) else ()
    return any(len(sentence) > SHORTEST_OWN and not is_telling(sentence) for sentence in sentences)


def _runs(sentences: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int]]:
    """The sentences of the text in one piece wherever they follow each other, a site's one by one."""
    if len({foreign for _, _, foreign in sentences}) < 2:
        return
    for foreign, run in groupby(sentences, key=lambda sentence: sentence[2]):
        places = [(start, end) for start, end, _ in run]
        yield from places if foreign else [(places[0][0], places[-1][1])]


def _start_of_tail(text: str) -> int:
    """Where the last full stop of a paragraph ends, if something without one was hung onto it; else 0."""
    stop = text.rfind("。")
    if stop < SHORTEST_BODY or text.endswith(_OPEN):
        return 0
    found = _STOP.match(text, stop)
    return found.end() if found and SHORTEST_TAIL <= len(text) - found.end() <= LONGEST_TAIL else 0
