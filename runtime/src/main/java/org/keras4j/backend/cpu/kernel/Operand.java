package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import org.keras4j.backend.Frame;

/**
 * An operand of a kernel that has many of them: an array and where it starts. Positions are counted
 * from there.
 *
 * @param size number of elements
 */
record Operand(float[] floats, byte[] bytes, int start, int size) {
  static Operand floats(Frame frame, int index) {
    int size = frame.spec(index).shape().intSize();
    return new Operand(frame.floats(index), null, frame.offset(index), size);
  }

  static Operand bytes(Frame frame, int index) {
    int size = frame.spec(index).shape().intSize();
    return new Operand(null, frame.bytes(index), frame.offset(index), size);
  }

  int at(int position) {
    return start + position;
  }

  void copyTo(int position, Operand target, int targetPosition, int count) {
    System.arraycopy(floats, at(position), target.floats, target.at(targetPosition), count);
  }

  void fillZeros(int from, int to) {
    Arrays.fill(floats, at(from), at(to), 0f);
  }
}
