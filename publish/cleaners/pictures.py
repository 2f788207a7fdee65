"""C419: pictures that advertise, told by their description or caption."""

from collections.abc import Iterator

from publish.cleaners.promotion import is_promotion
from publish.cleaners.site import weigh
from publish.cleaners.speaking import is_site_text
from publish.cleaners.wording import compile_both
from publish.model.edits import Edit
from publish.model.ports import Reach, Rule, Safety
from publish.model.raw import RawDocument

_LONGEST = 60  # characters of a description that is looked at
_CODE = compile_both(
    r"(?:公众号|公号|微信|小程序|[Qq][Qq]|[微Qq入加进]群|客服|赞赏|打赏|收款|店铺)\w{0,3}(?:二维码|码)"
)
_INVITING = compile_both(
    r"(?:扫|掃|长按|識别|识别|关注).{0,8}(?:码|关注|加群|进群|领取|下载|添加)|(?:二维码|码).{0,4}关注|关注.{0,4}(?:公众号|公号|我们|微信)"
)
_NUMBERED = compile_both(r"图\s?[\d一二三四五六七八九十]")


def find_pictures(document: RawDocument) -> Iterator[Edit]:
    """C419: pictures whose description or caption invites to follow, to add, to pay."""
    for number, block in enumerate(document.blocks):
        image = block.hints.image
        said = next(filter(_advertises, (block.text, image.alt)), "") if image else ""
        if said:
            yield Edit("C419", number, 0, block.text, "", f"picture that advertises: {said}", image=image)


def _advertises(words: str) -> bool:
    """Whether a description invites as a site does; what an office or the text's own numbering says counts against."""
    words = words.strip()
    if not words or len(words) > _LONGEST or weigh(words).against or _NUMBERED.match(words):
        return False
    return bool(_CODE.search(words) or _INVITING.search(words)) or is_site_text(words) or is_promotion(words)


RULES = (
    Rule(
        "C419",
        "advertising-picture",
        Safety.RISKY,
        "A picture whose description or caption advertises: 扫码关注公众号, 客服微信二维码.",
        "It is a site's code to be scanned, not part of the text. Pictures without a description, numbered figures "
        "and those of offices stay.",
        ("", ""),
        find_pictures,
        reach=Reach.BLOCK,
    ),
)
