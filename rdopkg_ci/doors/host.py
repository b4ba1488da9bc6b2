"""rdopkg, whose plugin we are: which actions it has besides ours."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from typing import Any


def actions() -> Sequence[str]:
    """What is typed for each action that it can load, of other plugins too; nothing where it keeps
    them elsewhere by now.
    """
    found = {name for module in _modules() for name in _names(module)}
    return sorted(found)


def _modules() -> Iterator[Any]:
    place = _loaded('rdopkg.actions')
    for one in pkgutil.iter_modules(getattr(place, '__path__', ())):
        if one.ispkg:
            yield _loaded(f'rdopkg.actions.{one.name}')


def _loaded(name: str) -> Any:
    """The module, or None: what fails to load is code of others, and rdopkg drops it as well."""
    try:
        return importlib.import_module(name)
    except Exception:
        return None


def _names(module: Any) -> Iterator[str]:
    for action in getattr(module, 'ACTIONS', ()):
        name = getattr(action, 'name', None)
        if isinstance(name, str):
            yield name.replace('_', '-')
