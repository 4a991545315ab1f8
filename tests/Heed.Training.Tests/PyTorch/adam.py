"""Adam and AdamW over a few steps with changing gradients and learning rates, as torch.optim computes them."""
import pathlib
import sys

import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "Heed.Tensors.Tests" / "PyTorch"))
from stored import save

STEPS, COUNT = 5, 37
torch.manual_seed(7)
initial = torch.randn(COUNT)
gradients = torch.randn(STEPS, COUNT) * torch.logspace(-3, 1, COUNT)
tensors = {"initial": initial, "gradients": gradients}
for name, make in {
    "adam": lambda p: torch.optim.Adam(p, lr=0, betas=(0.9, 0.98), eps=1e-9),
    "adam_decay": lambda p: torch.optim.Adam(p, lr=0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0, betas=(0.8, 0.999), eps=1e-6, weight_decay=0.3),
}.items():
    parameter = torch.nn.Parameter(initial.clone())
    optimizer = make([parameter])
    seen = []
    for step in range(STEPS):
        optimizer.param_groups[0]["lr"] = 0.01 * (step + 1)
        parameter.grad = gradients[step].clone()
        torch.nn.utils.clip_grad_norm_([parameter], 2.0)
        optimizer.step()
        seen.append(parameter.detach().clone())
    tensors[name] = torch.stack(seen)
save(__file__, tensors)
