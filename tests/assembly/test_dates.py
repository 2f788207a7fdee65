"""Dates as they are printed."""

import pytest

from publish.assembly.identity import printed_date


@pytest.mark.parametrize(
    ("date", "language", "printed"),
    [
        ("2024-05-01", "zh-CN", "2024年5月1日"),
        ("2024-12", "zh", "2024年12月"),
        ("2024", "zh-Hant", "2024年"),
        ("2024-05", "en", "2024-05"),
        ("二〇二四年", "zh-CN", "二〇二四年"),
        ("", "zh-CN", ""),
    ],
)
def test_dates_are_printed_as_readers_expect(date, language, printed):
    assert printed_date(date, language) == printed
