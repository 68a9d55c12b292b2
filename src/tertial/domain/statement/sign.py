"""The one place where a booked amount gets the sign it is shown with (docs/rules/sign.md)."""


def presented(booked: int) -> int:
    """An amount of the ledger (cost plus, income minus) as statements show it: income plus, cost minus. Öre."""
    return -booked
