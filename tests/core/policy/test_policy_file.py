from __future__ import annotations

from datetime import date

import pytest

from rdopkg_ci.core.policy import policy_file
from rdopkg_ci.core.policy.command import Command, Role
from rdopkg_ci.core.policy.policy import Disable, Phase, Policy, Rdoinfo, Repos
from rdopkg_ci.core.target import Target
from rdopkg_ci.errors import InvalidInput

WHOLE = """\
releases:
  juno:
    epel-7: {production: "http://example.org/juno/epel-7", base: ["https://example.org/epel/7/", file:///srv/centos]}
  kilo:
    el7:
      production: file:///srv/kilo/el7
aliases: {c7: el7}
special: {juno/fedora-20: "a symlink, don't"}
must_provision: [openstack-packstack, "openstack-puppet-*"]
disabled:
  - {target: kilo/el7, reason: "mirror: down", owner: me, until: 2015-03-01}
  - target: juno/epel-7
    reason: "2015"
    owner: you
    until: "2015-03-02"
    phase: phase2
    signature: yum-404
retries: 2
phases:
  phase1:
    steps:
      - name: packstack
        command: [packstack, --allinone, "--repo={repo_file}", 5]
      - {name: collect, command: [./collect.sh], always: true, timeout: 1m}
      - {name: upgrade, command: [dnf, upgrade], role: install, always: false}
      - {name: tempest, command: [tempest], results: ["*.xml", run.subunit]}
    timeout: 90s
  stage: {timeout: 2h}
"""


def parse(text: str) -> Policy:
    return policy_file.parse(text.encode(), 'ci.yml')


def problems_of(text: str) -> list[str]:
    with pytest.raises(InvalidInput, match=r'\Aci.yml:\n') as caught:
        parse(text)
    return list(map(str, caught.value.problems))


def test_a_whole_policy() -> None:
    epel, el7 = Target('juno', 'epel-7'), Target('kilo', 'el7')
    assert parse(WHOLE) == Policy(
        targets={
            epel: Repos(
                'http://example.org/juno/epel-7',
                ('https://example.org/epel/7/', 'file:///srv/centos'),
            ),
            el7: Repos('file:///srv/kilo/el7'),
        },
        special={Target('juno', 'fedora-20'): "a symlink, don't"},
        aliases={'c7': 'el7'},
        must_provision=('openstack-packstack', 'openstack-puppet-*'),
        disabled=(
            Disable(el7, 'mirror: down', 'me', date(2015, 3, 1)),
            Disable(epel, '2015', 'you', date(2015, 3, 2), 'phase2', 'yum-404'),
        ),
        retries=2,
        phases={
            'phase1': Phase(
                (
                    Command('packstack', ('packstack', '--allinone', '--repo={repo_file}', '5')),
                    Command('collect', ('./collect.sh',), True, 60.0, None),
                    Command('upgrade', ('dnf', 'upgrade'), role=Role.INSTALL),
                    Command('tempest', ('tempest',), results=('*.xml', 'run.subunit')),
                ),
                90.0,
            ),
            'stage': Phase(timeout=7200.0),
        },
    )


def test_keys_without_a_value_are_left_out() -> None:
    policy = parse(
        'releases: {kilo: {el7: {production: file:///srv}}}\ndisabled:\n  # - nothing\nphases: ~\nretries:\n'
    )
    assert (policy.disabled, policy.phases, policy.retries) == ((), {}, 1)


BASE = 'releases: {kilo: {el7: {production: file:///srv}}}\n'
AGENTS = BASE + 'agents: {juno/*: new, "*/epel-6": el6, "juno/epel-6": never}\n'


@pytest.mark.parametrize(
    ('target', 'label'),
    [('juno/epel-7', 'new'), ('kilo/epel-6', 'el6'), ('juno/epel-6', 'new'), ('kilo/el7', '')],
)
def test_the_first_label_that_fits_counts(target: str, label: str) -> None:
    policy = parse(AGENTS)
    assert policy.label(Target.parse(target)) == label
    assert policy.labels == {'new', 'el6', 'never'}


