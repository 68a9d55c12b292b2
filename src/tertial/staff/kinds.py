"""What the room of staff has: figures, imports, and definitions of turnover."""

from tertial.domain.message import gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.once import by_number
from tertial.staff import text_subjects
from tertial.staff.live_figures import KIND as FIGURES
from tertial.staff.live_figures import StaffFigures
from tertial.staff.log_words import LOGGED
from tertial.staff.models import StaffImport, TurnoverDefinition
from tertial.staff.queries import held
from tertial.texts.figures import Offers
from tertial.texts.subjects import HasTexts
from tertial.things import rights
from tertial.things.finding import each_held, stored
from tertial.things.kinds import Kind, Write, no_history
from tertial.things.old_refs import OnceCalled

FIGURE = Kind(
    word=FIGURES,
    one=gettext_noop("Figure of staff"),
    many=gettext_noop("Figures of staff"),
    find=each_held(held.held_figure),
    history=held.history_of_staff,
    facets=(Offers(StaffFigures),),
)
PERSONNEL = Kind(
    word=text_subjects.KIND,
    one=gettext_noop("Staff of a unit"),
    many=gettext_noop("Staff of units"),
    find=stored(Unit, held.held_personnel),
    history=no_history,
    facets=(
        HasTexts(text_subjects.staff_subject),
        OnceCalled(FIGURES, text_subjects.as_now),
        by_number(text_subjects.KIND),
    ),
)
IMPORT = Kind(
    word="staffimport",
    one=gettext_noop("Import of staff figures"),
    many=gettext_noop("Imports of staff figures"),
    find=stored(StaffImport, held.held_import, "unit"),
    writes={
        "staff_import.apply": Write(rights.PLAN, gettext_noop("Imported staff figures: %(subject)s")),
        "staff_import.undo": Write(rights.PLAN, gettext_noop("Undid an import of staff figures: %(subject)s")),
    },
    facets=(LOGGED,),
)
DEFINITION = Kind(
    word="turnoverdefinition",
    one=gettext_noop("Definition of turnover"),
    many=gettext_noop("Definitions of turnover"),
    find=stored(TurnoverDefinition, held.held_definition, "municipality"),
    writes={
        "turnover_definition.save": Write(rights.PLAN, gettext_noop("Saved the definition of turnover %(subject)s"))
    },
    facets=(LOGGED,),
)

KINDS = (FIGURE, PERSONNEL, IMPORT, DEFINITION)
