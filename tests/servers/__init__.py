"""Real servers of other people, for tests and for the demo: each is fetched once, by Maven's
coordinates, and runs on Java.
"""
