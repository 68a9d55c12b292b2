"""No sequence of acts leads a thing to a state that its table does not have, or past a state (docs/workflows.md).

The acts are those of the rooms, on stored rows. What the table allows leads where it says; anything else leaves the
thing as it was, whether it is refused or there is nothing to do.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.accounts.models import Person
from tertial.common.archiving import state_of as kept_state
from tertial.control.actions.archiving import archive, restore
from tertial.control.actions.judgements import approve_judgement, reopen_judgement
from tertial.control.actions.recommendations import follow_up, recheck
from tertial.control.actions.risks import save_risk
from tertial.control.judgement import state_of as judged_state
from tertial.control.queries.progress import newest_rechecks
from tertial.control.queries.progress import state_of as recommended_state
from tertial.control.text_subjects import JUDGEMENT
from tertial.domain.assessment import IndicatorState
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.message import DomainError, Message
from tertial.domain.period import Period
from tertial.domain.workflow import Workflow
from tertial.domain.workflow.archiving import ARCHIVING, ArchiveAct
from tertial.domain.workflow.assessment import (
    ASSESSMENT,
    INDICATOR,
    AssessmentAct,
    IndicatorAct,
    IndicatorJudged,
)
from tertial.domain.workflow.imports import IMPORTING, ImportAct, ImportState, stored_import
from tertial.domain.workflow.judgement import JUDGEMENT as JUDGING
from tertial.domain.workflow.judgement import JudgementAct
from tertial.domain.workflow.mail import MAILING, MailAct, MailState
from tertial.domain.workflow.recommendation import RECOMMENDATION, RecommendationAct
from tertial.domain.workflow.work import WORKING, WorkAct, WorkState
from tertial.economy.models import LedgerImport
from tertial.goals.actions.assessments import (
    approve_assessment,
    assess_goal,
    assess_indicator,
    decision_seen,
    state_of,
    withdraw_approval,
    withdraw_assessment,
)
from tertial.goals.models import GoalAssessment, IndicatorAssessment
from tertial.goals.queries.plan_reading import read_goal
from tertial.intake.actions import (
    ask_to_apply,
    ask_to_read,
    discard_staged,
    receive_files,
    set_mapping,
    stop_reading,
    take_back,
)
from tertial.intake.actions.applying import apply_held
from tertial.intake.actions.holding import take
from tertial.intake.actions.reading import read_held
from tertial.intake.models import StagedImport
from tertial.mail import delivery
from tertial.mail.models import Mail
from tertial.mail.routes import NotTaken
from tertial.organisation.actions import let_mail_be, send_mail_again
from tertial.organisation.roles import Role
from tertial.texts.actions import save_text
from tertial.texts.models import TextSection
from tertial.things import work
from tertial.things.models import Work
from tests.intake.conftest import LEDGER, a_file
from tests.shared.factories import MailFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

YEAR = Period.parse("2024")
Acts = Mapping[Any, Callable[[], object]]


class Walk:
    """A stored thing with its table, how its state is read, and what each act is."""

    def __init__(self, workflow: Workflow[Any, Any], stands: Callable[[], StrEnum], acts: Acts) -> None:
        assert set(acts) == set(workflow.acts)
        self.workflow, self.stands, self.acts = workflow, stands, acts

    def go(self, path: list[StrEnum]) -> None:
        for act in path:
            before = self.stands()
            assert before in self.workflow.states
            allowed = self.workflow.allows(before, act)
            try:
                with transaction.atomic():
                    self.acts[act]()
            except DomainError:
                assert not allowed, f"{before}: {act} is in the table and was refused"
            expected = self.workflow.after(before, act, thing="") if allowed else before
            assert self.stands() == expected, f"{before}: {act}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"
    settings.TERTIAL_WITHOUT_WORKER = False


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=("control", "economy", "intake"))
    Person.objects.update(language="en")
    return made


def of_an_assessment(place: SmallMunicipality) -> Walk:
    by, steps = place.people[Role.ADMINISTRATOR], list(place.model.scale_steps.all())
    turn = iter(range(1000))

    def found() -> GoalAssessment:
        rows = GoalAssessment.objects.select_related("goal__plan__unit", "step")
        return rows.filter(goal=place.goal, period="2024").first() or GoalAssessment(goal=place.goal, step=steps[0])

    def stored(act: Callable[[GoalAssessment], object]) -> Callable[[], object]:
        return lambda: act(found()) if found().pk else None

    return Walk(
        ASSESSMENT,
        lambda: state_of(found() if found().pk else None),
        {
            AssessmentAct.DECIDE: lambda: assess_goal(
                by=by, goal=place.goal, period=YEAR, step=steps[next(turn) % 2], reason="Av goda skäl."
            ),
            AssessmentAct.WITHDRAW: stored(lambda each: withdraw_assessment(by=by, assessment=each)),
            AssessmentAct.APPROVE: stored(
                lambda each: approve_assessment(by=by, assessment=each, seen=decision_seen(each))
            ),
            AssessmentAct.UNAPPROVE: stored(lambda each: withdraw_approval(by=by, assessment=each)),
        },
    )


def of_an_indicator(place: SmallMunicipality) -> Walk:
    by, link = place.people[Role.ADMINISTRATOR], place.link
    computed = read_goal(place.goal, YEAR).indicators[0].computed.state
    other = next(each for each in IndicatorState if each != computed)

    def judge(state: IndicatorState) -> object:
        return assess_indicator(by=by, link=link, period=YEAR, state=state, reason="Av goda skäl.")

    def stands() -> IndicatorJudged:
        there = IndicatorAssessment.objects.filter(goal_indicator=link).exists()
        return IndicatorJudged.PEOPLE if there else IndicatorJudged.FIGURES

    return Walk(
        INDICATOR, stands, {IndicatorAct.JUDGE: lambda: judge(other), IndicatorAct.FOLLOW: lambda: judge(computed)}
    )


def of_a_judgement(place: SmallMunicipality) -> Walk:
    by, plan = place.people[Role.ADMINISTRATOR], place.rooms["control"].plan
    where: dict[str, Any] = {"unit": plan.unit, "subject": plan.ref, "slot": JUDGEMENT, "period": "2024"}
    turn = iter(range(1000))

    def text() -> TextSection | None:
        return TextSection.objects.filter(subject=where["subject"], slot=JUDGEMENT).first()

    def revision() -> int:
        stored = text()
        return stored.revision if stored else 0

    def write(words: str) -> object:
        return save_text(by=by, document=rich_text_to_json(from_plain_text(words)), revision=revision(), **where)

    return Walk(
        JUDGING,
        lambda: judged_state(text(), plan.approvals.filter(period="2024").first()),
        {
            JudgementAct.WRITE: lambda: write(f"Gott nog, {next(turn)}."),
            JudgementAct.CLEAR: lambda: write(""),
            JudgementAct.APPROVE: lambda: approve_judgement(by=by, plan=plan, period=YEAR, revision=revision()),
            JudgementAct.REOPEN: lambda: reopen_judgement(by=by, plan=plan, period=YEAR),
        },
    )


def of_a_recommendation(place: SmallMunicipality) -> Walk:
    by, other = place.people[Role.ADMINISTRATOR], place.people[Role.COORDINATOR]
    thing = place.rooms["control"].recommendation
    type(thing).objects.update(responsible=other)
    thing.refresh_from_db()

    def look(*, closes: bool) -> object:
        return recheck(by=by, recommendation=thing, on=date(2024, 11, 1), seen="Sett.", closes=closes)

    return Walk(
        RECOMMENDATION,
        lambda: recommended_state(newest_rechecks([thing.pk]).get(thing.pk)),
        {
            RecommendationAct.REPORT: lambda: follow_up(by=other, thing=thing, period=YEAR, status="done"),
            RecommendationAct.RECHECK: lambda: look(closes=False),
            RecommendationAct.CLOSE: lambda: look(closes=True),
        },
    )


def of_what_is_kept(place: SmallMunicipality) -> Walk:
    by, risk = place.people[Role.ADMINISTRATOR], place.rooms["control"].risk
    texts = {"process": "Inköp", "description": "Risk", "decision": "measure"}

    def now() -> Any:
        return type(risk).objects.get(pk=risk.pk)

    return Walk(
        ARCHIVING,
        lambda: kept_state(now()),
        {
            ArchiveAct.CHANGE: lambda: save_risk(
                by=by, plan=risk.plan, risk=now(), likelihood=1, consequence=1, **texts
            ),
            ArchiveAct.ARCHIVE: lambda: archive(by=by, thing=now()),
            ArchiveAct.RESTORE: lambda: restore(by=by, thing=now()),
        },
    )


def of_an_import(place: SmallMunicipality) -> Walk:
    by, municipality = place.people[Role.ADMINISTRATOR], place.units["BY"]
    sent = receive_files(by=by, unit=municipality, kind="outcome", source_system="Raindance", files=[a_file(LEDGER)])

    def now() -> StagedImport:
        return StagedImport.objects.get(pk=sent.pk)

    def made() -> LedgerImport | None:
        return LedgerImport.objects.filter(ref=now().brought).first()

    def stands() -> ImportState:
        return now().stands if made() is None else stored_import(taken_back=made().undone_at is not None)

    def given_up(act: ImportAct) -> Callable[[Any], object]:
        return lambda hold: hold.give_up(act, Message("Nej."))

    def held(state: ImportState, act: Callable[[Any], object]) -> Callable[[], object]:
        return lambda: act(take(now())) if now().stands == state else None

    return Walk(
        IMPORTING,
        stands,
        {
            ImportAct.DESCRIBE: lambda: set_mapping(by=by, staged=now(), mapping=sent.mapping),
            ImportAct.READ: lambda: ask_to_read(by=by, staged=now()),
            ImportAct.STOP: lambda: stop_reading(by=by, staged=now()),
            ImportAct.APPLY: lambda: ask_to_apply(by=by, staged=now()),
            ImportAct.DISCARD: lambda: discard_staged(by=by, staged=now()),
            ImportAct.TAKE_BACK: lambda: take_back(by=by, ref=now().brought) if made() else None,
            ImportAct.SHOW: held(ImportState.READING, read_held),
            ImportAct.FAIL: held(ImportState.READING, given_up(ImportAct.FAIL)),
            ImportAct.BOOK: held(ImportState.APPLYING, apply_held),
            ImportAct.GIVE_UP: held(ImportState.APPLYING, given_up(ImportAct.GIVE_UP)),
        },
    )


def of_long_work(place: SmallMunicipality) -> Walk:
    """The acts are those of whoever has it in hand, of the next worker, and of a person who stops it."""
    row = work.ask(by=place.people[Role.ADMINISTRATOR], name="made.up", ref=place.goal.ref)

    def now() -> Work:
        return Work.objects.get(pk=row.pk)

    def take_it() -> None:
        Work.objects.filter(alive_at__isnull=False).update(alive_at=timezone.now() - 2 * work.DEAD_AFTER)
        work.take(now())

    def held(act: Callable[[work.Hold], object]) -> Callable[[], object]:
        return lambda: act(work.Hold(now())) if now().stands == WorkState.UNDER_WAY else None

    return Walk(
        WORKING,
        lambda: now().stands,
        {
            WorkAct.TAKE: take_it,
            WorkAct.PUT_BACK: held(lambda hold: hold.put_back()),
            WorkAct.FINISH: held(lambda hold: hold.finish()),
            WorkAct.FAIL: held(lambda hold: hold.fail(Message("Nej."))),
            WorkAct.STOP: lambda: work.withdraw(now()),
        },
    )


def of_a_mail(place: SmallMunicipality) -> Walk:
    """The acts are those of the worker that has it in hand, of the next one, and of an administrator."""
    by, row = place.people[Role.ADMINISTRATOR], MailFactory()
    refused = NotTaken(Message("Nej."), for_good=True)

    def now() -> Mail:
        return Mail.objects.get(pk=row.pk)

    def in_hand(act: Callable[[Mail], object], *states: MailState) -> Callable[[], object]:
        return lambda: act(now()) if now().stands in states else None

    def take_it() -> None:
        Mail.objects.filter(held_until__isnull=False).update(held_until=timezone.now() - timedelta(days=1))
        Mail.objects.filter(state="waiting").update(due_at=timezone.now())
        delivery._take_next()

    def lose_it(_mail: Mail) -> None:
        Mail.objects.update(held_until=timezone.now() - timedelta(days=1))
        delivery._doubt_what_was_cut_off()

    held, begun = (MailState.UNDER_WAY, MailState.HANDED_OVER), (MailState.HANDED_OVER,)
    return Walk(
        MAILING,
        lambda: now().stands,
        {
            MailAct.TAKE: take_it,
            MailAct.POSTPONE: in_hand(lambda mail: delivery._not_taken(mail, NotTaken(Message("Sen."))), *held),
            MailAct.HAND_OVER: in_hand(delivery._begin, MailState.UNDER_WAY),
            MailAct.CONFIRM: in_hand(delivery._confirm, *begun, MailState.IN_DOUBT),
            MailAct.FAIL: in_hand(lambda mail: delivery._not_taken(mail, refused), *held),
            MailAct.DOUBT: in_hand(lose_it, *begun),
            MailAct.AGAIN: lambda: send_mail_again(by=by, mail=now()),
            MailAct.LET_BE: lambda: let_mail_be(by=by, mail=now()),
        },
    )


def paths(acts: type[StrEnum], longest: int) -> Any:
    return st.lists(st.sampled_from(list(acts)), min_size=1, max_size=longest)


@pytest.mark.parametrize(
    ("walk", "acts"),
    [
        (of_an_assessment, AssessmentAct),
        (of_an_indicator, IndicatorAct),
        (of_a_judgement, JudgementAct),
        (of_a_recommendation, RecommendationAct),
        (of_what_is_kept, ArchiveAct),
        (of_long_work, WorkAct),
        (of_a_mail, MailAct),
    ],
)
def test_whatever_is_done_a_thing_stands_where_its_table_says(walk, acts, place: SmallMunicipality):
    way = walk(place)

    @given(paths(acts, 7))
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    def goes(path: list[StrEnum]) -> None:
        with transaction.atomic():
            way.go(path)
            transaction.set_rollback(True)

    goes()


@pytest.mark.parametrize(
    "path",
    [
        "read show apply book take_back take_back read discard",
        "read fail read show read stop describe discard describe",
        "apply stop read describe apply discard read apply",
        "read show apply give_up apply apply discard book describe stop",
        "show fail book give_up take_back discard discard read",
    ],
)
def test_whatever_is_done_an_import_stands_where_its_table_says(path: str, place: SmallMunicipality):
    of_an_import(place).go([ImportAct(word) for word in path.split()])
