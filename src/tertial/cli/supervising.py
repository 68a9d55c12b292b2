"""Processes that work under one that only watches them: begun again when they end, ended when it ends."""

import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 30.0
# A process that has lived so long has started well: should it end, the next is begun at once.
STEADY_AFTER = 10.0
SECONDS_BETWEEN_WEIGHINGS = 5.0
# What has just begun may not answer yet: replaced at once, again and again, it never would.
SECONDS_BEFORE_WEIGHING = 15.0
# What has outgrown its memory may finish what it has in hand, such as a large file that somebody sends slowly.
SECONDS_TO_LEAVE = 600.0
_SECONDS_TO_END = 15.0
_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_AFTER_THE_PARENT = 10.0
_log = logging.getLogger(__name__)


@dataclass
class Child:
    """What is kept running: its name, the arguments of `tertial`, and the descriptors that it inherits."""

    name: str
    arguments: Sequence[str]
    descriptors: Sequence[int] = ()
    most_bytes: int = 0  # of memory; beyond it the process is asked to end and another begins. 0 is without limit
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    ends: int = field(default=0, init=False)
    began: float = field(default=0.0, init=False)
    begin_at: float = field(default=0.0, init=False)
    looked_at: float = field(default=0.0, init=False)


class Supervisor:
    """Keeps children running until it is asked to stop."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._leaving: tuple[subprocess.Popen[bytes], float] | None = None  # and until when it may
        self._stopping = False
        # Nobody writes to it: children wait for its end, which comes with this process, however that ends.
        self._lifeline, self._our_end = os.pipe()
        self._waker, self._wakes = os.pipe()
        os.set_blocking(self._wakes, False)

    def run(self) -> None:
        """Starts the children and returns when all have been stopped; SIGTERM and SIGINT ask for that."""
        before = {number: signal.signal(number, self._on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        woken = signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        try:
            while not self._stopping:
                now = time.monotonic()
                self._see_off(now)
                for child in self._children:
                    self._look_after(child, now)
                self._sleep()
        finally:
            signal.set_wakeup_fd(woken)
            for number, handler in before.items():
                signal.signal(number, handler)
            self._end_all()
            for end in (self._lifeline, self._our_end, self._waker, self._wakes):
                os.close(end)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self._stopping = True

    def _sleep(self) -> None:
        """Until a signal comes, such as that of a child's end, or it is time to look."""
        ready, _, _ = select.select([self._waker], [], [], _SECONDS_BETWEEN_LOOKS)
        if ready:
            os.read(self._waker, 512)

    def _look_after(self, child: Child, now: float) -> None:
        if child.process is not None:
            if child.process.poll() is not None:
                _log.warning("%s ended by itself (%s); another is started.", child.name, child.process.returncode)
                child.ends = 1 if now - child.began > STEADY_AFTER else child.ends + 1
                child.begin_at = now + pause_after(child.ends)
                child.process = None
            elif self._has_outgrown(child, now):
                _log.warning("%s has outgrown its memory; another takes its place.", child.name)
                child.process.terminate()
                self._leaving = (child.process, now + SECONDS_TO_LEAVE)
                child.process = None
        if child.process is None and now >= child.begin_at:
            child.process = self._started(child)
            child.began = now

    def _has_outgrown(self, child: Child, now: float) -> bool:
        """Whether a child is to be replaced; one at a time, so that no more memory is held than one child's beyond."""
        rests = now - child.looked_at < SECONDS_BETWEEN_WEIGHINGS or now - child.began < SECONDS_BEFORE_WEIGHING
        if not child.most_bytes or self._leaving or rests:
            return False
        child.looked_at = now
        return child.process is not None and memory_of(child.process.pid) > child.most_bytes

    def _see_off(self, now: float) -> None:
        """Takes leave of what has finished, and ends what has not in its time."""
        if self._leaving is None:
            return
        process, until = self._leaving
        if process.poll() is not None:
            self._leaving = None
        elif now > until:
            process.kill()

    def _started(self, child: Child) -> "subprocess.Popen[bytes] | None":
        command = [sys.executable, "-m", "tertial", *child.arguments, "--parent", str(self._lifeline)]
        try:
            return subprocess.Popen(command, pass_fds=[*child.descriptors, self._lifeline])  # noqa: S603 - our own command
        except OSError:
            _log.exception("%s could not be started; it is tried again.", child.name)
            child.ends += 1
            child.begin_at = time.monotonic() + pause_after(child.ends)
            return None

    def _end_all(self) -> None:
        """In good order; what a kill would leave half done is started again next time."""
        running = [child.process for child in self._children if child.process is not None]
        running += [self._leaving[0]] if self._leaving else []
        for process in running:
            process.terminate()
        until = time.monotonic() + _SECONDS_TO_END
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def pause_after(ends: int) -> float:
    """Seconds before a process is begun again that has ended so many times in a row: none, then doubling to 30.

    Three quick ends are free: a machine short of memory may kill several at once.
    """
    if ends <= 3:
        return 0.0
    return min(LONGEST_PAUSE, SHORTEST_PAUSE * (1 << min(ends - 4, 20)))


def memory_of(process: int) -> int:
    """Bytes of memory that a process holds, where the system gives it as Linux does; otherwise 0."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def when_the_parent_ends(lifeline: int, do: Callable[[], object]) -> None:
    """Does something when the process at the other end of the pipe has ended, and ends this one if that does not."""

    def watch() -> None:
        while os.read(lifeline, 1):
            pass
        do()
        time.sleep(_SECONDS_AFTER_THE_PARENT)
        os._exit(1)

    Thread(target=watch, name="lifeline", daemon=True).start()
