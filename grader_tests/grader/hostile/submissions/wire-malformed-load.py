"""
tries: lies in the report of loading alone: names that are objects, reports that are texts, ten thousand stand-ins
success: a fault of the grader before the first check
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import sys


class RNN(nn.Module):
    pass


_frames = sys.modules["guest.frames"]
_pack = _frames.pack
TURN = [0]


def _forged(nonce, message, blob=b""):
    for result in message["results"]:
        if "defined" in result:
            TURN[0] += 1
            result["defined"] = ({"RNN": 1}, "RNN", None, [None, 1, ["RNN"]])[TURN[0] % 4]
            result["methods"] = [["one_step"], {"forward": True}, 3.5]
            result["reports"] = [{"kind": "cut", "line": [1], "cell": {}}, {"kind": ["x"] * 100, "type": 3}, "text", None]
            result["stand_ins"] = ["<script>%d" % i for i in range(4000)]
    return _pack(nonce, message, blob)


_frames.pack = _forged
