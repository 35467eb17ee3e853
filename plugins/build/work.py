"""Bulk work on all cores: chunks through one executor, no more in flight than cores need."""

import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

INLINE = 150
"""So few items are done sooner than processes are started."""

_CHUNK = 64


class WorkerDied(Exception):
    """A worker process was killed (most often: no memory left) while it held these items."""

    def __init__(self, items: Sequence[Any]) -> None:
        names = [each if isinstance(each, str) else str(each[0]) for each in items[:3]]
        super().__init__(", ".join(names) + (" …" if len(items) > 3 else ""))


def run(
    task: Callable[[Any, Sequence[Item]], Result],
    setup: Any,
    items: Sequence[Item],
    jobs: int,
    inline: int = INLINE,
) -> Iterator[tuple[int, Result]]:
    """Yield (number of items, result) of `task(setup, chunk)` over all items, in order.

    Up to `inline` items are done in this process. Raises WorkerDied.
    """
    size = max(1, min(_CHUNK, len(items) // (4 * jobs) or 1))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs == 1 or len(items) <= inline:
        for chunk in chunks:
            yield len(chunk), task(setup, chunk)
        return
    yield from _in_processes(task, setup, chunks, jobs)


@contextmanager
def beside(
    task: Callable[[Any], Result], setup: Any, what: str, *, elsewhere: bool
) -> Iterator[Callable[[], Result]]:
    """Do one task (`what` in words) while the caller does others; what is given waits for it.

    It is done in a process of its own if that is wanted, or else at once. Raises WorkerDied.
    """
    if not elsewhere:
        done = task(setup)
        yield lambda: done
        return
    with _processes(1) as pool:
        with _undisturbed():
            future = pool.submit(task, setup)

        def result() -> Result:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return future.result()
            except BrokenProcessPool as error:
                raise WorkerDied([what]) from error

        yield result


@contextmanager
def _processes(count: int) -> Iterator["ProcessPoolExecutor"]:
    """So many processes, ended with what needs them."""
    from concurrent.futures import ProcessPoolExecutor

    # Forked workers start with everything imported; spawn (Windows, macOS) is untested.
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if can_fork else "spawn")
    with ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent) as pool:
        try:
            yield pool
        finally:
            with _undisturbed():
                pool.shutdown(wait=True, cancel_futures=True)


def _in_processes(
    task: Callable[[Any, Sequence[Item]], Result],
    setup: Any,
    chunks: Sequence[Sequence[Item]],
    jobs: int,
) -> Iterator[tuple[int, Result]]:
    from concurrent.futures.process import BrokenProcessPool

    flying: deque[tuple[Sequence[Item], Future[Result]]] = deque()
    with _processes(jobs) as pool:
        waiting = iter(chunks)
        while True:
            while len(flying) < 3 * jobs and (chunk := next(waiting, None)) is not None:
                with _undisturbed():  # the first one starts the workers
                    flying.append((chunk, pool.submit(task, setup, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                yield len(chunk), future.result()
            except BrokenProcessPool as error:
                lost = [chunk, *(each for each, future in flying if future.exception())]
                raise WorkerDied(_deadly(task, setup, lost)) from error


def _deadly(
    task: Callable[[Any, Sequence[Item]], Result], setup: Any, chunks: Sequence[Sequence[Item]]
) -> Sequence[Item]:
    """Of chunks that were held as a worker died the item that kills another one, or else all."""
    for chunk in chunks:
        if _kills(task, setup, chunk):
            return next(([item] for item in chunk if _kills(task, setup, [item])), chunk)
    return [item for chunk in chunks for item in chunk]


def _kills(
    task: Callable[[Any, Sequence[Item]], Result], setup: Any, items: Sequence[Item]
) -> bool:
    from concurrent.futures.process import BrokenProcessPool

    with _processes(1) as pool:
        with _undisturbed():
            future = pool.submit(task, setup, items)
        return isinstance(future.exception(), BrokenProcessPool)


_STOPS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Whoever stops the build waits meanwhile: half a worker, or half an end, would hang."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: untested
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """A worker whose parent was killed ends at once: it must not write beside the next build.

    Ctrl-C is the parent's to answer.
    """
    gc.freeze()  # what the parent left is not looked through, nor copied for that
    for each in _STOPS:
        signal.signal(each, signal.SIG_IGN if each == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):  # the parent forked undisturbed
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
