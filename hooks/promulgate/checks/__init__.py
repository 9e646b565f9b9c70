"""What must hold before anything is published.

A Library and its rendered editions come in; problems go out, each with its place and remedy.
Never changes a value.
"""
