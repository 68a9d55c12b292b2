"""What the room of economy has, part by part."""

from tertial.economy.budget import kinds as budget
from tertial.economy.coding import kinds as coding
from tertial.economy.projects import kinds as projects
from tertial.economy.remedies import kinds as remedies
from tertial.economy.statements import kinds as statements

KINDS = (*coding.KINDS, *statements.KINDS, *budget.KINDS, *remedies.KINDS, *projects.KINDS)
