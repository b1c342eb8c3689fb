package org.keras4j.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * The gradient of a {@link Scan}: a scan in the other direction. The carries before each step are
 * kept by a second forward scan; everything else inside a step is computed again.
 */
final class ScanGradient {
  private final Scan scan;
  private final Vjp v;
  private final List<Tensor> bodyInputs;
  private final int sequencesEnd;

  /** Inputs of the backward scan and, in step, the parameters of its body. */
  private final List<Tensor> arguments = new ArrayList<>();

  private final List<Tensor> parameters = new ArrayList<>();

  ScanGradient(Scan scan, Vjp v) {
    this.scan = scan;
    this.v = v;
    this.bodyInputs = scan.body().inputs();
    this.sequencesEnd = scan.carries() + scan.sequences();
  }

  List<Tensor> inputGradients() {
    int inputs = bodyInputs.size();
    Tensor[] gradientCarry = new Tensor[inputs]; // running gradient of a carry or a captured tensor
    for (int i = 0; i < inputs; i++) {
      if (carriesGradient(i)) {
        Tensor start = i < scan.carries() ? v.grad(i) : null;
        gradientCarry[i] = add(start == null ? zeros(v.in(i)) : start, false);
      }
    }
    int carries = parameters.size();
    Tensor[] bodyArguments = new Tensor[inputs];
    List<Tensor> kept = keptCarries();
    for (int i = 0; i < sequencesEnd; i++) {
      bodyArguments[i] = add(i < scan.carries() ? kept.get(i) : v.in(i), true);
    }
    int stacked = scan.body().outputs().size() - scan.carries();
    Tensor[] outputGradients = new Tensor[scan.carries() + stacked];
    System.arraycopy(gradientCarry, 0, outputGradients, 0, scan.carries());
    for (int i = scan.carries(); i < outputGradients.length; i++) {
      outputGradients[i] = v.grad(i) == null ? null : add(v.grad(i), true);
    }
    int sequences = parameters.size() - carries;
    for (int i = sequencesEnd; i < inputs; i++) {
      bodyArguments[i] = add(v.in(i), false);
    }
    List<Tensor> gradients =
        v.differentiator()
            .gradients(
                Graphs.inline(scan.body(), Arrays.asList(bodyArguments)),
                Arrays.asList(outputGradients),
                Arrays.asList(bodyArguments));
    GraphFunction body = GraphFunction.of(parameters, results(gradients, gradientCarry));
    Scan backward = new Scan(body, carries, sequences, scan.length(), !scan.reverse());
    return inInputOrder(backward.call(arguments));
  }

  private List<Tensor> results(List<Tensor> gradients, Tensor[] gradientCarry) {
    List<Tensor> carried = new ArrayList<>();
    List<Tensor> sliced = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      Tensor gradient = gradients.get(i);
      if (i < scan.carries() && gradientCarry[i] != null) {
        carried.add(gradient == null ? zeros(bodyInputs.get(i)) : gradient);
      } else if (gradientCarry[i] != null) {
        carried.add(gradient == null ? gradientCarry[i] : Emit.add(gradientCarry[i], gradient));
      } else if (slicesGradient(i)) {
        sliced.add(gradient == null ? zeros(bodyInputs.get(i)) : gradient);
      }
    }
    carried.addAll(sliced);
    return carried;
  }

  private List<Tensor> inInputOrder(List<Tensor> results) {
    Tensor[] gradients = new Tensor[bodyInputs.size()];
    int next = 0;
    for (int i = 0; i < gradients.length; i++) {
      if (carriesGradient(i)) {
        gradients[i] = results.get(next++);
      }
    }
    for (int i = 0; i < gradients.length; i++) {
      if (slicesGradient(i)) {
        gradients[i] = results.get(next++);
      }
    }
    return Arrays.asList(gradients);
  }

  /** Each carry as it was before every step, stacked. */
  private List<Tensor> keptCarries() {
    List<Tensor> outputs = new ArrayList<>(scan.body().outputs().subList(0, scan.carries()));
    outputs.addAll(bodyInputs.subList(0, scan.carries()));
    GraphFunction body = GraphFunction.of(bodyInputs, outputs);
    Scan forward = new Scan(body, scan.carries(), scan.sequences(), scan.length(), scan.reverse());
    List<Tensor> results = forward.call(v.node().inputs());
    return results.subList(scan.carries(), results.size());
  }

  private boolean carriesGradient(int input) {
    boolean sequence = input >= scan.carries() && input < sequencesEnd;
    boolean floating = bodyInputs.get(input).dtype().isFloating();
    return floating && !sequence && (input < scan.carries() || v.wants(input));
  }

  private boolean slicesGradient(int input) {
    boolean sequence = input >= scan.carries() && input < sequencesEnd;
    return sequence && bodyInputs.get(input).dtype().isFloating() && v.wants(input);
  }

  /** Adds an input of the backward scan; returns its parameter in the body. */
  private Tensor add(Tensor argument, boolean sliced) {
    TensorSpec spec = argument.spec();
    Tensor parameter =
        Placeholder.of(
            "arg_" + parameters.size(), sliced ? spec.withShape(spec.shape().removeDim(0)) : spec);
    arguments.add(argument);
    parameters.add(parameter);
    return parameter;
  }

  private static Tensor zeros(Tensor like) {
    return new FillLike(like.dtype(), 0).emit(like);
  }
}
