"""RPMs as files: whether one is whole, and what its header says."""
