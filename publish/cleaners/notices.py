"""C407 to C409: notices of rights, lines of editors, addresses of web pages."""

from collections.abc import Iterator

from publish.cleaners.inserts import outside, without_inserts
from publish.cleaners.markers import without_marks
from publish.cleaners.patterns import late
from publish.cleaners.sentences import has_own_sentence
from publish.cleaners.site import weigh
from publish.cleaners.view import drop, short_lines, view
from publish.cleaners.wording import HAN, Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

_PROVINCE = "京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_RIGHTS = compile_both(
    rf"(?<![A-Za-z_/])(?:Copyright|COPYRIGHT|copyright(?=\s?(?:©|\([cC]\))))(?![A-Za-z_])|©(?!\s?\d{4}\s?年)"
    r"|[Aa]ll [Rr]ights [Rr]eserved"
    rf"|[{_PROVINCE}]?ICP[备证]|[公网]安[网备].{{0,8}}\d{{6,}}"
    r"|版权(?:所有|归.{1,16}所有|声明)|(?:转载|引用).{0,6}(?:注明|须经|联系|授权)"
    r"|未经.{0,8}(?:许可|授权|同意).{0,6}(?:不得|禁止|严禁)|侵权|侵犯.{0,8}(?:权|权益)|免责声明|不代表本[站网].{0,6}"
    r"|电信业务经营许可证|网络文化经营许可证|视听节目许可证|不良信息举报|来源于[:：]\s*网络|盗版必究|违者必究|来[源自](?:于)?(?:互联)?网络|网友(?:上传|投稿|提供|分享)"
)
_SITE = compile_both(
    r"电信业务经营许可证|网络文化经营许可证|视听节目许可证|不良信息举报|来源于[:：]\s*网络|(?<![A-Za-z_/])(?:Copyright|COPYRIGHT|copyright(?=\s?(?:©|\([cC]\))))(?![A-Za-z_])|©(?!\s?\d{4}\s?年)|[Rr]eserved|ICP|本[站文网]|网站|站长|网友|原作者|(?:互联)?网络|转载请"
    r"|请.{0,6}联系.{0,10}(?:删|处理)|删除|声明[:：]|版权所有|必究|(?:请|须)注明"
)
_ENOUGH, _GUARDED = 2, 5
"""A line needs more in technical writing, or where it is part of a paragraph whose lines were broken."""
_COMMENT = late(rf"(?:#+|//|/\*+|;;)\s+(?![{HAN}])")
"""How a comment in a program begins."""
_OFFICIAL = compile_both(r"保护|登记|查处|审核|全年|工作|案件|我[市县区局办]|单位|执法|宣传科|监管")
_FOOT = compile_both(
    r"电信业务经营许可证|网络文化经营许可证|视听节目许可证|不良信息举报|来源于[:：]\s*网络|©|(?<![A-Za-z_])(?:Copyright|COPYRIGHT|copyright(?=\s?(?:©|\([cC]\))))(?![A-Za-z_])|ICP[备证].{0,4}\d{6,}|[公网]安[网备].{0,8}\d{6,}|网站标识码"
)
_ROLE = (
    r"(?:本[期栏文])?(?:责任编辑|责编|编辑|编审|审核|终审|初审|复审|校对|校审|[一二三]审|美编|排版|网编|录入|上传|值班编辑|审稿"
    r"|制作|监制|统筹|审签|编校|文编|来源|图文|文图|文|图|策划|文字|图片|摄影|撰稿|撰文|版面|版式|(?<![装封帧面一-鿿])设计|视觉|剪辑|出镜|海报|配图|插画|后期|拍摄|制图|美术|供稿|发布|投稿邮箱|新闻热线|投稿|转自公众号|转自|微信编辑|播音|主播|朗读|配音|诵读|录音|音频|音乐)"
)
_FIELD = rf"{_ROLE}\s*[:：|｜丨∣/]\s*[^\s，。；：:|｜丨∣]{{1,16}}(?:\s[^\s，。；：:|｜丨∣]{{1,3}})?"
_EDITORS = compile_both(
    rf"(?:【?(?:我要)?纠错】?\s*)?[(（\[【［]?\s*(?:{_FIELD})(?:[\s|｜丨/、,，;；·]*{_FIELD}){{0,6}}\s*[)）\]】］]?(?:\s*【?纠错】?)?"
)
_EDITOR_TOLD = compile_both(
    r"^文\s*[/／|丨]|图\s*[/／|丨]|编|录入|上传|校|排版|图文|转自|投稿|热线|来源\s*[|｜丨]|(?:版[面式]|设计|视觉|剪辑|海报|插画|后期|美术|播音|配音|音频)\s*[:：|｜丨∣/]|[|｜丨·]\s?(?:摄影|图片|配图)"
)
_BY_OFFICE = compile_both(
    r"[^\s:：|｜丨∣]{2,6}\s?[:：|｜丨∣]\s?[^\s:：|｜丨∣]{0,14}(?:办公?室|[科处局室股组]|编委会|委员会|研究[院所]|档案馆)"
)
"""One field with an office in it, as printed papers have it; pages name people."""
_CREDITS = compile_both(
    rf"(?:(?:内容|文字|图片|图文|素材|稿件|视频|配图)(?:来自|来源于?|由)\S{{2,14}}?(?:投稿|供稿|提供)[\s|｜·,，]*)?(?:{_ROLE}\s?[@＠]\s?\S{{1,12}}[\s|｜·]*){{1,4}}"
)
"""Who made a web article: 美编@某某."""
_PLACED = compile_both(
    rf"[（(【\[]?\s*{_ROLE}\s[^\s/|｜·，。:：]{{1,6}}(?:\s*[/|｜·]\s*{_ROLE}\s[^\s/|｜·，。:：]{{1,6}}){{1,6}}\s*[)）】\]]?"
)
_DESK = compile_both(
    r"(?:投稿|商务|转载|爆料|开白)(?:邮箱|合作|热线)?[:：]\s?\S+@\S+[^。]{0,24}|.{0,10}新闻热线[:：\s]*[\d-]{7,14}.{0,40}"
)
_ORIGINAL = compile_both(r"[（(\[【]?\s*原(?:文)?标题\s*[:：].{2,50}[）)\]】]?")
_DECLARED = compile_both(r"[（(【\[]?(?:本站|本网|网站)?(?:免责|版权|特别|郑重|侵权)声明\s?[:：]")
_UPLOADED = compile_both(r"(?:用户|网友)(?:自行)?上传|不代表本[站网]|联系(?:本站|我们|站长)?.{0,4}删除")
"""A paragraph that begins as the first says is a site's in whole if it also says the second."""
_URL = r"(?:https?://|ftp://|www\.)[^\s，。；）】\u4e00-\u9fff]{4,300}"
_MADE = compile_both(
    r"[-—=*·.…\s【\[(（]*(?:本文|本篇|文章|以上内容|以上文章|内容|资料|材料|文档|全文)(?:由|来自于?|来源于?|转自|摘自|出自|系|选自)\s*[:：]?"
    r"[^，。；]{2,16}(?:网|站|库|馆|圈|公众号|平台|号|之家|网友|论坛|小编)(?:整理|发布|提供|收集|编辑|原创|分享|上传|首发|独家|搜集)*"
    r"[-—=*·.…\s】\])）]*[。]?"
)
_SUPPLIED = compile_both(
    r"[（(【]?(?:以[下上]|本|全部)?(?:内容|资料|材料|文档|文件|文章)由\s?[“\"「][^，。；”\"」]{2,16}[”\"」]"
    r"(?:补充|自动|友情|独家)?(?:上传|整理|分享|提供|发布|采集|转载|搬运|制作)[）)】]?"
    r"|(?:本?(?:文档|文件|页面?|图片|扫描件))?由\s?[“\"「]?[^，。；]{0,12}(?:App|APP|软件|扫描仪?|全能王|小程序|试用版|Converter|PDF|WPS)"
    r"[”\"」]?\s?(?:App|APP|软件)?\s?(?:自动)?(?:扫描|拍摄|转换|识别|导出|创建|生成){1,2}"
)
"""Who put the text there, by a name in quotation marks; by which program a file was made."""
_MACHINE = compile_both(
    r"[（(【]?(?:以[下上])?(?:全部)?(?:正文|文字|内容|文稿|文本)由\s?[“\"「]?[^，。；”\"」]{2,16}[”\"」]?\s?(?:自动|智能)?(?:识别|转写|转换|听写|提取|翻译|生成){1,2}"
    r"[，,].{0,16}(?:识别率|准确率|正确率|错漏|有误|误差|对照|核对|校对|原图|原音|原件).{0,24}"
)
_COPIES = Signs("公报 电子版 阅览版 网络版 电子文本")
_UNSEALED = compile_both(
    r"(?![（(]?[一二三四五六七八九十\d])(?=.*(?:公报|电子版|阅览版|网络版|电子文本))[^。；]{0,36}"
    r"(?:不(?:得|能|可)?(?:作为|作).{0,8}(?:凭证|依据|证明|证据)|(?:不具有?|不具备|无|没有).{0,6}效力)[^。；]{0,8}"
)
"""A running foot by which a copy says that it is only one."""
_SCANNED = compile_both(
    r"(?:[A-Za-z]{2,14}\s?)?(?:扫描(?:全能王|宝|王|大师|助手|精灵)|全能扫描\S{0,2})\s?(?:App|APP)?\s?(?:创建|生成|扫描|制作)?"
    r"|[A-Z][A-Za-z]{0,8}[Ss]can[A-Za-z]{0,8}\s?(?:扫描|创建|生成|App|APP)?"
    r"|(?:Scanned|Created) (?:with|by) [A-Z]\S{2,14}"
)
"""The mark of a program that photographs pages."""
_CONVERTED = compile_both(
    r".{0,6}(?:您的|该|本)(?:文档|文件|PDF|扫描件)已?(?:转换|识别|导出|压缩|合并)(?:完成|成功).{0,10}"
)
_DISOWNED = compile_both(
    r"[（(【\[]?(?:特别|郑重)?(?:声明|提示)?[:：]?(?:本文|文章|该文|此文|文中|以上|内容|图文)?(?:内容|观点|为|系|仅|只|属)*(?:代表|是)?(?:作者|网友|用户|投稿人)?(?:的|本人|个人|独立)*"
    r"(?:观点|看法|立场|言论|意见)?[，,]\s?(?:并?不|不)代表\s?[^，。；]{1,12}(?:立场|观点|意见|看法)[。.]?[）)】\]]?"
    r"|[^。；]{0,12}(?:采用|遵循|基于|遵守)\s?(?:CC|知识共享|Creative Commons|署名)[^。；]{2,40}"
    r"|(?:图片?|配图|题图|封面|文图)(?:源|来源|来自|自)[^，。；]{0,12}[，,]\s?(?:未经|请勿|侵|版权|禁止)[^。；]{2,20}"
)
"""Whose opinion a text is, under which licence, whose pictures."""
_LABEL = (
    r"(?:(?:本文|原文|文章|来源|转载|本页|网页|下载|参考)?(?:链接|地址|网址|出处|来源|来自|转自|摘自)(?:地址|链接)?"
    r"\s*[:：]?\s*[^\s:：，。；]{0,14}\s*)"
)
_LABELLED = compile_both(rf".{{0,4}}{_LABEL}")
_CONTACT = compile_both(
    r"[^，。；：:]{0,6}(?:地\s*址|电\s*话|邮\s*编|邮\s*箱|传\s*真|联系人|开户行|[Ee]-?mail)\s*[：:]"
)
"""A line that tells how to reach an office, as the address beside it does."""
_ADDRESS = compile_both(rf"[\[【(（<]?\s*{_LABEL}?{_URL}\s*[\]】)）>]?(?:[（(].{{0,8}}[)）])?")


