"""How the lines look that say where a scope of a log begins and ends: phases of rpmbuild, commands
of mock, tasks of Ansible, steps and stages of CI services, test cases.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from rdopkg_ci.core.causes import translations


class MarkKind(Enum):
    """What a line says of a scope of its family. Where the ``NEXT`` begins, or all are ``DONE``,
    the one before went well, unless a line said that it is ``BROKEN``; of one that ``BEGINS`` or
    just ``ENDS`` nobody knows until it is said. ``SKIPPED`` says that the one before went badly,
    ``SO_FAR`` that all since the last such line went well, ``ABOVE`` that nobody minded the few
    lines above. With ``OVER`` the job has failed, and what follows is aftermath.
    """

    NEXT = 'next'
    BEGINS = 'begins'
    ENDS = 'ends'
    DONE = 'done'
    WELL = 'well'
    BADLY = 'badly'
    BROKEN = 'broken'
    SKIPPED = 'skipped'
    SO_FAR = 'so far'
    ABOVE = 'above'
    OVER = 'over'


class Rule(NamedTuple):
    """``literal`` is lower-case text that each of its lines holds; the group ``name`` of ``regex``
    says which of several scopes it is about.
    """

    literal: str
    regex: str
    family: str
    event: MarkKind


_TIDIES = r'.*(?:[Pp]ost|[Cc]lean|[Tt]id[yi]|[Nn]otif|[Rr]eport|[Tt]ear ?[Dd]own)'
RULES = (
    Rule('executing(', r'^Executing\((?P<name>[%\w-]{1,40})\): ', 'rpm', MarkKind.NEXT),
    Rule('processing files: ', r'^Processing files: ', 'rpm', MarkKind.NEXT),
    Rule('rpm-tmp.', r'/rpm-tmp\.\w+ \((?P<name>%\w+)\)', 'rpm', MarkKind.BADLY),
    Rule('executing command: ', r'^Executing command: (?P<name>.{0,300})', 'mock', MarkKind.BEGINS),
    Rule('child return code was: ', r'^Child return code was: 0$', 'mock', MarkKind.WELL),
    Rule(
        'child return code was: ', r'^Child return code was: (?!11$)-?[1-9]', 'mock', MarkKind.BADLY
    ),
    Rule('task [', r'^TASK \[(?P<name>[^\]]{0,200})', 'ansible', MarkKind.NEXT),
    Rule('task: [', r'^TASK: \[(?P<name>[^\]]{0,200})', 'ansible', MarkKind.NEXT),
    *(
        Rule(said.lower(), f'^{said}', 'ansible', MarkKind.NEXT)
        for said in ('RUNNING HANDLER', 'GATHERING FACTS', 'NOTIFIED: ')
    ),
    Rule('play [', r'^PLAY \[', 'ansible', MarkKind.NEXT),
    Rule('play recap', r'^PLAY RECAP', 'ansible', MarkKind.DONE),
    Rule('play [', r'^PLAY \[(?P<name>[^\]]{0,200})', 'play', MarkKind.BEGINS),
    Rule('play recap', r'^PLAY RECAP', 'play', MarkKind.ENDS),
    *(Rule(f'{how}: [', rf'^{how}: \[', 'ansible', MarkKind.BROKEN) for how in ('fatal', 'failed')),
    Rule('| failed', r'\| FAILED(?:!| )', 'ansible', MarkKind.BROKEN),
    Rule(
        'unreachable',
        r'\bunreachable[=:] *(?:[1-9]|\d+ +failed[=:] *[1-9])',
        'recap',
        MarkKind.BADLY,
    ),
    Rule('rescued', r'\brescued[=:] ?[1-9]', 'rescue', MarkKind.BADLY),
    Rule('rescued', r'\brescued[=:] ?0', 'rescue', MarkKind.WELL),
    Rule('running provisioner: ', r'^(?:==> \S+: )?Running prov', 'vagrant', MarkKind.NEXT),
    # Answers to a command that a person gave.
    *(
        Rule(f'| {word}'.lower(), rf'^(?P<name>[\w.-]{{1,100}}) \| {word}\b', 'host', event)
        for word, event in (
            ('SUCCESS', MarkKind.WELL),
            ('CHANGED', MarkKind.WELL),
            ('FAILED', MarkKind.BADLY),
            ('UNREACHABLE', MarkKind.BADLY),
        )
    ),
    Rule('run end result_', r'^RUN END RESULT_', 'ansible', MarkKind.ENDS),
    Rule('"rc": ', r'^"rc": [1-9]', 'ansible', MarkKind.BROKEN),
    Rule('##[group]run ', r'^##\[group\]Run ', 'step', MarkKind.NEXT),
    Rule('##[error]', r'##\[error\]', 'step', MarkKind.BROKEN),
    Rule('##[error]', r'^##\[error\]', 'annotation', MarkKind.BROKEN),
    Rule('error: ', r'^Error: ', 'annotation', MarkKind.BROKEN),
    Rule('step ', r'^(?:Step|STEP) \d+(?:/\d+)? ?: ', 'docker', MarkKind.NEXT),
    Rule('] run ', r'^#(?P<name>\d+) \[[^\]]{1,80}\] RUN ', 'buildkit', MarkKind.BEGINS),
    Rule(' done ', r'^#(?P<name>\d+) DONE ', 'buildkit', MarkKind.WELL),
    Rule(' error', r'^#(?P<name>\d+) ERROR', 'buildkit', MarkKind.BADLY),
    # Not one that tidies up whatever happened; what a pipeline caught it may throw at its end.
    Rule('[pipeline] { (', rf'^\[Pipeline\] \{{ \((?!{_TIDIES}).*\)', 'stage', MarkKind.NEXT),
    Rule('build fail', r'^(?:\[\w+\] )?BUILD FAIL(?:ED|URE)\b', 'stage', MarkKind.BROKEN),
    Rule('script returned exit code', r'^ERROR: script returned', 'stage', MarkKind.BROKEN),
    Rule('*** [', r'^g?make: \*\*\* \[', 'stage', MarkKind.BROKEN),
    Rule(' skipped due to', r'^Stage ".*" skipped due to earlier', 'stage', MarkKind.SKIPPED),
    Rule('exited with 0', r'^The command ".*" exited with 0', 'travis', MarkKind.SO_FAR),
    Rule('exited with ', r'^The command ".*" exited with [1-9]', 'travis', MarkKind.BADLY),
    Rule('run start', r'^RUN START: ', 'zuul', MarkKind.SO_FAR),
    # What was said while packages were installed, all of them.
    Rule('running transaction', r'^Running [Tt]ransaction$', 'transaction', MarkKind.BEGINS),
    Rule('failed:', r'^Failed:$', 'transaction', MarkKind.ENDS),
    Rule('complete!', r'^Complete!$', 'transaction', MarkKind.WELL),
    *(
        Rule(said, translations.line(said), 'transaction', event)
        for event, several in (
            (MarkKind.BEGINS, translations.RUNNING),
            (MarkKind.ENDS, translations.FAILED),
            (MarkKind.WELL, translations.COMPLETE),
        )
        for said in several
    ),
    Rule('non-fatal ', r'^Non-fatal \S+ scriptlet failure', 'scriptlet', MarkKind.ABOVE),
    Rule('non-critical error', r'Non-critical error in %', 'scriptlet', MarkKind.ABOVE),
    Rule('collecting ', r'^Collecting \S', 'pip', MarkKind.BEGINS),
    Rule('successfully installed ', r'^Successfully installed \S', 'pip', MarkKind.WELL),
    Rule('=== run ', r'^=== RUN +(?P<name>\S{1,200})', 'go', MarkKind.BEGINS),
    Rule('--- pass: ', r'^--- PASS: (?P<name>\S{1,200})', 'go', MarkKind.WELL),
    Rule('--- fail: ', r'^--- FAIL: (?P<name>\S{1,200})', 'go', MarkKind.BADLY),
    Rule('[ run ', r'^\[ RUN      \] (?P<name>\S{1,200})', 'gtest', MarkKind.BEGINS),
    Rule('[       ok ]', r'^\[       OK \] (?P<name>[^\s,]{1,200})', 'gtest', MarkKind.WELL),
    Rule('[  failed  ]', r'^\[  FAILED  \] (?P<name>[^\s,]{1,200})', 'gtest', MarkKind.BADLY),
    Rule('(ignored)', r'make(?:\[\d+\])?: \[.*\] Error \d+ \(ignored\)', 'make', MarkKind.ABOVE),
    *(Rule(f'+ {calm}', rf'^\++ {calm}$', 'trace', MarkKind.ABOVE) for calm in ('true', ':')),
    # What a service writes as soon as a step failed, before it goes on with those that always run:
    *(
        Rule(literal, regex, 'job', MarkKind.OVER)
        for literal, regex in (
            (
                'completed with exit code',
                r'^(?:Error: |##\[error\])*Process completed with exit code [1-9]',
            ),
            ("exited with code '", r"^(?:Bash|PowerShell|Cmd\.exe) exited with code '"),
            ('exited with ', r'^The command ".+" (?:failed and )?exited with [1-9]'),
            ('marked build as failure', r"^Build step '.+' marked build as failure"),
            ('exited with code', r'^Exited with code (?:exit status )?[1-9]'),
            ('exited with status', r'^\W*Error: The command exited with status -?[1-9]'),
            ('exited with code', r'^Command exited with code -?[1-9]'),
            ('run end result_', r'^RUN END RESULT_(?!NORMAL)'),
            ('error: job failed', r'^ERROR: Job failed'),
            ('for failed job', r'^Uploading artifacts for failed job'),
            ('task run with exit', r'^Unsuccessful task run with exit code'),
            # and what says of itself that it is done because something failed.
            ('error on exit', r'^Error on exit$'),
            ('post-run start', r'^POST-RUN START'),
            ('running after', r'^Running after[ _]script'),
            ('post actions)', r'^\[Pipeline\] \{ \(Declarative: Post Actions\)'),
        )
    ),
)
