"""What each kind of page shows.

A site comes in; views for templates, feeds and search entries go out: plain values, without the
words of the interface and without HTML of their own. Never reads a source.
"""
