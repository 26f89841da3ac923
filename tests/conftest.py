"""What holds for every test: Hypothesis never fails one because the machine is slow."""

from hypothesis import settings

settings.register_profile("planner", deadline=None)
settings.load_profile("planner")
