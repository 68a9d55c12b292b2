"""What each kind of write in the audit trail is called; a test holds it to the writes that the code makes.

The rooms above add their own words with `add` when they start.
"""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop

WORDS = {
    "unit.create": gettext_noop("Added the unit %(subject)s"),
    "unit.change": gettext_noop("Changed the unit %(subject)s"),
    "unit.successor": gettext_noop("Said who takes over from %(subject)s"),
    "unit.successor.remove": gettext_noop("Took back who takes over from %(subject)s"),
    "person.create": gettext_noop("Added the person %(subject)s"),
    "person.change": gettext_noop("Changed the details of %(subject)s"),
    "person.password": gettext_noop("Set a new password for %(subject)s"),
    "person.password_link": gettext_noop("Made a link by which %(subject)s sets a password"),
    "person.language": gettext_noop("Chose a language for %(subject)s"),
    "role.give": gettext_noop("Gave %(subject)s a role"),
    "role.take": gettext_noop("Took a role back from %(subject)s"),
    "plan.create": gettext_noop("Created the plan %(subject)s"),
    "plan.copy": gettext_noop("Copied a plan forward to %(subject)s"),
    "plan.archive": gettext_noop("Archived the plan %(subject)s"),
    "plan.restore": gettext_noop("Brought back the plan %(subject)s"),
    "goal.create": gettext_noop("Added the goal %(subject)s"),
    "goal.change": gettext_noop("Changed the goal %(subject)s"),
    "goal.move": gettext_noop("Moved the goal %(subject)s"),
    "goal.shift": gettext_noop("Changed the place of the goal %(subject)s in its list"),
    "goal.archive": gettext_noop("Archived the goal %(subject)s"),
    "goal.restore": gettext_noop("Brought back the goal %(subject)s"),
    "goal.indicator.add": gettext_noop("Let an indicator follow the goal %(subject)s"),
    "goal.indicator.remove": gettext_noop("Took an indicator from the goal %(subject)s"),
    "goal.assess": gettext_noop("Assessed the goal %(subject)s"),
    "goal.assess.withdraw": gettext_noop("Withdrew the assessment of the goal %(subject)s"),
    "goal.assess.approve": gettext_noop("Approved the assessment of the goal %(subject)s"),
    "goal.assess.unapprove": gettext_noop("Took back the approval of the goal %(subject)s"),
    "indicator.create": gettext_noop("Added the indicator %(subject)s"),
    "indicator.change": gettext_noop("Changed the indicator %(subject)s"),
    "indicator.archive": gettext_noop("Archived the indicator %(subject)s"),
    "indicator.restore": gettext_noop("Brought back the indicator %(subject)s"),
    "indicator.assess": gettext_noop("Judged an indicator otherwise: %(subject)s"),
    "indicator.assess.withdraw": gettext_noop("Withdrew the judgement of an indicator: %(subject)s"),
    "target.set": gettext_noop("Set a target for %(subject)s"),
    "target.remove": gettext_noop("Removed a target of %(subject)s"),
    "outcome.record": gettext_noop("Entered the outcome %(subject)s"),
    "outcome.change": gettext_noop("Changed the outcome %(subject)s"),
    "outcome.remove": gettext_noop("Removed the outcome %(subject)s"),
    "assignment.create": gettext_noop("Added the assignment %(subject)s"),
    "assignment.change": gettext_noop("Changed the assignment %(subject)s"),
    "assignment.follow_up": gettext_noop("Followed up the assignment %(subject)s"),
    "assignment.steps": gettext_noop("Changed the steps of the assignment %(subject)s"),
    "assignment.archive": gettext_noop("Archived the assignment %(subject)s"),
    "assignment.restore": gettext_noop("Brought back the assignment %(subject)s"),
    "text.write": gettext_noop("Wrote about %(subject)s"),
    "text.adopt": gettext_noop("Made a draft the text about %(subject)s"),
    "text.unadopt": gettext_noop("Took back a draft made a text about %(subject)s"),
    "text.restore": gettext_noop("Brought back an earlier text about %(subject)s"),
    "attachment.add": gettext_noop("Put %(subject)s under a text"),
    "attachment.change": gettext_noop("Changed %(subject)s under a text"),
    "attachment.move": gettext_noop("Moved %(subject)s under a text"),
    "attachment.archive": gettext_noop("Took %(subject)s from a text"),
    "attachment.restore": gettext_noop("Brought %(subject)s back to a text"),
    "text.discard": gettext_noop("Set a text about %(subject)s aside"),
    "steering_model.save": gettext_noop("Changed the steering model %(subject)s"),
    "steering_model.begin": gettext_noop("Began other words of steering from a year on: %(subject)s"),
    "steering_model.take_back": gettext_noop("Took back words of steering from a year on: %(subject)s"),
    "level.save": gettext_noop("Changed the level %(subject)s"),
    "level.move": gettext_noop("Moved the level %(subject)s"),
    "level.remove": gettext_noop("Removed the level %(subject)s"),
    "scale_step.save": gettext_noop("Changed the step %(subject)s of the scale"),
    "scale_step.remove": gettext_noop("Removed the step %(subject)s of the scale"),
    "assignment_status.save": gettext_noop("Changed the status %(subject)s"),
    "assignment_status.move": gettext_noop("Moved the status %(subject)s"),
    "assignment_status.remove": gettext_noop("Removed the status %(subject)s"),
    "assignment_origin.save": gettext_noop("Changed the origin %(subject)s"),
    "assignment_origin.move": gettext_noop("Moved the origin %(subject)s"),
    "assignment_origin.remove": gettext_noop("Removed the origin %(subject)s"),
    "chapter_entry.add": gettext_noop("Added the section %(subject)s to a report"),
    "chapter_entry.change": gettext_noop("Changed the heading of the section %(subject)s"),
    "chapter_entry.move": gettext_noop("Moved the section %(subject)s in a report"),
    "chapter_entry.archive": gettext_noop("Took the section %(subject)s from a report"),
    "chapter_entry.restore": gettext_noop("Brought the section %(subject)s back to a report"),
    "template.save": gettext_noop("Saved the report template %(subject)s"),
    "template.archive": gettext_noop("Archived the report template %(subject)s"),
}

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "units": (gettext_noop("Units"), ("unit",)),
    "people": (gettext_noop("People and roles"), ("person", "role")),
    "plans": (gettext_noop("Plans"), ("plan",)),
    "goals": (gettext_noop("Goals and assessments"), ("goal",)),
    "indicators": (gettext_noop("Indicators and targets"), ("indicator", "target")),
    "outcomes": (gettext_noop("Outcomes"), ("outcome",)),
    "assignments": (gettext_noop("Assignments"), ("assignment",)),
    "texts": (gettext_noop("Texts"), ("text", "attachment", "chapter_entry")),
    "steering": (
        gettext_noop("The steering model"),
        ("steering_model", "level", "scale_step", "assignment_status", "assignment_origin"),
    ),
    "templates": (gettext_noop("Report templates"), ("template",)),
}

