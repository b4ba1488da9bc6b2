"""docs/causes.md, made from the kinds: `python tests/causes_page.py > docs/causes.md` after a change."""

from __future__ import annotations

import sys
from pathlib import Path

HEAD = """\
# Causes

`rdopkg ci explain LOG` names the actual error of a failed log: a line that says what went wrong, the few lines that
prove it with their numbers in the raw log, who has to act, and a *signature*, the stable id of this kind of failure.
Workers use the same function on the log of the step that failed, and `rdopkg ci status` on the console of a worker that
died.

* *to blame*: `package` (who made the update), `test` (who wrote the test or the job's commands), `infrastructure`
  (machines, networks, servers) or `ci` (who runs the jobs).
* `rdopkg ci disable --signature ID` covers only failures of that kind. Where the test that failed is known, its name
  follows: `go-test:TestCart`; a disable of `go-test` covers all of them.
* The *fingerprint* in `--json` is the same for the same failure in two runs: numbers, hashes and directories do not
  count.

How it judges: a log is read once, as a stream. Lines that hold one of a few literals are compared with the looks below,
bare of time stamps, colours and the names of machines. Of the candidates the likeliest kind that is nearest to the end
wins, and of that kind the first line, for the rest follows from it. What only passes a failure on, such as an exit
code, is never the answer when there is a better one. Lines that Ansible was told to ignore, commands echoed before they
run, and what is announced after the failure (mail, notifications) do not count. A log that ends in success, or holds
nothing that says that something failed, has no cause.

This page is made from the code; `tests/test_docs.py` sees to it.
"""


def page() -> str:
    from rdopkg_ci.core.causes.kinds import families

    parts = [HEAD]
    for title, kinds in families().items():
        rows = [f'| `{kind.signature}` | {kind.category} | {kind.blame.value} |' for kind in kinds]
        parts.append('\n'.join([f'## {title}', '', '| signature | category | to blame |', '| --- | --- | --- |', *rows]) + '\n')
    return '\n'.join(parts)


if __name__ == '__main__':
    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.stdout.write(page())
