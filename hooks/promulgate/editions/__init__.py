"""The texts of a Library, put together and rendered.

A Library comes in; passages, their HTML, the canonical bytes of each edition and what its seal
records go out. Never knows a page.
"""
