package org.keras4j.losses;

import org.keras4j.config.Codec;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.tensor.DType;

/** The argument {@code dtype} of losses and metrics: a dtype, or a policy's compute dtype. */
public final class ComputeDType implements Codec<DType> {
  @Override
  public DType read(Object json, ReadContext context) {
    return json == null ? null : DTypePolicy.CODEC.read(json, context).computeDType();
  }

  @Override
  public Object write(DType dtype) {
    return dtype == null ? null : dtype.kerasName();
  }
}
