"""Calls by XML-RPC as Koji takes them: a call's keyword arguments travel as a last argument that
holds ``__starstar``.
"""

from __future__ import annotations

import xmlrpc.client
from typing import Any


def call(method: str, *words: Any, **named: Any) -> bytes:
    """The body of a call."""
    params = (*words, {'__starstar': True, **named}) if named else words
    return xmlrpc.client.dumps(params, method, allow_none=True).encode()


def value(body: bytes) -> Any:
    """The one value of an answer. Raises Fault for one that says no, ValueError where it is none.

    Entities are how a few bytes become gigabytes, and files of ours a part of the answer: they are
    not needed here. As text, whatever encoding it claims.
    """
    text = body.decode('utf-8')
    if '<!DOCTYPE' in text or '<!ENTITY' in text:
        raise ValueError('it declares entities')
    try:
        values, _ = xmlrpc.client.loads(text, use_builtin_types=True)
        [found] = values
    except xmlrpc.client.Fault:
        raise
    except Exception as error:  # the library stumbles over foreign text in many ways
        raise ValueError(f'{type(error).__name__} at its answer') from error
    return found
