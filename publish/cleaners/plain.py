"""The form in which words are recognised however they were disguised: one script, one width, no noise among them."""

import unicodedata
from functools import lru_cache

from publish.cleaners.patterns import late
from publish.cleaners.wording import HAN, simplified

_DISGUISES = str.maketrans("薇薔徽呺呺泌孑囗岀苻沭芯", "微微微号号秘子口出付术信")
"""Characters that are written for one that looks or sounds alike, where a filter is to be passed."""
_DISGUISED = late(f"[{''.join(map(chr, _DISGUISES))}]")
_NAMES = (
    ("威信", "微信"),
    ("卫星号", "微信号"),
)
_SOUNDS = (
    (late("[扣叩蔻寇抠]{2}"), "qq"),
    (late("(?:[公工功]|gong)(?:[众纵棕种重中仲]|zhong)(?:[号浩]|hao)"), "公众号"),
    (late("(?:[微威]|wei)(?:xin|芯)|wei信"), "微信"),
    (late("[关観][注紸註]"), "关注"),
)
"""Names of channels by their sound, in lower case: what stands for them, and what is meant."""
SOUNDING = "[扣叩蔻寇抠][扣叩蔻寇抠]|[公工功](?:[纵棕种重中仲]|zhong)[号浩]|gong众|微[xXＸⅩ芯]|wei信|[关観][紸註]"
"""The same as it may stand in a text; alternatives of a pattern, each begun by a few characters to search for."""
_NOISE = late(rf"(?<=[{HAN}])[\s~^*&%#@!$|+=_.·•/\\\-♥❤★☆◆◇●○▲△,'`丶丨]{{1,3}}(?=[{HAN}])")
_SPACED = late(r"(?<=[a-z0-9])\s(?=[a-z0-9.])|(?<=[a-z0-9.])\s(?=[.])")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text in lower case and simplified characters, disguised letters and noise between characters undone."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = simplified(text.translate(_DISGUISES) if _DISGUISED.search(text) else text)
    text = _NOISE.sub("", text)
    for disguised, meant in _NAMES:
        text = text.replace(disguised, meant)
    for sounding, meant in _SOUNDS:
        text = sounding.sub(meant, text)
    return text


def unspaced(text: str) -> str:
    """Plain text with letters and figures that blanks part put together."""
    return _SPACED.sub("", text)
