"""Makes the HDF5 files of this folder that Keras itself would not write, and manifest.tsv.

Run with h5py, numpy and Keras 3.15.1 in this folder: python make_fixtures.py
"""

import hashlib
import io
import os
import zipfile

import h5py
import numpy as np
from keras.src.legacy.saving.legacy_h5_format import save_attributes_to_hdf5_group

HERE = os.path.dirname(os.path.abspath(__file__))


def new(name, **kwargs):
    return h5py.File(os.path.join(HERE, name), "w", **kwargs)


def make():
    with new("made_chunked_attributes.h5") as f:
        save_attributes_to_hdf5_group(
            f, "layer_names", [("layer_%05d_" % i).ljust(40, "x").encode() for i in range(2000)]
        )
    with new("made_dtypes.h5") as f:
        for t in ["<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8"]:
            f["little_" + t[1:]] = np.array([[0, 1, 2], [100, 101, 102]], dtype=t)
        for t in [">i2", ">i4", ">i8", ">u2", ">f2", ">f4", ">f8"]:
            f["big_" + t[1:]] = np.array([-3, 0, 7], dtype=t) if t[1] != "u" else np.array([1, 2], t)
        f["bool"] = np.array([True, False, True])
        f["scalar"] = np.float32(2.5)
        f["empty"] = np.zeros((0, 3), "f4")
        f["fixed"] = np.array([b"abc", b"d\xc3\xa9", b""])
        f["text"] = "h\u00e9llo"
        f["texts"] = np.array(["a", "\u65e5\u672c", ""], dtype=object)
        f["/a/b/c"] = np.arange(3.0)
        f["a"].attrs["number"] = 7
        f["a"].attrs["list"] = [1.5, 2.5]
        space = h5py.h5s.create_simple((4,))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        d = h5py.h5d.create(f.id, b"compact", h5py.h5t.IEEE_F32LE, space, plist)
        d.write(h5py.h5s.ALL, h5py.h5s.ALL, np.array([1, 2, 3, 4], "f4"))
    with new("made_latest.h5", libver="v110") as f:
        f["layers/dense/vars/0"] = np.arange(6, dtype="f4").reshape(2, 3)
        f["layers/dense/vars"].attrs["name"] = "dense"
    with new("made_userblock.h5", userblock_size=1024) as f:
        f["x"] = np.arange(5, dtype="i4")
    with new("refused_softlink.h5") as f:
        f["x"] = np.arange(3)
        f["y"] = h5py.SoftLink("/x")
    with new("refused_externallink.h5") as f:
        f["y"] = h5py.ExternalLink("other.h5", "/x")
    with new("refused_external_storage.h5") as f:
        f.create_dataset("y", (4,), "u1", external=[("/etc/passwd", 0, 4)])
    with new("refused_virtual.h5", libver="v110") as f:
        layout = h5py.VirtualLayout((4,), "f4")
        layout[:] = h5py.VirtualSource("other.h5", "x", (4,))
        f.create_virtual_dataset("y", layout)
    with new("refused_hardlink_cycle.h5") as f:
        f.create_group("a/b")
        f["a/b/up"] = f["a"]
    with new("unsupported_chunked.h5") as f:
        x = np.arange(5000, dtype="f4").reshape(100, 50)
        f.create_dataset("gzip", data=x, chunks=(10, 50), compression="gzip", shuffle=True)
        f.create_dataset("plain", data=x, chunks=(30, 20))
        f["contiguous"] = x
    with new("unsupported_complex.h5") as f:
        f["z"] = np.array([1 + 2j])
        f["x"] = np.arange(2.0)
    with new("bomb_unwritten.h5") as f:
        f.create_dataset("x", (1 << 20, 1 << 20), "f4")


def text(x):
    return x.decode("utf8", "replace") if isinstance(x, bytes) else str(x)


def sha(data):
    return hashlib.sha1(data).hexdigest()


def attribute(value):
    a = np.asarray(value)
    if a.size == 0:
        return "empty"
    if isinstance(value, (str, bytes)) or a.dtype.kind in "SO":
        return "text\t" + sha("\x00".join(text(x) for x in np.atleast_1d(a).ravel()).encode())
    return "number\t" + sha(a.astype("<f8").tobytes())


def describe(out, file, node, path):
    for name in node.attrs:
        out.append("%s\tattribute\t%s@%s\t%s" % (file, path, name, attribute(node.attrs[name])))
    if isinstance(node, h5py.Dataset):
        a = np.asarray(node[()])
        dtype = "bfloat16" if a.dtype.kind == "V" else a.dtype.name
        if a.dtype.kind in "SO":
            joined = "\x00".join(text(x) for x in np.atleast_1d(a).ravel())
            dtype, digest = "string", sha(joined.encode())
        else:
            digest = sha(a.astype(a.dtype.newbyteorder("<")).tobytes())
        shape = ",".join(str(d) for d in a.shape)
        out.append("%s\tdataset\t%s\t%s\t(%s)\t%s" % (file, path, dtype, shape, digest))
    else:
        out.append("%s\tgroup\t%s\t%s" % (file, path, ",".join(node)))
        for name in node:
            describe(out, file, node[name], path.rstrip("/") + "/" + name)


def manifest():
    out = []
    for name in sorted(os.listdir(HERE)):
        path = os.path.join(HERE, name)
        if name.endswith(".keras"):
            with zipfile.ZipFile(path) as z:
                payload = io.BytesIO(z.read("model.weights.h5"))
        elif name.endswith(".h5") and name.split("_")[0] not in ("refused", "bomb"):
            payload = path
            if name == "unsupported_complex.h5":
                continue
        else:
            continue
        with h5py.File(payload, "r") as f:
            describe(out, name, f["/"], "/")
    with open(os.path.join(HERE, "manifest.tsv"), "w", encoding="utf8") as f:
        f.write("\n".join(out) + "\n")


if __name__ == "__main__":
    make()
    manifest()
