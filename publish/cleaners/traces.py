"""Weak signs that a line is not of an office text: each alone may be anything, together they tell."""

from functools import lru_cache

from publish.cleaners.patterns import late
from publish.cleaners.site import CACHED, ends_like_title, tells_of_people, weigh
from publish.cleaners.wording import HAN, compile_both

_FIELD = late(r"[\W_]*[^\s:：，。；、“”《》（）()\d]{1,8}\s?[:：]\s*\S")
_LATIN_FIELD = late(r"[\W_]*[A-Z][A-Za-z]{1,14}(?: [A-Za-z]{2,12}){0,2}:\s*\S")
_PROPERTY = late(
    r"[\W_]*(?:[Cc]reated|[Uu]pdated|[Mm]odified|[Ll]ast|[Ee]dited|[Ss]tatus|[Tt]ags?|[Oo]wner|[Pp]roperty|[Ss]ync|URL)"
    r"(?: (?:[Ee]dited|[Tt]ime|[Bb]y|[Aa]t|[Mm]odified|[Uu]pdated|[Dd]ate)){0,2}:"
)
"""Properties that programs keep of a note."""
_ADDRESS = late(r"(?:https?://|www\.)[!-~]+|[\w.-]+@[\w-]+\.[\w.]+|[a-z0-9-]+\.[a-z0-9-]+\.[a-z]{2,4}")
_COUNT = late(
    r"[(（]\s?\d[\d.,]*\s?[万wk+]?\s?[)）]|(?<=[^\d.])\s\d[\d.,]*\+?(?=$|\s)|\d\s?/\s?\d|\s[+＋]\d|\d\.\d+\s?倍|\d+\s?%$"
    r"|\d+人已?[读看]|\d+ of \d+"
)
_PARTS = late(r"\s?[|｜丨∣]\s?|\s[·•/]\s|\S[ \t]{2,}\S|\S\u3000{2,}\S|[^\s>]\s?(?:→|>>?|»|›)\s?[^\s>]")
_BUTTONS = late(r"(?:[【\[〔［][^】\]〕］]{1,8}[】\]〕］][\s　]*){2,}")
"""Several short words in brackets."""
_MANY_PARTS = late(r".+[|｜丨].+[|｜丨]")
_CONTACT = late(r"(?:^|\s)(?:[TMEFP]|Tel|Mob(?:ile)?|Fax|E-?mail)\s?[:：.]\s?[\d+(]")
_CLOCK = late(r"(?<![\d—–~至到-])\d{1,2}[:：]\d\d(?![\d—–~至到-])(?![^。]{0,12}[开召举进])|\d{4}-\d\d?-\d\d?")
_ASKING = compile_both(
    r"^\W*(?:请|勿|切勿|别|点|轻点|轻触|双击|单击|长按|按|拖|滑|试试|看|搜|扫|回|转|顶|想|来|去|加|进|领|戳|如需|需要|继续"
    r"|更多|下载|打开|返回|查看|猜)|[您你妳亲](?![好们])|[？?]$|[？?](?=.)"
)
_DECORATED = late(rf"[^\w\s“‘《（(〔\[【——–\-{HAN}]|[【\[〖〔<＜「『{{｛].*[】\]〗〕>＞」』}}｝]\W*$|#\S|[*=~_-]{{2,}}")
_LATIN = late(r"[A-Za-z]{3,}(?:[ _.-][A-Za-z]{2,})*")
_CODE = late(r"[{}$;=]|[a-z]\.[a-z]{2,4}(?![a-z])|@|</?|\(\)|[A-Z_]{6,}|\w_\w")
_TONE = compile_both(r"[啦哦呀哈嘛呗喽咯哟唷嘻呢~～]\W*$|[!！~～]{2,}|[^们]！$")
_PRICE = late(r"[¥￥]\s?\d|\d\s?[折块](?![头儿])|\d元|\d块\d|工价|价格|起[订售]|议价|面议")
_BUILT = (_COUNT, _PARTS, _BUTTONS, _MANY_PARTS, _CLOCK, _PRICE, _CODE, _LATIN_FIELD)
_SIGNS = (_COUNT, _PARTS, _MANY_PARTS, _CLOCK, _ASKING, _TONE, _PRICE, _CODE)
_ANSWERING = compile_both(
    r"(?:根据|按照|按)您|为您|需要我|如需我|我(?:可以|还可以|来|能)(?:帮|再|继续|为|把)"
    r"|(?:希望|以上).{0,8}(?:对您|能帮|可根据)|(?:AI|人工智能|大模型|智能助手).{0,8}(?:生成|撰写|创作|辅助)"
    r"|(?:再|继续)(?:生成|润色|扩写|修改|调整)"
)
"""A program that writes speaks to who asked it."""
_HAN = late(f"[{HAN}]")
_PAID = compile_both(r"^\W*(?:广告|推广|赞助|推荐位|PR|AD|Ad|Sponsored|スポンサー)(?:\W|内容|商|$)")
_SCRIPT = late(r"\$\(|function\s?\(|document\.\w|window\.\w|\}\);?$|</?(?:script|div|span)")
_TALK = compile_both("麻烦|帮忙|帮看|辛苦|请查收|见附件|定稿|收到请|@我|勿回|勿外发|发错|转发")
_NAMING = late(r"“[^”]{1,12}”")
"""Words in quotation marks, as titles have them."""
_SPOKEN = late(r"。.|“[^”]{4,}[。！？]”|\[[JMCDNRSPZ](?:/OL)?\]")
"""Sentences, speech, and the types of sources in references."""
_STOPPED = ("。", "；", "，", "、", "：", ":")
LONG = 40
"""Longer lines have signs by chance; Latin ones from twice as many characters on."""
WORDY = 3
"""Words of machines and sites count so much at most."""
_MACHINE = compile_both(
    "账号|帐号|页面|网页|视频|音频|图片|图像|分辨率|像素|预览|浏览|模板|样式|编辑器|平台|客户端|用户|昵称|头像|等级|楼主"
    "|帖|消息|私信|已读|未读|下载|上传|转换|导出|导入|同步|试用|容量|归档|节点|流程|流转|环节|发起人|流水号|打印|扫描|识别"
    "|水印|排版|校审|出品|推广|广告|赞助|投稿|声明|邮件|签名|通道|压缩包|网盘|云盘|链接|缓存|加载|插件|服务器|网络异常|插图"
    "|配图|封面|原图|大图|长图|朗读|播放|倍速|字幕|弹幕|投票|互动|评分|评价|威望|金币|铜板|积分|粉丝|关注|收藏|点赞|转发"
    "|分享|评论|回复|跟帖|回帖|沙发|板凳|顶起|登录|注册|会员|充值|解锁|付费|免费|专属|相似|相关|推荐|热门|更多|猜|搜索|标签"
    "|栏目|频道|首页|正文|详情|目录|上一|下一|全文|原文|本文|本篇|本帖|本页|本站|本弹|内容|文档|资料|素材|干货|模版|范文"
    "|合集|资源|错别字|字数|阅读|时长|分钟|撤回|编辑|微信|手机|小程序|公众号|扫一扫|二维码|浏览器|生成|终稿|定稿|修改稿"
    "|シェア|ツイート|いいね|はてブ|LINE|関連記事|ページトップ|トップへ|無料|サンプル|お気に入り|ログイン|会員登録|続きを読む"
    "|スポンサー|ランキング|友善列印|轉寄|回上頁"
    "|(?i:share|tweet|download|upload|sign up|log ?in|premium|related|helpful|report this"
    "|dmca|cookie|subscribe|newsletter|preview|viewed|sponsored|advert|read more|unlock|free trial|unlimited|register)"
    "|批注|修订|痕迹|草稿|云端|协作|协同|插入|唤起|快捷"
)


