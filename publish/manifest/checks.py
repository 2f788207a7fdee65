"""Values of a manifest that have a form of their own. Each check raises ValueError saying what is wrong."""

import codecs
import datetime
import re

DATE_FORM = r"^\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?\s*$"
LANGUAGE_FORM = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"

_FORBIDDEN = '/\\:*?"<>|'


def filled(text: str) -> str:
    """The text without space around it, when there is any text."""
    if not text.strip():
        raise ValueError("there is no text in it")
    return text.strip()


def one_line(text: str) -> str:
    """The text without line breaks and without space around it."""
    return " ".join(filter(None, (line.strip() for line in text.splitlines())))


def iso_date(text: str) -> str:
    """A year, a month or a day as ISO 8601: 2023, 2023-05, 2023-05-04; '2023年5月4日' is read as well."""
    found = re.match(DATE_FORM, text, re.ASCII)
    if not found:
        raise ValueError("a date is a year, a month or a day: 2023, 2023-05 or 2023-05-04")
    parts = [int(part) for part in found.groups() if part]
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        raise ValueError("there is no such day in the calendar") from None
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])


def language(text: str) -> str:
    """A language code of BCP 47."""
    if not re.match(LANGUAGE_FORM, text):
        raise ValueError("a language code looks like zh-CN, zh-Hant or en")
    return text


def encoding(text: str) -> str:
    """An encoding of text that Python knows."""
    try:
        codecs.lookup(text)
        "".encode(text)
    except (LookupError, ValueError):
        raise ValueError("there is no such encoding; the usual ones are utf-8, gb18030, big5, utf-16") from None
    return text


def pattern(text: str) -> str:
    """A regular expression that does not match everywhere."""
    try:
        matches_nothing = re.compile(text).search("")
    except (re.error, RecursionError, OverflowError) as problem:
        raise ValueError(f"this is no regular expression: {problem}") from None
    if matches_nothing:
        raise ValueError("this expression matches the empty text; make it say what is to be removed")
    return text


def file_name(text: str) -> str:
    """A file name without a folder, that every system accepts."""
    wrong = "".join(dict.fromkeys(char for char in text if char in _FORBIDDEN or ord(char) < 32))
    if wrong:
        raise ValueError(f"a file name cannot have {wrong!r} in it (the folder is set by outputs.folder)")
    if not text.strip(" ."):
        raise ValueError("this is no file name")
    return text
