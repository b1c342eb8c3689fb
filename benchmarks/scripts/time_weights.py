"""Times h5py writing a file of weights, prints the seconds.

    python time_weights.py FILE VARIABLES SHAPE...

FILE gets datasets of random float32 values, as Keras writes them to .weights.h5, once for each
line of the input; one that says `force` also forces the file to disk.
"""

import os
import sys
import time

import h5py
import numpy as np


def main():
    path, variables, *shape = sys.argv[1:]
    rng = np.random.default_rng(0)
    arrays = [
        rng.random([int(n) for n in shape], dtype="float32") for _ in range(int(variables))
    ]
    for line in sys.stdin:
        start = time.perf_counter()
        with h5py.File(path, "w") as file:
            for i, array in enumerate(arrays):
                file.create_group(f"layers/dense_{i}/vars").create_dataset("0", data=array)
        if line.strip() == "force":
            with open(path, "rb+") as file:
                os.fsync(file.fileno())
        print(time.perf_counter() - start, flush=True)
        os.remove(path)


if __name__ == "__main__":
    main()
