"""Hypothesis on machines that are sometimes busy: a slow example is no failure."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
