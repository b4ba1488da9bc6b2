"""What a pass of the gate asks of a real Gerrit, by the server's own log."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gerritkit import new_project, review_of
from memory import MemoryEngine
from scene import BUILD, TARGETS, TODAY, Scene
from servers.gerrit import Gerrit

from rdopkg_ci.core.runs.verdict import Verdict
from rdopkg_ci.flows import gate
from rdopkg_ci.flows.services import Services

COUNT = 100


def pushed(services: Services, count: int) -> None:
    """Open changes, one upon the other, for a push brings no others at once."""
    revision = services.repo.tip()
    for number in range(count):
        builds = [BUILD.format(number=number, target=target.split('/')) for target in TARGETS]
        content = f'notes: Update {number}\nbuilds:\n{"".join(builds)}'.encode()
        key = f'I{hashlib.sha1(str(number).encode()).hexdigest()}'
        message = f'New {number:03}x\n\nChange-Id: {key}\n'
        edits = {f'updates/{number:03}x.yml': content}
        revision = services.repo.clone.commit(revision, edits, message)
    topic = 'topic=juno_epel-7/kilo_el7_f22'
    done = services.repo.server.pushed(f'{revision}:refs/for/master', topic)
    assert done.code == 0, done.err


def test_an_idle_pass_over_many_changes(tmp_path: Path, gerrit: Gerrit) -> None:
    scene, repo = Scene(tmp_path), new_project(gerrit)
    scene.git.run('push', '--quiet', str(repo.path), 'refs/heads/master')
    review, engine = review_of(gerrit, repo, tmp_path), MemoryEngine()
    services = Services(scene.services.settings, review.repo, review, engine)
    pushed(services, COUNT)
    while gate.once(services, TODAY).unfinished:
        scene.engine = engine
        scene.end(Verdict.FAILED)
    assert len(engine.started) == COUNT * len(TARGETS)
    assert [vote.value for change in review.open_changes() for vote in change.votes] == [-1] * COUNT
    before = len(gerrit.requests())
    fresh = services._replace(review=review_of(gerrit, repo, tmp_path))
    seen = gate.once(fresh, TODAY)
    assert (seen.events, seen.problems) == ([], [])
    asked = gerrit.requests()[before:]
    assert 0 < len(asked) <= 10, asked
