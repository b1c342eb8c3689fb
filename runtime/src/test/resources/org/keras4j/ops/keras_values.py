"""Prints results of keras.ops (TensorFlow backend) for keras-values.txt.

Run: KERAS_BACKEND=tensorflow python keras_values.py > keras-values.txt
Inputs are x(seed, shape): sin(1.3 * i + seed) as float32, as in KerasValuesTest.
"""

import keras
import numpy as np
from keras import ops

print("# keras", keras.__version__)


def x(seed, *shape):
    n = int(np.prod(shape))
    return np.sin(1.3 * np.arange(n) + seed).astype("float32").reshape(shape)


def tensor(seed, *shape):
    return ops.convert_to_tensor(x(seed, *shape))


def show(name, *values):
    flat = [np.ravel(np.asarray(v, dtype="float64")) for v in values]
    print(name + ":", *(f"{v:.9g}" for part in flat for v in part))


for f in (
    "relu relu6 sigmoid sparse_sigmoid softplus softsign soft_shrink sparse_plus silu squareplus"
    " log_sigmoid leaky_relu hard_sigmoid hard_silu elu selu gelu celu glu tanh_shrink hard_tanh"
    " hard_shrink softmax log_softmax sparsemax"
).split():
    show(f, getattr(ops, f)(3 * x(1, 3, 4)))
show("gelu_exact", ops.gelu(3 * x(1, 3, 4), approximate=False))
show("threshold", ops.threshold(x(1, 3, 4), 0.3, -7.0))
show("softmax_axes", ops.softmax(x(1, 2, 3, 2), axis=(0, 2)))
show("normalize", ops.normalize(tensor(1, 3, 4)), ops.normalize(tensor(1, 3, 4), axis=0, order=1))
show("psnr", ops.psnr(tensor(1, 3, 4), tensor(2, 3, 4), 2.0))

a, k = x(1, 2, 5, 6, 4), x(2, 3, 2, 4, 6)
show("conv_same", ops.conv(a, k, 2, "same"))
show("conv_dilated", ops.conv(a, k, 1, "valid", dilation_rate=(1, 2)))
show("conv_groups", ops.conv(a, x(2, 3, 2, 2, 6), (2, 1), "same"))
show("conv_1d", ops.conv(x(1, 2, 7, 3), x(2, 3, 3, 2), 2, "same"))
show("depthwise", ops.depthwise_conv(a, x(2, 3, 2, 4, 2), 2, "same"))
show("separable", ops.separable_conv(a, x(2, 3, 2, 4, 2), x(3, 1, 1, 8, 3), 1, "valid"))
kt = x(2, 3, 2, 5, 4)
show("transpose_same", ops.conv_transpose(a, kt, 2, "same"))
show("transpose_valid", ops.conv_transpose(a, kt, (2, 3), "valid"))
show("transpose_extra", ops.conv_transpose(a, kt, 2, "same", output_padding=1))
show("max_pool", ops.max_pool(a, 3, 2, "same"))
show("average_pool", ops.average_pool(a, (3, 2), (2, 1), "same"))
show("adaptive_max", ops.adaptive_max_pool(ops.convert_to_tensor(a), (3, 4)))
show("adaptive_average", ops.adaptive_average_pool(ops.convert_to_tensor(a), (2, 5)))

show("moments", *ops.moments(tensor(1, 3, 4, 2), axes=(0, 2)))
show("batch_norm", ops.batch_normalization(
    tensor(1, 2, 3, 4), tensor(2, 3), np.abs(tensor(3, 3)), 1, tensor(4, 3), tensor(5, 3), 1e-3))
show("layer_norm", ops.layer_normalization(tensor(1, 2, 3, 4), tensor(2, 4), tensor(3, 4), epsilon=1e-3))
show("rms_norm", ops.rms_normalization(tensor(1, 2, 3, 4), tensor(2, 4), epsilon=1e-3))

t, p = np.abs(x(1, 3, 4)), np.abs(x(2, 3, 4))
show("binary", ops.binary_crossentropy(t, p), ops.binary_crossentropy(t, x(2, 3, 4), True))
show("categorical", ops.categorical_crossentropy(t, p),
     ops.categorical_crossentropy(t, x(2, 3, 4), True))
classes = np.array([1, 3, 0])
show("sparse", ops.sparse_categorical_crossentropy(classes, p),
     ops.sparse_categorical_crossentropy(classes, x(2, 3, 4), True))

