"""Tests of imports, and what they are made with."""
