package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Expr.sliceLast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Gradient of a {@link LstmSequence}: back through time.
 *
 * <p>Inputs: gates, activations and carries that {@link LstmTraining} kept; the recurrent kernel;
 * the mask if there is one; gradients of the outputs, of those that have one. Outputs: gradients of
 * x {@code (B, T, 4 U)}, h0 and c0. That of the recurrent kernel is the product of the kept states
 * with the first.
 *
 * @param sequence whether the first output (all steps, or the last) has a gradient
 * @param h whether the last h has a gradient
 * @param c whether the last carry has one
 */
public record LstmGradient(LstmSequence plain, boolean sequence, boolean h, boolean c)
    implements CompositeOp {
  private static final int FIRST_GRADIENT = 4;

  /** Gradients of the inputs of a call of {@code plain}. */
  static List<Tensor> of(LstmSequence plain, Vjp v) {
    List<Tensor> kept = new LstmTraining(plain).call(v.node().inputs());
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(kept.get(3));
    inputs.add(kept.get(4));
    inputs.add(kept.get(6));
    inputs.add(Expr.wide(v.in(3)));
    if (plain.options().masked()) {
      inputs.add(v.in(4));
    }
    for (int i = 0; i < 3; i++) {
      if (v.grad(i) != null) {
        inputs.add(Expr.wide(v.grad(i)));
      }
    }
    LstmGradient op =
        new LstmGradient(plain, v.grad(0) != null, v.grad(1) != null, v.grad(2) != null);
    List<Tensor> found = op.call(inputs);
    Tensor dx = found.get(0);
    Tensor kernel = v.wants(3) ? Expr.matmulTa(Expr.rows(kept.get(5)), Expr.rows(dx)) : null;
    List<Tensor> gradients = new ArrayList<>(found);
    gradients.add(kernel);
    for (int i = 0; i < gradients.size(); i++) {
      Tensor gradient = gradients.get(i);
      gradients.set(i, gradient == null ? null : Emit.cast(gradient, v.in(i)));
    }
    if (plain.options().masked()) {
      gradients.add(null);
    }
    return gradients;
  }

  /** Number of the input that is the gradient of output {@code output}, which must have one. */
  public int gradientInput(int output) {
    int at = FIRST_GRADIENT + (plain.options().masked() ? 1 : 0);
    return at + (output > 0 && sequence ? 1 : 0) + (output > 1 && h ? 1 : 0);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, gradientInput(2) + (c ? 1 : 0));
    TensorSpec gates = inputs.get(0);
    Shape units = inputs.get(1).shape();
    Expect.rank(this, inputs, 0, 3);
    Expect.rank(this, inputs, 1, 3);
    TensorSpec state = gates.withShape(Shape.of(units.dim(0), units.dim(2)));
    return List.of(gates, state, state);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    SequenceOptions options = plain.options();
    Tensor activated = inputs.get(1);
    Tensor zeros =
        Emit.zeros(activated.spec().withShape(Shape.of(activated.dim(0), activated.dim(2))));
    boolean eachStep = sequence && options.returnSequences();
    boolean lastStep = sequence && !options.returnSequences();
    Tensor last = lastStep ? inputs.get(gradientInput(0)) : zeros;
    Tensor dh = h ? inputs.get(gradientInput(1)) : zeros;
    Tensor dc = c ? inputs.get(gradientInput(2)) : zeros;
    BackwardScan scan = new BackwardScan(options);
    int hAt = scan.carry(options.masked() || !lastStep ? dh : add(dh, last));
    int cAt = scan.carry(dc);
    // What the output of a masked step repeats gets its gradient, too.
    int pendingAt = options.masked() ? scan.carry(last) : -1;
    int gatesAt = scan.sequence(inputs.get(0));
    int activatedAt = scan.sequence(activated);
    int carryAt = scan.sequence(inputs.get(2));
    int maskAt = options.masked() ? scan.sequence(inputs.get(FIRST_GRADIENT)) : -1;
    int outputAt = eachStep ? scan.output(inputs.get(gradientInput(0))) : -1;
    int kernelAt = scan.constant(inputs.get(3));
    return scan.run(
        p -> {
          Tensor output = eachStep ? p.get(outputAt) : null;
          Tensor total = p.get(hAt);
          Tensor pending = null;
          Tensor mask = null;
          if (options.masked()) {
            mask = Emit.reshape(p.get(maskAt), Shape.of(activated.dim(0), 1));
            Tensor all = eachStep ? add(output, p.get(pendingAt)) : p.get(pendingAt);
            total = add(total, Expr.keep(mask, all));
            pending =
                options.zeroOutputForMask()
                    ? multiply(all, 0)
                    : Emit.select(mask, Emit.zero(all), all);
          } else if (eachStep) {
            total = add(total, output);
          }
          List<Tensor> step =
              step(p.get(gatesAt), p.get(activatedAt), p.get(carryAt), total, p.get(cAt));
          Tensor dz = mask == null ? step.get(0) : Expr.keep(mask, step.get(0));
          Tensor before = Expr.matmulTb(dz, p.get(kernelAt));
          Tensor carry = step.get(1);
          if (mask == null) {
            return List.of(before, carry, dz);
          }
          return Arrays.asList(
              Emit.select(mask, before, p.get(hAt)),
              Emit.select(mask, carry, p.get(cAt)),
              pending,
              dz);
        });
  }

  /** Gradients of the gates' arguments and of the carry before the step. */
  private List<Tensor> step(
      Tensor gates, Tensor activated, Tensor carry, Tensor dh, Tensor dcAfter) {
    int units = carry.dim(1);
    Tensor input = sliceLast(gates, 0, units);
    Tensor forget = sliceLast(gates, units, 2 * units);
    Tensor candidate = sliceLast(gates, 2 * units, 3 * units);
    Tensor output = sliceLast(gates, 3 * units, 4 * units);
    Tensor dc =
        add(dcAfter, multiply(multiply(dh, output), plain.activation().derivative(activated)));
    Tensor dz =
        new Concat(1)
            .on(
                gate(multiply(dc, candidate), input),
                gate(multiply(dc, carry), forget),
                multiply(multiply(dc, input), plain.activation().derivative(candidate)),
                gate(multiply(dh, activated), output));
    return List.of(dz, multiply(dc, forget));
  }

  private Tensor gate(Tensor gradient, Tensor gate) {
    return multiply(gradient, plain.recurrentActivation().derivative(gate));
  }
}
