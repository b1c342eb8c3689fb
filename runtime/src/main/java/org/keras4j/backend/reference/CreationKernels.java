package org.keras4j.backend.reference;

import org.keras4j.op.Fill;
import org.keras4j.op.Iota;
import org.keras4j.op.Philox;
import org.keras4j.op.RandomBits;
import org.keras4j.op.RandomNormal;
import org.keras4j.op.RandomUniform;
import org.keras4j.tensor.NDArray;

/** Ops that make values from attributes and keys. */
final class CreationKernels {
  private CreationKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(
            Fill.class, (op, in) -> NDArray.full(op.spec().dtype(), op.spec().shape(), op.value()))
        .single(Iota.class, (op, in) -> iota(op))
        .single(RandomBits.class, (op, in) -> bits(op, in.get(0)))
        .single(RandomUniform.class, (op, in) -> uniform(op, in.get(0)))
        .single(RandomNormal.class, (op, in) -> normal(op, in.get(0)));
  }

  private static NDArray iota(Iota op) {
    NDArray.Builder out = NDArray.builder(op.spec().dtype(), op.spec().shape());
    int dim = op.spec().shape().dim(op.axis());
    int inner = op.spec().shape().product(op.axis() + 1, op.spec().shape().rank());
    for (int i = 0; i < out.size(); i++) {
      out.set(i, (long) (i / inner % dim));
    }
    return out.build();
  }

  private static NDArray bits(RandomBits op, NDArray key) {
    NDArray.Builder out = NDArray.builder(op.spec().dtype(), op.spec().shape());
    for (int i = 0; i < out.size(); i++) {
      out.set(i, (long) Philox.word(key.ints()[0], key.ints()[1], i));
    }
    return out.build();
  }

  private static NDArray uniform(RandomUniform op, NDArray key) {
    NDArray.Builder out = NDArray.builder(op.spec().dtype(), op.spec().shape());
    for (int i = 0; i < out.size(); i++) {
      out.set(i, Philox.uniform(op.spec().dtype(), key.ints()[0], key.ints()[1], i));
    }
    return out.build();
  }

  private static NDArray normal(RandomNormal op, NDArray key) {
    NDArray.Builder out = NDArray.builder(op.spec().dtype(), op.spec().shape());
    for (int i = 0; i < out.size(); i++) {
      out.set(i, Philox.normal(key.ints()[0], key.ints()[1], i));
    }
    return out.build();
  }
}
