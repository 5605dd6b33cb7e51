package io.weightless.engine.internal;

import org.jspecify.annotations.Nullable;

/// Strands are default virtual threads that pass a baton: exactly one of them, or the loop, runs.
final class PortableEngine extends Engine {
  /// Set once by each strand's thread, for itself.
  static final ThreadLocal<Strand> STRAND = new ThreadLocal<>();

  @Override
  public String name() {
    return "portable";
  }

  @Override
  Strand strand(Carrier carrier, String name, Life life) {
    return new PortableStrand(carrier, name, life);
  }

  @Override
  Thread guest(Carrier carrier, String name, Runnable body) {
    return Thread.ofVirtual().name(name).unstarted(body);
  }

  @Override
  @Nullable Carrier carrier() {
    Strand strand = STRAND.get();
    return strand != null ? strand.carrier() : Carrier.STEPPING.get();
  }

  @Override
  @Nullable Strand strand() {
    return STRAND.get();
  }

  @Override
  boolean owns(Carrier carrier) {
    Strand running = carrier.running;
    Thread self = Thread.currentThread();
    return running != null ? running.thread() == self : carrier.stepper() == self;
  }
}
