"""The form in which words are recognised however they were disguised: one script, one width, no noise among them."""

import re
import unicodedata
from functools import lru_cache

from publish.cleaners.wording import HAN, simplified

_DISGUISES = str.maketrans("薇薔徽呺呺泌孑囗岀苻沭芯", "微微微号号秘子口出付术信")
"""Characters that are written for one that looks or sounds alike, where a filter is to be passed."""
_NAMES = (
    ("威信", "微信"),
    ("卫星号", "微信号"),
    ("扣扣", "qq"),
    ("叩叩", "qq"),
    ("公种号", "公众号"),
    ("公重号", "公众号"),
)
_NOISE = re.compile(rf"(?<=[{HAN}])[\s~^*&%#@!$|+=_.·•/\\\-♥❤★☆◆◇●○▲△,'`丶丨]{{1,3}}(?=[{HAN}])")
_SPACED = re.compile(r"(?<=[a-z0-9])\s(?=[a-z0-9.])|(?<=[a-z0-9.])\s(?=[.])")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in lower case and simplified characters, disguised letters and noise between characters undone."""
    text = simplified(unicodedata.normalize("NFKC", text).lower().translate(_DISGUISES))
    text = _NOISE.sub("", text)
    for disguised, meant in _NAMES:
        text = text.replace(disguised, meant)
    return text


def unspaced(text: str) -> str:
    """Plain text with letters and figures that blanks part put together."""
    return _SPACED.sub("", text)
