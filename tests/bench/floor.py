"""The floor of a count: read a BLT file of plain numbers with numpy, and add up first preferences. Nothing else."""

import sys
from pathlib import Path

import numpy as np


def main(path: str) -> None:
    data = Path(path).read_bytes()
    body = data[: data.rindex(b"\n0\n")]
    header, _, lines = body.partition(b"\n")
    candidates = int(header.split()[0])
    numbers = np.fromstring(lines.decode(), dtype=np.int32, sep=" ")
    ends = np.flatnonzero(numbers == 0)
    starts = np.concatenate(([0], ends[:-1] + 1))
    votes = np.bincount(numbers[starts + 1], weights=numbers[starts], minlength=candidates + 1)
    print(votes[1:].astype(int).tolist())


if __name__ == "__main__":
    main(sys.argv[1])
