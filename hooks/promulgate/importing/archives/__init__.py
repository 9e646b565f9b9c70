"""Where texts come from: a history in git, folders of snapshots, single files.

A place comes in, captures in the order of their days go out. Never reads what a text says.
"""
