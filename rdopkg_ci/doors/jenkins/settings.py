"""The section ``jenkins`` of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.core.jobs.job_definition import KEEP, LEAST, MOST
from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.leaf import USER, Leaf, directory, number, word

# Where the API token of the user is.
VARIABLE = 'RDOPKG_CI_JENKINS_TOKEN'


@dataclass(frozen=True)
class JenkinsSettings:
    """``url`` is empty for the local engine, ``user`` for anonymous; ``ca`` is a file of
    certificates, None for those of the system; ``keep`` builds of a phase are kept by its job.
    """

    url: str
    user: str
    ca: Path | None
    keep: int


LEAVES = (
    Leaf('url', addresses.server, '', 'the Jenkins that runs the phases; empty: local runs'),
    Leaf('user', word(USER), '', 'who we are there; empty: anonymous'),
    Leaf(
        'ca', directory, '', 'file of the certificates that sign its own; empty: the system’s', None
    ),
    Leaf('keep', number(LEAST, MOST), str(KEEP), 'builds of a phase that its job keeps, from 100'),
)
