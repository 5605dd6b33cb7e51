package io.weightless.http.websocket;

import io.weightless.reactor.Reactor;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Keys that nobody outside can guess (RFC 6455, section 10.3); in a simulation, those of its seed.
final class MaskKeys {
  private static final int AT_ONCE = 1024;

  private final RandomGenerator random;
  private final byte[] bytes = new byte[AT_ONCE];
  private int used = AT_ONCE;

  MaskKeys(Reactor reactor) {
    random = reactor.clock().isVirtual() ? reactor.random() : new SecureRandom();
  }

  int next() {
    if (used == AT_ONCE) {
      random.nextBytes(bytes);
      used = 0;
    }
    int key = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      key = (key << Byte.SIZE) | (bytes[used] & 0xff);
      bytes[used++] = 0;
    }
    return key;
  }

  /// For the opening handshake.
  byte[] nonce(int count) {
    byte[] nonce = new byte[count];
    random.nextBytes(nonce);
    return nonce;
  }
}
