package io.weightless.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backends that are on the class path, by a class loader that sees some that others do not.
class BackendsTest {
  @TempDir private Path folder;

  @Test
  void theBestBackendThatOpensIsTaken() throws Exception {
    assertThat(withProviders(() -> nameOf(Reactor::open))).isEqualTo("good");
  }

  @Test
  void aBackendIsTakenByItsName() throws Exception {
    assertThat(withProviders(() -> nameOf(() -> Reactor.open("plain")))).isEqualTo("plain");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNamesThatThereAreBestFirst() throws Exception {
    withProviders(() ->
        assertThatThrownBy(() -> Reactor.open("steam"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("no backend is called 'steam'; there are [broken, good, plain]"));
  }

  @Test
  void aNamedBackendThatDoesNotWorkHereIsRefusedWithTheReason() throws Exception {
    withProviders(() ->
        assertThatThrownBy(() -> Reactor.open("broken"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("the backend 'broken' does not work here: not in this kernel")
            .hasCauseInstanceOf(IOException.class));
  }

  private static String nameOf(Supplier<Reactor> open) {
    try (Reactor reactor = open.get()) {
      return reactor.backendName();
    }
  }

  private <T> T withProviders(Supplier<T> work) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(Backend.Provider.class.getName()),
        List.of(Plain.class.getName(), Broken.class.getName(), Good.class.getName()));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url()}, before)) {
      thread.setContextClassLoader(loader);
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private URL url() throws MalformedURLException {
    return folder.toUri().toURL();
  }

  /// What the three have in common.
  abstract static class Provider implements Backend.Provider {
    private final String name;
    private final int rank;

    Provider(String name, int rank) {
      this.name = name;
      this.rank = rank;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int rank() {
      return rank;
    }

    @Override
    public Backend open() throws IOException {
      return new Parked();
    }
  }

  /// Public, as all three, for ServiceLoader.
  public static final class Plain extends Provider {
    public Plain() {
      super("plain", 1);
    }
  }

  public static final class Good extends Provider {
    public Good() {
      super("good", 2);
    }
  }

  public static final class Broken extends Provider {
    public Broken() {
      super("broken", 3);
    }

    @Override
    public Backend open() throws IOException {
      throw new IOException("not in this kernel");
    }
  }
}
