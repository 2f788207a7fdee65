"""The metadata block at the head of a Markdown file."""

import datetime
import re

import msgspec

from publish.diagnostics import Diagnostic, Span, warning
from publish.model.raw import Claims

_BLOCK = re.compile(r"---[ \t]*\n(?P<body>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^[^\W\d][\w-]*:(?:\s|$)|^#|^\s*$|^\s+|^-\s")
_LONGEST = 50_000  # characters

_TITLE = ("title", "标题", "题目", "標題")
_SUBTITLE = ("subtitle", "副标题", "副題", "副标")
_AUTHOR = ("author", "authors", "creator", "by", "作者", "署名", "撰稿")
_ORGANISATION = (
    "organisation",
    "organization",
    "institution",
    "affiliation",
    "publisher",
    "单位",
    "机构",
    "發文單位",
    "发文单位",
)
_DATE = ("date", "published", "created", "日期", "时间", "发布日期", "成文日期")
_LANGUAGE = ("lang", "language", "locale", "语言")
_SOURCE = ("source", "url", "link", "来源", "出处", "來源")
_NAMED = ("name", "literal", "text", "main", "姓名")  # keys under which an author or a title says its words


class FrontMatter(msgspec.Struct, frozen=True):
    """The claims, and how many characters and lines of the file the block takes up."""

    claims: Claims = Claims()
    characters: int = 0
    lines: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()


def read_front_matter(text: str, path: str) -> FrontMatter:
    """The YAML between two lines '---' at the very beginning; nothing when there is none or it is no mapping."""
    found = _BLOCK.match(text) if text.startswith("---") else None
    if not found or found.end() > _LONGEST:
        return FrontMatter()
    body = found["body"]
    if not body.strip() or not all(_ENTRY.match(line) for line in body.split("\n")):
        return FrontMatter()
    lines = text.count("\n", 0, found.end())
    values, problem = _load(body)
    told = (_unreadable(problem, path),) if problem else ()
    return FrontMatter(_claims(values), found.end(), lines, told)


def _load(body: str) -> tuple[dict[str, object], str]:
    from ruamel.yaml import YAML  # only files with front matter need it
    from ruamel.yaml.error import YAMLError

    try:
        values = YAML(typ="safe", pure=True).load(body)
    except (YAMLError, ValueError, RecursionError) as problem:
        return {}, str(getattr(problem, "problem", None) or problem).splitlines()[0]
    return ({str(key).lower(): value for key, value in values.items()}, "") if isinstance(values, dict) else ({}, "")


def _claims(values: dict[str, object]) -> Claims:
    return Claims(
        title=_first(values, _TITLE),
        subtitle=_first(values, _SUBTITLE),
        author=_first(values, _AUTHOR),
        organisation=_first(values, _ORGANISATION),
        date=_first(values, _DATE),
        language=_first(values, _LANGUAGE),
        source=_first(values, _SOURCE),
    )


def _first(values: dict[str, object], keys: tuple[str, ...]) -> str:
    return next((found for key in keys if (found := _plain(values.get(key)))), "")


def _plain(value: object) -> str:
    match value:
        case str():
            return value.strip()
        case datetime.datetime():
            return value.date().isoformat()
        case datetime.date():
            return value.isoformat()
        case int() | float():
            return str(value)
        case list():
            return "、".join(filter(None, map(_plain, value)))
        case dict():
            return next(filter(None, (_plain(value.get(key)) for key in _NAMED)), "")
        case _:
            return ""


def _unreadable(problem: str, path: str) -> Diagnostic:
    return warning("R030", f"the front matter is no valid YAML: {problem}", Span(path), "nothing of it is used")
