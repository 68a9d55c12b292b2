"""What a check found, for people and for programs: text, web page, PDF, JSON, SARIF."""
