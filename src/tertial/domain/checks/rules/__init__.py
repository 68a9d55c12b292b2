"""The rules: each gives the comparisons it makes in a document (docs/rules/checks/)."""
