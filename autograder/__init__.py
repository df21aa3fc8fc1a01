"""The RNN lab's grader: grades submissions without ever sharing a process with them.

Imported by everyone; imports nothing of the package.
"""

__version__ = "1.0.0"
