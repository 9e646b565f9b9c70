"""What editors wrote, one file at a time.

A folder comes in; bytes by path, then front matter with the line of each field, held to a schema,
go out. Never joins two files.
"""
