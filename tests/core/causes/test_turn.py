"""Whose turn it is: the rules of the table, each by examples, alone and in whole logs."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import Kind
from rdopkg_ci.core.causes.turn import whose
from rdopkg_ci.core.causes.turn_rules import RULES

PACKAGE, TEST, INFRA, CI = Blame.PACKAGE, Blame.TEST, Blame.INFRASTRUCTURE, Blame.CI


@pytest.mark.parametrize(
    ('category', 'own', 'said', 'where', 'blame'),
    [
        ('missing_tool', CI, 'rookc: command not found', '%build', PACKAGE),
        ('missing_tool', CI, 'rookc: command not found', '', CI),
        ('missing_tool', CI, '/var/tmp/rpm-tmp.A1: line 3: rookc: command not found', '', PACKAGE),
        ('missing_file', CI, "install: cannot stat 'x': No such file", '%install', PACKAGE),
        ('missing_file', CI, "cp: cannot stat 'x': No space left on device", '%install', INFRA),
        ('exit_code', CI, 'the log does not hold the cause', '%check', PACKAGE),
        ('exit_code', CI, 'the log does not hold the cause', '', CI),
        ('test_failure', TEST, 'FAIL: test_x', '%check', TEST),
        ('test_failure', TEST, 'E  ConnectionError: Connection refused', '', TEST),
        ('maven', PACKAGE, 'Could not transfer it: Connection refused', '', INFRA),
        ('python_traceback', TEST, 'requests.ConnectionError: Max retries exceeded', '', INFRA),
        ('ansible', TEST, "the error was: 'rook_port' is undefined", '', CI),
        ('ansible', TEST, 'Error: Unable to find a match: rook', '', PACKAGE),
        ('ansible', TEST, 'Failed to download metadata for repo', '', INFRA),
        ('ansible', CI, 'it failed', '', CI),
        ('missing_file', CI, "cp: cannot stat '/srv/rpm/SOURCES/rook.patch'", '', PACKAGE),
        ('ansible', CI, 'it failed (TASK [rook : Run the tests])', '', TEST),
        ('ansible', CI, 'fatal: [overcloud-0]: Failed containers: rook_db_sync', '', PACKAGE),
        ('ansible', CI, 'The project has no repository for this chroot.', '', TEST),
        ('ansible', CI, 'Unable to start service rook: Job for rook.service failed', '', INFRA),
        ('maven', PACKAGE, "You're not authorized to run analysis", '', CI),
        ('test_failure', TEST, 'unknown error: cannot find Chrome binary', '', CI),
        ('test_failure', TEST, "'chromedriver' executable needs to be in PATH", '', CI),
        ('compile_error', PACKAGE, 'x.c:1: error: No space left for it', '%build', PACKAGE),
        ('openstack', TEST, 'Bad Gateway (HTTP 502)', '', INFRA),
        ('auth', INFRA, '401 Unauthorized - GET https://npm.example/rook', '', CI),
        ('docker', INFRA, 'unauthorized: incorrect username or password', '', CI),
        ('exit_code', CI, 'last it said pkg: Insufficient privileges to install', '', CI),
        ('permission', INFRA, 'x.sh: line 3: ./publish.sh: Permission denied', '', CI),
        ('missing_tool', CI, "/usr/bin/env: 'python\\r': No such file or directory", '', PACKAGE),
        ('compile_error', PACKAGE, "error : Access to the path '/srv/nest' is denied", '', CI),
        ('config_error', PACKAGE, 'Minimum supported Gradle version is 9.1', '', CI),
        ('missing_dependency', PACKAGE, 'wren.pom , ReasonPhrase:Forbidden.', '', CI),
        ('maven', PACKAGE, 'Could not transfer artifact rook:jar:1', '', INFRA),
        ('missing_dependency', PACKAGE, 'FAILED!: error while loading shared libraries', '', CI),
        ('image_build', PACKAGE, 'Failed to create directory "/mnt/nest"', '', INFRA),
        ('missing_dependency', PACKAGE, 'No module named rook', '', CI),
        ('missing_dependency', PACKAGE, 'No module named rook', '%check', PACKAGE),
        ('missing_dependency', PACKAGE, 'cannot import name rook from nest', '', PACKAGE),
        ('test_failure', TEST, 'E  ModuleNotFoundError: No module named rook', '', CI),
        ('test_failure', TEST, 'E  ModuleNotFoundError: No module named rook', '%check', TEST),
        ('depsolve', PACKAGE, 'E: Could not get lock /var/lib/nest/lock', '', INFRA),
        ('depsolve', PACKAGE, 'rook needs egg >= 2, which nothing provides', '', PACKAGE),
        ('error', TEST, "ERROR 1045: Access denied for user 'rook'@'nest'", '', CI),
        ('missing_dependency', PACKAGE, 'npm ERR! code E401', '', CI),
        ('error', TEST, 'Error: unable to connect to node rabbit@nest: nodedown', '', INFRA),
        ('error', TEST, 'the nest has not enough free memory', '', INFRA),
        ('error', CI, 'the nest says no', '', CI),
        ('ansible', CI, 'no reason (TASK [Check that there is an egg])', '', CI),
        ('ansible', CI, 'fatal: [overcloud-0]: FAILED!: no egg was laid', '', CI),
        (
            'permission',
            INFRA,
            'rpm-tmp.A: line 3: ./configure: Permission denied',
            '%build',
            PACKAGE,
        ),
        ('permission', INFRA, 'cp: /srv/nest: Permission denied', '', INFRA),
        ('puppet', PACKAGE, "Could not set 'running' on ensure: undefined method `strip'", '', CI),
        ('puppet', PACKAGE, 'start returned 1: Job for rook.service failed', '', INFRA),
        ('puppet', PACKAGE, 'start returned 1: Job for nova-api.service failed', '', PACKAGE),
        ('puppet', PACKAGE, "Execution of '/usr/bin/mysql -e x' returned 1: too short", '', INFRA),
        ('puppet', PACKAGE, 'Error: mysqladmin -u x returned 1 instead of one of [0]', '', INFRA),
        ('puppet', PACKAGE, 'Error: /Stage[main]/Rabbitmq::Config/File[/x]: failed', '', INFRA),
        (
            'puppet',
            PACKAGE,
            "Execution of '/usr/bin/yum -y install mysql' returned 1: no",
            '',
            PACKAGE,
        ),
        ('puppet', PACKAGE, 'Error: /Stage[main]/Nova::Db::Sync/Exec[nova-db-sync]', '', PACKAGE),
        ('puppet', PACKAGE, 'Could not find data item egg in any Hiera data file', '', CI),
        ('ansible', CI, 'HTTPError: 500 Server Error: Internal Server Error', '', INFRA),
        ('puppet', PACKAGE, "ERROR : Couldn't detect ipaddress of interface egg0", '', CI),
        ('puppet', PACKAGE, 'openstack-heat-api: Systemd start for it failed', '', PACKAGE),
        ('docker', TEST, 'container rook is unhealthy', '', INFRA),
        ('ansible', CI, 'Nothing provides egg needed by rook', '', PACKAGE),
        ('maven', PACKAGE, 'goal org.rook:wagon-maven-plugin:2: it will not fly', '', CI),
        ('container_build', PACKAGE, 'unable to prepare context: no Dockerfile', '', CI),
        ('compile_error', PACKAGE, 'Jenkinsfile: 3: unexpected token', '', CI),
        ('missing_dependency', PACKAGE, 'EBADENGINE: rook wants node 20', '', CI),
        ('missing_dependency', PACKAGE, 'rook 4 or newer is required', '', CI),
        ('missing_dependency', PACKAGE, 'rook 4 or newer is required', '%build', PACKAGE),
        ('maven', PACKAGE, 'goal org.rook:maven-deploy-plugin:3: no repository', '', CI),
        ('error', CI, 'rook: exit -15 after 20 s', '', INFRA),
        ('error', CI, 'umount of /nest failed (32)', '', INFRA),
        ('exception', TEST, 'TypeError: rook.mount is not a function', '', TEST),
        ('script', CI, 'mount: /nest: unknown filesystem', '', INFRA),
        ('gradle', PACKAGE, '> Java heap space', '', INFRA),
        ('puppet', PACKAGE, "Error: Could not set 'running' on ensure: no nest", '', INFRA),
        ('error', CI, 'the nest answered, got 503', '', INFRA),
        ('kubernetes', PACKAGE, 'pods "rook" is forbidden: exceeded quota: nest', '', INFRA),
        ('error', TEST, 'Error: spawn Xvfb ENOENT', '', CI),
        ('error', TEST, 'py39: skipped because could not find python interpreter', '', CI),
        ('error', TEST, 'Host does not support domain type kvm: KVM is not available', '', INFRA),
        ('missing_dependency', PACKAGE, '[28] Timeout was reached (Operation too slow)', '', INFRA),
        ('missing_file', CI, "cp: cannot stat '/mnt/nest': Stale file handle", '', INFRA),
    ],
)
def test_whose(category: str, own: Blame, said: str, where: str, blame: Blame) -> None:
    assert whose(Kind('rook', category, own, ()), said, where) is blame


@pytest.mark.parametrize(
    ('category', 'own', 'around', 'blame'),
    [
        ('missing_dependency', PACKAGE, '==> default: Running provisioner: shell...', CI),
        ('missing_dependency', PACKAGE, 'collected 4 items', PACKAGE),
        ('puppet', PACKAGE, 'Notice: /Stage[main]/Rook/File[/nest]/ensure: created', CI),
        ('puppet', PACKAGE, 'Notice: /Stage[main]/Nova/File[/nest]/ensure: created', PACKAGE),
        ('compile_error', PACKAGE, '==> default: Running provisioner: shell...', CI),
        ('compile_error', PACKAGE, 'cc -c rook.c', PACKAGE),
        ('error', CI, 'TASK [overcloud : deploy]', CI),
        ('error', CI, '> rook@1.0.0 build', TEST),
        ('error', CI, '+ make check', TEST),
        ('error', CI, 'rook: Build failed!', TEST),
        ('error', CI, '+ ./publish rook', CI),
        ('error', CI, 'make: *** [Makefile:8: all] Error 1', PACKAGE),
        ('missing_dependency', PACKAGE, 'INFO[0003] RUN hatch --all', PACKAGE),
        ('exception', TEST, 'TASK [overcloud : deploy]', TEST),
        ('error', CI, '2024-05-10 22:34:15,048: Running anaconda.', CI),
        ('image_build', PACKAGE, '2024-05-10 22:34:15,048: Running anaconda.', PACKAGE),
        ('exception', TEST, '  at hudson.model.Run.execute(Run.java:1894)', CI),
        ('python_traceback', TEST, '  File "/builds/rook/ci/count.py", line 3', CI),
        ('python_traceback', TEST, '  File "/tmp/jenkins69355.py", line 23, in <module>', CI),
        ('python_traceback', TEST, '  File "/builds/rook/nest.py", line 3', TEST),
        ('missing_tool', CI, 'make: *** [Makefile:8: all] Error 127', PACKAGE),
        ('missing_tool', CI, ' ---> Running in 12ab', PACKAGE),
        ('missing_file', CI, ' => ERROR [4/7] RUN hatch --all', PACKAGE),
        ('test_failure', TEST, 'Connection to localhost:5432 refused.', INFRA),
        ('ansible', CI, 'INFO     Running default > converge', TEST),
        ('chef', CI, 'Starting Chef Client, version 14', CI),
        ('chef', CI, '>>>>>> Class: Kitchen::ActionFailed', TEST),
        ('test_failure', TEST, 'TASK [rook : run it] ****', TEST),
    ],
)
def test_what_was_being_done_tells_whose_turn_it_is(
    category: str, own: Blame, around: str, blame: Blame
) -> None:
    assert whose(Kind('rook', category, own, ()), 'it went wrong', around=around) is blame


def test_every_rule_says_when() -> None:
    assert all(rule.when and '|' not in rule.when for rule in RULES)


@pytest.mark.parametrize(
    ('log', 'blame'),
    [
        ('./autogen.sh: line 4: autoreconf: command not found\n{failed}', PACKAGE),
        ('+ test -f ./rook.bin\n{failed}', PACKAGE),
        ('FAIL: test_rook (rook.Test)\n{failed}', TEST),
        ('cc1: fatal error: error writing to /tmp/x: No space left on device\n{failed}', INFRA),
        ('gyp ERR! stack Error: connect ETIMEDOUT 192.0.2.46:443\nFinished: FAILURE\n', INFRA),
        ('./deploy.sh: line 4: rookctl: command not found\nFinished: FAILURE\n', CI),
        (
            '==> nest: Running provisioner: shell...\n    nest: error: no egg is left\n'
            'The SSH command responded with a non-zero exit status. Vagrant\n',
            CI,
        ),
    ],
)
def test_whole_logs(log: str, blame: Blame) -> None:
    failed = 'error: Bad exit status from /var/tmp/rpm-tmp.Q (%build)\nRPM build errors:\n'
    cause = explain([log.format(failed=failed).encode()]).cause
    assert cause is not None and cause.blame is blame


@pytest.mark.parametrize(
    ('said', 'blame', 'in_a_step'),
    [
        ('ERROR: the nest says no', CI, TEST),
        ("ModuleNotFoundError: No module named 'rook'", CI, PACKAGE),
        ('curl: (7) Failed to connect to nest.example port 80: Connection refused', INFRA, INFRA),
        ('./rook.sh: line 3: rookctl: command not found', CI, CI),
    ],
)
def test_a_step_of_a_run_tests_an_update(said: str, blame: Blame, in_a_step: Blame) -> None:
    log = [f'looking for eggs\n{said}\n'.encode()]
    causes = [explain(log, failed=True, tests=tests).cause for tests in (False, True)]
    assert [cause.blame for cause in causes if cause] == [blame, in_a_step]


LONG = 'Could not collect the dependencies ' + 'of org.nest:rook:jar:1 ' * 40
JOB_FAILED = 'ERROR: Job failed: exit code 1\n'


@pytest.mark.parametrize(
    ('log', 'first', 'blame'),
    [
        pytest.param(
            f'[ERROR] {LONG}: Could not transfer artifact org.nest:egg:pom:4 from mirror:'
            ' Connection refused -> [Help 1]\n',
            'Connection refused',
            INFRA,
            id='the end of a long line',
        ),
        pytest.param(
            "Err:1 http://deb.example bookworm InRelease\n  Temporary failure resolving 'deb.example'\n"
            f'Reading package lists...\nE: Unable to locate package rook\n{JOB_FAILED}',
            'Temporary failure resolving',
            INFRA,
            id='no package, for no mirror was reached',
        ),
        pytest.param(
            "* What went wrong:\n> Could not resolve all files for configuration ':classpath'.\n"
            "   > Could not resolve org.nest:rook:2.\n      > Could not GET 'https://mirror.example/r'."
            ' Received status code 502 from server: Bad Gateway\nBUILD FAILED in 4s\n',
            'Bad Gateway',
            INFRA,
            id='the innermost reason of gradle',
        ),
        pytest.param(
            f'Error: No valid credential sources found\n\nError: failed to refresh: context deadline'
            f' exceeded\n{JOB_FAILED}',
            'No valid credential sources',
            CI,
            id='no credentials, whatever waits for them',
        ),
        pytest.param(
            f'exporting keys\nDo you want to overwrite /srv/rook.kbx? [y/N]\nAborted!\n{JOB_FAILED}',
            'Do you want to overwrite',
            CI,
            id='a question that nobody answers',
        ),
        pytest.param(
            'PASS: crow\nFAIL: rook\nmake[3]: *** [Makefile:9: test-suite.log] Error 1\n'
            'dh_auto_test: error: make -j4 check returned exit code 2\n',
            'FAIL: rook',
            TEST,
            id='debhelper passes on what failed',
        ),
        pytest.param(
            "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'ProxyError("
            "'Cannot connect to proxy.')': /simple/rook/\nERROR: Could not find a version that"
            f' satisfies the requirement rook (from versions: none)\n{JOB_FAILED}',
            'ProxyError',
            INFRA,
            id='no version, for the index was not reached',
        ),
        pytest.param(
            'Nest.csproj : error NU1301: Unable to load the service index for source https://nest\n'
            'Nest.csproj : error NU1301:   Response status code does not indicate success: 401'
            f' (Unauthorized).\n{JOB_FAILED}',
            '401',
            CI,
            id='the reason of nuget',
        ),
        pytest.param(
            "+ ./rook\n./rook: /lib64/libc.so.6: version `GLIBC_2.34' not found (required by ./rook)"
            f'\n{JOB_FAILED}',
            'GLIBC_2.34',
            CI,
            id='a tool that the agent is too old for',
        ),
        pytest.param(
            '== Compilation error in file lib/nest.ex ==\n** (CompileError) lib/nest.ex:12: undefined'
            f' function egg/0\n{JOB_FAILED}',
            'undefined function',
            PACKAGE,
            id='the error, not its banner',
        ),
        pytest.param(
            "x509.c:91:5: \u30a8\u30e9\u30fc: 'ctx'\nmake: *** [Makefile:6: x509.o]"
            ' \u30a8\u30e9\u30fc 1\n',
            'x509.c',
            PACKAGE,
            id='make in another language',
        ),
    ],
)
def test_what_is_said_first_and_whose_turn_it_is(log: str, first: str, blame: Blame) -> None:
    cause = explain([log.encode()]).cause
    assert cause is not None
    assert (first in cause.lines[0].text, cause.blame) == (True, blame)
