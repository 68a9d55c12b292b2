"""Files of any maker read into the shape that the rules see (docs/rules/checks/reading.md)."""
