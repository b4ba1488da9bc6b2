"""Good files made bad, the same way for the same seed: what fuzzers feed to readers."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence

# How many mutants a reader gets, and what they are made of: `make soak` sets both.
COUNT = int(os.environ.get('RDOPKG_CI_FUZZ', '400'))
SEED = int(os.environ.get('RDOPKG_CI_FUZZ_SEED', '2015'))
WORDS = (
    b'\0', b'\xff', b'\xef\xbb\xbf', b'\xed\xa0\x80', b'\xe2\x80\xae', b'\xf3\xa0\x84\x80', b'\r',
    b'\n', b'\n\n', b'\t', b' ', b'  ', b'"', b"'", b'\\', b'\\ud800', b'{', b'}', b'[', b']' , b':',
    b',', b'-', b'#', b'&a ', b'*a', b'!!python/object:os.system ', b'<<: ', b'? ', b'|', b'>', b'%',
    b'..', b'../', b'/', b'//', b'/etc/passwd', b'NaN', b'Infinity', b'-1', b'1e999', b'9' * 400,
    b'null', b'true', b'~', b'<', b'>', b'<!DOCTYPE a>', b'<!ENTITY b "c">', b'&b;', b'&#0;', b']]>',
    b'<?xml version="1.0" encoding="UTdF-8"?>', b'[' * 3000, b'{"a":' * 3000, b'a' * 70_000,
    b'http://u:hunter2@h/', b'HTTP://', b'file:', b'$(id)', b'`id`', b'--upload-pack=id', b'\x1b[31m',
)  # fmt: skip


def mutants(seeds: Sequence[bytes], count: int = COUNT, seed: int = SEED) -> Iterator[bytes]:
    """``count`` files, each one of the seeds with one to six wounds."""
    chance = random.Random(seed)
    for _ in range(count):
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            _wound(data, chance, seeds)
        yield bytes(data)


def _wound(data: bytearray, chance: random.Random, seeds: Sequence[bytes]) -> None:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((1, 1, 2, 4, 16, 64)))
    kind = chance.randrange(6)
    if kind == 0:
        data[start:end] = chance.choice(WORDS)
    elif kind == 1:
        data[start:start] = chance.choice(WORDS)
    elif kind == 2:
        del data[start:end]
    elif kind == 3:
        data[start:start] = data[start:end] * chance.choice((1, 2, 50))
    elif kind == 4 and start < len(data):
        data[start] ^= 1 << chance.randrange(8)
    else:
        other = chance.choice(seeds)
        at = chance.randint(0, len(other))
        data[start:end] = other[at : at + chance.choice((4, 16, 64))]
