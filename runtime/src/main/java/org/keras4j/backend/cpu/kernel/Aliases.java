package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.Step;
import org.keras4j.op.BitCast;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.op.Reshape;
import org.keras4j.op.StopGradient;
import org.keras4j.tensor.DType;

/** Ops whose output is their operand's memory, so that nothing runs. */
public final class Aliases {
  private static final Kernel ALIAS =
      new Kernel() {
        @Override
        public Step bind(Frame frame) {
          return () -> {};
        }

        @Override
        public boolean isAlias() {
          return true;
        }

        @Override
        public String describe() {
          return "alias";
        }
      };

  public static final List<KernelEntry<?>> ENTRIES =
      List.of(
          new KernelEntry<>(Reshape.class, (op, signature, env) -> Optional.of(ALIAS)),
          new KernelEntry<>(StopGradient.class, (op, signature, env) -> Optional.of(ALIAS)),
          new KernelEntry<>(
              Cast.class,
              (op, signature, env) -> when(signature.output(0).equals(signature.input(0)))),
          new KernelEntry<>(
              BroadcastTo.class,
              (op, signature, env) ->
                  when(signature.outputShape(0).size() == signature.inputShape(0).size())),
          new KernelEntry<>(
              BitCast.class,
              (op, signature, env) ->
                  when(
                      signature.output(0).dtype().storage() == signature.dtype(0).storage()
                          && signature.output(0).dtype() != DType.BOOL)));

  private Aliases() {}

  private static Optional<Kernel> when(boolean accepts) {
    return accepts ? Optional.of(ALIAS) : Optional.empty();
  }
}
