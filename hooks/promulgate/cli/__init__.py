"""The shell in a terminal.

A question comes in; the stages that it needs are run, and words go out. Never plans pages.
"""
