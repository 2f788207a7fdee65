"""C401 to C404: what a web page shows around its article: navigation, the way to it, figures about it, buttons."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import drop, short_lines
from publish.cleaners.wording import Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import Origin, RawDocument

_PARTS = {
    Origin.HEADER: "page header of the source",
    Origin.FOOTER: "page footer of the source",
    Origin.NAVIGATION: "navigation of the web page",
    Origin.HIDDEN: "hidden text",
}

_ROOT = r"[^\s>＞»›→/\\|，。；:：]{0,8}(?:首页|主页|主站|home|Home|HOME)"
_ARROW = r"\s*(?:>+|＞+|»+|›+|→|⇒|≫|/|\\|\||｜|::|--?>|(?<=\s)[-–—](?=\s))\s*"
_STEP = r"[^\s>＞»›→⇒/\\|，。；,;〉❯▸·]{1,24}(?: [^\s>＞»›→⇒/\\|，。；,;〉❯▸·]{1,24})?"
_SITE_STEP = r"(?:论坛|模板|范文|版[块塊]|板块|专区|下载|文库|资料库|公文库|本页|查看详情|网\s*[〉»›❯▸>＞])"
_CONTROLS = r"(?:[\s»›〉|｜·]{1,3}(?:只看(?:楼主|作者)|[倒正]序(?:浏览|看帖)|打印|电梯直达|按时间|按热度)){0,4}"
"""Ways to look at a page, which may stand behind the way to it."""
_HERE = (
    r"(?:(?:[当所][前在属]栏目|位置导航|浏览路径)[:：\s]*[→>»›〉]?\s*"
    r"|(?:您|你)?(?:现在|目前|当前)?(?:的|所在的?|所处的?)?位[置于][:：]?\s*)"
)
_BREADCRUMB = compile_both(
    rf"{_HERE}?{_ROOT}(?:{_ARROW}{_STEP}){{1,8}}(?:{_ARROW})?|{_HERE}{_STEP}(?:{_ARROW}{_STEP}){{1,8}}"
    rf"|(?=[^>＞»›]{{0,12}}(?:网|站|库|店|铺|文秘|频道)\s*[>＞»›])(?!.*(?:申请|受理|审核|办结)){_STEP}(?:\s*[>＞»›]+\s*{_STEP}){{1,8}}"
    rf"|(?!.*(?:申请|受理|审核|办结|审批))(?=.*{_SITE_STEP}){_STEP}(?:\s*[〉»›❯▸>＞]\s*{_STEP}){{2,8}}{_CONTROLS}"
    rf"|(?:首页|主页|本站|网站首页)(?:\s*[/／·]\s*{_STEP}){{2,8}}|{_STEP}(?:\s*[/／·〉›]\s*{_STEP}){{1,8}}\s*[/／·〉›]\s*(?:正文|详情页?|详细(?:页面|内容)|查看详情|本页)"
    rf"|(?=.*(?:频道|栏目|网站|专栏|资讯|新闻中心|正文|文章|列表|详情)){_STEP}(?:\s*[>＞»›]+\s*{_STEP}){{2,8}}"
)

_FIGURE = r"(?:阅读|浏览|点击|访问|查看|人气|热度|评论|回复|下载|点赞|收藏|转发)(?:次数|人数|总数|量|数|率)?"
_DATE = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_WEB_FIELD = compile_both(
    rf"{_FIGURE}\s*[:：]?\s*[(（]?\s*\d[\d,.]*\s*[万kKwW+]*\s*(?:次|人|条)?[)）]?"
    r"|(?:预计|大约|约)?(?:阅读|读完|听完)(?:本文|全文)?(?:时间|时长)?[需约要:：]*\s*\d+\s*分钟"
    rf"|(?:文章|本文|该文)?已?于\s*{_DATE}\s*(?:修改|更新|编辑过?)|收录于(?:合集|话题|专辑)[^，。；]{{0,40}}|预览时标签不可点"
    r"|(?:浏览|访问|点击|阅读)(?:量|次数|数)\s*[:：]\s*(?:次|(?=\s|$))|下载地址\s*[:：]\s*点击.{0,8}"
    r"|(?:评分|星级)\s*[:：]?\s*[★☆⭐]{2,10}\s*(?:[(（]\d+人?(?:评价|评分|打分)[)）])?|(?:所需|需要|消耗|下载需)\s*(?:积分|金币|财富值|下载[券币]|文币)\s*[:：]?\s*\d+"
    r"|(?:TAGS?|[Tt]ags?|相关标签|文章标签|本文标签|标签)(?:标签)?\s*[:：]\s*[^，。；]{0,40}"
    r"|(?:字体|字号|文字大小|视力保护色)\s*[:：]?\s*(?:[\[【(（]?\s*(?:特?大|中|小|[+-]|A[+-]?)\s*[\]】)）]?\s*)*"
)
_LENGTH = compile_both(r"(?:全文|本文|正文)?共?计?约?\s*\d+余?\s*字(?![号体])")
"""How long an article is: a page says so beside other figures, a text may say it alone."""
_FIELD = compile_both(
    rf"(?:(?:文章|信息|稿件|内容)?(?:来源|出处)|作者|编辑|责任编辑|发布者|发布人|发布|录入|上传|整理|时间|日期|更新|栏目|分类|标签|关键词"
    rf"|(?:发布|更新|发表|上传|录入)(?:时间|日期|于))\s*[:：]\s*(?:{_DATE}|[^\s:：，。]{{0,20}})|{_DATE}"
)
_LISTEN = compile_both(r"(?:稿源|来源|出处)\s?[:：].*(?:听新闻|收听|朗读|播放|放大|缩小|分享)")
_READING = compile_both(
    r"(?:全文|本文|正文)?共?计?约?\s?\d+余?\s?字[，,、\s]*.{0,4}(?:读完|阅读|听完).{0,6}\d+\s?分钟[^。；]{0,14}"
)
_HEADED = late(
    rf"(?=.*(?:[:：]\d\d))(?:[^\s|｜·•:：，。；]{{1,12}}\s?[|｜·•]\s?){{0,2}}{_DATE}(?:\s?[|｜·•]\s?[^\s|｜·•:：，。；]{{1,12}}){{1,3}}"
    rf"|{_DATE}(?:\s+[^\s|｜·•:：，。；]{{1,12}}){{0,2}}\s+(?:来自|发布于|发表于|听新闻|听全文)[^\s:：，。；]{{0,12}}"
)
"""Who put a page there and when, to the minute, in parts."""
_KEPT = compile_both(
    rf"[#＃\s]*(?:导出|下载|备份|同步|抓取|采集|生成|剪藏|打印)(?:时间|日期|于)[:：]?\s?{_DATE}(?<=:\d\d)"
    r"|文件名?[:：]\s?\S+\.(?:docx?|pdf|wps|txt|xlsx?|pptx?)(?:[\s　]+[^\s:：]{2,4}[:：]\s?[^\s:：]{1,12})+"
)
"""What a program notes of a file."""
_LABEL = late(r"(?:^|(?<=[\s|｜丨/\[【(（〖,，;；]))[^\s:：，。；|｜丨/\[【(（〖]{2,7}\s*[:：]")
_WEB_LABEL = compile_both(
    rf"(?:^|[\s|｜丨/\[【(（〖])(?:{_FIGURE}|已阅读?|字\s?[号体]|字体大小|访问|上传[人者]|贡献者|字数|阅读时长|文档(?:编号|格式|大小|页数)|上传时间|更新(?:时间|日期)?|索引号|信息来源|文章来源|好评率|页数|格式|大小)[】\])）〗]?\s*[:：]?\s*[\[(（]?\s*[\d大中小]"
)
_STAMP = late(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?")
_RECENT = compile_both(
    r"(?:^|\s)(?:今天|昨天|前天|\d+\s?(?:小时|分钟|天)前)?\s*\d{0,2}:?\d{0,2}\s*发表于[^\s，。]{2,4}$"
)
_STAMPED = compile_both(
    r"^原创|发表于|发布于|我要评论|来源[:：].*(?:评论|打印|分享|责编|编辑|浏览)|[\[【(（](?:打印|关闭|评论|收藏)"
)
_POSTED = compile_both(
    r"[\[【]?(?:本(?:帖子?|日志|贴子?)(?:最后)?由.{1,20}于.{6,24}(?:编辑|修改|发布|更新)|(?:编辑|发布|更新|修改|发表|创建)于\s?\d{4}[-/.]\d.{0,40})[\]】]?"
    r"|原创\s+\S{2,12}(?:\s+\S{2,12}){0,2}\s+(?:今天|昨天|前天|\d+(?:小时|分钟|天)前|\d{4}-\d\d?-\d\d?)"
    r"|.{0,40}IP\s?属地[:：]?\s?[一-鿿]{1,3}"
    r"|(?:打印|导出|下载)(?:日期|时间|人)[:：]\s?\S{1,20}(?:\s+(?:打印|导出|下载)(?:日期|时间|人)[:：]\s?\S{1,20}){1,3}|来自\s\S{2,12}\s的(?:公众号|微博|知乎)文章"
)
"""When, where and by whom a page, a post or a print was made."""
_BETWEEN = late(r"[\s|｜/·,，。、;；\[\]【】()（）-]*")

_BUTTON = compile_both(
    r"分享[至到给]?|一键|转发[至到]?|转[至到]|收藏本?[文页站]?|打印[本此]?[文页]?|打印预览|关闭窗口|关闭本?[页窗]?口?|返回(?:顶部|首页|列表|上一?级|目录)?|推荐给?好?友?"
    r"|加入收藏夹?|点?赞|喜欢|踩一?下?|顶一?下?|(?:网友|最新|热门|全部|发表|我要|暂无)?评论|告诉好友|我来说两句|举报|纠错|投诉|反馈|复制(?:本文|链接|地址)?|回到?顶部|大|中|小|字号|字体|放大|缩小|默认|刷新|保存|下载本?文?|阅读"
    r"|QQ空间|QQ好友|QQ|空间|新浪微博|腾讯微博|新浪|腾讯|微博|微信好友|微信|朋友圈|好友|人人网|人人|豆瓣|贴吧|百度|知乎|抖音|今日头条|头条|钉钉|开心网|搜狐|网易|更多"
    r"|听书|目录|设置|夜间|日间|护眼|我的收藏|我的|退出|消息|已(?:关注|订阅|购买?|收藏|赞)|添加评论|赞同\s?\d*|使用道具|查看全部评分|评分|快速回复|返回(?:版块|论坛)|高级模式|发表回复|发新?帖|参与人数|威望|金币"
    r"|广告|登录|注册|会员中心|充值|客服|设为首页|网站地图|联系我们|关于我们|关于本站|帮助中心|意见反馈|手机版|加入(?:我的)?书架|收听音频|听新闻|女声|男声|语速|\d\.\dx|关注作者|关注|无障碍浏览|长者模式|进入老年版|网站支持IPv6|繁体|简体|移动版|在看|有用|没用|弹窗|首页|网站首页|上[一页]篇?|下[一页]篇?|Facebook|Twitter|WeChat|Weibo|Email|RSS"
    r"|(?:写|精选|全部|查看)?留言|立即(?:下载|购买|开通|登录|注册)|继续(?:观看|播放)|重播|暂停|全屏|静音|倍速|选集|[标高超]清|弹幕|已关注|客户端(?:下载)?|电脑版|电脑端|触屏版|返回顶端|适老化说明|个人中心|法人登录|进入关怀版|我要打印"
)
_SHARE = Signs(
    "切换城市 长者模式 无障碍浏览 语速 广告 登录 设为首页 网站地图 帮助中心 意见反馈 书架 返回列表 收听音频 留言 "
    ""
    "☰ ≡ 🔍 🔎 🏠 👤 ⚙ 💬 🔔 📤 ✕ A- 分辨率 跳 kip ccessib 无障碍 图标 菜单 导航 avigation 输入 广告位 "
    "使用道具 快速回复 版块 全部评分 高级模式 添加评论 已订阅 已购 听书 我的收藏 "
    "立即下载 立即购买 立即开通 立即登录 立即注册 客户端 手机版 电脑版 顶端 适老化 关怀版 账号 帐号 分享 转发 点赞 "
    "返回 回到 收藏 打印 关闭 举报 纠错 顶部 踩 赞 评论 复制链接 朋友圈 好友"
)
_COMMENTS = compile_both(
    r"(?:今天)?天气[:：].{0,20}℃.{0,16}|评论列表.{0,10}|(?:我要)?发表评论|昵称[:：].*提交.{0,4}|(?:网友|文章|最新|全部|热门|目前|共有?|已有|\s)*\d*\s*[条个]?\s*评论\s*[(（]?\s*\d*\s*[条）)]*[\s,，:：]*(?:我要评论|暂无评论|发表评论|查看评论|快来|抢沙发|登录后评论|[\s,，吧!！])+"
)
_ACCOUNT = compile_both(r"(?:已有|没有|还没有)[账帐]号?户?[?？，,]?\s*(?:请|立即|马上|点击)?(?:登录|登陆|注册).{0,4}")
_ALWAYS = compile_both(
    r"[▲↑∧\s]*(?:返回|回到)(?:顶[部端]|首页|列表|上一?[级页])|设为首页|加入收藏"
    r"|(?:跳[到转至]{1,2}(?:主要|正文)?(?:内容|正文)|[Ss]kip to (?:main )?content|Accessibility"
    r"|无障碍(?:辅助|工具条?|浏览|阅读)"
    r"|(?:搜索|菜单|关闭|展开|二维码)图标|(?:展开|关闭|打开|切换)(?:菜单|导航)|主导航|Toggle navigation|\s)+"
    r"|(?:[搜菜].图标\s?)?(?:请|在此)*输入"
    r"(?:您?要?(?:搜索|检索|查找)的?(?:内容|关键[字词])|(?:搜索)?关键[字词][^，。；]{0,12}|[^\s，。；/]{2,6}(?:/[^\s，。；/]{2,6}){2,4})"
    r"|[☰≡🔍🔎🏠👤⚙💬🔔📤✕]️?\s?[一-鿿]{2,4}(?:\s?/\s?[一-鿿]{2,4})?|A[-+](?:\s*A[-+]?){1,3}"
    r"|[^。；]{0,50}建议您?(?:使用|采用)[^。；]{2,30}(?:浏览器|分辨率)[^。；]{0,12}|网站无障碍[\s|｜]*(?:适老化改造)?"
    r"|(?:此处|本)?广告位(?:招租|出租|招商|虚位以待|诚招|待租|转让).{0,16}|广告招商.{0,16}"
)
"""Buttons that are nothing else, even alone on a line."""
_SEGMENT = late(r"[^\s|｜/·,，、\[\]【】]+")
_FILLER = late(r"[\s\d:：|｜/·,，、()（）\[\]【】<>《》+\-—]+")


# Signs without which a line is nothing of the kind: breadcrumbs have arrows, figures a label, rows a button.
_ARROWS = Signs("〉 ❯ ▸ · ／ > ＞ » › → ⇒ ≫ / \\ | ｜ :: - – —")
_FIGURES = Signs(
    "阅 读 浏览 点击 访问 查看 人气 热度 评论 回复 下载 点赞 收藏 转发 打印 关闭 分享 发表于 发布于 原创 编 "
    "属地 导出 创建 公众号 修改 收录 预览 积分 金币 财富值 下载券 评分 星级 "
    "来自 · | ｜ • 备份 同步 抓取 采集 生成 剪藏 打印 文件 "
    "稿源 听 字 分钟 标签 TAG Tag tag 视力 上传 贡献者 文档 更新 索引号 来源 好评率 页数 格式 大小"
)


def find_page_parts(document: RawDocument) -> Iterator[Edit]:
    """C401: blocks that stood in page headers and footers, in navigation, or were hidden."""
    for number, block in enumerate(document.blocks):
        if block.hints.origin is not Origin.BODY and block.text:
            yield drop(document, number, "C401", _PARTS[block.hints.origin])


def find_breadcrumbs(document: RawDocument) -> Iterator[Edit]:
    """C402: the way from a site's first page to the article."""
    for place in short_lines(document, 100, _ARROWS):
        line = place.text
        if _BREADCRUMB.fullmatch(line):
            yield place.drop("C402", "way through a web site")


