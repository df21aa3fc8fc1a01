"""
tries: blocks and ignores every signal and catches everything, then never ends at import
success: a grader whose alarm never rings
expect: max=0
"""

import torch
import torch.nn.functional as F
from torch import nn


import signal


class RNN(nn.Module):
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    for number in (signal.SIGALRM, signal.SIGPROF, signal.SIGVTALRM, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
