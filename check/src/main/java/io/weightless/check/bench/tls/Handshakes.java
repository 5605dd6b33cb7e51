package io.weightless.check.bench.tls;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/// What `openssl s_time` has counted.
///
/// @param count how many connections it has made
/// @param resumed how many of them began with an older session
record Handshakes(long count, long resumed) {
  private static final Pattern COUNT = Pattern.compile("(\\d+) connections in \\d+ real seconds.*");

  /// A sign for each connection, and a whole line of them.
  private static final Pattern SIGNS = Pattern.compile("[*r]+");

  private static final char RESUMED = 'r';

  static Handshakes parse(List<String> lines) throws IOException {
    long resumed = 0;
    for (String line : lines) {
      if (SIGNS.matcher(line).matches()) {
        resumed += line.chars().filter(sign -> sign == RESUMED).count();
      }
      var count = COUNT.matcher(line);
      if (count.matches()) {
        return new Handshakes(Long.parseLong(count.group(1)), resumed);
      }
    }
    throw new IOException("openssl s_time failed: " + String.join(" ", lines));
  }

  Handshakes plus(Handshakes other) {
    return new Handshakes(count + other.count, resumed + other.resumed);
  }
}
