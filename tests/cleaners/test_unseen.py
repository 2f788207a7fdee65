"""Text that looks like noise survives; noise in words that no rule names goes."""

import pytest
from material import cleaned, items, text_of

REPORT = (
    "全市基层治理工作情况报告",
    "今年以来，各单位认真落实各项部署，围绕中心、服务大局，工作取得了新的成效。现将有关情况报告如下。",
    "下一步，我们将坚持问题导向，压实工作责任，推动各项任务落地见效，以实际行动交出满意答卷。",
)
SENTENCE_END = "，完成投资任务。"


@pytest.mark.parametrize("item", items("lookalikes.md"))
def test_look_alike_survives(item: str) -> None:
    text = "\n".join((*REPORT[:2], item, REPORT[2]))
    result = cleaned(text)
    assert text_of(result.document) == text, [(edit.rule, edit.before) for edit in result.edits]


@pytest.mark.parametrize("item", items("new-noise.md"))
def test_new_noise_goes(item: str) -> None:
    if "…" in item and item.endswith(SENTENCE_END):
        before, _, after = item.split("…")
        text, clean_text = f"{REPORT[0]}\n{item.replace('…', '')}", f"{REPORT[0]}\n{before}{after}"
    else:
        text, clean_text = "\n".join((*REPORT, item)), "\n".join(REPORT)
    assert text_of(cleaned(text).document) == clean_text


def test_there_are_enough_of_both() -> None:
    assert len(items("lookalikes.md")) >= 60
    assert len(items("new-noise.md")) >= 60
