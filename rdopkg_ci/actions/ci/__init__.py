# rdopkg imports this file at every start and drops the action when that fails: only what is always
# there and light.
from rdopkg.action import Action, Arg

from rdopkg_ci import exits
from rdopkg_ci.menu import ABOUT, listing

ACTIONS = [
    Action(
        'ci',
        help=ABOUT,
        description=f'{ABOUT[0].upper()}{ABOUT[1:]}.\n\n'
        f'commands:\n{listing()}\n\n{exits.told(exits.EVERY)}\n\n'
        '`rdopkg ci COMMAND --help` shows the options of one command.',
        optional_args=[
            Arg(
                'command',
                positional=True,
                nargs='?',
                metavar='COMMAND',
                help='one of the commands above',
            ),
            Arg(
                'arguments',
                positional=True,
                nargs='...',
                metavar='...',
                help='what the command takes',
            ),
            Arg('version', action='store_true', help="print this plugin's version"),
        ],
    ),
]
