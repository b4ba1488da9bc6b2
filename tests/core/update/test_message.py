from __future__ import annotations

import subprocess

import pytest

from rdopkg_ci.core.update.message import commit_message
from rdopkg_ci.core.update.update import Build, Update

KEY = 'I' + '0123456789' * 4
BUILDS = (
    Build('a-1-1.el7', 'cbs', 'kilo', 'el7'),
    Build('a-1-1.fc22', 'copr-jruzicka', 'kilo', 'f22', 'common', 'x86_64'),
)


def test_a_message() -> None:
    assert commit_message('06ny', Update(BUILDS, 'Fix CVE-2015-1851\n\n* and more'), KEY) == (
        'New 06ny\n'
        '\n'
        'a-1-1.el7 @ cbs -> kilo / el7\n'
        'a-1-1.fc22 @ copr-jruzicka -> kilo / f22 [common]\n'
        '\n'
        '    Fix CVE-2015-1851\n'
        '\n'
        '    * and more\n'
        '\n'
        f'Change-Id: {KEY}\n'
    )


HOSTILE = [
    'Change-Id: I' + 'f' * 40,
    'text\n\nChange-Id: I' + 'f' * 40,
    'Signed-off-by: Somebody <else@example.org>\nDepends-On: I1',
    '---\ncut',
    'a\n---\nb',
    'diff --git a/x b/x\n--- a/x',
    '# a comment',
    'a\n# ------------------------ >8 ------------------------\nb',
    'fixup! x',
    '\x1b[31mred\u202e',
    'x\n\n\n\n\ny',
]


def git(text: str, *arguments: str) -> str:
    return subprocess.run(
        ['git', *arguments], input=text, capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.parametrize('notes', HOSTILE)
def test_hostile_notes_forge_nothing(notes: str) -> None:
    text = commit_message('06ny', Update(BUILDS, notes), KEY)
    for option in ('--parse', '--no-divider'):
        assert git(text, 'interpret-trailers', '--parse', option) == f'Change-Id: {KEY}\n'
    kept = git(text, 'stripspace', '--strip-comments')
    assert kept.count('\n    ') == text.replace('\n\n\n', '\n\n').count('\n    ')
    assert text.split('\n\n')[-1] == f'Change-Id: {KEY}\n'
    assert '\x1b' not in text
    assert '\u202e' not in text
    assert [
        line for line in text.split('\n') if line.startswith(('Change-Id', '---', 'diff', '#'))
    ] == [f'Change-Id: {KEY}']
