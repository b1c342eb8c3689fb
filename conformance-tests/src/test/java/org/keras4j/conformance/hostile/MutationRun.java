package org.keras4j.conformance.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.keras4j.conformance.hostile.Victims.Victim;
import org.keras4j.formats.FormatException;

/**
 * Reads mutated files in a JVM of its own, which a test starts with a small heap: {@code
 * MutationRun COUNT SEED [FIRST]}. Exits with 1 after a fault, naming its number; {@code
 * MutationRun 1 SEED NUMBER} repeats it and prints its trace.
 */
public final class MutationRun {
  private static final int THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
  private static final long HANG_NANOS = 60_000_000_000L;
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final int MOST_FAULTS = 20;

  private final List<Victim> victims = Victims.all();
  private final long seed;
  private final long end;
  private final boolean isSingle;
  private final AtomicLong next;
  private final List<Worker> workers = new ArrayList<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

  private MutationRun(long count, long seed, long first) {
    this.seed = seed;
    this.next = new AtomicLong(first);
    this.end = first + count;
    this.isSingle = count == 1;
  }

  public static void main(String[] args) throws InterruptedException {
    long first = args.length > 2 ? Long.parseLong(args[2]) : 0;
    MutationRun run = new MutationRun(Long.parseLong(args[0]), Long.parseLong(args[1]), first);
    run.start();
    System.exit(run.report());
  }

  private void start() throws InterruptedException {
    for (int i = 0; i < THREADS; i++) {
      Worker worker = new Worker();
      workers.add(worker);
      worker.start();
    }
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        worker.join(1_000);
        workers.forEach(this::haltIfHanging);
      }
    }
  }

  private void haltIfHanging(Worker worker) {
    if (worker.isAlive() && System.nanoTime() - worker.started > HANG_NANOS) {
      System.out.println("FAULT number " + worker.number + " hangs:");
      for (StackTraceElement frame : worker.getStackTrace()) {
        System.out.println("    at " + frame);
      }
      Runtime.getRuntime().halt(1);
    }
  }

  private final class Worker extends Thread {
    private volatile long started = System.nanoTime();
    private volatile long number;
    private long read;
    private long accepted;
    private final Map<FormatException.Kind, Long> refused =
        new EnumMap<>(FormatException.Kind.class);
    private long refusedOtherwise;
    private long slowest;
    private long largest;

    @Override
    public void run() {
      for (long i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
        if (faults.size() >= MOST_FAULTS) {
          return;
        }
        number = i;
        started = System.nanoTime();
        one(i);
      }
    }

    private void one(long i) {
      Victim victim = victims.get((int) (i % victims.size()));
      Random random = new Random(seed * 1_000_003 + i);
      Mutator mutator = victim.mutators().get(random.nextInt(victim.mutators().size()));
      byte[] changed = mutator.mutate(victim.bytes(), random);
      Trial trial =
          Trial.of(() -> victim.reader().accept(changed), MOST_ALLOCATED + 2L * changed.length);
      count(trial);
      if (trial.fault() != null) {
        faults.add("number " + i + " (" + victim.name() + ") " + trial.fault());
      }
      if (isSingle && trial.cause() != null) {
        trial.cause().printStackTrace(System.out);
      }
    }

    private void count(Trial trial) {
      read++;
      slowest = Math.max(slowest, trial.cpuNanos());
      largest = Math.max(largest, trial.allocated());
      if (trial.refusal() instanceof FormatException e) {
        refused.merge(e.kind(), 1L, Long::sum);
      } else if (trial.isRefused()) {
        refusedOtherwise++;
      } else if (trial.fault() == null) {
        accepted++;
      }
    }
  }

  private int report() {
    long read = workers.stream().mapToLong(w -> w.read).sum();
    long accepted = workers.stream().mapToLong(w -> w.accepted).sum();
    long otherwise = workers.stream().mapToLong(w -> w.refusedOtherwise).sum();
    Map<FormatException.Kind, Long> refused = new EnumMap<>(FormatException.Kind.class);
    workers.forEach(w -> w.refused.forEach((kind, n) -> refused.merge(kind, n, Long::sum)));
    System.out.printf(
        "%d files read, %d accepted, refused %s and %d for their config;"
            + " slowest %d ms, most allocated %d KiB; %d faults%n",
        read,
        accepted,
        refused,
        otherwise,
        workers.stream().mapToLong(w -> w.slowest).max().orElse(0) / 1_000_000,
        workers.stream().mapToLong(w -> w.largest).max().orElse(0) >> 10,
        faults.size());
    faults.forEach(fault -> System.out.println("FAULT " + fault));
    boolean bothEnds = accepted > 0 && accepted < read || read < 100;
    return faults.isEmpty() && bothEnds ? 0 : 1;
  }
}
