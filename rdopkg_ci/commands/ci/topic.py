"""Print the topic computed from each update file, one a line, with dists spelled as the policy
spells them.
"""

from __future__ import annotations

import argparse

from rdopkg_ci import settings
from rdopkg_ci.core.update import topic, update_file
from rdopkg_ci.doors import files
from rdopkg_ci.errors import CiError, Exit, UsageError
from rdopkg_ci.flows.services import open_services
from rdopkg_ci.flows.submission.submit import LIMIT


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument('files', nargs='+', metavar='FILE', help='update file, or -')


def run(options: argparse.Namespace) -> int:
    services = open_services(settings.load(), create=False)
    policy = services.policy(services.repo.tip())
    errors: list[CiError] = []
    for path in options.files:
        try:
            data, name = files.given(path, LIMIT), files.called(path)
            update = update_file.parse(data, name, policy).update
            print(topic.topic(update.targets), flush=True)
        except CiError as error:
            errors.append(error)
    if len(options.files) == 1 and errors:
        raise errors[0]
    if errors:
        problem = '\n'.join(map(str, errors))
        raise UsageError(problem, 'The topics of the other files, if any, were printed.')
    return Exit.OK
