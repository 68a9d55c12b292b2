"""The pages on which a municipality chooses its own words and rules for steering."""
