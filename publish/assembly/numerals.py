"""Numbers before headings, as official documents write them."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_CIRCLED = 20  # ① to ⑳ are the circled numbers that every Chinese font has


def chinese_number(value: int) -> str:
    """The number, from 1 to 9999, in Chinese characters: 10 is 十, 21 二十一, 105 一百零五."""
    if not 1 <= value <= 9999:
        raise ValueError(f"{value} is not between 1 and 9999")
    words = ""
    for place, digit in enumerate(reversed(str(value))):
        if digit != "0":
            words = _DIGITS[int(digit)] + _UNITS[place] + words
        elif words and not words.startswith("零"):
            words = "零" + words
    return words.removeprefix("一") if 10 <= value < 20 else words


def heading_number(level: int, value: int) -> str:
    """The number of a heading: 一、 （一） 1. （1） for levels 1 to 4 (GB/T 9704-2012, 7.3.3), below them 1） and ①."""
    match level:
        case 1:
            return f"{chinese_number(value)}、"
        case 2:
            return f"（{chinese_number(value)}）"
        case 3:
            return f"{value}."
        case 4:
            return f"（{value}）"
        case 5:
            return f"{value}）"
        case _:
            return chr(0x2460 + value - 1) if value <= _CIRCLED else f"{value})"
