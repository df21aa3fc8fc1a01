# -*- coding: utf-8 -*-
# Right: indented with tabs, semicolons, comments left from Python 2
# print "hello"
import torch
import torch.nn as nn
from torch.nn.functional import *

class RNN(nn.Module) :
	def __init__(self, dim, latent, output) :
		super(RNN, self).__init__()
		self.Wi = nn.Linear(dim, latent) ; self.Wh = nn.Linear(latent, latent)
		self.Wd = nn.Linear(latent, output)

	def one_step(self, x, h) :
		return torch.tanh(self.Wi(x) + self.Wh(h))

	def forward(self, x, h) :
		res = [ ]
		for i in range(0, x.size(0)) :
			h = self.one_step(x[i], h)
			res.append(h)
			# print res[-1].shape
		return torch.stack(res)

	def decode(self, h) :
		return self.Wd(h)

def training_loss(model, x, h0, y) :
	H = [h0] + [ht for ht in model(x, h0)]
	H = torch.stack(H[0 : len(H) - 1])
	if len(y.shape) == 2 :
		return cross_entropy(model.decode(H).flatten(0, 1), y.flatten())
	else :
		return mse_loss(model.decode(H), y)
