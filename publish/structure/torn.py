"""Sentences that a dead link tore into three lines, put together again: every join is recorded.

The evidence is how the source sets its paragraphs off. Where they are indented, a short line without an indent and
without a mark, between an open line and one that goes on, is no paragraph; nor is one before a line that begins with a
mark that no line begins with (GB/T 15834, 5.1.1), nor one right below a paragraph that stops within a sentence. Where
blank lines part the paragraphs, lines without one between them are one paragraph. And whatever the setting, running
text that ends with a comma, or with a word that never ends a line, goes on below; so it does where a few words without
a mark stand below it.
"""

import re
from collections.abc import Sequence

import msgspec

from publish.model.edits import Edit
from publish.structure.lines import Line
from publish.structure.sentences import ends_sentence, has_stop
from publish.structure.wrapping import begins_anew, claims, closes, join_lines

_RULE = "S005"
_REASON = "a sentence was torn where a link stood"
_FEWEST = 4  # paragraphs that tell how paragraphs are set off
_FEW_OPEN, _RARE = 3, 40  # so many paragraphs, or one in so many, may break off in a text whose paragraphs are whole
_LONGEST_WORDS = 18
_REST = re.compile(r"[，。、；：！？”）》」』,;!?)]|’(?!\d\d)")  # ’98 is a year
_FIELD = re.compile(r"[^，。：:]{1,8}[：:][^，。]*")
"""What stands behind a label may be a name, which ends with any character: 参加：许清和."""
_LABEL = re.compile(r"[^，。；：:]{1,12}[：:]")
"""What begins one line and the next as well begins items."""
_CLAUSE = re.compile(r"[，。；！？]")
_STOP = re.compile(r"[。！？；]")
_OPEN_END = re.compile(
    r"(?:(?<!目)的|(?<![自理缘緣])由|(?<![平温溫共缓緩祥饱飽总總谐諧柔调調中随隨])和|(?<![参參给給赋賦授])[与與]|"
    r"(?<![普涉])及|(?<![存所现現实實潜潛内內外自何好])在|或)$"
)
_CREDIT = re.compile(r"[。\s][^。]{0,12}(?:[摄攝绘繪]|社[发發]|供[图圖]|制[图圖]|[图圖]片)$")
"""Who took the picture: the end of its caption, below which the title may stand."""
_SHORTEST_OPEN = 6  # characters of a line that ends with such a word
_LONGEST_VERSE = 16
_FEWEST_VERSES, _LONGEST_OF_POEM = 3, 30  # so many lines of so many characters with a comma at the end are a poem
_GREETING = re.compile(r"[尊敬亲親]+[爱愛]?的|[您你]们?好|[你您]們好")
_SHORTEST_BROKEN = 30  # characters of a paragraph that breaks off
_LINKED = re.compile(r"[^，。；：！？,;:!?…\n]+")
_WORDS = re.compile(r"[^，。；：！？,;:!?…\n（）()]+")


class Setting(msgspec.Struct, frozen=True):
    """How paragraphs are set: most `indented`, `parted` by blank lines, those of several sentences `whole`.

    They are `loose` where many break off: people write so when they write as they speak. In `verse`, many lines end
    with a comma.
    """

    indented: bool
    parted: bool
    whole: bool
    loose: bool
    verse: bool


def join_torn(lines: list[Line]) -> tuple[list[Line], list[Edit]]:
    """The lines with torn sentences joined, and the edits that join them."""
    ended = [ends_sentence(line.text) for line in lines]
    setting = _setting(lines, ended)
    joined: list[Line] = []
    edits: list[Edit] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        open_ended = not ended[place]
        place += 1
        while open_ended and (more := _rest_of(line, lines[place : place + 2], setting)):
            line = join_lines([line, *lines[place : place + more]], edits, _RULE, _REASON)
            place += more
            open_ended = not ends_sentence(line.text)
        joined.append(line)
    return joined, edits


