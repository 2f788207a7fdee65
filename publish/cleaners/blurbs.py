"""C406: sentences in which a web site speaks to its readers about the text that it offers."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import drop, is_line, layout_tables
from publish.cleaners.wording import KIND, Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_SPEAKER = r"小编|本站|本网站|本文库|笔者|我们网站|编者"
_OFFERED = rf"(?:范文|例文|样本|模板|素材|{KIND}|文章|资料|全文|内容|全部内容|相关)"
_GIVING = r"整理|分享|带来|收集|搜集|汇总|推荐|准备|精选|介绍|提供|归纳|编辑|总结"
_READER = r"大家|您|你|读者|朋友|小伙伴|网友|各位|诸位"
_WISH = r"参考|借鉴|阅读|帮助|帮到|有所启发|启发|喜欢|收藏|欣赏|参阅|查阅|看看|了解|学习"
_POINTING = r"以下|下面|下文|如下|以上|上面|上述|今天|这里|下边|本文"

_TELLTALE = Signs("小编 本站 本文库 参考 范文 启发 喜欢 带来 收藏 帮助到 有所帮助 栏目 仅供 为大家 给大家")
_SENTENCE = late(r"[^。！？!?\n]+(?:[。！？!?]+[”’」』）)]*|$)")
_SCORES = tuple(
    (compile_both(pattern), points)
    for pattern, points in (
        (_SPEAKER, 3),
        (rf"(?:{_POINTING}).{{0,8}}(?:是|为|就|便|由|让|和)", 1),
        (rf"(?:为|给|替|跟|和|与|同|向|带领?).{{0,3}}(?:{_READER})", 2),
        (rf"(?:{_GIVING})", 1),
        (rf"(?:供|让|对|能|给|够|望|愿|欢迎|请|记得|仅).{{0,14}}(?:{_WISH})", 1),
        (rf"(?:供|欢迎|希望).{{0,8}}(?:{_READER}).{{0,6}}(?:{_WISH})|仅供(?:大家|您|你|各位)?参考", 2),
        (rf"{_OFFERED}.{{0,12}}(?:{_WISH})|(?:篇|关于|有关|的).{{0,14}}(?:范文|例文|模板|素材|全文)", 1),
        (r"更多.{0,12}(?:关注|访问|请|点击|浏览)|(?:关注|访问|浏览).{0,6}(?:栏目|本站|网站|网)", 3),
    )
)
_DECISIVE = Signs(
    "小编 本站 本网站 本文库 笔者 我们网站 编者 大家 您 你 读者 朋友 小伙伴 网友 各位 诸位 仅供 更多 关注 访问 浏览"
)
"""Without any of these, who speaks or to whom, all that is left is not enough."""
_OFFICIAL = compile_both(
    r"(?<!关注)我(?!们网站|们整理|站)|我[就想讲谈再代]|体会|方面|意见|群众|党员|干部|企业|部门|会议|各单位|工作人员|居民|内部|保密|[《》]"
)
_ENOUGH = 5
_REST = compile_both(
    rf"(?:[^，,。]{{0,6}}(?:{_OFFERED}))?[，,、]?(?:仅供|以供|希望|欢迎|供|请).{{0,14}}(?:{_WISH}).{{0,8}}[。！!.]?|的?{_OFFERED}[，,].{{0,8}}(?:{_WISH}).{{0,8}}[。！!.]?"
)
_FRAGMENT = compile_both(rf"[^，,。！？；：]{{0,8}}(?:{KIND})[。.]?")
_TITLE = late(r"[^。！？；，,;!?]{4,45}")

LEAD_IN = 160
"""A site's own introduction below a title is at most so long."""


def is_blurb(sentence: str) -> bool:
    """Whether a sentence is a web site's: who speaks, to whom, what is given, what is wished."""
    if len(sentence) > 120 or not _TELLTALE.mark(sentence) or not _DECISIVE.mark(sentence):
        return False
    score = sum(points for pattern, points in _SCORES if pattern.search(sentence))
    return score - 2 * len(set(_OFFICIAL.findall(sentence))) >= _ENOUGH


def find_blurbs(document: RawDocument) -> Iterator[Edit]:
    """C406: the sentences; a lead-in between title and text whole; pieces that a dead link tore off them."""
    layout = layout_tables(document)
    after_blurb = False
    fragments: list[int] = []
    for number, block in enumerate(document.blocks):
        text = block.text
        told = _DECISIVE.mark(text) and _TELLTALE.mark(text)
        if not (told or after_blurb) or not text or text.isspace():
            continue
        ends_in_blurb = False
        if told and is_line(block, layout):
            edits = list(_cut_sentences(number, text))
            whole = bool(edits) and (_all_gone(text, edits) or _is_lead_in(text, edits, _line_above(document, number)))
            yield from [drop(document, number, "C406", "blurb of a web site")] if whole else edits
            ends_in_blurb = bool(edits) and edits[-1].start + len(edits[-1].before) >= len(text.rstrip())
        line = text.strip()
        if after_blurb and _REST.fullmatch(line) and not ends_in_blurb:
            for torn in [*fragments, number]:
                yield drop(document, torn, "C406", "rest of a blurb that a link was torn out of")
            after_blurb = False
        elif after_blurb and len(line) < 12 and _FRAGMENT.fullmatch(line):
            fragments.append(number)
        else:
            after_blurb, fragments = ends_in_blurb, []


def _line_above(document: RawDocument, number: int) -> str:
    above = (document.blocks[before].text.strip() for before in range(number - 1, -1, -1))
    return next((line for line in above if line), "")


def _cut_sentences(number: int, text: str) -> Iterator[Edit]:
    for found in _SENTENCE.finditer(text):
        if is_blurb(found[0]):
            yield Edit("C406", number, found.start(), found[0], "", "blurb of a web site")


def _all_gone(text: str, edits: list[Edit]) -> bool:
    return sum(len(edit.before) for edit in edits) >= len(text.rstrip())


def _is_lead_in(text: str, edits: list[Edit], previous: str) -> bool:
    last = edits[-1]
    ends = last.start + len(last.before) >= len(text.rstrip())
    return ends and len(text) <= LEAD_IN and bool(_TITLE.fullmatch(previous))


RULES = (
    Rule(
        "C406",
        "site-blurb",
        Safety.RISKY,
        "Sentences of a web site about its text: 下面是小编为大家整理的…, 以上就是…全部内容, 仅供参考.",
        "They are not the author's; told by who speaks, to whom, what is given and what is wished.",
        ("年度工作总结\n下面是小编为大家整理的工作总结，供大家参考。\n同志们：", "年度工作总结\n同志们："),
        find_blurbs,
        (
            "小编制单位要用好编制资源。",
            "以上材料仅供内部参考，请注意保密。",
            "下面，我给大家分享三点体会。",
            "欢迎大家提出宝贵意见。",
        ),
    ),
)
