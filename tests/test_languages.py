"""Which language a tag names, as far as a book has words of its own in it."""

import pytest

from publish.languages import Tongue, tongue_of


@pytest.mark.parametrize(
    ("tag", "tongue"),
    [
        ("zh", Tongue.SIMPLIFIED),
        ("zh-CN", Tongue.SIMPLIFIED),
        ("zh-Hans-HK", Tongue.SIMPLIFIED),
        ("ZH-hant", Tongue.TRADITIONAL),
        ("zh-TW", Tongue.TRADITIONAL),
        ("ja-JP", Tongue.JAPANESE),
        ("en-HK", Tongue.ENGLISH),
        ("de", Tongue.ENGLISH),
        ("", Tongue.ENGLISH),
    ],
)
def test_tongue(tag, tongue):
    assert tongue_of(tag) is tongue
