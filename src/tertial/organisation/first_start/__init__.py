"""The first start: whoever has the printed code says who they are and which municipality this is, and may begin."""