@pytest.mark.parametrize(
    ('text', 'groups', 'accounts', 'is_open'),
    [
        ('anyone', set(), {'eve'}, True),
        ('[anyone]', set(), set(), True),
        ('[]', {'owner', 'reviewers'}, {'jane'}, False),
        ('owner', {'owner'}, set(), True),
        ('[owner, reviewers]', {'reviewers'}, set(), True),
        ('[owner, reviewers]', set(), {'owner', 'reviewers'}, False),
        ('[jane, ann@example.org]', set(), {'ann', 'ann@example.org'}, True),
        ('[jane, ann@example.org]', {'owner', 'reviewers'}, {'ann'}, False),
    ],
)
def test_whose_recheck_counts(
    text: str, groups: set[str], accounts: set[str], is_open: bool
) -> None:
    policy = parse(f'{BASE}recheck: {text}\n')
    assert policy.recheck.is_open_to(groups, accounts) == is_open
    assert parse(BASE).recheck.is_open_to(groups, accounts), 'without the key: anyone'


@pytest.mark.parametrize('text', ['{owner: true}', '[[owner]]', '"a b"', '[-x]'])
def test_recheck_by_what_is_nobody(text: str) -> None:
    [told] = problems_of(f'{BASE}recheck: {text}\n')
    assert told.startswith('line 2: recheck')


@pytest.mark.parametrize(
    ('text', 'problem'),
    [
        ('{kilo: x}', "a key of agents 'kilo'"),
        ('{"*/*": "a b"}', "the label of '*/*' 'a b'"),
        ('{"*/*": "el6 || el7"}', "the label of '*/*' 'el6 || el7'"),
        ('{"*/*": el6.}', "the label of '*/*' 'el6.'"),
        ('{"a/*": el6, "b/*": EL6}', 'the labels el6 and EL6 differ in case only'),
        ('[a]', 'agents must be a mapping'),
    ],
)
def test_agents_that_cannot_be(text: str, problem: str) -> None:
    [told] = problems_of(f'{BASE}agents: {text}\n')
    assert told.startswith(f'line 2: {problem}')


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('rdoinfo: {local: /srv/rdoinfo}', Rdoinfo('local', '/srv/rdoinfo')),
        (
            'rdoinfo: {git: "https://example.org/rdoinfo.git"}',
            Rdoinfo('git', 'https://example.org/rdoinfo.git'),
        ),
    ],
)
def test_rdoinfo(text: str, expected: Rdoinfo) -> None:
    assert parse(text).rdoinfo == expected
    # The target may be one of rdoinfo's.
    assert parse(
        f'{text}\ndisabled: [{{target: a/b, reason: r, owner: o, until: 2015-01-01}}]'
    ).disabled


@pytest.mark.parametrize(('text', 'retries'), [('0', 0), ('10', 10), ('"3"', 3)])
def test_retries(text: str, retries: int) -> None:
    assert (
        parse(f'retries: {text}\nreleases: {{kilo: {{el7: {{production: file:///srv}}}}}}').retries
        == retries
    )


