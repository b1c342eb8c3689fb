package org.keras4j.callbacks;

import java.util.Locale;
import org.keras4j.config.Arg;

/** Which values of what is monitored are better. */
public enum Mode {
  /** As the metric of that name says: less for losses and errors, more for accuracies. */
  AUTO,
  /** Less is better. */
  MIN,
  /** More is better. */
  MAX;

  /** The argument that callbacks share. */
  static Arg<Mode> arg() {
    return Arg.choice("mode", Mode.class, mode -> mode.name().toLowerCase(Locale.ROOT), AUTO);
  }
}
