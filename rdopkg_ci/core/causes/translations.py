"""What dnf, yum, rpm and compilers say in the languages of their users, after dnf's catalogues. A
first letter that is not ASCII is left out, for nobody makes it lower-case.
"""

from __future__ import annotations

import re

# `Complete!`
COMPLETE = (
    *('отово!', "s'ha completat!", 'hotovo!', 'færdig!', 'fertig!', 'komplett!', 'plenumita!'),
    *('¡listo!', 'osatua!', 'valmis!', 'terminé !', 'terminé\xa0!', 'fat!', 'kész!', 'selesai!'),
    *('fatto!', 'completo!', '完了しました!', '완료되었습니다!', 'baigta!', 'ferdig!', 'klaar!'),
    *('ukończono.', 'concluído!', 'ыполнено!', 'авршено!', 'završeno!', 'klart!', 'tamamlandı!'),
    *('авершено!', '完毕！', '完成！'),
)
# `Running transaction`
RUNNING = (
    *('transakce probíhá', 'kører transaktion', 'transaktion wird ausgeführt', 'vykdoma operacija'),
    *('ejecutando operación', 'suoritetaan transaktio', 'exécution de la transaction'),
    *('tranzakció futtatása', 'menjalankan transaksi', 'transazione in corso', '연결 실행 중'),
    *('トランザクションを実行中', 'uitvoeren transactie', 'wykonywanie transakcji'),
    *('a executar a transação', 'executando a transação', 'ыполнение транзакции'),
    *('şlem çalıştırılıyor', 'kör transaktionen', 'иконуємо операцію', '运行事务', '執行處理事項'),
)
# `Failed:`
FAILED = (
    *('selhalo:', 'mislykkedes:', 'fehlgeschlagen:', 'fallido:', 'epäonnistui:', 'chec:'),
    *('sikertelen:', 'gagal:', 'non riuscito:', '失敗しました:', '실패하였습니다:', 'nepavyko:'),
    *('mislukte:', 'niepowodzenie:', 'falhado:', 'falhou:', 'бой:', 'misslyckades:', '失败:'),
    *('失敗:', 'başarısız oldu:', 'омилка:'),
)
# `Error:`
ERROR = (
    *('решка:', 'chyba:', 'fejl:', 'fehler:', 'virhe:', 'erreur :', 'erreur\xa0:', 'erreur:'),
    *('hiba:', 'galat:', 'errore:', 'エラー:', '오류:', 'fout:', 'błąd:', 'erro:', 'шибка:'),
    *('fel:', 'hata:', 'омилка:', '错误：', '错误:', '錯誤：'),
)


def line(said: str) -> str:
    """How a line looks that says that, and no more."""
    return rf'^.?(?i:{re.escape(said)})$'
