"""Notes: their blocks are kept where they are called."""

from collections.abc import Callable, Mapping, Sequence

from publish.diagnostics import Diagnostic, warning
from publish.model.document import Block, Note
from publish.structure.lines import Line

BuildBlocks = Callable[[Sequence[Line]], tuple[Block, ...]]


class NoteBook:
    """The notes of a source while documents are built: each is given out once, to the first that calls it."""

    def __init__(self, notes: Mapping[str, list[Line]], path: str) -> None:
        self._lines = dict(notes)
        self._path = path
        self._given: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def call(self, key: str, build: BuildBlocks) -> Note | None:
        """The note of a key, built now. None when there is none, or when it was given out before."""
        if key in self._given or key not in self._lines:
            state = "is called a second time; it stays at its first place" if key in self._given else "has no text"
            self.diagnostics.append(warning("S107", f"{self._path}: note '{key}' {state}"))
            return None
        self._given.add(key)
        return Note(build(self._lines[key]))

    @property
    def waiting(self) -> bool:
        """Whether a note was not yet given out."""
        return len(self._given) < len(self._lines)

    def left_over(self) -> list[Line]:
        """The lines of notes that nothing called, in order; they must not be lost."""
        keys = [key for key in self._lines if key not in self._given]
        for key in keys:
            place = self._lines[key][0].span if self._lines[key] else None
            hint = "its text was put at the end of the document"
            self.diagnostics.append(warning("S107", f"note '{key}' is never called", place, hint))
        self._given.update(keys)
        return [line for key in keys for line in self._lines[key]]
