"""Values that wait on the disk until they are needed, so that memory does not grow with the collection."""

from __future__ import annotations

import tempfile
import zlib
from array import array
from types import TracebackType

from publish.diagnostics import PublishError, error

_LEVEL = 1  # of compression: a third of the size at hardly any cost


class Spool:
    """A list of byte strings in a temporary file, which is gone with the process, however that ends."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="publish-")  # noqa: SIM115 - closed by __exit__
        self._ends = array("Q", [0])

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, value: bytes) -> None:
        """One more value. Raises PublishError W902 when there is no room for it."""
        data = zlib.compress(value, _LEVEL)
        try:
            self._file.seek(self._ends[-1])
            self._file.write(data)
            self._file.flush()
        except OSError as problem:
            message = f"a temporary file in '{tempfile.gettempdir()}' cannot be written: {problem.strerror or problem}"
            raise PublishError([error("W902", message, hint="name another folder with TMPDIR")]) from problem
        self._ends.append(self._ends[-1] + len(data))

    def __getitem__(self, number: int) -> bytes:
        """A value by its number. Raises IndexError when there is none."""
        if not 0 <= number < len(self):
            raise IndexError(number)
        self._file.seek(self._ends[number])
        return zlib.decompress(self._file.read(self._ends[number + 1] - self._ends[number]))
