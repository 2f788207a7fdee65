"""C416: lines that are nothing but what a page shows of itself: counters, players, amounts to give, controls."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import short_lines
from publish.cleaners.wording import Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 90
_NUMBER = r"\d[\d.,]*\s?[万亿wWkK]?\+?"
_COUNTED = (
    r"(?:阅读|浏览|点击|访问|查看|看过|播放|收听|引用|下载|收藏|点赞|在看|赞|转发|分享|评论|回复|跟帖|回帖|留言|热度|人气|粉丝|帖子|精华"
    r"|主题|鲜花|喜欢|贡献值|经验值|威望|精选|作者回复|划线)"
)
_PICTOGRAPHS = "\u2b50\u2764\u2605\u25b2\U0001f300-\U0001faff"
"""Small pictures that stand before a count."""
_MOOD = (
    "泪目|泪奔|给力|揪心|感动|愤怒|高兴|开心|难过|点赞|支持|惊讶|鼓掌|加油|无语|搞笑|震惊|喜欢|伤心|心碎|笑哭|围观|路过|鄙视"
    "|雷人|鸡蛋|鲜花|握手|新奇|流汗|愤慨|暖心|无聊|心疼|敬佩|祝福|期待|赞|踩"
)
_SURE = compile_both(
    rf"(?:累计|共计?|总)?被?{_COUNTED}(?:量|数|次数)?\s?[:：(（+]?\s?{_NUMBER}\s?(?:次|人次?|条)?[)）]?"
    rf"(?=[\s|｜·　]|$|[一-鿿])|[{_PICTOGRAPHS}]️?\s?{_NUMBER}|热度\s?[:：]?\s?{_NUMBER}\s?[℃°]C?"
    r"|(?:AI|智能|语音|真人)\s?(?:朗读|播报|配音|解读)|[男女童]声|\d(?:\.\d+)?[xX倍]"
    r"|(?:普通|标|高|超|蓝)清|全屏|选集|弹幕|重播|继续(?:观看|播放)|划线评论|写想法"
    rf"|(?:已有?)?{_NUMBER}\s?(?:次|人次?|位朋友|位读者|条)\s?(?:浏览|阅读|播放|收听|看过|想看|点赞|收藏|围观|评论|划线)"
    rf"|(?:预计|大约|约)?\s?\d+\s?分钟(?:阅读|读完|听完|可读完)"
    rf"|(?:{_MOOD})\s?[(（]{_NUMBER}[)）]"
    r"|(?:收?听)(?:全文|文章|本文|新闻)|语速\s?(?:正常|\d\.?\d*x|快|慢)?|倍速\s?\d?\.?\d*x?"
    r"|只看(?:楼主|作者|该作者)|(?:倒序|正序)(?:浏览|看帖|排列)|电梯直达|显示全部楼层"
    r"|[往向]?[左右上下]滑动?|打赏作者|赞赏作者|喜欢作者|支持(?:一下)?作者"
    rf"|(?:本|该)?(?:条|篇|文)?(?:内容|文章)?已?被\s?{_NUMBER}\s?人(?:收藏|点赞|转发|阅读|浏览)"
    rf"|(?:访问量?统计|(?:今日|昨日|总|历史)(?:访问|浏览)量?)[:：]\s?{_NUMBER}(?:次|人)?"
)
"""Parts of a line that only a page has."""
_BESIDE = compile_both(
    rf"(?:本篇|本文|全文)?(?:字数|时长)\s?[:：]?\s?(?:\d\d?:\d\d|{_NUMBER})|(?:大约|约)?(?:需要?)?\s?\d+\s?分钟|推荐阅读时长|写留言"
    r"|(?:你的|您的)(?:态度|心情|感受|表态)\s?[:：]?|(?:作者|贡献者|上传者|楼主|文)\s?[:：/／]?"
    r"\s[^\s|｜·:：]{2,12}(?=[\s|｜·　]|$)"
    r"|(?:贡献者|上传者|楼主)[:：][^\s|｜·:：]{1,12}"
    r"|\d+(?:\.\d+)?\s?元|[¥￥]\s?\d+(?:\.\d+)?|其[他它]金额|自定义|其他|金额|翻到\s?\S{1,8}|查看(?:上|下)一[篇页章]|(?:上|下)一[篇页章]"
)
"""Parts that may stand beside them."""
_SPACE = late(r"[\s|｜丨·•,，、←→↑↓⇐⇒↧↥▼▲<>«»:：]*")
_MANY = 2
_ALONE = compile_both(
    rf"{_NUMBER}\s?(?:个?人|位读者|位朋友)(?:划过|划线|觉得|认为|标记|想读|读过|推荐过?)[^，。；]{{0,6}}|热度\s?[:：]?\s?{_NUMBER}\s?[℃°]C?"
    rf"|(?:累计|总)(?:阅读|浏览|播放|访问)(?:量|次数)?\s?[:：]?\s?{_NUMBER}\s?次?|"
    r"(?:该|此|本)?(?:图片|视频|音频|语音|页面|内容|评论|数据|文档|直播)(?:播报|正在)?(?:加载|生成|缓冲|转码|解析|读取)"
    r"(?:中|失败|超时|出错|不出来)(?:\W*(?:请)?(?:稍候|稍等|刷新|重试|检查网络|点击)[^。；]{0,10})?\W*|"
    rf"(?:已有?)?{_NUMBER}\s?(?:次(?:浏览|阅读|播放|收听)|(?:人|位朋友|位读者)(?:看过|想看|点赞|收藏|围观))"
    r"|只看(?:楼主|作者|该作者)|电梯直达|显示全部楼层|打赏作者|赞赏作者|喜欢作者|听全文"
    rf"|(?:本|该)(?:条|篇|文)?(?:内容|文章)?已?被\s?{_NUMBER}\s?人(?:收藏|点赞|转发|阅读|浏览)|访问量?统计[:：]\s?{_NUMBER}"
)
_SIGNS = Signs(
    "阅读 浏览 点击 访问 看过 播放 收听 引用 下载 收藏 赞 在看 转发 分享 评论 回复 热度 人气 粉丝 分钟 语速 倍速 听 滑 "
    "划过 觉得 认为 标记 想读 读过 声 清 选集 重播 继续 加载 生成 缓冲 转码 解析 读取 ⭐ ❤ ★ ▲ 👍 💬 👀 🔥 "
    "赏 喜欢作者  楼主 倒序 直达 楼层 只看 泪 怒 动 给力 揪心 围观 支持 开心 伤心 暖心 贡献值 精选 划线 作者 访问"
)


def find_interface_lines(document: RawDocument) -> Iterator[Edit]:
    """C416: lines of such parts from one end to the other, two at least and one of them sure."""
    for line in short_lines(document, LIMIT, _SIGNS):
        if is_interface(line.text):
            yield line.drop("C416", "what a page shows of itself")


def is_interface(line: str) -> bool:
    """Whether a line is made of what only a page has."""
    if _ALONE.fullmatch(line):
        return True
    left, sure = _SURE.subn(" ", line)
    if not sure:
        return False
    left, beside = _BESIDE.subn(" ", left)
    return sure + beside >= _MANY and bool(_SPACE.fullmatch(left))


RULES = (
    Rule(
        "C416",
        "interface-line",
        Safety.RISKY,
        "A line that is nothing but counters, the player, amounts to give, controls of a page: 泪目(2.1万) "
        "给力(1.3万), 听全文 约6分钟, 6分钟阅读 · 112次浏览.",
        "A page shows them beside its article. Every part of the line must be one of these, two at least.",
        ("你的态度：泪目(2.1万) 给力(1.3万)\n听全文 约6分钟 · 语速 正常\n要抓好落实。", "要抓好落实。"),
        find_interface_lines,
        (
            "表决情况：同意（12）、反对（0）、弃权（1）",
            "产值：工业（2.1万）、农业（1.3万）",
            "票价 5元 10元 20元",
            "全年接待浏览参观3万人次。",
        ),
        reach=Reach.BLOCK,
    ),
)
