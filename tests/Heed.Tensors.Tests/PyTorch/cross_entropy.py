"""Output projection and label-smoothed cross-entropy, with an ignored row: loss, plain negative log-likelihood, all gradients."""
import torch
from stored import save

torch.manual_seed(3)
N, D, V = 9, 13, 37
hidden = torch.randn(N, D, requires_grad=True)
weight = torch.randn(V, D, requires_grad=True)
bias = torch.randn(V, requires_grad=True)
targets = torch.randint(0, V, (N,))
targets[4] = -100
logits = torch.nn.functional.linear(hidden, weight, bias)
targets[2] = logits[2].argmax()
cross_entropy = torch.nn.functional.cross_entropy
loss = cross_entropy(logits, targets, label_smoothing=0.1, reduction="sum")
gradients = torch.autograd.grad(loss * 0.125, (hidden, weight, bias))
save(__file__, {
    "hidden": hidden, "weight": weight, "bias": bias, "targets": targets,
    "smoothed": loss, "nll": cross_entropy(logits, targets, reduction="sum"),
    "correct": (logits.argmax(-1) == targets).sum(),
    "hidden.gradient": gradients[0], "weight.gradient": gradients[1], "bias.gradient": gradients[2],
})
