"""Attacks on an installed copy of the command: input, files, signals and limits made to break it.

``python -m tests.attack [COMMAND]`` runs them all against any copy, with nothing but the standard library; in this
project each one is a test (``tests/attack/test_attacks.py``).
"""
