"""What a command has done, one thing at a time: values that the view words and scripts read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Action(Enum):
    """``detail`` of an event is named behind each."""

    PROPOSED = 'proposed'  # the number of the new change
    PATCH_SET_ADDED = 'patch-set-added'  # the number of the change
    MARKED_READY = 'marked-ready'  # the number of the change, work in progress before
    MARKED_WIP = 'marked-wip'  # the number of the change
    TOPIC_SET = 'topic-set'  # the topic
    TOPIC_KEPT = 'topic-kept'  # the server's reason
    STARTED = 'started'
    RESTARTED = 'restarted'
    UNDER_WAY = 'under-way'  # a run that somebody else has asked for meanwhile
    STOPPED = 'stopped'  # nobody waits for it any more
    VOTED = 'voted'  # the vote, with its sign
    MERGED = 'merged'
    NOT_MERGED = 'not-merged'  # the server's reason
    OVERTAKEN = 'overtaken'  # somebody changed it meanwhile; the next pass looks again
    LEFT_TO_PEOPLE = 'left-to-people'  # the policy's path; the subject is the number of a change
    NOT_HEARD = 'not-heard'  # a recheck; the subject is the number of a change
    MOVED = 'moved'  # the directory
    LEFT_IN_PLACE = 'left-in-place'
    STAGED = 'staged'  # the generation
    PUBLISHED = 'published'  # the generation and the number of RPMs added
    WITHDRAWN = 'withdrawn'  # the path that the update had
    VANISHED = 'vanished'  # the build, and why it cannot be had any more
    ABANDONED = 'abandoned'  # the number of the change
    EDIT_ABANDONED = 'edit-abandoned'  # the number of the change, which has nothing left to edit
    UNRECORDED = 'unrecorded'  # why the branch keeps no record of what was withdrawn


@dataclass(frozen=True)
class Event:
    """``subject`` is an update's id; of phase2's runs the commit, of publishing the target.

    ``phase`` and ``target`` are those of a run, empty where there is none.
    """

    subject: str
    action: Action
    detail: str = ''
    phase: str = ''
    target: str = ''
