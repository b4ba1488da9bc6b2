"""The cause of whole logs: short ones of each kind as files, long and awkward ones made here."""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import random
import signal
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rdopkg_ci.core.causes import explain as answer
from rdopkg_ci.core.causes import kinds as package
from rdopkg_ci.core.causes.cause import Cause, Outcome
from rdopkg_ci.core.causes.kind import WRAPPER
from rdopkg_ci.core.causes.kinds import families

CASES = sorted((Path(__file__).parent / 'cases').glob('*/*.log'))
KINDS = [kind for kinds in families().values() for kind in kinds]
MODULES = [
    importlib.import_module(f'{package.__name__}.{found.name}')
    for found in pkgutil.iter_modules(package.__path__)
]
FAMILIES = {
    kind.signature: module.__name__.rpartition('.')[2]
    for module in MODULES
    for kind in module.KINDS
}
GREEN = 'green'


def explain(chunks: Iterable[bytes], *, baseline: Iterable[bytes] = ()) -> Cause | None:
    return answer(chunks, baseline=baseline).cause


def pieces(data: bytes, size: int = 1 << 20) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


def shown(cause: Cause | None) -> list[str]:
    return [line.text for line in cause.lines] if cause else []


@pytest.mark.parametrize('path', CASES, ids=lambda path: f'{path.parent.name}/{path.stem}')
def test_cases(path: Path) -> None:
    """The first line of a case says what to expect: a signature and the first line shown, or null."""
    head, _, log = path.read_bytes().partition(b'\n')
    expected = json.loads(head)
    outcome, cause, _ = answer(pieces(log))
    if expected is None:
        assert cause is None and outcome is not Outcome.FAILED
    else:
        assert cause is not None
        assert (cause.signature, cause.lines[0].text.strip()) == (
            expected['signature'],
            expected['first'],
        )
        raw = log.decode('utf-8', 'replace').splitlines()[cause.lines[0].n - 1]
        assert cause.lines[0].text[-20:].strip() in raw


def signature(path: Path) -> str | None:
    """That which a case expects, without the name of a test; None where nothing failed."""
    expected = json.loads(path.read_bytes().partition(b'\n')[0])
    return str(expected['signature']).partition(':')[0] if expected else None


def test_every_kind_has_a_case_in_the_folder_of_its_family() -> None:
    cases = {signature(path) for path in CASES}
    assert [kind.signature for kind in KINDS if kind.patterns and kind.signature not in cases] == []
    assert [
        path for path in CASES if path.parent.name != FAMILIES.get(signature(path) or '', GREEN)
    ] == []


FILLER = b'[ 123] cc -c -o some/object.o some/source.c -Iinclude -Wall\n'
ERROR = b"src/main.c:12:5: error: unknown type name 'colour_t'\n"
EXIT = b'make: *** [all] Error 1\n'


@pytest.mark.parametrize('before', [0, 100, 100_000], ids=['first', 'early', 'after six megabytes'])
@pytest.mark.parametrize(
    'after', [0, 100, 100_000], ids=['last', 'near the end', 'six megabytes before it']
)
def test_the_cause_is_found_wherever_it_lies(before: int, after: int) -> None:
    cause = explain(pieces(FILLER * before + ERROR + FILLER * after + EXIT))
    assert cause is not None
    assert (cause.signature, cause.lines[0].n) == ('compile-error', before + 1)


@pytest.mark.parametrize(
    'log',
    [
        pytest.param(gzip.compress(FILLER + ERROR + EXIT), id='gzip'),
        pytest.param((FILLER + ERROR + EXIT).decode().encode('utf-16'), id='utf-16'),
        pytest.param((FILLER + ERROR + EXIT).replace(b'\n', b'\r\n'), id='CRLF'),
        pytest.param(FILLER + b'10%\r50%\r100%\r' + ERROR + EXIT, id='progress bar'),
        pytest.param(
            FILLER + b'\x1b[1m\x1b[31m' + ERROR.replace(b'error', b'\x1b[01;31merror\x1b[m') + EXIT,
            id='colours',
        ),
        pytest.param(
            b''.join(
                b'2015-06-01T12:00:00.123Z ' + line + b'\n' for line in (FILLER, ERROR[:-1], EXIT)
            ),
            id='time stamps',
        ),
        pytest.param(FILLER + b'\x1b[8mha:////4AAAA=\x1b[0m' + ERROR + EXIT, id='console note'),
        pytest.param(
            FILLER + b'\xff\xfe\xfa' + b'\n' + ERROR + b'\0' * 100 + b'\n' + EXIT, id='no text'
        ),
    ],
)
def test_the_cause_is_found_whatever_is_around_it(log: bytes) -> None:
    cause = explain(pieces(log))
    assert cause is not None and cause.signature == 'compile-error'
    assert cause.summary == "src/main.c:12:5: error: unknown type name 'colour_t'"


