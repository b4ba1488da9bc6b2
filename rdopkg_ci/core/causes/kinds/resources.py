"""Disk and memory that ran out."""

from __future__ import annotations

from rdopkg_ci.core.causes.cause import Blame
from rdopkg_ci.core.causes.kind import PROOF, STRONG, Kind, Look

KINDS = (
    Kind('disk-full', 'disk_full', Blame.INFRASTRUCTURE, (
        Look('no space left on device', r'[Nn]o space left on device', PROOF + 4),
        Look('enospc', r'\bENOSPC\b', PROOF + 4),
        Look('disk quota exceeded', r'[Dd]isk quota exceeded', PROOF + 4),
        Look('not enough ', r'[Nn]ot enough (?:free )?(?:disk )?space', PROOF),
    )),
    Kind('out-of-memory', 'out_of_memory', Blame.INFRASTRUCTURE, (
        Look('outofmemoryerror', r'(?<!MAVEN/)OutOfMemoryError', PROOF),
        Look('[error] java heap space', r'^\[ERROR\] Java heap space', PROOF),
        Look('out of memory', r'[Oo]ut of memory', PROOF),
        Look('cannot allocate memory', r'Cannot allocate memory', PROOF - 2),
        Look('virtual memory exhausted', r'virtual memory exhausted', PROOF),
        Look('killed', r'^(?:.{0,60}: )?(?:line \d+: +\d+ )?Killed\b|signal: killed', STRONG),
        Look('killed signal terminated program', r'Killed signal terminated program', PROOF + 2),
        Look('terminated with signal 9', r'terminated with signal 9\b', PROOF + 2),
        Look('signal: 9, sigkill', r'\(signal: 9, SIGKILL', PROOF + 2),
        Look('insufficient memory for the java runtime', r'insufficient memory for the Java Runtime Environment', PROOF + 1),
        Look('oomkilled', r'OOMKilled', PROOF),
        Look('memoryerror', r'^MemoryError', STRONG),
        Look('std::bad_alloc', r'std::bad_alloc', STRONG + 3),
        Look('exceeded memory', r'exceeded (?:its )?memory limit', PROOF),
        Look('oom-kill', r'\boom-kill|invoked oom-killer', PROOF),
    )),
    Kind('process-limit', 'resources', Blame.INFRASTRUCTURE, (
        Look('too many open files', r'[Tt]oo many open files', STRONG + 4),
        Look('resource temporarily unavailable', r'(?:fork|pthread_create|clone).*Resource temporarily unavailable', STRONG + 4),
        Look('unable to create ', r'unable to create (?:new )?native thread', STRONG + 5),
    )),
    Kind('read-only', 'disk_full', Blame.INFRASTRUCTURE, (
        Look('read-only file system', r'[Rr]ead-only file system', STRONG + 5),
    )),
)
