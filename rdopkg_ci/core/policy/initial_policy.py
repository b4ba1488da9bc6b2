"""The text of the policy that is written at first use."""

from __future__ import annotations

import json
from collections.abc import Callable

from rdopkg_ci.core.target import Target

ERA = {
    'icehouse': 'epel-6 epel-7 fedora-20',
    'juno': 'epel-7 fedora-21',
    'kilo': 'el7 f22',
    'liberty': 'el7 f22 f23',
}
_INITIAL = """\
# The policy of this rdo-update repo: which targets there are and how CI treats them. Edit it like
# an update, in a clone, as a commit, reviewed; `rdopkg ci policy FILE` checks it. phase1 goes by
# the branch's, phase2 and stage by that of the commit they test. docs/pipeline.md has every key.

# Release, then dist, as updates spell them. `production` is the URL of the yum repo that we
# publish to: file, http or https; it starts empty. `base` lists what lies under it, such as the
# OS and EPEL. To make this your own: replace releases and dists by yours, and give each its
# repos. Instead, `rdoinfo: {local: /DIRECTORY}` or `rdoinfo: {git: https://…}` takes them from
# rdoinfo's rdo.yml.
releases:
%(releases)s
# Targets that exist but take no updates, and why.
special:
  juno/fedora-20: this repo is a symlink to that of juno/fedora-21; submit to juno/fedora-21 instead

# Other spellings of dists, `written: meant`. elN, epel-N, centosN and rhelN are known to be the
# same, and so are fN, fcN and fedora-N; a release's own spelling wins.
aliases: {}

# Globs of the packages that provision a cloud: an update with one of them is installed before
# provisioning, others after it.
must_provision: [openstack-packstack, openstack-puppet-modules]

# Targets left out of judgement until a day, by `rdopkg ci disable`: shown as disabled, never as
# green. A signature narrows it.
disabled: []

# How often a run is repeated that ended in an error of the infrastructure.
retries: 1

# Labels of the agents of a Jenkins, by globs of targets such as "*/epel-6", where agents differ.
agents: {}

# Whose comment `recheck` in a review has what failed tested again: anyone, or a list of owner,
# reviewers, user names and addresses.
recheck: anyone

# What runs may take, and commands of our own after the built-in steps, word by word and without a
# shell:
#   steps:
#     - {name: packstack, command: [packstack, --allinone, "--additional-repo={repo_file}"]}
# {release}, {dist}, {target}, {repo_file} and {policy_dir} are filled in; a script that lies in
# this repo is named by its path, such as ci/tempest.sh. A step may also have `always: true` (it
# runs after a failure too), a `timeout` of its own, and a `role`: docs/pipeline.md has them.
phases:
  phase1: {steps: [], timeout: 120m}
  phase2: {steps: [], timeout: 180m}
  stage: {steps: [], timeout: 180m}
"""


def initial(production_url: Callable[[Target], str]) -> str:
    """The policy for 2014 and 2015, with comments that say how to make it one's own."""
    lines = []
    for release, dists in ERA.items():
        lines.append(f'  {release}:\n')
        lines += [
            f'    {dist}: {{production: {json.dumps(production_url(Target(release, dist)))}, base:'
            ' []}\n'
            for dist in dists.split()
        ]
    return _INITIAL % {'releases': ''.join(lines)}
