"""How the lines look that say where a scope of a log begins and ends: phases of rpmbuild, commands
of mock, tasks of Ansible, steps and stages of CI services, test cases.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Event(Enum):
    """What a line says of a scope of its family. Where the ``NEXT`` begins, the one before went
    well, unless a line said that it is ``BROKEN``; of one that ``BEGINS`` or just ``ENDS`` nobody
    knows until it is said. ``SKIPPED`` says that the one before went badly, ``SO_FAR`` that all
    since the last such line went well, ``ABOVE`` that nobody minded the few lines above. With
    ``OVER`` the job has failed, and what follows is aftermath.
    """

    NEXT = 'next'
    BEGINS = 'begins'
    ENDS = 'ends'
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
    event: Event


RULES = (
    Rule('executing(', r'^Executing\((?P<name>[%\w-]{1,40})\): ', 'rpm', Event.NEXT),
    Rule('processing files: ', r'^Processing files: ', 'rpm', Event.NEXT),
    Rule('rpm-tmp.', r'/rpm-tmp\.\w+ \((?P<name>%\w+)\)', 'rpm', Event.BADLY),
    Rule('executing command: ', r'^Executing command: (?P<name>.{0,300})', 'mock', Event.BEGINS),
    Rule('child return code was: ', r'^Child return code was: 0$', 'mock', Event.WELL),
    Rule('child return code was: ', r'^Child return code was: -?[1-9]', 'mock', Event.BADLY),
    Rule('task', r'^TASK:? \[', 'ansible', Event.NEXT),
    Rule('running handler', r'^RUNNING HANDLER', 'ansible', Event.NEXT),
    Rule('play', r'^PLAY (?:\[|RECAP)', 'ansible', Event.NEXT),
    Rule('gathering facts', r'^GATHERING FACTS', 'ansible', Event.NEXT),
    Rule('notified: ', r'^NOTIFIED: ', 'ansible', Event.NEXT),
    Rule('fatal: [', r'^fatal: \[', 'ansible', Event.BROKEN),
    Rule('failed: [', r'^failed: \[', 'ansible', Event.BROKEN),
    Rule('| failed', r'\| FAILED(?:!| )', 'ansible', Event.BROKEN),
    Rule(
        'unreachable', r'\bunreachable[=:] *(?:[1-9]|\d+ +failed[=:] *[1-9])', 'recap', Event.BADLY
    ),
    Rule('run end result_', r'^RUN END RESULT_', 'ansible', Event.ENDS),
    Rule('"rc": ', r'^"rc": [1-9]', 'ansible', Event.BROKEN),
    Rule('##[group]run ', r'^##\[group\]Run ', 'step', Event.NEXT),
    Rule('##[error]', r'##\[error\]', 'step', Event.BROKEN),
    Rule('##[error]', r'^##\[error\]', 'annotation', Event.BROKEN),
    Rule('error: ', r'^Error: ', 'annotation', Event.BROKEN),
    Rule('step ', r'^(?:Step|STEP) \d+(?:/\d+)? ?: ', 'docker', Event.NEXT),
    Rule('] run ', r'^#(?P<name>\d+) \[[^\]]{1,80}\] RUN ', 'buildkit', Event.BEGINS),
    Rule(' done ', r'^#(?P<name>\d+) DONE ', 'buildkit', Event.WELL),
    Rule(' error', r'^#(?P<name>\d+) ERROR', 'buildkit', Event.BADLY),
    Rule('[pipeline] { (', r'^\[Pipeline\] \{ \((?!.*[Pp]ost).*\)', 'stage', Event.NEXT),
    Rule(' skipped due to', r'^Stage ".*" skipped due to earlier', 'stage', Event.SKIPPED),
    Rule('exited with 0', r'^The command ".*" exited with 0', 'travis', Event.SO_FAR),
    Rule('exited with ', r'^The command ".*" exited with [1-9]', 'travis', Event.BADLY),
    Rule('run start', r'^RUN START: ', 'zuul', Event.SO_FAR),
    Rule('=== run ', r'^=== RUN +(?P<name>\S{1,200})', 'go', Event.BEGINS),
    Rule('--- pass: ', r'^--- PASS: (?P<name>\S{1,200})', 'go', Event.WELL),
    Rule('--- fail: ', r'^--- FAIL: (?P<name>\S{1,200})', 'go', Event.BADLY),
    Rule('[ run ', r'^\[ RUN      \] (?P<name>\S{1,200})', 'gtest', Event.BEGINS),
    Rule('[       ok ]', r'^\[       OK \] (?P<name>[^\s,]{1,200})', 'gtest', Event.WELL),
    Rule('[  failed  ]', r'^\[  FAILED  \] (?P<name>[^\s,]{1,200})', 'gtest', Event.BADLY),
    Rule('(ignored)', r'make(?:\[\d+\])?: \[.*\] Error \d+ \(ignored\)', 'make', Event.ABOVE),
    # What a service writes as soon as a step failed, before it goes on with those that always run:
    *(
        Rule(literal, regex, 'job', Event.OVER)
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
