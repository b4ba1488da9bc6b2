"""Whose turn it is: a table that an engineer would sign, read from the top, and the first row that
fits counts. What no row fits is the turn of whom its kind names.
"""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS, Kind, compiled

# Categories that quote what they were given: words in those lines are not about the machine.
QUOTING = TESTS | {
    *('compile_error', 'link_error', 'api_compat', 'lint', 'depsolve', 'scm_merge', 'abort'),
    *('rpm_patch', 'rpm_spec', 'rpm_missing_file', 'rpm_unpackaged_files', 'rpm_files'),
}
# What is of a log's own section where it failed, and would be of the job outside of it.
SECTIONS = frozenset({'%generate_buildrequires', '%conf', '%prep', '%build', '%install', '%check'})
_MACHINE = (
    r'[Nn]o space left|[Dd]isk quota|[Oo]ut of memory|Cannot allocate memory|more space needed'
    r'|Quota exceeded|Read-only file system|not enough (?:free )?(?:disk )?space'
    r'|number of available CPUs|available memory|[Ii]nput/output error|Too many open files'
)
_NETWORK = (
    r'[Cc]onnection (?:refused|timed out|reset|closed|was refused|to the server)|ConnectException'
    r'|[Cc]ould(?: not|n.t) resolve host|[Nn]ame resolution|Name or service not known'
    r'|UnknownHost|[Nn]o route to host|[Nn]etwork is unreachable|\bE(?:TIMEDOUT|CONNREFUSED'
    r'|CONNRESET|NOTFOUND|AI_AGAIN)\b|HTTP(?:/[\d.]+)? ?(?:Error |status |returned )?50[0-4]'
    r'|\(HTTP 50\d\)|50[234] (?:Bad Gateway|Service|Gateway)|[Bb]ad [Gg]ateway'
    r'|Service Unavailable|[Mm]ax retries exceeded|[Rr]ead timed out|ConnectionError'
    r'|Curl error|TLS handshake|i/o timeout|[Uu]nable to establish connection|No more mirrors'
    r'|Failed to download (?:metadata|packages)|SSH encountered an unknown error'
    r'|not have a Release file|410 Gone|timed out waiting for the condition'
    r'|[Uu]nknown [Hh]ost|[Cc]onnect(?:ion)? timed out|No URLs in mirrorlist|[Nn]o more mirrors'
    r'|[Ee]rror downloading packages|[Ff]ailed to (?:download|synchronize)|unable to resolve host'
    r'|not match intended download|Failed to connect to \S+ port|Could not get lock'
    r'|another process using it|[Tt]oo [Mm]any [Rr]equests|toomanyrequests|repomd\.xml'
)
_SERVICES = (
    r'[Uu]nable to (?:re)?start service|\bJob for \S+ failed|[Ff]ailed to (?:re)?start \S+\.service'
)
_RIGHTS = (
    r'[Uu]nauthorized|[Nn]ot authorized|[Nn]ot allowed to use'
    r'|\b40[13]\b.{0,40}(?:Forbidden|for URL)|\((?:error |HTTP )?40[13]\)'
    r'|[Ii]nvalid (?:user(?:name)?|password|credentials|token)'
    r'|(?:password|username) you provided|(?:code is|status code)[: ]+40[0135]\b'
    r'|are you root|[Aa]uthentication failed|Permission denied \([a-z]|[Cc]redentials?\b'
)
_TESTED = (
    r'TASK \[[^\]]{0,150}\b(?:[Tt]ests?|tempest|[Vv]erify|[Vv]alidate|[Aa]ssert|[Cc]heck)\b'
    r'|[Aa]ssertion|AssertionError|\btests? failed|FAILED \(|failed tests?\b'
)
_JOB = (
    r'undefined variable|is undefined|[Cc]ould ?n.t resolve (?:module|action)|template error'
    r'|sshpass|[Vv]ault|authentication (?:failed|required)|requires authentication'
    r'|[Cc]redential|must be installed|be installed on the ansible controller|parsing errors'
    r'|[Ss]udo password|non TTY|no tty|host key'
    r'|could not be found on the Ansible|No such (?:image|flavor)'
)
_PACKAGES = (
    r'[Nn]othing provides|[Uu]nable to find a match|[Nn]o package|[Nn]o match|conflicts with'
    r'|[Uu]nable to locate package|No matching package|Depsolve Error|unmet dependencies'
)


