"""Trains ResNet50V2 in PyTorch, eager, on the CPU. The protocol is described in protocol.py.

python torch_train.py [--channels-last] [--adam default|fused]
"""

import argparse

import numpy
import torch
from torch.nn.functional import binary_cross_entropy

import protocol
from resnet50v2_torch import resnet50v2

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("--channels-last", action="store_true", help="keep tensors in NHWC memory order")
arguments.add_argument(
    "--adam", choices=["default", "fused"], default="fused", help="which Adam PyTorch runs"
)
arguments = arguments.parse_args()

torch.set_num_threads(protocol.THREADS)
torch.manual_seed(2021)
memory_format = torch.channels_last if arguments.channels_last else torch.contiguous_format

model = resnet50v2().to(memory_format=memory_format).train()
parameters = sum(parameter.numel() for parameter in model.parameters())
assert parameters == 23_781_890, parameters
# Keras counts the moving statistics too.
statistics = sum(buffer.numel() for buffer in model.buffers() if buffer.is_floating_point())
assert parameters + statistics == 23_827_330, (parameters, statistics)
optimizer = torch.optim.Adam(
    model.parameters(), lr=protocol.LEARNING_RATE, eps=1e-7, fused=True if arguments.adam == "fused" else None
)

images, labels = protocol.fixed_batch(numpy)
images = torch.from_numpy(images).permute(0, 3, 1, 2).contiguous(memory_format=memory_format)
labels = torch.from_numpy(labels)


def step():
    optimizer.zero_grad()
    loss = binary_cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


protocol.serve(
    step,
    description={
        "name": "PyTorch",
        "version": torch.__version__,
        "parameters": parameters + statistics,
        "setting": f"eager, {'channels_last' if arguments.channels_last else 'contiguous'}, {arguments.adam} Adam",
    },
)
