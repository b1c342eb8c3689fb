package org.keras4j.plan;

import java.util.ArrayDeque;
import java.util.List;
import org.keras4j.tensor.NDArray;

/**
 * Sessions of one plan, shared by any number of threads: each run takes an idle session or opens
 * one, and gives it back. At most a fixed number are kept idle, because each holds an arena.
 */
public final class SessionPool implements AutoCloseable {
  private final ExecutionPlan plan;
  private final int maxIdle;
  private final ArrayDeque<Session> idle;

  /**
   * A pool.
   *
   * @param maxIdle number of sessions that are kept while nobody uses them
   */
  public SessionPool(ExecutionPlan plan, int maxIdle) {
    this.plan = plan;
    this.maxIdle = maxIdle;
    this.idle = new ArrayDeque<>(maxIdle + 1);
  }

  /** A pool that keeps as many sessions as there are processors. */
  public static SessionPool of(ExecutionPlan plan) {
    return new SessionPool(plan, Runtime.getRuntime().availableProcessors());
  }

  public ExecutionPlan plan() {
    return plan;
  }

  /** As {@link Session#run(List)}; safe from many threads. */
  public List<NDArray> run(List<NDArray> inputs) {
    Session session = take();
    try {
      return session.run(inputs);
    } finally {
      giveBack(session);
    }
  }

  /** As {@link Session#run(List, List)}; safe from many threads. */
  public void run(List<NDArray> inputs, List<NDArray> outputs) {
    Session session = take();
    try {
      session.run(inputs, outputs);
    } finally {
      giveBack(session);
    }
  }

  private Session take() {
    synchronized (idle) {
      // The one used last: its memory is still in the caches.
      Session session = idle.pollLast();
      if (session != null) {
        return session;
      }
    }
    return plan.openSession();
  }

  private void giveBack(Session session) {
    synchronized (idle) {
      if (idle.size() < maxIdle) {
        idle.addLast(session);
        return;
      }
    }
    session.close();
  }

  /** Closes the idle sessions. Runs in progress end normally. */
  @Override
  public void close() {
    synchronized (idle) {
      idle.forEach(Session::close);
      idle.clear();
    }
  }
}
