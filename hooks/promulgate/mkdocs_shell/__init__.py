"""The shell in MkDocs: its events, handed to the builder.

Events of MkDocs come in; a built site goes out, and under `serve` what editors see on top of it.
Never decides about a policy.
"""
