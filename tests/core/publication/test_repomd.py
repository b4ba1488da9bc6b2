from __future__ import annotations

import pytest

from rdopkg_ci.core.publication.repomd import Checksum, data_files

SHA = 'a' * 64


def repomd(body: str) -> bytes:
    return f'<?xml version="1.0"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo">{body}</repomd>'.encode()


def data(href: str, kind: str = 'sha256', digest: str = SHA) -> str:
    return f'<data type="x"><checksum type="{kind}">{digest}</checksum><location href="{href}"/></data>'


def test_it_names_the_metadata_files_with_their_checksums() -> None:
    text = repomd(
        data(f'repodata/{SHA}-primary.xml.gz')
        + data('repodata/other.xml', 'sha', 'B' * 40)
        + data('repodata/x.xml', 'sha512', 'c' * 128)
    )
    assert data_files(text) == {
        f'{SHA}-primary.xml.gz': Checksum('sha256', SHA),
        'other.xml': Checksum('sha1', 'b' * 40),
        'x.xml': Checksum('sha512', 'c' * 128),
    }


def test_what_it_says_of_its_encoding_does_not_matter() -> None:
    text = b'<?xml version="1.0" encoding="UTdF-8"?>' + repomd(data('repodata/primary.xml'))[22:]
    assert data_files(text)


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
            repomd('<data><location href="repodata/primary.xml"/></data>'), id='no checksum'
        ),
        pytest.param(
            repomd(data('repodata/primary.xml', digest='/home/pat/.rdopkg/ci.yml')), id='a path'
        ),
        pytest.param(repomd(data('repodata/primary.xml', digest='..')), id='dots'),
        pytest.param(repomd(data('repodata/primary.xml', 'sha512')), id='too short'),
        pytest.param(repomd(data('repodata/primary.xml', 'md5', 'a' * 32)), id='md5'),
        pytest.param(repomd(data('repodata/primary.xml')).decode().encode('utf-16'), id='UTF-16'),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY b "primary">]>' + repomd(data('repodata/primary.xml')),
            id='entities',
        ),
    ],
)
def test_anything_else_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r'repomd\.xml'):
        data_files(text)
