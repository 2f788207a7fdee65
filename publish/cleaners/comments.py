"""C400: comments of readers and posts of a forum below an article."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import Line, adjoin, short_lines
from publish.cleaners.wording import Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 120
_BOX = (
    r"(?:写留言|我要评论|发表评论|(?:精选|全部|热门|最热|最新|网友|精彩|读者)?(?:留言|评论|跟帖|回帖)"
    r"|精选|全部|作者回复)"
)
_COUNT = r"\s?(?:[(（]\s?\d+\s?[)）]|\d+\s?条?)"
_HEAD = compile_both(
    rf"(?=.*(?:写留言|我要评论|发表评论|(?:精选|全部|热门|最热|最新|网友|精彩|读者)\s?(?:留言|评论|跟帖|回帖|[(（])))(?=.*\d)(?:{_BOX}(?:{_COUNT})?[\s|｜·]*){{1,5}}"
)
"""The head of a box of comments: what can be done there, and how many there are."""
_COMMENT = late(r"(?P<nick>[^\s：:，。；、（）()]{1,12})[：:]\s?.{1,100}")
_LABEL = compile_both(
    r"附件?\d*|附[表录]|(?:联系|负责|经办|报送|签发|主持|记录|发言|填报|审核|责任|牵头|报告|申请|委托|代理|证明|出席|列席|参加|报告)人|.*(?:单位|机关|部门|电话|地址|时间|日期|来源|送|邮箱|编辑|责编|主办|承办|注|题|数|号)"
)
"""What stands before the colon of a field."""
_POST = compile_both(
    r"(?:回帖|跟帖)\s?\d{1,5}\s?[#＃楼].*|(?:热评|神评论?|(?:热门|精彩|网友)(?:跟帖|热评|评论)|高赞评论)\s*[|｜丨]\s*.{2,}"
    r"|(?:(?:热评|神评论?|网友(?:评论|热议)?)\s?[“\"：:].{2,60}|[^\s：:]{1,12}[：:].{2,60})\s(?:▲\s?\d+|赞\s?\d+|\d+\s?[楼#＃]\s.{0,8}|.{0,8}\s(?:回复|举报))"
    r"|沙发还?(?:空|在)[^。；]{0,10}|[【\[〖](?:个性)?签名档?[】\]〗].*|(?:个性签名|签名档)\s*[:：].*"
)
_CHEER = compile_both(
    r"[^。；]{0,16}(?:好人一生平安|(?:谢谢|感谢)(?:分享|楼主|LZ)(?=[!！~]|$)|支持楼主|楼主(?:威武|辛苦|好人|厉害)|前排(?:围观|留名)|楼主很懒|什么都没留下|mark一下|占楼|顶楼主|留爪)[^。；]{0,12}"
)
"""What is said in a forum below somebody's post."""
_SIGNS = Signs(
    "▲ 赞 沙发 回复 举报 好人一生 分享 楼主 前排 没留下 mark 占楼 留爪 LZ 留言 评论 跟帖 回帖 热评 神评 签名"
)


def find_comments(document: RawDocument) -> Iterator[Edit]:
    """C400: the head of a box of comments with the comments that follow at once; numbered posts, signatures."""
    last: Line | None = None
    for line in short_lines(document, LIMIT):
        signed = _SIGNS.mark(line.text)
        if signed and _HEAD.fullmatch(line.text):
            last = line
            yield line.drop("C400", "box of comments of a web page")
        elif signed and (_POST.fullmatch(line.text) or _CHEER.fullmatch(line.text)):
            yield line.drop("C400", "post of a forum")
        elif last is not None and adjoin(document, last, line) and _is_comment(line.text):
            last = line
            yield line.drop("C400", "comment of a reader")
        else:
            last = None


def _is_comment(line: str) -> bool:
    found = _COMMENT.fullmatch(line)
    return bool(found) and not _LABEL.fullmatch(found["nick"] if found else "")


RULES = (
    Rule(
        "C400",
        "comment",
        Safety.RISKY,
        "The head of a box of comments, with its numbers, and the comments below it; posts and signatures of a forum.",
        "Readers of the page wrote them, not the author.",
        ("要抓好落实。\n写留言 精选(33) 作者回复7\n某某：写得真好[强]\n回帖 3#　某某：顶一下", "要抓好落实。"),
        find_comments,
        ("张三：同意。\n李四：没有意见。", "留言箱", "签名：王明", "留言本上有评论3条，均已回复。"),
    ),
)
