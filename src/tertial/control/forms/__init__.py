"""What can be typed about risks, measures, controls and recommendations. The rules are in the actions."""
