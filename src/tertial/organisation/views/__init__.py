"""Pages of the structure: units, people and roles, and the audit log."""
