"""What the start page reads."""
