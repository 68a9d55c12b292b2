"""`tertial import`: what it prints, what it stores, and how it ends."""

from pathlib import Path

import pytest

from tertial.__main__ import main
from tertial.economy.models import LedgerImport
from tertial.organisation.models import Unit
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db

TABLE = "Konto;Ansvar;Period;Belopp\n3011;1010;202401;-5,00\n5010;1010;202402;5,00\n"


@pytest.fixture(autouse=True)
def municipality(tmp_path: Path, settings, monkeypatch) -> Unit:
    settings.TERTIAL_HOME = tmp_path / "home"
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return UnitFactory(code="BY", kind="municipality", parent=None)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "huvudbok.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_dry_run_says_what_the_files_would_bring_and_stores_nothing(table: Path, capsys) -> None:
    assert main(["import", "ledger", str(table), "--dry-run"]) == 1
    said = capsys.readouterr()
    assert "What huvudbok.csv would bring" in said.out
    assert "all 2 lines of the files are in" in said.out.replace("\u00a0", " ")
    assert "Check: Accounts that the coding lacks: 2." in said.err
    assert not LedgerImport.objects.exists()


def test_lines_are_imported_as_outcome_or_as_budget_from_the_system_that_is_named(table: Path, capsys) -> None:
    main(["import", "ledger", str(table), "--kind", "budget", "--source-system", "Raindance"])
    made = LedgerImport.objects.get()
    assert (made.kind, made.source_system, made.line_count, made.debit) == ("budget", "Raindance", 2, 500)


def test_a_sie_file_is_imported(tmp_path: Path, capsys) -> None:
    path = tmp_path / "bok.se"
    path.write_text(
        "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20240101 20241231\n#VER A 1 20240131\n{\n#TRANS 5010 {} 5\n#TRANS 1910 {} -5\n}\n"
    )
    main(["import", "sie", str(path)])
    assert LedgerImport.objects.get().line_count == 2


@pytest.mark.parametrize(
    ("arguments", "sentence", "code"),
    [
        (["salaries"], "“salaries” cannot be imported; choose among", 2),
        (["ledger", "--unit", "NOPE"], "No unit has the code NOPE", 2),
        (["ledger", "--closed-through", "2199-01", "--dry-run"], "January 2199 cannot be closed", 2),
        (["ledger", "--kind", "guess"], "“guess” is not a kind of ledger; choose among outcome, budget", 2),
        (["sie"], "is not a SIE file", 1),
    ],
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    table: Path, capsys, arguments: list[str], sentence: str, code: int
) -> None:
    assert main(["import", arguments[0], str(table), *arguments[1:]]) == code
    assert sentence in capsys.readouterr().err
    assert not LedgerImport.objects.exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys) -> None:
    assert main(["import", "ledger", str(tmp_path / "saknas.csv")]) == 2
    assert "There is no file" in capsys.readouterr().err
