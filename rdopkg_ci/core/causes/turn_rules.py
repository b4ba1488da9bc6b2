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
        'the browser that a test drives was never installed',
        Blame.CI,
        near=(turn_near.NO_BROWSER,),
        only=TESTS | {'exception', 'error', 'exit_code'},
    ),
    TurnRule(
        'the job runs where there is no project, with a runtime of another version, without a'
        ' library of its own or without a variable that it reads',
        Blame.CI,
        turn_words.RUNTIME,
        but=TESTS | {'compile_error'},
    ),
    TurnRule(
        'the database or the broker that tests need does not answer',
        Blame.INFRASTRUCTURE,
        near=(turn_near.BACKENDS,),
        only=TESTS | TRACES | {'error'},
    ),
    TurnRule(
        'disk, memory or a quota ran out, whoever met it',
        Blame.INFRASTRUCTURE,
        turn_words.MACHINE,
        but=TESTS | {'compile_error'},
    ),
    TurnRule(
        'the machine that installs an image has no device, no mount or no directory for it',
        Blame.INFRASTRUCTURE,
        r'[Ff]ailed to (?:create directory|mount|unmount)|zeroing free blocks|\blosetup\b'
        r'|\bloop(?:back)? device|\bmkfs\b|[Nn]o such device|[Dd]evice or resource busy',
        only=frozenset({'image_build'}),
    ),
    TurnRule(
        'the network, a mirror, a server or a name does not answer, whoever met it',
        Blame.INFRASTRUCTURE,
        turn_words.NETWORK,
        but=frozenset(QUOTING),
    ),
    TurnRule(
        'in a section of a spec (%prep … %check) a command, a file, a right or an answer is'
        " missing: BuildRequires, sources and scripts are the package's",
        Blame.PACKAGE,
        sections=SECTIONS,
        only=LOOSE | TRACES | {'rpm_source', 'permission'},
    ),
    TurnRule(
        'what is missing or refused lies in the build root or the build directory, or a scriptlet'
        ' of a package asks for it',
        Blame.PACKAGE,
        r'/BUILDROOT/|/builddir/build/(?:BUILD|SOURCES|SPECS)\b|/var/tmp/rpm-tmp\.\w+: ',
        only=LOOSE | {'rpm_source', 'permission'},
    ),
    TurnRule(
        'the build of a project (make, npm, the RUN of a Dockerfile) misses a command or a file:'
        ' whatever it asks for is its own',
        Blame.PACKAGE,
        near=(turn_near.BUILDS,),
        far=(turn_near.PROVISIONS,),
        only=frozenset({'missing_tool', 'missing_file'}),
    ),
    TurnRule(
        'a script of the project has the line ends of Windows',
        Blame.PACKAGE,
        r'\w\\r\W{0,3}: (?:No such|command not|not found)|\^M: bad interpreter',
        only=LOOSE,
    ),
    TurnRule(
        'a tool may not write where the job runs',
        Blame.CI,
        r"Access to the path '.+|\bEACCES\b",
        only=frozenset({'compile_error', 'missing_dependency', 'exception', 'error'}),
    ),
    TurnRule(
        'a tool of the machine is older than the project asks for',
        Blame.CI,
        r'Minimum supported Gradle version is|requires (?:at least )?(?:Gradle|Maven|Java|JDK) \d',
        only=frozenset({'config_error', 'gradle', 'maven', 'exit_code'}),
    ),
    TurnRule(
        "a script of the job's own may not be run",
        Blame.CI,
        r': (?:line )?\d+: \./\S+: Permission denied',
        only=frozenset({'permission'}),
    ),
    TurnRule(
        'a service that is tested does not start in its own deployment',
        Blame.PACKAGE,
        rf'^(?=.*(?:{turn_words.TESTED_SERVICES})).*(?:{turn_words.SERVICES})',
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
            *('auth', 'docker', 'publish', 'deploy'),
        },
    ),
    TurnRule(
        "a shell step of the job's own fails without a word",
        Blame.CI,
        r"Build step 'Execute (?:shell|Windows batch)|only: (?:ERROR: )?script returned exit code",
        only=frozenset({'exit_code'}),
    ),
)
RULES = (*_ANYWHERE, *turn_doing.RULES)
