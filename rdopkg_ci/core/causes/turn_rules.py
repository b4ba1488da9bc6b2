"""The table of whose turn it is, read from the top: an engineer would sign it."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.causes import regexes, turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS, Kind

# Categories that quote what they were given: words in those lines are not about the machine.
QUOTING = TESTS | {
    *('compile_error', 'link_error', 'api_compat', 'lint', 'depsolve', 'scm_merge', 'abort'),
    *('rpm_patch', 'rpm_spec', 'rpm_missing_file', 'rpm_unpackaged_files', 'rpm_files'),
}
# What is of a log's own section where it failed, and would be of the job outside of it.
SECTIONS = frozenset({'%generate_buildrequires', '%conf', '%prep', '%build', '%install', '%check'})


class TurnRule(NamedTuple):
    """``when`` is for people. It fits where the cause is of none of the categories ``but``, of one
    of those ``only`` (any when empty), lies in a section of a spec (``section``), where what is
    said of it holds ``words``, and where the lines around it hold ``near`` and none of ``far``.
    """

    when: str
    blame: Blame
    words: str = ''
    near: str = ''
    far: str = ''
    section: bool = False
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()

    def fits(self, kind: Kind, said: str, section: str, around: str) -> bool:
        return (
            kind.category not in self.but
            and (not self.only or kind.category in self.only)
            and (not self.section or section in SECTIONS)
            and (not self.words or _holds(said, self.words))
            and (not self.near or _holds(around, self.near))
            and not (self.far and _holds(around, self.far))
        )


def _holds(text: str, words: str) -> bool:
    return regexes.search(words)(text) is not None


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
        'the browser that a test drives was never installed',
        Blame.CI,
        near=r"[Ll]aunch: Executable doesn't exist at|Cypress binary is missing"
        r'|to download new browsers',
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
        near=turn_words.BACKENDS,
        only=TESTS | {'exception', 'python_traceback', 'error'},
    ),
    TurnRule(
        'disk, memory or a quota ran out, whoever met it',
        Blame.INFRASTRUCTURE,
        turn_words.MACHINE,
        but=TESTS | {'compile_error'},
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
        'the build of a project (make, npm, the RUN of a Dockerfile) misses a command or a file:'
        ' whatever it asks for is its own',
        Blame.PACKAGE,
        near=turn_words.BUILDS,
        far=turn_words.PROVISIONS,
        only=frozenset({'missing_tool', 'missing_file'}),
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
    TurnRule(
        'a task asks a project for what that does not offer',
        Blame.TEST,
        r'\bhas no (?:repository|build|release|version|package)\b',
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a task of the job lacks a variable, a module, a key or an account',
        Blame.CI,
        turn_words.JOB,
        only=frozenset({'ansible', 'openstack', 'error', 'scm_checkout'}),
    ),
    TurnRule(
        'a task installs what no repository has, or what conflicts',
        Blame.PACKAGE,
        turn_words.PACKAGES,
        only=frozenset({'ansible', 'error', 'container_build', 'image_build'}),
    ),
    TurnRule(
        'a task deploys what is tested: its containers, its puppet, its database',
        Blame.PACKAGE,
        turn_words.DEPLOYED,
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a task runs tests or asserts something',
        Blame.TEST,
        turn_words.TESTED,
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a test of cookbooks or roles runs them',
        Blame.TEST,
        near=r'(?i:kitchen|inspec\b|molecule|serverspec)',
        only=frozenset({'chef', 'puppet'}),
    ),
    TurnRule(
        'a script that sets up a machine installs what no repository has',
        Blame.CI,
        near=turn_words.SETS_UP,
        far=turn_words.DEPLOYS_TESTED,
        only=frozenset({'depsolve'}),
    ),
    TurnRule(
        'a file by which the job is described cannot be read',
        Blame.CI,
        r'\b(?:Vagrantfile|Jenkinsfile|WorkflowScript|\.gitlab-ci\.yml|\.github/workflows)\b',
        only=frozenset({'compile_error', 'config_error', 'error', 'exception', 'lint'}),
    ),
    TurnRule(
        'what sets up machines or deploys fails, and what it deploys is not what is tested:'
        " manifests, templates, playbooks and tools of the job's own",
        Blame.CI,
        near=turn_words.PROVISIONS,
        far=turn_words.DEPLOYS_TESTED,
        only=_LOOSE | {'puppet', 'missing_dependency', 'python_traceback', 'exception'},
    ),
)
