"""Steering, follow-up and reporting for Swedish municipalities."""
