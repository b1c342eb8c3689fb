package org.keras4j.initializers;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of initializers. */
public final class Initializers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Initializer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Zeros.TYPE,
        Ones.TYPE,
        Constant.TYPE,
        RandomUniform.TYPE,
        RandomNormal.TYPE,
        TruncatedNormal.TYPE,
        VarianceScaling.TYPE,
        VarianceScaling.GLOROT_NORMAL,
        VarianceScaling.GLOROT_UNIFORM,
        VarianceScaling.HE_NORMAL,
        VarianceScaling.HE_UNIFORM,
        VarianceScaling.LECUN_NORMAL,
        VarianceScaling.LECUN_UNIFORM,
        Identity.TYPE,
        Orthogonal.TYPE,
        STFT.TYPE);
  }
}