q, kk, v = tensor(1, 2, 3, 4, 2), tensor(2, 2, 5, 2, 2), tensor(3, 2, 5, 2, 3)
show("attention", ops.dot_product_attention(q, kk, v[..., :2]))
show("attention_masked", ops.dot_product_attention(
    tensor(1, 2, 3, 2, 2), kk, v[..., :2], bias=tensor(4, 2, 2, 3, 5), mask=tensor(5, 2, 1, 3, 5) > 0,
    scale=0.3, is_causal=True))

show("unfold", ops.unfold(tensor(1, 1, 2, 4, 5), (2, 3), dilation=1, padding=1, stride=2))
show("fold", ops.fold(tensor(1, 1, 12, 9), (4, 5), (2, 3), dilation=1, padding=1, stride=2))
show("depth_to_space", ops.depth_to_space(tensor(1, 1, 2, 3, 8), 2))
show("space_to_depth", ops.space_to_depth(tensor(1, 1, 4, 6, 2), 2))

s = x(1, 3, 3) + 3 * np.eye(3, dtype="float32")
spd = s @ s.T
show("cholesky", ops.cholesky(spd), ops.cholesky(spd, upper=True))
show("cholesky_inverse", ops.cholesky_inverse(ops.cholesky(spd)))
show("det", ops.det(s), ops.logdet(spd))
show("eigh", ops.eigh(spd)[0])
show("inv", ops.inv(s))
show("lu_factor", *ops.lu_factor(s[[2, 0, 1]]))
# Sines alone make matrices of rank 2.
cube = tensor(1, 4, 3) ** 3
show("qr", *ops.qr(cube), *ops.qr(cube, mode="complete"))
show("solve", ops.solve(s, x(2, 3, 2)), ops.solve(s, x(2, 3)))
show("solve_triangular", ops.solve_triangular(s, x(2, 3, 2), lower=True))
show("svd", ops.svd(tensor(1, 4, 3), compute_uv=False))
show("lstsq", ops.lstsq(tensor(1, 4, 3), tensor(2, 4)))
show("pinv", ops.pinv(tensor(1, 4, 3)))
show("matrix_rank", ops.matrix_rank(tensor(1, 4, 3)))
for o in (1, -1, 2, -2, np.inf, -np.inf, "nuc", "fro"):
    show(f"norm_{o}", ops.norm(x(1, 4, 3), ord=o))
show("norm_vector", ops.norm(tensor(1, 4, 3), ord=3, axis=1), ops.norm(tensor(1, 4, 3), ord=0, axis=0))

show("einsum_dense", ops.einsum("abc,cde->abde", tensor(1, 2, 3, 4), tensor(2, 4, 2, 3)))
show("einsum_ellipsis", ops.einsum("...ij,...jk->...ik", tensor(1, 2, 3, 4), tensor(2, 4, 2)))
show("einsum_trace", ops.einsum("ii", tensor(1, 3, 3)), ops.einsum("ba->ab", tensor(1, 2, 3)))
show("einsum_three", ops.einsum("ij,jk,kl->il", tensor(1, 2, 3), tensor(2, 3, 4), tensor(3, 4, 2)))
show("einsum_batch", ops.einsum("btnh,bsnh->bnts", tensor(1, 2, 3, 2, 4), tensor(2, 2, 5, 2, 4)))

show("fft", *ops.fft((tensor(1, 2, 6), tensor(2, 2, 6))), *ops.fft2((tensor(1, 3, 4), tensor(2, 3, 4))))
show("ifft2", *ops.ifft2((tensor(1, 3, 4), tensor(2, 3, 4))))
show("rfft", *ops.rfft(tensor(1, 2, 7)), *ops.rfft(tensor(1, 2, 7), fft_length=10))
show("irfft", ops.irfft((tensor(1, 2, 4), tensor(2, 2, 4))), ops.irfft((tensor(1, 2, 4), tensor(2, 2, 4)), 7))
show("stft", *ops.stft(tensor(1, 2, 30), 6, 3, 8))
show("stft_plain", *ops.stft(tensor(1, 30), 8, 4, 8, window="hamming", center=False))
show("istft", ops.istft(ops.stft(tensor(1, 2, 30), 6, 3, 8), 6, 3, 8))
show("extract_sequences", ops.extract_sequences(tensor(1, 2, 9), 4, 2))

