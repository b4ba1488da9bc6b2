"""The face: from the words that were typed to a command, and from its end to an exit code."""
