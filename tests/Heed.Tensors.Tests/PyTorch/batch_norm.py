"""BatchNorm1d over rows of which some are padding: in training over the real rows, then with the running statistics, outputs and all gradients."""
import torch
from stored import save

torch.manual_seed(5)
N, D = 9, 19
real = torch.tensor([1, 1, 0, 1, 1, 1, 0, 1, 1])
x = torch.randn(N, D, requires_grad=True)
weights = torch.randn(N, D) * real[:, None]
norm = torch.nn.BatchNorm1d(D, eps=1e-5, momentum=0.1)
torch.nn.init.normal_(norm.weight)
torch.nn.init.normal_(norm.bias)
stored = {"real": real, "x": x, "weights": weights, "gain": norm.weight.clone(), "shift": norm.bias.clone()}


def gradients(prefix, y, mask):
    loss = (y * weights[mask]).sum()
    for name, gradient in zip(("x", "gain", "shift"), torch.autograd.grad(loss, [x, norm.weight, norm.bias])):
        stored[f"{prefix}.{name}_gradient"] = gradient


mask = real.bool()
y = norm(x[mask])
stored["training.output"] = y
gradients("training", y, mask)
stored["running_mean"], stored["running_var"] = norm.running_mean.clone(), norm.running_var.clone()
norm.eval()
y = norm(x)
stored["running.output"] = y
gradients("running", y, torch.ones(N, dtype=torch.bool))
save(__file__, stored)