img = np.abs(x(1, 1, 5, 6, 3))
for m in ("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"):
    show(f"resize_{m}", ops.image.resize(img, (8, 4), interpolation=m))
    show(f"antialias_{m}", ops.image.resize(img, (3, 2), interpolation=m, antialias=True))
show("resize_crop", ops.image.resize(img, (6, 3), crop_to_aspect_ratio=True))
show("resize_pad", ops.image.resize(img, (6, 3), pad_to_aspect_ratio=True, fill_value=0.5))
show("resize_uint8", ops.image.resize((img * 255).astype("uint8"), (8, 4), "bicubic"))
show("grayscale", ops.image.rgb_to_grayscale(img))
show("hsv", ops.image.rgb_to_hsv(img), ops.image.hsv_to_rgb(img))
show("blur", ops.image.gaussian_blur(img, (3, 3), (1.0, 0.7), data_format="channels_last"))
show("sobel", ops.image.sobel_edges(img))
show("patches", ops.image.extract_patches(img, (2, 3), strides=(2, 1), padding="same"))
turn = np.array([0.9, 0.2, -1.5, -0.1, 1.1, 0.7, 0.01, 0.02], "float32")
for m in ("constant", "nearest", "wrap", "reflect"):
    show(f"affine_{m}", ops.image.affine_transform(img, turn, "bilinear", m, 0.25))
show("affine_near", ops.image.affine_transform(img, turn, "nearest", "constant", 0.25))
start = np.array([[0, 0], [5, 0], [0, 4], [5, 4]], "float32")
end = np.array([[1, 0], [5, 1], [0, 3], [4, 4]], "float32")
show("perspective", ops.image.perspective_transform(img, start, end))
at = 4 * x(2, 2, 3, 4)
for m in ("constant", "nearest", "wrap", "mirror", "reflect"):
    show(f"map_{m}", ops.image.map_coordinates(x(1, 5, 6), at, 1, m, 0.25),
         ops.image.map_coordinates(x(1, 5, 6), at, 0, m, 0.25))

labels = np.array([[1, 2, 0, 0], [3, 3, 1, 0]])
logits = 2 * tensor(1, 2, 7, 4)
show("ctc_loss", ops.ctc_loss(labels, logits, np.array([2, 3]), np.array([7, 6])))
show("ctc_greedy", *ops.ctc_decode(logits, np.array([7, 6]), "greedy"))
show("ctc_unmerged", *ops.ctc_decode(logits, np.array([7, 6]), "greedy", merge_repeated=False))
show("ctc_beam", *ops.ctc_decode(logits, np.array([7, 6]), "beam_search", 20, 3))

mask = np.array([[True, True, False, True], [False, True, True, False]])
states = [tensor(5, 2, 3), tensor(6, 2, 3)]
for name, options, m in (
    ("all", dict(return_sequences=True), None),
    ("back", dict(return_sequences=True, go_backwards=True), mask),
    ("last", dict(), mask),
    ("zero", dict(return_sequences=True, zero_output_for_mask=True), mask),
):
    lstm = keras.layers.LSTM(3, return_state=True, use_cudnn=False, **options)
    lstm.build((2, 4, 2))
    lstm.set_weights([x(2, 2, 12), x(3, 3, 12), x(4, 12)])
    show("lstm_" + name, *lstm(tensor(1, 2, 4, 2), mask=m, initial_state=states))
    gru = keras.layers.GRU(3, return_state=True, use_cudnn=False, **options)
    gru.build((2, 4, 2))
    gru.set_weights([x(2, 2, 9), x(3, 3, 9), x(4, 2, 9)])
    show("gru_" + name, *gru(tensor(1, 2, 4, 2), mask=m, initial_state=states[0]))
gru = keras.layers.GRU(3, return_state=True, reset_after=False)
gru.build((2, 4, 2))
gru.set_weights([x(2, 2, 9), x(3, 3, 9), x(4, 9)])
show("gru_before", *gru(tensor(1, 2, 4, 2), initial_state=states[0]))
rnn = keras.layers.SimpleRNN(3, return_sequences=True, return_state=True)
rnn.build((2, 4, 2))
rnn.set_weights([x(2, 2, 3), x(3, 3, 3), x(4, 3)])
show("simple_rnn", *rnn(tensor(1, 2, 4, 2), mask=mask, initial_state=states[0]))
