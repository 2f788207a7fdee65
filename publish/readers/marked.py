"""Text that is put together piece by piece, with marks over stretches of it."""

from publish.model.raw import ImagePlace, Mark, MarkKind


class MarkedText:
    """The text of one block while a reader collects it. Offsets count characters from the block's start."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str]] = []
        self._base = 0  # where the characters begin that the next reading belongs to
        self._reading: list[str] | None = None
        self.length = 0
        self.last = ""  # the last character, empty at the start
        self.images: list[tuple[int, ImagePlace]] = []  # offset where an image stood in the text

    def add(self, text: str) -> None:
        """Append characters; between `begin_reading` and `end_reading` they go into the reading."""
        if self._reading is not None:
            self._reading.append(text)
        elif text:
            self._pieces.append(text)
            self.length += len(text)
            self.last = text[-1]

    def begin_base(self) -> None:
        """What follows has a reading beside it."""
        self._base = self.length

    def begin_reading(self) -> None:
        """What follows is the reading of the characters since `begin_base`, or since the last reading."""
        self.end_reading()
        self._reading = []

    def end_reading(self) -> None:
        """The reading is complete."""
        if self._reading is not None:
            reading, self._reading = "".join(self._reading).strip(), None
            if reading and self.length > self._base:
                self.mark(MarkKind.RUBY, self._base, self.length, reading)
            elif reading:
                self.add(reading)  # beside nothing: it stays in the text
            self._base = self.length

    def follow(self) -> "MarkedText":
        """An empty text in which the marks that are open here go on."""
        after = MarkedText()
        for kind, _, target in self._open:
            after.open(kind, target)
        return after

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark here."""
        self._open.append((kind, self.length, target))

    def close(self, kind: MarkKind) -> None:
        """End the mark of this kind that was begun last; nothing happens when there is none."""
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] is kind:
                _, start, target = self._open.pop(at)
                self.mark(kind, start, self.length, target)
                return

    def mark(self, kind: MarkKind, start: int, end: int, target: str = "") -> None:
        """Mark characters that are there already; only a note may be empty, a link needs a target."""
        if (end > start or kind is MarkKind.NOTE) and (target or kind is not MarkKind.LINK):
            self._marks.append(Mark(kind, start, end, target))

    def note(self, key: str) -> None:
        """Call a note here."""
        self.mark(MarkKind.NOTE, self.length, self.length, key)

    def image(self, place: ImagePlace) -> None:
        """Remember an image that stands here."""
        self.images.append((self.length, place))

    def finish(self, trim: str = "") -> tuple[str, tuple[Mark, ...]]:
        """The text, without the characters `trim` at both ends, and its marks in order. Open marks are closed."""
        self.end_reading()
        while self._open:
            self.close(self._open[-1][0])
        text = "".join(self._pieces)
        marks = _joined(self._marks)
        if not trim:
            return text, marks
        start = len(text) - len(text.lstrip(trim))
        return cut(text, marks, start, max(len(text.rstrip(trim)), start))


def cut(text: str, marks: tuple[Mark, ...], start: int, end: int) -> tuple[str, tuple[Mark, ...]]:
    """The characters from `start` to `end` with their marks."""
    if start == 0 and end == len(text):
        return text, marks
    return text[start:end], tuple(_shifted(marks, start, end - start))


def all_bold(text: str, marks: tuple[Mark, ...]) -> bool:
    """Whether strong marks cover every character of the text but white space."""
    strong = [mark for mark in marks if mark.kind is MarkKind.STRONG]
    if not strong or not text:
        return False
    rest = 0
    for mark in strong:
        if text[rest : mark.start].strip():
            return False
        rest = max(rest, mark.end)
    return not text[rest:].strip()


def _joined(marks: list[Mark]) -> tuple[Mark, ...]:
    """Marks in order of their start, longer ones first; neighbours that say the same are one."""
    joined: list[Mark] = []
    last: dict[tuple[MarkKind, str], int] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        at = last.get((mark.kind, mark.target))
        if at is not None and joined[at].end >= mark.start and mark.kind not in (MarkKind.NOTE, MarkKind.RUBY):
            before = joined[at]
            joined[at] = Mark(mark.kind, before.start, max(before.end, mark.end), mark.target)
            continue
        last[mark.kind, mark.target] = len(joined)
        joined.append(mark)
    return tuple(joined)


def _shifted(marks: tuple[Mark, ...], shift: int, length: int) -> list[Mark]:
    moved = []
    for mark in marks:
        start, end = max(mark.start - shift, 0), min(mark.end - shift, length)
        if end > start:
            moved.append(Mark(mark.kind, start, end, mark.target))
        elif mark.kind is MarkKind.NOTE:
            place = min(max(start, 0), length)
            moved.append(Mark(mark.kind, place, place, mark.target))
    return moved
