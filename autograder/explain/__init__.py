"""Tells the staff everything about one mark, with a script that shows a failure by hand. Imported by the commands."""

from autograder.explain.account import account, find_check, find_result
from autograder.explain.script import script, script_path

__all__ = ["account", "find_check", "find_result", "script", "script_path"]
