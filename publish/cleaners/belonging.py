"""What stands alone in an office text and belongs to it: who it goes to, who signed it, when, what is attached."""

from enum import Enum, auto
from functools import lru_cache

from publish.cleaners.patterns import late
from publish.cleaners.site import CACHED, is_numbered
from publish.cleaners.wording import compile_both

_DATE = compile_both(
    r"[(（]?\s*(?:\d{4}|[〇○零一二三四五六七八九十]{4}|[x×X*]{2,4})\s?[年./-].{0,10}?(?:[月日号]|\d)"
    r"[^，。；]{0,12}[)）]?"
)
_LABEL = (
    r"附\s?[件表录注]|附|注|备\s?注|说\s?明|主\s?送|抄\s?[送报]|报\s?送?|送|发|印\s?发|分\s?送|主\s?题\s?词|关键[词字]"
    r"|摘\s?要|密\s?级|保密期限|紧急程度|联\s?系.{0,6}|.{0,4}电\s?话|手\s?机|传\s?真|邮\s?编|邮政编码|地\s?[址点]"
    r"|.{0,8}时\s?间|(?:成文|印发|发文|截止|落款)?日\s?期|.{0,4}邮箱|网\s?址|.{0,6}热线|主\s?持.{0,2}|记\s?录.{0,2}"
    r"|[出列缺]\s?席.{0,2}|参\s?加.{0,4}|请\s?假|.{0,6}人员?|.{0,4}[数来]源|出处|作\s?者.{0,2}|题\s?[记注]|按语?|.{0,4}者按"
    r"|.{0,8}(?:单位|部门|机关|机构|公司|学校|委员会|组长|组员|成员|主任|书记|代表|作者|主编|编委|顾问)"
    r"|.{0,6}(?:情况|名称|编号|字号|文号|版本|标准|依据|要求|范围|内容|方式|目标|任务|措施|责任|对象|类别|分类|时限"
    r"|期限|数量|份数|金额|事项|主题|议题|议程|题目|课题|项目|姓名|性别|职务|职称|单价|总计|合计|预期|结果|意见|建议|问题"
    r"|原因|结论|办法|步骤|阶段|不足(?:之处)?|亮点|特点|经验|体会|成效|做法|打算|得分)|甲\s?方|乙\s?方|丙\s?方|问|答|例|解|证|如|即|其中|签\s?[字发章]|盖\s?章|校对|打字"
    r"|审[核定签批]|拟稿|起草|撰\s?[稿文写]|整理|供稿|文字|摄影|图|文|承办|协办|主办|印制|监制|设计|施工|标题|正文"
)
_FIELD = compile_both(rf"[（(【\[〔]?\s*(?:{_LABEL})\s?\d{{0,2}}\s*(?:[（(][^（()）]{{0,12}}[)）])?\s*[:：].*")
_SALUTATION = compile_both(
    r".{0,40}(?:同志们?|朋友们?|领导|代表们?|委员们?|先生们?|女士们?|来宾|嘉宾|同学们?|老师们?|各位.{0,16}"
    r"|各.{1,30}[：:]|.{0,20}(?:人民政府|委员会|办公室|[局委厅部院校处会])[：:])[，,：:！!]?"
)
_ORGAN = (
    r"(?:局|委|厅|部|院|校|处|会|科|室|股|所|站|队|办|府|中心|公司|集团|银行|学校|大学|学院|支部|总支|小组|专班|指挥部"
    r"|法庭|工会|妇联|团委|社区|村|镇|乡|街道|县|市|区|省|课题组|调研组|编辑部|联合体|厂|园)"
)
_SIGNATURE = compile_both(rf"[^，。；：！？、|｜丨]{{2,40}}{_ORGAN}(?:[（(][^（()）]{{1,14}}[)）])?")
_CLOSING = compile_both(
    r"(?:特此|专此|谨此|此致|敬礼|以上.{0,30}|妥否|当否|请予?.{0,8}|敬请.{0,12}|祝.{2,30}|附后|此?页?无正文"
    r"|(?:再次)?(?:谢谢|感谢)(?:大家|各位|同志|您|你们|组织|.{0,8}(?:聆听|支持|关心|帮助)).{0,12}"
    r"|我的.{1,14}(?:完了|到此|结束).{0,14}|.{0,4}年\s*月\s*日.{0,8})[。！!.]?"
)
_ATTACHED = compile_both(
    r"[（(]?附\s?[件表录图]?\s?[\d一二三四五六七八九十]{0,2}(?:[:：、.．\s].*)?[)）]?"
    r"|[（(](?:略|盖章|签字|签章|公章|.{0,20}(?:印发|公开|公布|通过|讲话|发言|整理|负责|实施|为准|略))[)）]"
)
_ISSUE = compile_both(
    r".{0,24}[〔\[(（]\s?\d{4}\s?[〕\])）]\s?.{0,8}号|.{0,24}第?\s?[\d一二三四五六七八九十]{1,4}\s?[期号届卷辑次版].{0,16}"
    r"|.{2,24}(?:文件|简报|快报|通讯|专报|日报|晚报|周刊|会刊)"
)
_QUOTED = late(r"[“\"《「『].*[”\"》」』][。！？]?")
_SERIES = compile_both(
    r"——?[^\W_]|--[^\W_]|\d{1,3}(?:[.．]\d{1,3})+[.\s]?(?![\d.]|倍)|[^|｜:：]{4,60}[ \t\u3000]{3,}\d{1,4}$"
    r"|[^\w]*(?:第|篇|之|材料|范文|样本|案例|例文|文稿|附件|专题|议程)之?[（(]?[一二三四五六七八九十\d]{1,3}"
)
_PARTS = (_DATE, _SALUTATION, _SIGNATURE, _CLOSING, _ATTACHED, _ISSUE, _QUOTED)


class Form(Enum):
    """What a line that stands alone may be in an office text."""

    PART = auto()  # a date, a signature, a salutation, an item: it stays
    FIELD = auto()  # a label and what belongs to it, as offices use them
    NONE = auto()


@lru_cache(maxsize=CACHED)
def form_of(text: str) -> Form:
    """What a line that stands alone may be by its form."""
    if is_numbered(text) or _SERIES.match(text) or any(pattern.fullmatch(text) for pattern in _PARTS):
        return Form.PART
    return Form.FIELD if _FIELD.fullmatch(text) else Form.NONE
