"""Collects what the stages of one run have to say, and how long each takes."""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from publish.diagnostics import Diagnostic, Outcome, PublishError, Severity
from publish.pipeline.report import Listener, Progress, Step, say_nothing

T = TypeVar("T")


class Journal:
    """The diagnostics of a run in order, each once; seconds by step; and the one who listens to its progress."""

    def __init__(self, listener: Listener = say_nothing) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._listener = listener
        self.seconds: defaultdict[str, float] = defaultdict(float)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics so far."""
        return tuple(self._found)

    def note(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take these diagnostics in; what was said in the same words of the same place before is not said again."""
        self._found.update(dict.fromkeys(diagnostics))

    def value(self, outcome: Outcome[T]) -> T:
        """The value of an outcome whose diagnostics are taken in."""
        self.note(outcome.diagnostics)
        return outcome.value

    def stop_if_failed(self) -> None:
        """Raise PublishError with all diagnostics so far when there is an error among them."""
        if any(diagnostic.severity is Severity.ERROR for diagnostic in self._found):
            raise PublishError(self._found)

    @contextmanager
    def timed(self, step: Step) -> Iterator[None]:
        """Adds the time inside to the step."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - start

    def add_seconds(self, seconds: Mapping[str, float]) -> None:
        """Add times that were taken elsewhere."""
        for step, time_taken in seconds.items():
            self.seconds[step] += time_taken

    def progress(self, step: Step, done: int, total: int, what: str = "") -> None:
        """Tell the listener."""
        self._listener(Progress(step, done, total, what))
