"""What titles look like: genres, marks of a compilation, titles broken over two lines, titles repeated."""

import re
from enum import Enum

import msgspec

from publish.model.raw import Align
from publish.structure.lines import Line
from publish.structure.numbering import han_value
from publish.structure.sentences import ends_sentence, fold

_HAN = "一二三四五六七八九十百两兩〇零"
# Kinds of office documents (GB/T 9704, the 15 kinds of the 公文处理工作条例) and of what is collected with them.
_GENRES = (
    "讲话稿?|講話稿?|发言稿?|發言稿?|发言材料|致辞|致词|演讲稿?|报告|報告|总结|總結|方案|計劃|计划|规划|規劃|通知|通报|通報|"
    "通告|公告|公报|公報|决定|決定|决议|決議|意见|意見|请示|請示|批复|批復|议案|議案|函|纪要|紀要|办法|辦法|规定|規定|"
    "细则|細則|条例|條例|规则|規則|制度|守则|章程|准则|要点|要點|提纲|材料|体会|體會|心得|思考|调研|调查|綜述|综述|"
    "倡议书|倡議書|责任书|承诺书|申请书|建议|经验|经验做法|做法|汇报|匯報|述职|述廉|工作法|党课|党课讲稿|讲稿|答辩|自查|"
    "清单|情况说明|说明|預案|预案|指南|规程|规范|标准|大纲|台账|评语|主持词|汇编|匯編|彙編"
)
_BRACKET = r"[（(【〔\[][^（(【〔\[]{1,24}[）)】〕\]]"
_TAIL = rf"(?:{_BRACKET}|[年稿]|(?<![0-9０-９])[0-9０-９]{{1,2}}(?![0-9０-９])|[一二三四五六七八九十])*"
GENRE = re.compile(rf"(?:{_GENRES}){_TAIL}$")
_LONGEST_GENRE = 40  # characters of a kind of document with all that may stand behind it
_LATIN_GENRE = re.compile(
    r"[A-Z][ -~’–]*\b(?:Report|Minutes|Notice|Plan|Speech|Address|Regulations|Rules|Guidelines|Summary|Proposal|"
    r"Handbook|Manual|Statement|Review|Policy|Programme?)\b[ -~’–]*[^.:;,]"
)
_LATIN_YEAR = re.compile(r"^[A-Z][ -~]*\b(?:19|20)\d\d\b[^ ]{0,5}$")
_TOPIC = re.compile(r"^(?:关于|關於|在.{2,40}上|.{0,12}(?:19|20)\d\d年|.{0,30}的)")
_COMPILED = re.compile(
    rf"(?:汇编|匯編|彙編|精选|精選|合集|选编|選編|大全|范文|範文|通用|专业|專業|优秀|最新|集锦|共|[（(【]|{_GENRES})"
    rf"([0-9０-９]{{1,3}}|[{_HAN}]{{1,4}})[篇份則则套][】）)]?$"
    rf"|(?<=[\u4e00-\u9fff])(?<!第)(?<![{_HAN}])([{_HAN}]{{1,4}})[篇則则][】）)]?$"
)
_COUNT_BRACKET = re.compile(rf"[（(【][^（(【]{{0,6}}(?:[0-9]{{1,3}}|[{_HAN}]{{1,4}})\s?[篇份則则套][）)】]\s*$")
_ANTHOLOGY = re.compile(r"(?:汇编|匯編|彙編|精选|精選|合集|选编|選編|大全|集锦|集錦)[】）)]?$")
_ORDINAL = rf"(?:[0-9０-９]{{1,2}}|[{_HAN}]{{1,3}})"
_WORD = r"(?:范文|範文|范本|範本|例文|样本|樣本|样例|示例)"
_PREFIX = re.compile(
    rf"^(?:[【\[（(]\s?(?:篇|{_WORD}篇?|第)\s?{_ORDINAL}\s?篇?\s?[】\])）][:：\s]*"
    rf"|(?:材料|案例|经验|文稿|资料)之{_ORDINAL}(?:[:：、.．\s]+|$)"
    rf"|(?:{_WORD}|篇|{_WORD}篇)\s?{_ORDINAL}\s?(?:[:：、.．\s]\s*|$)|第\s?{_ORDINAL}\s?篇(?![章幅])[:：、.．\s]*)"
)
_SUFFIX = re.compile(
    rf"\s*(?:[【\[（(]\s?(?:{_WORD}\s?{_ORDINAL}?|(?:篇|第)\s?{_ORDINAL}\s?篇?|精选|精選|通用|优秀|完整版|模板)\s?[】\])）]"
    rf"|\s(?:{_WORD}|篇)\s?{_ORDINAL}|\s第\s?{_ORDINAL}\s?篇)\s*$"
)
_PIECE = re.compile(
    rf"[【\[（(〔《「]?\s?(?P<word>[\u4e00-\u9fff]{{0,4}}?)\s?(?P<number>{_ORDINAL})\s?(?P<unit>[篇份則则个例]?)\s?[】\])）〕》」]?[:：、.．\s]*"
)
_COUNTER = re.compile(r"^(?:年度)?[0-9]{1,2}(?=[\u4e00-\u9fff“《])(?![年月日届号個个项條条次级位名大件万亿])")
_LATE_COUNTER = re.compile(r"(?<=[\u4e00-\u9fff）】])[0-9]{1,2}$")
_CAPTION = re.compile(r"[表图圖]\s?\d{1,3}(?:[-.－—]\d{1,3})*[\s\u3000:：]+\S")  # 表1　主要工作量
_LABEL = re.compile(
    r"(?:时间|時間|地点|地點|主持|参加|參加|出席|列席|缺席|请假|記錄|记录|整理|主送|抄送|报送|印发|联系|联络|电话|手机|邮箱|地址|传真|甲方|乙方|丙方"
    r"|题目|作者|单位|部门|日期|来源|编号|主题|议题|汇报|报告|姓名|职务|职称|编辑|审核|签发|校对|责任|负责|牵头|配合|关键|摘要|附件|附注|备注|说明|注意|提示"
    r"|发言|问|答|目标|任务|措施|要求|范围|对象|内容|形式|依据)[人者词单位类容员]{0,2}[：:]"
)
"""What stands before a colon where a line is a field, not a title: 时间：…, 主持：…; a place is none (某县：…)."""
_SITE = re.compile(
    r"\s*(?:[_|｜]|\s[-–—]\s|--|[-–—](?=[^-–—_|]{2,16}$))"
    r"(?=[^。]{0,60}(?:(?:网|站|文库|政府|日报|文秘|门户|频道|平台|在线|论坛|社区|博客|贴吧)[^-_|]{0,3}|[局厅委院校]|大学|公司"
    r"|[-–—_|]\s*Powered by [^。]{1,30})$).*$"
)
_UNFINISHED = re.compile(
    r"[\u4e00-\u9fff]{4,20}关于[^，。：]{4,24}$"
)  # an office, and about what: not yet a kind of document
# The title of an official document: who issues it, on what, and its kind (GB/T 9704, 7.3.1), in two lines.
_ISSUER = re.compile("(?:人民政府|委員會|委员会|辦公[室廳]|办公[室厅]|[^部]委|[局廳厅])$")
_ISSUED = re.compile(
    "(?:关于|關於).{2,34}的(?:请示|請示|通知|通报|通報|决定|決定|决议|決議|意见|意見|复?函|復函|批复|批復|公告|通告|议案|議案)"
)
_LONG_HALF = 12  # characters of each half of a title of which both may be told by their length alone
_DATED = re.compile(r"[月日][）)]?$")
_SHORTEST_CLAIM = 4  # characters that are left of a title when the site's name is taken away
LONGEST = 60  # characters of a title


