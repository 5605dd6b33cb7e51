package io.weightless.offload;

/// One thread of an [Offload]. It takes over nothing from the task that happened to start it: no
/// inheritable locals, no class loader.
final class Worker extends Thread {
  private final Workers workers;

  Worker(Workers workers, int number) {
    super(null, null, "weightless-offload-" + number, 0, false);
    this.workers = workers;
    setDaemon(true);
  }

  boolean isOneOf(Workers others) {
    return workers == others;
  }

  @Override
  public void run() {
    Runnable next = workers.next();
    while (next != Workers.STOP) {
      next.run();
      next = workers.next();
    }
  }
}
