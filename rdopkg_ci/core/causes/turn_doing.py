"""The rows of the table of whose turn it is that go by what was being done: by what a playbook's
task does, whose script ran, and whether what is deployed is what is tested.
"""

from __future__ import annotations

from rdopkg_ci.core.causes import turn_near, turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.section import TASK
from rdopkg_ci.core.causes.turn_rule import LOOSE, QUOTING, TRACES, TurnRule

_INSTALLING = frozenset({'ansible', 'error', 'container_build', 'image_build'})
RULES = (
    TurnRule(
        'a command of a task lacks a library',
        Blame.CI,
        r'(?:FAILED!|=> ).*error while loading shared libraries',
        only=frozenset({'missing_dependency'}),
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
        far=(turn_near.DEPLOYS_TESTED,),
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
        'the service that runs the job fails in its own code',
        Blame.CI,
        near=(turn_near.SERVICE,),
        only=frozenset({'exception', 'error'}),
    ),
    TurnRule(
        "a script of the job's own fails",
        Blame.CI,
        near=(turn_near.JOBS_OWN,),
        only=TRACES | {'missing_dependency'},
    ),
    TurnRule(
        'a file by which the job is described cannot be read',
        Blame.CI,
        r'\b(?:Vagrantfile|Jenkinsfile|WorkflowScript|\.gitlab-ci\.yml|\.github/workflows)\b',
        only=LOOSE | TRACES | {'compile_error', 'lint'},
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
        r'\b(?:deploy|sonar|docker|jib|tomcat\d?|cargo\d?|wagon|gpg|nexus-staging)-maven-plugin',
        only=frozenset({'maven'}),
    ),
    TurnRule(
        'making an image fails at a mount, a loop device or a boot loader of the machine',
        Blame.INFRASTRUCTURE,
        r'\bu?mount(?:ing)?\b|losetup|[Ll]oop device|is busy|resource busy|mksquashfs|\bmkfs'
        r'|grub2?-install',
        near=(turn_near.IMAGES,),
        only=LOOSE | TRACES,
    ),
    TurnRule(
        'what sets up machines, deploys or makes an image fails with an error of its own',
        Blame.CI,
        near=(turn_near.PROVISIONS, turn_near.IMAGES),
        only=LOOSE,
    ),
    TurnRule(
        'what sets up machines or deploys fails, and what it deploys is not what is tested:'
        " manifests, templates, playbooks and tools of the job's own",
        Blame.CI,
        near=(turn_near.PROVISIONS,),
        far=(turn_near.DEPLOYS_TESTED, turn_near.IMAGES),
        theirs=True,
        but=QUOTING - {'compile_error', 'link_error', 'depsolve', 'test_crash'},
    ),
    TurnRule(
        'a task of a playbook says what we do not know',
        Blame.CI,
        sections=frozenset({TASK}),
        only=frozenset({'error', 'script', 'exit_code'}),
    ),
)
