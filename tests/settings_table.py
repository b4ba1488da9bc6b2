"""Print the table of docs/commands.md, section Settings, out of the one that the program goes by.

python tests/settings_table.py
"""

from __future__ import annotations

from rdopkg_ci.settings.table import TABLE


def table() -> str:
    rows = ['| key | in the environment | unless set | |', '| --- | --- | --- | --- |']
    for setting in TABLE.values():
        default = f'`{setting.leaf.default}`' if setting.leaf.default else ''
        rows.append(
            f'| `{setting.name}` | `{setting.variable}` | {default} | {setting.leaf.help} |'
        )
    return '\n'.join(rows) + '\n'


if __name__ == '__main__':
    print(table(), end='')
