"""Who does the work that can be shared: this process, processes beside it, or a cluster.

Both are used through `concurrent.futures.Executor.map`, so the rest of the pipeline cannot tell them apart.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait

import msgspec

from publish.diagnostics import PublishError, error

# Bytes of sources below which a pool costs more than it saves. 300 kB are about 0.13 s of work. Forking takes 15 ms;
# where processes have to be started anew, each takes 0.4 s to load the program.
_WORTH_FORKING = 300 << 10
_WORTH_STARTING = 4 << 20
_AHEAD = 64  # jobs that may be at work or wait for it; one that takes long holds up no other so soon


class LostWorkersError(Exception):
    """Worker processes ended before their work was done."""


class Workers(msgspec.Struct, frozen=True):
    """`count` processes on this machine, or the workers of the Dask cluster at the address `cluster`."""

    count: int = 1
    cluster: str = ""

    @property
    def several(self) -> bool:
        """Whether there are others than this process."""
        return bool(self.cluster) or self.count > 1

    @property
    def copied(self) -> bool:
        """Whether the others are copies of this process, which have what it has."""
        return not self.cluster and can_fork()

    def worthwhile(self, size: int) -> bool:
        """Whether sources of so many bytes are shared out."""
        if self.cluster:
            return True
        return self.count > 1 and size >= (_WORTH_FORKING if can_fork() else _WORTH_STARTING)

    def map(self, work: Callable[[bytes], bytes], jobs: Iterable[bytes]) -> Iterator[bytes]:
        """The results in the order of the jobs, which are asked for when workers are soon to need them.

        Raises LostWorkersError, and whatever `work` raises.
        """
        waiting: deque[Future[bytes]] = deque()
        with self._executor() as executor:
            try:
                for job in jobs:
                    waiting.append(executor.submit(work, job))
                    if len(waiting) > _AHEAD:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            except BrokenExecutor as problem:
                raise LostWorkersError(str(problem)) from problem

    @contextmanager
    def _executor(self) -> Iterator[Executor]:
        if self.cluster:
            with _cluster(self.cluster) as executor:
                yield executor
        else:
            with _pool(self.count) as executor:
                yield executor


ALONE = Workers()


def lost_workers(problem: LostWorkersError) -> PublishError:
    """What to tell the user when workers were lost."""
    advice = "they were stopped from outside, or memory ran out; try --workers 1"
    return PublishError([error("K502", f"worker processes were lost: {problem}", hint=advice)])


def available() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a copy of this process is a safe and quick worker: on Linux, while it has no other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _pool(count: int) -> Iterator[Executor]:
    """Processes of this machine. They are ended when the work inside is given up."""
    method = "fork" if can_fork() else "spawn"
    context = multiprocessing.get_context(method)
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=begin_work)
    before = set(multiprocessing.active_children())
    try:
        yield executor
    except BaseException:
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        executor.shutdown(wait=True, cancel_futures=True)
        raise
    executor.shutdown()


def begin_work() -> None:
    """A worker leaves Ctrl-C to the process that started it, may be ended at once, and does not outlive that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, signal.SIG_DFL)
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster: they need this program, and the sources under the same paths."""
    try:
        from distributed import Client
    except ImportError as problem:
        advice = "install it: pip install 'publish[cluster]'"
        raise PublishError([error("M085", "--cluster needs the package 'distributed'", hint=advice)]) from problem
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as problem:
        advice = "start one with 'dask scheduler' and 'dask worker', or leave --cluster out"
        raise PublishError([error("M086", f"no cluster at {address}: {problem}", hint=advice)]) from problem
    with client:
        yield client.get_executor(pure=False)
