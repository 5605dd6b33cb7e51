package io.weightless.net.tls;

import org.jspecify.annotations.Nullable;

/// What happens in one handshake, as those see it whom the JDK asks for certificates. It asks them
/// for all connections alike, so they find here which one it is. When it does not ask them, the
/// session is an older one that is resumed.
final class Witness {
  private static final ScopedValue<Witness> PRESENT = ScopedValue.newInstance();

  /// Whether certificates were asked for, our own or the peer's.
  private boolean asked;

  /// With what we have shown who we are.
  private @Nullable Identity shown;

  /// Runs a part of its handshake.
  void see(Runnable part) {
    ScopedValue.where(PRESENT, this).run(part);
  }

  static void shows(Identity identity) {
    if (PRESENT.isBound()) {
      PRESENT.get().shown = identity;
      PRESENT.get().asked = true;
    }
  }

  static void checks() {
    if (PRESENT.isBound()) {
      PRESENT.get().asked = true;
    }
  }

  boolean hasAsked() {
    return asked;
  }

  @Nullable Identity shown() {
    return shown;
  }
}
