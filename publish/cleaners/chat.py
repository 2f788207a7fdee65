"""C413: what a messenger or a mail program puts around a text that is forwarded."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.site import weigh
from publish.cleaners.view import Line, adjoin, short_lines, view
from publish.cleaners.wording import HAN, Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 60
_FILE = compile_both(
    r"(?:转发[:：]|@\S{1,12}\s+|[^\s：:]{1,10}[：:]\s?)?\s*(?:\[(?:文件|图片|链接|语音|视频|表情|动画表情|聊天记录|位置|红包|名片|转账)(?:\s?\d+[″'秒]{0,2})?\]\s*){1,9}(?:\S.{0,40}\.(?:docx?|pdf|xlsx?|pptx?|wps|zip|rar|txt))?"
    r"(?:\s*(?:已发送|已接收|已下载|已读|未读|全部已读|下载|打开)\s*\d*人?)*"
)
_FACES = late(
    rf"(?:【转发】)+.{{0,40}}|\[链接\].{{2,40}}|(?:【群公告】|群公告[:：\s]).{{0,50}}|收到的?(?:请)?(?:扣|回复?)\s?\S{{1,4}}|来自\s?\S{{2,12}}客户端|(?:[^：:。]{{1,8}}[：:]\s?)?@(?:所有人|全体(?:成员)?|all|All)(?![A-Za-z]).{{0,44}}|(?:[^。；]{{0,24}}[^。；\s])?(?:\[[{HAN}]{{1,4}}\]){{2,9}}[!！~。]?"
)
_SENT = late(
    rf"[{HAN}A-Za-z0-9_（）()·-]{{2,16}}[:：]?\s+(?:(?:19|20)\d\d[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}日?\s+)?(?:[上下]午\s?)?\d{{1,2}}:\d\d:\d\d"
)
_MAIL = compile_both(
    r"(?:发件人|寄件人|收件人|发送时间|发送日期|抄送人|主\s?题|附\s?件|From|To|Sent|Subject|Date|Cc)\s*[:：]\s*.{0,50}"
)
_SENDER = compile_both(r"(?:发件人|寄件人|From)\s*[:：]\s*.{1,50}")
_MADE = compile_both(
    r"[-—–=*·\s]*转发自[“\"][^”\"]{1,24}[”\"][-—–=*·\s]*"
    r"|[-—–=*]{3,}\s*(?:转发|原始|历史|引用)的?(?:邮件|消息|信息|聊天记录){1,2}\s*[-—–=*]{3,}|[\[【]合并转发[\]】].{0,24}|[-—–=*·\s]*(?:以下|以上)(?:是|为)?(?:(?:转发|聊天记录|原始邮件|群聊|历史消息)(?:的?内容|的?消息)?){1,3}[-—–=*·\s]*|[-—\s]*原始邮件[-—\s]*|[-—–=*·\s]*(?:以下|以上)(?:是|为)?[^，。；]{0,6}(?:聊天记录|新消息|未读消息|历史消息|转发内容)[-—–=*·\s]*|发自我的\s?[A-Za-z]+.{0,8}|(?:来自|转发自)[“\"].{1,16}[”\"](?:群聊?|的聊天记录)?"
)


_SYSTEM = compile_both(
    r".{1,20}(?:邀请.{1,20}加入了?群聊.{0,30}|加入了群聊.{0,20}|修改群名为.{1,30}|撤回了?一条消息(?:\s?\[[^\[\]]{1,8}\])*.{0,8}|拍了拍.{1,20})"
    r"|撤回了?一条消息(?:\s?重新编辑)?|[-—\s]*本条消息.{2,40}|.{0,40}(?:回复?|发送?)\s?(?:TD|T|N|R)\s?(?:退订|拒收).{0,6}"
)
_CALLED = late(
    r"[@＠][^\s@＠：:]{1,12}\s(?=[^。；]*(?:麻烦|再发|重发|发[一个]?下|看[一个]?下|改[一个]?下|收到|帮忙|老师|打印|辛苦|在吗))[^。；]{2,40}"
)
_EXPIRES = compile_both(
    r"(?:文件|图片|链接|视频)已?(?:过期|失效|被清理)或已?被?(?:清理|删除|过期|失效)|[（(]?(?:[此该本])?(?:文件|链接|图片|视频|二维码|消息|分享).{0,6}\d+\s?(?:天|日|小时|分钟)[后内]?(?:自动)?(?:过期|失效|删除|有效)[)）]?"
)
_REPLY = late(
    r"\S{1,8}[:：]\s?(?:收到|好的|明白|谢谢|辛苦了?|OK|ok)[!！。]?(?:\[[^\[\]]{1,6}\])*"
    rf"|(?!.{{0,12}}(?:时间|日期|会议|开始|结束|截止|报到|地点|培训|签到))[{HAN}A-Za-z0-9_-]{{2,12}}"
    r"\s+(?:(?:\d{4}[-/年])?\d{1,2}[-/月]\d{1,2}日?|昨天|今天|前天|星期.)\s+(?:[上下]午\s?)?\d{1,2}:\d\d"
    r"|(?:\S{1,8}\s+\d{1,2}:\d\d\s*(?:收到|好的|明白|谢谢|辛苦|OK|ok)了?|收到[,，!！]\s?(?:谢谢|辛苦|明白|好的))[^。；]{0,10}"
)
"""An answer in a talk; believed where other lines show that one was forwarded."""
_NEWCOMERS = compile_both(
    r"[^。；]{0,6}(?:新人|入群|进群|新成员)[^。；]{0,8}(?:报到|格式|改名|名片|昵称|备注|爆照|必看|看公告)[^。]{0,40}"
)
"""What a group asks of who joins it."""
_FORM = late("[:：/／+＋]|群")
_NICK = compile_both("昵称|名片|改名|不进组|踢|爆照|群公告")
_REMARK = late(r"(?:[（(]|(?:[Pp][Ss]|P\.S\.)\s?[:：])([^（()）]{6,44})[)）]?")
_OFFHAND = compile_both(
    "凑合|将就|发错|发漏|没调|没改|找来|扒来|扒的|淘来|看我|勿喷|不谢|懒得|手滑|漏发|重发|别介意|按需改|自己改|改改|捡到|先占|占坑|先用着|随手存|出处忘|凑数|自行取舍|有更新再发"
)
_MESSAGE = compile_both(
    "[这那上下一][一]?[篇条版份页]|格式|排版|版本|最新版|文件|文档|稿子|群里|前面|后面|刚才|刚|大家|看这个|为准"
)
"""What who passes a text on says of it, and of which message."""
_PIECE = late(r"\[[^\[\]]{1,8}\]|(?:对方|你|我)撤回了?一条消息")
_SAID = late(rf"[{HAN}A-Za-z0-9_·]{{1,8}}\s+\d{{1,2}}:\d\d\s*[:：].{{1,50}}")
"""Who said what when; believed only where other lines show that a talk was forwarded."""
_DISCLAIMER = late(
    r".{0,20}(?:[本此](?:电子)?邮件|[Tt]his e-?mail|printing this).{0,200}|.{0,60}打印[本此](?:电子)?邮件.{0,60}"
)
_DISCLAIMED = late(
    "打印|[机保]密|收件人|误收|错收|环保|环境|删除|附件|病毒|confidential|intended|recipient|delete|environment|privileged"
)
"""What mail programs of firms put below every message; two of these words tell."""
_SIGNS = Signs(
    "昨天 今天 月 / - [ @ : ： 转发 公告 收到 来自 以下 以上 邮件 发自 群聊 群名 撤回 拍了拍 消息 退订 拒收 "
    "（ ( ＠ 收到 好的 明白 谢谢 辛苦 OK ok 过期 失效 删除 新人 入群 进群 新成员"
)
"""A line without any of these is from no messenger."""


def find_chat_lines(document: RawDocument) -> Iterator[Edit]:
    """C413: attachments shown as text, faces, who sent it when, the head of a mail."""
    sender: Line | None = None
    talk, said = False, list[Line]()
    for line in short_lines(document, LIMIT, _SIGNS):
        text = line.text
        in_head = bool(_SENDER.fullmatch(text)) or (
            sender is not None and adjoin(document, sender, line) and bool(_MAIL.fullmatch(text))
        )
        sender = line if in_head else None
        if (
            in_head
            or _is_remark(text)
            or any(pattern.fullmatch(text) for pattern in (_FILE, _FACES, _SENT, _MADE, _SYSTEM, _CALLED, _EXPIRES))
            or _is_for_newcomers(text)
        ):
            talk = talk or not _is_remark(text)
            yield line.drop("C413", "line of a messenger or mail program")
        elif _SAID.fullmatch(text) or _REPLY.fullmatch(text):
            said.append(line)
    for line in view(document).lines:
        if "mail" in line.text or "邮件" in line.text:
            told = len(set(_DISCLAIMED.findall(line.text)))
            if told > 1 and _DISCLAIMER.fullmatch(line.text):
                yield line.drop("C413", "notice below a mail")
    for line in said if talk else ():
        yield line.drop("C413", "message in a forwarded talk")


def _is_remark(line: str) -> bool:
    """Whether a line is what somebody who passed a text on says of it, in brackets; pieces of a talk may follow."""
    found = _REMARK.fullmatch(_PIECE.sub("", line).strip())
    if not found or weigh(found[1]).against:
        return False
    offhand = len(set(_OFFHAND.findall(found[1])))
    return offhand > 1 or bool(offhand and _MESSAGE.search(found[1]))


def _is_for_newcomers(line: str) -> bool:
    return bool(_NEWCOMERS.fullmatch(line) and _NICK.search(line) and _FORM.search(line))


RULES = (
    Rule(
        "C413",
        "chat-line",
        Safety.RISKY,
        "Lines of a messenger or mail program around a forwarded text: [文件] 稿子.docx, 某某 14:22:31, 发件人：….",
        "They tell how the text travelled.",
        ("[文件] 讲话稿（终稿）.docx\n要抓好落实。\n收到请回复[抱拳][抱拳]", "要抓好落实。"),
        find_chat_lines,
        ("抄送：县委办公室。", "附件：任务分解表.docx", "主题：强国复兴有我", "[1][2]"),
    ),
)
