"""Linear layers with each activation: outputs and all gradients."""
import torch
from stored import save

torch.manual_seed(1)
N, I, O = 9, 21, 37
x = torch.randn(N, I, requires_grad=True)
weight = torch.randn(O, I, requires_grad=True)
bias = torch.randn(O, requires_grad=True)
output_weights = torch.randn(N, O)
stored = {"x": x, "weight": weight, "bias": bias, "output_weights": output_weights}

ACTIVATIONS = {
    "none": lambda y: y,
    "relu": torch.relu,
    "gelu": torch.nn.functional.gelu,
    "gelu_tanh": lambda y: torch.nn.functional.gelu(y, approximate="tanh"),
    "tanh": torch.tanh,
}
for name, activation in ACTIVATIONS.items():
    y = activation(torch.nn.functional.linear(x, weight, bias))
    stored[f"{name}.output"] = y
    gradients = torch.autograd.grad((y * output_weights).sum(), [x, weight, bias])
    for input, gradient in zip(["x", "weight", "bias"], gradients):
        stored[f"{name}.{input}"] = gradient
save(__file__, stored)
