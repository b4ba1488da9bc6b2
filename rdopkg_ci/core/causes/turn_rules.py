"""The table of whose turn it is, read from the top: an engineer would sign it."""

from __future__ import annotations

from rdopkg_ci.core.causes import turn_doing, turn_near, turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS
from rdopkg_ci.core.causes.turn_rule import LOOSE, QUOTING, SECTIONS, TRACES, TurnRule

# Whoever met it.
_ANYWHERE = (
    TurnRule(
        'the browser or the display that a test drives is not there',
        Blame.CI,
        turn_words.BROWSERS,
        only=TESTS | {'exception', 'missing_file', 'error', 'exit_code'},
    ),
    TurnRule(
        'the database or the broker that tests need does not answer',
        Blame.INFRASTRUCTURE,
        near=(turn_near.BACKENDS,),
        only=TESTS | TRACES | {'error'},
    ),
    TurnRule(
        'disk, memory or a quota ran out, or what ran was killed, whoever met it',
        Blame.INFRASTRUCTURE,
        turn_words.MACHINE,
        but=TESTS | {'compile_error'},
    ),
    TurnRule(
        'a mount, a loop device, a file system or a boot loader of the machine fails',
        Blame.INFRASTRUCTURE,
        turn_words.DEVICES,
        only=LOOSE | TRACES | {'image_build'},
    ),
    TurnRule(
        'the network, a mirror, a server, a name or a lock of the machine does not answer, whoever'
        ' met it',
        Blame.INFRASTRUCTURE,
        turn_words.NETWORK,
        but=frozenset(QUOTING),
    ),
    TurnRule(
        'in a section of a spec (%prep … %check) a command, a file, a library, a right or an answer'
        " is missing: BuildRequires, sources and scripts are the package's",
        Blame.PACKAGE,
        sections=SECTIONS,
        only=LOOSE | TRACES | {'rpm_source', 'permission', 'missing_dependency'},
    ),
    TurnRule(
        'what is missing or refused lies where rpmbuild works, or a scriptlet of a package asks'
        ' for it',
        Blame.PACKAGE,
        r'/(?:BUILDROOT|SOURCES|SPECS)/|/builddir/build/|/var/tmp/rpm-tmp\.\w+: ',
        only=LOOSE | {'rpm_source', 'permission'},
    ),
    TurnRule(
        'the job runs where there is no project, with a tool or a runtime of another version or'
        ' without a variable that it reads',
        Blame.CI,
        turn_words.RUNTIME,
        but=TESTS | {'compile_error'},
    ),
    TurnRule(
        'the code of a manifest is wrong',
        Blame.CI,
        r'undefined (?:local variable or )?method',
        only=frozenset({'puppet'}),
    ),
    TurnRule(
        'a service that is tested does not start in its own deployment',
        Blame.PACKAGE,
        rf'^(?=.*(?:{turn_words.TESTED_SERVICES})).*(?:{turn_words.SERVICES})',
        only=frozenset({'puppet'}),
    ),
    TurnRule(
        'a database, a broker, a web server, a clock or a firewall refuses what a deployment asks'
        ' of it, and its packages are there',
        Blame.INFRASTRUCTURE,
        turn_words.BASES,
        only=frozenset({'puppet'}),
    ),
    TurnRule(
        'a host is not as packstack is told: its interfaces, its keys, its repositories',
        Blame.CI,
        turn_words.UNPREPARED,
        only=frozenset({'puppet'}),
    ),
    TurnRule(
        "puppet misses data of the job's own, or cannot read them, and does not deploy what is"
        ' tested',
        Blame.CI,
        r'\b[Hh]iera\b|/etc/puppet\S{0,80}/manifests/',
        far=(turn_near.DEPLOYS_TESTED,),
        only=frozenset({'puppet'}),
    ),
    TurnRule(
        'another service of the machine, or a container, does not start',
        Blame.INFRASTRUCTURE,
        turn_words.SERVICES,
        but=frozenset(QUOTING),
    ),
    TurnRule(
        'an account, a password, a token or a right that the job has is refused',
        Blame.CI,
        turn_words.RIGHTS,
        only=LOOSE
        | {
            *('maven', 'gradle', 'ansible', 'exception', 'missing_dependency', 'openstack'),
            *('auth', 'docker', 'publish', 'deploy', 'compile_error', 'permission'),
        },
    ),
)
RULES = (*_ANYWHERE, *turn_doing.RULES)
