package io.weightless.net.internal;

import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A program that [DescriptorsUsedUpTest] runs where a process may have few descriptors: it lets a
/// connection come while it has none left, and frees some after a second of virtual time.
///
/// Prints how often the loop looked meanwhile, and the answer that came back over the connection.
public final class DescriptorsUsedUp {
  private DescriptorsUsedUp() {}

  public static void main(String[] arguments) throws Exception {
    loadClasses(Reactor.class);
    loadClasses(NetBackend.class);
    System.getLogger("io.weightless").log(System.Logger.Level.WARNING, "loads its classes too");
    try (World world = new World(arguments[0])) {
      world.run(scope -> echo(world, scope, new ArrayList<>()));
      world.run(scope -> echo(world, scope, useUp()));
    }
  }

  /// All that lie where `one` does: from a directory, each takes a descriptor for a moment.
  public static void loadClasses(Class<?> one) throws Exception {
    Path root = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.isDirectory(root) ? Files.walk(root) : Stream.empty()) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace('/', '.');
        name = name.substring(0, name.length() - ".class".length());
        Class.forName(name, false, one.getClassLoader());
      }
    }
  }

  /// All descriptors but two, for the listener and the client. The JVM itself may open a file for a
  /// moment, so it tries often.
  private static List<FileInputStream> useUp() throws IOException {
    List<FileInputStream> held = new ArrayList<>();
    for (int failures = 0; failures < 1_000; ) {
      try {
        held.add(new FileInputStream("/dev/null"));
      } catch (IOException _) {
        failures++;
      }
    }
    held.removeLast().close();
    held.removeLast().close();
    return held;
  }

  private static void echo(World world, Scope scope, List<FileInputStream> held)
      throws IOException {
    try (Listener listener = world.network().listen(World.ANY_PORT)) {
      Task<String> client = scope.start("client", () -> ask(world, listener.address()));
      Task<?> server = scope.start("server", () -> answer(listener));
      long before = world.backend.shared().counters.polls;
      Task.sleep(Duration.ofSeconds(1));
      System.out.println("looked " + (world.backend.shared().counters.polls - before) + " times");
      for (FileInputStream file : held) {
        file.close();
      }
      System.out.println("answer: " + client.await());
      server.await();
    }
  }

  private static String ask(World world, Address address) throws IOException {
    try (io.weightless.net.Stream stream = world.network().connect(address)) {
      stream.write(World.bytes("served at last"));
      return World.readText(stream);
    }
  }

  private static void answer(Listener listener) throws IOException {
    try (io.weightless.net.Stream stream = listener.accept()) {
      stream.write(stream.read());
    }
  }
}
