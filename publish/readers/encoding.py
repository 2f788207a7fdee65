"""Which encoding a text file is in, on what evidence. No byte is ever replaced or dropped."""

import codecs
from collections.abc import Iterator

import msgspec

from publish.diagnostics import Diagnostic, PublishError, Span, error, info, warning
from publish.readers.frequency import chinese_score

ADVICE = "name it in the manifest, such as 'encoding: gb18030', or save the file as UTF-8"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Codecs of each encoding, most wanted first. The older Chinese ones are read as what extends them, as browsers do
# (WHATWG Encoding, "names and labels"): files that call themselves GB2312 hold GBK characters.
_CODECS = {
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5hkscs"),
    "utf-16-le": ("utf-16-le",),
    "utf-16-be": ("utf-16-be",),
}
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp950": "big5",
    "big5": "big5",
    "big5hkscs": "big5",
    "utf-8-sig": "utf-8",
}

_ACCEPT = 0.3  # weakest score that counts as evidence; text of common characters only has 0.4
_DOUBT = 0.15  # candidates closer than this are reported as doubtful
_WIDE = 0.3  # share of NUL bytes from which a file is UTF-16 with mostly ASCII characters
_FORMED = 4  # so many characters of more than one byte do not turn up by chance
_WESTERN = 0.3  # largest share of characters beyond ASCII in a text taken for Windows-1252


class Decoded(msgspec.Struct, frozen=True):
    """A file's text without byte order mark, its encoding, and the evidence for that in words."""

    text: str
    encoding: str
    evidence: str
    diagnostics: tuple[Diagnostic, ...] = ()


class _Trial(msgspec.Struct, frozen=True):
    """What came of decoding by one encoding: the text up to the first impossible byte, whose offset is `failed`."""

    encoding: str
    text: str
    score: float
    failed: int | None = None

    @property
    def words(self) -> str:
        return f"{self.encoding} scores {self.score:.2f}"


def decode(data: bytes, forced: str = "", path: str = "", declared: str = "") -> Decoded:
    """The text of a file.

    `forced` is the user's choice and alone decides; `declared` is what the file says of itself and decides when the
    evidence agrees. Otherwise: byte order mark, strict UTF-8, then the best of UTF-16, GB18030 and Big5 by the
    frequency of Chinese characters. Raises PublishError (R012, R013) with the offset of the first impossible byte.
    """
    if forced:
        return _decode_forced(data, forced, path)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding, path)
    wide = _wide_ascii(data)
    if wide:
        decoded = _strict(data, 0, wide, "every other byte is zero", path)
        return _told(decoded, info("R010", f"read as {wide}: {decoded.evidence}", Span(path)))
    try:
        return _checked(data.decode("utf-8"), "utf-8", "valid UTF-8", path)
    except UnicodeDecodeError:
        return _decode_by_evidence(data, path, canonical(declared) if declared else "")


def canonical(name: str) -> str:
    """The name that this program uses for an encoding; empty when there is no such text encoding."""
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""
    known = _ALIASES.get(found.name, found.name)
    return known if getattr(found, "_is_text_encoding", True) else ""


def _decode_forced(data: bytes, forced: str, path: str) -> Decoded:
    encoding = canonical(forced)
    if not encoding:
        message = f"there is no encoding called '{forced}'"
        raise PublishError([error("R013", message, Span(path), "known are utf-8, gb18030, big5, utf-16")])
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(encoding):
            return _strict(data, len(mark), marked, "asked for", path, "R013")
    return _strict(data, 0, encoding, "asked for", path, "R013")


def _decode_marked(data: bytes, mark: bytes, encoding: str, path: str) -> Decoded:
    decoded = _strict(data, len(mark), encoding, "byte order mark", path)
    if encoding == "utf-8":
        return decoded
    return _told(decoded, info("R010", f"read as {encoding}: byte order mark", Span(path)))


def _strict(data: bytes, skip: int, encoding: str, evidence: str, path: str, code: str = "R012") -> Decoded:
    trial = _try(data[skip:], encoding)
    if trial.failed is None:
        return _checked(trial.text, encoding, evidence, path)
    raise _undecodable(data, skip + trial.failed, trial, f"it was read as {encoding} ({evidence})", path, code)


def _wide_ascii(data: bytes) -> str:
    """UTF-16 of mostly ASCII text, which would pass as UTF-8 with NUL characters in it."""
    head = data[: 1 << 16]
    if len(data) % 2 or len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > _WIDE * len(head) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > _WIDE * len(head) and not odd else ""


def _try(data: bytes, encoding: str) -> _Trial:
    """Decode strictly; of several codecs for one encoding the one that gets farthest."""
    best: _Trial | None = None
    for codec in _CODECS.get(encoding, (encoding,)):
        try:
            text = data.decode(codec)
            return _Trial(encoding, text, chinese_score(text))
        except UnicodeDecodeError as problem:
            start = min(problem.start, len(data))
        prefix = data[:start].decode(codec, "ignore")
        if best is None or best.failed is None or start > best.failed:
            best = _Trial(encoding, prefix, chinese_score(prefix), start)
    assert best is not None
    return best


