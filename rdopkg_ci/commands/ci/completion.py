"""Print what completes `rdopkg` in a shell: its actions, our commands with their options, and the
updates, their packages, releases and targets that were seen when somebody last looked.

  bash  eval "$(rdopkg ci completion bash)" in ~/.bashrc
  zsh   eval "$(rdopkg ci completion zsh)" in ~/.zshrc, after compinit
  fish  rdopkg ci completion fish > ~/.config/fish/completions/rdopkg.fish
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from rdopkg_ci import settings
from rdopkg_ci.commands import completing
from rdopkg_ci.core.judging.row import REVIEW, WORDS
from rdopkg_ci.core.phase import PHASES
from rdopkg_ci.core.update.place import DIRECTORIES
from rdopkg_ci.doors import host
from rdopkg_ci.errors import CiError, Exit
from rdopkg_ci.flows.services.remembered import Remembered, remembered
from rdopkg_ci.view.completion import SCRIPTS


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        'shell',
        nargs='?',
        choices=sorted(SCRIPTS),
        help='print its script, that of bash unless named',
    )
    parser.add_argument(
        '--words',
        action='store_true',
        help='what the scripts ask: read the words after `rdopkg`, a line each, and print what the'
        ' last one may become',
    )


def run(options: argparse.Namespace) -> int:
    if options.words:
        words = sys.stdin.read().removesuffix('\n').split('\n')
        found = completing.candidates(words, _values(_known()))
        print(''.join(f'{one}\n' for one in found), end='')
    else:
        print(SCRIPTS[options.shell or 'bash'], end='')
    return Exit.OK


def _known() -> Remembered:
    """Whatever is wrong here, the command that is being written says it better."""
    try:
        return remembered(settings.load())
    except (CiError, OSError):
        return Remembered()


def _values(known: Remembered) -> Mapping[str, Sequence[str]]:
    """By the names that the arguments of our commands have."""
    targets = list(map(str, known.targets))
    words = (*WORDS, REVIEW, *DIRECTORIES, *PHASES)
    ids = [*known.update_ids, *known.packages]
    what = [*ids, *known.releases, *targets, *words]
    return {
        'ACTION': host.actions(),
        'ID': ids,
        'LOG': what,
        'RELEASE': known.releases,
        'RELEASE/DIST': targets,
        'TARGET': targets,
        'WHAT': what,
    }
