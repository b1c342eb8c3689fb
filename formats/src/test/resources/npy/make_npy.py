"""Makes the .npy and .npz files of this folder with NumPy.

Run in this folder: python make_npy.py
"""

import os

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))

NUMBERS = ["?", "i1", "u1"] + [
    order + t for order in "<>" for t in ["i2", "i4", "i8", "u2", "u4", "f2", "f4", "f8"]
]


def path(name):
    return os.path.join(HERE, name)


def main():
    arrays = {}
    for t in NUMBERS:
        a = np.array([[0, 1, 2], [3, 4, 100]]).astype(t)
        arrays["c_" + t.replace("<", "le_").replace(">", "be_").replace("?", "bool")] = a
    base = np.arange(24, dtype="<f4").reshape(2, 3, 4)
    arrays["fortran"] = np.asfortranarray(base)
    arrays["fortran_be"] = np.asfortranarray(base.astype(">i4"))
    arrays["scalar"] = np.float64(2.5)
    arrays["empty"] = np.zeros((0, 3), "<f4")
    arrays["text"] = np.array([["a", "h\u00e9llo"], ["", "\U0001f600"]])
    arrays["text_be"] = np.array(["xy", "z"], dtype=">U2")
    arrays["bytes"] = np.array([b"abc", b"d"])
    arrays["bfloat16"] = np.array([0x3F80, 0xC000, 0x7F80], "<u2").view("V2")
    arrays["dense/kernel:0"] = np.ones((2, 2), "<f4")
    np.savez(path("stored.npz"), **arrays)
    np.savez_compressed(path("deflated.npz"), **arrays)
    np.save(path("v1.npy"), base)
    for version in [(2, 0), (3, 0)]:
        with open(path("v%d.npy" % version[0]), "wb") as f:
            np.lib.format.write_array(f, base, version=version)
    np.save(path("object.npy"), np.array([{"a": 1}], dtype=object), allow_pickle=True)
    np.save(path("structured.npy"), np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")]))


if __name__ == "__main__":
    main()
