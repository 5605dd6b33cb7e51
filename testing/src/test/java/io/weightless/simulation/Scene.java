package io.weightless.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// Hosts `near`, `far` and `third` on one reactor, on virtual time; faults strike as a test says.
final class Scene implements World, AutoCloseable {
  static final Address ANY_PORT = new Address("far", 0);
  static final Duration UNTIL_ALL_WAIT = Duration.ofSeconds(10);

  final VirtualClock clock = new VirtualClock();
  final Reactor reactor;
  final Fabric fabric;
  final Map<String, List<String>> arrivals = new HashMap<>();
  private final RandomGenerator random;
  private final Map<Fault, BooleanSupplier> faults = new EnumMap<>(Fault.class);
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private final Map<String, Integer> crashes = new HashMap<>();

  Scene() {
    this(Conditions.DEFAULT);
  }

  Scene(Conditions conditions) {
    this(conditions, 1);
  }

  Scene(Conditions conditions, long seed) {
    random = new SplittableRandom(seed);
    reactor = Reactor.open(clock, new SplittableRandom(seed), Limits.DEFAULT);
    fabric = new Fabric(this, conditions);
    for (String host : List.of("near", "far", "third")) {
      fabric.of(host);
    }
  }

  /// What a test does, in a task of this scene.
  interface Story<X extends Exception> {
    void tell(Scope scope) throws X;
  }

  /// Returns when all tasks have ended.
  <X extends Exception> void run(Story<X> story) throws X {
    reactor.run(() ->
        Scope.<String, X>run(scope -> {
          story.tell(scope);
          return "told";
        }));
  }

  /// From now on `fault` strikes where `when` says so.
  void strike(Fault fault, BooleanSupplier when) {
    faults.put(fault, when);
  }

  /// Strikes at the next place where it can.
  void strikeOnce(Fault fault) {
    strike(fault, () -> struck(fault) == 0);
  }

  int struck(Fault fault) {
    return struck.getOrDefault(fault, 0);
  }

  /// The host loses all, and runs again at once.
  void restart(String host) {
    crash(host);
    fabric.of(host);
  }

  void crash(String host) {
    crashes.merge(host, 1, Integer::sum);
    fabric.crashed(host);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void deliver(String host, Duration delay, Runnable arrival) {
    int life = crashes.getOrDefault(host, 0);
    reactor.after(
        delay,
        () -> {
          if (crashes.getOrDefault(host, 0) == life) {
            arrival.run();
          }
        });
  }

  @Override
  public boolean strikes(Fault fault) {
    boolean strikes = faults.getOrDefault(fault, () -> false).getAsBoolean();
    if (strikes) {
      struck.merge(fault, 1, Integer::sum);
    }
    return strikes;
  }

  @Override
  public void arrived(String host, ByteBuffer bytes) {
    arrivals.computeIfAbsent(host, _ -> new ArrayList<>()).add(text(bytes));
  }

  Network near() {
    return fabric.of("near");
  }

  Network far() {
    return fabric.of("far");
  }

  /// How long it is since the beginning.
  Duration time() {
    return Duration.ofNanos(clock.nanos());
  }

  /// Two ends of one connection.
  record Pair(Stream near, Stream far) implements AutoCloseable {
    @Override
    public void close() {
      near.close();
      far.close();
    }
  }

  Pair connect() throws IOException {
    try (Listener listener = far().listen(ANY_PORT)) {
      Stream near = near().connect(listener.address());
      return new Pair(near, listener.accept());
    }
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  static String readText(Stream stream) throws IOException {
    return text(stream.read());
  }

  /// All that comes until the end.
  static String readAllText(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(text(part));
    }
    return all.toString();
  }

  /// How many bytes come until the end.
  static long drain(Stream stream) throws IOException {
    long count = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      count += part.remaining();
    }
    return count;
  }

  /// Writes until the connection takes no more; some task has to end it.
  static void fill(Stream stream) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(64 * 1024);
    while (true) {
      stream.write(zeros.clear());
    }
  }

  @Override
  public void close() {
    try {
      for (String host : List.of("near", "far", "third")) {
        assertThat(fabric.open(host)).as("left open on " + host).isEmpty();
      }
    } finally {
      reactor.close();
    }
  }
}
