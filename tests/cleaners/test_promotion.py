"""Blocks of offers above a text: what stands among them goes, the title stays whatever it says."""

from material import cleaned, text_of

TITLE = "把好事办到院子里"
TEXT = "今年以来，街道把服务窗口搬进小区院子，群众不出院门就能办成二十六件事，满意度逐月提高，来电来访明显减少。"


def test_lines_among_offers_go_and_the_title_stays() -> None:
    above = (
        "仅供会员学习 禁止外传 用后删除",
        "每周按照实际需求和任务更新",
        "现在订阅立享前两年的所有权益和资料",
        "【打击转卖活动】",
        "举报倒卖会员资料的人，举报成功免费赠送一年会员材料！",
    )
    text = "\n".join((*above, TITLE, "某某文库整理，咨询QQ206157061", TEXT, "某某文库整理，咨询QQ206157061"))
    assert text_of(cleaned(text).document) == f"{TITLE}\n{TEXT}"
