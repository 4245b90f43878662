"""Placeholders, always the same for the same key, for what only the SAT and a private key can make."""

import base64
import hashlib
import uuid

CERTIFICATE_NUMBER = "00001000000709318426"
SAT_CERTIFICATE_NUMBER = "00001000000705250068"


def _bytes(key: str, count: int) -> bytes:
    """`count` bytes grown from `key` with SHA-256 in counter mode."""
    blocks = (hashlib.sha256(f"{key}/{index}".encode()).digest() for index in range(count // 32 + 1))
    return b"".join(blocks)[:count]


def fiscal_uuid(key: str) -> str:
    """A version 4 UUID, upper case as the SAT writes it."""
    return str(uuid.UUID(bytes=_bytes("uuid/" + key, 16), version=4)).upper()


def seal(key: str) -> str:
    """Base64 as long as an RSA-2048 signature (344 characters). It verifies nothing."""
    return base64.b64encode(_bytes("seal/" + key, 256)).decode()


def certificate(owner: str) -> str:
    """Base64 as long as a CSD certificate. It certifies nothing."""
    return base64.b64encode(_bytes("certificate/" + owner, 1500)).decode()
