"""In which part of a job a line was said."""

from __future__ import annotations

from collections.abc import Sequence

from rdopkg_ci.core.causes.family import Scope

TASK = 'task'
# A step of a run of ours, which tests an update, whatever it calls.
STEP = 'step'
_TASKS = ('ansible', 'vagrant')


def section(scopes: Sequence[Scope], n: int) -> str:
    """The phase of rpmbuild, such as ``%build``, that a line is in, or that it is in a task of a
    playbook; empty when in neither. Zuul runs the commands of tests as tasks, which are none.
    """
    around = [scope for scope in scopes if scope.begin <= n <= scope.end]
    phases = (one.name for one in around if one.family == 'rpm' and one.name.startswith('%'))
    families = {scope.family for scope in scopes}
    is_task = any(one.family in _TASKS for one in around) and 'zuul' not in families
    return next(phases, TASK if is_task else '')
