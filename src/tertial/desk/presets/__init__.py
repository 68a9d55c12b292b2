"""Presets: what a municipality can begin from, shown before it is taken, and free to change afterwards."""
