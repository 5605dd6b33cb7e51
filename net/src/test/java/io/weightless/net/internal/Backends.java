package io.weightless.net.internal;

import io.weightless.reactor.Backend;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// The backends that are tested.
public final class Backends {
  private Backends() {}

  /// The names of those that work here.
  public static List<String> names() {
    return Stream.of("nio", "epoll", "uring").filter(Backends::works).toList();
  }

  /// Of those that work here, the ones that call the system themselves.
  static List<String> namesOnLinux() {
    return names().stream().filter(name -> !name.equals("nio")).toList();
  }

  private static boolean works(String name) {
    try (NetBackend _ = open(name)) {
      return true;
    } catch (IOException e) {
      System.out.println("without the backend '" + name + "': " + e.getMessage());
      return false;
    }
  }

  public static NetBackend open(String name) throws IOException {
    for (Backend.Provider provider : ServiceLoader.load(Backend.Provider.class)) {
      if (provider.name().equals(name)) {
        return (NetBackend) provider.open();
      }
    }
    throw new IllegalArgumentException(name);
  }
}
