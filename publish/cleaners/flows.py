"""C305: the track that an office's program leaves on a paper: who passed it on, in which state, when, from what."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.view import drop, is_line
from publish.cleaners.wording import Signs, compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

LIMIT = 120
_STEP = (
    r"(?:拟稿|核稿|起草|发起|发起人|申请人?|初审|复审|终审|审核|审批|会签|会办|签发|批示|呈批|传阅|阅办|承办|经办|用印|套红"
    r"|编号|校对|分发|归档|办结|提交人?|部门负责人|分管领导|主要领导|当前(?:节点|环节|处理人|状态)|流程(?:状态|编号|名称|标题)?)"
)
_STATE = (
    r"(?:已(?:提交|阅|办|办结|签|会签|核|审核|审批|批准|退回|归档|完成|发送|读|通过)|同意|驳回|退回|通过|待办|待阅|在办|办结|未办|未读"
    r"|归档|结束)"
)
_PASSED = compile_both(rf"{_STEP}\s*[:：]?\s*[^\s→>＞（）()，。]{{1,10}}\s?[（(]\s?{_STATE}[^（()）]{{0,18}}[)）]")
"""One step of the way: who, and in brackets what came of it."""
_ARROW = late(r"→|⇒|->|—>|>|＞|»")
_STAMP = late(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?")
_OPINION = compile_both(
    rf"[【\[〔（(]?\s*(?:{_STEP}|领导|部门|拟办|办理|阅批)(?:意见|记录|信息|历史|环节)?\s*[】\]〕）)]?\s*[:：]?.{{0,60}}"
)
_DEVICE = compile_both(r"(?:手机|移动|电脑|PC|pc|网页|APP|App|平板)\s?(?:端|版)|来自(?:手机|电脑)")
_SIGNS = Signs("稿 发起 审 会签 会办 签发 批示 呈批 传阅 办结 流程 节点 环节 归档 领导 意见 用印")


def find_flows(document: RawDocument) -> Iterator[Edit]:
    """C305: ways through an office, and opinions with the time and device of whoever gave them."""
    for number, block in enumerate(document.blocks):
        text = block.text
        if len(text) <= LIMIT and _SIGNS.mark(text) and is_line(block) and is_flow(text.strip()):
            yield drop(document, number, "C305", "track of a program in which a paper was passed on")


def is_flow(text: str) -> bool:
    """Whether a line is such a track: two steps with their states and an arrow; an opinion with a time stamp."""
    if len(_PASSED.findall(text)) > 1 and _ARROW.search(text):
        return True
    return bool(_STAMP.search(text) and _OPINION.fullmatch(text) and (_DEVICE.search(text) or text[0] in "【[〔"))


RULES = (
    Rule(
        "C305",
        "approval-flow",
        Safety.RISKY,
        "The track of a program in which a paper was passed on: 拟稿：某某（已提交）→ 签发：某某（同意）; "
        "【审批意见】同意 某某 2024-03-05 15:20 手机端.",
        "It tells how the paper came about, not what it says. Steps must have their states, opinions their time.",
        ("要抓好落实。\n拟稿：小王（已提交）→ 核稿：老李（同意）→ 签发：老张（同意）", "要抓好落实。"),
        find_flows,
        (
            "流程：申请 → 受理 → 审核 → 办结",
            "审批意见：同意。2024年3月5日",
            "签发人：王明",
            "一审：王明（县法院）→ 二审：李红（市法院）",
        ),
        reach=Reach.BLOCK,
    ),
)
