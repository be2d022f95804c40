"""Fine-tunes ResNet50V2 in PyTorch as recipe `transfer --freeze none` does, to compare what is learnt, not how fast.

python torch_fine_tune.py DIR SPLIT.csv WEIGHTS.h5 [--stage conv3] [--image-size 48] [--epochs 2] [--seed 0]

DIR: a folder with one folder of cells per class; SPLIT.csv: a run's split.csv; WEIGHTS.h5: Keras' ImageNet weights. AdamW
with a one-cycle schedule, label smoothing, the changes of `CELL_AUGMENTATION`, moving average of the weights.
Prints accuracy and ROC AUC on the validation cells after each epoch, for one view and for the mean of two.
"""

import argparse
import copy
import csv
import math
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import h5py
import numpy
import resnet50v2_torch
import torch
from PIL import Image
from sklearn.metrics import roc_auc_score
from torch import nn
from torch.nn.functional import affine_grid, cross_entropy, grid_sample

resnet50v2_torch.BATCH_NORM["momentum"] = 0.1
STAGES = {"conv2": (64, 64, 3, 2), "conv3": (256, 128, 4, 2), "conv4": (512, 256, 6, 2)}
BATCH_SIZE, LEARNING_RATE, WEIGHT_DECAY, LABEL_SMOOTHING, EMA_MOMENTUM = 32, 4e-4, 0.02, 0.05, 0.995


def build(stage):
    names = list(STAGES)[: list(STAGES).index(stage) + 1]
    channels = 4 * STAGES[stage][1]
    return nn.Sequential(
        nn.Conv2d(3, 64, 7, 2, padding=3),
        nn.ZeroPad2d(1),
        nn.MaxPool2d(3, 2),
        *[resnet50v2_torch.stage(*STAGES[name]) for name in names],
        resnet50v2_torch.normalise_and_activate(channels),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        nn.Linear(channels, 2),
    )


def load_imagenet(network, file):
    """Gives all layers but the head the weights of Keras' file, by Keras' names."""
    values = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset):
            values["/".join(name.split("/")[-2:]).removesuffix(":0")] = torch.from_numpy(item[()])

    with h5py.File(file) as stored:
        stored.visititems(keep)

    def convolution(layer, name):
        layer.weight.data = values[f"{name}/kernel"].permute(3, 2, 0, 1).contiguous()
        if layer.bias is not None:
            layer.bias.data = values[f"{name}/bias"]

    def normalisation(layers, name):
        layer = layers[0]
        layer.weight.data, layer.bias.data = values[f"{name}/gamma"], values[f"{name}/beta"]
        layer.running_mean, layer.running_var = values[f"{name}/moving_mean"], values[f"{name}/moving_variance"]

    convolution(network[0], "conv1_conv")
    stages = [layer for layer in network if isinstance(layer, nn.Sequential)]
    for number, blocks in enumerate(stages[:-1], start=2):
        for index, block in enumerate(blocks, start=1):
            name = f"conv{number}_block{index}"
            normalisation(block.preactivation, f"{name}_preact_bn")
            if block.project:
                convolution(block.shortcut, f"{name}_0_conv")
            for part, layer in enumerate(block.residual):
                kind = convolution if isinstance(layer, nn.Conv2d) else normalisation
                kind(layer, f"{name}_{part // 2 + 1}_{'conv' if kind is convolution else 'bn'}")
    last = f"conv{len(stages) + 1}_block1_preact_bn"
    if f"{last}/gamma" in values:
        normalisation(stages[-1], last)


def augment(images):
    """Rotation by 15 degrees and quarters, flips, zoom and shift, brightness and stain; uint8 to float32."""
    count = len(images)
    around = lambda width, *shape: 1 + (2 * torch.rand(count, *shape) - 1) * width
    angle = (2 * torch.rand(count) - 1) * math.radians(15) + torch.randint(0, 4, (count,)) * math.pi / 2
    scale = around(0.1, 2) * (torch.randint(0, 2, (count, 2)) * 2 - 1)
    shift = 2 * 0.03 * (2 * torch.rand(count, 2) - 1)
    cos, sin = torch.cos(angle), torch.sin(angle)
    rows = [cos * scale[:, 0], -sin * scale[:, 1], shift[:, 0], sin * scale[:, 0], cos * scale[:, 1], shift[:, 1]]
    grid = affine_grid(torch.stack(rows, 1).reshape(count, 2, 3), images.shape, align_corners=False)
    moved = grid_sample(images.float(), grid, padding_mode="border", align_corners=False)
    return (moved * around(0.1, 1, 1, 1) * around(0.05, 3, 1, 1)).clamp(0, 255)


def scaled(images):
    return (images.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def predict(network, images, views):
    answers = []
    for batch in torch.split(images, 64):
        shown = [batch, batch.flip(3)][:views]
        answers.append(sum(network(scaled(view)).softmax(1)[:, 1] for view in shown) / views)
    return torch.cat(answers).numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("split", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--stage", choices=list(STAGES), default="conv3")
    parser.add_argument("--image-size", type=int, default=48)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)

    rows = list(csv.DictReader(options.split.open()))
    size = (options.image_size, options.image_size)
    read = lambda row: numpy.asarray(
        Image.open(options.folder / row["file"]).convert("RGB").resize(size, Image.Resampling.BILINEAR)
    )
    with ThreadPoolExecutor() as pool:
        images = torch.from_numpy(numpy.stack(list(pool.map(read, rows)))).permute(0, 3, 1, 2).contiguous()
    labels = torch.tensor([int(row["class"] == "Parasitized") for row in rows])
    trains = torch.tensor([row["subset"] == "train" for row in rows])
    training, validation = torch.where(trains)[0], torch.where(~trains)[0]

    network = build(options.stage)
    load_imagenet(network, options.weights)
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    decays = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in network.parameters() if parameter.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decays, "weight_decay": WEIGHT_DECAY}, {"params": others, "weight_decay": 0}], lr=LEARNING_RATE
    )
    steps = math.ceil(len(training) / BATCH_SIZE) * options.epochs
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps)
    step = 0
    for epoch in range(options.epochs):
        network.train()
        correct = 0
        for batch in torch.split(training[torch.randperm(len(training))], BATCH_SIZE):
            answers = network(scaled(augment(images[batch])))
            optimizer.zero_grad()
            cross_entropy(answers, labels[batch], label_smoothing=LABEL_SMOOTHING).backward()
            optimizer.step()
            schedule.step()
            step += 1
            correct += (answers.argmax(1) == labels[batch]).sum().item()
            momentum = min(EMA_MOMENTUM, (1 + step) / (10 + step))
            with torch.no_grad():
                for mean, value in zip(average.parameters(), network.parameters()):
                    mean.lerp_(value, 1 - momentum)
                for mean, value in zip(average.buffers(), network.buffers()):
                    mean.copy_(value)
        for views in (1, 2):
            probability = predict(average, images[validation], views)
            accuracy = ((probability > 0.5) == labels[validation].numpy()).mean()
            auc = roc_auc_score(labels[validation], probability)
            print(
                f"epoch {epoch + 1}/{options.epochs}  accuracy {correct / len(training):.4f}  "
                f"views {views}  val_accuracy {accuracy:.4f}  val_auc {auc:.4f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
