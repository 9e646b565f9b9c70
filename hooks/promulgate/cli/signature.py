"""Signatures over a checkpoint, by the OpenSSH that every publisher has (`ssh-keygen -Y`)."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

NAMESPACE = "promulgate"  # so that no signature for another purpose counts here
PROGRAM = "ssh-keygen"


class WrongSignatureError(ValueError):
    """Why a signature proves nothing, continuing the sentence that begins with its file."""


def sign(checkpoint: bytes, key: Path) -> bytes:
    """Sign a checkpoint; raise WrongSignatureError in words."""
    with TemporaryDirectory() as name:
        file = Path(name, "checkpoint")
        file.write_bytes(checkpoint)
        _run("-Y", "sign", "-f", str(key.expanduser()), "-n", NAMESPACE, str(file))
        return file.with_name("checkpoint.sig").read_bytes()


def signer(signature: bytes, checkpoint: bytes, allowed: Path) -> str:
    """Name who signed a checkpoint, of those who may; raise WrongSignatureError in words."""
    if not allowed.is_file():
        raise WrongSignatureError(f"cannot be verified: there is no file '{allowed}'")
    with TemporaryDirectory() as name:
        file = Path(name, "checkpoint.sig")
        file.write_bytes(signature)
        given = ("-s", str(file), "-f", str(allowed))
        try:
            found = _run("-Y", "find-principals", *given)
        except WrongSignatureError as error:
            wrong = f"is of nobody in {allowed.name}, or no signature"
            raise WrongSignatureError(wrong) from error
        for who in found.splitlines():
            try:
                _run("-Y", "verify", *given, "-n", NAMESPACE, "-I", who, words=checkpoint)
            except WrongSignatureError:
                continue
            return who
    raise WrongSignatureError("signs other bytes than this checkpoint")


def _run(*arguments: str, words: bytes = b"") -> str:
    try:
        done = subprocess.run(
            [PROGRAM, *arguments], input=words, capture_output=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise WrongSignatureError(f"needs '{PROGRAM}' of OpenSSH: {error}") from error
    if done.returncode:
        raise WrongSignatureError(done.stderr.decode(errors="replace").strip() or "failed")
    return done.stdout.decode(errors="replace")
