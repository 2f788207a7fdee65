"""Numbers of automatic lists in words and signs (ISO/IEC 29500-1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
_ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def spell(number: int, kind: str) -> str:
    """The number as the format of a list level asks for; decimal when the format is not known."""
    return _KINDS.get(kind, str)(number)


def _count(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万") -> str:
    """Chinese reading: 十一, 二十, 一百零一. Beyond 99 999 digit by digit."""
    if not 0 < number < 100_000:
        return "".join(digits[int(digit)] for digit in str(abs(number)))
    text, zero = "", False
    places = str(number)
    for at, digit in enumerate(places):
        unit = len(places) - at - 1
        if digit == "0":
            zero = True
            continue
        text += (digits[0] if zero and text else "") + digits[int(digit)] + (units[unit - 1] if unit else "")
        zero = False
    return text


def _chinese(number: int) -> str:
    text = _count(number)
    return text.removeprefix("一") if 10 <= number < 20 else text


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(abs(number)))


def _roman(number: int) -> str:
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for value, sign in _ROMAN.items():
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """Letters from a to z, then aa, bb … (17.18.59 lowerLetter)."""
    if not 0 < number < 1000:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _circled(number: int) -> str:
    first = {0: 0x2460, 1: 0x3251 - 20, 2: 0x32B1 - 35}[0 if number <= 20 else 1 if number <= 35 else 2]
    return chr(first + number - 1) if 0 < number <= 50 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(abs(number)))


def _from(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_KINDS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"), _chinese),
    **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand", "koreanDigital"), _digital),
    "chineseLegalSimplified": lambda number: _count(number, _LEGAL, "拾佰仟万"),
    **dict.fromkeys(
        ("ideographLegalTraditional", "japaneseLegal"), lambda number: _count(number, _LEGAL_TRADITIONAL, "拾佰仟萬")
    ),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    "none": lambda _number: "",
}
