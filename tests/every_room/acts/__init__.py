"""How each action of the rooms is called once, for the test that holds them to docs/rules/roles.md."""

from tests.every_room.acts import (
    checks,
    control,
    economy,
    goals,
    intake,
    organisation,
    projects,
    reports,
    staff,
    texts,
)

ROOMS = (organisation, texts, goals, economy, projects, staff, control, intake, reports, checks)
CALLS = {key: call for room in ROOMS for key, call in room.CALLS.items()}
