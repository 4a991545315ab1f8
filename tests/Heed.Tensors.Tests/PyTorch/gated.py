"""Gated linear units, silu(g) * u and gelu_tanh(g) * u with g and u the halves of each row: outputs and gradients."""
import torch
from stored import save

torch.manual_seed(3)
x = torch.randn(6, 22, requires_grad=True)
output_weights = torch.randn(6, 11)
stored = {"x": x, "output_weights": output_weights}
gates = {"silu": torch.nn.functional.silu, "gelu_tanh": lambda g: 0.5 * g * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (g + 0.044715 * g**3)))}
for name, gate in gates.items():
    y = gate(x[:, :11]) * x[:, 11:]
    stored[f"{name}.output"] = y
    (stored[f"{name}.x"],) = torch.autograd.grad((y * output_weights).sum(), [x])
save(__file__, stored)
