"""A trained number times a tensor: output and gradients."""
import torch
from stored import save

torch.manual_seed(4)
x = torch.randn(5, 9, requires_grad=True)
scale = torch.randn(1, requires_grad=True)
output_weights = torch.randn(5, 9)
y = scale * x
stored = {"x": x, "scale": scale, "output_weights": output_weights, "output": y}
stored["x.gradient"], stored["scale.gradient"] = torch.autograd.grad((y * output_weights).sum(), [x, scale])
save(__file__, stored)