class Standing(Enum):
    """How a document stands in its source; that tells what may have been added to its title."""

    ALONE = "alone"
    PIECE = "piece"  # one of several: bare running numbers may have been added (08关于…)
    NUMBERED = "numbered"  # one of a numbered series: the number was


class Marker(msgspec.Struct, frozen=True):
    """What a compilation added to a title: characters `start` to `end` of the line."""

    start: int
    end: int


def compiled_count(text: str) -> int:
    """The number of documents that a collection's title states (（精选六篇）, 专业15篇), 0 when it states none."""
    found = _COMPILED.search(fold(text))
    return han_value(found[1] or found[2]) if found else 0


def without_site(text: str) -> str:
    """A title that a web page claims, without the names of its column and site: …_通知公告_某县人民政府."""
    found = _SITE.search(text)
    return text[: found.start()].rstrip() if found and len(text[: found.start()].strip()) >= _SHORTEST_CLAIM else text


def without_count(text: str) -> str:
    """A collection's title without the bracket that counts its documents."""
    return _COUNT_BRACKET.sub("", text)


def names_collection(text: str) -> bool:
    """Whether a title is that of a compilation."""
    folded = fold(text)
    return compiled_count(folded) > 1 or bool(_ANTHOLOGY.search(folded))


def piece_number(text: str) -> tuple[str, int, int] | None:
    """The number of a piece at the start of a line: the words of the mark, its value, where the title begins.

    （之一）, 案例二：, 【示例3】, 第四则, 五、: alone such a mark says nothing, a whole series of them does.
    """
    found = _PIECE.match(text)
    if not found:
        return None
    words = text[: found.start("number")] + text[found.end("number") : found.end()].strip()
    return words, han_value(fold(found["number"])), found.end()


