package io.weightless.net;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Values of options as text, with their units.
final class Quantity {
  private static final Pattern WITH_UNIT = Pattern.compile("(\\d{1,10})([a-z]*)");
  private static final int KIB = 1024;

  private Quantity() {}

  static boolean yes(String text) {
    return switch (text) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException("write yes or no");
    };
  }

  static String text(boolean yes) {
    return yes ? "yes" : "no";
  }

  static int number(String text) {
    Matcher parts = WITH_UNIT.matcher(text);
    if (!parts.matches() || !parts.group(2).isEmpty()) {
      throw new IllegalArgumentException("write a number");
    }
    return most(Long.parseLong(parts.group(1)));
  }

  static Duration time(String text) {
    Matcher parts = WITH_UNIT.matcher(text);
    if (!parts.matches()) {
      throw notATime();
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> throw notATime();
    };
  }

  private static IllegalArgumentException notATime() {
    return new IllegalArgumentException("write a time, as 500ms, 60s, 5m or 1h");
  }

  static String text(Duration time) {
    long millis = time.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  static int bytes(String text) {
    Matcher parts = WITH_UNIT.matcher(text);
    if (!parts.matches()) {
      throw notBytes();
    }
    long unit =
        switch (parts.group(2)) {
          case "" -> 1;
          case "k" -> KIB;
          case "m" -> KIB * KIB;
          default -> throw notBytes();
        };
    return most(Long.parseLong(parts.group(1)) * unit);
  }

  /// What is too much stays too much.
  private static int most(long number) {
    return (int) Math.min(Integer.MAX_VALUE, number);
  }

  private static IllegalArgumentException notBytes() {
    return new IllegalArgumentException("write bytes, as 4096, 64k or 1m");
  }

  static String text(int bytes) {
    if (bytes == 0 || bytes % KIB != 0) {
      return Integer.toString(bytes);
    }
    return bytes % (KIB * KIB) == 0 ? bytes / KIB / KIB + "m" : bytes / KIB + "k";
  }
}
