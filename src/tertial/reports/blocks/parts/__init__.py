"""Tables, charts and cells that several blocks print."""
