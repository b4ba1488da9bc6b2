"""What went well in the end, whatever was said on the way; and what did not, after all."""

from __future__ import annotations

import pytest

from rdopkg_ci.core.causes import explain
from rdopkg_ci.core.causes.cause import Outcome

UNREACHABLE = 'UNREACHABLE! => {"msg": "ssh: connect to host rook1 port 22: Connection timed out"}'
BAD_RUN = """\
PLAY [nest] ***
TASK [rook : lay eggs] ***
fatal: [rook1]: FAILED! => {"msg": "'eggs' is undefined"}
PLAY RECAP ***
rook1 : ok=3 changed=0 unreachable=0 failed=1
"""
GOOD_RUN = """\
PLAY [nest] ***
TASK [rook : lay eggs] ***
changed: [rook1]
PLAY RECAP ***
rook1 : ok=4 changed=1 unreachable=0 failed=0
"""
SUCCEEDED = {
    'a playbook that was mended and run again': BAD_RUN + GOOD_RUN,
    'a host that answered when asked again': f'rook1 | {UNREACHABLE}\nrook1 | SUCCESS => {{}}\n'
    + GOOD_RUN,
    'terraform waits for a lock': 'rook (remote-exec): E: Could not get lock /nest/lock\n'
    'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n\nOutputs:\n\nip = "192.0.2.1"\n',
    'helm after a name that is taken': 'Error from server (AlreadyExists): namespaces "nest" exists\n'
    'NAMESPACE: nest\nSTATUS: deployed\nREVISION: 4\n',
    'a failure that a script does not mind': 'Error from server (NotFound): jobs "lay" not found\n'
    '+ true\n+ kubectl rollout status deploy/nest\ndeployment "nest" successfully rolled out\n',
    'kiwi': 'error: failed to exec scriptlet interpreter /bin/nest: No such file or directory\n'
    '[ INFO    ]: 12:06:45 | Result files:\n[ INFO    ]: 12:06:45 | --> disk_image: /nest.raw\n',
    'chef after a warning of apt': 'W: Failed to fetch http://nest.example/Release  404  Not Found\n'
    'Running handlers complete\nChef Client finished, 3/14 resources updated in 41 seconds\n',
    'nox': 'ERROR:root:could not reach the nest\n4 passed in 0.11s\n'
    'nox > Session tests was successful.\n',
    'go': 'ERROR could not dial: connection refused\nPASS\nok  \tnest.example/rook\t0.005s\n'
    '?   \tnest.example/cmd\t[no test files]\n',
    'stestr': 'ERROR [rook] no nest\n - Passed: 4\n - Failed: 0\n'
    'Sum of execute time for each test: 30.2 sec.\n',
    'cmake': '-- Could NOT find Rook (missing: ROOK_NEST)\n[100%] Built target nest\n',
    'buildkit': '#8 [3/4] RUN make\n#8 2.0 test: cannot stat x: No such file or directory\n#8 DONE 2.1s\n'
    '#9 naming to docker.io/library/rook done\n#9 DONE 0.1s\n',
}
TRANSACTION = (
    'Running transaction\n  Installing  : rook-1-2.x86_64  1/1\nrook fatal error: no nest\n'
)
NOT_FAILED = {
    'packages are installed, whatever one says': f'{TRANSACTION}\nComplete!\n[rook@nest ~]$ exit\n',
    'pip takes another way': 'Collecting rook\n  ERROR: Failed building wheel for rook\n'
    '    Running setup.py install for rook ... done\nSuccessfully installed rook-1.2\n$ rook\n',
    'a host that answered, with no more words': f'rook1 | {UNREACHABLE}\nrook1 | SUCCESS => {{}}\n',
    'a machine that is being set up': '==> rook: Running provisioner: shell...\n'
    '    rook: cat: /etc/nest: No such file or directory\n    rook: Setting up nginx ...\n',
    'puppet quotes a command': '==> rook: Running provisioner: puppet...\n'
    '==> rook: Notice: /Stage[main]/Main/Exec[x]/returns: error: no nest\n'
    '==> rook: Notice: Finished catalog run in 12.10 seconds\n',
}
FAILED = {
    'another playbook, which only tidies up': BAD_RUN + GOOD_RUN.replace('[nest]', '[tidy up]'),
    'the same play without the task': BAD_RUN + GOOD_RUN.replace('lay', 'count'),
    'a trace is the last of all': 'Rook (err): no nest in line 2\nin the nest at line 3\n'
    + "/usr/lib/rook/nest.rb:70:in `lay'\n" * 30
    + "/usr/bin/rook:8:in `<main>'\n",
    'another host answers': f'rook1 | {UNREACHABLE}\nrook2 | SUCCESS => {{}}\n',
    'something else after helm': 'STATUS: deployed\n+ ./smoke.sh\nError: the nest did not answer\n',
    'something else after terraform': 'Apply complete! Resources: 1 added, 0 changed, 0 destroyed.\n'
    '+ ansible-playbook nest.yml\nERROR! the playbook: nest.yml could not be found\n',
    'a machine that cannot be set up': '==> rook: Running provisioner: shell...\n'
    '    rook: cat: /etc/nest: No such file or directory\n'
    'The SSH command responded with a non-zero exit status.\n',
}


