"""What can be typed about goals, indicators and assignments. The rules are in the actions."""
