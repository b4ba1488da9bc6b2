"""Check a policy: a file, - for standard input, or without FILE the one of the rdo-update repo.

All that is wrong is named by its line, and it ends with code 2; so are steps whose program lies
beside the policy and cannot be started. What is hardly meant is warned of,
and base repos that would lie on this machine and do not.

  rdopkg ci policy ci.yml   before it is proposed
  rdopkg ci policy          the one in force
  rdopkg ci policy --init   begin: make the repo, without a server, before any update
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from rdopkg_ci import settings
from rdopkg_ci.commands import telling
from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.doubts import doubts
from rdopkg_ci.core.policy.policy import Policy
from rdopkg_ci.core.text.characters import LIMIT
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, Exit, UsageError
from rdopkg_ci.flows import bases
from rdopkg_ci.flows.services import embedded, open_branch, policies, scripts
from rdopkg_ci.settings import Settings
from rdopkg_ci.view import policy as view


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('file', nargs='?', default='', metavar='FILE', help='the policy to check')
    parser.add_argument(
        '--init',
        action='store_true',
        help='make the rdo-update repo in our home, with a policy to start from',
    )
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    tell, config = telling.Teller(options.json), settings.load()
    if options.init:
        if options.file:
            problem = '--init: only without FILE'
            raise UsageError(problem, 'Push your policy once there is a repo: docs/admin.md.')
        tell.text(f'made {embedded.begin(config)}: clone it, edit ci.yml, commit, and push\n')
    policy = _policy(config, options.file)
    tell.text(view.text(policy, date.today()))
    tell.problems([*(CiError(*doubt) for doubt in doubts(policy)), *bases.doubtful(policy)])
    tell.finish(**view.data(policy))
    return Exit.OK


def _policy(config: Settings, name: str) -> Policy:
    if not name:
        branch = open_branch(config, create=False)
        tip = branch.repo.tip()
        policy = policies.own(config, branch.repo, tip)
        scripts.check_at(branch.repo, tip, policy)
        return policy
    data = files.given(name, LIMIT)
    policy = policies.completed(config, policy_file.parse(data, files.called(name)))
    if name != files.STDIN:
        scripts.check_beside(Path(name), policy)
    return policy
