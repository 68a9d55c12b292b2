"""How each action of the rooms is called once, for the test that holds them to docs/rules/roles.md."""

from tests.acts import goals, organisation

CALLS = {**organisation.CALLS, **goals.CALLS}