@lru_cache(maxsize=CACHED)
def count_traces(text: str) -> int:
    """How many kinds of weak signs a line has, less what speaks for a text of an office."""
    bare, addresses = _ADDRESS.subn("", text)
    program = _LATIN_FIELD.match(bare)
    signs = sum(bool(pattern.search(bare)) for pattern in _SIGNS)
    signs += (4 if _PROPERTY.match(bare) else 2) if program else bool(_FIELD.match(bare)) + bool(_LATIN.search(bare))
    signs += sum(2 * bool(pattern.search(bare)) for pattern in (_ANSWERING, _PAID, _SCRIPT, _CONTACT, _BUTTONS)) + bool(
        _TALK.search(bare)
    )
    signs += bool(_DECORATED.match(bare))
    weight = weigh(text)
    signs += min(WORDY, len(set(_MACHINE.findall(bare))) + weight.points) - weight.against
    signs -= 2 * tells_of_people(text)
    signs -= 3 * ends_like_title(text) + 2 * (bool(_NAMING.search(text)) and not _DECORATED.match(text))
    han = bool(_HAN.search(text))
    signs -= 2 * (not han) + 2 * text.endswith(_STOPPED) + 2 * bool(_SPOKEN.search(text)) + addresses
    return signs - max(0, len(text) - LONG) // 20 if han else signs - max(0, len(text) - 2 * LONG) // 40


def is_built(text: str) -> bool:
    """Whether the signs of a line are such as no title has: counts, parts, times, prices, code."""
    return bool(_DECORATED.match(text)) or any(pattern.search(text) for pattern in _BUILT)


def may_stand_alone(text: str) -> bool:
    """Whether a line may be furniture with nothing of the kind beside it: Chinese, or a property of a program."""
    return bool(_HAN.search(text) or _PROPERTY.match(text))
