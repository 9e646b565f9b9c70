"""Bring an archive in: texts of others become versions, word for word.

Captures (what an archive kept) come in: archives → formats → cleaning → dating → versions →
writing → proof; sources and a report go out. Never plans a page, never overwrites, never decides
what only a person can: that is marked as a gap.
"""
