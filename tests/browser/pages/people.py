"""Who opens a page: the first part of their e-mail address in the sample municipality."""

NOBODY = ""
READER, REPORTER, APPROVER = "lasare", "rapportor", "godkannare"
COORDINATOR, ADMINISTRATOR, OUTSIDER = "samordnare", "administrator", "utanfor"