_SIGNS = Signs(
    "CC 共享 署名 代表 标识码 "
    "扫描 can 由 g © R I 安 版 载 引 未 侵 免 代 证 良 源 自 网 盗 违 文 篇 章 容 料 公报 汇编 版 件"
)
"""A line without any of these is no such notice, whatever may be set between its characters."""
_WHOLE = (_MADE, _SUPPLIED, _MACHINE, _CONVERTED, _SCANNED, _DISOWNED)
_WORDS = Signs(
    "opyright OPYRIGHT © eserved ICP 安 版权 转载 引用 未经 侵权 侵犯 免责 不代表本 许可证 不良信息 来源于 来源 来自 "
    "网络 盗版 违者 网友 安"
)
"""The same for what is left when nothing is set between them."""
_REGISTERED = compile_both(
    rf"(?:[\s|｜，,;；]*(?:[{_PROVINCE}]?ICP[备证]\s?(?:字第?)?\s?\d{{6,}}号?(?:-\d+)?|[{_PROVINCE}]?公网安备\s?\d{{8,}}号?"
    r"|(?:增值)?电信业务经营许可证[:：]?\s?\S{4,24}|(?:政府)?网站标识码[:：]?\s?\S{4,16}|ICP(?:备案号?|经营许可证|许可证号?)[:：]\s?\S{6,20}"
    r"|(?:互联网新闻信息服务|信息网络传播视听节目)许可证[:：]?\s?\S{6,24}))+"
)
"""Lines that are nothing but what a site must show: the numbers under which it is registered."""
_RUN_BY = compile_both(r"(?:主办|承办|协办|运维|维护|版权所有|网站(?:主办|管理|地图))(?:单位)?[^。；]{2,40}")
_NUMBERED = compile_both(
    rf"网站标识码[:：]?\s?\d{{8,}}|公网安备\s?\d{{8,}}|[{_PROVINCE}]ICP[备证]\s?(?:字第?)?\s?\d{{6,}}"
)
"""Who runs a site, with the number under which it is registered on the same line."""


