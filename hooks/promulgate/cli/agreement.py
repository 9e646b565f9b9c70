"""Asking before anything is written."""

import sys

from .refusal import RefusalError


def agreed(question: str, yes: bool, otherwise: str) -> bool:
    """Ask, unless the answer is `yes` already; say what happens otherwise.

    Raise RefusalError where nobody can answer.
    """
    if yes:
        return True
    if not sys.stdin or not sys.stdin.isatty():
        raise RefusalError(f"Nobody can answer here: add --yes if you mean it. {otherwise}")
    try:
        if input(f"{question} [y/N] ").strip().lower() in ("y", "yes"):
            return True
    except (EOFError, KeyboardInterrupt):
        print()
    print(otherwise)
    return False