def _setting(lines: Sequence[Line], ended: Sequence[bool]) -> Setting:
    """Headings, titles and furniture are set in other ways: only paragraphs of whole sentences tell."""
    sentences = [index for index, line in enumerate(lines) if ended[index] and line.plain]
    behind = [lines[index + 1] for index in sentences if index + 1 < len(lines)]
    several = [end for line, end in zip(lines, ended, strict=True) if line.plain and has_stop(line.text, 0)]
    loose = several.count(False) > max(_FEW_OPEN, len(several) // _RARE)
    clauses = sum(line.plain and line.text[-1:] in "，、；" and len(line.text) <= _LONGEST_OF_POEM for line in lines)
    return Setting(
        _are_most([lines[index].indent >= 2 for index in sentences]),
        _are_most([line.gap > 0 for line in behind]),
        _are_most(several) and not loose,
        loose,
        clauses >= max(_FEWEST_VERSES, len(lines) // 4),
    )


def _are_most(cases: Sequence[bool]) -> bool:
    return len(cases) >= _FEWEST and sum(cases) * 4 >= len(cases) * 3


def _rest_of(line: Line, following: Sequence[Line], setting: Setting) -> int:
    """How many of the following lines belong to the sentence that an open line begins, 0 when none does."""
    if not following:
        return 0
    indented = setting.indented
    if len(following) == 2:
        torn = _is_torn(line, *following, indented=indented) or _is_cut(line, *following, setting=setting)
        if torn or (setting.parted and _is_in_paragraph(line, *following)):
            return 2
    after = following[0]
    open_ended = _is_open_ended(line, after, setting) or (setting.whole and _breaks_off(line, after))
    open_ended = open_ended or (indented and _hangs(line, after))
    return int(open_ended and _may_go_on(line, after, indented=indented))


def _is_in_paragraph(before: Line, words: Line, rest: Line) -> bool:
    """Whether two pieces without a mark stand at the beginning of a paragraph of whole sentences."""
    if not all(line.plain and line.hints.level is None and not line.number for line in (before, words, rest)):
        return False
    pieces = before.gap and not words.gap and not rest.gap and not (words.indent or rest.indent)
    short = all(len(line.text) <= _LONGEST_WORDS and _WORDS.fullmatch(line.text) for line in (before, words))
    return bool(pieces and short and len(_CLAUSE.findall(rest.text)) > 1 and ends_sentence(rest.text))


def _is_torn(before: Line, words: Line, rest: Line, *, indented: bool) -> bool:
    if not all(line.plain and line.hints.level is None for line in (before, words, rest)):
        return False
    if words.gap or rest.gap or words.number or rest.number or words.indent or rest.indent:
        return False
    if len(words.text) > _LONGEST_WORDS or not _WORDS.fullmatch(words.text) or not _is_open(before):
        return False
    if _REST.match(rest.text):
        return len(_CLAUSE.findall(before.text)) > 0 or (indented and before.indent >= 2)
    return indented and before.indent >= 2 and bool(_CLAUSE.search(rest.text))


def _is_open(line: Line) -> bool:
    """Whether a sentence goes on after the line; a number alone begins a heading, names in brackets end a text."""
    if ends_sentence(line.text) or line.text[-1:] in "：:）)" or _CREDIT.search(line.text):
        return False
    return line.number is None or bool(_CLAUSE.search(line.text))


def _is_cut(before: Line, words: Line, rest: Line, *, setting: Setting) -> bool:
    """Whether running text ends open above a few words without a mark and what ends their sentence."""
    indented = setting.indented
    if not (_may_go_on(before, words, indented=indented) and _may_go_on(words, rest, indented=indented)):
        return False
    running = _is_open_ended(before, words, setting) or _STOP.search(before.text) is not None
    short = len(words.text) <= _LONGEST_WORDS and _LINKED.fullmatch(words.text) is not None
    return running and short and _is_open(before) and _CLAUSE.search(rest.text) is not None


def _is_open_ended(line: Line, after: Line, setting: Setting) -> bool:
    """Whether a line ends with a comma or a word that never ends one: 由, 的, 和. Verses and greetings end so, too.

    In loose writing sentences end with 的.
    """
    text = line.text
    if text[-1:] in "，、":
        verse = max(len(text), len(after.text)) <= _LONGEST_VERSE or setting.verse
        return not verse and _GREETING.match(text) is None
    if setting.loose or len(text) <= _SHORTEST_OPEN or _FIELD.fullmatch(text):
        return False
    return _OPEN_END.search(text) is not None


def _breaks_off(line: Line, after: Line) -> bool:
    """Whether a paragraph of several sentences ends in the middle of one that the next line ends."""
    text = line.text
    return len(text) >= _SHORTEST_BROKEN and has_stop(text, 0) and text[-1].isalnum() and ends_sentence(after.text)


def _hangs(line: Line, after: Line) -> bool:
    """Whether an indented paragraph stops within a sentence, and a line without an indent right below ends that."""
    set_off = line.indent >= 2 and not after.indent and not after.gap
    return set_off and closes(after.text) and line.text[-1].isalnum() and _CLAUSE.search(line.text) is not None


def _may_go_on(line: Line, after: Line, *, indented: bool) -> bool:
    """Whether nothing speaks against two lines being one paragraph."""
    before, behind = line.hints, after.hints
    if not (line.plain and after.plain) or after.number or begins_anew(after.text) or claims(line) or claims(after):
        return False
    if _LABEL.match(line.text) and _LABEL.match(after.text):
        return False
    alike = (before.style, before.align, before.bold) == (behind.style, behind.align, behind.bold)
    return alike and not before.bold and not (indented and after.indent >= 2)
