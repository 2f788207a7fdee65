"""Titles that web pages claim, without the names of their sites."""

import pytest

from publish.structure.titles import without_site


@pytest.mark.parametrize(
    ("claimed", "title"),
    [
        ("关于防火工作的通知_通知公告_大河县人民政府", "关于防火工作的通知"),
        ("水利站工作总结(共3篇)-墨香写作网", "水利站工作总结(共3篇)"),
        ("全市经济工作会议 - 大河日报", "全市经济工作会议"),
        ("年度总结 | 墨香文库", "年度总结"),
        ("求一篇年终总结 - 墨香论坛 - Powered by Example!", "求一篇年终总结"),
        ("2023-2024学年工作计划", "2023-2024学年工作计划"),
        ("关于城乡一体化-推进社区建设的报告", "关于城乡一体化-推进社区建设的报告"),
        ("政府网站建设报告", "政府网站建设报告"),
    ],
)
def test_the_site_is_no_part_of_the_title(claimed: str, title: str) -> None:
    assert without_site(claimed) == title
