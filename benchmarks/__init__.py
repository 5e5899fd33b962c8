"""Measurements: accuracy floors, speed, growth."""
