"""keras.applications.ResNet50V2 with the tutorial's head, layer for layer, in PyTorch.

Same order, paddings and biases as Keras: a stage strides in its last block, the first pooling pads with zeros, and
the identity path of a striding block is a 1x1 max pooling.
"""

from torch import nn

BATCH_NORM = {"eps": 1.001e-5, "momentum": 0.01}  # PyTorch's momentum is 1 - Keras' momentum


def normalise_and_activate(channels):
    # In place, as torchvision's ResNet does it: the fastest and smallest form.
    return nn.Sequential(nn.BatchNorm2d(channels, **BATCH_NORM), nn.ReLU(inplace=True))


class Block(nn.Module):
    """One pre-activation bottleneck block (keras' residual_block_v2). `project` widens the shortcut by a 1x1 conv."""

    def __init__(self, channels, filters, stride, project):
        super().__init__()
        self.preactivation = normalise_and_activate(channels)
        self.project = project
        if project:
            self.shortcut = nn.Conv2d(channels, 4 * filters, 1, stride)
        else:
            self.shortcut = nn.MaxPool2d(1, stride) if stride > 1 else nn.Identity()
        self.residual = nn.Sequential(
            nn.Conv2d(channels, filters, 1, bias=False),
            normalise_and_activate(filters),
            nn.Conv2d(filters, filters, 3, stride, padding=1, bias=False),
            normalise_and_activate(filters),
            nn.Conv2d(filters, 4 * filters, 1),
        )

    def forward(self, x):
        active = self.preactivation(x)
        shortcut = self.shortcut(active if self.project else x)
        return shortcut + self.residual(active)


def stage(channels, filters, blocks, last_stride):
    first = Block(channels, filters, 1, project=True)
    middle = [Block(4 * filters, filters, 1, project=False) for _ in range(blocks - 2)]
    last = Block(4 * filters, filters, last_stride, project=False)
    return nn.Sequential(first, *middle, last)


def resnet50v2():
    """[N, 3, H, W] float32 to class probabilities [N, 2]. 23,781,890 trainable parameters."""
    return nn.Sequential(
        nn.Conv2d(3, 64, 7, 2, padding=3),
        nn.ZeroPad2d(1),
        nn.MaxPool2d(3, 2),
        stage(64, 64, 3, 2),
        stage(256, 128, 4, 2),
        stage(512, 256, 6, 2),
        stage(1024, 512, 3, 1),
        normalise_and_activate(2048),
        nn.AvgPool2d(4),
        nn.Flatten(),
        nn.Linear(2048, 128),
        nn.ReLU(inplace=True),
        nn.Dropout(0.5),
        nn.Linear(128, 2),
        nn.Softmax(dim=1),
    )
