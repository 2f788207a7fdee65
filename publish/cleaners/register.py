"""How a document is written, where it makes the words of sites harmless: technical writing, lines broken at a width."""

from collections.abc import Sequence
from itertools import groupby, islice

from publish.cleaners.patterns import late
from publish.cleaners.wording import compile_both
from publish.model.raw import RawBlock

_TECHNICAL = compile_both(
    r"软[件體体]包|套件包|源码|原始码|源代码|代码|程式码|命令行|命令|指令[稿码]|内核|核心模组|编译|脚本|函数|函式|变量|变数|二进制|二进位|进程|守护|终端机?"
    r"|文件系统|档案系统|代码仓库|存储库|正则|正规表达式|配置文件|配置项|命名空间|字符串|字串|数组|阵列|指针|线程|回调|参数|参照型|路径名|接口文档"
    r"|(?<![\w/.])/(?:usr|etc|var|home|bin|sbin|dev|proc|boot|lib|opt|tmp)\b|(?<!\S)--?[a-z][a-z-]+(?![\w.])"
    r"|(?<![\w.])[a-z_][a-z0-9_]{2,}\([a-z0-9_., ]{0,20}\)|\w\.(?:py|conf|sh|json|ya?ml|so|deb|js|cpp|go)\b|localhost"
    r"|</?[a-z]{2,10}>|::[a-z]|\$\{?[A-Za-z_]|(?<![\w@./-])[a-z]{2,}(?:[-_][a-z0-9]{2,})+(?![\w@.])|(?<!\w)(?:feat|fix|docs|chore|style|refactor):"
    r"|(?<![A-Za-z])(?:[Bb]ugs?|API|SDK|UI|CSS|css|HTML|SVG|JSON|json|URL|iOS|Linux|GitHub|README|demo|npm|pip|git)(?![A-Za-z])"
)
FEWEST, DENSE = 12, 250
"""So many signs, and one for each so many characters, tell technical writing."""
SEARCHED = 60_000
"""Characters in which they are looked for."""

_ENDS = tuple("。！？；：…”》）.!?;:)")
SLACK = 8
"""A line that is so many columns short of the width is still full: the next word had no room."""
WIDEST = 180
FEWEST_FULL = 12
"""So many full lines show a width, if they are an eighth of all lines."""
MARGIN_OF = 50
"""One line in so many may be longer."""

FEWEST_TURNS = 4
"""So many lines with labels in a row, some of which come back, are a talk, or records of the same form."""
_LABEL = late(r"[（(][^\s（）()]{1,4}[）)](?=[^\W\d])|[^\s，。；：:]{1,6}(?=(?:\s?[（(][^）)]{1,10}[）)])?\s?[：:])")


def is_technical(text: str) -> bool:
    """Whether a text is about programs and how to use them: to install, to load, to log in are its subject then."""
    searched = text[:SEARCHED]
    needed = max(FEWEST, len(searched) // DENSE)
    return sum(1 for _ in islice(_TECHNICAL.finditer(searched), needed)) == needed


def columns(text: str) -> int:
    """The width of a text in columns: of its bytes, a Chinese character has three, and takes two columns."""
    return (len(text.encode("utf-8", "replace")) + len(text)) // 2


def broken_at(blocks: Sequence[RawBlock]) -> int:
    """The width in columns at which the lines of a source were broken; 0 when they were not."""
    lines = [line for block in blocks if block.hints.cell is None and (line := block.text.rstrip())]
    widths = sorted(map(columns, lines))
    if len(widths) < FEWEST_FULL:
        return 0
    full = widths[-1 - len(widths) // MARGIN_OF]
    if full > WIDEST:
        return 0
    long = [line for line in lines if columns(line) > full - SLACK]
    running = sum(not line.endswith(_ENDS) for line in long)
    return full if len(long) >= max(FEWEST_FULL, len(lines) // 8) and running * 2 > len(long) else 0


def turns(lines: Sequence[str]) -> frozenset[int]:
    """The places of lines that are said by somebody: runs of them, begun with labels some of which come back."""
    found: set[int] = set()
    labels = [label[0] if (label := _LABEL.match(line)) else "" for line in lines]
    for is_labelled, group in groupby(range(len(lines)), lambda place: bool(labels[place])):
        run = list(group)
        if is_labelled and len(run) >= FEWEST_TURNS and len({labels[place] for place in run}) < len(run):
            found.update(run)
    return frozenset(found)


def goes_on(blocks: Sequence[RawBlock], number: int, width: int) -> bool:
    """Whether the line that is a block stands in the middle of a paragraph whose lines were broken at the width."""
    if not width:
        return False
    line = blocks[number].text.rstrip()
    before = blocks[number - 1].text.rstrip() if number and not blocks[number].hints.blank_before else ""
    begun = _runs_on(before, width)
    if not _runs_on(line, width):
        return begun and line.endswith(_ENDS)
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    return begun or (after is not None and bool(after.text) and not after.hints.blank_before)


def _runs_on(line: str, width: int) -> bool:
    return not line.endswith(_ENDS) and width - SLACK < columns(line) <= width + SLACK
