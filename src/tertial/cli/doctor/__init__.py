"""`tertial doctor`: what is wrong with an installation, each in one sentence that says what to do."""
