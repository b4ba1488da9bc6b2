"""Jenkins, and every server of its family: what it can do is found out from its answers."""
