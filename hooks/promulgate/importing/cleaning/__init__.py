"""What is no part of a text, and what stands in it in another form than sources have.

A tree comes in and is marked: `<del>` around what goes, `<ins>` around what comes, each with its
reason, so that the words before and after can both be read from it. Never loses a word unmarked.
"""
