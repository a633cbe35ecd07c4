"""Damaged workbooks by the thousand: `python -m tests.fuzz`."""
