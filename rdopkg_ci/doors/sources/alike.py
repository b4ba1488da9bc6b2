"""Builds that may be meant instead of one that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from rdopkg_ci.core.text.suggestions import close
from rdopkg_ci.core.update.update import Build


def near(build: Build, known: Iterable[str]) -> tuple[str, ...]:
    """The most like build of each package whose name is that of the build, or else like it."""
    packages: dict[str, list[str]] = {}
    for one in known:
        packages.setdefault(one.rsplit('-', 2)[0], []).append(one)
    names = [build.name] if build.name in packages else close(build.name, packages)
    found: list[str] = []
    for name in names:
        found += close(build.id, packages[name])[:1]
    return tuple(found)
