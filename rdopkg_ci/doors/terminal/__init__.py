"""The person's terminal and what belongs to it: how wide it is, its pager, its browser."""
