"""The tree printed: HTML, PDF, Word and JSON, from `files.render` and `files.render_to_files`."""
