package io.weightless.net.internal;

import io.weightless.net.internal.linux.Libc;
import io.weightless.reactor.Reactor;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// What a reactor has besides network and files, when somebody asks for it: a service, so that the
/// backends know nothing of it.
public interface Addition {
  /// Attaches its own services.
  ///
  /// @param libc null where the system is not called; with it there are
  ///   [Descriptors][io.weightless.net.internal.linux.Descriptors]
  void attachTo(Reactor reactor, Shared shared, @Nullable Libc libc);

  /// All there are, found once, when `reactor` is asked for one of them.
  static void attachAllLater(Reactor reactor, Shared shared, @Nullable Libc libc) {
    reactor.attachLater(
        () -> Found.ALL.forEach(addition -> addition.attachTo(reactor, shared, libc)));
  }

  /// Those of this program.
  final class Found {
    private static final List<Addition> ALL =
        ServiceLoader.load(Addition.class, Addition.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Found() {}
  }
}
