"""What the samples are called on the command line; nothing of Django is needed to know it."""

HUDDINGE, EXEMPELBY = "huddinge", "exempelby"
NAMES = (HUDDINGE, EXEMPELBY)
"""The usual one first."""
