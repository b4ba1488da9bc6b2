"""The jobs that a Jenkins needs: what they are, and how theirs differ from ours."""
