package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerPoolTest {

  @Test
  void runsEveryTaskOnce() {
    for (int threads : new int[] {1, 2, 5}) {
      try (WorkerPool pool = new WorkerPool(threads)) {
        for (int count : new int[] {0, 1, 2, 7, 1000}) {
          for (int repeat = 0; repeat < 50; repeat++) {
            AtomicIntegerArray runs = new AtomicIntegerArray(count);
            pool.parallelFor(count, (IntConsumer) runs::incrementAndGet);
            for (int i = 0; i < count; i++) {
              assertEquals(1, runs.get(i));
            }
          }
        }
      }
    }
  }

  @Test
  void everyTaskOfAStepComesAfterTheStepBefore() {
    for (int threads : new int[] {1, 2, 5}) {
      try (WorkerPool pool = new WorkerPool(threads)) {
        for (int tasks : new int[] {1, 2, 3, 7}) {
          int[] steps = new int[tasks]; // plain: a step's writes must be seen by the next one
          AtomicInteger errors = new AtomicInteger();
          StepRun run =
              new StepRun(
                  tasks,
                  (step, task) -> {
                    for (int other = 0; other < tasks; other++) {
                      if (other == task ? steps[task] != step : steps[other] < step) {
                        errors.incrementAndGet();
                      }
                    }
                    steps[task]++;
                  });
          for (int repeat = 0; repeat < 20; repeat++) {
            Arrays.fill(steps, 0);
            pool.parallelSteps(100, run);
            assertEquals(0, errors.get());
            assertEquals(100 * tasks, Arrays.stream(steps).sum());
          }
        }
      }
    }
  }

  @Test
  void aFailingStepEndsTheRun() {
    try (WorkerPool pool = new WorkerPool(3)) {
      IllegalStateException failure = new IllegalStateException();
      AtomicInteger later = new AtomicInteger();
      StepRun run =
          new StepRun(
              3,
              (step, task) -> {
                if (step == 5 && task == 1) {
                  throw failure;
                }
                later.addAndGet(step > 5 ? 1 : 0);
              });
      for (int repeat = 0; repeat < 50; repeat++) {
        assertSame(
            failure, assertThrows(IllegalStateException.class, () -> pool.parallelSteps(10, run)));
        assertEquals(0, later.get());
      }
    }
  }

  @Test
  void manyCallersAtOnce() throws Exception {
    try (WorkerPool pool = new WorkerPool(3)) {
      ExecutorService callers = Executors.newFixedThreadPool(6);
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        work.add(
            () -> {
              AtomicInteger sum = new AtomicInteger();
              IntConsumer body = sum::addAndGet;
              for (int repeat = 0; repeat < 3000; repeat++) {
                pool.parallelFor(10, body);
              }
              return sum.get();
            });
      }
      for (Future<Integer> result : callers.invokeAll(work)) {
        assertEquals(45 * 3000, result.get());
      }
      callers.shutdown();
    }
  }

  @Test
  void noTwoTasksShareSlotAtTheSameTime() {
    try (WorkerPool pool = new WorkerPool(4)) {
      AtomicIntegerArray inside = new AtomicIntegerArray(4);
      AtomicInteger clashes = new AtomicInteger();
      WorkerPool.Body body =
          (task, slot) -> {
            if (inside.incrementAndGet(slot) != 1) {
              clashes.incrementAndGet();
            }
            Thread.onSpinWait();
            inside.decrementAndGet(slot);
          };
      for (int repeat = 0; repeat < 2000; repeat++) {
        pool.parallelFor(16, body);
      }
      assertEquals(0, clashes.get());
    }
  }

  @Test
  void loopInsideTaskRunsInItsThread() {
    try (WorkerPool pool = new WorkerPool(2)) {
      AtomicInteger foreign = new AtomicInteger();
      AtomicInteger runs = new AtomicInteger();
      pool.parallelFor(
          8,
          (int outer) -> {
            Thread own = Thread.currentThread();
            pool.parallelFor(
                5,
                (int inner) -> {
                  runs.incrementAndGet();
                  if (Thread.currentThread() != own) {
                    foreign.incrementAndGet();
                  }
                });
          });
      assertEquals(40, runs.get());
      assertEquals(0, foreign.get());
    }
  }

  @Test
  void firstExceptionReachesCallerAndPoolGoesOn() {
    try (WorkerPool pool = new WorkerPool(2)) {
      IllegalStateException thrown = new IllegalStateException("task 3");
      AtomicInteger runs = new AtomicInteger();
      IntConsumer body =
          i -> {
            runs.incrementAndGet();
            if (i == 3) {
              throw thrown;
            }
          };
      assertSame(
          thrown, assertThrows(IllegalStateException.class, () -> pool.parallelFor(9, body)));
      assertEquals(9, runs.get());
      pool.parallelFor(3, body);
      assertEquals(12, runs.get());
    }
  }

  @Test
  void workersSleepBetweenLoopsAndWakeAgain() throws InterruptedException {
    try (WorkerPool pool = new WorkerPool(2)) {
      for (int i = 0; i < 20; i++) {
        Thread.sleep(5); // longer than a worker spins
        AtomicInteger runs = new AtomicInteger();
        pool.parallelFor(4, (int task) -> runs.incrementAndGet());
        assertEquals(4, runs.get());
      }
    }
  }

  @Test
  void interruptedCallerFinishesAndStaysInterrupted() {
    try (WorkerPool pool = new WorkerPool(2)) {
      Thread.currentThread().interrupt();
      AtomicInteger runs = new AtomicInteger();
      pool.parallelFor(
          2,
          (int task) -> {
            long end = System.nanoTime() + 3_000_000;
            while (System.nanoTime() < end) {
              Thread.onSpinWait();
            }
            runs.incrementAndGet();
          });
      assertTrue(Thread.interrupted());
      assertEquals(2, runs.get());
    }
  }

  @Test
  void allocatesNothing() {
    try (WorkerPool pool = new WorkerPool(2)) {
      IntConsumer body = i -> {};
      long bytes =
          TestKernels.allocationAfterWarmUp(
              20,
              () -> {
                for (int i = 0; i < 5000; i++) {
                  pool.parallelFor(8, body);
                }
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void refusesNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new WorkerPool(0));
    WorkerPool closed = new WorkerPool(2);
    closed.close();
    AtomicInteger runs = new AtomicInteger();
    closed.parallelFor(4, (int task) -> runs.incrementAndGet());
    assertEquals(4, runs.get());
    assertFalse(Thread.interrupted());
  }
}
