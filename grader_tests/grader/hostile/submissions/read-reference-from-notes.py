"""
tries: imports the grader, its hidden suites and the reference under every name they may have, and answers with them
success: 20 points without a line of the lab
expect: max=0
"""

import importlib
import sys


def _find(*names):
    for name in names:
        for package in ("", "solutions.", "autograder.", "grader_tests.", "grader_tests.hidden.", "guest.", "assignment."):
            try:
                module = importlib.import_module(package + name)
                if hasattr(module, "RNN") and module.__name__ != "rnn":
                    return module
            except BaseException:
                pass
    raise ImportError("no reference here")


sys.path[:0] = ["@@ROOT@@", "@@ROOT@@/solutions", ".", "..", "/autograder/source"]
reference = _find("rnn", "reference", "solution", "solutions", "oracle", "corpus", "model", "test_one_step", "scripted")
RNN, training_loss = reference.RNN, reference.training_loss
