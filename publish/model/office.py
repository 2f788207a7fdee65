"""What office programs make of a style: they count in twips, also the cells of the document grid.

Word files say it, and layout reckons with it where pages have to come out alike.
"""

from publish.model.style import PageStyle, TextStyle
from publish.units import EMU_PER_TWIP, Length, floor_twips


def office_spacing(style: TextStyle) -> Length:
    """The letter spacing of a style in Word files. On a tight grid a little less: printers' pixels make letters wider
    by up to half a percent, and a line that is justified anyway must not lose its last character to that.
    """
    spacing = floor_twips(style.letter_spacing)
    if spacing < 0:
        spacing -= floor_twips(Length(style.size // 200)) + 1
    return Length(spacing * EMU_PER_TWIP)


def grid_loss(page: PageStyle) -> Length:
    """What LibreOffice takes off the width of the text on a grid of characters: a twip for each cell."""
    return Length(page.characters * EMU_PER_TWIP)
