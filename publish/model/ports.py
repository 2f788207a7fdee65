"""What a plugin, a table of built-in parts and the pipeline agree on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Protocol

import msgspec

from publish.diagnostics import Outcome
from publish.model.edits import Edit
from publish.model.raw import RawDocument, Reading

MEGABYTE = 1 << 20
"""What limits count in."""


class Limits(msgspec.Struct, frozen=True, omit_defaults=True):
    """How much one source may ask for; a manifest can raise each by the name of its key in `limits`."""

    file_mb: int = 256
    unpacked_mb: int = 512  # all parts of a package, all streams of a PDF; a single one: an eighth
    image_mb: int = 64
    image_megapixels: int = 80
    pdf_pages: int = 5_000
    seconds: int = 120  # for a program that converts the source

    @property
    def unpacked(self) -> int:
        """Bytes of all parts of a source, unpacked."""
        return self.unpacked_mb * MEGABYTE

    @property
    def part(self) -> int:
        """Bytes of one part, unpacked."""
        return self.unpacked // 8

    @property
    def pixels(self) -> int:
        """Width times height of an image."""
        return self.image_megapixels * 1_000_000


def raise_limit(key: str) -> str:
    """The advice to raise a limit."""
    return f"or raise limits.{key} in the manifest, if the file is to be trusted"


class Source(msgspec.Struct, frozen=True):
    """A file to be read: its bytes, and the name that spans and messages use. `encoding` forces a text encoding."""

    path: str
    data: bytes
    encoding: str = ""
    folder: str = ""  # where files that the source names are looked for; nothing outside it is read
    limits: Limits = Limits()


class Reader(Protocol):
    """Reads one format. Raises PublishError when the file cannot be read at all."""

    def __call__(self, source: Source, /) -> Outcome[Reading]:
        """What the file says, and what there is to say about it."""
        ...


class Split(StrEnum):
    """Whether a source that holds several documents is taken apart."""

    AUTO = "auto"
    NEVER = "never"


class SplitPlan(msgspec.Struct, frozen=True):
    """How to take a source apart. `starts` are lines with which documents begin; given, they alone decide."""

    mode: Split = Split.AUTO
    starts: tuple[str, ...] = ()


class Profile(StrEnum):
    """How far cleaning goes: CAREFUL runs the safe rules, STANDARD all, OFF none."""

    CAREFUL = "careful"
    STANDARD = "standard"
    OFF = "off"


class Cleaning(msgspec.Struct, frozen=True):
    """Which rules run. `on` and `off` hold codes or names and overrule the profile.

    `patterns` are regular expressions of the user's own; what they match is removed.
    """

    profile: Profile = Profile.STANDARD
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Cleaned(msgspec.Struct, frozen=True):
    """A source after cleaning, and every edit that made it so, in the order in which they were applied."""

    document: RawDocument
    edits: tuple[Edit, ...]


class Testimony(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one document tells that may matter to the others of its collection.

    `names` are those of sites and sellers in its offers, `lines` those that are furniture if others have them, too;
    `places` are its short lines and what stands between delimiters: there a name may stand that others tell of.
    """

    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the documents of a collection tell about each other's dirt.

    `names` are those of sites and sellers, `lines` the furniture that recurs from document to document, each with the
    number of documents that have it, at least.
    """

    names: tuple[str, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()


class Safety(StrEnum):
    """SAFE rules cannot hit real text; RISKY ones rest on evidence. The profile 'careful' runs only the safe."""

    SAFE = "safe"
    RISKY = "risky"


class Reach(Enum):
    """How much of a document decides what a rule finds in one of its blocks: that BLOCK alone, or the whole DOCUMENT.

    A rule that reaches no farther than a block is not asked again about blocks that have not changed since it was.
    """

    BLOCK = "block"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of dirt and how to find it. The texts feed `publish explain` and the reports.

    `example` pairs a text before and after; `leave_alone` are look-alikes that must survive. Both are run as tests.
    `find` proposes edits on the document as given; it changes nothing.
    """

    code: str
    name: str
    safety: Safety
    meaning: str
    reason: str
    example: tuple[str, str]
    find: Callable[[RawDocument], Iterable[Edit]]
    leave_alone: tuple[str, ...] = field(default=())
    find_known: Callable[[RawDocument, Evidence], Iterable[Edit]] | None = None
    """As `find`, for rules that can use what the whole collection tells."""
    reach: Reach = Reach.DOCUMENT
    find_among: Callable[[RawDocument, Mapping[int, str]], Iterable[Edit]] | None = None
    """As `find`, for rules that can use which blocks others have emptied of furniture: number and what stood there."""


class HeadingNumbers(StrEnum):
    """How Word files hold the numbers of headings."""

    TEXT = "text"
    AUTOMATIC = "automatic"  # multilevel lists, where they give the numbers of the text


Remember = Callable[[str, bytes, Callable[[], bytes]], bytes]
"""What work on some bytes gives, done now or when it was done before: the name of the work, the bytes, the work."""


def work_anew(name: str, data: bytes, work: Callable[[], bytes], /) -> bytes:
    """Remembers nothing."""
    del name, data
    return work()
