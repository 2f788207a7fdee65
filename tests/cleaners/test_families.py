"""Wordings and look-alikes by family, written before a rule was read: page furniture, boilerplate, marks, masks."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from material import cleaned, text_of

HOME = Path(__file__).parent / "families"
FAMILIES = ("furniture", "boilerplate", "watermarks", "masks", "heads")
CHINESE = "〇一二三四五六七八九"
PLACES = ("东坪社区", "西河村", "南桥街道", "北关村", "石门社区", "沙溪镇", "新安村", "柳林社区", "望江街道")
REPORT = (
    "基层治理工作情况报告",
    "今年以来，各单位认真落实各项部署，围绕中心、服务大局，工作取得了新的成效。现将有关情况报告如下。",
    *(
        line
        for number, place in enumerate(PLACES, 2)
        for line in (
            f"{place}划分网格{number * 3}个，配备专职人员{number * 2}名，群众反映的问题当天受理、三天回复。"
            "网格员每天走一遍自己的网格，谁家有老人、哪里有隐患，心里一本账，手里一张图，说得清、找得到、办得快，邻里之间的矛盾大多在院子里解决。",
            f"在办理过程中，{place}坚持先易后难，把路灯、停车、排水等小事一件一件办好，群众看在眼里。对一时办不了的事情，"
            "说明原因、约定时间，请居民代表一起商量办法，不推不拖，不开空头支票，年底逐件回访，满意不满意由居民自己说了算。",
            f"从实际效果看，{place}的做法简便易行，投入不多，值得在条件相近的地方推广。与上年相比，来信来访明显减少，"
            "居民参加公共事务的热情高了，物业费收缴、垃圾分类这些老大难的事情也好办多了，社区工作人员腾出手来做更要紧的事。",
        )
    ),
    "下一步，我们将坚持问题导向，压实工作责任，推动各项任务落地见效，以实际行动交出满意答卷。",
)
SENTENCE = ("我们全力推进项目建设", "，按期完成了投资任务。")


def items(name: str, section: str) -> list[str]:
    """The list items of a section of a family's file; ⏎ parts lines."""
    body = (HOME / f"{name}.md").read_text("utf-8").split(f"## {section}\n")[1].split("\n## ")[0]
    return [re.sub(" ?⏎ ?", "\n", item) for item in re.findall(r"^- (.+)$", body, re.MULTILINE)]


def paged(item: str) -> list[str]:
    """The report with the item after every third line."""
    return list(_paged(item))


def _paged(item: str) -> Iterator[str]:
    for number, line in enumerate(REPORT):
        if number and number % 3 == 0:
            page = number // 3
            yield from item.replace("{n}", str(page)).replace("{c}", CHINESE[page]).split("\n")
        yield line


def ended(item: str) -> list[str]:
    """The report with the item as its last lines."""
    return [*REPORT[:8], REPORT[-1], *item.split("\n")]


def above(item: str) -> list[str]:
    """The report with the item above its title."""
    return [*item.split("\n"), *REPORT]


def inside(item: str) -> list[str]:
    """The report with the item in one of its sentences."""
    return [*REPORT[:3], item.join(SENTENCE), *REPORT[3:]]


def hung(item: str) -> list[str]:
    """The report with the item behind the last full stop of a paragraph."""
    return [*REPORT[:3], REPORT[3] + item, *REPORT[4:]]


def among(item: str) -> list[str]:
    """The report with the item as one of the sentences of a paragraph."""
    first, stop, rest = REPORT[3].partition("。")
    return [*REPORT[:3], f"{first}{stop}{item.rstrip('。！')}。{rest}", *REPORT[4:]]


def masked(item: str) -> list[str]:
    """The report with the item as the subject of a sentence."""
    return [*REPORT[:3], f"会议围绕{item}作了研究，提出了具体要求。", *REPORT[3:]]


def left(lines: list[str]) -> str:
    """What cleaning leaves of these lines."""
    return text_of(cleaned("\n".join(lines)).document)


def _noise() -> Iterator[tuple[str, list[str], list[str]]]:
    yield from (("furniture", paged(item), list(REPORT)) for item in items("furniture", "Noise"))
    yield from (("boilerplate", ended(item), ended(item)[:9]) for item in items("boilerplate", "Noise"))
    yield from (("watermarks", inside(item), inside("")) for item in items("watermarks", "Noise"))
    yield from (("heads", above(item), list(REPORT)) for item in items("heads", "Noise"))
    pairs = (item.split(" → ") for item in items("masks", "Noise"))
    yield from (("masks", masked(damaged), masked(whole)) for damaged, whole in pairs)


def _lookalikes() -> Iterator[tuple[str, list[str]]]:
    yield from (("furniture", paged(item)) for item in items("furniture", "Look-alikes"))
    for item in items("boilerplate", "Look-alikes"):
        yield "boilerplate", ended(item)
        yield "boilerplate", [*REPORT[:3], item, *REPORT[3:]]
    yield from (("watermarks", inside(item)) for item in items("watermarks", "Look-alikes"))
    yield from (("heads", above(item)) for item in items("heads", "Look-alikes"))
    yield from (("masks", masked(item)) for item in items("masks", "Look-alikes"))


@pytest.mark.parametrize("family", FAMILIES)
def test_noise_goes_and_takes_nothing_along(family: str) -> None:
    found = [(lines, wanted) for name, lines, wanted in _noise() if name == family]
    kept = [set(lines) - set(wanted) for lines, wanted in found if left(lines) != "\n".join(wanted)]
    assert len(found) >= 24
    assert len(kept) <= len(found) * 0.05, kept


def test_what_hangs_on_a_paragraph_goes_and_leaves_the_paragraph() -> None:
    """Pages lose their line ends: what stood below a paragraph hangs on it, or stands among its sentences."""
    found = [item for item in items("boilerplate", "Noise") if "\n" not in item]
    kept = [item for item in found if left(hung(item)) != "\n".join(REPORT)]
    lost = [
        item
        for item in found
        for way in (hung, among)
        if not set(_sentences(REPORT)) <= set(_sentences(left(way(item))))
    ]
    assert len(found) >= 100
    assert lost == []
    assert len(kept) <= len(found) * 0.15, kept


def _sentences(text: str | Sequence[str]) -> list[str]:
    return re.findall(r"[^。\n]+(?=。)", text if isinstance(text, str) else "\n".join(text))


@pytest.mark.parametrize("family", FAMILIES)
def test_look_alikes_stay(family: str) -> None:
    found = [lines for name, lines in _lookalikes() if name == family]
    assert len(found) >= 20
    assert [set(lines) - set(left(lines).split("\n")) for lines in found if left(lines) != "\n".join(lines)] == []


def _measure() -> None:
    """Prints the figures, and everything that is wrong."""
    noise = [(family, lines, wanted) for family, lines, wanted in _noise()]
    for family in FAMILIES:
        mine = [(lines, wanted) for name, lines, wanted in noise if name == family]
        kept = [(lines, wanted) for lines, wanted in mine if left(lines) != "\n".join(wanted)]
        hit = [lines for name, lines in _lookalikes() if name == family and left(lines) != "\n".join(lines)]
        print(f"{family}: {len(kept)} of {len(mine)} left, {len(hit)} look-alikes hit")  # noqa: T201
        for lines, wanted in kept:
            got = left(lines).split("\n")
            print("   ", [row for row in got if row not in wanted][:2], [r for r in wanted if r not in got][:3])  # noqa: T201
        for lines in hit:
            print("  HIT", [r for r in lines if r not in left(lines).split("\n")][:2])  # noqa: T201


if __name__ == "__main__":
    _measure()
