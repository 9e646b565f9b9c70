"""What was published, as a chain of lines.

Bytes of a ledger come in; entries of a checked chain go out, or events come in and bytes to append
go out. Never assembles a text.
"""
