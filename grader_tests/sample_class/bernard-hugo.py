# Hugo BERNARD - TME4
import torch
import torch.nn as nn
import torch.nn.functional as F


class RNN(nn.Module):

    def __init__(self, dim, latent, output):
        super(RNN, self).__init__()
        self.latent = latent
        # une seule couche pour x et h concatenes
        self.lin = nn.Linear(dim + latent, latent)
        self.dec = nn.Linear(latent, output)

    def one_step(self, x, h):
        """ x : batch*dim, h : batch*latent """
        #print(x.shape, h.shape)
        return torch.tanh(self.lin(torch.cat((x, h), 1)))

    def forward(self, x, h):
        """ x : length*batch*dim """
        res = []
        for i in range(x.size(0)):
            h = self.one_step(x[i,:,:], h)
            res.append(h)
        return torch.stack(res)

    def decode(self, h):
        return self.dec(h)


def training_loss(model, x, h0, y):
    h = model(x, h0)
    tous = torch.cat((h0.unsqueeze(0), h), 0)   # l+1 etats
    pred = model.decode(tous[:-1])              # on enleve le dernier
    if y.is_floating_point():
        return nn.MSELoss()(pred, y)
    return nn.CrossEntropyLoss()(pred.view(-1, pred.shape[-1]), y.view(-1))


if __name__ == '__main__':
    r = RNN(3, 5, 2)
    x = torch.randn(7, 4, 3)
    print(r(x, torch.zeros(4, 5)).shape)
    print(training_loss(r, x, torch.zeros(4, 5), torch.randint(0, 2, (7, 4))))
