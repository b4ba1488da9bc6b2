"""The table of whose turn it is, read from the top: an engineer would sign it."""

from __future__ import annotations

from rdopkg_ci.core.causes import turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS
from rdopkg_ci.core.causes.turn_rule import SECTIONS, TurnRule
from rdopkg_ci.core.causes.turn_tasks import OF_TASKS

# Categories that quote what they were given: words in those lines are not about the machine.
QUOTING = TESTS | {
    *('compile_error', 'link_error', 'api_compat', 'lint', 'depsolve', 'scm_merge', 'abort'),
    *('rpm_patch', 'rpm_spec', 'rpm_missing_file', 'rpm_unpackaged_files', 'rpm_files'),
}

_LOOSE = frozenset({'missing_tool', 'missing_file', 'script', 'exit_code', 'config_error', 'error'})
RULES = (
    TurnRule(
        'the browser or the display that a test drives is not there',
        Blame.CI,
        r'SessionNotCreated|[Ss]ession not created|cannot open display|DevToolsActivePort'
        r'|cannot find \w+ binary|webdriver\.\w+\.driver|[Cc]hrome ?[Dd]river only supports'
        r'|[Cc]ould not start a new session|no (?:display|DISPLAY)|Unable to obtain driver'
        r'|UnreachableBrowser|\bXvfb\b',
        only=TESTS | {'exception', 'missing_file', 'error', 'exit_code'},
    ),
    TurnRule(
        'the job runs where there is no project',
        Blame.CI,
        r'no such file or directory, open \S+package\.json|there is no POM in this directory',
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
        only=_LOOSE | {'rpm_source', 'permission', 'python_traceback', 'exception'},
    ),
    TurnRule(
        'what is missing or refused lies in the build root or the build directory, or a scriptlet'
        ' of a package asks for it',
        Blame.PACKAGE,
        r'/BUILDROOT/|/builddir/build/(?:BUILD|SOURCES|SPECS)\b|/var/tmp/rpm-tmp\.\w+: ',
        only=_LOOSE | {'rpm_source', 'permission'},
    ),
    TurnRule(
        'a script of the project has the line ends of Windows',
        Blame.PACKAGE,
        r'\w\\r\W{0,3}: (?:No such|command not|not found)|\^M: bad interpreter',
        only=_LOOSE,
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
        'a service of the machine does not start, unless a deployment of what is tested starts it',
        Blame.INFRASTRUCTURE,
        turn_words.SERVICES,
        but=frozenset(QUOTING | {'puppet'}),
    ),
    TurnRule(
        'an account, a password, a token or a right that the job has is refused',
        Blame.CI,
        turn_words.RIGHTS,
        only=frozenset(
            {
                *('maven', 'gradle', 'ansible', 'exception', 'error', 'missing_dependency'),
                *('script', 'exit_code', 'auth', 'docker', 'publish', 'deploy'),
            }
        ),
    ),
    TurnRule(
        "a shell step of the job's own fails without a word",
        Blame.CI,
        r"Build step 'Execute (?:shell|Windows batch)",
        only=frozenset({'exit_code'}),
    ),
    *OF_TASKS,
)
