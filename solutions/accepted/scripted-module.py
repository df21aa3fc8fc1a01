"""Right: a ScriptModule with script methods, and a scripted helper."""
import torch
import torch.nn as nn
class RNN(torch.jit.ScriptModule):
    def __init__(self, dim, latent, output):
        super().__init__()
        self.W_i = nn.Linear(dim, latent); self.W_h = nn.Linear(latent, latent); self.decoder = nn.Linear(latent, output)
    @torch.jit.script_method
    def one_step(self, x, h):
        return torch.tanh(self.W_i(x) + self.W_h(h))
    @torch.jit.script_method
    def forward(self, x, h):
        states = torch.jit.annotate(list[torch.Tensor], [])
        for t in range(x.size(0)):
            h = self.one_step(x[t], h)
            states.append(h)
        return torch.stack(states)
    @torch.jit.script_method
    def decode(self, h): return self.decoder(h)
@torch.jit.script
def shift(h0, H):
    return torch.cat([h0.unsqueeze(0), H[:-1]], 0)
def training_loss(model, x, h0, y):
    p = model.decode(shift(h0, model(x, h0)))
    return ((p - y) ** 2).mean() if y.is_floating_point() else nn.CrossEntropyLoss()(p.flatten(end_dim=-2), y.flatten())
