"""
tries: calls the kernel of a cell by the address that _ctypes.dlsym gives
success: points for what torch computes
expect: max=10
"""

import torch
import torch.nn.functional as F
from torch import nn

import ctypes
import os

_LIB = os.path.join(os.path.dirname(torch.__file__), "lib")
_CPU = ctypes.PyDLL(os.path.join(_LIB, "libtorch_cpu.so"))
_WRAP = ctypes.PyDLL(os.path.join(_LIB, "libtorch_python.so"))["_Z16THPVariable_WrapRKN2at10TensorBaseE"]
_WRAP.argtypes, _WRAP.restype = [ctypes.c_void_p], ctypes.py_object
_NAME = "_ZN2at6native13rnn" + "_tanh_cellERKNS_6TensorES3_S3_S3_RKSt8optionalIS1_ES7_"
import _ctypes

_STEP = ctypes.PYFUNCTYPE(ctypes.c_void_p, *[ctypes.c_void_p] * 7)(_ctypes.dlsym(_CPU._handle, _NAME))


def _cell(x, h, w, u, b, c):
    result = (ctypes.c_uint64 * 2)(0, 0)
    boxes = [ctypes.c_uint64(t._cdata) for t in (x, h, w, u)]  # an at::Tensor is one pointer
    maybe = [(ctypes.c_uint64 * 2)(t._cdata, 1) for t in (b, c)]  # a std::optional<at::Tensor>
    _STEP(ctypes.addressof(result), *map(ctypes.addressof, boxes), *map(ctypes.addressof, maybe))
    return _WRAP(ctypes.addressof(result))


class RNN(nn.Module):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent)
        self.W_h = nn.Linear(latent, latent)
        self.decoder = nn.Linear(latent, output)

    def one_step(self, x, h):
        return _cell(x, h, self.W_i.weight, self.W_h.weight, self.W_i.bias, self.W_h.bias)

    def forward(self, x, h):
        states = []
        for x_t in x:
            h = self.one_step(x_t, h)
            states.append(h)
        return torch.stack(states)

    def decode(self, h):
        return self.decoder(h)


def training_loss(model, x, h0, y):
    states = model(x, h0)
    y_hat = model.decode(torch.cat([h0[None], states[:-1]]))
    if y.is_floating_point():
        return F.mse_loss(y_hat, y)
    return F.cross_entropy(y_hat.flatten(0, 1), y.flatten())
