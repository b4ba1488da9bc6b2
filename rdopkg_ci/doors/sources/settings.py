"""The section ``sources``: where builds come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rdopkg_ci.core.yaml import addresses
from rdopkg_ci.doors.leaf import Leaf, directory, line


@dataclass(frozen=True)
class SourceSettings:
    """``local`` is the directory of the source of that name. A Koji has a ``hub``, which is asked,
    and a ``top``, below which the RPMs lie; empty where there is none. ``copr`` is the server of
    all sources ``copr-OWNER``, with the names of project and chroot for a target; ``http`` is the
    repo or directory of that source.
    """

    local: Path
    koji_hub: str
    koji_top: str
    cbs_hub: str
    cbs_top: str
    brew_hub: str
    brew_top: str
    copr: str
    copr_project: str
    copr_chroot: str
    http: str

    def koji(self, name: str) -> tuple[str, str]:
        """Hub and top of the Koji of that source; both empty where it is none that we know."""
        kojis = {
            'koji': (self.koji_hub, self.koji_top),
            'cbs': (self.cbs_hub, self.cbs_top),
            'brew': (self.brew_hub, self.brew_top),
        }
        return kojis.get(name, ('', ''))


def _koji(name: str, hub: str, top: str) -> tuple[Leaf, Leaf]:
    return (
        Leaf(f'{name}_hub', addresses.server, hub, f'the XML-RPC hub of the source `{name}`'),
        Leaf(f'{name}_top', addresses.server, top, 'the URL above its directory `packages`'),
    )


LEAVES = (
    Leaf('local', directory, 'HOME/rpms', 'where the source `local` finds RPMs, by their headers'),
    *_koji('koji', 'https://koji.fedoraproject.org/kojihub', 'https://kojipkgs.fedoraproject.org'),
    *_koji('cbs', 'https://cbs.centos.org/kojihub', 'https://cbs.centos.org/kojifiles'),
    *_koji('brew', '', ''),
    Leaf(
        'copr',
        addresses.server,
        'https://copr.fedorainfracloud.org',
        'the server of the sources `copr-OWNER`',
    ),
    Leaf('copr_project', line, 'rdo-{release}-{dist}', 'the project there of a target'),
    Leaf('copr_chroot', line, '{dist}-x86_64', 'the chroot there of a target'),
    Leaf('http', addresses.server, '', 'a yum repo or a listing of RPMs, for the source `http`'),
)
