package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.cpu.simd.RecurrentStep;
import org.keras4j.backend.cpu.simd.StepRun;
import org.keras4j.backend.cpu.simd.WorkerPool;
import org.keras4j.op.SequenceOptions;

/**
 * The loop over time of a recurrent layer in one session's memory.
 *
 * <p>Working memory holds the states twice, before and after a step in turns; then the outputs of
 * masked steps; then what the step needs. A task of a step does everything for its samples and
 * units, so that nothing is left to do between steps.
 */
final class RecurrentRun {
  private final SequenceOptions options;
  private final int states;
  private final int units;
  private final int steps;
  private final int gates;
  private final int size; // of a state
  private final Scratch scratch;
  private final float[] x;
  private final int xAt;
  private final float[][] initial;
  private final int[] initialAt;
  private final float[][] last;
  private final int[] lastAt;
  private final float[] y;
  private final int yAt;
  private final byte[] mask;
  private final int maskAt;
  private final StepRun run;

  private RecurrentStep step;
  private float[] work;

  RecurrentRun(
      Frame frame,
      SequenceOptions options,
      int states,
      int batch,
      int units,
      int steps,
      int tasks) {
    this.options = options;
    this.states = states;
    this.units = units;
    this.steps = steps;
    this.gates = frame.spec(0).shape().dim(2);
    this.size = batch * units;
    this.scratch = frame.scratch();
    this.x = frame.floats(0);
    this.xAt = frame.offset(0);
    initial = new float[states][];
    initialAt = new int[states];
    last = new float[states][];
    lastAt = new int[states];
    for (int i = 0; i < states; i++) {
      initial[i] = frame.floats(1 + i);
      initialAt[i] = frame.offset(1 + i);
      last[i] = frame.floats(frame.out(1 + i));
      lastAt[i] = frame.offset(frame.out(1 + i));
    }
    this.y = frame.floats(frame.out(0));
    this.yAt = frame.offset(frame.out(0));
    int input = frame.inputs() - 1;
    this.mask = options.masked() ? frame.bytes(input) : null;
    this.maskAt = options.masked() ? frame.offset(input) : 0;
    this.run = new StepRun(tasks, this::runTask);
  }

  /** Number of floats of scratch space that {@link #run} needs. */
  int scratchSize(RecurrentStep step) {
    return stepAt() + step.scratchSize();
  }

  private int statesAt(int turn) {
    return turn % 2 * states * size;
  }

  private int outputAt() {
    return 2 * states * size;
  }

  private int stepAt() {
    return outputAt() + (mask == null ? 0 : size);
  }

  void run(RecurrentStep step, WorkerPool pool) {
    this.step = step;
    work = scratch.floats();
    for (int i = 0; i < states; i++) {
      System.arraycopy(initial[i], initialAt[i], work, statesAt(0) + i * size, size);
    }
    if (mask != null) {
      Arrays.fill(work, outputAt(), outputAt() + size, 0f);
    }
    pool.parallelSteps(steps * step.phases(), run);
    for (int i = 0; i < states; i++) {
      System.arraycopy(work, statesAt(steps) + i * size, last[i], lastAt[i], size);
    }
    if (!options.returnSequences()) {
      System.arraycopy(work, mask == null ? statesAt(steps) : outputAt(), y, yAt, size);
    }
  }

  private void runTask(int phases, int task) {
    int turn = phases / step.phases();
    int phase = phases % step.phases();
    int time = options.goBackwards() ? steps - 1 - turn : turn;
    int before = statesAt(turn);
    int after = statesAt(turn + 1);
    step.run(phase, task, x, xAt + time * gates, steps * gates, work, before, after, stepAt());
    if (phase + 1 < step.phases()) {
      return;
    }
    for (int sample = step.row(task); sample < step.row(task) + step.rows(task); sample++) {
      int place = sample * units + step.unit(task);
      if (mask != null) {
        applyMask(
            mask[maskAt + sample * steps + time] != 0, place, before, after, step.count(task));
      }
      if (options.returnSequences()) {
        int from = (mask == null ? after : outputAt()) + place;
        int to = yAt + (sample * steps + turn) * units + step.unit(task);
        System.arraycopy(work, from, y, to, step.count(task));
      }
    }
  }

  /** Keeps some units' states of a sample that is masked at this time, and finds their outputs. */
  private void applyMask(boolean visible, int place, int before, int after, int count) {
    if (visible) {
      System.arraycopy(work, after + place, work, outputAt() + place, count);
      return;
    }
    for (int i = 0; i < states; i++) {
      System.arraycopy(work, before + place + i * size, work, after + place + i * size, count);
    }
    if (options.zeroOutputForMask()) {
      Arrays.fill(work, outputAt() + place, outputAt() + place + count, 0f);
    }
  }
}