def find_rights(document: RawDocument) -> Iterator[Edit]:
    """C407: notices about rights, sources and liability that a site puts under its articles."""
    for place in short_lines(document, 160, _SIGNS):
        line = place.text
        if _REGISTERED.fullmatch(line) or (_RUN_BY.match(line) and _NUMBERED.search(line)):
            yield place.drop("C407", "what a web site must show at its foot")
            continue
        if not place.start and _DECLARED.match(line) and _UPLOADED.search(document.blocks[place.number].text):
            yield drop(document, place.number, "C407", "declaration of a web site")
            continue
        if len(rest := without_inserts(without_marks(line)).strip()) > 8:
            line = outside(rest)  # a mark inside a sentence is for C5
        if any(pattern.fullmatch(line) for pattern in _WHOLE) or (_COPIES.mark(line) and _UNSEALED.fullmatch(line)):
            yield place.drop("C407", "notice of where a web site has the text from")
            continue
        if not _WORDS.mark(line) or not _RIGHTS.search(line) or not _SITE.search(line) or has_own_sentence(line):
            continue
        strength = len(set(_SITE.findall(line))) + len(set(_RIGHTS.findall(line)))
        strength -= len(set(_OFFICIAL.findall(line)))
        if strength >= _ENOUGH and (weigh(line).total > 0 or _FOOT.search(line)) and not _COMMENT.match(line):
            if strength < _GUARDED and view(document).guards(place):
                continue  # terms of use that are the text
            yield place.drop("C407", "notice of rights of a web site")


