from __future__ import annotations

import pytest

from rdopkg_ci.core.publication.repomd import data_files

SHA = 'a' * 64


def repomd(body: str) -> bytes:
    return f'<?xml version="1.0"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo">{body}</repomd>'.encode()


def data(href: str, kind: str = 'sha256') -> str:
    return (
        f'<data type="x"><checksum type="{kind}">{SHA}</checksum><location href="{href}"/></data>'
    )


def test_it_names_the_metadata_files_with_their_checksums() -> None:
    text = repomd(data(f'repodata/{SHA}-primary.xml.gz') + data('repodata/other.xml', 'sha'))
    assert data_files(text) == {f'{SHA}-primary.xml.gz': SHA, 'other.xml': ''}


@pytest.mark.parametrize(
    'text',
    [
        pytest.param(b'', id='empty'),
        pytest.param(b'\xff\xfe<', id='bytes'),
        pytest.param(b'<repomd', id='cut'),
        pytest.param(repomd(''), id='no primary'),
        pytest.param(b'<html/>', id='no repomd'),
        pytest.param(repomd(data('repodata/../../primary.xml')), id='upwards'),
        pytest.param(repomd(data('/primary.xml')), id='absolute'),
        pytest.param(repomd(data('repodata/a/primary.xml')), id='deeper'),
        pytest.param(repomd('<data type="primary"/>'), id='no location'),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY b "primary">]>' + repomd(data('repodata/primary.xml')),
            id='entities',
        ),
    ],
)
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r'repomd\.xml'):
        data_files(text)
