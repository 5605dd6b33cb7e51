package io.weightless.http.cookie;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a Set-Cookie field says, read as a client has to (RFC 6265, section 5.2): what is not known
/// is passed over, and of what comes twice the last counts.
///
/// @param domain in lower case without a leading dot; empty for none
/// @param path empty for none, or none that begins with a slash
/// @param expires null for the end of the client
record Received(
    String name,
    String value,
    String domain,
    String path,
    @Nullable Instant expires,
    boolean isSecure) {
  /// Longer ones are dropped (section 5.5 of the revision).
  private static final int LONGEST = 4096;

  private static final int LONGEST_ATTRIBUTE = 1024;

  /// Later ones are taken for this.
  private static final Duration LONGEST_AGE = Duration.ofDays(400);

  /// @return null if it is none
  static @Nullable Received parse(String field, Instant now) {
    String[] parts = field.split(";", -1);
    int equals = parts[0].indexOf('=');
    String name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
    String value = parts[0].substring(equals + 1).strip();
    if (name.isEmpty() || name.length() + value.length() > LONGEST) {
      return null;
    }
    Attributes attributes = new Attributes(now);
    for (int i = 1; i < parts.length; i++) {
      attributes.add(parts[i]);
    }
    return attributes.of(name, value);
  }

  private static final class Attributes {
    private final Instant now;
    private String domain = "";
    private String path = "";
    private @Nullable Instant expires;
    private @Nullable Instant endOfAge;
    private boolean isSecure;

    Attributes(Instant now) {
      this.now = now;
    }

    void add(String attribute) {
      int equals = attribute.indexOf('=');
      String name = equals < 0 ? attribute : attribute.substring(0, equals);
      String value = equals < 0 ? "" : attribute.substring(equals + 1).strip();
      if (value.length() > LONGEST_ATTRIBUTE) {
        return;
      }
      switch (name.strip().toLowerCase(Locale.ROOT)) {
        case "domain" -> {
          String plain = value.startsWith(".") ? value.substring(1) : value;
          domain = plain.toLowerCase(Locale.ROOT);
        }
        case "path" -> path = value.startsWith("/") ? value : "";
        case "expires" -> {
          Instant read = CookieDate.parse(value);
          expires = read == null ? expires : read;
        }
        case "max-age" -> maxAge(value);
        case "secure" -> isSecure = true;
        default -> {}
      }
    }

    private void maxAge(String value) {
      if (value.matches("-[0-9]+|0+")) {
        endOfAge = Instant.MIN;
      } else if (value.matches("[0-9]+")) {
        boolean isLong = value.length() > 9;
        Duration age = isLong ? LONGEST_AGE : Duration.ofSeconds(Integer.parseInt(value));
        endOfAge = now.plus(age);
      }
    }

    Received of(String name, String value) {
      Instant end = endOfAge == null ? expires : endOfAge;
      Instant latest = now.plus(LONGEST_AGE);
      Instant bounded = end == null || end.isBefore(latest) ? end : latest;
      return new Received(name, value, domain, path, bounded, isSecure);
    }
  }
}
