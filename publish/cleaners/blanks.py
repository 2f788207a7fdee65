"""C200: words of a site set into a text with a blank behind each character, before blanks are put right."""

from collections.abc import Iterator

from publish.cleaners.patterns import late
from publish.cleaners.site import weigh
from publish.cleaners.view import view
from publish.cleaners.wording import HAN
from publish.model.edits import Edit
from publish.model.ports import Rule, Safety
from publish.model.raw import RawDocument

_SPELT = late(rf"[{HAN}](?: {{1,2}}|\n)(?<=[{HAN}] |  )(?:[{HAN}](?: {{1,2}}|\n)){{5,30}}[{HAN}](?![ \n][{HAN}][ \n])")
NEEDED = 2
"""Points of evidence: titles and names are set apart by hand, too."""


def find_spelt_words(document: RawDocument) -> Iterator[Edit]:
    """C200: runs of single characters that speak for a site; a run may go on over the end of a line."""
    seen = view(document)
    if " " not in seen.rare:
        return
    for found in _SPELT.finditer(seen.text):
        weight = weigh(found[0].replace(" ", "").replace("\n", ""))
        if weight.points >= NEEDED and not weight.against:
            yield from seen.cut(found.start(), found.end(), "C200", "words of a site with blanks between characters")


RULES = (
    Rule(
        "C200",
        "spelt-with-blanks",
        Safety.RISKY,
        "Words of a site with a blank behind each character: 免 费 下 载 请 登 录.",
        "The blanks hide them from filters. Once blanks are put right, nothing tells where they end.",
        ("店名就叫乌岭山货。免 费 下 载 请 登 录 某 某 网去年底客流增长。", "店名就叫乌岭山货。去年底客流增长。"),
        find_spelt_words,
        ("下载、登录、注册全部免费。", "设红、黄、蓝三个区。"),
    ),
)
