"""What all tests share: properties are searched without a clock, since no test asserts speed."""

import os

os.environ.setdefault("OPENPYXL_LXML", "False")  # before a test imports openpyxl itself: see briefing/

from hypothesis import HealthCheck, settings

settings.register_profile("product", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("product")
