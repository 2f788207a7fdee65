"""C422: what a writing program says to whoever asked it for a text: before the text, below it, with what it offers."""

from collections.abc import Iterator
from itertools import takewhile

from publish.cleaners.belonging import Form, form_of
from publish.cleaners.view import Line, view
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

FIRST, LAST = 3, 12
"""So many lines above and below a text are looked at."""
LIMIT = 140
NEEDED = 3
"""So many of the kinds make a line the program's."""
_KINDS = tuple(
    compile_both(pattern)
    for pattern in (
        r"^\W*(?:好的|当然(?:可以)?|没问题|可以的|明白了?|收到|Sure|Certainly|Of course|Here(?:'s| is))[，,！!。.\s]",
        r"(?:以下|下面|这|上面|以上)(?:是|为|这|内容|方案|文|稿|讲话|发言|报告|总结|版本|回答|草稿|范文|模板)",
        r"您|请问|you(?:r|'d)?\b",
        r"我(?!们)(?:还|再|也)?(?:可以|能|来|会|已|为|帮|将)|(?:需要|希望|是否|想)(?:要|让)?我|\bI (?:can|will|have)\b",
        r"(?:根据|按照?|依据)(?:您|你|要求|提供|提纲|以上|实际|需求|主题)|(?:围绕|针对)您|based on",
        r"生成|撰写|改写|扩写|续写|缩写|润色|修改|调整|优化|补充|翻译|重写|起草|拟写|整理|写一|改成|written|draft|rewrite|adjust",
        r"约?\s?\d+\s?字|字数|语气|风格|版本|格式|篇幅|更(?:正式|简洁|口语|详细|具体)|涵盖|要素|框架|word count|tone",
        r"[？?](?:\W{0,3})$|[:：]$|告诉我|随时|let me know|feel free",
        r"(?:AI|人工智能|大模型|语言模型|智能助手|智能写作|机器人)",
        r"仅供参考|请(?:自行|仔细|注意)?(?:核实|核对|甄别|审核)|如有(?:不妥|错误)|如需|如果(?:您|你)?需要",
    )
)
_SPEAKING = compile_both(
    r"您|请问|(?:需要|希望|是否|想)(?:要|让)?我|我(?:还|再|也)?(?:可以|能)(?:帮|为|再|继续|把|根据)"
    r"|(?:本|以[上下]|此|该)(?:回答|内容|文本|文字|文章|文稿)?由?.{0,8}(?:AI|人工智能|大模型|语言模型).{0,6}(?:生成|创作|撰写)"
    r"|\b(?:I can|let me know|feel free|Here's|Here is)\b"
)
"""Without one of these nobody is spoken to."""
_ADDRESSED = compile_both(r"我们|意见|各位|尊敬的|领导|同志|代表|女士|先生|市民|群众|居民|单位|您好|祝您|家长|朋友")
"""Who speaks in a speech or a letter speaks to these."""


def find_remarks(document: RawDocument) -> Iterator[Edit]:
    """C422: a remark among the first lines; below the text the first remark with all that follows it."""
    lines = view(document).lines
    for line in _above(lines):
        yield line.drop("C422", "a writing program speaks to its user")
    for line in _below(lines):
        yield line.drop("C422", "a writing program speaks to its user, or what it offers")


_MADE = compile_both(
    r"[（(【\[*]?(?:以[上下]|本|该|此|全部|部分)?(?:回答|内容|文本|文字|文章|文稿|答案|结果)?(?:均|全部|部分)?(?:由|为|系|是)\s?[^，。；]{0,10}"
    r"(?:AI|人工智能|大模型|语言模型|智能助手|智能体|助手|机器人)[^，。；]{0,6}(?:生成|合成|整理|输出|创作|撰写|提供|总结|归纳)(?:的?内容)?(?:输出)?"
    r"(?:[，,。;；]?\s?(?:请|可能|或|仅供|不代表|注意|如有|内容)[^。；]{2,24})?[。.]?[）)】\]*]?"
    r"|已?(?:完成)?(?:深度)?思考(?:了|完成|完毕)?[\s（(，,]*(?:用时|耗时)?\s?\d+(?:\.\d+)?\s?(?:秒|s)[)）]?"
)
"""How programs mark what they wrote, as the whole of a line."""


def is_remark(text: str) -> bool:
    """Whether a line is a writing program's, told by kinds: who speaks to whom, of which text, what can be done."""
    if len(text) <= LIMIT and _MADE.fullmatch(text):
        return True
    if len(text) > LIMIT or not _SPEAKING.search(text) or _ADDRESSED.search(text):
        return False
    return sum(bool(kind.search(text)) for kind in _KINDS) >= NEEDED


def _above(lines: list[Line]) -> list[Line]:
    """Remarks above a text, which goes on behind them."""
    return list(takewhile(lambda line: is_remark(line.text), lines[:FIRST])) if len(lines) > FIRST else []


def _below(lines: list[Line]) -> list[Line]:
    """The first remark below the text with what follows it, as long as no part of a text follows."""
    for place in range(max(len(lines) - LAST, FIRST), len(lines)):
        if is_remark(lines[place].text):
            rest = lines[place:]
            parts = any(form_of(line.text) is Form.PART and not is_remark(line.text) for line in rest)
            return [line for line in rest if is_remark(line.text)] if parts else rest
    return []


RULES = (
    Rule(
        "C422",
        "assistant-remark",
        Safety.RISKY,
        "What a writing program says to its user above and below the text that it wrote: "
        "好的，以下是根据您的要求撰写的…; 如果您需要，我还可以帮您：….",
        "It belongs to a talk with a program. Kinds of signs are counted: an answer, whose text, the user, the program "
        "itself, what it did, length and tone, what it offers to do next.",
        (
            "好的，以下是根据您提供的提纲撰写的发言稿，约800字：\n发言稿\n同志们：\n要抓好落实。\n"
            "谢谢大家！\n以上内容可根据实际情况调整，需要我再写一份主持词吗？",
            "发言稿\n同志们：\n要抓好落实。\n谢谢大家！",
        ),
        find_remarks,
        (
            "以下是根据您的要求整理的各单位意见，请审阅。",
            "请问您对我们的工作有什么建议？",
            "好的做法要根据实际情况推广。",
        ),
    ),
)