def _decode_by_evidence(data: bytes, path: str, declared: str) -> Decoded:
    names = list(dict.fromkeys(name for name in (declared, *_CODECS) if name and name != "utf-8"))
    trials = [_try(data, name) for name in names]
    whole = sorted((trial for trial in trials if trial.failed is None), key=lambda trial: -trial.score)
    best = next((trial for trial in whole if trial.encoding == declared and _near(trial, whole[0])), None)
    best = best or (whole[0] if whole else None)
    if best and (best.score >= _ACCEPT or (best.encoding == declared and best.score >= 0)):
        return _report(best, [trial for trial in trials if trial is not best], path, declared)
    western = _western(data, path)
    if western:
        return western
    raise _nothing_fits(data, [_try(data, "utf-8"), *trials], path)


def _near(trial: _Trial, best: _Trial) -> bool:
    return best.score - trial.score < _DOUBT


def _report(best: _Trial, others: list[_Trial], path: str, declared: str) -> Decoded:
    rivals = [trial for trial in others if trial.failed is None]
    evidence = "; ".join(
        [best.words, *(trial.words if trial.failed is None else f"not valid {trial.encoding}" for trial in others)]
    )
    decoded = _checked(best.text, best.encoding, evidence, path)
    if declared and declared != best.encoding:
        message = f"calls itself {declared}, but is {best.encoding}: {evidence}"
        return _told(decoded, warning("R011", message, Span(path), "force one with 'encoding:' if this is wrong"))
    if declared != best.encoding and any(_near(rival, best) for rival in rivals):
        message = f"perhaps {best.encoding}, but this is not sure: {evidence}"
        return _told(decoded, warning("R011", message, Span(path), f"look at the text; {ADVICE}"))
    return _told(decoded, info("R010", f"read as {best.encoding}: {evidence}", Span(path)))


def _western(data: bytes, path: str) -> Decoded | None:
    """Windows-1252, when the text is Latin letters with a few accents or typographic marks, nothing else."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [char for char in text if char > "\x7f"]
    letters = sum(char.isascii() and char.isalpha() for char in text)
    if not beyond or len(beyond) > _WESTERN * letters or any(_unlikely(char) for char in beyond):
        return None
    evidence = f"{letters} Latin letters, {len(beyond)} characters beyond ASCII, no Chinese encoding fits"
    message = f"read as windows-1252, the last resort: {evidence}"
    decoded = _checked(text, "windows-1252", evidence, path)
    return _told(decoded, warning("R011", message, Span(path), f"look at the text; if it is wrong, {ADVICE}"))


def _unlikely(char: str) -> bool:
    return not (char.isalpha() or char in "‘’“”–—…•·°§©®€£\xa0«»×")


def _checked(text: str, encoding: str, evidence: str, path: str) -> Decoded:
    """Tell of replacement characters: they are in the file itself, so some other program lost text before."""
    decoded = Decoded(text, encoding, evidence)
    if "\ufffd" not in text:
        return decoded
    at = text.index("\ufffd")
    span = Span(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), 1)
    message = f"the file holds {text.count(chr(0xFFFD))} replacement characters (U+FFFD): text was lost before"
    return _told(decoded, warning("R014", message, span, "get the original, or correct the places by hand"))


def _told(decoded: Decoded, diagnostic: Diagnostic) -> Decoded:
    return msgspec.structs.replace(decoded, diagnostics=(*decoded.diagnostics, diagnostic))


def _nothing_fits(data: bytes, trials: list[_Trial], path: str) -> PublishError:
    tried = "; ".join(_failures(trials))
    failed = [trial for trial in trials if trial.failed is not None]
    likely = max(failed, key=lambda trial: (_fits(trial), trial.failed or 0))  # UTF-8 at least has failed
    if not _fits(likely):
        message = f"the encoding cannot be told, perhaps it is no text file; tried: {tried}"
        return PublishError([error("R012", message, Span(path), ADVICE)])
    return _undecodable(data, likely.failed or 0, likely, f"tried: {tried}", path, "R012")


def _fits(trial: _Trial) -> bool:
    """Whether the text up to the impossible byte speaks for the encoding; for UTF-8 its form alone does."""
    many = sum(char > "\x7f" for char in trial.text[:1000]) >= _FORMED
    return trial.score >= _ACCEPT or (trial.encoding == "utf-8" and many)


def _failures(trials: list[_Trial]) -> Iterator[str]:
    for trial in trials:
        yield trial.words if trial.failed is None else f"{trial.encoding} fails at byte {trial.failed}"


def _undecodable(data: bytes, at: int, trial: _Trial, tried: str, path: str, code: str) -> PublishError:
    line, column = trial.text.count("\n") + 1, len(trial.text) - trial.text.rfind("\n")
    shown = " ".join(f"{byte:02X}" for byte in data[at : at + 4]) or "the end of the file"
    message = f"cannot be decoded at byte {at} ({shown}); {tried}"
    return PublishError([error(code, message, Span(path, line, column), ADVICE)])
