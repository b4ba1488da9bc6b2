"""The program on an rdo-update project of the real Gerrit, as one of its users."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote

from box import Box, Said
from gerritkit import name_of, new_project
from servers.gerrit import PASSWORD, Gerrit


class GerritBox:
    """``box`` has its embedded repo moved to a new project; `box.git` looks into the server's own
    directory of that.
    """

    def __init__(self, box: Box, gerrit: Gerrit) -> None:
        self.box = box
        self.gerrit = gerrit
        self.repo = new_project(gerrit)
        self.project = name_of(self.repo)
        box.git('push', '--quiet', str(self.repo.path), 'master:master')
        shutil.rmtree(box.home / 'rdo-update.git')
        (box.home / 'rdo-update.git').symlink_to(self.repo.path)
        box.environ.update(
            RDOPKG_CI_GERRIT_URL=gerrit.url,
            RDOPKG_CI_GERRIT_PROJECT=self.project,
            RDOPKG_CI_GERRIT_PASSWORD=PASSWORD,
        )

    def run(self, user: str, *words: str, code: int | None = 0) -> Said:
        """What a command says to a user of the Gerrit."""
        self.box.environ['RDOPKG_CI_GERRIT_USER'] = user
        self.box.environ['GIT_AUTHOR_EMAIL'] = f'{user}@example.org'
        return self.box.run(*words, code=code)

    def key(self, user: str) -> None:
        """A key for ssh, which a user has from now on, and so have all commands."""
        key = self.box.work / f'key-{user}'
        command = ['ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-f', str(key)]
        subprocess.run(command, check=True)
        public = key.with_suffix('.pub').read_text()
        self.gerrit.send_text('/accounts/self/sshkeys', public, user)
        options = '-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null'
        self.box.environ['GIT_SSH_COMMAND'] = f'ssh -i {key} {options}'

    def submit(self, *names: str) -> Sequence[str]:
        """The ids of updates of the demo that the packager has submitted."""
        done = [self.run('packager', 'update', self.box.demo(f'{name}.yml')) for name in names]
        return [said.out[:4] for said in done]

    def gate(self, code: int | None = 0) -> Said:
        return self.run('ci', 'ci', 'gate', code=code)

    def changes(self, terms: str = 'status:open', user: str = 'ci') -> Sequence[Mapping[str, Any]]:
        """What the Gerrit tells a user of the project's changes, the oldest first."""
        options = ('DETAILED_LABELS', 'MESSAGES', 'DETAILED_ACCOUNTS', 'CURRENT_REVISION')
        asked = '&'.join(f'o={option}' for option in options)
        found = self.gerrit.ask(
            'GET', f'/changes/?q=project:{self.project}+{terms}&{asked}', user=user
        )
        return sorted(found, key=lambda change: int(change['_number']))

    def change(self, terms: str = '') -> Mapping[str, Any]:
        [found] = self.changes(terms)
        return found

    def do(self, user: str, method: str, path: str, body: Any = None) -> Any:
        """Something to the one open change, as a user does it in the web."""
        [change] = self.changes(user=user)
        number = change['_number']
        return self.gerrit.ask(method, f'/changes/{number}{path}', body, user)

    def said(self, user: str = 'ci') -> Sequence[str]:
        """What a user has said of the one change."""
        messages = self.change()['messages']
        return [one['message'] for one in messages if one['author'].get('username') == user]

    def deny(
        self,
        permission: str,
        group: str = 'Service Users',
        refs: str = 'refs/heads/*',
        **more: Any,
    ) -> None:
        """Take a right on refs of the project from a group."""
        uuid = unquote(self.gerrit.ask('GET', f'/groups/{quote(group)}')['id'])
        rule = {'rules': {uuid: {'action': 'BLOCK', **more}}}
        name = permission.partition('label-')[2]
        rights = {'permissions': {permission: {**rule, **({'label': name} if name else {})}}}
        path = f'/projects/{self.project}/access'
        self.gerrit.ask('POST', path, {'add': {refs: rights}})

    def push(self, files: Mapping[str, str], message: str, user: str = 'packager') -> None:
        """A change that a person makes by hand."""
        work = self.box.work / f'tree{len(list(self.box.work.iterdir()))}'
        around = {**self.box.environ, 'GIT_COMMITTER_EMAIL': f'{user}@example.org'}

        def git(*words: str) -> None:
            subprocess.run(['git', *words], cwd=work, env=around, check=True, capture_output=True)

        work.mkdir()
        git('clone', '-q', str(self.box.home / 'rdo-update.git'), '.')
        for path, text in files.items():
            (work / path).parent.mkdir(exist_ok=True)
            (work / path).write_text(text)
        git('add', '.')
        git('commit', '-qm', message)
        place = f'{self.gerrit.url}/a/{self.project}'.replace('//', f'//{user}:{PASSWORD}@')
        git('push', '-q', place, 'HEAD:refs/for/master')
