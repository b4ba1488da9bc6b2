"""The job whose builds are the runs of a phase."""

from __future__ import annotations

from typing import NamedTuple

from rdopkg_ci.core.jobs.job_definition import name_of
from rdopkg_ci.core.runs.request import Request
from rdopkg_ci.doors.jenkins.address import JenkinsAddress

RESULT = 'result'


class JenkinsJob(NamedTuple):
    """``label`` is empty for the job of the agents that all targets share."""

    address: JenkinsAddress
    phase: str
    label: str = ''

    @classmethod
    def of(cls, address: JenkinsAddress, request: Request) -> JenkinsJob:
        return cls(address, request.phase, request.label)

    @property
    def name(self) -> str:
        return name_of(self.phase, self.label)

    @property
    def path(self) -> str:
        """Its path below the server's root."""
        return self.address.job(self.name)

    @property
    def url(self) -> str:
        return self.address.root + self.path
