"""YAML as located text: the one place that reads files of ours, updates, policies and settings.

Scalars keep the text as written, so ``2015.10`` stays what it is; ``kind`` says what YAML 1.1 would
make of it. Refused are anchors, aliases, tags, directives, several documents and duplicate keys: no
file of ours needs them, and bombs are built of them.
"""

from __future__ import annotations

import re

from rdopkg_ci.core.text import characters
from rdopkg_ci.core.yaml import errors
from rdopkg_ci.core.yaml.composer import Composer
from rdopkg_ci.core.yaml.nodes import MappingNode, Node, is_null
from rdopkg_ci.core.yaml.problems import Problems


def load(data: bytes, problems: Problems, or_nothing: bool = False) -> Node:
    """The root of the one document. What can be read past is added to ``problems``; raises
    InvalidInput with all of them where it cannot go on. With ``or_nothing`` a file without any
    value is an empty mapping.
    """
    import yaml

    text = ''
    try:
        text = characters.decode(data)
        for found in re.finditer('^%', text, re.MULTILINE):
            problems.fatal(
                text.count('\n', 0, found.start()) + 1,
                'starts with %, a YAML directive; remove the line',
            )
        events = yaml.parse(text, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))
        root = Composer(events, text.split('\n'), problems).document()
    except characters.NotText as error:
        problems.fatal(error.line, str(error))
    except yaml.YAMLError as error:
        problems.fatal(*errors.told(error))
    if root is None or (or_nothing and is_null(root)):
        if not or_nothing:
            problems.fatal(1, 'is empty')
        return MappingNode((), 1, 1)
    return root
