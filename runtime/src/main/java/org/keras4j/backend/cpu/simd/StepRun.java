package org.keras4j.backend.cpu.simd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * A sequence of steps for {@link WorkerPool#parallelSteps}: what a step's tasks do, and how far
 * they are.
 *
 * <p>Each thread has a task of its own, which it runs at every step, so that what the task works on
 * stays in that processor's cache; the tasks of threads that are late it runs too. Whoever took a
 * task is running, so that waiting for the tasks of the step before always ends.
 */
public final class StepRun {
  /** Looks at the counter before the processor is offered to others. */
  private static final int SPINS = 2000;

  /** More than there are tasks: what a failed run has done, so that nobody waits for it. */
  private static final int FAILED = Integer.MAX_VALUE / 2;

  /** Distance between counters that different threads write, in ints: two cache lines. */
  private static final int APART = 32;

  /** A task of a step. */
  @FunctionalInterface
  public interface Body {
    void run(int step, int task);
  }

  final IntConsumer member = this::takePart;
  private final int tasks;
  private final Body body;
  private final AtomicIntegerArray taken; // of each task, the steps that somebody took
  private final AtomicInteger done = new AtomicInteger();
  private int steps;

  /**
   * A run for one caller at a time.
   *
   * @param tasks number of tasks of each step
   */
  public StepRun(int tasks, Body body) {
    this.tasks = tasks;
    this.body = body;
    this.taken = new AtomicIntegerArray((tasks + 1) * APART);
  }

  int tasks() {
    return tasks;
  }

  void begin(int count) {
    steps = count;
    for (int i = 0; i < tasks; i++) {
      taken.set((i + 1) * APART, 0);
    }
    done.set(0);
  }

  private void takePart(int own) {
    for (int step = 0; step < steps; step++) {
      if (!await(step * tasks)) {
        return;
      }
      for (int i = 0; i < tasks; i++) {
        int task = own + i < tasks ? own + i : own + i - tasks;
        if (taken.compareAndSet((task + 1) * APART, step, step + 1)) {
          run(step, task);
        }
      }
    }
  }

  private void run(int step, int task) {
    boolean complete = false;
    try {
      body.run(step, task);
      complete = true;
    } finally {
      if (complete) {
        done.incrementAndGet();
      } else {
        done.set(FAILED);
      }
    }
  }

  /** Waits until so many tasks are done; false if one failed. */
  private boolean await(int count) {
    int spins = 0;
    int now = done.get();
    while (now < count) {
      if (++spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      now = done.get();
    }
    return now < FAILED;
  }
}
