# rdopkg imports this file at every start and drops the action when that fails: only what is always
# there and light.
from rdopkg.action import Action, Arg

from rdopkg_ci.menu import EXIT_CODES

ACTIONS = [
    Action(
        'update',
        help='submit a package update to CI, or test the pool of updates',
        description="""\
Check an update file and submit it for review; its topic is computed from it.

  rdopkg update up.yml                check and submit
  rdopkg update up.yml --dry-run      show the topic, the commit message and the checks only
  rdopkg update --phase2 [RELEASE...]   test all updates in the pool together; a gate moves what
                                      passed to ready/
  rdopkg update --phase2 --isolate    find out by runs which update of a red pool is at fault

The source `local` finds RPMs by their headers in the directory of the setting `sources.local`
(RDOPKG_CI_SOURCES_LOCAL, by default ~/.rdopkg/ci/rpms); where the others are is in that section
too.

Submitting the same builds again, or a file named after an open update's id, adds a patch set to
its change. Fixed builds have another id: submit them with --id to replace those of a red change.

"""
        + EXIT_CODES,
        optional_args=[
            Arg(
                'names',
                positional=True,
                nargs='*',
                metavar='FILE|RELEASE',
                help='update file; with --phase2: releases to test',
            ),
            Arg(
                'phase2',
                action='store_true',
                help='test the pool; without RELEASE that of every release in it',
            ),
            Arg(
                'without',
                action='append',
                metavar='ID',
                help='with --phase2: leave this update out (may be given again)',
            ),
            Arg(
                'isolate',
                action='store_true',
                help='with --phase2: where the last round failed, look by runs over parts of the'
                ' pool for who is at fault',
            ),
            Arg(
                'wait',
                action='store_true',
                help='wait for builds that are being built; with --phase2: for the runs, and'
                ' move what passed',
            ),
            Arg(
                'dry_run',
                shortcut='-n',
                action='store_true',
                help='show what would be done and change nothing',
            ),
            Arg(
                'no_check',
                shortcut='-a',
                action='store_true',
                help='do not check that the builds exist at their sources',
            ),
            Arg('id', metavar='ID', help='the id of the update to submit again'),
            Arg(
                'wip',
                action='store_true',
                help='work in progress: the gate leaves it alone until it is submitted without',
            ),
            Arg(
                'reviewer',
                action='append',
                metavar='WHO',
                help='ask them to look at the change (may be given again)',
            ),
            Arg(
                'cc',
                action='append',
                metavar='WHO',
                help='tell them of the change (may be given again)',
            ),
            Arg('json', action='store_true', help='print JSON instead'),
        ],
    ),
]
