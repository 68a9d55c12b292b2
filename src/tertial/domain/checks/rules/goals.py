"""What is said of targets against outcomes and targets in tables (docs/rules/checks/target-in-text.md)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, seen, spot
from tertial.domain.checks.indicators import Indicator, indicators_of
from tertial.domain.checks.reading import ParagraphKind
from tertial.domain.checks.result import Mark, Seen
from tertial.domain.checks.sentences import Sentence
from tertial.domain.checks.subjects import Subjects
from tertial.domain.checks.words import NUMBER_WORDS, label_key
from tertial.domain.finding import Severity
from tertial.domain.message import Message, excerpt, gettext_noop

TARGET, COUNT, STATUS = "target-in-text", "targets-counted", "target-status"
_CLAIM = re.compile(
    r"\b(?:etappmål\w*|årets mål\w*|målvärde\w*|målet för)\b(?P<between>[^.;]{0,80}?)"
    r"\b(?:uppnå\w*|uppfyll\w*|nått\w*|nåtts|nås|nådde\w*|klara\w*|överträff\w*|passera\w*)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:når|nådde\w*|nått|klara\w*|passera\w*|överträff\w*|uppnå\w*)\b(?P<between>[^.;]{0,25})\b(?:etappmål\w*|målvärde\w*)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:inte|ej|inget|inga|ingen|icke|varken|aldrig|knappt|delvis)\b", re.IGNORECASE)
_ALL = re.compile(
    r"\b(?:samtliga|alla|båda|bägge|de (?:två|tre|fyra|fem|sex))\b[^.;]{0,20}\b(?:etappmål\w*|indikator\w*)",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:inget|inga|ingen)\b[^.;]{0,20}\b(?:etappmål\w*|indikator\w*)", re.IGNORECASE)
_WORD = "|".join((*NUMBER_WORDS, "ett", "en"))
_SOME = re.compile(
    rf"\b(?P<met>[0-9]+|{_WORD}) av (?:de |totalt |årets )?(?P<all>[0-9]+|{_WORD})\s+(?:etappmål\w*|indikator\w*)",
    re.IGNORECASE,
)
_MET_STATUS = re.compile(r"^(?:uppnått|uppfyllt|nått|ja|grön|klarat)\b", re.IGNORECASE)
_UNMET_STATUS = re.compile(r"^(?:ej|inte|icke|nej|röd)\b", re.IGNORECASE)
_REMARK = re.compile(r"bedömd|siffrorna säger|skäl", re.IGNORECASE)


def goals_in_text(sentences: Sequence[Sentence], subjects: Subjects) -> Iterator[Comparison]:
    """Every sentence that says a target is met, or how many are, with what the tables show; and statuses likewise."""
    indicators = indicators_of(subjects.grids)
    if not indicators:
        return
    remarks = [one.key for one in sentences if one.kind is ParagraphKind.NOTE and _REMARK.search(one.text)]
    explained = {id(one) for one in indicators if any(label_key(one.name) in remark for remark in remarks)}
    yield from _statuses(indicators, explained)
    lead = ""
    for sentence in sentences:
        if sentence.place.table is not None or sentence.kind is ParagraphKind.NOTE:
            continue
        lead = sentence.text if sentence.place.start == 0 else lead
        if "mål" in sentence.lower or "indikator" in sentence.lower:
            yield from _one(sentence, lead, indicators, explained)
            yield from _many(sentence, indicators, explained)


def _one(sentence: Sentence, lead: str, indicators: Sequence[Indicator], explained: set[int]) -> Iterator[Comparison]:
    claim = _CLAIM.search(sentence.text) or _REACHED.search(sentence.text)
    if claim is None or _ALL.search(sentence.text) or _NONE.search(sentence.text) or _SOME.search(sentence.text):
        return
    named = _named(indicators, sentence, lead, claim.start())
    if named is None or named.is_met is None or named.outcome is None:
        return
    said = not _NOT.search(sentence.text[max(0, claim.start() - 12) : claim.end()])
    template = (
        gettext_noop("The text says that the target of “%(name)s” is met, but %(outcome)s does not meet %(target)s.")
        if said
        else gettext_noop("The text says that the target of “%(name)s” is not met, but %(outcome)s meets %(target)s.")
    )
    severity = Severity.NOTE if id(named) in explained else Severity.ERROR
    place = _seen(sentence, claim.start(), claim.end())
    message = Message(template, _names(named))
    yield _compared(TARGET, named, message, severity, agrees=said is named.is_met, said=place)


def _named(indicators: Sequence[Indicator], sentence: Sentence, lead: str, claimed: int) -> Indicator | None:
    """The one indicator that the sentence names before its claim, or that its paragraph or its heading begins with."""
    quoted = re.findall(r"[”\"“](.+?)[”\"“]", sentence.text)
    before = label_key(" ".join((sentence.text[:claimed], *quoted)))
    words = before.split()
    beginning, heading = label_key(lead), label_key(sentence.path[-1] if sentence.path else "")
    for found in (
        [one for one in indicators if _name(one) in before],
        [one for one in indicators if beginning.startswith(_name(one))],
        [one for one in indicators if heading.startswith(_name(one))],
        [one for one in indicators if len(one.stems) > 1 and _all_in(one.stems, words)],
    ):
        near = [one for one in found if one.grid.path[:1] == sentence.path[:1]] or found
        longest = max((len(one.name) for one in near), default=0)
        near = [one for one in near if len(one.name) == longest]
        if len(near) == 1:
            return near[0]
    return None


def _name(indicator: Indicator) -> str:
    return label_key(indicator.name)


def _all_in(wanted: frozenset[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in wanted)


def _many(sentence: Sentence, indicators: Sequence[Indicator], explained: set[int]) -> Iterator[Comparison]:
    """`Samtliga etappmål har uppnåtts`, `ett av tre etappmål`: of the chapter that has as many, or of all."""
    some, every, none = _SOME.search(sentence.text), _ALL.search(sentence.text), _NONE.search(sentence.text)
    said = _CLAIM.search(sentence.text) or re.search(
        r"uppnå|uppfyll|\bnår\b|nått|nådde|nås|nådda|klara", sentence.text, re.IGNORECASE
    )
    if not (some or every or none) or not said:
        return
    group = _group(indicators, sentence, _number(some["all"]) if some else None)
    if not group or any(one.is_met is None for one in group):
        return
    met = sum(1 for one in group if one.is_met)
    negated = bool(_NOT.search(sentence.text)) and not none
    told = _number(some["met"]) if some else 0 if none else None if negated else len(group)
    if told is None or (some and negated):
        return
    mark = Mark.VERIFIED if told == met else Mark.CONTRADICTED
    doubtful = [one for one in group if id(one) in explained]
    found = some or every or none
    assert found is not None  # noqa: S101 - one of them led here
    place = _seen(sentence, found.start(), found.end())
    message = Message(
        gettext_noop("The text says that %(said)s of %(all)s targets are met; by outcomes and targets it is %(met)s."),
        {"said": told, "all": len(group), "met": met},
    )
    figures = (place, *(seen(one.outcome) for one in group if one.outcome))
    implied = {spot(place.place): Decimal(met)}
    severity = Severity.NOTE if doubtful else Severity.WARNING
    computed = f"{met} / {len(group)} ({told})"
    yield Comparison(COUNT, mark, figures, computed, message, severity, implied)


def _group(indicators: Sequence[Indicator], sentence: Sentence, size: int | None) -> list[Indicator]:
    """The indicators of the nearest heading that holds any: as many as the sentence says, if it says so."""
    for depth in range(len(sentence.path), -1, -1):
        group = [one for one in indicators if one.grid.path[:depth] == sentence.path[:depth]]
        if group and (size is None or len(group) == size):
            return group if depth or size is not None else []
        if group and size is None:
            return []
    return [one for one in indicators] if size == len(indicators) else []  # noqa: C416 - a list of its own


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text.lower(), 1)


def _statuses(indicators: Sequence[Indicator], explained: set[int]) -> Iterator[Comparison]:
    for one in indicators:
        said = bool(_MET_STATUS.match(one.status))
        if (said or _UNMET_STATUS.match(one.status)) and one.is_met is not None and one.outcome:
            template = (
                gettext_noop("“%(name)s” has the status met, but %(outcome)s does not meet %(target)s.")
                if said
                else gettext_noop("“%(name)s” has the status not met, but %(outcome)s meets %(target)s.")
            )
            severity = Severity.NOTE if id(one) in explained else Severity.WARNING
            yield _compared(STATUS, one, Message(template, _names(one)), severity, agrees=said is one.is_met)


def _names(one: Indicator) -> dict[str, object]:
    assert one.outcome is not None  # noqa: S101 - asked before
    return {"name": excerpt(one.name), "outcome": one.outcome.text.strip(), "target": one.target.text.strip()}


def _compared(
    code: str, one: Indicator, message: Message, severity: Severity, *, agrees: bool, said: Seen | None = None
) -> Comparison:
    assert one.outcome is not None  # noqa: S101 - asked before
    figures = (*([said] if said else []), seen(one.outcome), seen(one.target))
    computed = f"{one.outcome.text.strip()} ↔ {one.target.text.strip()}"
    mark = Mark.VERIFIED if agrees else Mark.CONTRADICTED
    return Comparison(code, mark, figures, computed, message, severity, {spot(figures[0].place): None})


def _seen(sentence: Sentence, start: int, end: int) -> Seen:
    return Seen(sentence.place_of(start, end), sentence.text[start:end])
