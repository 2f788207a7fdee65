"""Work that no output waits for, done beside the typesetting: documents are compared with each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import msgspec

from publish.assembly import AssembledSource, report_duplicates
from publish.diagnostics import Diagnostic
from publish.manifest.plan import Manifest
from publish.pipeline.branch import Branch, Received
from publish.pipeline.memory import Memory, signer
from publish.pipeline.workers import Workers, can_fork

Messages = Callable[[], tuple[Diagnostic, ...]]


@contextmanager
def likeness_messages(
    manifest: Manifest, sources: tuple[AssembledSource, ...], workers: Workers, memory: Memory | None = None
) -> Iterator[Messages]:
    """What is to be said about documents that are alike; asked for it, a process beside this one may know already."""
    report = partial(report_duplicates, manifest, sources, signer(memory))
    if workers.count < 2 or len(sources) < 2 or not can_fork():
        yield report
        return

    def compare(received: Received) -> bytes:
        del received
        return msgspec.msgpack.encode(report())

    with Branch(compare) as branch:
        yield lambda: msgspec.msgpack.decode(branch.result(), type=tuple[Diagnostic, ...])
