"""Time-stamps (RFC 3161): an authority that is not us says when a checkpoint was there."""

import warnings
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)


class WrongStampError(ValueError):
    """Why a time-stamp proves nothing, continuing the sentence that begins with its file."""


class Stamp(NamedTuple):
    """When a checkpoint was there (in UTC), and who says so."""

    moment: datetime
    authority: str


def request(checkpoint: bytes) -> bytes:
    """Write the question to an authority; it learns the digest alone."""
    asked = TimestampRequestBuilder().data(checkpoint).hash_algorithm(HashAlgorithm.SHA256).build()
    return asked.as_bytes()


def fitting(token: bytes, checkpoint: bytes) -> TimeStampResponse:
    """Read a token; raise WrongStampError where it is none, or of other bytes."""
    try:
        found = decode_timestamp_response(token)
        imprint = found.tst_info.message_imprint.message
    except ValueError as error:
        raise WrongStampError("is no time-stamp in DER") from error
    if imprint != sha256(checkpoint).digest():
        raise WrongStampError("stamps other bytes than this checkpoint")
    return found


def verify_stamp(token: bytes, checkpoint: bytes, certificates: bytes) -> Stamp:
    """Hold a token to a checkpoint and to the root that is trusted; nobody is asked.

    `certificates` are PEM: the root of the authority, and others between it and the token. Raise
    WrongStampError in words.
    """
    found = fitting(token, checkpoint)
    try:
        known = x509.load_pem_x509_certificates(certificates)
    except ValueError as error:
        raise WrongStampError("cannot be verified: the certificate is no PEM file") from error
    roots = [each for each in known if each.issuer == each.subject]
    between = [each for each in known if each.issuer != each.subject]
    if not roots:
        raise WrongStampError("cannot be verified: the root certificate is missing")
    try:
        with warnings.catch_warnings():  # of certificates that are odd, and hold all the same
            warnings.simplefilter("ignore")
            VerifierBuilder(roots=roots, intermediates=between).build().verify_message(
                found, checkpoint
            )
    except VerificationError as error:
        wrong = f"is not signed by the authority that is trusted ({error})"
        raise WrongStampError(wrong) from error
    signer = found.signed_data.signer_infos
    serials = {each.serial_number for each in signer}
    names = [
        cert.subject.rfc4514_string()
        for cert in map(x509.load_der_x509_certificate, found.signed_data.certificates)
        if cert.serial_number in serials
    ]
    return Stamp(found.tst_info.gen_time, names[0] if names else roots[0].subject.rfc4514_string())
