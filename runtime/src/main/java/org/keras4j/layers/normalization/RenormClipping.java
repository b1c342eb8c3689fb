package org.keras4j.layers.normalization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;

/**
 * Limits of batch renormalization's corrections; null for no limit.
 *
 * @param rmin least ratio of the batch's standard deviation to the moving one
 * @param rmax greatest ratio
 * @param dmax greatest shift either way, in moving standard deviations
 */
public record RenormClipping(Double rmin, Double rmax, Double dmax) {
  public static final RenormClipping NONE = new RenormClipping(null, null, null);

  private static final List<String> KEYS = List.of("rmax", "rmin", "dmax");

  static final Codec<RenormClipping> CODEC =
      new Codec<>() {
        @Override
        public RenormClipping read(Object json, ReadContext context) {
          Map<String, Object> map = ReadContext.configMap("renorm_clipping", json);
          if (!KEYS.containsAll(map.keySet())) {
            throw new ConfigException(
                "Received invalid keys for `renorm_clipping` argument: "
                    + Text.of(map)
                    + ". Supported values: "
                    + KEYS);
          }
          return new RenormClipping(
              number(map.get("rmin"), context),
              number(map.get("rmax"), context),
              number(map.get("dmax"), context));
        }

        @Override
        public Object write(RenormClipping clipping) {
          Map<String, Object> map = new LinkedHashMap<>();
          map.put("rmax", clipping.rmax);
          map.put("rmin", clipping.rmin);
          map.put("dmax", clipping.dmax);
          map.values().removeIf(java.util.Objects::isNull);
          return map;
        }
      };

  public RenormClipping {
    if (rmax != null && rmin != null && rmax < rmin) {
      throw new ConfigException(
          "rmax should be greater than rmin in the `renorm_clipping` argument. Received: rmax="
              + rmax
              + ", rmin="
              + rmin);
    }
    if (dmax != null && dmax < 0) {
      throw new ConfigException(
          "dmax should be non-negative in the `renorm_clipping` argument. Received: dmax=" + dmax);
    }
  }

  private static Double number(Object json, ReadContext context) {
    return Codecs.FLOAT.nullable().read(json, context);
  }
}
