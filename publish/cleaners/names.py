"""C414: the name of a site or seller, known from its offers, on a line or in brackets of its own."""

import re
from collections import Counter
from collections.abc import Iterator

from publish.cleaners.inserts import may_hold
from publish.cleaners.learning import learn, may_recur
from publish.cleaners.patterns import late
from publish.cleaners.plain import plain
from publish.cleaners.site import shape, weigh
from publish.cleaners.view import view
from publish.cleaners.wording import HAN
from publish.diagnostics import Diagnostic, info
from publish.model.edits import Edit
from publish.model.ports import Evidence, Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 60
RECURS = 3
"""A line with a name that comes back so often in a document is furniture."""
_HAN = late(f"[{HAN}]")


def find_names(document: RawDocument) -> Iterator[Edit]:
    """C414, from what the document alone tells."""
    yield from find_known_names(document, learn((document,)))


def find_known_names(document: RawDocument, evidence: Evidence) -> Iterator[Edit]:
    """C414: lines that hold a known name and little else; lines that recur in the collection."""
    recurring = dict(evidence.lines)
    known = re.compile("|".join(map(re.escape, evidence.names))) if evidence.names else None
    lines = view(document).lines
    again = Counter([line.text for line in lines if len(line.text) <= LIMIT])
    furniture = {text for text, count in again.items() if count >= RECURS and may_recur(text)}
    for line in lines:
        if line.text in recurring:
            reason = f"line that stands in {recurring[line.text]} documents of the collection or more"
            yield line.drop("C414", reason)
        elif line.text in furniture:
            yield line.drop("C414", f"line that stands in the document {again[line.text]} times")
        elif (
            known
            and len(line.text) <= LIMIT
            and may_hold(line.text, known)
            and _is_name_line(line.text, known, recurs=again[line.text] >= RECURS)
        ):
            yield line.drop("C414", "line with the name of a site")


def report_names(document: RawDocument, evidence: Evidence) -> list[Diagnostic]:
    """A message where sentences hold the name of a site: some sites write theirs in the place of words (公文)."""
    seen = view(document)
    found = [match for name in evidence.names for match in re.finditer(re.escape(name), seen.text)]
    if not found:
        return []
    first = min(found, key=lambda match: match.start())
    span = document.blocks[seen.block_at(first.start())].span
    names = ", ".join(f"'{name}'" for name in sorted({match[0] for match in found}))
    message = f"name of a site in the text, {len(found)} in all: {names}; it may stand in the place of a word"
    return [info("C909", message, span, "compare with another copy of the text; a pattern of your own can remove it")]


def _is_name_line(line: str, known: re.Pattern[str], *, recurs: bool) -> bool:
    """Whether a line is a name with nothing of an office beside it, and no sentence; more may stand there if it
    comes back.
    """
    words = plain(line)
    if not known.search(words) or weigh(line).against or words.endswith("。") or shape(line) < -1:
        return False
    rest = _HAN.findall(known.sub("", words))
    return recurs or len(rest) <= 4 or weigh(known.sub("", words)).points > 0


RULES = (
    Rule(
        "C414",
        "site-name",
        Safety.RISKY,
        "The name of a site or seller on a line of its own, where the documents' own offers tell whose "
        "name it is; short lines that say or show something of a site and recur in three documents and more.",
        "The name alone could be anything; together with its offer it is known. It is learnt before cleaning, in the "
        "document and, where there are many, in the whole collection.",
        (
            "“某某小灶”会员独享，翻录必究，售后VX：abcd-01，用后给好评。\n要抓好落实。\n某某小灶  —— 好东西",
            "“某某小灶”会员独享，翻录必究，售后VX：abcd-01，用后给好评。\n要抓好落实。",
        ),
        find_names,
        ("县文化馆举办“某某小灶”美食节。",),
        find_known_names,
    ),
)