def test_a_github_log_too_long_to_look_at_closely_is_not_held_for_green() -> None:
    """The annotation that tells of the failure may be among the errors that were passed over."""
    many = b''.join(b'error: it failed %d\n' % n for n in range(150_000))
    cause = explain(
        pieces(
            many
            + b'##[error]Process completed with exit code 1.\n'
            + many * 2
            + b'Cleaning up orphan processes\n'
        )
    )
    assert cause is not None


def test_repetitions_are_counted() -> None:
    cause = explain(pieces(ERROR * 3 + EXIT))
    assert cause is not None and cause.summary.endswith('(3 times)')


def test_what_a_green_log_says_too_is_no_cause() -> None:
    harmless = b'ERROR: could not load the optional theme 4711\n'
    assert (
        shown(
            explain(
                [harmless + EXIT], baseline=[b'ERROR: could not load the optional theme 4712\n']
            )
        )[0]
        == EXIT.decode().strip()
    )
    cause = explain([harmless + ERROR + EXIT], baseline=[harmless])
    assert cause is not None and cause.signature == 'compile-error'


def test_the_same_failure_has_the_same_fingerprint() -> None:
    places = ((b'12:5', b'/a/b/'), (b'99:1', b'/c/'))
    one, two = (
        explain([ERROR.replace(b'12:5', place).replace(b'src/', root) + EXIT])
        for place, root in places
    )
    assert one is not None and two is not None and one.fingerprint == two.fingerprint
    other = explain([ERROR.replace(b'colour_t', b'shape_t') + EXIT])
    assert other is not None and other.fingerprint != one.fingerprint


def test_every_kind_has_a_signature_of_its_own() -> None:
    names = [kind.signature for kind in KINDS]
    assert sorted(set(names)) == sorted(names), 'one kind, one place'


def test_no_pattern_stands_twice() -> None:
    patterns = [
        (kind.signature, pattern.literal, pattern.regex)
        for kind in KINDS
        for pattern in kind.patterns
    ]
    assert sorted(set(patterns)) == sorted(patterns)


def test_literals_are_lower_case() -> None:
    assert [
        pattern.literal
        for kind in KINDS
        for pattern in kind.patterns
        if pattern.literal != pattern.literal.lower()
    ] == []


def awkward() -> Iterator[tuple[str, Iterable[bytes]]]:
    yield 'one line', (b'error ' * 200_000 for _ in range(30))
    yield 'errors only', (b'ERROR: it failed %d\n' % n * 10_000 for n in range(50))
    yield 'NULs', (b'\0' * 1_000_000 for _ in range(30))
    yield 'escapes', (b'\x1b[31m' * 100_000 + b'error\n' for _ in range(10))
    yield 'open escapes', (b'\x1b]0;' * 200_000 + b' error\n' for _ in range(5))
    yield 'carriage returns', (b'error\r' * 200_000 for _ in range(10))
    yield 'deep brackets', (b'error: ' + b'[({' * 300_000 + b'\n' for _ in range(5))
    yield 'colons', (b'a:' * 300_000 + b' error\n' for _ in range(5))
    yield 'spaces', (b' ' * 900_000 + b'error: x' + b' ' * 900_000 + b'\n' for _ in range(5))
    yield 'words', (b'FAILED ' + b'a.b > ' * 100_000 + b'FAILED\n' for _ in range(5))


@pytest.mark.parametrize('chunks', [pytest.param(chunks, id=name) for name, chunks in awkward()])
def test_awkward_logs_are_answered(chunks: Iterable[bytes]) -> None:
    cause = explain(chunks)
    assert all(len(text) < 1000 for text in shown(cause))


DIRECTIONS = ('LRE', 'RLE', 'LRO', 'RLO', 'PDF', 'LRI', 'RLI', 'FSI', 'PDI')


