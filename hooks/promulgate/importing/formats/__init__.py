"""What a file holds: HTML, Markdown, Word, OpenDocument, PDF or plain text, each as one tree.

The bytes of a capture come in, a tree with all their words goes out. Never drops a word.
"""
