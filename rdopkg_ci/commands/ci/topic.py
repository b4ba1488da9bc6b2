"""Print the topic computed from each update file, one a line, with dists spelled as the policy
spells them.

  rdopkg ci topic up.yml   such as juno_epel-7
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.commands import several, telling
from rdopkg_ci.core.text.terminal import safe_line
from rdopkg_ci.core.update import topic, update_file
from rdopkg_ci.doors import files
from rdopkg_ci.errors import worst
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.flows.submission.submit import LIMIT


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('files', nargs='+', metavar='FILE', help='update file, or -')
    telling.arguments(parser)


def run(options: argparse.Namespace) -> int:
    services, tell = open_services(settings.load(), create=False), telling.Teller(options.json)
    tip, stale = services.repo.seen()
    policy = services.policy(tip)
    tell.problems([stale] if stale else [])
    topics: list[dict[str, str]] = []

    def one(file: str) -> None:
        data, name = files.given(file, LIMIT), files.called(file)
        found = topic.topic(update_file.parse(data, name, policy).update.targets)
        topics.append({'file': safe_line(file), 'topic': found})
        tell.text(f'{found}\n')

    failures = several.each(options.files, one, tell)
    tell.finish(topics=topics)
    return worst(failures)