def find_editor_lines(document: RawDocument) -> Iterator[Edit]:
    """C408: lines that name nobody but editors and proof-readers."""
    for place in short_lines(document, 60):
        line = place.text
        if (
            (_EDITORS.fullmatch(line) and _EDITOR_TOLD.search(line) and not _BY_OFFICE.fullmatch(line))
            or _ORIGINAL.fullmatch(line)
            or _DESK.fullmatch(line)
            or _PLACED.fullmatch(line)
            or (("@" in line or "＠" in line) and _CREDITS.fullmatch(line))
        ):
            yield place.drop("C408", "line of editors")


def find_addresses(document: RawDocument) -> Iterator[Edit]:
    """C409: lines that are nothing but the address of a web page."""
    seen = view(document)
    for number, place in enumerate(seen.lines):
        line = place.text
        if (":" in line or "www" in line) and _ADDRESS.fullmatch(line) and not seen.guards(place):
            around = [other.text for other in seen.lines[max(0, number - 1) : number + 2] if other is not place]
            if not any(map(_CONTACT.match, around)) and not (number and _announces(seen.lines[number - 1].text)):
                yield place.drop("C409", "address of a web page")


def _announces(line: str) -> bool:
    """Whether a line goes on in the address below it: 请登录以下网址：; a label such as 原文链接： does not."""
    return line.endswith(("：", ":", "，")) and not _LABELLED.fullmatch(line)


RULES = (
    Rule(
        "C407",
        "rights-notice",
        Safety.RISKY,
        "Notices about copyright, re-use and liability that a web site puts under its articles.",
        "They speak for the site, not for the author; the book's colophon says what holds for the book.",
        ("要抓好落实。\n本文来自网络，如有侵权请联系删除", "要抓好落实。"),
        find_rights,
        ("全年查处侵权盗版案件15件。", "转载稿件须经宣传科审核，未经授权不得发布。", "版权保护工作扎实推进。"),
    ),
    Rule(
        "C408",
        "editor-line",
        Safety.RISKY,
        "A line that names the editors of a web page: （责编：小王）, 编辑：… 审核：….",
        "It tells who put the page on the web.",
        ("要抓好落实。\n（责任编辑：小王）", "要抓好落实。"),
        find_editor_lines,
        ("责任编辑由办公室指定。", "审核：县财政局", "主持：王明"),
        reach=Reach.BLOCK,
    ),
    Rule(
        "C409",
        "address-line",
        Safety.SAFE,
        "A line that is nothing but a web address, with or without 原文链接.",
        "It points to where the text was copied from.",
        ("要抓好落实。\n原文链接：https://example.com/a/1.html", "要抓好落实。"),
        find_addresses,
        ("经门户网站www.example.gov.cn公示无异议。", "网址：登录www.example.gov.cn查询"),
    ),
)
