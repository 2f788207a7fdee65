"""A report in the form that its file name asks for."""

from enum import StrEnum

import msgspec

from publish.diagnostics import PublishError, Span, error
from publish.reports.page import write_html
from publish.reports.plain import write_markdown
from publish.reports.report import SCHEMA, VERSION, CleaningReport


class Form(StrEnum):
    """The forms, by file suffix."""

    HTML = "html"
    JSON = "json"
    MD = "md"


_SUFFIXES = {"html": Form.HTML, "htm": Form.HTML, "json": Form.JSON, "md": Form.MD, "markdown": Form.MD}


def form_of(path: str) -> Form:
    """The form for a file's suffix. Raises PublishError M087 when there is none."""
    suffix = path.rpartition(".")[2].lower() if "." in path else ""
    if suffix not in _SUFFIXES:
        hint = "name it .html to read it, .json for programs and for 'publish restore', .md for plain text"
        raise PublishError([error("M087", f"a report cannot be written as '{path}'", hint=hint)])
    return _SUFFIXES[suffix]


def render(report: CleaningReport, form: Form) -> bytes:
    """The report as a file in UTF-8."""
    match form:
        case Form.HTML:
            return write_html(report).encode()
        case Form.MD:
            return write_markdown(report).encode()
        case Form.JSON:
            return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def load_report(data: bytes, path: str) -> CleaningReport:
    """The report that `render` wrote as JSON. Raises PublishError M088 when the file is none, or of a newer form."""
    try:
        report = msgspec.json.decode(data, type=CleaningReport)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        hint = "name the .json file that 'publish clean' or 'publish build --report FILE.json' wrote"
        message = f"not a report of cleaning: {problem}"
        raise PublishError([error("M088", message, Span(path), hint)]) from problem
    if report.schema != SCHEMA or report.version[0] != VERSION[0] or report.version[1] > VERSION[1]:
        found = f"{report.schema} {'.'.join(map(str, report.version))}"
        raise PublishError(
            [
                error(
                    "M088",
                    f"holds {found}, which this program does not read",
                    Span(path),
                    "name the .json report that 'publish clean' wrote",
                )
            ]
        )
    return report
