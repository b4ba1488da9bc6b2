"""Yum repos: the metadata that they have, read from near and far, and made."""