def find_meta_lines(document: RawDocument) -> Iterator[Edit]:
    """C403: lines of labelled fields of which one only a web page has: how often read, which letter size."""
    for place in short_lines(document, 120, _FIGURES):
        line = place.text
        if _is_web_record(line) or _READING.fullmatch(line):
            yield place.drop("C403", "figures of a web page about its article")
            continue
        if not _WEB_FIELD.search(line):
            continue
        web, rest = _WEB_FIELD.subn("", _LENGTH.sub("", line))
        left = _BETWEEN.sub("", _FIELD.sub("", web))
        if rest and not left:
            yield place.drop("C403", "figures of a web page about its article")


def _is_web_record(line: str) -> bool:
    """Whether a line is labelled fields from one end to the other, one of them only a web page's; or a time stamp with
    a web page's words around it.
    """
    if "。" in line or "；" in line:
        return False
    if (
        (_STAMP.search(line) and _STAMPED.search(line))
        or _RECENT.search(line)
        or _LISTEN.search(line)
        or _POSTED.fullmatch(line)
        or _KEPT.fullmatch(line)
        or (":" in line and _HEADED.fullmatch(line))
    ):
        return True
    labels = _LABEL.findall(line)
    if not _WEB_LABEL.search(line) or (len(labels) < 2 and not _STAMP.search(line)):
        return False
    values = _LABEL.split(line)
    return len(values[0]) < 24 and all(len(value) < 30 for value in values)


