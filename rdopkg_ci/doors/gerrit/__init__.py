"""Gerrit by its REST API and by git's push, whatever its version: what it can do is found out from
its answers.
"""
