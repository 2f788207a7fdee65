"""Damage that cannot be repaired without inventing stays as it is and is reported."""

import pytest
from material import document_of, text_of

from publish.cleaners import clean
from publish.diagnostics import Diagnostic, Severity

DAMAGED = {
    "C901": "全年整治隐患xx处，投入X万元，我们某某区完成*件。",
    "C902": "20xx年以来，xxxx年度任务完成良好。",
    "C903": "每季度不少于次，排查问题个，已整改个。同比提高个百分点。占比达%。",
    "C904": "会议认为，，要抓好落实，建立书记“”制度。",
    "C905": "工作\ufffd报告\ue000正文。",
    "C906": "研发投入占DP比重达3.2%。",
    "C907": "开展某D字行动。",
    "C908": "问题明显减少。二坚持学用结合，抓好落实。",
}
SOUND = (
    "全年完成3次巡查，不少于5次，整改率98%。",
    "个别单位处理问题不及时，件数较多，次数较少。",
    "X光机3台，x轴与y轴，iPhoneX。",
    "经过多次协商，名列前茅，一项一项落实。",
    "2020年以来，二是坚持学用结合。",
    "同时抓好几件大事，每处都有专人负责。",
)


def damage_of(text: str) -> dict[str, Diagnostic]:
    return {message.code: message for message in clean(document_of(text)).diagnostics}


@pytest.mark.parametrize(("code", "text"), DAMAGED.items())
def test_damage_is_reported_and_stays(code: str, text: str) -> None:
    outcome = clean(document_of(text))
    assert text_of(outcome.value.document) == text
    message = damage_of(text)[code]
    assert message.severity is Severity.INFO
    assert message.span is not None
    assert message.span.line == 1


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_reported(text: str) -> None:
    assert damage_of(text) == {}


def test_the_span_points_at_the_first_place_and_the_number_is_told() -> None:
    message = damage_of("一切正常。\n整治隐患xx处。\n投入X万元。")["C901"]
    assert message.span is not None
    assert (message.span.line, message.span.column, message.span.length) == (2, 5, 2)
    assert "2 in all" in message.message


def test_messages_are_one_for_each_kind() -> None:
    text = "\n".join(["整治隐患xx处，每季度不少于次。"] * 500)
    messages = clean(document_of(text)).diagnostics
    assert sorted(message.code for message in messages) == ["C901", "C903"]
    assert all(len(message.message) < 300 for message in messages)
