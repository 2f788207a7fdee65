"""Copies of this process that work beside it.

A forked process has everything that this one has, so a whole manuscript need not be sent anywhere. Only bytes go
between the two: pages on the way there, the result on the way back.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import NamedTuple

from publish.diagnostics import PublishError, error
from publish.pipeline.workers import begin_work

_AHEAD = 256  # messages that a branch takes in before it has worked on them; a message is about 128 kB
_END = b""

Received = Iterator[bytes]


class _Failure(NamedTuple):
    """What a branch raised; exceptions that cannot be pickled arrive as text."""

    problem: BaseException


class Branch:
    """A context with a copy of this process in it that does `work`; it is ended when the context is left."""

    def __init__(self, work: Callable[[Received], bytes]) -> None:
        context = multiprocessing.get_context("fork")
        receiving, self._sending = context.Pipe(duplex=False)
        self._result, answering = context.Pipe(duplex=False)
        mine = (self._sending, self._result)
        self._process = context.Process(target=_work, args=(work, receiving, answering, mine), daemon=True)
        self._process.start()
        receiving.close()
        answering.close()

    def __enter__(self) -> Branch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join()
        self._sending.close()
        self._result.close()

    def send(self, message: bytes) -> None:
        """One more message for `work`; one that ended early, of which the result tells, gets no more."""
        try:
            self._sending.send_bytes(message)
        except OSError:
            return

    def close(self) -> None:
        """No more messages will come."""
        self.send(_END)

    def result(self) -> bytes:
        """What `work` returned. Raises what `work` raised, and PublishError K502 when the process was lost."""
        try:
            failed = self._result.recv_bytes() != _END
            answer = self._result.recv_bytes()
        except (EOFError, OSError) as problem:
            advice = "it was stopped from outside, or memory ran out; try --workers 1"
            raise PublishError([error("K502", "a worker process was lost", hint=advice)]) from problem
        if failed:
            raise pickle.loads(answer).problem  # noqa: S301 - made by this program a moment ago
        return answer


def _work(
    work: Callable[[Received], bytes], receiving: Connection, answering: Connection, others: tuple[Connection, ...]
) -> None:
    """The life of a branch: it never returns to what its parent was doing."""
    for connection in others:
        connection.close()
    try:
        begin_work()
        answer = work(_messages(receiving))
    except BaseException as problem:
        answering.send_bytes(b"failed")
        answering.send_bytes(_pickled(problem))
    else:
        answering.send_bytes(_END)
        answering.send_bytes(answer)
    os._exit(0)


def _pickled(problem: BaseException) -> bytes:
    try:
        data = pickle.dumps(_Failure(problem))
        pickle.loads(data)  # noqa: S301 - some can be written but not read
    except Exception:
        return pickle.dumps(_Failure(RuntimeError(f"{type(problem).__name__}: {problem}")))
    return data


def _messages(connection: Connection) -> Received:
    """The messages, taken in by a thread: the sender need not wait while one is worked on."""
    waiting: Queue[bytes] = Queue(_AHEAD)

    def take() -> None:
        with suppress(EOFError, OSError):  # the sender is gone, and this process goes after it
            message = b"begin"
            while message != _END:
                message = connection.recv_bytes()
                waiting.put(message)

    Thread(target=take, daemon=True).start()
    yield from iter(waiting.get, _END)