class TurnRule(NamedTuple):
    """``when`` is for people. It fits where the cause is of none of the categories ``but``, of one
    of those ``only`` (any when empty), lies in a section of a spec (``section``), and where
    what is said of it holds ``words``.
    """

    when: str
    blame: Blame
    words: str = ''
    section: bool = False
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def fits(self, kind: Kind, said: str, section: str) -> bool:
        return (
            kind.category not in self.but
            and (not self.only or kind.category in self.only)
            and (not self.section or section in SECTIONS)
            and (not self.words or compiled(self.words).search(said) is not None)
        )


_LOOSE = frozenset({'missing_tool', 'missing_file', 'script', 'exit_code', 'config_error', 'error'})
RULES = (
    TurnRule(
        'the browser or the display that a test drives is not there',
        Blame.CI,
        r'SessionNotCreated|[Ss]ession not created|cannot open display|DevToolsActivePort'
        r'|cannot find \w+ binary|webdriver\.\w+\.driver|[Cc]hrome ?[Dd]river only supports'
        r'|[Cc]ould not start a new session|no (?:display|DISPLAY)|Unable to obtain driver'
        r'|UnreachableBrowser',
        only=TESTS | {'exception', 'missing_file'},
    ),
    TurnRule(
        'the job runs where there is no project',
        Blame.CI,
        r'no such file or directory, open \S+package\.json|there is no POM in this directory',
    ),
    TurnRule(
        'disk, memory or a quota ran out, whoever met it',
        Blame.INFRASTRUCTURE,
        _MACHINE,
        but=TESTS | {'compile_error'},
    ),
    TurnRule(
        'the network, a mirror, a server or a name does not answer, whoever met it',
        Blame.INFRASTRUCTURE,
        _NETWORK,
        but=frozenset(QUOTING),
    ),
    TurnRule(
        'in a section of a spec (%prep … %check) a command, a file, a right or an answer is'
        " missing: BuildRequires, sources and scripts are the package's",
        Blame.PACKAGE,
        section=True,
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
        'a service of the machine does not start',
        Blame.INFRASTRUCTURE,
        _SERVICES,
        but=frozenset(QUOTING),
    ),
    TurnRule(
        'an account, a password, a token or a right that the job has is refused',
        Blame.CI,
        _RIGHTS,
        only=frozenset(
            {'maven', 'gradle', 'ansible', 'exception', 'error', 'missing_dependency', 'script'}
        ),
    ),
    TurnRule(
        "a shell step of the job's own fails without a word",
        Blame.CI,
        r"Build step 'Execute (?:shell|Windows batch)",
        only=frozenset({'exit_code'}),
    ),
    TurnRule(
        'a task asks a project for what that does not offer',
        Blame.TEST,
        r'\bhas no (?:repository|build|release|version|package)\b',
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a task of the job lacks a variable, a module, a key or an account',
        Blame.CI,
        _JOB,
        only=frozenset({'ansible', 'openstack', 'error', 'scm_checkout'}),
    ),
    TurnRule(
        'a task installs what no repository has, or what conflicts',
        Blame.PACKAGE,
        _PACKAGES,
        only=frozenset({'ansible', 'error', 'container_build', 'image_build'}),
    ),
    TurnRule(
        'a task runs tests or asserts something',
        Blame.TEST,
        _TESTED,
        only=frozenset({'ansible'}),
    ),
)


def whose(kind: Kind, said: str, section: str = '') -> Blame:
    """Whose turn a cause of that kind is, of which ``said`` is known, in a ``section`` of a spec
    (`%build`), empty outside.
    """
    return next((rule.blame for rule in RULES if rule.fits(kind, said, section)), kind.blame)
