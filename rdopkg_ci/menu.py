"""What `rdopkg ci` and `rdopkg update` offer. rdopkg imports this at every start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

ABOUT = 'follow package updates through CI and publish what passed'
COMMANDS = {
    'status': 'show the board: per update and target green or red, and the cause',
    'show': 'show everything of one update, also of one that was pushed long ago',
    'gate': 'do whatever is next: start runs, vote, merge, move what passed',
    'retry': 'run again what is red, when something around it has changed',
    'withdraw': 'take an update out: abandon its review, move its file to failed/',
    'revert': 'take an update that is ready back to updates/, under its id',
    'promote': 'publish what is ready to stage, test it there, then to production',
    'verify': 'check that production holds what was tested, by its metadata',
    'check': 'look again whether the builds of what waits can be had',
    'clean': 'remove what nobody has used for long and nothing needs: runs, downloads, copies',
    'explain': 'name the actual error in failed logs',
    'topic': 'print the topics computed from update files',
    'policy': 'check a policy: a file, or that of the rdo-update repo',
    'disable': 'leave a target out of judgement until a date, with a reason',
    'enable': 'take a target back into judgement',
    'jobs': 'create the jobs on the Jenkins, or bring them up to date; a diff first',
    'doctor': 'check that everything is there that is needed, with the remedy',
    'completion': 'print what completes our commands in bash, zsh or fish',
    'run': 'be one worker: run one phase for one target and write result.json',
}


def listing() -> str:
    """The commands, a line each."""
    return '\n'.join(f'  {name:11} {summary}' for name, summary in COMMANDS.items())


UPDATE = """\
Check an update file and submit it for review; its topic is computed from it.

  rdopkg update up.yml                   check and submit
  rdopkg update up.yml --dry-run         show the topic, the commit message and the checks only
  rdopkg update --phase2 [RELEASE...]    start a test of all updates in the pool together; a gate
                                         moves what passed to ready/
  rdopkg update --phase2 kilo --wait     wait for it, and move what passed
  rdopkg update --phase2 --isolate       find out by runs which update of a red pool is at fault

The source `local` finds RPMs by their headers in the directory of the setting `sources.local`
(RDOPKG_CI_SOURCES_LOCAL, by default ~/.rdopkg/ci/rpms); where the others are is in that section
too.

Submitting the same builds again, or a file named after an open update's id, adds a patch set to
its change. Fixed builds have another id: submit them with --id to replace those of a red change."""


class Argument(NamedTuple):
    """One of `rdopkg update`, by the name that the action gets it under; an option unless
    ``positional``. The rest is as argparse has it.
    """

    name: str
    help: str
    action: str = ''
    metavar: str = ''
    nargs: str = ''
    shortcut: str = ''
    positional: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What is written on the command line, the short form first."""
        if self.positional:
            return (self.name,)
        return tuple(filter(None, (self.shortcut, f'--{self.name.replace("_", "-")}')))

    @property
    def settings(self) -> Mapping[str, Any]:
        """For argparse: what is not said here is left to it."""
        said = {'action': self.action, 'metavar': self.metavar, 'nargs': self.nargs}
        return {'help': self.help, **{key: value for key, value in said.items() if value}}


UPDATE_ARGUMENTS = (
    Argument(
        'names',
        'update file, or - for standard input; with --phase2: releases to test',
        metavar='FILE|RELEASE',
        nargs='*',
        positional=True,
    ),
    Argument('phase2', 'test the pool; without RELEASE that of every release in it', 'store_true'),
    Argument(
        'without',
        'with --phase2: leave this update out (may be given again)',
        'append',
        metavar='ID',
    ),
    Argument(
        'isolate',
        'with --phase2: where the last round failed, look by runs over parts of the pool for who is'
        ' at fault',
        'store_true',
    ),
    Argument(
        'wait',
        'wait for builds that are being built; with --phase2: for the runs, and move what passed',
        'store_true',
    ),
    Argument('dry_run', 'show what would be done and change nothing', 'store_true', shortcut='-n'),
    Argument(
        'no_check',
        'do not check that the builds exist at their sources',
        'store_true',
        shortcut='-a',
    ),
    Argument('id', 'the id of the update to submit again', metavar='ID'),
    Argument(
        'wip',
        'work in progress: the gate leaves it alone until it is submitted without',
        'store_true',
    ),
    Argument(
        'reviewer', 'ask them to look at the change (may be given again)', 'append', metavar='WHO'
    ),
    Argument('cc', 'tell them of the change (may be given again)', 'append', metavar='WHO'),
    Argument('json', 'print JSON instead', 'store_true'),
)
