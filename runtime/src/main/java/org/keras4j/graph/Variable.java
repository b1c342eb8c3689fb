package org.keras4j.graph;

import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * A weight or state: a path, a type, and a value that can be assigned. It is the only mutable thing
 * that graphs refer to; models that share a layer share its variables. Compared by identity.
 *
 * <p>The initial value is made when it is first asked for, so that loading weights never pays for
 * initializers. Assignment bumps {@link #version()}, by which plans know that packed copies are
 * old. A plan that trains a variable keeps its value in memory of its own, and is asked for it when
 * somebody wants it. Safe for use by several threads.
 */
public final class Variable {
  /** Memory outside of a variable that has its newest value. */
  public interface Holder {
    /** A copy of the value, as it is between two runs of whoever changes it. */
    NDArray fetch();
  }

  private final String name;
  private final String path;
  private final TensorSpec spec;
  private final boolean trainable;
  private Supplier<NDArray> initial;
  private volatile NDArray value;
  private volatile Holder holder;
  private volatile long version;

  /**
   * A variable.
   *
   * @param name last part of the path, such as {@code kernel}
   * @param path Keras path, such as {@code sequential/dense/kernel}
   * @param spec fully known type and shape
   * @param trainable whether an optimizer may change it, unless its layer is frozen
   * @param initial makes the initial value; called at most once
   */
  public Variable(
      String name, String path, TensorSpec spec, boolean trainable, Supplier<NDArray> initial) {
    if (!spec.shape().isFullyKnown()) {
      throw new ShapeException(
          "Shapes of variables must be fully known. Received: shape="
              + spec.shape()
              + " for variable path='"
              + path
              + "'");
    }
    this.name = Objects.requireNonNull(name, "name");
    this.path = Objects.requireNonNull(path, "path");
    this.spec = spec;
    this.trainable = trainable;
    this.initial = Objects.requireNonNull(initial, "initial");
  }

  public String name() {
    return name;
  }

  public String path() {
    return path;
  }

  public TensorSpec spec() {
    return spec;
  }

  public DType dtype() {
    return spec.dtype();
  }

  public Shape shape() {
    return spec.shape();
  }

  /** Whether this was created as a trainable weight. A frozen layer's weights keep this flag. */
  public boolean isTrainable() {
    return trainable;
  }

  /** Whether a value exists already, assigned or initialised. */
  public boolean hasValue() {
    return value != null || holder != null;
  }

  /** The current value; the initial one is made now if nothing was assigned. */
  public NDArray value() {
    NDArray current = value;
    if (current != null) {
      return current;
    }
    Holder asked;
    long seen;
    synchronized (this) {
      if (value == null && holder == null) {
        value = checked(initial.get());
        initial = null;
      }
      if (value != null) {
        return value;
      }
      asked = holder;
      seen = version;
    }
    // Outside the monitor, since a holder waits for its own run, which may be about to call hold().
    NDArray fetched = checked(asked.fetch());
    synchronized (this) {
      if (version == seen) {
        value = fetched;
      }
    }
    return fetched;
  }

  /**
   * Replaces the value. Keras: {@code variable.assign(value)}.
   *
   * @throws ShapeException when type or shape differ
   */
  public synchronized void assign(NDArray newValue) {
    value = checked(newValue);
    holder = null;
    initial = null;
    version++;
  }

  /**
   * Says that the newest value lies with {@code newHolder} from now on, until the next assignment.
   *
   * @return the version that this value has
   */
  public synchronized long hold(Holder newHolder) {
    holder = newHolder;
    value = null;
    initial = null;
    return ++version;
  }

  /** Number of assignments so far. */
  public long version() {
    return version;
  }

  private NDArray checked(NDArray candidate) {
    if (!candidate.shape().equals(shape())) {
      throw new ShapeException(
          "The shape of the target variable and the shape of the target value in"
              + " `variable.assign(value)` must match. variable.shape="
              + shape()
              + ", Received: value.shape="
              + candidate.shape()
              + ". Target variable: "
              + this);
    }
    if (candidate.dtype() != dtype()) {
      throw new ShapeException(
          "Variable "
              + path
              + " has dtype "
              + dtype()
              + ". Received a value of dtype "
              + candidate.dtype()
              + "; convert it with cast()");
    }
    return candidate;
  }

  @Override
  public String toString() {
    return "<Variable path=" + path + ", shape=" + shape() + ", dtype=" + dtype() + ">";
  }
}