AND = 'the first a letter or digit, and hold no ".."'
NAME = f'up to 63 small letters, digits and . -, {AND}'
GLOB = f'up to 255 letters, digits and . _ + - * ? [ ], {AND}'
SIGNATURE = f'up to 63 small letters, digits and . _ -, {AND}'
DIRECTORY = f'up to 63 letters, digits and . _ -, {AND}'
BAD = {
    'nothing': (
        'retries: 1',
        ['line 1: the policy names no targets: it has neither releases nor rdoinfo'],
    ),
    'not a mapping': (
        '- a',
        [
            'line 1: the policy must be a mapping with the keys rdoinfo, releases, aliases, special, must_provision, '
            'disabled, retries, phases, agents, recheck, may_be_older, not a list'
        ],
    ),
    'misspelt': (
        BASE + 'retrys: 1\nowner: x\n',
        [
            "line 2: unknown key 'retrys' in the policy; did you mean 'retries'?",
            "line 3: unknown key 'owner' in the policy; known are rdoinfo, releases, aliases, special, must_provision, disabled, retries, "
            'phases, agents, recheck, may_be_older',
        ],
    ),
    'releases': (
        'releases:\n  Juno:\n    el7: {production: file:///srv}\n  2015:\n    el7: {}\n  kilo: {}\n  mitaka: el7\n'
        '  ocata: {el7: file:///srv}\n',
        [
            f"line 2: release 'Juno' must be {NAME}; did you mean 'juno'?",
            "line 4: a key of releases must be text, but YAML reads 2015 as a number; quote it: '2015'",
            "line 6: release 'kilo' has no dists",
            "line 7: release 'mitaka' must be a mapping of keys to values, not one value",
            "line 8: dist 'el7' must be a mapping with the keys production, base, not one value",
        ],
    ),
    'repos': (
        'releases:\n  kilo:\n    el7: {prodution: x}\n    f22: {base: file:///srv}\n',
        [
            "line 3: unknown key 'prodution' in dist 'el7'; did you mean 'production'?",
            'line 4: base must be a list, not one value',
            "line 4: dist 'f22' has no 'production'",
        ],
    ),
    'rdoinfo twice': (
        'rdoinfo: {local: /srv, git: "https://example.org"}',
        ['line 1: rdoinfo must have either local or git'],
    ),
    'rdoinfo empty': ('rdoinfo: {}', ['line 1: rdoinfo must have either local or git']),
    'rdoinfo relative': (
        'rdoinfo: {local: srv}',
        ["line 1: rdoinfo local 'srv' must be a directory from / on"],
    ),
    'rdoinfo command': (
        'rdoinfo: {git: "ext::sh -c id"}',
        [
            "line 1: rdoinfo git 'ext::sh -c id' holds a space or a quote; write it as %20 and the like",
        ],
    ),
    'aliases': (
        BASE + 'aliases: {a_b: el7, c7: "EL"}',
        [
            f"line 2: alias 'a_b' must be {NAME}",
            f"line 2: alias 'c7' 'EL' must be {NAME}; did you mean 'el'?",
        ],
    ),
    'special': (
        BASE + 'special: {kilo: x, kilo/f21: }',
        [
            "line 2: 'kilo' is not a target: write RELEASE/DIST, such as juno/epel-7",
            "line 2: the reason of 'kilo/f21' is empty",
        ],
    ),
    'must_provision': (
        BASE + 'must_provision: [a b, 5]',
        [
            f"line 2: must_provision 'a b' must be {GLOB}",
            "line 2: must_provision must be text, but YAML reads 5 as a number; quote it: '5'",
        ],
    ),
    'disabled': (
        BASE + 'disabled:\n  - {target: kilo/el77, reason: "", owner: o, until: soon}\n'
        '  - {target: kilo, phase: phase9, signature: A B}\n',
        [
            "line 3: kilo/el77 is no target of this policy; did you mean 'kilo/el7'?",
            'line 3: reason is empty',
            "line 3: until 'soon' is not a date such as 2015-03-01",
            "line 4: 'kilo' is not a target: write RELEASE/DIST, such as juno/epel-7",
            "line 4: a disable has no 'owner'",
            "line 4: a disable has no 'reason'",
            "line 4: a disable has no 'until'",
            f"line 4: signature 'A B' must be {SIGNATURE}",
            "line 4: unknown phase 'phase9'; did you mean 'phase2' or 'phase1'? Known: phase1, phase2, stage",
        ],
    ),
    'no such day': (
        BASE + 'disabled: [{target: kilo/el7, reason: r, owner: o, until: 2015-02-30}]',
        [
            "line 2: until '2015-02-30' is not a date such as 2015-03-01",
        ],
    ),
    'retries': (BASE + 'retries: 11', ["line 2: retries '11' is not a number from 0 to 10"]),
    'negative retries': (
        BASE + 'retries: -1',
        ["line 2: retries '-1' is not a number from 0 to 10"],
    ),
    'timeouts': (
        BASE
        + 'phases: {phase1: {timeout: 90}, phase2: {timeout: 1000h}, stage: {timeout: [1]}, phase3: {}}',
        [
            "line 2: timeout '1000h' is not a time of up to 7 days such as 90s, 120m or 2h",
            "line 2: timeout '90' is not a time of up to 7 days such as 90s, 120m or 2h",
            'line 2: timeout must be text, not a list',
            "line 2: unknown phase 'phase3'; did you mean 'phase2' or 'phase1'? Known: phase1, phase2, stage",
        ],
    ),
    'keys of steps': (
        BASE
        + 'phases:\n  phase1:\n    timeout: 60s\n    steps:\n'
        + '      - {name: a, command: [a], role: provison}\n'
        + '      - {name: b, command: [b], always: yes, timeout: 5}\n'
        + '      - {name: c, command: [c], aways: true}\n'
        + '      - {name: d, command: [d], always: true, timeout: 1m}\n'
        + '      - {name: e, command: [e], results: [../x.xml, run.log]}\n',
        [
            'line 4: the steps that always run may take 60 seconds, which leaves nothing of the'
            " phase's 60; give them shorter timeouts or the phase a longer one",
            "line 6: unknown role 'provison'; did you mean 'provision'? Known: install, provision",
            "line 7: always 'yes' is neither true nor false",
            "line 7: timeout '5' is not a time of up to 7 days such as 90s, 120m or 2h",
            "line 8: unknown key 'aways' in a step; did you mean 'always'?",
            'line 10: results \'../x.xml\' must be up to 255 letters, digits and . _ + - * ? [ ], the first a letter or digit, and hold no ".."',
            "line 10: results 'run.log' must end in .xml or .subunit: JUnit XML or subunit",
        ],
    ),
    'steps': (
        BASE
        + 'phases:\n  phase1:\n    steps:\n      - {name: fetch, command: [a]}\n      - {name: a/b, command: ls -l}\n'
        '      - {name: x, command: []}\n      - {name: y, command: [~, ""]}\n'
        '      - {name: z, command: [a]}\n      - {name: z, command: [a]}\n'
        '      - {name: u, command: [a, "{repofile}"]}\n      - {name: v, command: [ci/../../x]}\n',
        [
            "line 5: step 'fetch' is one that every run has; choose another name",
            'line 6: command must be a list of words, such as [packstack, --allinone]; no shell reads it',
            f"line 6: name 'a/b' must be {DIRECTORY}",
            'line 7: command must be a list of words, such as [packstack, --allinone]; no shell reads it',
            'line 8: a word of the command is empty',
            "line 10: step 'z' stands here twice; give each a name of its own",
            "line 11: unknown placeholder '{repofile}'; did you mean '{repo_file}' or '{release}'?"
            ' Known: {dist}, {policy_dir}, {release}, {repo_file}, {target}. Where braces are meant,'
            ' put spaces inside them',
            "line 12: 'ci/../../x' leads out of the rdo-update repo",
        ],
    ),
}


