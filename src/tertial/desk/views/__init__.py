"""Pages that go over all rooms."""
