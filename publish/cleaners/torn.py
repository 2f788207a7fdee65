"""C510: words that a dead link tore out of their sentence onto a line of their own."""

from collections.abc import Iterator
from typing import NamedTuple

from publish.cleaners.patterns import late
from publish.cleaners.view import is_body, is_line
from publish.cleaners.wording import KIND, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawBlock, RawDocument

_FRAGMENT = compile_both(rf"(?P<words>[^，。；：！？、,.;:!?\s（）()《》“”\d]{{0,8}}(?:{KIND}))[。.]?")
_BARE = compile_both(
    rf"(?:工作|实施|述职|学习|调研|调查|发言|活动|个人|年度|自查|党性|分析|心得|演讲|先进|事迹|会议|情况|目标|管理)*(?:{KIND})[。.]?"
)
_VERB = compile_both(
    r"要|应|请|须|欢迎|组织|制定|各|提出|做好|抓好|落实|印发|开展|推进|加强|完善|形成|听取|审议|通过|发表|作[出了]|进行|参加|学习了|接受|特此|现|以上|如下"
    r"|妥否|专此|谨此|附|目录|同意|按|根据|关于|我|本|[一二三四五六七八九十][是要]"
)
_CONTINUES = compile_both(r"^\s*(?:[，,、；;）)]|的|地|得|并(?!且)|和|与|及|以及|等|活动|报送|送交|之|进行|予以|给予)")
_OPEN_END = compile_both(
    r"(?:的|地|将|把|被|和|与|及|以及|或|对|为|向|从|由|按|按照|根据|关于|等|系列|写入|写好|撰写|起草|形成|制定|签订|签定|开展|做好|搞好|抓好|推进|参加|提交|上报|报送|编写|修改|印发|进行)$"
)
_NUMBERED = late(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十百\d]+[章节節条條部编編]|[①-⑳]|附件|附：)"
)
_SALUTES = compile_both(r"^.{0,20}(?:同志们|各位.{0,10}|朋友们)[:：，,]")


SHORT = 14
"""A line that is one torn word is not longer."""


class _Line(NamedTuple):
    number: int
    block: RawBlock
    text: str


def find_torn_words(document: RawDocument) -> Iterator[Edit]:
    """C510: a line, a fragment that names a kind of writing, and the line that goes on, put together again.

    Sites that sell samples link such words, and end every piece with a full stop of their own. The pieces are moved
    into the first line; where that would lose inline marks of the later line, into the later one.
    """
    blocks = document.blocks
    lines = [number for number, block in enumerate(blocks) if is_body(block) and is_line(block)]
    place = 1
    while place + 1 < len(lines):
        if len(blocks[lines[place]].text) <= SHORT:
            window = [_Line(number, blocks[number], blocks[number].text) for number in lines[place - 1 : place + 2]]
            if _is_torn(*window):
                yield from _rejoin(*window)
                place += 2  # what was put together is not looked at again
        place += 1


def _is_torn(before: _Line, torn: _Line, after: _Line) -> bool:
    if torn.block.marks or torn.block.hints.level is not None:
        return False
    line = torn.text.strip()
    found = _FRAGMENT.fullmatch(line)
    if not found or _VERB.search(found["words"]) or torn.text[:1] in (" ", "\t", "　"):
        return False
    if _NUMBERED.match(after.text) or _SALUTES.match(after.text) or (before.block.marks and after.block.marks):
        return False
    lead = before.text.rstrip()
    stopped = lead.endswith("。")
    open_end = bool(_OPEN_END.search(lead[:-1] if stopped else lead))
    continues = bool(_CONTINUES.search(after.text))
    if stopped and line.endswith("。"):
        return len(lead) > 5 and (continues or open_end or (bool(_BARE.fullmatch(line)) and len(after.text) > 14))
    return open_end and continues and len(lead) > 5 and not lead.endswith(("，", "：", "；", "！", "？"))


def _rejoin(before: _Line, torn: _Line, after: _Line) -> Iterator[Edit]:
    lead, words, rest = before.text.rstrip(), torn.text.strip(), after.text.lstrip()
    kept = lead.removesuffix("。")
    words = words.removesuffix("。").removesuffix(".")
    reason = "words that a dead link tore out, put back"
    yield Edit("C510", torn.number, 0, torn.text, "", reason)
    if after.block.marks:
        moved = kept + words
        yield Edit("C510", before.number, 0, before.text, "", reason)
        yield Edit("C510", after.number, 0, after.text[: len(after.text) - len(rest)], moved, reason)
    else:
        yield Edit("C510", before.number, len(kept), before.text[len(kept) :], words + rest, reason)
        yield Edit("C510", after.number, 0, after.text, "", reason)


RULES = (
    Rule(
        "C510",
        "torn-word",
        Safety.RISKY,
        "The name of a kind of writing on a line of its own, between a sentence that breaks off and its rest.",
        "The site linked the word; with the link dead it fell out of the sentence. It goes back where it was, and "
        "the full stops that the site put after the pieces go away. The report shows each case.",
        (
            "有关做法已经写入。\n工作总结。\n，并报主管部门备案。",
            "有关做法已经写入工作总结，并报主管部门备案。",
        ),
        find_torn_words,
        (
            "现将情况报告如下。\n特此报告。\n某县人民政府",
            "要抓好工作落实。\n一、工作方案。\n各单位要制定方案。",
            "各单位要制定方案。\n下一步工作计划\n一是抓好落实。",
        ),
    ),
)
