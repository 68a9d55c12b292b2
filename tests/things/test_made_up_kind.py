"""A kind that nobody has heard of takes one declaration, and everything that goes over kinds works for it."""

from collections.abc import Collection, Iterator, Mapping

import pytest

from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.domain.ref import Ref
from tertial.organisation.graph import Connection, HangsLoose, LooseEnd, LooseEnds, PointsAt
from tertial.organisation.roles import Role
from tertial.things import rights
from tertial.things.finding import find, history_of, name_of
from tertial.things.kinds import Held, Kind, Write
from tertial.things.log_words import Logged, LogGroup
from tertial.things.searching import Hit, HitGroup, Searched
from tests.shared.browsers import browser_of
from tests.shared.made_up_kinds import declared
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

PAGE = "/KS/2024/mal/"
MEETING = Ref("meeting", "budgetberedningen")


@pytest.fixture
def place(db: None) -> Iterator[SmallMunicipality]:
    """A municipality where meetings are a kind of thing, and there is one."""
    made = small_municipality()
    with declared(meetings(made)):
        yield made


def meetings(place: SmallMunicipality) -> Kind:
    """The whole declaration."""
    held = Held(called="Budgetberedningen", way=lambda: PAGE, units=(place.units["KS"].pk,))

    def found(keys: Collection[str]) -> Mapping[str, Held]:
        return {key: held for key in keys if key == MEETING.key}

    hit = Hit(held.name, "KS", PAGE)
    loose = LooseEnds("Möten utan dag", "Ingen vet när de hålls.", [LooseEnd(held.name, PAGE)])
    points = Connection(place.goal.ref, "Möte", held.name, PAGE)
    return Kind(
        word="meeting",
        one="Meeting",
        many="Meetings",
        find=found,
        writes={"meeting.move": Write(rights.PLAN, sentence="Moved the meeting %(subject)s")},
        facets=(
            Logged(group=LogGroup(990, "meetings", "Meetings")),
            Searched(99, lambda asked: HitGroup("Möten", [hit] if "beredning" in " ".join(asked.words) else [])),
            HangsLoose(lambda _unit, _period: [loose]),
            PointsAt("control", lambda _unit, _period, refs: [points] if points.target in refs else []),
        ),
    )


def moved() -> None:
    AuditEntry.objects.create(person=the_system(), action="meeting.move", ref=MEETING)


def test_it_is_found_named_and_has_a_history(place: SmallMunicipality):
    moved()

    assert find([MEETING, Ref("meeting", "none")])[MEETING].page == PAGE
    assert name_of(MEETING) == "Budgetberedningen"
    assert name_of(Ref("meeting", "none")) == "meeting:none"
    assert [entry.action for entry in history_of(MEETING)] == ["meeting.move"]


def test_the_log_tells_its_acts_and_search_finds_it(place: SmallMunicipality):
    moved()
    administrator = browser_of(place.people[Role.ADMINISTRATOR])

    assert "Moved the meeting ”Budgetberedningen”" in words(administrator.get("/struktur/logg/"))
    assert "Möten" in words(administrator.get("/sok/?q=beredning"))
    assert "Möten" not in words(administrator.get("/sok/?q=annat"))


def test_it_is_traced_to_its_page(place: SmallMunicipality):
    answer = browser_of(place.people[Role.READER]).get(f"/spar/{MEETING}/")

    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_it_hangs_loose_and_points_at_a_goal(place: SmallMunicipality):
    reader = browser_of(place.people[Role.READER])

    assert "Möten utan dag" in words(reader.get("/KS/2024/losa-andar/"))
    assert "Budgetberedningen" in words(reader.get(f"/mal/{place.goal.ref.key}/"))
