"""What servers of the family answer differently."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Regime:
    """``folded`` is the status for a request that is in the queue already; 0: as any other, 302 to
    the job. ``config`` says what a job's file reads back as: ``posted``, or ``saved`` in the form
    of the server. ``progressive`` is how a log is followed: ``lines``, ``raw`` or ``streaming``.
    """

    headers: tuple[tuple[str, str], ...] = (('X-Hudson', '1.395'), ('X-Jenkins', '2.541.3'))
    names_itself_in_api: bool = True
    json_type: str = 'application/json;charset=utf-8'
    started: int = 201
    folded: int = 303
    has_classes: bool = True
    has_queue_ids: bool = True
    has_ranges: bool = True
    has_tree: bool = True
    has_all_builds: bool = True
    has_in_progress: bool = True
    has_crumbs: bool = True
    has_who_am_i: bool = True
    has_folders: bool = True
    has_junit_in_core: bool = False
    config: str = 'posted'
    progressive: str = 'raw'
    new_statuses: bool = True


JENKINS_2_541 = Regime()
# Writes what it was given in its own form.
JENKINS_2_568 = replace(
    JENKINS_2_541,
    headers=(('X-Hudson', '1.395'), ('X-Jenkins', '2.568')),
    config='saved',
    progressive='streaming',
)
JENKINS_2_462 = replace(
    JENKINS_2_541,
    headers=(('X-Hudson', '1.395'), ('X-Jenkins', '2.462.3')),
    progressive='lines',
    new_statuses=False,
)
JENKINS_2_300 = replace(
    JENKINS_2_462, headers=(('X-Hudson', '1.395'), ('X-Jenkins', '2.300')), folded=201,
    has_in_progress=False,
)  # fmt: skip
JENKINS_1_580 = replace(
    JENKINS_2_300,
    headers=(('X-Hudson', '1.395'), ('X-Jenkins', '1.580.3')),
    has_classes=False,
    has_all_builds=False,
    has_crumbs=False,
    has_folders=False,
)
HUDSON_1_398 = replace(
    JENKINS_1_580,
    headers=(('X-Hudson', '1.398'),),
    names_itself_in_api=False,
    json_type='application/javascript;charset=UTF-8',
    started=302,
    folded=302,
    has_queue_ids=False,
    has_ranges=False,
    has_who_am_i=False,
    has_junit_in_core=True,
    config='saved',
)
HUDSON_1_360 = replace(HUDSON_1_398, headers=(('X-Hudson', '1.360'),), has_tree=False)
REGIMES = {
    '2.568': JENKINS_2_568,
    '2.541': JENKINS_2_541,
    '2.462': JENKINS_2_462,
    '2.300': JENKINS_2_300,
    '1.580': JENKINS_1_580,
    'hudson': HUDSON_1_398,
    'hudson of before': HUDSON_1_360,
}
