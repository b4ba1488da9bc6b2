"""Disk and memory that ran out."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Pattern

KINDS = (
    Kind('disk-full', 'disk_full', Blame.INFRASTRUCTURE, (
        Pattern('no space left on device', r'[Nn]o space left on device', PROOF + 4),
        Pattern('enospc', r'\bENOSPC\b', PROOF + 4),
        Pattern('disk quota exceeded', r'[Dd]isk quota exceeded', PROOF + 4),
        Pattern('more space needed on the', r'At least \d+\s?[KMG]i?B more space needed on the', PROOF + 4),
        Pattern('more space on the', r'needs \d+\s?[KMG]i?B more space on the \S+ filesystem', PROOF + 4),
        Pattern('insufficient space in download', r'[Ii]nsufficient space in download directory', PROOF),
        Pattern('not enough ', r'[Nn]ot enough (?:free )?(?:disk )?space', PROOF),
    )),
    Kind('out-of-memory', 'out_of_memory', Blame.INFRASTRUCTURE, (
        Pattern('outofmemoryerror', r'(?<!MAVEN/)OutOfMemoryError', PROOF),
        Pattern('[error] java heap space', r'^\[ERROR\] Java heap space', PROOF),
        Pattern('out of memory', r'[Oo]ut of memory', PROOF),
        Pattern('cannot allocate memory', r'Cannot allocate memory', PROOF - 2),
        Pattern('virtual memory exhausted', r'virtual memory exhausted', PROOF),
        Pattern('killed', r'^(?:.{0,60}: )?(?:line \d+: +\d+ )?Killed\b|signal: killed', STRONG),
        Pattern('killed signal terminated program', r'Killed signal terminated program', PROOF + 2),
        Pattern('terminated with signal 9', r'terminated with signal 9\b', PROOF + 2),
        Pattern('signal: 9, sigkill', r'\(signal: 9, SIGKILL', PROOF + 2),
        Pattern('insufficient memory for the java runtime', r'insufficient memory for the Java Runtime Environment', PROOF + 1),
        Pattern('oomkilled', r'OOMKilled', PROOF),
        Pattern('memoryerror', r'^MemoryError', STRONG),
        Pattern('std::bad_alloc', r'std::bad_alloc', STRONG + 3),
        Pattern('exceeded memory', r'exceeded (?:its )?memory limit', PROOF),
        Pattern('oom-kill', r'\boom-kill|invoked oom-killer', PROOF),
    )),
    Kind('process-limit', 'resources', Blame.INFRASTRUCTURE, (
        Pattern('too many open files', r'[Tt]oo many open files', STRONG + 4),
        Pattern('resource temporarily unavailable', r'(?:fork|pthread_create|clone).*Resource temporarily unavailable', STRONG + 4),
        Pattern('unable to create ', r'unable to create (?:new )?native thread', STRONG + 5),
    )),
    Kind('read-only', 'disk_full', Blame.INFRASTRUCTURE, (
        Pattern('read-only file system', r'[Rr]ead-only file system', STRONG + 5),
    )),
)
