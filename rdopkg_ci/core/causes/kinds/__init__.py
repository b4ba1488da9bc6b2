"""The kinds of causes, a family a file. A new family is a new file: it is found by being here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping

from rdopkg_ci.core.causes.kind import Kind


def families() -> Mapping[str, tuple[Kind, ...]]:
    """The kinds of each family by what its file says it is about."""
    modules = [importlib.import_module(f'{__name__}.{found.name}') for found in pkgutil.iter_modules(__path__)]
    return {(module.__doc__ or '').strip(): module.KINDS for module in sorted(modules, key=lambda module: module.__name__)}
