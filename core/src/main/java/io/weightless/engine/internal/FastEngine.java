package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// Strands are virtual threads whose scheduler is their carrier.
///
/// Who is running is asked of the platform thread that carries the caller, never of the caller's
/// own identity: so it holds for guests, which are virtual threads that we did not start.
final class FastEngine extends Engine {
  @Override
  public String name() {
    return "fast";
  }

  @Override
  Strand strand(Carrier carrier, String name, Life life) {
    return new FastStrand(carrier, name, life);
  }

  @Override
  Thread guest(Carrier carrier, String name, Runnable body) {
    return VirtualThreads.create(
        turn -> carrier.submit(new Guests.Turn(carrier, null, turn)), name, body);
  }

  @Override
  @Nullable Carrier carrier() {
    return (Carrier) VirtualThreads.carrierLocal(Carrier.STEPPING);
  }

  @Override
  @Nullable Strand strand() {
    Carrier carrier = carrier();
    Strand running = carrier == null ? null : carrier.running;
    return running != null && running.thread() == Thread.currentThread() ? running : null;
  }

  @Override
  boolean owns(Carrier carrier) {
    return carrier.stepper() == VirtualThreads.carrierThread();
  }
}
