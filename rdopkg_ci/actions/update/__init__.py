# rdopkg imports this file at every start and drops the action when that fails: only what is always
# there and light.
from rdopkg.action import Action, Arg

from rdopkg_ci import exits
from rdopkg_ci.menu import UPDATE, UPDATE_ARGUMENTS

ACTIONS = [
    Action(
        'update',
        help='submit a package update to CI, or test the pool of updates',
        description=f'{UPDATE}\n\n{exits.told(exits.OF_UPDATE)}',
        optional_args=[
            Arg(one.name, shortcut=one.shortcut, positional=one.positional, **one.settings)
            for one in UPDATE_ARGUMENTS
        ],
    ),
]
