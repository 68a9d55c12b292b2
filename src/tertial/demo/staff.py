"""Loads the staff figures of the sample municipality."""

from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.demo import staff_files
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.staffing.turnover import Leaving, Standing
from tertial.staff.actions import apply_import, save_turnover_definition
from tertial.staff.incoming.reading import TextFile, read
from tertial.staff.models import StaffData
from tertial.staff.queries.within import units_within
from tertial.staff.text_subjects import subject_of
from tertial.texts.actions import import_text


def load(loaded: Loaded) -> None:
    """Stores the staff figures through the same import that people use."""
    tree = sample("staff-2024.toml")
    unit, person = loaded.units[tree["unit"]], loaded.people["samordnare"]
    units = units_within(unit)

    def apply(kind: StaffData, *files: TextFile) -> None:
        apply_import(by=person, unit=unit, sent=read(kind, files, units, today=timezone.localdate()))

    for definition in tree["turnover_definitions"]:
        leaving, standing = Leaving(definition.pop("leaving")), Standing(definition.pop("standing"))
        save_turnover_definition(
            by=the_system(),
            municipality=loaded.units[tree["municipality"]],
            leaving=leaving,
            standing=standing,
            **definition,
        )
    hours = list(staff_files.hours_files(tree))
    for number, year in enumerate(tree["years"]):
        apply(StaffData.HOURS, *hours[number * 12 : number * 12 + 12])
        apply(StaffData.HEADCOUNT, staff_files.headcount_file(tree, year))
        if str(year) in tree["survey"]:
            apply(StaffData.SURVEY, staff_files.survey_file(tree, year))
    for year in (2023, 2024):
        apply(StaffData.TURNOVER, staff_files.turnover_file(tree, year))
    for slot, text in sample("staff-texts-2024.toml")["texts"].items():
        period = str(tree["years"][-1])
        import_text(by=person, unit=unit, subject=subject_of(unit), slot=slot, period=period, document=written(text))
