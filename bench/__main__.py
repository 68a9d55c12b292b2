"""`python -m bench` measures everything; `python -m bench report` one thing."""

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tertial.settings")


def main() -> None:
    """Measures in a home of its own, which is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", help="what to measure: report, pages, ledger, import, sie … (all)")
    parser.add_argument("--runs", type=int, default=7, help="how many times each thing is done (7)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["TERTIAL_HOME"] = home
        import django  # noqa: PLC0415 - settings read the home just set

        django.setup()
        from bench import crowds, imports, ledger, measure, pages, reports  # noqa: PLC0415

        benches = {
            "report": reports.one_report,
            "municipality": reports.a_municipality,
            "pages": pages.all_pages,
            "crowds": crowds.waiting,
            "soak": crowds.soak,
            "ledger": ledger.ten_million_lines,
            "import": imports.tables,
            "sie": imports.sie,
        }
        unknown = [name for name in given.names if name not in benches]
        if unknown:
            parser.error(f"{', '.join(unknown)} is not measured here; choose among {', '.join(benches)}")
        measure.print_machine()
        measure.load_sample(Path(home))
        for name in given.names or benches:
            measure.print_rows(benches[name](given.runs))


main()
