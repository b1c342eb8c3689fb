package org.keras4j.formats.keras.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Major and minor number of the Keras version that wrote a file. */
public record KerasVersion(int major, int minor) implements Comparable<KerasVersion> {
  /** Files of Keras 1.0 do not say their version. */
  public static final KerasVersion OLDEST = new KerasVersion(1, 0);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,4}))?.*");

  /** The version in a text such as {@code 2.2.4-tf}; {@link #OLDEST} for null or other text. */
  public static KerasVersion parse(String text) {
    Matcher matcher = NUMBERS.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return OLDEST;
    }
    String minor = matcher.group(2);
    return new KerasVersion(
        Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor));
  }

  /** Whether this is older than {@code otherMajor.otherMinor}. */
  public boolean isBefore(int otherMajor, int otherMinor) {
    return compareTo(new KerasVersion(otherMajor, otherMinor)) < 0;
  }

  @Override
  public int compareTo(KerasVersion other) {
    return major != other.major
        ? Integer.compare(major, other.major)
        : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
