package org.keras4j.plan;

import org.keras4j.backend.CommandQueue;
import org.keras4j.backend.CompiledFunction;
import org.keras4j.backend.Frame;

/** A body of a control-flow op: a plan whose caller writes inputs and reads outputs in place. */
final class InnerFunction implements CompiledFunction {
  private final ExecutionPlan plan;

  InnerFunction(ExecutionPlan plan) {
    this.plan = plan;
  }

  @Override
  public Call open(CommandQueue queue) {
    Session session = new Session(plan, queue, null);
    return new Call() {
      @Override
      public Frame.Operand input(int index) {
        return session.operand(plan.layout().inputs()[index]);
      }

      @Override
      public Frame.Operand output(int index) {
        return session.operand(plan.layout().outputs()[index]);
      }

      @Override
      public void run() {
        session.execute();
      }
    };
  }
}
