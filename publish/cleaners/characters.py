"""C1: characters that nobody can see and no typesetter wants."""

import unicodedata
from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import view
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

# Unicode 15, chapter 23.2 (layout controls), 23.8 (specials), and the soft hyphen; direction marks are C103.
_INVISIBLE = late("[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\ufff9-\ufffb]")
_JOINERS = "\u200c\u200d"
_CONTROL = late(r"[\x00-\x08\x0b-\x1f\x7f-\x9f](?:(?<=\x1b)\[[0-?]{0,16}[ -/]{0,2}[@-~])?")
"""Control codes, and the sequences that begin with one: colours of a terminal (ECMA-48, 5.4)."""
_DIRECTION = late("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RADICAL = late("[\u2e80-\u2ef3\u2f00-\u2fd5\u81f5]")

# Radicals that normalisation leaves alone (Unicode, EquivalentUnifiedIdeograph.txt), as far as they are whole words.
_WITHOUT_MAPPING = dict(
    zip(
        "⺟⺠⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民示虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
) | {"\u81f5": "置"}  # a variant that conversions of old files left (Unihan, kZVariant); no living word has it


def find_invisible(document: RawDocument) -> Iterator[Edit]:
    """C101: characters without width, except joiners between characters that they join."""
    seen = view(document)
    for found in seen.odd(_INVISIBLE):
        place = found.start()
        if found[0] in _JOINERS and _joins(seen.text, place):
            continue
        name = unicodedata.name(found[0], f"U+{ord(found[0]):04X}").lower()
        yield from seen.cut(place, place + 1, "C101", name)


def _joins(text: str, place: int) -> bool:
    """Whether a joiner stands between emoji, or letters of a script that joins (Arabic, Indic)."""
    around = (text[place - 1 : place], text[place + 1 : place + 2])
    return all(
        side and (unicodedata.category(side) in ("So", "Sk", "Mn", "Mc") or "\u0600" <= side <= "\u0dff")
        for side in around
    )


def find_control(document: RawDocument) -> Iterator[Edit]:
    """C102: control codes; the tab and the line feed are spacing, not dirt."""
    seen = view(document)
    for found in seen.odd(_CONTROL):
        yield from seen.cut(found.start(), found.end(), "C102", f"control code U+{ord(found[0][0]):04X}")


def find_direction(document: RawDocument) -> Iterator[Edit]:
    """C103: direction marks in a document without a letter that runs from right to left."""
    seen = view(document)
    marks = list(seen.odd(_DIRECTION))
    if marks and not _RIGHT_TO_LEFT.search(seen.text):
        for found in marks:
            yield from seen.cut(found.start(), found.end(), "C103", "direction mark without right-to-left text")


def find_radicals(document: RawDocument) -> Iterator[Edit]:
    """C104: radicals of the dictionary (Kangxi, U+2F00) that a PDF put in the place of characters."""
    seen = view(document)
    for found in seen.odd(_RADICAL):
        character = _WITHOUT_MAPPING.get(found[0]) or unicodedata.normalize("NFKC", found[0])
        if character != found[0]:
            yield from seen.cut(found.start(), found.end(), "C104", "radical for character", character)


RULES = (
    Rule(
        "C101",
        "invisible-character",
        Safety.SAFE,
        "Zero-width spaces and joiners, byte order marks inside the text, soft hyphens.",
        "Web pages put them in against copying; they break searching, line breaking and font fall-back.",
        ("工作\u200b报告\u2060和\u00ad计划", "工作报告和计划"),
        find_invisible,
        ("家庭\U0001f468\u200d\U0001f469\u200d\U0001f467合影",),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C102",
        "control-character",
        Safety.SAFE,
        "Control codes such as NUL or form feed inside a line.",
        "They have no shape, and Word and EPUB files may not hold them at all.",
        ("工作\x00报告\x07", "工作报告"),
        find_control,
        reach=Reach.BLOCK,
    ),
    Rule(
        "C103",
        "direction-mark",
        Safety.SAFE,
        "Marks and overrides of writing direction in text that runs from left to right only.",
        "They turn words around when a line is broken, and come from chat programs and contacts lists.",
        ("电话：\u202a12345\u202c", "电话：12345"),
        find_direction,
        ("人名 \u200f\u05d0\u05d1\u05d2\u200f 保留",),
    ),
    Rule(
        "C104",
        "radical-for-character",
        Safety.SAFE,
        "Kangxi and CJK radicals that stand for whole characters; the variant U+81F5 for 置.",
        "Text copied from PDF files and old conversions hold them; they look right and are found by no search.",
        ("\u2f2f作\u2f45案", "工作方案"),
        find_radicals,
        reach=Reach.BLOCK,
    ),
)
