"""libsolv: packages of several yum repos, what each of them needs, and whether it can be installed
in a given world.
"""
