"""Where people are at work: start page, search, history, loose ends, log and help, over everything below."""
