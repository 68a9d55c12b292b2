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
    parser.add_argument("--reports", type=int, default=30, help="checking: how many reports of each sort (30)")
    parser.add_argument(
        "--forms", default="json,html,docx,pdf,txt", help="checking: which files (these, pdf-browser, pdf-office)"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["TERTIAL_HOME"] = home
        import django  # noqa: PLC0415 - settings read the home just set

        django.setup()
        from bench import crowds, files, imports, ledger, measure, pages, reports  # noqa: PLC0415
        from bench.checking.show import measure_checking  # noqa: PLC0415

        benches = {
            "report": reports.one_report,
            "files": files.checked,
            "municipality": reports.a_municipality,
            "pages": pages.all_pages,
            "crowds": crowds.waiting,
            "soak": crowds.soak,
            "ledger": ledger.ten_million_lines,
            "import": imports.tables,
            "sie": imports.sie,
        }
        names = given.names or [*benches, "checking"]
        unknown = [name for name in names if name not in benches and name != "checking"]
        if unknown:
            parser.error(f"{', '.join(unknown)} is not measured here; choose among {', '.join(benches)}, checking")
        if "checking" in names:
            measure_checking(given.reports, given.forms.split(","))
            names.remove("checking")
        if not names:
            return
        measure.print_machine()
        measure.load_sample(Path(home))
        for name in names:
            measure.print_rows(benches[name](given.runs))


main()
