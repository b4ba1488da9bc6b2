"""Whose turn it is where a task of Ansible failed."""

from __future__ import annotations

from rdopkg_ci.core.causes import turn_words
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.scopes import TASK
from rdopkg_ci.core.causes.turn_rule import TurnRule

OF_TASKS = (
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
        'a task of a playbook says what we do not know',
        Blame.CI,
        sections=frozenset({TASK}),
        only=frozenset({'error', 'script', 'exit_code'}),
    ),
)
