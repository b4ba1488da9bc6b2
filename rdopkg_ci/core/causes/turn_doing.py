"""The rows of the table of whose turn it is that go by what was being done: by whose script ran, by
what a playbook's task does, and whether what is deployed is what is tested.
"""

from __future__ import annotations

from rdopkg_ci.core.causes import turn_near, turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import TESTS
from rdopkg_ci.core.causes.section import STEP, TASK
from rdopkg_ci.core.causes.turn_rule import LOOSE, QUOTING, TRACES, TurnRule

_INSTALLING = frozenset({'ansible', 'error', 'container_build', 'image_build'})
RULES = (
    TurnRule(
        'a script of the project has the line ends of Windows',
        Blame.PACKAGE,
        r'\w\\r\W{0,3}: (?:No such|command not|not found)|\^M: bad interpreter',
        only=LOOSE,
    ),
    TurnRule(
        'the build of a project (make, npm, tox, the RUN of a Dockerfile) misses a command, a file'
        ' or a library: whatever it asks for is its own',
        Blame.PACKAGE,
        near=(turn_near.BUILDS,),
        far=(turn_near.PROVISIONS,),
        only=LOOSE - {'config_error'} | {'missing_dependency'},
    ),
    TurnRule(
        'a step of a run, which tests an update, says what we do not know',
        Blame.TEST,
        sections=frozenset({STEP}),
        only=frozenset({'error', 'exit_code'}),
    ),
    TurnRule(
        'the build or the tests of a project, or a tool of packagers, say what we do not know',
        Blame.TEST,
        near=(turn_near.PROJECTS,),
        far=(turn_near.PROVISIONS, turn_near.IMAGES),
        only=frozenset({'error', 'exit_code'}),
    ),
    TurnRule(
        'outside of those a program lacks a library, or Python a module',
        Blame.CI,
        r'cannot open shared object|while loading shared libraries|No module named',
        far=(turn_near.BUILDS,),
        sections=frozenset({'', TASK}),
        only=TESTS | {'missing_dependency'},
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
        only=frozenset({'ansible', 'openstack'}),
    ),
    TurnRule(
        'what is installed conflicts, or needs what nothing provides',
        Blame.PACKAGE,
        turn_words.UNMET,
        only=_INSTALLING,
    ),
    TurnRule(
        'a playbook or a script of the job installs what no repository has, and that is not what'
        ' is tested',
        Blame.CI,
        turn_words.PACKAGES,
        near=(turn_near.PROVISIONS, turn_near.INSTALLS),
        far=(turn_near.DEPLOYS_TESTED, turn_near.BUILDS),
        only=_INSTALLING | {'depsolve'},
    ),
    TurnRule(
        'what is installed is in no repository',
        Blame.PACKAGE,
        turn_words.PACKAGES,
        only=_INSTALLING,
    ),
    TurnRule(
        'a task deploys what is tested: its containers, its puppet, its database',
        Blame.PACKAGE,
        turn_words.DEPLOYED,
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a task runs tests, or a test of roles asserts something',
        Blame.TEST,
        turn_words.TESTED,
        only=frozenset({'ansible'}),
    ),
    TurnRule(
        'a test of cookbooks or roles runs them',
        Blame.TEST,
        near=(turn_near.TESTS_ROLES,),
        only=frozenset({'ansible', 'chef', 'puppet'}),
    ),
    TurnRule(
        "the service that runs the job, or a script of the job's own, fails in its code",
        Blame.CI,
        near=(turn_near.SERVICE, turn_near.JOBS_OWN),
        only=TRACES,
    ),
    TurnRule(
        'a file by which the job is described cannot be read',
        Blame.CI,
        r'\b(?:Vagrantfile|Jenkinsfile|WorkflowScript|\.gitlab-ci\.yml|\.github/workflows)\b',
        only=TRACES | {'compile_error', 'lint'},
    ),
    TurnRule(
        'an image is built where there is nothing to build it from, or under no name',
        Blame.CI,
        r'unable to prepare context|[Ff]ailed to read dockerfile|invalid reference format',
        only=frozenset({'container_build'}),
    ),
    TurnRule(
        'a build deploys, signs or reports what it made',
        Blame.CI,
        r'\bmaven-(?:deploy|gpg|site)-plugin'
        r'|\b(?:sonar|docker|jib|tomcat\d?|cargo\d?|wagon|nexus-staging)-maven-plugin',
        only=frozenset({'maven'}),
    ),
    TurnRule(
        'what sets up machines or deploys fails, and what it deploys is not what is tested:'
        " manifests, templates, playbooks and tools of the job's own",
        Blame.CI,
        near=(turn_near.PROVISIONS,),
        far=(turn_near.DEPLOYS_TESTED, turn_near.IMAGES),
        theirs=True,
        but=QUOTING - {'compile_error', 'link_error', 'test_crash'},
    ),
)
