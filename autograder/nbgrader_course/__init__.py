"""The lab inside an nbgrader course: what is handed out, and what nbgrader's own commands call.

`course` writes the course; its `nbgrader_config.py` names the classes of the other modules, which nbgrader
imports. Only those import nbgrader: nothing else of the package needs it.
"""
