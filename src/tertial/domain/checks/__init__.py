"""Rules that look over what has been reported and say what is missing or doubtful."""
