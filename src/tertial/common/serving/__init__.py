"""Takes requests in and hands answers out apart from the threads that work (docs/adr/0040)."""