@pytest.mark.parametrize('log', SUCCEEDED.values(), ids=SUCCEEDED)
def test_it_went_well(log: str) -> None:
    assert explain([log.encode()]).outcome is Outcome.SUCCEEDED


@pytest.mark.parametrize('log', NOT_FAILED.values(), ids=NOT_FAILED)
def test_it_is_not_known_to_have_failed(log: str) -> None:
    assert explain([log.encode()]).outcome is not Outcome.FAILED


@pytest.mark.parametrize('log', FAILED.values(), ids=FAILED)
def test_it_did_not_after_all(log: str) -> None:
    assert explain([log.encode()]).outcome is Outcome.FAILED


# `Running transaction`, `Failed` and `Complete!` of dnf's catalogues.
TONGUES = {
    'en': ('Running transaction', 'Failed', 'Complete!'),
    'cs': ('Transakce probíhá', 'Selhalo', 'Hotovo!'),
    'da': ('Kører transaktion', 'Mislykkedes', 'Færdig!'),
    'de': ('Transaktion wird ausgeführt', 'Fehlgeschlagen', 'Fertig!'),
    'es': ('Ejecutando operación', 'Fallido', '¡Listo!'),
    'fi': ('Suoritetaan transaktio', 'Epäonnistui', 'Valmis!'),
    'fr': ('Exécution de la transaction', 'Échec', 'Terminé\xa0!'),
    'hu': ('Tranzakció futtatása', 'Sikertelen', 'Kész!'),
    'it': ('Transazione in corso', 'Non riuscito', 'Fatto!'),
    'ja': ('トランザクションを実行中', '失敗しました', '完了しました!'),
    'ko': ('연결 실행 중', '실패하였습니다', '완료되었습니다!'),
    'nl': ('Uitvoeren transactie', 'Mislukte', 'Klaar!'),
    'pl': ('Wykonywanie transakcji', 'Niepowodzenie', 'Ukończono.'),
    'pt_BR': ('Executando a transação', 'Falhou', 'Concluído!'),
    'ru': ('Выполнение транзакции', 'Сбой', 'Выполнено!'),
    'sv': ('Kör transaktionen', 'Misslyckades', 'Klart!'),
    'tr': ('İşlem çalıştırılıyor', 'Başarısız Oldu', 'Tamamlandı!'),
    'uk': ('Виконуємо операцію', 'Помилка', 'Завершено!'),
    'zh_CN': ('运行事务', '失败', '完毕！'),
    'zh_TW': ('執行處理事項', '失敗', '完成！'),
}
SCRIPTLET = '/var/tmp/rpm-tmp.A1: line 2: rookctl: command not found\n'
UNPACKED = (
    'error: unpacking of archive failed on file /srv/nest;5f: cpio: mkdir failed - Read-only\n'
)


@pytest.mark.parametrize('tongue', TONGUES)
def test_packages_that_are_installed_went_well_in_whatever_language(tongue: str) -> None:
    running, _, complete = TONGUES[tongue]
    found = explain([f'{running}\n{SCRIPTLET}  rook-1.0-1.noarch\n\n{complete}\n'.encode()])
    assert found.outcome is Outcome.SUCCEEDED and found.cause is None
    found = explain([f'{running}\n{SCRIPTLET}{complete}\nrook: error: no nest\n'.encode()])
    assert found.cause is not None and found.cause.lines[0].text == 'rook: error: no nest'


@pytest.mark.parametrize('tongue', TONGUES)
def test_those_that_are_not_did_not(tongue: str) -> None:
    running, failed, complete = TONGUES[tongue]
    log = f'{running}\n{UNPACKED}\n{failed}:\n  rook-1.0-1.noarch\n\n{complete}\n'
    assert explain([log.encode()]).outcome is not Outcome.SUCCEEDED
