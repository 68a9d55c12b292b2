"""`tertial report`: the files it writes, and what it says about a call it cannot use."""

import errno
import json
from pathlib import Path

import pytest

from tertial.__main__ import main
from tertial.cli import commands
from tertial.goals.models import GoalAssessment
from tertial.reports.render import files

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_the_report_is_written_in_every_format_asked_for(tmp_path, capsys):
    code = main(["report", "ks", "2024", "--format", "json,html", "--out", str(tmp_path)])

    printed = capsys.readouterr().out.split()
    assert sorted(Path(line).name for line in printed) == ["KS-2024.html", "KS-2024.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["KS-2024.html", "KS-2024.json"]
    tree = json.loads((tmp_path / "KS-2024.json").read_text(encoding="utf-8"))
    assert tree["title"] == "Kommunstyrelsen: verksamhetsberättelse 2024"
    assert code == 0


def test_an_unknown_unit_is_answered_with_the_nearest_that_exist(tmp_path, capsys):
    code = main(["report", "KSS", "2024", "--out", str(tmp_path)])

    said = capsys.readouterr().err
    assert code == 2
    assert said.count("\n") == 1
    assert "No unit has the code KSS" in said
    assert "KS" in said
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_period_is_answered_with_how_periods_are_written(tmp_path, capsys):
    code = main(["report", "KS", "2024-Q3", "--out", str(tmp_path)])

    assert code == 2
    assert "2024-Q3 is not a period. Write 2024, 2024-T1, 2024-T2, 2024-04 for a month" in capsys.readouterr().err


def test_a_year_of_which_nothing_is_known_is_answered_with_what_is_missing_and_what_to_do(tmp_path, capsys):
    code = main(["report", "KS", "2031", "--out", str(tmp_path)])

    said = capsys.readouterr().err
    assert code == 1
    assert "There is nothing to report of Kommunstyrelsen for 2031: no goals, no ledger or budget" in said
    assert "Make a plan under Goals, or import the ledger or the staff." in said
    assert list(tmp_path.iterdir()) == []


def test_a_unit_without_goals_has_a_report_in_every_format(tmp_path):
    assert main(["report", "KSF-EKONOMI", "2024", "--out", str(tmp_path)]) == 0

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"KSF-EKONOMI-2024.{form}" for form in ("docx", "html", "json", "pdf")]
    chapters = [each["title"] for each in json.loads((tmp_path / "KSF-EKONOMI-2024.json").read_text())["blocks"]]
    assert {"Ekonomi", "Väsentliga personalförhållanden", "Intern kontroll", "Sammanfattning"} <= set(chapters)
    assert not {"Målbedömning", "Nämndens mål och resultat"} & set(chapters)


def test_an_unknown_format_is_answered_with_those_that_exist(tmp_path, capsys):
    code = main(["report", "KS", "2024", "--format", "odt", "--out", str(tmp_path)])

    said = capsys.readouterr().err
    assert code == 2
    assert "“odt” is not a format" in said
    assert "pdf" in said


def test_a_full_disk_leaves_no_file_and_one_sentence(tmp_path, capsys, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    main(["report", "KS", "2024", "--format", "json", "--out", str(tmp_path / "before")])
    monkeypatch.setattr("os.fsync", full)
    code = main(["report", "KS", "2024", "--format", "json", "--out", str(tmp_path / "after")])

    said = capsys.readouterr().err
    assert code == 1
    assert "no room on the disk" in said
    assert list((tmp_path / "after").iterdir()) == []


def test_a_call_that_lacks_its_unit_says_how_the_command_is_used(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["report"])

    assert stopped.value.code == 2
    assert "UNIT" in capsys.readouterr().err


def test_the_report_of_the_whole_municipality_is_written_in_every_format(tmp_path, capsys):
    main(["report", "HUDDINGE", "2024", "--out", str(tmp_path)])

    assert "could not be made" not in capsys.readouterr().err
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".html", ".json", ".pdf"]


def test_a_format_that_cannot_be_made_is_told_in_a_sentence_and_the_others_are_written(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(files._RENDERERS, "docx", lambda *_: 1 / 0)

    code = main(["report", "KS", "2024", "--format", "docx,json", "--out", str(tmp_path)])

    said = capsys.readouterr().err
    assert "The report could not be made as docx: the text “" in said
    assert [path.name for path in tmp_path.iterdir()] == ["KS-2024.json"]
    assert code == 1


def test_whatever_a_command_meets_it_ends_in_a_sentence_and_keeps_what_a_developer_needs(
    tmp_path, capsys, monkeypatch, settings
):
    settings.TERTIAL_HOME = tmp_path
    monkeypatch.setitem(commands.COMMANDS, "report", lambda _given: {}["unforeseen"])

    code = main(["report", "KS", "2024"])

    said = capsys.readouterr().err
    assert code == 1
    assert said.count("\n") == 1
    kept = (tmp_path / "errors.log").read_text()
    assert "KeyError" in kept.splitlines()
    assert __file__ in kept
    assert str(tmp_path / "errors.log") in said


def test_a_report_that_lacks_an_assessment_is_written_and_ends_with_one(tmp_path, capsys):
    GoalAssessment.objects.filter(goal__name="Öka trygghet och delaktighet", goal__plan__year=2024).delete()

    code = main(["report", "KS", "2024", "--format", "json", "--out", str(tmp_path)])

    assert code == 1
    assert "Missing: “Öka trygghet och delaktighet” has no assessment." in capsys.readouterr().err
    assert (tmp_path / "KS-2024.json").exists()
