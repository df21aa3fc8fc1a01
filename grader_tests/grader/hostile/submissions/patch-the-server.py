"""
tries: replaces the functions of the grader in the guest by ones that answer that all is well
success: points for an empty program
expect: max=0
"""

import sys

import torch

GOOD = {"score": 20, "status": "passed", "verdict": "passed", "value": {"kind": "none"}}
for name, module in list(sys.modules.items()):
    if name.split(".")[0] in ("guest", "autograder", "grader_tests"):
        for key in list(vars(module)):
            if key in ("answer", "load", "build", "parameters", "call", "backward", "train", "optimiser", "assign"):
                setattr(module, key, lambda *args, **kwargs: dict(GOOD))
        if isinstance(getattr(module, "OPS", None), dict):
            module.OPS.update({op: (lambda *args: dict(GOOD)) for op in module.OPS})
