package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of image augmentation layers. */
public final class AugmentationLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        AugMix.TYPE,
        AutoContrast.TYPE,
        ContrastLimitedAdaptiveHistogramEqualization.TYPE,
        CutMix.TYPE,
        Equalization.TYPE,
        MaxNumBoundingBoxes.TYPE,
        MixUp.TYPE,
        RandAugment.TYPE,
        RandomBrightness.TYPE,
        RandomColorDegeneration.TYPE,
        RandomColorJitter.TYPE,
        RandomContrast.TYPE,
        RandomCrop.TYPE,
        RandomElasticTransform.TYPE,
        RandomErasing.TYPE,
        RandomFlip.TYPE,
        RandomGaussianBlur.TYPE,
        RandomGrayscale.TYPE,
        RandomHue.TYPE,
        RandomInvert.TYPE,
        RandomPerspective.TYPE,
        RandomPosterization.TYPE,
        RandomRotation.TYPE,
        RandomSaturation.TYPE,
        RandomSharpness.TYPE,
        RandomShear.TYPE,
        RandomTranslation.TYPE,
        RandomZoom.TYPE,
        Solarization.TYPE);
  }
}
