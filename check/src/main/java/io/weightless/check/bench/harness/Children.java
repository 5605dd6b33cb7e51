package io.weightless.check.bench.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// All processes that a run of the benchmarks started; closing it ends each, and what they started.
///
/// Also closed when this process is told to end, so that nothing is left behind by Ctrl-C. Thread
/// safe: the end comes on a thread of its own.
public final class Children implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final List<Process> running = new ArrayList<>(); // guarded by this
  private final List<Runnable> cleanUps = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this

  private Children() {}

  /// The calling thread is interrupted when this process is told to end.
  public static Children open() {
    var children = new Children();
    Thread owner = Thread.currentThread();
    Runnable end =
        () -> {
          owner.interrupt();
          children.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "end of the children"));
    return children;
  }

  /// Starts a process whose standard error goes where its standard output goes.
  ///
  /// @throws IOException if it cannot be started, or everything is about to end
  public Process start(List<String> command) throws IOException {
    return start(new ProcessBuilder(command));
  }

  /// The same for a prepared one.
  public synchronized Process start(ProcessBuilder prepared) throws IOException {
    if (closed) {
      throw new IOException("the benchmark is ending");
    }
    running.removeIf(process -> !process.isAlive());
    Process process = prepared.redirectErrorStream(true).start();
    running.add(process);
    return process;
  }

  /// What is to be done once all have ended.
  public synchronized void afterwards(Runnable cleanUp) {
    cleanUps.add(cleanUp);
  }

  /// Asks a process and its descendants to end, waits for it, and kills what is left.
  public static void end(Process process) {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroy();
    descendants.forEach(ProcessHandle::destroy);
    try {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    List<Process> last;
    List<Runnable> then;
    synchronized (this) {
      closed = true;
      last = List.copyOf(running);
      then = List.copyOf(cleanUps);
      running.clear();
      cleanUps.clear();
    }
    last.forEach(Children::end);
    then.forEach(Runnable::run);
  }
}
