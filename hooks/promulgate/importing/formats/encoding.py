"""Bytes as letters, where nobody says how they were written."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

DECLARED = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)|encoding\s*=\s*[\"']([\w-]+)", re.I)
# What Windows-1252 has where Latin-1 has controls: smart quotes, dashes, bullets.
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}


def decode(data: bytes) -> str:
    """Read bytes by their mark, as UTF-8, as declared, or else as Windows-1252."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8").translate(WINDOWS)
    except UnicodeDecodeError:
        pass
    declared = DECLARED.search(data[:2048])
    named = (declared[1] or declared[2]).decode().lower() if declared else "cp1252"
    try:
        return data.decode("cp1252" if "8859-1" in named else named, "replace").translate(WINDOWS)
    except LookupError:
        return data.decode("cp1252", "replace")
