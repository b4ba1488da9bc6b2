"""The documentation is true where a machine can tell."""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

import pytest
from causes_page import page
from man_pages import PLACE, pages
from settings_table import table

from rdopkg_ci.actions.update import ACTIONS
from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.menu import COMMANDS
from rdopkg_ci.settings.table import SECRET_VARIABLES, TABLE

DOCS = Path(__file__).parents[1] / 'docs'
PAGES = [*sorted(DOCS.glob('*.md')), DOCS.parent / 'README.md']
SECTIONS = dict(
    re.findall(
        r'^## (.*?)\n(.*?)(?=^## |\Z)', (DOCS / 'commands.md').read_text('utf-8'), re.S | re.M
    )
)


@pytest.mark.parametrize('name', COMMANDS)
def test_every_option_of_a_command_is_documented(name: str) -> None:
    parser = argparse.ArgumentParser(add_help=False)
    importlib.import_module(f'rdopkg_ci.commands.ci.{name}').arguments(parser)
    documented = set(re.findall(r'`(-[-\w]+)`', SECTIONS[f'rdopkg ci {name}']))
    assert documented == {option for action in parser._actions for option in action.option_strings}


def test_every_command_is_listed_with_what_the_menu_says() -> None:
    text = (DOCS / 'commands.md').read_text('utf-8')
    for name, summary in COMMANDS.items():
        assert f'| [`rdopkg ci {name}`](#rdopkg-ci-{name}) | {summary} |\n' in text


def test_every_option_of_update_is_documented() -> None:
    arguments = [argument for argument in ACTIONS[0].optional_args if not argument.positional]
    options = {f'--{argument.name.replace("_", "-")}' for argument in arguments}
    options |= {argument.shortcut for argument in arguments if argument.shortcut}
    assert set(re.findall(r'`(-[-\w]+)`', SECTIONS['rdopkg update'])) == options


def test_every_setting_is_documented() -> None:
    assert table() in SECTIONS['Settings'], 'take it from: python tests/settings_table.py'


def test_settings_that_help_and_documents_name_exist() -> None:
    known = {setting.variable for setting in TABLE.values()} | set(SECRET_VARIABLES.values())
    texts = [ACTIONS[0].description, *(path.read_text('utf-8') for path in PAGES)]
    named = set(re.findall(r'RDOPKG_CI_[A-Z_]*[A-Z]', ' '.join(texts)))
    assert named - known <= {'RDOPKG_CI_NO_SKIPS', 'RDOPKG_CI_SECTION_KEY'}


def test_the_page_of_causes_is_what_the_code_knows() -> None:
    assert (DOCS / 'causes.md').read_text('utf-8') == page(), (
        'run: python tests/causes_page.py > docs/causes.md'
    )


def test_the_manual_pages_say_what_help_says() -> None:
    there = {path.name: path.read_text('utf-8') for path in PLACE.iterdir()}
    assert there == dict(pages()), 'run: python tests/man_pages.py'


def test_a_manual_page_has_what_people_look_for_where_they_look() -> None:
    wanted = re.compile(
        'NAME SYNOPSIS DESCRIPTION( ARGUMENTS)? OPTIONS( EXAMPLES)? EXIT STATUS SEE ALSO'
    )
    for name, text in pages():
        headings = ' '.join(re.findall(r'^\.SH (.*)$', text, re.M))
        assert wanted.fullmatch(headings), name


def test_the_policy_in_the_documentation_is_one() -> None:
    text = (DOCS / 'pipeline.md').read_text('utf-8')
    [example] = re.findall(r'^```yaml\n(.*?)^```', text, re.S | re.M)
    assert policy_file.parse(example.encode(), 'pipeline.md').phases['phase1'].steps


@pytest.mark.parametrize('path', PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r'\]\((?!https?:)([^)#]+)', path.read_text('utf-8')):
        assert (path.parent / link).exists(), link
