"""Who vouches for a checkpoint beside us: a time-stamping authority, and a key that signs."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import requests

from .. import urls
from ..files import replace
from ..ledger.timestamp import WrongStampError, fitting, request, verify_stamp
from ..problems import Place, Problem
from .folder import Folder
from .refusal import RefusalError
from .signature import WrongSignatureError, sign, signer

PATIENCE = 30  # seconds for an authority
LIMIT = 256 * 1024  # bytes of a token
STAMP, SIGNATURE = f"docs/{urls.STAMP}", f"docs/{urls.SIGNATURE}"


class Trust(NamedTuple):
    """Whom to believe: files with the certificate of an authority, and with who may sign."""

    certificate: Path | None
    signers: Path | None


def trusted(folder: Folder, certificate: Path | None, signers: Path | None) -> Trust:
    """Take what is given, or what mkdocs.yml names."""
    beside, said = folder.path.resolve().parent, folder.settings
    named = (said.tsa_certificate, said.allowed_signers)
    found = [beside / name if name else None for name in named]
    return Trust(certificate or found[0], signers or found[1])


def vouched(
    checkpoint: bytes, files: Mapping[str, bytes], trust: Trust, where: str
) -> tuple[list[str], list[Problem]]:
    """Hold the witnesses of a checkpoint to it: what is true is said, what is not is a problem.

    `files` are by path (`docs/…`); `where` says of which place they are. What stands there and
    cannot be verified is no success; what must stand there and does not is none either.
    """
    said, problems = [], []
    stamp, signature = files.get(STAMP), files.get(SIGNATURE)
    if stamp is not None or trust.certificate:
        try:
            if stamp is None:
                raise WrongStampError("is missing")
            fitting(stamp, checkpoint)
            if trust.certificate is None:
                raise WrongStampError("is not verified")
            found = verify_stamp(stamp, checkpoint, trust.certificate.read_bytes())
            said.append(f"Time-stamped at {found.moment:%Y-%m-%d %H:%M} UTC by {found.authority}.")
        except (WrongStampError, OSError) as error:
            fix = "Ask for another ('promulgate checkpoint --tsa https://…')."
            if trust.certificate is None:
                fix = "Name the certificate of the authority: '--tsa-certificate', or mkdocs.yml."
            problems.append(Problem(Place(STAMP), f"The time-stamp{where} {error}.", fix))
    if signature is not None or trust.signers:
        try:
            if signature is None:
                raise WrongSignatureError("is missing")
            if trust.signers is None:
                raise WrongSignatureError("is not verified")
            said.append(f"Signed by {signer(signature, checkpoint, trust.signers)}.")
        except WrongSignatureError as error:
            fix = "Sign it again ('promulgate checkpoint --key …')."
            if trust.signers is None:
                fix = "Name the file of those who may sign: '--allowed-signers', or mkdocs.yml."
            problems.append(Problem(Place(SIGNATURE), f"The signature{where} {error}.", fix))
    return said, problems


def bear_witness(docs: Path, checkpoint: bytes, tsa: str | None, key: str | None) -> None:
    """Have a checkpoint that is written time-stamped and signed; say what was done.

    Raise RefusalError where it cannot be; the checkpoint stands all the same.
    """
    failed = []
    if key:
        try:
            replace(docs / urls.SIGNATURE, sign(checkpoint, Path(key)))
            print(f"Signed with {key}: {SIGNATURE}.")
        except WrongSignatureError as error:
            failed.append(f"It is not signed: {error}.")
    if tsa:
        try:
            replace(docs / urls.STAMP, _token(checkpoint, tsa))
            print(f"Time-stamped by {tsa}: {STAMP}.")
        except (WrongStampError, requests.RequestException, ValueError) as error:
            failed.append(f"It is not time-stamped: {tsa} {error}.")
    if failed:
        stands = "What was written stands, and is published by the next build."
        raise RefusalError(" ".join([*failed, stands, "Run 'promulgate checkpoint' again later."]))


def _token(checkpoint: bytes, tsa: str) -> bytes:
    headers = {"Content-Type": "application/timestamp-query"}
    with requests.post(
        tsa, data=request(checkpoint), headers=headers, timeout=PATIENCE, stream=True
    ) as answer:
        if answer.status_code != 200:
            raise WrongStampError(f"answers {answer.status_code} {answer.reason}")
        token = answer.raw.read(LIMIT + 1)
    if len(token) > LIMIT:
        raise WrongStampError("answers at too great a length")
    fitting(token, checkpoint)
    return bytes(token)
