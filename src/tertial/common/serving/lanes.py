"""Threads that work, in lanes of their own, so that one kind of work never takes the threads of another."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from tertial.common.serving.refusals import Refused

Value = TypeVar("Value")


class Lane:
    """So many threads, and so many requests that may wait for them."""

    def __init__(self, name: str, *, threads: int, most_waiting: int, niceness: int = 0) -> None:
        self._threads, self._most_waiting, self._at_hand = threads, most_waiting, 0
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=_give_way, initargs=(niceness,))

    async def run(self, do: Callable[[], Value]) -> Value:
        """What is done by a thread of the lane; raises Refused when too many wait already."""
        if self._at_hand >= self._threads + self._most_waiting:
            raise Refused(503, "Too many ask for this at the moment; try again in a while.")
        self._at_hand += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, do)
        finally:
            self._at_hand -= 1


def _give_way(niceness: int) -> None:
    """Lets the threads of other lanes go before this one; Linux keeps that for each thread."""
    if niceness:
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
