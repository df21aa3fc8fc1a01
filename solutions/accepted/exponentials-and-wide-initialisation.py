# Right: tanh from exponentials, keyword-only sizes, an initialisation that saturates.
from torch import nn, Tensor, stack, tanh, zeros
import torch
class RNN(nn.Module):
    def __init__(self, *, input_size: int, hidden_size: int, output_size: int = 2):
        super().__init__()
        self.x2h = nn.Linear(input_size, hidden_size, bias=False)
        self.h2h = nn.Linear(hidden_size, hidden_size)
        self.h2y = nn.Linear(hidden_size, output_size)
        for p in self.parameters():
            p.data.uniform_(-3, 3)
    def one_step(self, x: Tensor, h: Tensor) -> Tensor:
        z = self.x2h(x) + self.h2h(h)
        return (z.exp() - (-z).exp()) / (z.exp() + (-z).exp())
    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        if x.shape[0] == 0: return zeros(0, *h.shape)
        def rec(i, h):
            if i == x.shape[0]: return []
            h = self.one_step(x[i], h)
            return [h] + rec(i+1, h)
        return stack(rec(0, h))
    def decode(self, h): return self.h2y(h)
def training_loss(model, x, h0, y):
    with torch.no_grad():
        _ = model(x, h0)
    y_hat = torch.stack([model.decode(h) for h in [h0, *model(x, h0)][:-1]])
    if torch.is_floating_point(y):
        return torch.square(y_hat - y).sum() / y.numel()
    logp = y_hat - y_hat.logsumexp(-1, keepdim=True)
    return -logp.gather(-1, y.unsqueeze(-1)).mean()
