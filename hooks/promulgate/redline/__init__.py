"""What changed between two texts, as data.

Two lists of blocks come in; changes go out: what stays, comes, goes, moves, is reworded.
Never knows an edition, a date or a page.
"""