def has_genre(text: str) -> bool:
    """Whether the line ends with a kind of document, as titles do; in English it may name one anywhere."""
    return bool(GENRE.search(fold(text[-_LONGEST_GENRE:]))) or _LATIN_GENRE.fullmatch(text) is not None


def is_genre(text: str) -> bool:
    """Whether the line is nothing but a kind of document: 讲话, 总结."""
    return bool(GENRE.match(fold(text)))


def has_topic(text: str) -> bool:
    """Whether the line begins as titles do: 关于…, 在…上, …2023年…; one in English ends with a year."""
    return bool(_TOPIC.search(fold(text))) or _LATIN_YEAR.search(text) is not None


def has_marker(text: str) -> bool:
    """Whether a compilation marked the line as the title of one of its pieces: 范文一：, 【篇二】, 第三篇."""
    return bool(_PREFIX.search(text) or _SUFFIX.search(text))


def markers(text: str, standing: Standing) -> list[Marker]:
    """What a compilation put before and behind a title, last first."""
    counters = standing is not Standing.ALONE
    low, high = 0, len(text)
    found = _PREFIX.search(text)
    if standing is Standing.NUMBERED and (number := piece_number(text)):
        low = number[2]
    elif found or (counters and (found := _COUNTER.search(text))):
        low = found.end()
    late = _SUFFIX.search(text, low)
    if late or (counters and has_genre(text) and (late := _LATE_COUNTER.search(text, low))):
        high = late.start()
    if low >= high:
        return []
    return [Marker(start, end) for start, end in ((high, len(text)), (0, low)) if start < end]


def is_mark_alone(text: str) -> bool:
    """Whether the line is nothing but the mark of a piece: the title stands below it."""
    found = _PREFIX.match(text) or _PIECE.match(text)
    return found is not None and found.end() == len(text)


def bare_title(text: str, standing: Standing = Standing.PIECE) -> str:
    """The title without what a compilation added."""
    for marker in markers(text, standing):
        text = text[: marker.start] + text[marker.end :]
    return text.strip()


def may_be_title(line: Line) -> bool:
    """Whether a line has the shape of a title: a phrase on a line of its own, not numbered, not at the right."""
    text = line.text
    if not line.plain or not 4 <= len(text) <= LONGEST + 20 or line.hints.align is Align.RIGHT:
        return False
    if text[-1] in "。；;，,：:、！!" or text[0] in "（(—-·*#〔[" or "……" in text or "http" in text:
        return False
    if ends_sentence(text) and text[-1] not in "？?":
        return False
    if _CAPTION.match(text):
        return False
    if (line.number is not None or _LABEL.match(text)) and not _PREFIX.search(text):
        return False
    return len(fold(text)) <= LONGEST and "。" not in text


def continues_title(first: Line, second: Line) -> bool:
    """Whether the second line is the rest of a title that did not fit on the first."""
    if not (first.plain and second.plain) or (second.number and not second.text[0].isdigit()):
        return False
    unfinished = _UNFINISHED.match(first.text) is not None
    if second.gap and not (unfinished and second.gap <= first.gap):
        return False
    if second.text[0] in "—–―-" or _DATED.search(first.text):  # a subtitle, what follows a date of signature
        return False
    if second.text[:2] == first.text[:2]:  # an office, and a title that names its place again
        return False
    if not 4 <= len(first.text) <= 40 or not 2 <= len(second.text) <= 40 or first.text[-1] in "：:，,；;）)":
        return False
    if ends_sentence(first.text) or ends_sentence(second.text) or not has_genre(second.text) or has_genre(first.text):
        return False
    if first.hints.level is not None and second.hints.level is None:
        return False
    same_look = first.hints.align is second.hints.align and first.hints.size == second.hints.size
    same_look = same_look and abs(first.indent - second.indent) <= 4
    long = min(len(first.text), len(second.text)) >= _LONG_HALF
    unlike, longest = (8, 48) if _set_off(first) and _set_off(second) else (2, 40 if long else 26)
    if unfinished:
        unlike, longest = LONGEST, LONGEST
    balanced = abs(len(first.text) - len(second.text)) <= unlike and len(first.text) + len(second.text) <= longest
    cut = first.text[-1].isdigit() and second.text[0] in "年0123456789"
    if _ISSUER.search(first.text) and _ISSUED.fullmatch(second.text):
        return same_look
    return same_look and (cut or (balanced and not second.number)) and not _opens_title(second.text)


def _set_off(line: Line) -> bool:
    return line.hints.align is Align.CENTER or line.indent >= 6


def _opens_title(text: str) -> bool:
    return text.startswith(("关于", "關於", "在全", "在市", "在县", "在省"))