def find_share_bars(document: RawDocument) -> Iterator[Edit]:
    """C404: lines made of nothing but the names of buttons and networks."""
    for place in short_lines(document, 80, _SHARE):
        line = place.text
        left, buttons = _BUTTON.subn("", line)
        left, fillers = _FILLER.subn("", left)
        if (
            _COMMENTS.fullmatch(line)
            or _ALWAYS.fullmatch(line)
            or _ACCOUNT.fullmatch(line)
            or (not left and (buttons > 1 or fillers))
            or _is_button_row(line)
        ):
            yield place.drop("C404", "buttons of a web page")


def is_button(line: str) -> bool:
    """Whether a line is one button and nothing else; a single character may be anything."""
    return len(line) > 1 and bool(_BUTTON.fullmatch(line))


def is_sure_button(line: str) -> bool:
    """Whether a line holds a button's name that means nothing else."""
    return _SHARE.mark(line)


def _is_button_row(line: str) -> bool:
    """Whether nearly all of at least four short words, parted by spaces or bars, begin like a button."""
    words = _SEGMENT.findall(line)
    known = sum(bool(_BUTTON.match(word)) for word in words)
    return len(words) > 3 and known * 4 >= len(words) * 3 and all(len(word) < 8 for word in words)


RULES = (
    Rule(
        "C401",
        "page-part",
        Safety.SAFE,
        "Blocks that the source itself marks as page header, page footer, navigation or hidden.",
        "They are not part of the document's text.",
        ("", ""),
        find_page_parts,
        reach=Reach.BLOCK,
    ),
    Rule(
        "C402",
        "breadcrumb",
        Safety.SAFE,
        "The way from the first page of a web site to the article: 首页 > 范文 > 总结.",
        "It says where the text was found, not what it says.",
        ("首页 > 范文大全 > 工作计划\n工作计划", "工作计划"),
        find_breadcrumbs,
        ("流程：申请 > 受理 > 审核 > 办结", "首页要闻栏目全年刊发稿件12篇。"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C403",
        "meta-line",
        Safety.SAFE,
        "A line of fields with the number of readers or the letter size: 来源：… 时间：… 阅读：120次.",
        "Figures of a web site say nothing about the document.",
        ("来源：某某网  时间：2024-03-27  阅读：20996次\n要抓好落实。", "要抓好落实。"),
        find_meta_lines,
        ("来源：县统计局《统计月报》", "时间：2022年3月11日上午9:30", "访问群众120人次，阅读书籍30册。"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C404",
        "share-bar",
        Safety.SAFE,
        "A line made of nothing but names of buttons and social networks.",
        "Nobody can click on paper.",
        ("分享到：QQ空间 新浪微博 微信\n要抓好落实。\n【打印】 【关闭窗口】", "要抓好落实。"),
        find_share_bars,
        ("组织党员分享学习体会。", "收藏", "微信、微博、抖音"),
        reach=Reach.BLOCK,
    ),
)
