package org.keras4j.layers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;

/**
 * One tracing of layers into a graph: what was read, updated, masked and lost on the way. Made for
 * one trace, used by one thread, then thrown away.
 */
public final class Trace implements VariableScope {
  private final boolean training;
  private final Map<Tensor, Tensor> masks = new IdentityHashMap<>();
  private final Map<Variable, Tensor> values = new IdentityHashMap<>();
  private final Map<Variable, Tensor> updates = new LinkedHashMap<>();
  private final List<Tensor> losses = new ArrayList<>();
  private final List<LayerOutput> layerOutputs = new ArrayList<>();

  /** What a call of a layer gave; {@code path} is that of the layer. */
  public record LayerOutput(String path, Tensor output) {}

  private Trace(boolean training) {
    this.training = training;
  }

  public static Trace inference() {
    return new Trace(false);
  }

  public static Trace training() {
    return new Trace(true);
  }

  /** Whether layers behave as in training, unless a call says otherwise. */
  public boolean isTraining() {
    return training;
  }

  /**
   * Calls a layer within this trace.
   *
   * @return the outputs: a tensor, or a list or map of such
   * @throws LayerCallException naming the layer when the inputs do not fit
   */
  public Object call(Layer layer, CallArguments arguments) {
    return new LayerInvocation(layer, this, "", "").call(training, arguments);
  }

  /**
   * The current value of a variable: as last updated in this trace, else as it was before the run.
   */
  @Override
  public Tensor read(Variable variable) {
    return values.computeIfAbsent(variable, ReadVariable::of);
  }

  /** Gives a variable a new value, effective when the run is complete. */
  @Override
  public void update(Variable variable, Tensor value) {
    values.put(variable, value);
    updates.put(variable, value);
  }

  /** Adds a scalar to the losses of the trace. */
  public void addLoss(Tensor loss) {
    losses.add(loss);
  }

  /** Adds a scalar before the loss at a place. */
  void addLoss(int at, Tensor loss) {
    losses.add(at, loss);
  }

  public List<Tensor> losses() {
    return List.copyOf(losses);
  }

  /** The mask that goes with a tensor: bool, true where a step counts; null for none. */
  public Tensor mask(Tensor tensor) {
    return masks.get(tensor);
  }

  /** Lets a mask go with a tensor; null takes it away. */
  public void setMask(Tensor tensor, Tensor mask) {
    if (mask == null) {
      masks.remove(tensor);
    } else {
      masks.put(tensor, mask);
    }
  }

  /** Lets masks go with outputs: one for each, or a single one for the first; null adds none. */
  void setMasks(Object outputs, Object outputMasks) {
    List<?> tensors = outputs instanceof List<?> list ? list : List.of(outputs);
    for (int i = 0; i < tensors.size(); i++) {
      Object mask = outputMasks instanceof List<?> m ? m.get(i) : i == 0 ? outputMasks : null;
      if (mask != null && tensors.get(i) instanceof Tensor output) {
        setMask(output, (Tensor) mask);
      }
    }
  }

  /** Notes what a layer gave. */
  void addOutputs(String path, Object outputs) {
    Structures.tensors(outputs).forEach(output -> layerOutputs.add(new LayerOutput(path, output)));
  }

  /** What layers gave so far, contained layers before those that contain them: for reports. */
  public List<LayerOutput> layerOutputs() {
    return List.copyOf(layerOutputs);
  }

  public List<GraphFunction.Update> updates() {
    return updates.entrySet().stream()
        .map(e -> new GraphFunction.Update(e.getKey(), e.getValue()))
        .toList();
  }

  /** The traced graph. */
  public GraphFunction function(List<Tensor> inputs, List<Tensor> outputs) {
    return new GraphFunction(inputs, outputs, updates());
  }
}
