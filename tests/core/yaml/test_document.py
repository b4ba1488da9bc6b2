from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from rdopkg_ci.core.yaml import document, errors
from rdopkg_ci.core.yaml.nodes import ListNode, MappingNode, Node, ScalarNode
from rdopkg_ci.core.yaml.problems import SHOWN, Problems
from rdopkg_ci.errors import InvalidInput


@pytest.fixture(params=['libyaml', 'python'], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both of PyYAML's parsers, because not every machine has libyaml."""
    if request.param == 'python':
        monkeypatch.delattr(yaml, 'CSafeLoader', raising=False)
    elif not hasattr(yaml, 'CSafeLoader'):
        pytest.skip('this PyYAML has no libyaml')


def load(text: str) -> Node:
    problems = Problems('x.yml:')
    root = document.load(text.encode(), problems)
    problems.stop()
    return root


def problems_of(data: bytes) -> list[str]:
    problems = Problems('x.yml:')
    with pytest.raises(InvalidInput) as caught:
        document.load(data, problems)
        problems.stop()
    return list(map(str, caught.value.problems))


@pytest.mark.parametrize(
    ('text', 'kind'),
    [
        ('foo-1.0-1', 'text'),
        ('2015.1.0', 'text'),
        ('el7', 'text'),
        ('"2015"', 'text'),
        ("'yes'", 'text'),
        ('=', 'text'),
        ('2015', 'number'),
        ('2015.1', 'number'),
        ('0x1f', 'number'),
        ('1:30', 'number'),
        ('.inf', 'number'),
        ('yes', 'boolean'),
        ('Off', 'boolean'),
        ('2015-03-01', 'date'),
        ('~', 'null'),
        ('null', 'null'),
    ],
)
def test_what_yaml_would_make_of_a_scalar(text: str, kind: str) -> None:
    scalar = load(text)
    assert isinstance(scalar, ScalarNode)
    assert (scalar.kind, scalar.text, scalar.plain) == (
        kind,
        text.strip('"\''),
        text[0] not in '"\'',
    )


def test_everything_knows_its_lines() -> None:
    root = load('a: 1\n\nb:\n  - x # why\n  - {c: [y,\n      z]}\n# after\nd: |-\n  two\n  lines\n')
    assert isinstance(root, MappingNode)
    first, second, third = root.entries
    assert (root.line, root.end, [key.line for key, _ in root.entries]) == (1, 10, [1, 3, 8])
    assert first.value == ScalarNode('1', True, 1, 1, 'number')
    assert isinstance(second.value, ListNode)
    assert (second.value.line, second.value.end) == (4, 6)
    assert second.value.items[0] == ScalarNode('x', True, 4, 4, comment='# why')
    assert (second.value.items[1].line, second.value.items[1].end) == (5, 6)
    assert third.value == ScalarNode('two\nlines', False, 8, 10)


def test_windows_and_old_mac_line_ends_count_as_lines() -> None:
    root = document.load(b'\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n', Problems('x'))
    assert isinstance(root, MappingNode)
    assert [key.line for key, _ in root.entries] == [1, 2, 3]


REFUSED = {
    'empty': (b'', ['line 1: is empty']),
    'comments only': (b'# a\n', ['line 1: is empty']),
    'UTF-16': ('a: 1'.encode('utf-16'), ['line 1: is UTF-16; save it as UTF-8']),
    'UTF-16 the other way': (b'\xfe\xff\0a', ['line 1: is UTF-16; save it as UTF-8']),
    'UTF-32': ('a: 1'.encode('utf-32'), ['line 1: is UTF-32; save it as UTF-8']),
    'Latin-1': (b'a: 1\nb: \xe9\n', ['line 2: byte 8 (0xe9) is not UTF-8; save the file as UTF-8']),
    'NUL': (b'a: 1\nb: \0\n', ['line 2: holds the character U+0000; remove it']),
    'escape': (b'a: \x1b[31m\n', ['line 1: holds the character U+001B; remove it']),
    'line separator': (
        'a: 1\nb: x\u2028y\n'.encode(),
        ['line 2: holds the character U+2028; remove it'],
    ),
    'mark inside': ('a: x\ufeffy\n'.encode(), ['line 1: holds the character U+FEFF; remove it']),
    'directive': (
        b'%YAML 1.1\n---\na: 1\n',
        ['line 1: starts with %, a YAML directive; remove the line'],
    ),
    'two documents': (
        b'a: 1\n---\nb: 2\n',
        ['line 2: starts a second document; put one document in a file'],
    ),
    'all that can be read past': (
        b'a: &x !!str 1\nb: *x\na: 2\n? [c]\n: d\n',
        [
            'line 1: &x is an anchor; remove it',
            "line 1: 'tag:yaml.org,2002:str' is a tag; remove it",
            'line 2: *x is an alias; write the value out',
            "line 3: the key 'a' stands here and in line 1; keep one",
            'line 4: a key must be text, not a list or a mapping',
        ],
    ),
}


@pytest.mark.parametrize(('data', 'expected'), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, expected: list[str]) -> None:
    assert problems_of(data) == expected


@pytest.mark.parametrize(
    ('data', 'line', 'remedy'),
    [
        (b'a: b: c\n', 1, 'quote a value that holds ": "'),
        (b'a:\n\t- b\n', 2, 'indent with spaces, not tabs'),
        (b'a: "b\nc: d\n', 3, 'that starts in line 1'),
        (b'a: 1\n b: 2\n', 2, 'quote a value'),
        (b'a:\n    b: 1\n  c: 2\n', 3, 'indent keys that belong together alike'),
    ],
)
def test_broken_yaml_names_line_and_remedy(data: bytes, line: int, remedy: str) -> None:
    (problem,) = problems_of(data)
    assert problem.startswith(f'line {line}: column ')
    assert remedy in problem


HUGE = {
    '10 MB': (b'a' * 10_000_000, 'line 1: holds 10,000,000 bytes; at most 1,000,000 are read'),
    'a megabyte of [': (b'[' * 999_999, 'line 1: nested more than 20 deep'),
    'a megabyte of {': (b'{' * 999_999, 'line 1: nested more than 20 deep'),
    'a megabyte of dashes': (b'- ' * 499_999, 'line 1: nested more than 20 deep'),
    '3,000 deep': (b'[' * 3_000 + b']' * 3_000, 'line 1: nested more than 20 deep'),
    '1,200 deep by indentation': (
        b''.join(b' ' * n + b'a:\n' for n in range(1_200)),
        'line 21: nested more than 20 deep',
    ),
    'many items': (b'- a\n' * 240_000, 'line 20000: more than 20,000 values'),
    'many keys': (
        b''.join(b'k%d: v\n' % n for n in range(90_000)),
        'line 10000: more than 20,000 values',
    ),
    'many tag directives': (
        b''.join(b'%%TAG !a%d! b\n' % n for n in range(60_000)),
        'line 1: starts with %, a YAML directive; remove the line',
    ),
    'comments': (b'#\n' * 490_000, 'line 1: is empty'),
}


# What is not refused early takes minutes.
@pytest.mark.timeout(90)
@pytest.mark.parametrize(('data', 'expected'), HUGE.values(), ids=HUGE)
def test_huge_files_are_refused_soon(data: bytes, expected: str) -> None:
    assert problems_of(data) == [expected]


def test_nobody_pays_for_yaml_before_reading_some() -> None:
    code = 'import sys; from rdopkg_ci.core.policy import policy_text; from rdopkg_ci.core.update import update_file; print("yaml" in sys.modules)'
    assert (
        subprocess.run(
            [sys.executable, '-c', code], capture_output=True, text=True, check=True
        ).stdout
        == 'False\n'
    )


def test_errors_without_a_place() -> None:
    assert errors.told(yaml.YAMLError('odd\x1b[m')) == (1, 'is not YAML: odd')


def test_a_flood_of_problems_is_cut() -> None:
    found = problems_of(b'a: 1\n' * 1_000)
    assert len(found) == SHOWN + 1
    assert found[-1] == f'and {999 - SHOWN} more'


def test_a_megabyte_of_text_is_read() -> None:
    text = 'x ' * 400_000
    assert load(text) == ScalarNode(text.strip(), True, 1, 1)
