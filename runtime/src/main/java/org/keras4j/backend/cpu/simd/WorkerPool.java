package org.keras4j.backend.cpu.simd;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A small fixed set of daemon threads for loops whose iterations are independent.
 *
 * <p>The caller always takes part, so a pool of {@code n} threads starts {@code n - 1}. A loop
 * started while another runs, from a second caller or from inside a task, runs wholly in its own
 * thread: with many callers the processors are already busy. Nothing is allocated per loop. Which
 * thread runs a task is not determined, so tasks must write disjoint outputs; then results do not
 * depend on the number of threads.
 */
public final class WorkerPool implements AutoCloseable {
  /** Name of the system property that sets the size of the {@linkplain #shared() shared} pool. */
  public static final String PROPERTY = "keras4j.threads";

  /** Spins before parking: some 20 microseconds, about the cost of waking a parked thread. */
  private static final int SPINS = 1000;

  private static final long REMAINING = 0xffff_ffffL;

  private final Worker[] workers;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicInteger callers = new AtomicInteger();
  // High half: number of the current loop; low half: tasks nobody has taken yet. One word, so that
  // a late worker can never take a task of a loop that it did not look at.
  private final AtomicLong ticket = new AtomicLong();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile Thread waiter;
  private volatile boolean closed;
  // Written before the ticket is published, read after a task was taken.
  private int tasks;
  private Body body;
  private IntConsumer simpleBody;

  /** One iteration of a parallel loop, told which thread's scratch space it may use. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs one task.
     *
     * @param task from 0 to the number of tasks, exclusive
     * @param slot from 0 to {@link #threads()}, exclusive; no two tasks of a loop that run at the
     *     same time have the same slot
     */
    void run(int task, int slot);
  }

  /** The pool that all sessions share unless they are given another. */
  public static WorkerPool shared() {
    return Holder.INSTANCE;
  }

  /** A pool as wide as property {@value #PROPERTY} says, else one thread per processor. */
  public WorkerPool() {
    this(defaultThreads());
  }

  /**
   * A pool of the given width.
   *
   * @param threads number of threads a loop may use, the caller's included; at least 1
   */
  public WorkerPool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, received " + threads);
    }
    workers = new Worker[threads - 1];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Worker(i + 1);
      workers[i].start();
    }
  }

  private static int defaultThreads() {
    String value = System.getProperty(PROPERTY);
    if (value == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    try {
      int threads = Integer.parseInt(value.trim());
      if (threads >= 1) {
        return threads;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the value, as any other number that is no width.
    }
    throw new IllegalArgumentException(
        "System property " + PROPERTY + " must be a positive integer, received '" + value + "'");
  }

  /** Number of threads a loop may use, the caller's included. */
  public int threads() {
    return workers.length + 1;
  }

  /**
   * Runs {@code body} for every task from 0 to {@code count}, exclusive, and returns when all have
   * ended. If tasks throw, the others still run and the first exception is thrown to the caller.
   */
  public void parallelFor(int count, IntConsumer body) {
    callers.incrementAndGet();
    try {
      if (acquire(count)) {
        simpleBody = body;
        runShared(count);
      } else {
        for (int i = 0; i < count; i++) {
          body.accept(i);
        }
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  /** As {@link #parallelFor(int, IntConsumer)}, for tasks that need scratch space per thread. */
  public void parallelFor(int count, Body body) {
    callers.incrementAndGet();
    try {
      if (acquire(count)) {
        this.body = body;
        runShared(count);
      } else {
        for (int i = 0; i < count; i++) {
          body.run(i, 0);
        }
      }
    } finally {
      callers.decrementAndGet();
    }
  }

  /**
   * Runs the tasks of each of a sequence of steps, each step after all of the one before. Threads
   * go from step to step without coming back to the caller in between, which makes this worthwhile
   * for tasks of a few microseconds. If a task throws, the rest is not run.
   */
  public void parallelSteps(int steps, StepRun run) {
    run.begin(steps);
    parallelFor(Math.min(run.tasks(), threads()), run.member);
  }

  /** True if this caller got the workers, which it must give back. */
  private boolean acquire(int count) {
    if (count <= 1 || closed || callers.get() > workers.length) {
      return false; // as many callers as threads: each processor has its work
    }
    return !busy.get() && busy.compareAndSet(false, true);
  }

  private void runShared(int count) {
    tasks = count;
    unfinished.set(count);
    ticket.set((ticket.get() & ~REMAINING) + (1L << 32) + count);
    int helpers = Math.min(count - 1, workers.length);
    for (int i = 0; i < helpers; i++) {
      workers[i].wake();
    }
    try {
      takeTasks(0);
      awaitOthers();
      Throwable thrown = failure.get();
      if (thrown != null) {
        failure.set(null);
        throwUnchecked(thrown);
      }
    } finally {
      body = null;
      simpleBody = null;
      busy.set(false);
    }
  }

  /** Takes and runs tasks of the current loop until none is left. */
  private void takeTasks(int slot) {
    int done = 0;
    while (true) {
      long seen = ticket.get();
      int remaining = (int) seen;
      if (remaining == 0) {
        break;
      }
      if (!ticket.compareAndSet(seen, seen - 1)) {
        continue;
      }
      try {
        if (body != null) {
          body.run(tasks - remaining, slot);
        } else {
          simpleBody.accept(tasks - remaining);
        }
      } catch (Throwable e) { // handed to the caller: a loop fails where it was started
        failure.compareAndSet(null, e);
      }
      done++;
    }
    if (done > 0 && unfinished.addAndGet(-done) == 0) {
      Thread sleeping = waiter;
      if (sleeping != null) {
        LockSupport.unpark(sleeping);
      }
    }
  }

  private void awaitOthers() {
    for (int i = 0; i < SPINS; i++) {
      if (unfinished.get() == 0) {
        return;
      }
      Thread.onSpinWait();
    }
    waiter = Thread.currentThread();
    boolean interrupted = false;
    while (unfinished.get() != 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted(); // an interrupted thread would not park again
    }
    waiter = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void throwUnchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown; // a body declares no checked exception
  }

  /** Ends the pool's threads; later loops run in their callers. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      LockSupport.unpark(worker);
    }
  }

  private final class Worker extends Thread {
    private final int slot;
    private volatile boolean parked;

    Worker(int slot) {
      super("keras4j-worker-" + slot);
      this.slot = slot;
      setDaemon(true);
      setContextClassLoader(null); // an application's loader must stay collectable
    }

    void wake() {
      if (parked) {
        LockSupport.unpark(this);
      }
    }

    @Override
    public void run() {
      while (!closed) {
        takeTasks(slot);
        awaitTasks();
      }
    }

    private void awaitTasks() {
      for (int i = 0; i < SPINS; i++) {
        if ((int) ticket.get() != 0) {
          return;
        }
        Thread.onSpinWait();
      }
      parked = true;
      while ((int) ticket.get() == 0 && !closed) {
        LockSupport.park(WorkerPool.this);
      }
      parked = false;
    }
  }

  private static final class Holder {
    static final WorkerPool INSTANCE = new WorkerPool();
  }
}
