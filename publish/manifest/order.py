"""The order in which people count: 2 before 10, 第二 before 第十."""

import re
import unicodedata

_DIGITS = {**{digit: value for value, digit in enumerate("〇一二三四五六七八九")}, "零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_NUMERAL = "[〇零一二两三四五六七八九十百千万]+"
_PIECES = re.compile(rf"\d+|(?<=第){_NUMERAL}|^{_NUMERAL}|(?<=[(\[〔【《]){_NUMERAL}")

Key = tuple[tuple[int, int, str], ...]


def natural_key(path: str) -> tuple[tuple[Key, str], ...]:
    """A sort key for a path with '/': numbers by their value, the files of a folder before its subfolders."""
    *folders, name = path.split("/")
    return (*((((1, 0, ""), *_name_key(folder)), folder) for folder in folders), (((0, 0, ""), *_name_key(name)), name))


def _name_key(name: str) -> Key:
    """Numbers stand before text. Chinese numerals count after 第, after a bracket and at the beginning."""
    text = unicodedata.normalize("NFKC", name).casefold()
    key: list[tuple[int, int, str]] = []
    end = 0
    for found in _PIECES.finditer(text):
        if found.start() > end:
            key.append((1, 0, text[end : found.start()]))
        key.append((0, _value(found[0]), ""))
        end = found.end()
    return (*key, (1, 0, text[end:])) if end < len(text) else tuple(key)


def _value(numeral: str) -> int:
    if numeral[0] not in _DIGITS and numeral[0] not in _UNITS:
        return int(numeral)
    if not any(char in _UNITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        else:
            digit = _DIGITS[char]
    return total + section + digit
