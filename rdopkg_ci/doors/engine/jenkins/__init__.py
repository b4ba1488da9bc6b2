"""Jenkins as the engine: a run is a build of the job of its phase, found by the parameter ``key``.

Numbers of builds and ids of queue items are no keys: restarts of the server burn and reuse them.
"""
