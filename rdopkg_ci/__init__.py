"""rdopkg plugin that drives the CI of a package update, from review to production."""

__version__ = '0.2.0.dev0'
