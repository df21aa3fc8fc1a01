"""
tries: writes a result with full marks wherever it may be looked for, then ends the process
success: 20 points, or a results file that the grader did not write
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import json
import os


def _drop(slug, text="rnn-lab-canary"):
    import os

    for place in ("/tmp", "/var/tmp", "/dev/shm", os.path.expanduser("~"), "."):
        try:
            with open(os.path.join(place, "rnn-lab-canary-" + slug), "w") as file:
                file.write(text)
        except BaseException:
            pass


def _forge():
    result = {"schema": "rnn-lab/result/v1", "student": "exit-after-forged-result", "status": "graded", "score": 20, "max_score": 20}
    names = ("result.json", "results.json", "results/results.json", "results/exit-after-forged-result.json", "grades.csv")
    for place in (".", "/tmp", "..", "/autograder/results", os.path.expanduser("~"), "out", "OUT"):
        for name in names:
            try:
                with open(os.path.join(place, name), "w") as file:
                    json.dump({**result, "by": "rnn-lab-canary"}, file)
            except OSError:
                pass
    _drop("exit-after-forged-result")
    os._exit(0)


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        _forge()


_forge()
