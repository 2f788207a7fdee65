"""C411: what a web page asks of its readers: to scan, to click, to unfold, to pay for the rest."""

from collections.abc import Iterator

from publish.cleaners.inserts import outside
from publish.cleaners.markers import without_marks
from publish.cleaners.view import short_lines, view
from publish.cleaners.wording import Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 44
_SIGNS = Signs(
    "蓝 卡片 名片 "
    "全文 全部 群 完整 原文 更多 剩余 余下 本 文档 按钮 我们 手机端 朋友圈 隐藏 此处 更方便 长按 部分 积分 下载到 加载"
)
"""A line without any of these asks for nothing on a page."""
_VERB = compile_both(
    r"扫一扫|扫码|扫描|长按|识别|点击|单击|点此|戳|下载|登录|注册|开通|购买|付费|解锁|充值|订阅|展开|加载|关注|回复|查看|阅读|浏览"
    r"|打开|保存|获取|打赏|领取|加入|试读|继续看|带走|查找"
)
_THING = compile_both(
    r"全文|全部|(?:交流|学习|会员|粉丝)群|完整版|完整内容|原文|(?:更多|精彩)(?:精彩)?内容|更多|剩余|余下|本文档?|文档|按钮|右侧|左下角|右上角|下方|上方|链接|客户端|[Aa][Pp][Pp]"
    r"|小程序|电脑|手机|本地|积分|[Vv][Ii][Pp]|会员|二维码|关注我们|关注本|我们|账号|朋友圈|微信|公众号|此处内容|隐藏|部分|本[页站]|更方便"
)
_PAGE = compile_both(
    r"全文|全部(?:内容|素材|资料|章节)|(?:交流|学习|会员|粉丝)群|完整|原文|更多|剩余|余下|本文|文档|按钮|我们|本[页站]|手机端|朋友圈|隐藏|此处|更方便|(?<!大)部分|积分|下载到"
)
_PURPOSE = compile_both(
    r"签到|报名|填报|缴费|就座|登记|办事|办理|投票|测评|会议|预约|群众|居民|市民|政务|政府|我[市县区局]|各单位|各部门|干部|党员|服务|填写|问卷"
    r"|反馈|检查|查处|专项|整治|行为|宣传|全年|工作|举措|附件|表格|邮箱|前将|学习|活动|[《》]"
)
_SENTENCE = "。；"


def is_prompt(line: str) -> bool:
    """Whether a line is a prompt: what to do and with what part of the page, and no purpose that an office has."""
    if without_marks(line) != line and without_marks(line):
        return False  # a marker inside a sentence is for C5
    line = outside(line)
    if any(mark in line[:-1] for mark in _SENTENCE) or _PURPOSE.search(line):
        return False
    if _UNFOLD.fullmatch(line) or _PRESS.fullmatch(line):
        return True
    if not _PAGE.search(line):
        return False
    verbs, things = set(_VERB.findall(line)), set(_THING.findall(line))
    return bool(verbs) and bool(things) and len(verbs) + len(things) > 2


def find_prompts(document: RawDocument) -> Iterator[Edit]:
    """C411: lines that ask to scan a code for the page, to follow the site, to unfold or pay for the rest."""
    for line in short_lines(document, LIMIT, _SIGNS):
        if len(line.text) > 3 and is_prompt(line.text) and not view(document).guards(line):
            yield line.drop("C411", "prompt to readers of a web page")


_UNFOLD = compile_both(
    r"[—－\s-]{0,6}[【\[(（]?(?:(?:点击|点此|单击)?(?:这里)?(?:展开|查看|阅读|浏览|显示|加载)(?:全文|全部|余下|剩余|更多|原文).{0,6}"
    r"|(?:正在)?加载中?.{0,8}|更多.{1,10}(?:尽在|请关注|请访问|请搜索|请登录|请上|欢迎访问).{2,24}"
    r"|(?:请|欢迎|记得)?.{0,4}(?:收藏|关注|访问|支持|记住|分享)本[站网](?!络|格).{0,16}|本文.{0,6}(?:完|结束))[】\])）]?[！!。.]?"
)

_PRESS = compile_both(
    r"\W*(?:请|欢迎)?(?:点击|戳|轻点|轻触|点)\s?(?:上方|下方|文末|左上角|右上角|左下角|右下角|底部|顶部|页面)?的?\s?[“\"]?(?:蓝字|蓝色小?字|卡片|名片|阅读原文|关注按钮)[^。；]{0,20}"
    r"|(?![（(]?\d)[^。；]{0,24}长按(?:上|下)?[图]?(?:可|即可)?(?:保存|识别|转发|分享|下载)(?:此|本|这张)?(?:海报|图片|封面|长图|二维码|名片|壁纸|卡片)[^。；]{0,16}"
)

RULES = (
    Rule(
        "C411",
        "reader-prompt",
        Safety.RISKY,
        "A line that asks to scan a code for the web page, to click, to unfold the rest or to pay for it.",
        "There is nothing to scan, click, unfold or buy in a book.",
        ("要抓好落实。\n长按识别二维码，关注我们\n剩余50%内容，开通会员后可阅读全文", "要抓好落实。"),
        find_prompts,
        ("请扫描二维码签到，并按座次就座。", "请扫描下方二维码填报，截止时间为6月30日。", "更多举措正在研究制定中。"),
    ),
)
