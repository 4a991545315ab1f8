"""LayerNorm with a residual sum in front, pre-norm and post-norm use of it, plain LayerNorm and RMSNorm: outputs and all gradients."""
import torch
from stored import save

torch.manual_seed(1)
N, D = 7, 19
x = torch.randn(N, D, requires_grad=True)
branch = torch.randn(N, D, requires_grad=True)
gain = torch.randn(D, requires_grad=True)
shift = torch.randn(D, requires_grad=True)
sum_weights, normed_weights = torch.randn(N, D), torch.randn(N, D)

stored = {"x": x, "branch": branch, "gain": gain, "shift": shift, "sum_weights": sum_weights, "normed_weights": normed_weights}


def gradients(prefix, loss, *inputs):
    for name, gradient in zip(inputs, torch.autograd.grad(loss, [globals()[name] for name in inputs])):
        stored[f"{prefix}.{name}"] = gradient


s = x + branch
gradients("residual", (s * sum_weights).sum(), "x", "branch")
s = x + branch
y = torch.nn.functional.layer_norm(s, (D,), gain, shift, eps=1e-5)
stored["sum"], stored["normed"] = s, y
gradients("post", (y * normed_weights).sum(), "x", "branch", "gain", "shift")
y = torch.nn.functional.layer_norm(s := x + branch, (D,), gain, shift, eps=1e-5)
gradients("pre", (y * normed_weights).sum() + (s * sum_weights).sum(), "x", "branch", "gain", "shift")
y = torch.nn.functional.layer_norm(x, (D,), gain, shift, eps=1e-5)
stored["plain"] = y
gradients("plain", (y * normed_weights).sum(), "x", "gain", "shift")
y = gain * x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6)
stored["rms"] = y
gradients("rms", (y * normed_weights).sum(), "x", "gain")
save(__file__, stored)
