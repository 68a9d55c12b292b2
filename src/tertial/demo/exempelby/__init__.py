"""Exempelby: an invented municipality of 14 000 inhabitants, of another shape than the first sample."""
