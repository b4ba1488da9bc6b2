"""Settings out of a file and the environment: what each sets, and everything that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from rdopkg_ci import settings
from rdopkg_ci.core.text.terminal import quoted
from rdopkg_ci.errors import CiError, InvalidInput, UsageError
from rdopkg_ci.settings import Settings, environment
from rdopkg_ci.settings.table import TABLE

SAMPLES = {
    'home': '/srv/ci',
    'update_repo': 'ssh://ci@git.example.org:29418/rdo-update',
    'branch': 'rpm-master',
    'gerrit.url': 'https://gerrit.example.org/r',
    'gerrit.project': 'rdo/rdo-update',
    'gerrit.branch': 'main',
    'gerrit.user': 'rdo-ci',
    'jenkins.url': 'http://jenkins.example.org:8080/job/rdo',
    'jenkins.user': 'ci@example.org',
    'gerrit.ca': '/etc/pki/ca.pem',
    'jenkins.ca': '/etc/pki/ca.pem',
    'jenkins.keep': '5000',
    'sources.local': '/srv/rpms',
    'sources.koji_hub': 'https://koji.example.org/kojihub',
    'sources.koji_top': 'https://koji.example.org/kojifiles',
    'sources.cbs_hub': 'https://cbs.example.org/kojihub',
    'sources.cbs_top': 'https://cbs.example.org/kojifiles',
    'sources.brew_hub': 'https://brew.example.org/brewhub',
    'sources.brew_top': 'https://brew.example.org/brewroot',
    'sources.copr': 'https://copr.example.org',
    'sources.copr_project': 'cloud-{release}',
    'sources.copr_chroot': 'epel-7-x86_64',
    'sources.http': 'https://rpms.example.org/built',
    'publish.stage': '/srv/stage',
    'publish.production': '/srv/production',
    'publish.sign_key': 'RDO <rdo@example.org>',
    'runs.workers': '5',
    'runs.keep': '7',
    'runs.keep_days': '0',
    'runs.memory': '0',
    'runs.file_size': '100',
    'runs.open_files': '64',
    'runs.log': '5',
    'runs.environment': 'LAB',
    'runs.transaction': 'test',
}


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return tmp_path / 'rdopkg-ci.yml'


@pytest.fixture
def own(home: Path) -> Path:
    (home / '.rdopkg').mkdir()
    return home / '.rdopkg' / 'ci.yml'


def load(home: Path, system: Path, **environ: str) -> Settings:
    return settings.load({'HOME': str(home), **environ}, system)


def told(home: Path, system: Path, **environ: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        load(home, system, **environ)
    return str(caught.value).splitlines()


def value(found: Settings, name: str) -> object:
    for part in name.split('.'):
        found = getattr(found, part)
    return found


def test_unless_set_it_is_the_embedded_default(home: Path, system: Path) -> None:
    found = load(home, system)
    ours = home / '.rdopkg' / 'ci'
    assert (found.home, found.update_repo, found.branch) == (ours, '', 'master')
    assert found.embedded_repo == ours / 'rdo-update.git'
    assert (found.gerrit.url, found.gerrit.branch, found.jenkins.url) == ('', 'master', '')
    assert found.jenkins.ca is None
    assert found.sources.local == ours / 'rpms'
    assert found.publish == settings.PublishSettings(ours / 'stage', ours / 'production', '')
    assert found.runs == settings.RunSettings(2, 1000, 90, 4096, 16384, 4096, 100, (), 'auto')


def test_the_samples_are_of_every_setting() -> None:
    assert SAMPLES.keys() == TABLE.keys()


@pytest.mark.parametrize('name', SAMPLES)
def test_every_setting_by_file_and_by_environment(
    name: str, home: Path, own: Path, system: Path
) -> None:
    section, _, key = name.rpartition('.')
    line = f'{key}: {SAMPLES[name]}\n'
    own.write_text(f'{section}:\n  {line}' if section else line)
    by_file = load(home, system)
    found = value(by_file, name)
    assert (' '.join(found) if isinstance(found, tuple) else str(found)) == SAMPLES[name]
    own.unlink()
    assert load(home, system, **{TABLE[name].variable: SAMPLES[name]}) == by_file
    assert load(home, system) != by_file


def test_the_environment_wins_and_what_is_empty_sets_nothing(
    home: Path, own: Path, system: Path
) -> None:
    own.write_text('home: ~/x\nbranch:\nruns: {workers: 3, keep: 9}\npublish:\n')
    found = load(home, system, RDOPKG_CI_RUNS_WORKERS='4', RDOPKG_CI_RUNS_KEEP='')
    assert (found.runs.workers, found.runs.keep, found.branch) == (4, 9, 'master')
    assert found.publish.stage == home / 'x' / 'stage', 'what is not set follows home'


@pytest.mark.parametrize('text', ['', '# nothing\n', '---\n', '~\n'])
def test_a_file_may_set_nothing(text: str, home: Path, own: Path, system: Path) -> None:
    own.write_text(text)
    assert load(home, system) == load(home.parent, system, HOME=str(home))


def test_the_file_of_the_system_is_for_who_has_none(home: Path, own: Path, system: Path) -> None:
    system.write_text('branch: theirs\n')
    assert load(home, system).branch == 'theirs'
    own.write_text('runs: {workers: 3}\n')
    assert load(home, system).branch == 'master'


def test_gerrit_has_the_branch_of_the_repo(home: Path, system: Path) -> None:
    assert load(home, system, RDOPKG_CI_BRANCH='rpm').gerrit.branch == 'rpm'


WRONG = {
    'homme: /x': "line 1: unknown key 'homme' in settings; did you mean 'home'?",
    'gerrit: {project: a, brnch: b}': "line 1: unknown key 'brnch' in gerrit; did you mean 'branch'?",
    'home: /x\nhome: /y': "line 2: the key 'home' stands here and in line 1; keep one",
    '- a': 'line 1: settings must be a mapping with the keys home, update_repo, branch, gerrit,'
    ' jenkins, sources, publish, runs, not a list',
    'jenkins: https://x': 'line 1: jenkins must be a mapping with the keys url, user, ca, keep, not'
    ' one value',
    'stage: /x': "line 1: 'stage' is now stage of the section publish: write publish: {stage: …}"
    ' (RDOPKG_CI_PUBLISH_STAGE in the environment)',
    'workers: 3': "line 1: 'workers' is now workers of the section runs: write runs: {workers: …}"
    ' (RDOPKG_CI_RUNS_WORKERS in the environment)',
    'gerrit_url: x': "line 1: 'gerrit_url' is now url of the section gerrit: write gerrit:"
    ' {url: …} (RDOPKG_CI_GERRIT_URL in the environment)',
    'home: /x\nsources: ~/rpms': 'line 2: sources is a section now: write sources: {local: ~/rpms}',
    'jenkins:\n  api_token: s3cret': "line 2: 'api_token' is a secret, which no settings hold; put"
    ' it into ~/.netrc or the environment variable RDOPKG_CI_JENKINS_TOKEN',
    'gerrit: {password: s3cret}': "line 1: 'password' is a secret, which no settings hold; put it"
    ' into ~/.netrc or the environment variable RDOPKG_CI_GERRIT_PASSWORD',
    'passwd: s3cret': "line 1: 'passwd' is a secret, which no settings hold; put it into ~/.netrc"
    ' or `git credential`',
    'gerrit: {url: "https://me:s3cret@x"}': 'line 1: gerrit.url holds a user name or password; keep'
    ' it in ~/.netrc',
    'jenkins: {url: "https://me:s3cret@[::1"}': 'line 1: jenkins.url is not a URL',
    'gerrit: {url: file:///x}': "line 1: gerrit.url 'file:///x' must be an http or https URL",
    'runs: {workers: 65}': "line 1: runs.workers '65' is not a number from 1 to 64",
    'runs: {keep: many}': "line 1: runs.keep 'many' is not a number from 0 to 1000000",
    'runs: {keep: [1]}': 'line 1: runs.keep must be text, not a list',
    'publish:\n  stage: here': "line 2: publish.stage 'here' must be a path from / or ~ on",
    'home: ~nobody-of-that-name/x': "line 1: home '~nobody-of-that-name/x' must be a path from /"
    ' or ~ on',
    'branch: -x': "line 1: branch '-x' must be up to 255 letters, digits and . _ + - /, the first a"
    ' letter or digit, and hold no ".."',
    'branch: a/b.lock': "line 1: branch 'a/b.lock' must be up to 255 letters, digits and . _ + - /,"
    ' the first a letter or digit, and hold no ".."',
    'home: "/x\\e[31m"': 'line 1: home holds U+001B, a control, bidirectional or invisible'
    ' character; remove it',
}


@pytest.mark.parametrize('text', WRONG)
def test_what_is_wrong_is_told_by_its_line(text: str, home: Path, own: Path, system: Path) -> None:
    own.write_text(text)
    assert told(home, system) == [f'{own}:', f'  {WRONG[text]}']


def test_all_that_is_wrong_is_told_at_once(home: Path, own: Path, system: Path) -> None:
    own.write_text('stage: /x\nruns: {workers: 0}\n')
    around = {'RDOPKG_CI_RUNS_KEEP': 'all', 'RDOPKG_CI_BRANCHES': 'x'}
    words = [line.split("'")[0].strip() for line in told(home, system, **around)]
    assert words == [
        f'{own}:',
        'line 1:',
        'line 2: runs.workers',
        'the environment: RDOPKG_CI_BRANCHES is no setting; did you mean RDOPKG_CI_BRANCH?',
        'the environment: RDOPKG_CI_RUNS_KEEP',
    ]


@pytest.mark.parametrize(
    ('variable', 'problem'),
    [
        ('RDOPKG_CI_SOURCES', 'RDOPKG_CI_SOURCES is now RDOPKG_CI_SOURCES_LOCAL'),
        ('RDOPKG_CI_STAGE', 'RDOPKG_CI_STAGE is now RDOPKG_CI_PUBLISH_STAGE'),
        (
            'RDOPKG_CI_GERRIT_PASSWD',
            'RDOPKG_CI_GERRIT_PASSWD is no setting; did you mean RDOPKG_CI_GERRIT_PASSWORD?',
        ),
        ('RDOPKG_CI_HOMME', 'RDOPKG_CI_HOMME is no setting; did you mean RDOPKG_CI_HOME?'),
        (
            'RDOPKG_CI_JENKINS_KEY',
            'RDOPKG_CI_JENKINS_KEY is no setting; did you mean RDOPKG_CI_JENKINS_TOKEN?',
        ),
        (
            'RDOPKG_CI_PUBLISH_KEY',
            'RDOPKG_CI_PUBLISH_KEY is no setting; did you mean RDOPKG_CI_PUBLISH_SIGN_KEY?',
        ),
        (
            'RDOPKG_CI_RUNS_WORKERS',
            "RDOPKG_CI_RUNS_WORKERS '/x' is not a number from 1 to 64",
        ),
    ],
)
def test_what_is_wrong_in_the_environment(
    variable: str, problem: str, home: Path, system: Path
) -> None:
    assert told(home, system, **{variable: '/x'}) == ['the environment:', f'  {problem}']


@pytest.mark.parametrize(
    'variable',
    [
        'RDOPKG_CI_JENKINS_TOKEN',
        'RDOPKG_CI_GERRIT_PASSWORD',
        'RDOPKG_CI_NO_SKIPS',
        'RDOPKG_CI_COLOUR_OF_THE_SHED',
        'RDOPKG_C',
    ],
)
def test_variables_that_are_none_of_ours(variable: str, home: Path, system: Path) -> None:
    assert 's3cret' not in repr(load(home, system, **{variable: 's3cret'}))


@pytest.mark.parametrize(
    ('variable', 'problem'),
    [
        ('RDOPKG_CI_JENKIN_TOKEN', '; did you mean RDOPKG_CI_JENKINS_TOKEN?'),
        ('RDOPKG_CI_JENKINS_PASSWORD', '; did you mean RDOPKG_CI_JENKINS_TOKEN?'),
        ('RDOPKG_CI_JENKINS_SECRET', '; did you mean RDOPKG_CI_JENKINS_TOKEN?'),
        ('RDOPKG_CI_GERRIT_TOKEN', '; did you mean RDOPKG_CI_GERRIT_PASSWORD?'),
        ('RDOPKG_CI_GERRIT_PASSWD', None),
        ('RDOPKG_CI_LOCAL', '; did you mean RDOPKG_CI_SOURCES_LOCAL?'),
        ('RDOPKG_CI_COLOUR_OF_THE_SHED', ''),
        ('RDOPKG_CI_\x1b[31mX', ''),
        ('RDOPKG_CI_GERRIT_PASSWORD', None),
        ('RDOPKG_CI_HOME', None),
        ('RDOPKG_CI_HOMME', None),
        ('RDOPKG_CI_STAGE', None),
    ],
)
def test_what_counts_for_nothing_is_named(variable: str, problem: str | None) -> None:
    told = environment.ignored({variable: 's3cret', 'RDOPKG_CI_EMPTY': ''})
    shown = quoted(variable)[1:-1]
    assert told == ([] if problem is None else [f'{shown} is no setting{problem}'])


@pytest.mark.parametrize('text', ['passwd: s3cret', 'jenkins: {token: s3cret}'])
def test_a_secret_is_never_shown(text: str, home: Path, own: Path, system: Path) -> None:
    own.write_text(text)
    assert 's3cret' not in '\n'.join(told(home, system))


REPOS = (
    'https://git.example.org/rdo-update',
    'https://me@git.example.org:8443/a/rdo-update',
    'ssh://ci@gerrit.example.org:29418/rdo-update',
    'git://git.example.org/x',
    'file:///srv/rdo-update.git',
    'git@example.org:rdo/rdo-update.git',
    'host:path',
    '[::1]:path',
    '/srv/rdo-update.git',
    '/srv/with a space:and a colon',
)
NO_REPOS = {
    '-x': 'is an option or a program',
    '--upload-pack=x': 'is an option or a program',
    'ext::sh -c id': 'is an option or a program',
    'fd::3': 'is an option or a program',
    '::x': 'is an option or a program',
    'ssh://-oProxyCommand=id/x': 'is not the address of a git repo',
    'ssh://-l@host/x': 'is not the address of a git repo',
    '-oProxyCommand=id:x': 'is an option or a program',
    'host:-x': 'is not the address of a git repo',
    'here': 'is not the address of a git repo',
    './here': 'is not the address of a git repo',
    'ftp://example.org/x': 'is not the address of a git repo',
    'https://a b/': 'is not the address of a git repo',
    'https://': 'is not the address of a git repo',
    'file://host/x': 'is not the address of a git repo',
    'https://[::1': 'is not a URL',
    'https://me:s3cret@git.example.org/x': 'holds a password',
    'https://me:s3cret@[::1': 'is not a URL',
}


@pytest.mark.parametrize('address', REPOS)
def test_a_repo_may_be_anywhere(address: str, home: Path, system: Path) -> None:
    assert load(home, system, RDOPKG_CI_UPDATE_REPO=address).update_repo == address


def test_a_repo_of_the_person(home: Path, system: Path) -> None:
    assert load(home, system, RDOPKG_CI_UPDATE_REPO='~/x').update_repo == f'{home}/x'


@pytest.mark.parametrize('address', NO_REPOS)
def test_what_git_would_run_or_not_find(address: str, home: Path, system: Path) -> None:
    text = '\n'.join(told(home, system, RDOPKG_CI_UPDATE_REPO=address))
    assert NO_REPOS[address] in text
    assert 's3cret' not in text


@pytest.mark.parametrize(
    ('stage', 'production'), [('/x', '/x'), ('/x/y', '/x'), ('/x', '/x/y'), ('/x/../y', '/y')]
)
def test_stage_and_production_lie_apart(
    stage: str, production: str, home: Path, own: Path, system: Path
) -> None:
    own.write_text(f'publish: {{stage: {stage}, production: {production}}}\n')
    assert 'must lie apart' in told(home, system)[1]


def test_a_file_that_cannot_be_read(home: Path, own: Path, system: Path) -> None:
    own.mkdir()
    with pytest.raises(UsageError, match='Is a directory'):
        load(home, system)
    own.rmdir()
    own.write_bytes(b'#' * 1_000_001)
    with pytest.raises(CiError, match='larger than'):
        load(home, system)


@pytest.mark.parametrize(
    ('names', 'problem'),
    [
        ('LAB GERRIT_TOKEN', "'GERRIT_TOKEN' is a secret, which no command may see"),
        ('RDOPKG_CI_GERRIT_PASSWORD', 'is a secret'),
        ('LAB=7', "'LAB=7' is not the name of a variable"),
    ],
)
def test_commands_see_no_secrets(home: Path, system: Path, names: str, problem: str) -> None:
    found = told(home, system, RDOPKG_CI_RUNS_ENVIRONMENT=names)
    assert problem in '\n'.join(found)


def test_names_of_variables_have_spaces_between(home: Path, system: Path) -> None:
    assert load(home, system, RDOPKG_CI_RUNS_ENVIRONMENT=' A  B').runs.environment == ('A', 'B')


def test_a_checkout_names_its_gerrit_where_nobody_else_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / '.git').mkdir()
    (tmp_path / 'ci.yml').touch()
    (tmp_path / '.gitreview').write_text('[gerrit]\nhost=x.example.org\nproject=rdo-update.git\n')
    monkeypatch.chdir(tmp_path)
    found = settings.load({'HOME': str(tmp_path)}, tmp_path / 'none.yml')
    assert (found.gerrit.url, found.gerrit.project) == ('https://x.example.org', 'rdo-update')
    assert found.gerrit.from_checkout
    assert found.update_repo == 'ssh://x.example.org:29418/rdo-update'
    around = {'HOME': str(tmp_path), 'RDOPKG_CI_UPDATE_REPO': '/srv/rdo-update.git'}
    other = settings.load(around, tmp_path / 'none.yml')
    assert (other.gerrit.url, other.gerrit.from_checkout) == ('', False)
