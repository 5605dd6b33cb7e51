package io.weightless.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// What the network of a simulation needs of it.
interface World {
  RandomGenerator random();

  /// Runs `arrival` on the loop of `host`, as input, `delay` from now. Never, when that host has
  /// crashed until then (also if it runs again).
  void deliver(String host, Duration delay, Runnable arrival);

  /// Whether `fault` strikes now: asked at each place where it could; counted.
  boolean strikes(Fault fault);

  /// Bytes arrive at `host`: part of the trace.
  void arrived(String host, ByteBuffer bytes);
}
