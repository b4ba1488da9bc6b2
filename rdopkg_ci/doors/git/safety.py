"""How git is started: nothing of the environment or of a repo that is read has a say in it."""

from __future__ import annotations

import os
from collections.abc import Mapping

# Set inside hooks, where they would point git at somebody else's repo (`git rev-parse
# --local-env-vars`).
LOCAL = (
    'GIT_DIR',
    'GIT_WORK_TREE',
    'GIT_INDEX_FILE',
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_COMMON_DIR',
    'GIT_NAMESPACE',
    'GIT_PREFIX',
    'GIT_SHALLOW_FILE',
    'GIT_REPLACE_REF_BASE',
    'GIT_QUARANTINE_PATH',
    'GIT_CONFIG',
    'GIT_CONFIG_PARAMETERS',
    'GIT_CONFIG_COUNT',
    'GIT_IMPLICIT_WORK_TREE',
    'GIT_INTERNAL_SUPER_PREFIX',
)
# What is in a repo is content, never a say in what we do: whoever may write there would otherwise
# choose the programs that we start, or show us other objects than those that get merged.
SETTINGS = tuple(
    word
    for setting in (
        'core.hooksPath=/dev/null',
        'core.fsmonitor=false',
        'core.useReplaceRefs=false',
        'core.commitGraph=false',
        'core.quotePath=false',
        'advice.graftFileDeprecated=false',
        'log.showSignature=false',
        'diff.ignoreSubmodules=none',
        'gc.auto=0',
        'maintenance.auto=false',
        'fetch.recurseSubmodules=false',
        'push.gpgSign=false',
        # The addresses that the settings and the policy take lead nowhere else.
        'protocol.allow=never',
        *(f'protocol.{name}.allow=always' for name in ('file', 'ssh', 'https', 'http', 'git')),
    )
    for word in ('-c', setting)
)
ENVIRONMENT: Mapping[str, str | None] = {
    **dict.fromkeys(LOCAL),
    'GIT_NO_REPLACE_OBJECTS': '1',
    'GIT_GRAFT_FILE': os.devnull,
    'GIT_TERMINAL_PROMPT': '0',
    'GIT_PAGER': 'cat',
    'LC_ALL': 'C',
}
