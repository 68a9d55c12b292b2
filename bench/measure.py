"""Times things and prints them."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One thing measured: what, how long each time (seconds), and the most the design allows."""

    what: str
    seconds: list[float]
    at_most: float | None = None
    percentile: int = 50

    @property
    def figure(self) -> float:
        """The median, or the percentile asked for."""
        if self.percentile == 50:
            return median(self.seconds)
        return quantiles(self.seconds, n=100)[self.percentile - 1]


def times(runs: int, do: Callable[[], object], before: Callable[[], object] = lambda: None) -> list[float]:
    """How long a thing takes each time; `before` is done untimed each time."""
    found = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        do()
        found.append(time.perf_counter() - start)
    return found


def peak_memory() -> int:
    """The most memory that this process has held so far, in MB.

    Its own status says it; what getrusage says is inherited from the parent, through fork and exec.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (held,) = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(held) // 1024


def in_child(function: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever it gives
    """What a function of these benches (`bench.imports:stage`) gives, called in a process of its own."""
    module, name = function.split(":")
    code = (
        "import json, sys, django; django.setup(); from importlib import import_module;"
        f" print(json.dumps(import_module({module!r}).{name}(*json.loads(sys.argv[1]))))"
    )
    command = [
        sys.executable,
        "-c",
        code,
        json.dumps([str(one) if isinstance(one, Path) else one for one in arguments]),
    ]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])


def print_machine() -> None:
    """The machine that the figures hold for."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    Console().print(
        f"{platform.node()}: {model}, {os.cpu_count()} cores, Python {platform.python_version()}", highlight=False
    )


def load_sample(home: Path) -> None:
    """A fresh database with the sample municipality."""
    from tertial.cli.database import bring_up_to_date  # noqa: PLC0415
    from tertial.demo.load import load_demo  # noqa: PLC0415 - needs Django to be set up

    home.mkdir(exist_ok=True)
    bring_up_to_date()
    load_demo()


def print_rows(rows: Iterable[Row]) -> None:
    """A table of what was measured beside what the design allows."""
    table = Table(show_edge=False)
    for heading in ("measured", "figure", "fastest", "slowest", "at most"):
        table.add_column(heading, justify="left" if heading == "measured" else "right")
    for row in rows:
        bound = _milliseconds(row.at_most) if row.at_most else "–"
        name = row.what if row.percentile == 50 else f"{row.what}, p{row.percentile}"
        table.add_row(
            name, _milliseconds(row.figure), _milliseconds(min(row.seconds)), _milliseconds(max(row.seconds)), bound
        )
    Console().print(table)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms".replace(",", " ")
