"""Where sentences end, and what lines look like: the measures that headings, titles and roles are judged by."""

import re
import unicodedata

ENDS = "。！？!?；;…"
CLOSERS = "”’」』》）)】\"'"
_STOP = re.compile(r"[。！？!?\n]")
_LEAD_IN = re.compile(r"如下|以下|下列|现将|現將|现就|現就")
_QUOTES = {"“": 1, "‘": 1, "「": 1, "『": 1, "”": -1, "’": -1, "」": -1, "』": -1}
_TURN = re.compile(r"[。！？!?\n“”‘’「」『』]")


def ends_sentence(text: str) -> bool:
    """Whether the text ends with the end of a sentence, closing quotation marks and brackets aside."""
    bare = text.rstrip(CLOSERS + " ")
    return bool(bare) and (bare[-1] in ENDS or (bare[-1] == "." and not bare[-2:-1].isdigit()))


def has_stop(text: str, start: int) -> bool:
    """Whether a sentence ends before the end of the text."""
    found = _STOP.search(text, start)
    return found is not None and bool(text[found.end() :].strip(CLOSERS + "。！？!? "))


def first_sentence(text: str, start: int, limit: int) -> int:
    """Where the first sentence from `start` ends (after its full stop), 0 when there is no end within `limit`.

    A stop inside of quotation marks does not count, unless the quotation is never closed within reach.
    """
    depth, inner = 0, 0
    for found in _TURN.finditer(text, start, min(len(text), start + limit + 1)):
        turn = _QUOTES.get(found[0])
        if turn is not None:
            depth = max(0, depth + turn)
        elif depth == 0:
            return _with_closers(text, found.end())
        elif not inner:
            inner = found.end()
    return _with_closers(text, inner) if inner else 0


def _with_closers(text: str, end: int) -> int:
    while end < len(text) and text[end] in "。！？!?”’」』":
        end += 1
    return end


def fold(text: str) -> str:
    """A form to compare texts by: no white space, one width of characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def likeness(first: str, second: str) -> float:
    """How much two folded texts have in common: the Dice coefficient of their pairs of characters, 0 to 1."""
    pairs = {first[place : place + 2] for place in range(len(first) - 1)}
    others = {second[place : place + 2] for place in range(len(second) - 1)}
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else float(first == second)


def is_lead_in(text: str) -> bool:
    """Whether the line says that something follows, and no more: 现将有关情况报告如下：."""
    return text[-1:] in "：:" and _LEAD_IN.search(text) is not None