@pytest.mark.parametrize(('text', 'expected'), BAD.values(), ids=BAD)
def test_bad_policies(text: str, expected: list[str]) -> None:
    assert problems_of(text) == expected


@pytest.mark.parametrize(
    ('url', 'problem'),
    [
        (
            'https://me:secret@example.org/',
            'production holds a user name or password; keep it in ~/.netrc',
        ),
        (
            'ftp://example.org/',
            "production 'ftp://example.org/' is not a URL that we read: use file:///…, http://… or https://…",
        ),
        (
            '/srv/repo',
            "production '/srv/repo' is not a URL that we read: use file:///…, http://… or https://…",
        ),
        (
            'file://host/srv',
            "production 'file://host/srv' is not a file URL: write file:///DIRECTORY",
        ),
        (
            'file:///srv/../etc',
            "production 'file:///srv/../etc' is not a file URL: write file:///DIRECTORY",
        ),
        (
            'http://',
            "production 'http://' is not a URL that we read: use file:///…, http://… or https://…",
        ),
        (
            'http://-oProxyCommand=x/',
            "production 'http://-oProxyCommand=x/' is not a URL that we read: use file:///…, http://… or https://…",
        ),
        (
            'http://a b/',
            "production 'http://a b/' holds a space or a quote; write it as %20 and the like",
        ),
        ('http://[::1', "production 'http://[::1' is not a URL: Invalid IPv6 URL"),
        ('http://a:99999/', "production 'http://a:99999/' is not a URL: Port out of range 0-65535"),
    ],
)
def test_urls(url: str, problem: str) -> None:
    (found,) = problems_of(f'releases: {{kilo: {{el7: {{production: "{url}"}}}}}}')
    assert found == f'line 1: {problem}'
    assert 'secret' not in found


def test_a_scheme_in_capitals_is_the_same_scheme() -> None:
    text = 'releases: {juno: {epel-7: {production: "HTTP://example.org/x", base: ["FILE:///srv"]}}}'
    repos = policy_file.parse(text.encode(), 'ci.yml').targets[Target('juno', 'epel-7')]
    assert repos == Repos('http://example.org/x', ('file:///srv',))


@pytest.mark.parametrize(
    'url',
    [
        'http://pat:hunter2@example.org/',
        'http:/pat:hunter2@example.org/',
        'pat:hunter2@example.org/x',
        'ftp://pat:hunter2@example.org',
        'http://pat:hunter2@[example.org',
        'file://pat:hunter2@host/x',
        'http://pat:hunter2 @example.org/',
    ],
)
def test_a_password_is_not_shown_however_wrong_its_url_is(url: str) -> None:
    text = f'releases: {{juno: {{epel-7: {{production: "{url}"}}}}}}'
    with pytest.raises(InvalidInput) as caught:
        policy_file.parse(text.encode(), 'ci.yml')
    assert 'hunter2' not in str(caught.value)
