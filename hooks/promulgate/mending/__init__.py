"""Mending: the bytes of a source come in, and go out without the slips that are certain.

Never changes a word that readers see, nor a text that is sealed; never touches the disk.
"""
