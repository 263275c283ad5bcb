"""Tests of the vraagbaak and the kennisagenda."""
