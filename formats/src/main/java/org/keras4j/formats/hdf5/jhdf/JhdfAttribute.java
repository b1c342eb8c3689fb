package org.keras4j.formats.hdf5.jhdf;

import io.jhdf.api.Attribute;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Exception;
import org.keras4j.formats.hdf5.Hdf5Type;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.models.Limit;

/** An attribute read by jHDF. */
final class JhdfAttribute implements Hdf5Attribute {
  private final JhdfContext context;
  private final Attribute attribute;

  private JhdfAttribute(JhdfContext context, Attribute attribute) {
    this.context = context;
    this.attribute = attribute;
  }

  static Map<String, Hdf5Attribute> readAll(JhdfContext context, Node node) {
    Map<String, Hdf5Attribute> attributes = new TreeMap<>();
    context
        .call("the attributes of " + FormatException.quote(node.getName()), node::getAttributes)
        .forEach((name, value) -> attributes.put(name, new JhdfAttribute(context, value)));
    return Collections.unmodifiableMap(attributes);
  }

  @Override
  public String name() {
    return attribute.getName();
  }

  @Override
  public Hdf5Type type() {
    return JhdfTypes.of(context, attribute.getDataType());
  }

  @Override
  public long[] shape() {
    return attribute.isEmpty() ? new long[] {0} : attribute.getDimensionsAsLong();
  }

  @Override
  public long elementCount() {
    return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
  }

  @Override
  public List<String> strings() {
    if (elementCount() == 0) {
      return List.of();
    }
    if (!type().isString()) {
      throw mismatch("strings");
    }
    return JhdfValues.strings(context, value(), elementCount(), what());
  }

  @Override
  public String string() {
    List<String> all = strings();
    if (all.size() != 1) {
      throw mismatch("one string");
    }
    return all.get(0);
  }

  @Override
  public double[] doubles() {
    ElementFormat format = type().numbers().orElseThrow(() -> mismatch("numbers"));
    double[] values = new double[(int) elementCount()];
    format.read(numbers(format), values, 0, values.length);
    return values;
  }

  @Override
  public long[] longs() {
    ElementFormat format =
        type()
            .numbers()
            .filter(ElementFormat::isIntegral)
            .orElseThrow(() -> mismatch("whole numbers"));
    long[] values = new long[(int) elementCount()];
    format.read(numbers(format), values, 0, values.length);
    return values;
  }

  private ByteBuffer numbers(ElementFormat format) {
    return elementCount() == 0
        ? ByteBuffer.allocate(0)
        : JhdfValues.encode(context, value(), format, elementCount(), what());
  }

  private Object value() {
    context.check(Limit.STRING_BYTES, attribute.getSizeInBytes(), "the size of an attribute");
    if (shape().length > 1) {
      throw context.unsupported(what() + " with several dimensions");
    }
    return context.call(what(), attribute::getData);
  }

  private String what() {
    return "attribute " + FormatException.quote(name());
  }

  private Hdf5Exception mismatch(String expected) {
    return context.error(
        Kind.MISMATCH, what() + " holds " + type() + ", where " + expected + " was expected");
  }
}
