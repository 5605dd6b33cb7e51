package io.weightless.http.form;

import java.util.random.RandomGenerator;

/// What stands between the parts of a multipart body (RFC 2046, section 5.1.1).
final class Boundary {
  private static final int LONGEST = 70;
  private static final int RANDOM_BYTES = 16;

  private Boundary() {}

  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > LONGEST || text.endsWith(" ")) {
      return false;
    }
    return text.chars().allMatch(Boundary::isAllowed);
  }

  /// One that nobody can have put into what is sent: 128 bits of `random`.
  static String random(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RANDOM_BYTES / Long.BYTES; i++) {
      text.append("%016x".formatted(random.nextLong()));
    }
    return text.toString();
  }

  private static boolean isAllowed(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || "'()+_,-./:=? ".indexOf(c) >= 0;
  }
}
