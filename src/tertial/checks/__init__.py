"""The room that runs the rules of `domain/checks` over live reports and over files."""