FIELD_WORDS = {
    "successor": gettext_noop("taken over by"),
    "goals": gettext_noop("goals"),
    "assignments": gettext_noop("assignments"),
    "from": gettext_noop("copied from"),
    "on": gettext_noop("from"),
    "unit": gettext_noop("unit"),
    "role": gettext_noop("role"),
    "indicator": gettext_noop("indicator"),
    "step": gettext_noop("assessment"),
    "reason": gettext_noop("reason"),
    "period": gettext_noop("period"),
    "state": gettext_noop("judgement"),
    "status": gettext_noop("status"),
    "comment": gettext_noop("comment"),
    "year": gettext_noop("year"),
    "kind": gettext_noop("kind"),
    "expression": gettext_noop("target"),
    "steps": gettext_noop("steps"),
    "down": gettext_noop("one step down"),
    "name": gettext_noop("name"),
    "parent": gettext_noop("stands under"),
    "version": gettext_noop("version"),
    "words": gettext_noop("words"),
    "goal": gettext_noop("goal"),
    "level": gettext_noop("level"),
    "contributes_to": gettext_noop("contributes to"),
    "responsible": gettext_noop("responsible"),
    "responsible_unit": gettext_noop("responsible unit"),
    "owner": gettext_noop("owner"),
    "origin": gettext_noop("origin"),
    "plan": gettext_noop("plan"),
    "done": gettext_noop("done"),
    "person": gettext_noop("person"),
    "municipality": gettext_noop("municipality"),
    "restored_from": gettext_noop("from version"),
    "position": gettext_noop("place"),
}


KEY_WORDS = {
    "done": gettext_noop("completed"),
    "ongoing": gettext_noop("ongoing"),
    "not_done_this_year": gettext_noop("not done this year"),
    "paused": gettext_noop("paused"),
    "cancelled": gettext_noop("cancelled"),
}
"""What the keys that values hold mean; the keys of tables among values that stand here are said, others left out."""


def add(
    *,
    words: Mapping[str, str],
    kinds: Mapping[str, tuple[str, tuple[str, ...]]],
    fields: Mapping[str, str],
    keys: Mapping[str, str] | None = None,
) -> None:
    """Adds a room's words: each write by its action, the kinds to choose among, its fields, and keys in values.

    A kind that is known already gets the new prefixes besides its own.
    """
    WORDS.update(words)
    for key, (label, prefixes) in kinds.items():
        known = KINDS.get(key, (label, ()))[1]
        KINDS[key] = (label, tuple(dict.fromkeys((*known, *prefixes))))
    FIELD_WORDS.update(fields)
    KEY_WORDS.update(keys or {})