def clean(text: str) -> bool:
    """No control and no bidirectional character, nor one of no width."""
    controls = [
        char
        for char in text
        if unicodedata.category(char) in ('Cc', 'Cs')
        or unicodedata.bidirectional(char) in DIRECTIONS
    ]
    return not controls and not set(text) & set('\u200b\u200e\u200f\u2060\ufeff\u061c')


LINES = st.lists(
    st.one_of(
        st.binary(max_size=80),
        st.sampled_from(
            [
                ERROR,
                EXIT,
                b'Traceback (most recent call last):',
                b'ValueError: x',
                b'FAIL: test_a (b.C)',
            ]
        ),
        st.text(st.characters(), max_size=60).map(
            lambda text: ('error: ' + text).encode('utf-8', 'surrogatepass')
        ),
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_whatever_comes_the_answer_is_clean(lines: list[bytes]) -> None:
    log = b'\n'.join(lines) + b'\n' + EXIT
    for failed in (False, True):
        check(log, failed)


def check(log: bytes, failed: bool) -> None:
    outcome, cause, lines = answer(pieces(log, 64), failed=failed)
    assert (cause is not None) == (outcome is Outcome.FAILED)
    assert cause is None or clean(cause.summary)
    total = log.count(b'\n') + 1
    for line in cause.lines if cause else lines:
        assert clean(line.text) and 1 <= line.n <= total


@settings(max_examples=100, deadline=None)
@given(LINES)
def test_without_a_word_of_failure_it_is_clean_too(lines: list[bytes]) -> None:
    check(b'\n'.join(lines) + b'\nnothing', False)


def test_mutations_of_real_looking_logs() -> None:
    """A small fuzzer with a fixed seed: cut, doubled, spliced and bit-flipped logs."""
    chance = random.Random(2015)
    logs = [path.read_bytes() for path in CASES]
    for _ in range(300):
        log = bytearray(chance.choice(logs) + chance.choice(logs))
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(log))
            log[at : at + chance.randint(0, 5)] = chance.randbytes(chance.randint(0, 5))
        _, cause, lines = answer(pieces(bytes(log), chance.randint(1, 500)))
        said = [cause.summary, *shown(cause)] if cause else [line.text for line in lines]
        assert all(map(clean, said))


UNITS = (
    'a',
    'a ',
    'a:',
    'a.',
    '> ',
    'a > ',
    '(',
    ' error: ',
    'ERROR ',
    '[ERROR] ',
    'fail ',
    'FAILED ',
    'a/b:1:2:',
    '::A',
    '1) ',
    '-',
    '= ',
    '1',
    '[1]',
    ' (',
    '{0} ',
    ' ... ',
    '()',
    '[]',
    '(a)',
    'A::',
    '_',
    'AError',
    '.A',
)


def test_no_pattern_takes_for_ever() -> None:
    """A pattern that goes astray on a repetition would hang here, and the alarm ends it."""

    def ring(number: int, frame: object) -> None:
        raise AssertionError('this pattern takes for ever')

    before = signal.signal(signal.SIGALRM, ring)
    try:
        for pattern in (pattern for kind in KINDS for pattern in kind.patterns):
            signal.alarm(20)
            for unit in UNITS:
                for start in ('', 'error: ', 'FAILED '):
                    pattern.match((start + unit * 500)[:500])
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_wrappers_are_the_lightest() -> None:
    passing_on = next(
        kinds for title, kinds in families().items() if title.startswith('What only passes on')
    )
    assert all(pattern.weight <= WRAPPER + 10 for kind in passing_on for pattern in kind.patterns)


@pytest.mark.parametrize('said', ['Complete!', 'OK', 'Finish: run', '+ exit 0', '5 passed in 1s'])
def test_a_tool_that_did_its_part_well_makes_no_proof_undone(said: str) -> None:
    found = answer([f'slab.c:3:1: error: unknown type name rook_t\n{said}\n'.encode()])
    assert found.outcome is Outcome.UNKNOWN and found.cause is None


def test_what_a_job_went_on_for_long_after_is_no_failure_of_it() -> None:
    calm = ''.join(f'-- the bird number {n} sits on its nest\n' for n in range(1000))
    found = answer([f'{calm[:2000]}bash: line 97: rook: command not found\n{calm}'.encode()])
    assert found.outcome is Outcome.UNKNOWN and 'rook' in found.lines[0].text
